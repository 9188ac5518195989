import type { Reminder } from '../domain/ledger.ts';
import type { LedgerStore } from '../ports.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Reminders by rid, and the rids of those that are there and cannot be read. */
export type KnownReminders = {
  readonly known: ReadonlyMap<string, Reminder>;
  readonly unreadRids: ReadonlySet<string>;
};

/** Reads reminders in one batch; one by one where one of them cannot be read, so that it takes no other along. */
export async function knownReminders(ledger: Pick<LedgerStore, 'reminders'>, rids: readonly string[]): Promise<KnownReminders> {
  const together = await unlessUnreadable(() => ledger.reminders(rids));
  if (together !== 'unreadable') return { known: together, unreadRids: new Set() };
  const known = new Map<string, Reminder>();
  const unreadRids = new Set<string>();
  for (const rid of rids) {
    const alone = await unlessUnreadable(() => ledger.reminders([rid]));
    if (alone === 'unreadable') unreadRids.add(rid);
    else for (const [found, one] of alone) known.set(found, one);
  }
  return { known, unreadRids };
}
