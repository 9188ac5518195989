import { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import { triedFrom } from '../domain/sending.ts';
import type { Stores } from '../ports.ts';
import { plansOf } from '../showing/mails/digest-content.ts';
import { addUp, failedOne, type JobAccount, nothingDone, skippedOne } from './account.ts';
import { handOverDigest, isDayOver } from './hand-over-digest.ts';
import { otherMailingPlans } from './mailing-plans.ts';
import { holdOf, readLiving } from './may-leave.ts';
import { canAllBeAsked } from './put-asks.ts';
import { readDigest } from './read-digest.ts';
import { reconcileDigest } from './reconcile-digest.ts';
import { type ToldStop, tellStop } from './tell-stop.ts';
import { failureOf, unlessUnreadable } from './unless-unreadable.ts';

/** What has waited in the queue this long is put there again, and again after as long. */
const waitMinutes = 60;

/** Digests that need work: those to be put into the queue now, and those that are believed to lie there. */
export type ReadyDigests = {
  readonly ready: readonly Digest[];
  readonly waiting: readonly Digest[];
  readonly account: JobAccount;
};

type Looking = { readonly gate: Gate; readonly seenUntil: string | null; readonly now: Temporal.Instant };

/** After this, counted from its midnight in UTC, a local day is over everywhere. */
const dayMinutes = 36 * 60;

const minutesSince = (at: string, now: Temporal.Instant): number => now.since(Temporal.Instant.from(at)).total('minutes');

/** Did something come due since the last tick, or has it waited one more hour since then? */
function isTurn(from: string, { seenUntil, now }: Looking): boolean {
  if (seenUntil === null || from > seenUntil) return true;
  const hours = (at: Temporal.Instant): number => Math.floor(minutesSince(from, at) / waitMinutes);
  return hours(now) > hours(Temporal.Instant.from(seenUntil));
}

/** One planned digest: into the queue, or to another day where its own is over. */
async function readyPlanned(stores: Stores, digest: Digest, looking: Looking): Promise<ReadyDigests> {
  const { gate, now } = looking;
  const from = triedFrom(digest);
  if (from > instantText(now)) return { ready: [], waiting: [], account: nothingDone };
  if (!isTurn(from, looking)) return { ready: [], waiting: [digest], account: nothingDone };
  // A fresh one still has its day, and a repeat belongs to none; `send` looks at both again.
  const isFresh =
    minutesSince(digest.notBefore, now) < waitMinutes && minutesSince(`${digest.localDate}T00:00:00Z`, now) < dayMinutes;
  if (isFresh || digest.attempt > 0) return { ready: [digest], waiting: [], account: nothingDone };
  const reading = await readDigest(stores, digest, gate.restoreFloor, now);
  if (!isDayOver(digest, reading, now)) return { ready: [digest], waiting: [], account: nothingDone };
  const settings = reading.lines[0]?.plan.settings;
  const others = settings === undefined ? [] : await otherMailingPlans(stores, digest.recipientId, settings, now);
  const { to, account } = await handOverDigest(stores.ledger, digest, reading, now, others);
  return { ready: to === null ? [] : [to], waiting: [], account };
}

/**
 * May a repeat leave now, by the very rule of `send`? Until then it would only go round in the queue; one that waits for something to
 * become readable does so once an hour.
 */
async function mayLeaveNow(stores: Stores, digest: Digest, looking: Looking): Promise<boolean> {
  const { gate, now } = looking;
  const { lines, untellable } = await readLiving(stores, digest, gate, now);
  const plans = plansOf(lines).map(({ settings }) => settings);
  const isTried = untellable.length === 0 || isTurn(digest.claimedAt ?? digest.notBefore, looking);
  return isTried && holdOf(digest, plans, now) === null;
}

/** Are asks to be written now? Those among which one cannot be written, for what cannot be read, are gone through once an hour. */
async function isAsking(stores: Stores, digest: Digest, looking: Looking): Promise<boolean> {
  if (digest.state !== 'sent' || !digest.pending) return false;
  return isTurn(digest.notBefore, looking) || canAllBeAsked(stores, digest);
}

const untold = (digest: Digest): ToldStop => ({ digest, placed: [], account: nothingDone });

async function lookAt(stores: Stores, stored: Digest, looking: Looking): Promise<ReadyDigests> {
  const { gate, now } = looking;
  const told = stored.tellStop ? await tellStop(stores, stored, gate.restoreFloor, now) : untold(stored);
  const { digest } = told;
  const accounts = [told.account];
  const ready = [...told.placed];
  const waiting: Digest[] = [];
  if (await isAsking(stores, digest, looking)) ready.push(digest);
  if (digest.state === 'claimed') {
    const { isReady, account } = await reconcileDigest(stores.ledger, digest, now);
    accounts.push(account);
    if (isReady && (await mayLeaveNow(stores, digest, looking))) ready.push(digest);
  }
  if (digest.state === 'planned') {
    const planned = await readyPlanned(stores, digest, looking);
    accounts.push(planned.account);
    ready.push(...planned.ready);
    waiting.push(...planned.waiting);
  }
  return { ready, waiting, account: addUp(accounts) };
}

/**
 * Goes through the digests that still need work: asks to be written, repeats to be decided, stops to be told, days that are
 * over. One that makes trouble stays pending and keeps no other from being looked at.
 */
export async function readyDigests(
  stores: Stores,
  pending: readonly Digest[],
  looking: Looking,
  hasTime: () => boolean,
): Promise<ReadyDigests> {
  const looked: ReadyDigests[] = [];
  for (const digest of pending) {
    const { did } = digest;
    try {
      const left = { ready: [], waiting: [digest], account: skippedOne(did, 'no-time') };
      looked.push(hasTime() ? await lookAt(stores, digest, looking) : left);
    } catch (error) {
      looked.push({ ready: [], waiting: [], account: failedOne(did, failureOf(error)) });
    }
  }
  return {
    ready: looked.flatMap(({ ready }) => ready),
    waiting: looked.flatMap(({ waiting }) => waiting),
    account: addUp(looked.map(({ account }) => account)),
  };
}

/** Until when the last tick before this one surely saw everything; null when it did not run to its end, or that cannot be told. */
export async function seenUntil(
  { ledger }: Pick<Stores, 'ledger'>,
  slot: Temporal.Instant,
  minutes: number,
): Promise<string | null> {
  const before = instantText(slot.subtract({ minutes }));
  const last = await unlessUnreadable(() => ledger.run(before));
  return last === null || last === 'unreadable' || last.finishedAt === null ? null : before;
}
