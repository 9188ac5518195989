import type { Digest } from '../domain/ledger.ts';
import { type News, withNews } from '../domain/sending.ts';
import type { LedgerStore } from '../ports.ts';

/** Writers that may come first, one after the other, before this is a fault. */
const rounds = 8;

/**
 * Writes down what was heard of an attempt, over whatever else happened to the digest meanwhile: that SES accepted a mail
 * stays true.
 * @returns the digest before and after; the same twice when it was no news; null when there is no such digest
 */
export async function recordNews(
  ledger: Pick<LedgerStore, 'digest' | 'saveDigest'>,
  first: Digest,
  news: News,
): Promise<{ readonly before: Digest; readonly after: Digest } | null> {
  for (let round = 0; round < rounds; round += 1) {
    const before = round === 0 ? first : await ledger.digest(first.did);
    if (before === null) return null;
    const heard = withNews(before, news);
    if (heard === before) return { before, after: before };
    const after = { ...heard, version: before.version + 1 };
    if (await ledger.saveDigest(after, [])) return { before, after };
  }
  throw new Error(`digest ${first.did} kept moving under its news`);
}
