import type { Temporal } from 'temporal-polyfill';
import type { Assignment } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { homePlanOf } from '../domain/home-plan.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { readablePlans } from './readable-plans.ts';

type Deps = {
  readonly record: Pick<RecordStore, 'plan' | 'planIds' | 'planStates'>;
  readonly people: Pick<PeopleStore, 'assignmentsOf'>;
};

/** One that cannot be read is taken for open: nobody's particulars move to another plan for that. */
async function closedPlans({ record }: Pick<Deps, 'record'>, at: string): Promise<ReadonlySet<string>> {
  const { states } = await readablePlans(record);
  return new Set(states.filter((one) => isClosed(one, at)).map(({ settings }) => settings.id));
}

/** Of somebody who was in one plan only that one is home, closed or not: nothing more is read. */
function isOfOne(assignments: readonly Assignment[]): boolean {
  return new Set(assignments.map(({ planId }) => planId)).size < 2;
}

/** The plan that keeps a person's particulars, by the roles they hold or held; null for somebody without any. */
export async function homeFor(
  deps: Pick<Deps, 'record'>,
  assignments: readonly Assignment[],
  now: Temporal.Instant,
): Promise<string | null> {
  const at = instantText(now);
  return homePlanOf(assignments, at, isOfOne(assignments) ? new Set() : await closedPlans(deps, at));
}

/**
 * Whose particulars another plan keeps, among people of this one: here they are shown by name, function and address, and changed
 * by nobody but an administrator.
 */
export async function guestsOf(
  deps: Deps,
  planId: string,
  contactIds: readonly string[],
  now: Temporal.Instant,
): Promise<ReadonlySet<string>> {
  const at = instantText(now);
  const held = await Promise.all(contactIds.map((id) => deps.people.assignmentsOf(id)));
  const closed = held.every(isOfOne) ? new Set<string>() : await closedPlans(deps, at);
  return new Set(contactIds.filter((_, index) => homePlanOf(held[index] ?? [], at, closed) !== planId));
}
