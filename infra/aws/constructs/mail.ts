import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetEventDestination,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';
import type { WorkQueue } from './work-queue.ts';

export interface MailProps {
  /** ARN of the identity the mails are signed for. */
  readonly identityArn: string;
  /** The one address mails may come from. */
  readonly from: string;
  /** Takes what SES tells about each mail. */
  readonly events: WorkQueue;
  /** Takes events that could not be put into `events`. */
  readonly deadLetters: Queue;
}

/**
 * How mail leaves, and how we hear what became of it: configuration set → topic → queue (RELIABILITY 2.2, step 9). SES's events repeat
 * the headers of the mail, address and stop link among them. Codes leave through a set without events, which would tell of nothing
 * that anybody waits for.
 */
export class Mail extends Construct {
  readonly configurationSetName: string;
  readonly codesConfigurationSetName: string;
  private readonly resources: readonly string[];
  private readonly from: string;

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const rules = {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      // Ours is the only list: SES's own would go on swallowing the mail of somebody whose stop was lifted, after it had said that it
      // accepted it. Whom People and the Ledger know as suppressed is never claimed for.
      disableSuppressionList: true,
    };
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', rules);
    const codes = new ConfigurationSet(this, 'CodesConfigurationSet', rules);
    this.configurationSetName = configurationSet.configurationSetName;
    this.codesConfigurationSetName = codes.configurationSetName;
    this.from = props.from;
    this.resources = [
      props.identityArn,
      ...[this.configurationSetName, this.codesConfigurationSetName].map((resourceName) =>
        stack.formatArn({ service: 'ses', resource: 'configuration-set', resourceName }),
      ),
    ];

    const topic = new Topic(this, 'Events', { enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
      }),
    );
    topic.addSubscription(new SqsSubscription(props.events.queue, { deadLetterQueue: props.deadLetters }));
    const destination = new ConfigurationSetEventDestination(this, 'EventDestination', {
      configurationSet,
      destination: EventDestination.snsTopic(topic),
      // Opens and clicks are not among them: a mail carries no pixel and no rewritten link (RELIABILITY S23).
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.DELIVERY_DELAY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
      ],
    });
    // SES tries the topic when the destination is made, so the permission has to be there first.
    destination.node.addDependency(topic);
  }

  /** One call that sends one MIME message, from one address, through these configuration sets only. */
  grantSend(fn: HouseFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [...this.resources],
        conditions: { StringEquals: { 'ses:FromAddress': this.from } },
      }),
    );
  }

  /** Reading the day's quota. SES knows no resource for it, hence the wildcard; the Region bounds it. */
  grantReadQuota(fn: HouseFunction): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['ses:GetSendQuota'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:RequestedRegion': Stack.of(this).region } },
      }),
    );
    acknowledge(fn.role ?? fn, {
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
        'GetSendQuota takes no resource; it reads three numbers, in this Region only.',
    });
  }
}
