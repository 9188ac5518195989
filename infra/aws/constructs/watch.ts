import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ComparisonOperator, MathExpression, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type FailReason, leftToPerson } from '../../../shared/usecases/account.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { HouseFunction } from './house-function.ts';

export interface WatchProps {
  readonly bell: AlarmBell;
  /** Namespace of the metrics that are counted in the logs. */
  readonly namespace: string;
  readonly send: HouseFunction;
  readonly remind: HouseFunction;
  /** Takes in what the mail service tells. */
  readonly hear: HouseFunction;
  readonly publish: HouseFunction;
  /** Audits once an hour. */
  readonly maintain: HouseFunction;
  /** Signs people in. */
  readonly pages: HouseFunction;
  readonly api: HttpApi;
  /** Holds a job for every planned digest that nobody has sent yet. */
  readonly digests: IQueue;
  /** Ends of queues: anything in one of them was given up. */
  readonly deadLetters: readonly IQueue[];
}

/** Failures after which only a person goes on. What nobody has heard of yet is not among them: the tick decides that. */
const forAPerson = [...leftToPerson, 'no-mailbox'] as const satisfies readonly FailReason[];

/** How often the tick comes. */
const tickPeriod = Duration.minutes(15);

const above = ComparisonOperator.GREATER_THAN_THRESHOLD;
const quietIsFine = TreatMissingData.NOT_BREACHING;

/** Failures that somebody must act on, beside the errors that each function reports of itself. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { bell, namespace, ...props }: WatchProps) {
    super(scope, id);
    const failed = (...reasons: readonly FailReason[]) =>
      `{ $.message = "mail-failed" && (${reasons.map((reason) => `$.fields.reason = "${reason}"`).join(' || ')}) }`;
    const filtered = (filterId: string, metricName: string, fn: HouseFunction, pattern: string) =>
      new MetricFilter(this, filterId, {
        ...{ logGroup: fn.logs, filterPattern: FilterPattern.literal(pattern) },
        ...{ metricNamespace: namespace, metricName, defaultValue: 0 },
      });
    const counted = (name: string, fn: HouseFunction, pattern: string) =>
      filtered(`${name}Filter`, name, fn, pattern).metric({ period: Duration.minutes(5), statistic: Stats.SUM });

    bell.ring('MailStopped', {
      what: 'SES refuses all mail, and the breaker is open.',
      article: 'mail-stopped',
      metric: counted('MailStopped', props.send, failed('stopped')),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('NeedsAPerson', {
      what: 'A mail will not be tried again by itself.',
      article: 'needs-a-person',
      metric: counted('NeedsAPerson', props.send, failed(...forAPerson)),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('Undecided', {
      what: 'Nobody knows whether a mail left, and it will not be tried again by itself.',
      article: 'needs-a-person',
      metric: counted('Undecided', props.remind, failed(...leftToPerson)),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    // Whichever of the two hears of it last says so: SES's answer, or its event.
    const doubled = '{ $.message = "mail-doubled" }';
    filtered('DoubledBySendFilter', 'Doubled', props.send, doubled);
    bell.ring('Doubled', {
      what: 'Somebody got the same mail twice.',
      article: 'doubled',
      metric: counted('Doubled', props.hear, doubled),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('CodesRefused', {
      what: 'Too many sign-in codes were asked for, and nobody gets one for up to an hour.',
      article: 'codes-refused',
      metric: counted('CodesRefused', props.pages, '{ $.message = "codes-limit-reached" }'),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('CodesFailing', {
      what: 'A sign-in code, or the last mail to a former address, could not be made.',
      article: 'codes-failing',
      metric: counted('CodesFailing', props.send, '{ $.message = "job-failed" && $.fields.kind != "digest" }'),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('TicksFailing', {
      what: 'The tick could not plan everything that is due.',
      article: 'ticks-failing',
      metric: counted('TickFailures', props.remind, '{ $.message = "tick-done" && $.fields.failed > 0 }'),
      threshold: 0,
      comparisonOperator: above,
      // One tick may meet a passing fault; the next one repeats what failed.
      evaluationPeriods: 12,
      datapointsToAlarm: 3,
      treatMissingData: quietIsFine,
    });
    bell.ring('TicksMissing', {
      what: 'No tick came to its end for two hours: reminders do not go out.',
      article: 'ticks-missing',
      // Ends, not calls: one that throws each time does nothing either.
      metric: filtered('TicksDoneFilter', 'TicksDone', props.remind, '{ $.message = "tick-done" }').metric({
        ...{ period: tickPeriod, statistic: Stats.SUM },
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      // The quarter of an hour in which the last one came counts as good, and the alarm needs a while to be computed.
      evaluationPeriods: 7,
      // A machine that stopped reports nothing, which is exactly what must be heard (RELIABILITY F21).
      treatMissingData: TreatMissingData.BREACHING,
    });
    const audited = new MetricFilter(this, 'AuditFindingsFilter', {
      logGroup: props.maintain.logs,
      filterPattern: FilterPattern.literal('{ $.message = "audit-done" }'),
      metricNamespace: namespace,
      metricName: 'AuditFindings',
      metricValue: '$.fields.findings',
    });
    bell.ring('AuditFindings', {
      what: 'What was mailed does not add up, or nobody checked it for an hour.',
      article: 'audit-findings',
      metric: audited.metric({ period: Duration.hours(1), statistic: Stats.MAXIMUM }),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      // An audit that does not come to its end says nothing: that must be heard as well (RELIABILITY F21).
      treatMissingData: TreatMissingData.BREACHING,
    });
    bell.ring('DigestsLate', {
      what: 'A planned digest has waited for two hours.',
      article: 'digests-late',
      metric: props.digests.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(15), statistic: Stats.MAXIMUM }),
      threshold: Duration.hours(2).toSeconds(),
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    // What is held back by the gate, the breaker or the quota is in no queue.
    const waited = new MetricFilter(this, 'DigestWaitFilter', {
      logGroup: props.remind.logs,
      filterPattern: FilterPattern.literal('{ $.message = "tick-done" }'),
      metricNamespace: namespace,
      metricName: 'DigestWait',
      metricValue: '$.fields.waited',
    });
    bell.ring('DigestsHeld', {
      what: 'A planned digest has not left for two hours.',
      article: 'digests-late',
      metric: waited.metric({ period: Duration.minutes(15), statistic: Stats.MAXIMUM }),
      threshold: Duration.hours(2).toMinutes(),
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('DeadLetters', {
      what: 'Something was given up after five attempts.',
      article: 'dead-letters',
      metric: new MathExpression({
        label: 'Messages nobody could handle',
        period: Duration.minutes(5),
        expression: props.deadLetters.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
        usingMetrics: Object.fromEntries(
          props.deadLetters.map((queue, index) => [
            `m${index}`,
            queue.metricApproximateNumberOfMessagesVisible({ statistic: Stats.MAXIMUM }),
          ]),
        ),
      }),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('PublishingLate', {
      what: 'The public pages are ten minutes behind the record.',
      article: 'publishing-late',
      metric: props.publish.metric('IteratorAge', { period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      threshold: Duration.minutes(10).toMilliseconds(),
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    // The stream does not hold these: nothing about them is behind the record, and the next hour tries again.
    const putOff = filtered('PublishingPutOffFilter', 'PublishingPutOff', props.publish, '{ $.message = "publish-put-off" }');
    bell.ring('PublishingPutOff', {
      what: 'A plan that nobody changed cannot be published by this program.',
      article: 'publishing-late',
      metric: putOff.metric({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 0,
      comparisonOperator: above,
      // One hour may meet a passing fault.
      evaluationPeriods: 3,
      treatMissingData: quietIsFine,
    });
    bell.ring('ApiFailing', {
      what: 'The private pages answer with errors of their own.',
      article: 'api-failing',
      metric: props.api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 0,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    // SES warns an account at 5 % and 0.1 %; ours are the targets of RELIABILITY 10.
    bell.ring('Bounces', {
      what: 'More than 2 % of the mails bounce.',
      article: 'bounces',
      metric: reputation('Reputation.BounceRate'),
      threshold: 0.02,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
    bell.ring('Complaints', {
      what: 'More than 0.05 % of the mails are called spam by their readers.',
      article: 'complaints',
      metric: reputation('Reputation.ComplaintRate'),
      threshold: 0.0005,
      comparisonOperator: above,
      evaluationPeriods: 1,
      treatMissingData: quietIsFine,
    });
  }
}

function reputation(metricName: string): Metric {
  return new Metric({ namespace: 'AWS/SES', metricName, period: Duration.hours(1), statistic: Stats.AVERAGE });
}
