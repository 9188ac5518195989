import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import { urgencyOf } from '../domain/reminder-plan.ts';
import type { DigestJob, LedgerStore, Mailer, Queue } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { knownReminders } from './known-reminders.ts';

export type EnqueueDeps = {
  readonly ledger: Pick<LedgerStore, 'reminders' | 'setSendRate'>;
  readonly digests: Queue<DigestJob>;
  readonly mailer: Pick<Mailer, 'quota'>;
};

/** Digests stop here; the last tenth of the day's quota is for sign-in codes (RELIABILITY 2.5). */
const digestShare = 0.9;

/** How many digests the account may still send today; why none may be sent at all, where that is so. */
async function roomFor(
  { ledger, mailer }: EnqueueDeps,
  gate: Gate,
): Promise<number | 'gate-off' | 'breaker' | 'quota-unreadable'> {
  if (gate.mode === 'off') return 'gate-off';
  if (gate.breaker !== null) return 'breaker';
  // Whatever else fails is a fault of ours, and no word about SES: it ends the tick, and the next one begins anew.
  const quota = await mailer.quota().catch(() => null);
  if (quota === null) return 'quota-unreadable';
  const { max24Hours, sentLast24Hours, perSecond } = quota;
  // SES says -1 for an account without a daily limit.
  const room = max24Hours < 0 ? null : Math.max(0, Math.floor(digestShare * max24Hours - sentLast24Hours));
  // What lies in the queue already is not counted here: senders keep to the same number, whatever they are given.
  if (perSecond > 0) await ledger.setSendRate(perSecond, room);
  return room ?? Number.POSITIVE_INFINITY;
}

/** The most urgent digests first: what each of them tells decides. */
async function mostUrgent(ledger: EnqueueDeps['ledger'], digests: readonly Digest[]): Promise<readonly Digest[]> {
  const ranked: { digest: Digest; rank: number }[] = [];
  for (const digest of digests) {
    const { known } = await knownReminders(ledger, digest.rids);
    const reminders = [...known.values()].filter(({ dropped }) => dropped === null);
    ranked.push({ digest, rank: Math.min(Number.POSITIVE_INFINITY, ...reminders.map(({ step }) => urgencyOf(step))) });
  }
  const order = ({ notBefore, did }: Digest) => `${notBefore} ${did}`;
  ranked.sort((a, b) => (a.rank === b.rank ? (order(a.digest) < order(b.digest) ? -1 : 1) : a.rank - b.rank));
  return ranked.map(({ digest }) => digest);
}

/** Which digests go into the queue: all that are ready, or as many as the day's quota leaves, the most urgent first. */
async function chosen(
  deps: EnqueueDeps,
  ready: readonly Digest[],
  waiting: readonly Digest[],
  room: number,
): Promise<readonly Digest[]> {
  if (room === 0) return [];
  if (ready.length + waiting.length <= room) return ready;
  // Those that wait may never have been in the queue, for want of room: they are chosen from as well.
  return (await mostUrgent(deps.ledger, [...ready, ...waiting])).slice(0, room);
}

/**
 * Puts what is due into the queue (RELIABILITY 2.2, step 4). Digests whose asks are still to be written go there whatever
 * is shut: that is no mail.
 */
export async function enqueueDigests(
  deps: EnqueueDeps,
  gate: Gate,
  { ready, waiting }: { readonly ready: readonly Digest[]; readonly waiting: readonly Digest[] },
  now: Temporal.Instant,
): Promise<JobAccount> {
  const at = instantText(now);
  const due = [...new Map(ready.map((one) => [one.did, one])).values()].filter(({ notBefore }) => notBefore <= at);
  const asking = due.filter(({ state }) => state === 'sent');
  const sending = due.filter(({ state }) => state !== 'sent');
  const room = sending.length === 0 ? 0 : await roomFor(deps, gate);
  const others = waiting.filter(({ did }) => !due.some((one) => one.did === did));
  const going = typeof room === 'number' ? await chosen(deps, sending, others, room) : [];
  const jobs = [...asking, ...going].map(({ did }) => ({ did }));
  if (jobs.length > 0) await deps.digests.put(jobs);
  const held = sending.filter((one) => !going.includes(one));
  if (held.length === 0) return nothingDone;
  if (room === 'quota-unreadable') return addUp(held.map(({ did }) => failedOne(did, room)));
  return addUp(held.map(({ did }) => skippedOne(did, typeof room === 'number' ? 'quota' : room)));
}
