import { Temporal } from 'temporal-polyfill';
import { instantText } from './fuzzy-date.ts';
import { type Claim, type Digest, type ReminderStep, told } from './ledger.ts';

/** How long a mail nobody has heard of is waited for: one about the last day before a deadline, and any other. */
const graceMinutes = { lastDay: 30, other: 180 } as const;

/** Without proof that events reach us at all, a person decides after this time. */
const feedHours = 24;

/** How long a claim is surely nobody else's: longer than any sender may run. */
const leaseMinutes = 15;

/** The grace of a digest, in minutes: that of its most urgent reminder (RELIABILITY, section 1). */
export function graceOf(steps: readonly ReminderStep[]): number {
  return steps.includes('-1') ? graceMinutes.lastDay : graceMinutes.other;
}

/** May this claim be past its grace, whatever it tells? Before that nothing need be read to know that it waits. */
export function mayBePastGrace({ state, claimedAt }: Digest, now: Temporal.Instant): boolean {
  return state === 'claimed' && claimedAt !== null && isPast(claimedAt, graceMinutes.lastDay, now);
}

function isPast(from: string, minutes: number, now: Temporal.Instant): boolean {
  return instantText(now) >= instantText(Temporal.Instant.from(from).add({ minutes }));
}

/**
 * What to do about a digest that was claimed and not heard of since (RELIABILITY 2.2, step 10). Sending again blindly
 * needs proof that events reach us, one about a mail claimed later; without it a person decides after a day, as they do
 * about a second attempt.
 */
export function verdictOn(
  digest: Digest,
  steps: readonly ReminderStep[],
  feedSeenAt: string | null,
  now: Temporal.Instant,
): 'wait' | 'send-again' | 'unknown' | 'feed-not-proved' {
  const { state, claimedAt, attempt } = digest;
  if (state !== 'claimed' || claimedAt === null || !isPast(claimedAt, graceOf(steps), now)) return 'wait';
  if (attempt > 1) return 'unknown';
  if (feedSeenAt !== null && feedSeenAt > claimedAt) return 'send-again';
  return isPast(claimedAt, feedHours * 60, now) ? 'feed-not-proved' : 'wait';
}

/** The claims of a digest, at least as many as told: those nobody wrote down are given its own time and day. */
export function claimsOf(digest: Digest, atLeast: number = digest.attempt): readonly Claim[] {
  const { claims, claimedAt, notBefore, localDate, state } = digest;
  const unwritten: Claim = { at: claimedAt ?? notBefore, on: localDate, told: state === 'sent' ? 'accepted' : 'none' };
  return [...claims, ...Array.from({ length: Math.max(0, atLeast - claims.length) }, () => unwritten)];
}

function isAccepted({ told }: Claim): boolean {
  return told === 'accepted' || told === 'reached';
}

/**
 * Did a mail of this digest tell a reminder and did SES take it, whatever it made of it afterwards? "Accepted" is SES's 200: a
 * content it refuses later was accepted first, and the ask about it stays.
 */
export function wasAsked(digest: Digest, rid: string): boolean {
  const taken = claimsOf(digest).findIndex((one) => one.told !== 'none') + 1;
  return taken > 0 && digest.rids.includes(rid) && !digest.withheld.some((one) => one.rid === rid && one.from <= taken);
}

/** Did SES accept more than one mail of this digest? */
export function isDoubled(digest: Digest): boolean {
  return claimsOf(digest).filter(isAccepted).length > 1;
}

/** May a mail of this digest have left? The next one then says that it may be a repeat. */
export function mayHaveLeft(digest: Digest): boolean {
  return claimsOf(digest).some((one) => one.told !== 'refused');
}

/** The first claim known as accepted, with its number; null when none is. */
export function acceptedClaim(digest: Digest): (Claim & { readonly attempt: number }) | null {
  const claims = claimsOf(digest);
  const index = claims.findIndex(isAccepted);
  const found = claims[index];
  return found === undefined ? null : { ...found, attempt: index + 1 };
}

/**
 * Which reminders the accepted mails of a digest told, and which none of them did: what was left out of a repeat was told
 * only if an earlier attempt went out after all.
 */
export function whatWasTold(digest: Digest): { readonly told: readonly string[]; readonly untold: Digest['withheld'] } {
  const first = acceptedClaim(digest)?.attempt ?? 1;
  const untold = digest.withheld.filter(({ from }) => from <= first);
  return { told: digest.rids.filter((rid) => !untold.some((one) => one.rid === rid)), untold };
}

/** What a sender brings to a claim. `on` is the day in the zone of the plan. */
export type Claiming = {
  readonly token: string;
  readonly on: string;
  /** The reminders the mail tells. */
  readonly rids: readonly string[];
  /** Those it no longer tells, where an earlier mail may have. */
  readonly withheld: readonly { readonly rid: string; readonly reason: Digest['withheld'][number]['reason'] }[];
  readonly contentHash: string;
};

/**
 * The row of a digest as its sender claims it. A repeat keeps what the mail before it told.
 * @throws RangeError for a digest nobody may claim: it was settled, or its one repeat is on the way
 */
export function claimed(digest: Digest, { token, on, rids, withheld, contentHash }: Claiming, now: Temporal.Instant): Digest {
  const mayBe = digest.state === 'planned' || (digest.state === 'claimed' && digest.attempt === 1);
  if (!mayBe) throw new RangeError(`digest ${digest.did} is ${digest.state}, attempt ${digest.attempt}: nobody may claim it`);
  const attempt = digest.attempt + 1;
  const isRepeat = digest.attempt > 0;
  const at = instantText(now);
  return {
    ...digest,
    version: digest.version + 1,
    state: 'claimed',
    reason: null,
    rids: isRepeat ? digest.rids : [...rids],
    withheld: [...digest.withheld, ...withheld.map((one) => ({ ...one, from: attempt }))],
    token,
    claimedAt: at,
    leaseUntil: instantText(now.add({ minutes: leaseMinutes })),
    attempt,
    claims: [...claimsOf(digest), { at, on, told: 'none' }],
    contentHash,
  };
}

/**
 * Back to what it was before a claim that certainly sent nothing: the attempt does not count. It has been due since its own time all
 * the same, so that whoever counts how long it waits sees one long wait, not many short ones.
 * @param leaseUntil until when it is let rest
 */
export function released(before: Digest, claimed: Digest, leaseUntil: string | null = before.leaseUntil): Digest {
  return { ...before, version: claimed.version + 1, rids: claimed.rids, leaseUntil, takes: 0 };
}

/** From when on a digest may be tried: its time, or the end of a rest. A lease is over before its mail may be sent again. */
export function triedFrom({ notBefore, leaseUntil }: Pick<Digest, 'notBefore' | 'leaseUntil'>): string {
  return leaseUntil !== null && leaseUntil > notBefore ? leaseUntil : notBefore;
}

/** What was heard of one attempt of a digest. */
export type News = {
  readonly attempt: number;
  readonly told: Claim['told'];
  readonly delivery: Digest['delivery'];
  /** Null where no mail was named: a person said so. */
  readonly messageId: string | null;
};

const ladder: readonly Digest['delivery'][] = ['none', 'delivered', 'bounced', 'complained'];

/** Is one rung of `delivery` above another? */
export function isHigher(one: Digest['delivery'], other: Digest['delivery']): boolean {
  return ladder.indexOf(one) > ladder.indexOf(other);
}

function higher<Rung>(rungs: readonly Rung[], one: Rung, other: Rung): Rung {
  return rungs.indexOf(one) < rungs.indexOf(other) ? other : one;
}

/** SES names four mails at most of one digest. */
const mostMessages = 4;

/**
 * A digest after news of one of its attempts, from SES's answer or its events; the very same one when it is not news. In
 * whatever order and however often news come, they lead to the same digest: what is known of an attempt and `delivery`
 * only climb.
 */
export function withNews(digest: Digest, news: News): Digest {
  const before = claimsOf(digest, Math.max(digest.attempt, news.attempt));
  const claims = before.map((one, index) =>
    index === news.attempt - 1 ? { ...one, told: higher(told.options, one.told, news.told) } : one,
  );
  const delivery = higher(ladder, digest.delivery, news.delivery);
  // What was given up is not taken up again; that mail no longer reaches this person is heard all the same.
  if (digest.state === 'dropped' && delivery === digest.delivery) return digest;
  const { messageId } = news;
  const isNamed = messageId === null || digest.messageIds.includes(messageId) || digest.messageIds.length >= mostMessages;
  const isSame = claims.every((one, index) => one.told === before[index]?.told) && delivery === digest.delivery && isNamed;
  if (isSame && digest.state === stateAfter(digest, claims)) return digest;
  const messageIds = isNamed ? digest.messageIds : [...digest.messageIds, messageId].sort();
  const isStopped = delivery !== digest.delivery && ladder.indexOf(delivery) >= ladder.indexOf('bounced');
  const tellStop = digest.tellStop || isStopped;
  const heard: Digest = { ...digest, claims, attempt: Math.max(digest.attempt, claims.length), delivery, messageIds, tellStop };
  return settled(digest, heard);
}

/** The state that what is known of the claims leads to. */
function stateAfter({ state }: Digest, claims: readonly Claim[]): Digest['state'] {
  if (state === 'dropped') return 'dropped';
  if (claims.some(isAccepted)) return 'sent';
  if (claims.at(-1)?.told === 'refused') return 'needs-human';
  return state === 'sent' ? 'claimed' : state;
}

function settled(before: Digest, heard: Digest): Digest {
  const state = stateAfter(before, heard.claims);
  const first = acceptedClaim(heard);
  switch (state) {
    case 'dropped':
      return { ...heard, pending: before.pending || heard.tellStop };
    case 'sent': {
      // Another mail than the one the asks were written by tells more than that one: they are gone through again.
      const hasAsks =
        before.state === 'sent' && (heard.withheld.length === 0 || acceptedClaim(before)?.attempt === first?.attempt);
      const acceptedOn = first?.on ?? heard.acceptedOn;
      return { ...heard, state, reason: null, acceptedOn, pending: before.pending || !hasAsks || heard.tellStop };
    }
    case 'needs-human': {
      const reason = heard.claims.at(-1)?.told === 'refused' ? 'rejected' : heard.reason;
      return { ...heard, state, reason, acceptedOn: null, pending: heard.tellStop };
    }
    case 'claimed':
    case 'planned':
      return { ...heard, state, acceptedOn: null, pending: true };
    default:
      return state satisfies never;
  }
}
