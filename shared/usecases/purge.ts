import type { Temporal } from 'temporal-polyfill';
import type { Assignment } from '../domain/contact.ts';
import { endOfDay, instantText } from '../domain/fuzzy-date.ts';
import { lastDayOf, type PlanState } from '../domain/plan.ts';
import type { Stores } from '../ports.ts';
import { eraseParticulars } from './erase-contact.ts';
import { readablePlans } from './readable-plans.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Days after which things go (RELIABILITY, section 8). The Ledger's rows carry their own 400. */
const keptDays = { afterExpiry: 1, afterRole: 30, afterPlan: 400 } as const;

/** What a purge deleted: rows of the Ledger and of People that had expired, and people who had no role for a while. */
export type Purged = {
  readonly ledger: number;
  readonly people: number;
  readonly contacts: number;
  /** Ids of people, and of plans, that cannot be read: whether their time has come is not guessed, they are kept. */
  readonly unread: readonly string[];
};

/** What has had its time: roles that ended at or before `before`, and those in plans that were over long enough ago. */
type Past = { readonly before: string; readonly plans: ReadonlySet<string> };

/** Nobody ends sixty roles by hand when a plan is over. An administrator's covers every plan, whichever it stands in. */
function isPast({ until, planId, role }: Assignment, { before, plans }: Past): boolean {
  return (until !== null && until <= before) || (role !== 'admin' && plans.has(planId));
}

const isGone = (assignments: readonly Assignment[], past: Past): boolean => assignments.every((one) => isPast(one, past));

/** Plans whose last day had ended at an instant. */
function overBefore(states: readonly PlanState[], at: string): ReadonlySet<string> {
  const over = states.filter(({ settings }) => {
    const last = lastDayOf(settings);
    return last !== null && instantText(endOfDay(last, settings.zone)) <= at;
  });
  return new Set(over.map(({ settings }) => settings.id));
}

/** People whose last role, in any plan, is past. Whoever cannot be read, or whose roles cannot, is named instead. */
async function goneSince(
  { record, people }: Pick<Stores, 'record' | 'people'>,
  past: Past,
  unread: Set<string>,
): Promise<string[]> {
  const gone = new Set<string>();
  for (const planId of await record.planIds()) {
    const known = await unlessUnreadable(() => people.readablePeopleOf(planId));
    if (known === 'unreadable') {
      unread.add(planId);
      continue;
    }
    for (const id of known.unreadIds) unread.add(id);
    for (const { id } of known.contacts) {
      const here = known.assignments.filter(({ contactId }) => contactId === id);
      if (!isGone(here, past)) continue;
      // Asked of the other plans only where this one has nobody any more.
      const everywhere = await unlessUnreadable(() => people.assignmentsOf(id));
      if (everywhere === 'unreadable') unread.add(id);
      else if (isGone(everywhere, past)) gone.add(id);
    }
  }
  return [...gone].sort();
}

/**
 * Deletes what has had its time, relying on no time-to-live. Running it again deletes nothing more. What cannot be read keeps
 * nobody else from going.
 */
export async function purge({ record, people, ledger }: Stores, now: Temporal.Instant): Promise<Purged> {
  const ago = (days: number): string => instantText(now.subtract({ hours: 24 * days }));
  const purged = { ledger: await ledger.purge(instantText(now)), people: await people.purge(ago(keptDays.afterExpiry)) };
  const { states, unreadIds } = await readablePlans(record);
  const unread = new Set(unreadIds);
  let contacts = 0;
  // A plan that cannot be read is over for nobody.
  const plans = overBefore(states, ago(keptDays.afterPlan));
  for (const id of await goneSince({ record, people }, { before: ago(keptDays.afterRole), plans }, unread)) {
    const isErased = await unlessUnreadable(() => eraseParticulars(people, id));
    if (isErased === 'unreadable') unread.add(id);
    else if (isErased) contacts += 1;
  }
  return { ...purged, contacts, unread: [...unread].sort() };
}
