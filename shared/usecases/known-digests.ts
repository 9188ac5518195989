import type { Digest } from '../domain/ledger.ts';
import type { LedgerStore } from '../ports.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Reads digests in one batch; one by one where one of them cannot be read: it is left out, and takes no other along. */
export async function knownDigests(
  ledger: Pick<LedgerStore, 'digests'>,
  dids: readonly string[],
): Promise<ReadonlyMap<string, Digest>> {
  const together = await unlessUnreadable(() => ledger.digests(dids));
  if (together !== 'unreadable') return together;
  const known = new Map<string, Digest>();
  for (const did of dids) {
    const alone = await unlessUnreadable(() => ledger.digests([did]));
    if (alone !== 'unreadable') for (const [found, one] of alone) known.set(found, one);
  }
  return known;
}
