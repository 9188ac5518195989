import type { Temporal } from 'temporal-polyfill';
import { calendarFor } from '../domain/calendar.ts';
import type { Contact } from '../domain/contact.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Digest, Gate } from '../domain/ledger.ts';
import { isInWindow } from '../domain/reminder-policy.ts';
import type { DigestJob, Mailer, MailOutcome, Rng, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, type SkipReason, sentOne, skippedOne } from './account.ts';
import { type MailConfig, type PreparedDigest, prepareDigest } from './prepare-digest.ts';
import { putAsks } from './put-asks.ts';
import { type DigestReading, readDigest } from './read-digest.ts';

export type SendDigestDeps = Stores & {
  readonly mailer: Pick<Mailer, 'send'>;
  readonly rng: Rng;
  readonly config: MailConfig;
};

/** Rounds of read, render and claim before a digest that keeps changing is left to the next tick. */
const rounds = 3;
/** Receives without an outcome before a person must look. */
const poisonTakes = 5;
const leaseMinutes = 15;

function save({ ledger }: Stores, digest: Digest, change: Partial<Digest>): Promise<boolean> {
  return ledger.saveDigest({ ...digest, ...change, version: digest.version + 1 }, []);
}

/** Why nothing may be sent at all right now, or null. */
function shut(gate: Gate): SkipReason | null {
  if (gate.mode === 'off') return 'gate-off';
  return gate.breaker === null ? null : 'breaker';
}

/** Why this digest may not leave at this instant; null when it may. */
function wait(digest: Digest, reading: DigestReading, now: Temporal.Instant): SkipReason | null {
  const at = instantText(now);
  const settings = reading.lines[0]?.plan.settings;
  if (settings === undefined) return null;
  const today = localDay(now, settings.zone);
  if (today > digest.localDate) return 'day-over';
  const isOpen = isInWindow(at, settings, calendarFor(settings.country, settings.region));
  return at < digest.notBefore || today < digest.localDate || !isOpen ? 'not-yet' : null;
}

/** Ends a digest in which nothing holds any more: no mail (RELIABILITY H7). */
async function endEmpty(deps: Stores, digest: Digest): Promise<JobAccount> {
  await save(deps, digest, { state: 'dropped', reason: 'empty', pending: false });
  return skippedOne(digest.did, 'empty');
}

/** Outside production nobody but the outbox gets mail: the digest and its reminders end here. */
async function endInSandbox(deps: Stores, digest: Digest): Promise<JobAccount> {
  await deps.ledger.dropReminders(digest.rids.map((rid) => ({ rid, reason: 'sandbox' })));
  await save(deps, digest, { state: 'dropped', reason: 'sandbox', pending: false });
  return skippedOne(digest.did, 'sandbox');
}

function claimedRow(deps: SendDigestDeps, digest: Digest, prepared: PreparedDigest, now: Temporal.Instant): Digest {
  return {
    ...digest,
    version: digest.version + 1,
    state: 'claimed',
    rids: [...prepared.rids],
    token: Buffer.from(deps.rng.bytes(16)).toString('hex'),
    claimedAt: instantText(now),
    leaseUntil: instantText(now.add({ minutes: leaseMinutes })),
    attempt: digest.attempt + 1,
    contentHash: prepared.contentHash,
  };
}

/** Claims: true when the row is ours. Where the answer was lost the row decides: it holds our token, or somebody else's. */
async function claim(deps: SendDigestDeps, row: Digest, prepared: PreparedDigest): Promise<boolean> {
  try {
    return (await deps.ledger.claim(row, prepared.checks)).ok;
  } catch (cause) {
    const found = await deps.ledger.digest(row.did);
    if (found?.token === row.token) return true;
    throw cause;
  }
}

/** Trips the breaker for all mail: a person resets it. */
async function trip({ ledger }: Stores, reason: string): Promise<void> {
  const { boundTo: _, ...gate } = await ledger.gate();
  if (gate.breaker === null) await ledger.setGate({ ...gate, version: gate.version + 1, breaker: reason.slice(0, 200) });
}

/** Back to planned: SES has certainly not sent it, so the attempt does not count. */
function release(deps: Stores, claimed: Digest, notBefore: string): Promise<boolean> {
  const attempt = claimed.attempt - 1;
  return save(deps, claimed, { state: 'planned', attempt, notBefore, token: null, claimedAt: null, leaseUntil: null });
}

/** One to ten minutes, by chance, so that what was throttled together does not come back together. */
function later(deps: SendDigestDeps, now: Temporal.Instant): string {
  const [chance = 0] = deps.rng.bytes(1);
  return instantText(now.add({ seconds: 60 + Math.floor((chance / 256) * 540) }));
}

/** Records what one call told us, by the table of RELIABILITY 2.3. Every write holds only while the claim is ours. */
async function settle(deps: SendDigestDeps, claimed: Digest, outcome: MailOutcome, now: Temporal.Instant): Promise<JobAccount> {
  const { did } = claimed;
  switch (outcome.kind) {
    case 'accepted': {
      const messageIds = [...claimed.messageIds, outcome.messageId].slice(-4);
      const acceptedOn = claimed.localDate;
      const sent: Digest = { ...claimed, version: claimed.version + 1, state: 'sent', messageIds, acceptedOn };
      // An event may have said so before us; its row stands, and the asks follow from it.
      const current = (await deps.ledger.saveDigest(sent, [])) ? sent : await deps.ledger.digest(did);
      if (current?.state === 'sent' && current.pending) await putAsks(deps, current);
      return sentOne(did);
    }
    case 'passing':
      await release(deps, claimed, later(deps, now));
      return skippedOne(did, 'throttled');
    case 'quota':
      await release(deps, claimed, claimed.notBefore);
      return skippedOne(did, 'quota');
    case 'stopped':
      await release(deps, claimed, claimed.notBefore);
      await trip(deps, outcome.reason);
      return failedOne(did, 'stopped');
    case 'rejected':
      await save(deps, claimed, { state: 'needs-human', reason: 'rejected', pending: false });
      return failedOne(did, 'rejected');
    case 'ambiguous':
      return failedOne(did, 'unknown-outcome');
    default:
      return outcome satisfies never;
  }
}

/** Counts a receive of a job that had no outcome; the fifth needs a person. Null when it may be tried once more. */
async function countTake(deps: Stores, digest: Digest): Promise<Digest | null> {
  const takes = digest.takes + 1;
  const isPoison = takes >= poisonTakes;
  const change: Partial<Digest> = isPoison ? { takes, state: 'needs-human', reason: 'poison', pending: false } : { takes };
  await save(deps, digest, change);
  return isPoison ? null : deps.ledger.digest(digest.did);
}

/**
 * Sends one digest (RELIABILITY 2.2, steps 5 to 8): read, drop what no longer holds, render, claim in one transaction, call
 * once, record what happened, then say in the Record who was asked. `repeated` tells that the queue gave this job before.
 */
export async function sendDigest(
  deps: SendDigestDeps,
  { did }: DigestJob,
  now: Temporal.Instant,
  repeated = false,
): Promise<JobAccount> {
  const accounts: JobAccount[] = [];
  for (let round = 0; round < rounds; round += 1) {
    let digest = await deps.ledger.digest(did);
    if (digest === null) return skippedOne(did, 'ignored');
    if (digest.state === 'sent' && digest.pending) {
      await putAsks(deps, digest);
      return skippedOne(did, 'already-handled');
    }
    if (digest.state === 'claimed') return skippedOne(did, 'claimed');
    if (digest.state !== 'planned') return skippedOne(did, 'already-handled');
    const gate = await deps.ledger.gate();
    const closed = shut(gate);
    if (closed !== null) return skippedOne(did, closed);
    if (repeated && round === 0) {
      digest = await countTake(deps, digest);
      if (digest === null) return failedOne(did, 'poison');
    }
    const reading = await readDigest(deps, digest, gate.restoreFloor, now);
    const hold = wait(digest, reading, now);
    if (hold !== null) return skippedOne(did, hold);
    await deps.ledger.dropReminders(reading.drops);
    accounts.push(...reading.drops.map(({ rid, reason }) => skippedOne(rid, reason)));
    const { contact } = reading;
    if (contact === null || reading.lines.length === 0) return addUp([...accounts, await endEmpty(deps, digest)]);
    if (gate.mode === 'sandbox') return addUp([...accounts, await endInSandbox(deps, digest)]);
    const prepared = await prepareDigest(deps, deps.config, digest, withContact(reading, contact), gate, now);
    if (prepared === null) return addUp([...accounts, failedOne(did, 'no-mailbox')]);
    const row = claimedRow(deps, digest, prepared, now);
    // Whether something changed, a reminder joined or another sender was first: what the row says now decides.
    if (!(await claim(deps, row, prepared))) continue;
    return addUp([...accounts, await settle(deps, row, await deps.mailer.send(prepared.mail), now)]);
  }
  return addUp([...accounts, skippedOne(did, 'changing')]);
}

function withContact(reading: DigestReading, contact: Contact): DigestReading & { readonly contact: Contact } {
  return { ...reading, contact };
}
