import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { type Digest, type Gate, mostRefused } from '../domain/ledger.ts';
import { isDoubled, released } from '../domain/sending.ts';
import type { MailOutcome, Rng, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone, sentOne, skippedOne } from './account.ts';
import { putAsks } from './put-asks.ts';
import { leaveToPerson } from './reconcile-digest.ts';
import { recordNews } from './record-news.ts';

export type SettleDigestDeps = Pick<Stores, 'record' | 'ledger'> & { readonly rng: Rng };

/** A digest as it was, and as it was claimed for the one call whose outcome is known now; `gate`: as the claim found it. */
export type ClaimedDigest = { readonly before: Digest; readonly claimed: Digest; readonly gate: Pick<Gate, 'refused'> };

/** Trips the breaker for all mail: a person resets it. */
async function trip({ ledger }: SettleDigestDeps, reason: string): Promise<void> {
  const { boundTo: _, ...gate } = await ledger.gate();
  if (gate.breaker === null) await ledger.setGate({ ...gate, version: gate.version + 1, breaker: reason.slice(0, 200) });
}

/** Other writers of the gate that may come first. */
const rounds = 5;

/**
 * Notes whose mail was refused. One person's may be for their own sake; those of several in a row, with none accepted between, are
 * not, whatever the mail service calls it: then all mail stops, before each of the day becomes a case for a person. A call that was
 * refused unread, for its signature or credentials, is for nobody's sake: there each counts, whoever it was for.
 * @returns whether all mail is stopped by now
 */
async function noteRefusal(
  { ledger }: SettleDigestDeps,
  recipientId: string,
  reason: string,
  isUnread: boolean,
): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1) {
    const { boundTo: _, refused: before = [], ...gate } = await ledger.gate();
    if (gate.breaker !== null) return true;
    if (before.includes(recipientId) && !isUnread) return false;
    const refused = [...before, recipientId];
    const isWave = refused.length >= mostRefused;
    const next = isWave ? { breaker: `${refused.length} in a row refused: ${reason}`.slice(0, 200) } : { refused };
    if (await ledger.setGate({ ...gate, ...next, version: gate.version + 1 })) return isWave;
  }
  return false;
}

/** A mail was accepted: those refused before it were refused for their own sake. */
async function forgetRefusals({ ledger }: SettleDigestDeps): Promise<void> {
  const { boundTo: _, refused = [], ...gate } = await ledger.gate();
  if (refused.length > 0) await ledger.setGate({ ...gate, version: gate.version + 1 });
}

/** SES has certainly not sent it. */
function release({ ledger }: SettleDigestDeps, { before, claimed }: ClaimedDigest, restsUntil?: string): Promise<boolean> {
  return ledger.saveDigest(released(before, claimed, restsUntil), []);
}

/** One to ten minutes, by chance, so that what was throttled together does not come back together. */
function later({ rng }: SettleDigestDeps, now: Temporal.Instant): string {
  const [chance = 0] = rng.bytes(1);
  return instantText(now.add({ seconds: 60 + Math.floor((chance / 256) * 540) }));
}

/**
 * An event may have said so before us: then its row stands, and the asks follow from it. Our answer may also be what proves that
 * an earlier mail was not the only one.
 */
async function accept(deps: SettleDigestDeps, { claimed, gate }: ClaimedDigest, messageId: string): Promise<JobAccount> {
  const news = { attempt: claimed.attempt, told: 'accepted', delivery: 'none', messageId } as const;
  const recorded = await recordNews(deps.ledger, claimed, news);
  const sent = recorded?.after;
  if (gate.refused !== undefined) await forgetRefusals(deps);
  const asked = sent?.state === 'sent' && sent.pending ? await putAsks(deps, sent) : nothingDone;
  const isNews = recorded !== null && isDoubled(recorded.after) && !isDoubled(recorded.before);
  const account = addUp([sentOne(claimed.did), asked]);
  return isNews ? { ...account, doubled: [claimed.did] } : account;
}

/** Records what one call told us, by the table of RELIABILITY 2.3. Every write but that of an acceptance needs our claim. */
export async function settleDigest(
  deps: SettleDigestDeps,
  digest: ClaimedDigest,
  outcome: MailOutcome,
  now: Temporal.Instant,
): Promise<JobAccount> {
  const { before, claimed } = digest;
  const { did } = claimed;
  switch (outcome.kind) {
    case 'accepted':
      return accept(deps, digest, outcome.messageId);
    case 'passing':
      await release(deps, digest, later(deps, now));
      return skippedOne(did, 'throttled');
    case 'unsigned': {
      const isStopped = await noteRefusal(deps, claimed.recipientId, outcome.reason, true);
      await release(deps, digest, isStopped ? undefined : later(deps, now));
      return isStopped ? failedOne(did, 'stopped') : skippedOne(did, 'throttled');
    }
    case 'quota':
      await release(deps, digest);
      return skippedOne(did, 'quota');
    case 'stopped':
      await release(deps, digest);
      await trip(deps, outcome.reason);
      return failedOne(did, 'stopped');
    case 'rejected': {
      if (await noteRefusal(deps, claimed.recipientId, outcome.reason, false)) {
        await release(deps, digest);
        return failedOne(did, 'stopped');
      }
      const { rids, version } = claimed;
      await leaveToPerson(deps.ledger, { ...before, rids, version }, 'rejected');
      return failedOne(did, 'rejected');
    }
    case 'ambiguous':
      return failedOne(did, 'unknown-outcome');
    default:
      return outcome satisfies never;
  }
}
