import type { Temporal } from 'temporal-polyfill';
import { checkedFor, hasRoomForDrops, remindersAtOnce } from '../domain/claim-size.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { claimed, mayHaveLeft } from '../domain/sending.ts';
import { hoursOfMail } from '../domain/sending-hours.ts';
import type { DigestJob, Drop, Mailer, Pause, Rng, Stores } from '../ports.ts';
import { plansOf } from '../showing/mails/digest-content.ts';
import { addUp, failedOne, type JobAccount, nothingDone, type SkipReason, skippedOne } from './account.ts';
import { dropBeforehand, handOnUnread } from './hand-over-digest.ts';
import { type PreparedDigest, prepareDigest } from './prepare-digest.ts';
import { putAsks } from './put-asks.ts';
import { type DigestReading, readDigest } from './read-digest.ts';
import { judgeClaim, leaveToPerson } from './reconcile-digest.ts';
import { isAllowed, type SendConfig, type Turn, turnFor } from './send-config.ts';
import { settleDigest } from './settle-digest.ts';

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

/**
 * Why this digest may not leave at this instant; null when it may: at the hours of all the plans it speaks of. A repeat
 * belongs to no day.
 */
function hold(digest: Digest, plans: readonly PlanSettings[], now: Temporal.Instant): SkipReason | null {
  const at = instantText(now);
  const [first] = plans;
  if (first === undefined) return null;
  const today = localDay(now, first.zone);
  const isRepeat = digest.attempt > 0;
  if (!isRepeat && today > digest.localDate) return 'day-over';
  const hours = hoursOfMail(isRepeat ? today : digest.localDate, plans);
  const isOpen = hours !== null && hours.opens <= at && at < hours.closes;
  return at < digest.notBefore || !isOpen ? 'not-yet' : null;
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

/** Reads what a digest is still to tell: what an earlier repeat left out stays out. */
async function readLiving(deps: Stores, digest: Digest, gate: Gate, now: Temporal.Instant): Promise<DigestReading> {
  const out = new Set(digest.withheld.map(({ rid }) => rid));
  const rids = digest.rids.filter((rid) => !out.has(rid));
  return readDigest(deps, { ...digest, rids }, gate.restoreFloor, now);
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
async function settledAlready(deps: Stores, digest: Digest, now: Temporal.Instant): Promise<SkipReason | null> {
  if (digest.state === 'claimed') {
    return (await judgeClaim(deps.ledger, digest, now)) === 'send-again' ? null : 'claimed';
  }
  if (digest.state === 'planned') return null;
  if (digest.state === 'sent' && digest.pending) await putAsks(deps, digest);
  return 'already-handled';
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
 * A digest without what of it cannot be read, which goes on to another day. Where nothing else is to be told it waits as it is, and so
 * does one whose mail may have left: nobody knows what to leave out of it.
 */
async function withoutUnread(
  { ledger }: Stores,
  digest: Digest,
  reading: DigestReading,
  now: Temporal.Instant,
): Promise<Digest | 'unreadable' | 'changing'> {
  if (digest.attempt > 0 || reading.lines.length === 0) return 'unreadable';
  return (await handOnUnread(ledger, digest, reading, now)) ?? 'changing';
}

/** Steps 5 and before: may it be sent, what still holds of it, and the mail that tells that. */
async function makeReady(
  deps: SendDigestDeps,
  did: string,
  now: Temporal.Instant,
  isTaken: boolean,
): Promise<{ readonly ready: Ready | null; readonly account: JobAccount }> {
  const ended = (account: JobAccount) => ({ ready: null, account });
  const stored = await deps.ledger.digest(did);
  if (stored === null) return ended(skippedOne(did, 'ignored'));
  const settled = await settledAlready(deps, stored, now);
  if (settled !== null) return ended(skippedOne(did, settled));
  const gate = await deps.ledger.gate();
  const closed = shut(gate);
  if (closed !== null) return ended(skippedOne(did, closed));
  const counted = isTaken ? await countTake(deps, stored) : stored;
  if (counted === 'poison') return ended(failedOne(did, counted));
  if (counted === 'changing') return ended(skippedOne(did, counted));
  const reading = await readLiving(deps, counted, gate, now);
  const { contact, lines } = reading;
  const plans = plansOf(lines).map(({ settings }) => settings);
  const held = hold(counted, plans, now);
  if (held !== null) return ended(skippedOne(did, held));
  const readOnly = reading.left.length === 0 ? counted : await withoutUnread(deps, counted, reading, now);
  if (typeof readOnly === 'string')
    return ended(readOnly === 'unreadable' ? failedOne(did, readOnly) : skippedOne(did, readOnly));
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
  if (prepared === null) return ended(failedOne(did, 'no-mailbox'));
  return { ready: { digest, gate, prepared, plans, drops, withheld }, account: nothingDone };
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
    const { ready, account } = await makeReady(deps, did, turn?.at ?? asked, repeated && round === 0);
    accounts.push(account);
    if (ready === null) return done(nothingDone);
    const next: Turn | 'no-time' | 'quota' = await turnFor(deps, turn, asked, millisecondsLeft);
    if (typeof next === 'string') return done(skippedOne(did, next));
    turn = next;
    const late = hold(ready.digest, ready.plans, turn.at);
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
