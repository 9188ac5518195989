import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { digestKey } from '../../shared/domain/ledger.ts';
import { sha256 } from '../../shared/domain/text.ts';
import type { Clock, CodeJob, DigestJob, Logger } from '../../shared/ports.ts';
import { addUp, type JobAccount, type SkipReason } from '../../shared/usecases/account.ts';
import { type SendCodeDeps, sendCode } from '../../shared/usecases/send-code.ts';
import { leastMilliseconds } from '../../shared/usecases/send-config.ts';
import { type Delivery, type SendDigestDeps, sendDigest } from '../../shared/usecases/send-digest.ts';

export type SendDeps = SendDigestDeps & SendCodeDeps & { readonly clock: Clock; readonly log: Logger };

/** What the two queues carry: ids, nothing personal. */
const mailJob = z.union([z.strictObject({ did: digestKey }), z.strictObject({ addressKey: sha256 })]);

/** One job of either queue. */
export function sendJob(
  deps: SendDigestDeps & SendCodeDeps,
  job: DigestJob | CodeJob,
  now: Temporal.Instant,
  delivery: Delivery = {},
): Promise<JobAccount> {
  return 'did' in job ? sendDigest(deps, job, now, delivery) : sendCode(deps, job, now, delivery.millisecondsLeft);
}

function readJob({ body }: SQSRecord): DigestJob | CodeJob {
  return mailJob.parse(JSON.parse(body));
}

type JobKind = 'digest' | 'code' | 'unreadable';

/**
 * Is a job given back to its queue? One for lack of time; and of codes what the gate holds: a code was made and is looked at once
 * more for nothing, the last mail to a former address waits. Of digests the Ledger remembers, and the tick asks again.
 */
function comesBack(kind: JobKind, reason: SkipReason): boolean {
  return reason === 'no-time' || (kind === 'code' && (reason === 'gate-off' || reason === 'breaker'));
}

/**
 * Sends what a batch asks for, one record after the other. A record that throws comes back alone and takes no neighbour
 * along; one that was not begun for lack of time comes back untouched.
 */
export async function send(
  deps: SendDeps,
  event: SQSEvent,
  millisecondsLeft: () => number = () => Number.POSITIVE_INFINITY,
): Promise<SQSBatchResponse> {
  const accounts: JobAccount[] = [];
  const failures: string[] = [];
  for (const record of event.Records) {
    if (millisecondsLeft() < leastMilliseconds) {
      failures.push(record.messageId);
      continue;
    }
    let kind: JobKind = 'unreadable';
    try {
      const repeated = Number(record.attributes.ApproximateReceiveCount) > 1;
      const job = readJob(record);
      kind = 'did' in job ? 'digest' : 'code';
      const account = await sendJob(deps, job, deps.clock.now(), { repeated, millisecondsLeft });
      accounts.push(account);
      if (account.skipped.some(({ reason }) => comesBack(kind, reason))) failures.push(record.messageId);
    } catch (error) {
      failures.push(record.messageId);
      const failure = error instanceof Error ? error.name : 'unknown';
      deps.log.error('job-failed', { message: record.messageId, kind, error: failure });
    }
  }
  const { sent, skipped, failed, doubled = [] } = addUp(accounts);
  deps.log.info('mail-sent', { sent: sent.length, skipped: skipped.length, failed: failed.length, back: failures.length });
  for (const digest of doubled) deps.log.error('mail-doubled', { digest });
  for (const { id, reason } of failed) deps.log.error('mail-failed', { id, reason });
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
