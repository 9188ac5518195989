import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { digestKey } from '../../shared/domain/ledger.ts';
import { sha256 } from '../../shared/domain/text.ts';
import type { Clock, CodeJob, DigestJob, Logger } from '../../shared/ports.ts';
import { addUp, type JobAccount } from '../../shared/usecases/account.ts';
import { type SendCodeDeps, sendCode } from '../../shared/usecases/send-code.ts';
import { type SendDigestDeps, sendDigest } from '../../shared/usecases/send-digest.ts';

export type SendDeps = SendDigestDeps & SendCodeDeps & { readonly clock: Clock; readonly log: Logger };

/** What the two queues carry: ids, nothing personal. */
const mailJob = z.union([z.strictObject({ did: digestKey }), z.strictObject({ addressKey: sha256 })]);

/** Nothing is claimed with less than this left of the function's time: it would be cut off in the middle of a call. */
const leastMilliseconds = 20_000;

/** One job of either queue; `repeated` when the queue gave it before without hearing of an outcome. */
export function sendJob(
  deps: SendDigestDeps & SendCodeDeps,
  job: DigestJob | CodeJob,
  now: Temporal.Instant,
  repeated = false,
): Promise<JobAccount> {
  return 'did' in job ? sendDigest(deps, job, now, repeated) : sendCode(deps, job, now);
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
      accounts.push(await sendJob(deps, readJob(record), deps.clock.now(), repeated));
    } catch (error) {
      failures.push(record.messageId);
      deps.log.error('job-failed', { message: record.messageId, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  const { sent, skipped, failed } = addUp(accounts);
  deps.log.info('mail-sent', { sent: sent.length, skipped: skipped.length, failed: failed.length, back: failures.length });
  for (const { id, reason } of failed) deps.log.error('mail-failed', { id, reason });
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
