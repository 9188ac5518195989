import type { Temporal } from 'temporal-polyfill';
import { checkedFor, hasRoomForDrops, remindersAtOnce } from '../domain/claim-size.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { claimed, mayHaveLeft } from '../domain/sending.ts';
import type { DigestJob, Drop, Mailer, Pause, Rng, Stores } from '../ports.ts';
import { plansOf } from '../showing/mails/digest-content.ts';
import { addUp, failedOne, type JobAccount, nothingDone, type SkipReason, skippedOne } from './account.ts';
import { dropBeforehand, handOnUntellable } from './hand-over-digest.ts';
import { holdOf, readLiving } from './may-leave.ts';
import { type PreparedDigest, prepareDigest } from './prepare-digest.ts';
import { putAsks } from './put-asks.ts';
import { type DigestReading, whyUntellable } from './read-digest.ts';
import { judgeClaim, leaveToPerson } from './reconcile-digest.ts';
import { isAllowed, type SendConfig, type Turn, turnFor } from './send-config.ts';
import { settleDigest } from './settle-digest.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

export type SendDigestDeps = Stores & {
  readonly mailer: Pick<Mailer, 'send'>;
  readonly rng: Rng;
  readonly pause: Pause;
  readonly config: SendConfig;
};

/** How a job came: whether the queue gave it before, and how much of the function's time is left. */
export type Delivery = { readonly repeated?: boolean; readonly millisecondsLeft?: () => number };

/** Rounds of read, render and claim before a digest that keeps changing is left to the next tick. */
const rounds = 3;
/** Receives without an outcome before a person must look. */
const poisonTakes = 5;

/** Why nothing may be sent at all right now, or null. */
function shut(gate: Gate): SkipReason | null {
  if (gate.mode === 'off') return 'gate-off';
  return gate.breaker === null ? null : 'breaker';
}

function accountOf(drops: readonly Drop[]): JobAccount {
  return addUp(drops.map(({ rid, reason }) => skippedOne(rid, reason)));
}

/** Ends a digest without a mail. One that may have left already stays unknown: a person decides. */
async function end({ ledger }: Stores, before: Digest, reason: 'empty' | 'sandbox', drops: readonly Drop[]): Promise<JobAccount> {
  const { did } = before;
  if (mayHaveLeft(before)) {
    await leaveToPerson(ledger, before, 'unknown');
    return failedOne(did, 'unknown');
  }
  const isMuch = drops.length > remindersAtOnce;
  const digest = isMuch ? await dropBeforehand(ledger, before, drops) : before;
  if (digest === null) return skippedOne(did, 'changing');
  const ended: Digest = { ...digest, version: digest.version + 1, state: 'dropped', reason, pending: digest.tellStop };
  if (!(await ledger.endDigest(ended, isMuch ? [] : drops))) return skippedOne(did, 'changing');
  return addUp([accountOf(drops), skippedOne(did, reason)]);
}

/** Claims: true when the row is ours. Where the answer was lost the row decides: it holds our token, or somebody else's. */
async function claim(deps: SendDigestDeps, row: Digest, { prepared: { checks }, drops }: Ready): Promise<boolean> {
  try {
    return (await deps.ledger.claim(row, checks, drops)).ok;
  } catch (cause) {
    const found = await deps.ledger.digest(row.did);
    if (found?.token === row.token) return true;
    throw cause;
  }
}

/**
 * Counts a receive of a job that had no outcome; the fifth needs a person. The row comes back as it was judged, one version
 * on; where another sender was first it is for the next receive to judge what became of it.
 */
async function countTake({ ledger }: Stores, digest: Digest): Promise<Digest | 'poison' | 'changing'> {
  const takes = digest.takes + 1;
  if (takes >= poisonTakes) {
    await leaveToPerson(ledger, digest, 'poison', { takes });
    return 'poison';
  }
  const counted = { ...digest, takes, version: digest.version + 1 };
  return (await ledger.saveDigest(counted, [])) ? counted : 'changing';
}

/** Why there is nothing to send for this digest; null for one that is planned, or claimed and to be sent again. */
async function settledAlready(deps: Stores, digest: Digest, now: Temporal.Instant): Promise<JobAccount | null> {
  const { did } = digest;
  if (digest.state === 'claimed') {
    return (await judgeClaim(deps.ledger, digest, now)) === 'send-again' ? null : skippedOne(did, 'claimed');
  }
  if (digest.state === 'planned') return null;
  const asked = digest.state === 'sent' && digest.pending ? await putAsks(deps, digest) : nothingDone;
  return addUp([skippedOne(did, 'already-handled'), asked]);
}

/** A digest as read, with everything its claim needs; or the account of why there will be none. */
type Ready = {
  readonly digest: Digest;
  readonly gate: Gate;
  readonly prepared: PreparedDigest;
  /** The plans it speaks of, in the order of its lines. */
  readonly plans: readonly PlanSettings[];
  /** What no longer holds and was never told: dropped with the claim. */
  readonly drops: readonly Drop[];
  /** What no longer holds and may have been told: the mail leaves it out. */
  readonly withheld: readonly Drop[];
};

/**
 * A digest without what of it cannot be told, which goes on to another day and is named. Where nothing else is to be told it waits as
 * it is, and so does one whose mail may have left: nobody knows what to leave out of it.
 */
async function tellable(
  stores: Stores,
  digest: Digest,
  reading: DigestReading,
  now: Temporal.Instant,
): Promise<{ readonly digest: Digest | null; readonly account: JobAccount }> {
  const { untellable, lines } = reading;
  if (untellable.length === 0) return { digest, account: nothingDone };
  if (digest.attempt > 0 || lines.length === 0) {
    return { digest: null, account: failedOne(digest.did, whyUntellable(untellable)) };
  }
  const rest = await handOnUntellable(stores, digest, reading, now);
  if (rest === null) return { digest: null, account: skippedOne(digest.did, 'changing') };
  return { digest: rest, account: addUp(untellable.map(({ rid, why }) => failedOne(rid, why))) };
}

/** Steps 5 and before: may it be sent, what still holds of it, and the mail that tells that. */
async function makeReady(
  deps: SendDigestDeps,
  did: string,
  now: Temporal.Instant,
  isTaken: boolean,
): Promise<{ readonly ready: Ready | null; readonly account: JobAccount }> {
  const accounts: JobAccount[] = [];
  const ended = (account: JobAccount) => ({ ready: null, account: addUp([...accounts, account]) });
  const stored = await deps.ledger.digest(did);
  if (stored === null) return ended(skippedOne(did, 'ignored'));
  const settled = await settledAlready(deps, stored, now);
  if (settled !== null) return ended(settled);
  const gate = await deps.ledger.gate();
  const closed = shut(gate);
  if (closed !== null) return ended(skippedOne(did, closed));
  const counted = isTaken ? await countTake(deps, stored) : stored;
  if (counted === 'poison') return ended(failedOne(did, counted));
  if (counted === 'changing') return ended(skippedOne(did, counted));
  const reading = await readLiving(deps, counted, gate, now);
  const { contact, lines } = reading;
  const plans = plansOf(lines).map(({ settings }) => settings);
  const held = holdOf(counted, plans, now);
  if (held !== null) return ended(skippedOne(did, held));
  const { digest: readOnly, account } = await tellable(deps, counted, reading, now);
  accounts.push(account);
  if (readOnly === null) return ended(nothingDone);
  // Of one that may have left already nothing is dropped: it may have been told.
  const [noLonger, withheld] = readOnly.attempt > 0 ? [[], reading.drops] : [reading.drops, []];
  const checked = new Set(lines.map(({ reminder }) => checkedFor(reminder))).size;
  const isRoom = hasRoomForDrops(checked, noLonger.length);
  const digest = isRoom ? readOnly : await dropBeforehand(deps.ledger, readOnly, noLonger);
  if (digest === null) return ended(skippedOne(did, 'changing'));
  const drops = isRoom ? noLonger : [];
  if (contact === null || lines.length === 0) return ended(await end(deps, digest, 'empty', drops));
  if (gate.mode === 'sandbox' && !isAllowed(deps.config, contact)) {
    const unsent = lines.map(({ reminder: { rid } }): Drop => ({ rid, reason: 'sandbox' }));
    return ended(await end(deps, digest, 'sandbox', [...drops, ...unsent]));
  }
  const prepared = await prepareDigest(deps, deps.config, digest, { ...reading, contact, drops }, gate, now);
  return { ready: { digest, gate, prepared, plans, drops, withheld }, account: addUp(accounts) };
}

/** The row as this sender claims it, under a token of its own. */
function rowOf({ rng }: SendDigestDeps, { digest, prepared, plans, withheld }: Ready, now: Temporal.Instant): Digest {
  const token = Buffer.from(rng.bytes(16)).toString('hex');
  const { rids, contentHash } = prepared;
  const on = plans[0] === undefined ? digest.localDate : localDay(now, plans[0].zone);
  return claimed(digest, { token, on, rids, withheld, contentHash }, now);
}

/**
 * Sends one digest (RELIABILITY 2.2, steps 5 to 8): read, drop what no longer holds, render, wait for a turn, claim in one
 * transaction, call once, record what happened, then say in the Record who was asked. One that was claimed, not heard of
 * and may be sent again (step 10) goes the same way, and says so.
 */
export async function sendDigest(
  deps: SendDigestDeps,
  { did }: DigestJob,
  asked: Temporal.Instant,
  { repeated = false, millisecondsLeft = () => Number.POSITIVE_INFINITY }: Delivery = {},
): Promise<JobAccount> {
  const accounts: JobAccount[] = [];
  const done = (account: JobAccount): JobAccount => addUp([...accounts, account]);
  let turn: Turn | null = null;
  for (let round = 0; round < rounds; round += 1) {
    const at = turn?.at ?? asked;
    const made = await unlessUnreadable(() => makeReady(deps, did, at, repeated && round === 0));
    // Such as the gate, or its own row, or the pace: nothing was claimed, and a job that came back would only count as an attempt.
    if (made === 'unreadable') return done(failedOne(did, made));
    const { ready, account } = made;
    accounts.push(account);
    if (ready === null) return done(nothingDone);
    const before: Turn | null = turn;
    const next: Turn | 'no-time' | 'quota' | 'unreadable' = await unlessUnreadable(() =>
      turnFor(deps, before, asked, millisecondsLeft),
    );
    if (next === 'unreadable') return done(failedOne(did, next));
    if (typeof next === 'string') return done(skippedOne(did, next));
    turn = next;
    const late = holdOf(ready.digest, ready.plans, turn.at);
    if (late !== null) return done(skippedOne(did, late));
    const row = rowOf(deps, ready, turn.at);
    // Whether something changed, a reminder joined or another sender was first: what the row says now decides.
    if (!(await claim(deps, row, ready))) continue;
    const outcome = await deps.mailer.send(ready.prepared.mail);
    accounts.push(accountOf(ready.drops));
    return done(await settleDigest(deps, { before: ready.digest, claimed: row, gate: ready.gate }, outcome, turn.at));
  }
  return done(skippedOne(did, 'changing'));
}
