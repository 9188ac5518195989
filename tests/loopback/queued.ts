import type { SQSEvent } from 'aws-lambda';

/** Messages as the queue gives them to a function, each for the `took`-th time. */
export function queued(messages: readonly unknown[], took = 1): SQSEvent {
  return {
    Records: messages.map((message, index) => ({
      messageId: `message-${index}`,
      receiptHandle: 'receipt',
      body: typeof message === 'string' ? message : JSON.stringify(message),
      attributes: {
        ApproximateReceiveCount: String(took),
        SentTimestamp: '0',
        SenderId: 'sender',
        ApproximateFirstReceiveTimestamp: '0',
      },
      messageAttributes: {},
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-west-3:123456789012:queue',
      awsRegion: 'eu-west-3',
    })),
  };
}
