import { type Asked, type Loopback, openLoopback } from './server.ts';

/** What goes wrong with a request to the engine: before it is done, or after. */
export type EngineFault = '500-before' | '500-after' | 'throttled-before';

export type LossyEngine = Loopback & {
  /** Requests that came, by the action they ask for. */
  readonly asked: string[];
};

const actionOf = ({ headers }: Asked): string => headers['x-amz-target']?.split('.').at(-1) ?? '';

const refusals = {
  '500-before': { status: 500, body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"try again"}' },
  '500-after': { status: 500, body: '{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"try again"}' },
  'throttled-before': {
    status: 400,
    body: '{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}',
  },
} as const;

const jsonType = { 'content-type': 'application/x-amz-json-1.0' };

/** Stands between the real client and an engine: hands requests on, and fails those that `fault` names. */
export async function openLossyEngine(
  engine: string,
  fault: (action: string, body: string) => EngineFault | null,
): Promise<LossyEngine> {
  const asked: string[] = [];
  const server = await openLoopback(async (request) => {
    const action = actionOf(request);
    asked.push(action);
    const wrong = fault(action, request.body.toString('utf8'));
    if (wrong !== null && wrong !== '500-after') return { ...refusals[wrong], headers: jsonType };
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    const answer = await fetch(engine, { method: 'POST', headers, body: new Uint8Array(request.body) });
    const body = Buffer.from(await answer.arrayBuffer());
    if (wrong !== null) return { ...refusals[wrong], headers: jsonType };
    return { status: answer.status, body, headers: { ...jsonType, ...checksumOf(answer) } };
  });
  return { ...server, asked };
}

/** The client checks what it was given against it. */
function checksumOf(answer: Response): { readonly [name: string]: string } {
  const checksum = answer.headers.get('x-amz-crc32');
  return checksum === null ? {} : { 'x-amz-crc32': checksum };
}
