import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { digestKey } from '../../shared/domain/ledger.ts';
import { sha256 } from '../../shared/domain/text.ts';
import type { Clock, CodeJob, DigestJob, Logger } from '../../shared/ports.ts';
import { addUp, type JobAccount } from '../../shared/usecases/account.ts';
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
    try {
      const repeated = Number(record.attributes.ApproximateReceiveCount) > 1;
      const account = await sendJob(deps, readJob(record), deps.clock.now(), { repeated, millisecondsLeft });
      accounts.push(account);
      if (account.skipped.some(({ reason }) => reason === 'no-time')) failures.push(record.messageId);
    } catch (error) {
      failures.push(record.messageId);
      deps.log.error('job-failed', { message: record.messageId, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  const { sent, skipped, failed, doubled = [] } = addUp(accounts);
  deps.log.info('mail-sent', { sent: sent.length, skipped: skipped.length, failed: failed.length, back: failures.length });
  for (const digest of doubled) deps.log.error('mail-doubled', { digest });
  for (const { id, reason } of failed) deps.log.error('mail-failed', { id, reason });
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
