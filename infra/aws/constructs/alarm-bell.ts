import { Stack } from 'aws-cdk-lib';
import { Alarm, type CreateAlarmOptions, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { type Article, describeAlarm } from './operations.ts';

export interface AlarmBellProps {
  /** Address that hears the bell, after it confirmed the subscription. */
  readonly operator: string;
}

export interface RingProps extends Omit<CreateAlarmOptions, 'alarmDescription' | 'alarmName' | 'actionsEnabled'> {
  readonly metric: IMetric;
  /** One sentence: what happened. */
  readonly what: string;
  /** Where the operator reads what to do. */
  readonly article: Article;
}

/** One topic that mails the operator, and the alarms that ring it. An alarm without an article cannot be written. */
export class AlarmBell extends Construct {
  private readonly topic: Topic;

  constructor(scope: Construct, id: string, props: AlarmBellProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Jalon', enforceSSL: true });
    this.topic.addSubscription(new EmailSubscription(props.operator));
    acknowledge(this.topic, {
      'Serverless::Serverless-SNSRedrivePolicy': 'Mail to a person: SNS retries by itself, and the alarm stays in the console.',
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }

  ring(id: string, { metric, what, article, ...props }: RingProps): Alarm {
    const alarm = new Alarm(this, id, { ...props, metric, alarmDescription: describeAlarm(what, article) });
    alarm.addAlarmAction(new SnsAction(this.topic));
    return alarm;
  }
}
