import type { Temporal } from 'temporal-polyfill';
import type { Digest } from '../domain/ledger.ts';
import { mayBeSent, type Resolution, resolved } from '../domain/resolution.ts';
import type { LedgerStore } from '../ports.ts';

/**
 * `unknown-digest`: there is none. `needs-nobody`: it goes on by itself, or is at an end. `never-sent`: no mail of it was
 * ever handed to SES. `moved`: an event or another person was first; look again.
 */
export type ResolvedDigest =
  | { readonly ok: true; readonly digest: Digest }
  | { readonly ok: false; readonly reason: 'unknown-digest' | 'needs-nobody' | 'never-sent' | 'moved' };

/**
 * Lets a person decide about a digest that needs one. The tick does the rest: it sends, writes the asks, or looks no more.
 */
export async function resolveDigest(
  { ledger }: { readonly ledger: Pick<LedgerStore, 'digest' | 'saveDigest'> },
  { did, how, now }: { readonly did: string; readonly how: Resolution; readonly now: Temporal.Instant },
): Promise<ResolvedDigest> {
  const before = await ledger.digest(did);
  if (before === null) return { ok: false, reason: 'unknown-digest' };
  if (before.state !== 'needs-human') return { ok: false, reason: 'needs-nobody' };
  if (how === 'sent-after-all' && !mayBeSent(before)) return { ok: false, reason: 'never-sent' };
  const digest = resolved(before, how, now);
  return (await ledger.saveDigest(digest, [])) ? { ok: true, digest } : { ok: false, reason: 'moved' };
}
