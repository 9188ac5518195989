import * as z from 'zod';
import { type Loopback, openLoopback } from './server.ts';

export type Parameter = { readonly Type: 'String' | 'SecureString'; readonly Value: string };

const question = z.object({ Name: z.string(), WithDecryption: z.boolean().default(false) });

/** The part of the parameter store that reading one parameter needs. A SecureString is told in clear only when asked so. */
export function openLoopbackParameters(parameters: { readonly [name: string]: Parameter }): Promise<Loopback> {
  return openLoopback(({ headers, body }) => {
    if (headers['x-amz-target'] !== 'AmazonSSM.GetParameter') return { status: 400, body: '{"__type":"UnknownOperation"}' };
    const { Name, WithDecryption } = question.parse(JSON.parse(body.toString('utf8')));
    const found = parameters[Name];
    if (found === undefined) return { status: 400, body: '{"__type":"ParameterNotFound"}' };
    const Value = found.Type === 'SecureString' && !WithDecryption ? 'AQICAHj-encrypted' : found.Value;
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ Parameter: { Name, Type: found.Type, Value } }),
    };
  });
}
