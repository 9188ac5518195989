import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { HouseFunction } from './house-function.ts';

/** How often a message may be taken before it is set aside (RELIABILITY 2.5). */
const maxReceiveCount = 5;

export interface WorkQueueProps {
  /** Where messages end that nobody could handle: kept 14 days, watched by an alarm. */
  readonly deadLetters: Queue;
  /** Time limit of the function that reads it. */
  readonly readerTimeout: Duration;
  /**
   * How long a message that was taken stays hidden: at least as long as its reader may run.
   * @default six times the reader's time limit
   */
  readonly hidden?: Duration;
  /**
   * How long a message may wait.
   * @default 4 days
   */
  readonly retention?: Duration;
}

export interface ReaderProps {
  readonly batchSize: number;
  /** Most copies of the function reading this queue at once; SQS allows no fewer than 2. */
  readonly maxConcurrency: number;
}

/** A queue with an end: what fails five times goes to the dead letters. What we put into one are ids; SES's events say more. */
export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: props.hidden ?? Duration.seconds(props.readerTimeout.toSeconds() * 6),
      retentionPeriod: props.retention ?? Duration.days(4),
      deadLetterQueue: { queue: props.deadLetters, maxReceiveCount },
    });
  }

  grantSend(fn: HouseFunction): void {
    fn.addToRolePolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }));
  }

  /** Lets a function read it; each message of a batch succeeds or fails alone. */
  feed(fn: HouseFunction, props: ReaderProps): void {
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [this.queue.queueArn],
      }),
    );
    const reader = new EventSourceMapping(this, 'Reader', {
      target: fn,
      eventSourceArn: this.queue.queueArn,
      batchSize: props.batchSize,
      maxConcurrency: props.maxConcurrency,
      reportBatchItemFailures: true,
    });
    acknowledge(reader, {
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'SQS mappings take none: the queue itself has its dead letters.',
    });
  }
}

/** The end of a queue: nothing reads it but a person. */
export function deadLettersFor(scope: Construct, id: string): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const reason = 'It is the end itself: an alarm watches it and a person reads it.';
  acknowledge(queue, { 'AwsSolutions::AwsSolutions-SQS3': reason, 'Serverless::Serverless-SQSRedrivePolicy': reason });
  return queue;
}
