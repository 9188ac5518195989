import { SQSClient } from '@aws-sdk/client-sqs';

/** The only place that makes one. A message put twice is handled once, so three attempts are safe. */
export function createSqsClient(): SQSClient {
  return new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}
