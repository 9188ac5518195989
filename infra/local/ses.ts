import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import type { MailEvent } from '../../shared/domain/mail-event.ts';
import type { Clock } from '../../shared/ports.ts';

/** How the endpoint can misbehave. The first five take the mail and then fail to say so. */
export type SesFault =
  | 'accept-and-drop'
  | 'accept-and-500'
  | 'accept-and-half-answer'
  | 'accept-and-empty-answer'
  | 'accept-and-answer-late'
  | 'throttle'
  | 'quota'
  | 'reject'
  | 'invalid'
  | 'paused'
  | 'unverified'
  | 'denied'
  | 'no-configuration-set';

export type LocalSesOptions = {
  /** Every accepted mail becomes one raw `.eml` in this folder, flat; names sort by time. */
  readonly outbox: string;
  readonly clock: Clock;
  readonly port?: number;
  /** What a configuration set would publish about an accepted mail: sent, then delivered. */
  readonly onEvent?: (event: MailEvent) => Promise<void>;
  /** Asked before every mail; null for none. */
  readonly fault?: () => SesFault | null;
  /** How late a late answer is: longer than any client waits. */
  readonly lateMilliseconds?: number;
};

export type LocalSes = {
  readonly endpoint: string;
  /** Waits until every event of an accepted mail has been taken in. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

const refusals: { readonly [fault in SesFault]?: { status: number; code: string; message: string } } = {
  throttle: { status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' },
  quota: { status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' },
  reject: { status: 400, code: 'MessageRejected', message: 'Message rejected.' },
  invalid: { status: 400, code: 'InvalidParameterValue', message: 'Local address contains control or whitespace.' },
  paused: { status: 400, code: 'AccountSendingPausedException', message: 'Sending is paused for this account.' },
  unverified: { status: 400, code: 'MessageRejected', message: 'Email address is not verified.' },
  denied: { status: 403, code: 'AccessDenied', message: 'User is not authorized to perform this action.' },
  'no-configuration-set': { status: 400, code: 'ConfigurationSetDoesNotExist', message: 'Configuration set does not exist.' },
};

const escapes: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const xml = (text: string) => text.replace(/[&<>]/g, (one) => escapes[one] ?? one);

const requestId = () => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;

function answer(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
}

function refuse(response: ServerResponse, { status, code, message }: { status: number; code: string; message: string }): void {
  const error = `<Error><Type>Sender</Type><Code>${xml(code)}</Code><Message>${xml(message)}</Message></Error>`;
  answer(response, status, `<ErrorResponse>${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`);
}

/** SES takes up to 40 MB; ours are a few kilobytes. */
const largestBody = 4_000_000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody) throw new RangeError('the request is too large');
    chunks.push(bytes);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** A request to send, as the wire has it: numbered members, the message in base64. */
const rawEmail = z.object({
  source: z.email(),
  destination: z.email(),
  raw: z.string().min(1),
  configurationSet: z.string().min(1),
  tags: z.record(z.string(), z.array(z.string().regex(/^[A-Za-z0-9_-]{1,256}$/))),
});
type RawEmail = z.infer<typeof rawEmail>;

function readRawEmail(form: URLSearchParams): RawEmail | null {
  const tags: Record<string, string[]> = {};
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index += 1) {
    tags[form.get(`Tags.member.${index}.Name`) ?? ''] = [form.get(`Tags.member.${index}.Value`) ?? ''];
  }
  if (form.has('Destinations.member.2')) return null;
  const read = rawEmail.safeParse({
    source: form.get('Source'),
    destination: form.get('Destinations.member.1'),
    raw: form.get('RawMessage.Data'),
    configurationSet: form.get('ConfigurationSetName'),
    tags,
  });
  return read.success ? read.data : null;
}

/** Puts a file under the first free name, whole or not at all: readers of the folder never see half a mail. */
async function putNew(folder: string, name: string, bytes: Buffer): Promise<void> {
  const draft = join(folder, `.${randomUUID()}.part`);
  await writeFile(draft, bytes);
  try {
    for (let copy = 1; ; copy += 1) {
      try {
        await link(draft, join(folder, `${name}${copy === 1 ? '' : `-copy-${copy}`}.eml`));
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
}

function nameOf({ tags }: RawEmail, at: string, bytes: Buffer): string {
  const time = at.replace(/[-:]/g, '');
  const kind = tags['kind']?.[0] ?? 'mail';
  const what = tags['digest']?.[0] ?? createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return `${time}-${kind}-${what}`;
}

const day = 24 * 60 * 60 * 1_000;

/**
 * A mail service on loopback that speaks enough of the SES protocol for the real client: it takes raw mail and tells its
 * quota, and refuses everything else at once. Nothing leaves the machine.
 */
export async function openLocalSes(options: LocalSesOptions): Promise<LocalSes> {
  const { outbox, clock, onEvent = async () => {}, fault = () => null, lateMilliseconds = 12_000 } = options;
  await mkdir(outbox, { recursive: true });
  const accepted: number[] = [];
  const telling = new Set<Promise<void>>();

  const tell = (mail: RawEmail, messageId: string, timestamp: string): void => {
    const common = { mail: { messageId, timestamp, tags: mail.tags } };
    const told = onEvent({ eventType: 'Send', ...common }).then(() => onEvent({ eventType: 'Delivery', ...common }));
    telling.add(told);
    // What goes wrong in the listener is told by settled(), not by ending the process.
    told.catch(() => {});
  };

  const sendRawEmail = async (form: URLSearchParams, response: ServerResponse): Promise<void> => {
    const wrong = fault();
    const refusal = wrong === null ? undefined : refusals[wrong];
    if (refusal !== undefined) return refuse(response, refusal);
    const mail = readRawEmail(form);
    if (mail === null) return refuse(response, { status: 400, code: 'InvalidParameterValue', message: 'Malformed request.' });
    const now = clock.now();
    const bytes = Buffer.from(mail.raw, 'base64');
    await putNew(outbox, nameOf(mail, instantText(now), bytes), bytes);
    accepted.push(now.epochMilliseconds);
    const messageId = randomUUID();
    response.once('close', () => tell(mail, messageId, instantText(now)));
    const result = `<SendRawEmailResult><MessageId>${messageId}</MessageId></SendRawEmailResult>`;
    const body = `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}${requestId()}</SendRawEmailResponse>`;
    switch (wrong) {
      case 'accept-and-drop':
        response.destroy();
        return;
      case 'accept-and-500':
        return refuse(response, { status: 500, code: 'InternalFailure', message: 'An internal failure occurred.' });
      case 'accept-and-half-answer':
        return answer(response, 200, body.slice(0, body.indexOf('</MessageId>') - 8));
      case 'accept-and-empty-answer':
        return answer(response, 200, '');
      case 'accept-and-answer-late':
        await sleep(lateMilliseconds, undefined, { ref: false });
        return answer(response, 200, body);
      default:
        return answer(response, 200, body);
    }
  };

  const getSendQuota = (response: ServerResponse): void => {
    const now = clock.now().epochMilliseconds;
    const sent = accepted.filter((at) => at > now - day && at <= now).length;
    const result = `<Max24HourSend>50000.0</Max24HourSend><MaxSendRate>14.0</MaxSendRate><SentLast24Hours>${sent}.0</SentLast24Hours>`;
    answer(
      response,
      200,
      `<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult>${result}</GetSendQuotaResult>${requestId()}</GetSendQuotaResponse>`,
    );
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const form = await readForm(request);
      const action = form.get('Action');
      if (action === 'SendRawEmail') await sendRawEmail(form, response);
      else if (action === 'GetSendQuota') getSendQuota(response);
      else refuse(response, { status: 400, code: 'InvalidAction', message: `No such action here: ${action}` });
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unknown';
      refuse(response, { status: 500, code: 'InternalFailure', message });
    }
  };

  const server = createServer((request, response) => void handle(request, response));
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the mail endpoint has no port'));
      else resolve(address.port);
    });
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    settled: async () => {
      const waiting = [...telling];
      telling.clear();
      await Promise.all(waiting);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
