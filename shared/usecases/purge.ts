import type { Temporal } from 'temporal-polyfill';
import type { Assignment } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PeopleStore, RecordStore, Stores } from '../ports.ts';
import { eraseParticulars } from './erase-contact.ts';

/** Days after which things go (RELIABILITY, section 8). The Ledger's rows carry their own 400. */
const keptDays = { afterExpiry: 1, afterRole: 30 } as const;

/** What a purge deleted: rows of the Ledger and of People that had expired, and people who had no role for a while. */
export type Purged = { readonly ledger: number; readonly people: number; readonly contacts: number };

function isGone(assignments: readonly Assignment[], before: string): boolean {
  return assignments.every(({ until }) => until !== null && until <= before);
}

/** People whose last role, in any plan, ended at or before an instant. */
async function goneSince({ record, people }: { record: RecordStore; people: PeopleStore }, before: string): Promise<string[]> {
  const gone = new Set<string>();
  for (const planId of await record.planIds()) {
    const { contacts, assignments } = await people.peopleOf(planId);
    for (const { id } of contacts) {
      const here = assignments.filter(({ contactId }) => contactId === id);
      // Asked of the other plans only where this one has nobody any more.
      if (isGone(here, before) && isGone(await people.assignmentsOf(id), before)) gone.add(id);
    }
  }
  return [...gone].sort();
}

/** Deletes what has had its time, relying on no time-to-live. Running it again deletes nothing more. */
export async function purge({ record, people, ledger }: Stores, now: Temporal.Instant): Promise<Purged> {
  const ago = (days: number): string => instantText(now.subtract({ hours: 24 * days }));
  const purged = { ledger: await ledger.purge(instantText(now)), people: await people.purge(ago(keptDays.afterExpiry)) };
  let contacts = 0;
  for (const id of await goneSince({ record, people }, ago(keptDays.afterRole))) {
    if (await eraseParticulars(people, id)) contacts += 1;
  }
  return { ...purged, contacts };
}
