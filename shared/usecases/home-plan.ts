import type { Temporal } from 'temporal-polyfill';
import { instantText } from '../domain/fuzzy-date.ts';
import { homePlanOf } from '../domain/home-plan.ts';
import type { PeopleStore } from '../ports.ts';

/**
 * Whose particulars another plan keeps, among people of this one: here they are shown by name, function and address, and changed
 * by nobody but an administrator.
 */
export async function guestsOf(
  people: Pick<PeopleStore, 'assignmentsOf'>,
  planId: string,
  contactIds: readonly string[],
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const at = instantText(now);
  const homes = await Promise.all(contactIds.map(async (id) => homePlanOf(await people.assignmentsOf(id), at)));
  return new Set(contactIds.filter((_, index) => homes[index] !== planId));
}
