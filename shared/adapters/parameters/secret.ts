import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';

const answer = z.object({
  Parameter: z.object({ Type: z.literal('SecureString'), Value: z.string().min(32) }),
});

const plainAnswer = z.object({ Parameter: z.object({ Type: z.literal('String'), Value: z.string().min(32) }) });

/** The only place that makes one. */
function createParametersClient(): SSMClient {
  return new SSMClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
  });
}

/**
 * Reads the deployment's secret: the key of codes, form tokens and hashed addresses. At least 32 characters, and never a
 * plain String, which anyone who may read parameters could see.
 */
export async function readSecret(name: string, client: SSMClient = createParametersClient()): Promise<string> {
  const read = answer.safeParse(await client.send(new GetParameterCommand({ Name: name, WithDecryption: true })));
  // The message of zod would repeat nothing secret, but says nothing useful either.
  if (!read.success) throw new Error(`the parameter ${name} must be a SecureString of 32 characters or more`);
  return read.data.Parameter.Value;
}

/**
 * Reads what our distribution says of every request it hands over, one version of a plain String: CloudFormation can put no
 * other kind into a distribution. It keeps nobody's secrets; with it one could only pretend to come from elsewhere.
 */
export async function readOriginKey(name: string, client: SSMClient = createParametersClient()): Promise<string> {
  const read = plainAnswer.safeParse(await client.send(new GetParameterCommand({ Name: name })));
  if (!read.success) throw new Error(`the parameter ${name} must be a String of 32 characters or more`);
  return read.data.Parameter.Value;
}
