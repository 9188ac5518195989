import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/**
 * Three attempts are safe: every write is conditional or carries a token (RELIABILITY 2.5). A call that does not answer
 * is really stopped; an attempt to connect that hangs too.
 */
const limits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
} satisfies DynamoDBClientConfig;

/** An engine on this machine asks for credentials and ignores them. */
export const localEngine = { region: 'eu-west-3', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** The only place that makes a DynamoDB client. Without an endpoint it is the one of the AWS environment. */
export function dynamoClient(endpoint?: string): DynamoDBClient {
  return new DynamoDBClient(endpoint === undefined ? limits : { ...limits, ...localEngine, endpoint });
}
