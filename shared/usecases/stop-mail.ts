import type { Temporal } from 'temporal-polyfill';
import { type Contact, isStanding } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { DueItem } from '../domain/ledger.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';

const rounds = 5;

/**
 * How long a request may still be on its way after it began. When the tick comes to look, the stop is either written or
 * never will be.
 */
const lookAfterMinutes = 15;

/**
 * `busy`: the contact kept moving; the same request may be sent again. `untold`: why a plan may not hear of the stop soon, which is
 * written all the same.
 */
export type StopOutcome =
  | { readonly ok: true; readonly contact: Contact; readonly untold: readonly unknown[] }
  | { readonly ok: false; readonly reason: 'unknown' | 'busy' };

type Deps = {
  readonly people: Pick<PeopleStore, 'readableAssignmentsOf' | 'contactByStopToken' | 'updateContact'>;
  readonly record: Pick<RecordStore, 'due' | 'putDue' | 'lookAgain'>;
};

/** Makes sure that a plan falls due soon, and returns what there is where it does so anyway. */
async function dueSoon({ record }: Deps, subjectId: string, soon: string): Promise<DueItem | null> {
  const item = await record.due(subjectId);
  if (item !== null && item.nextDueAt !== null && item.nextDueAt <= soon) return item;
  await record.putDue([{ subjectId, nextDueAt: soon, deadlineVersion: item?.deadlineVersion ?? 0 }]);
  return null;
}

/** A tick that has the plan's due item in its hands may have read the people before the stop: then the plan stays due for the next. */
async function lookAfterwards(deps: Deps, planId: string, soon: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const item = await dueSoon(deps, planId, soon);
    if (item === null || (await deps.record.lookAgain(item))) return;
  }
}

/** Plans a person has a role in, those included where nobody can read which. */
async function plansOf({ people }: Deps, contact: Contact, at: string): Promise<readonly string[]> {
  const { assignments, unreadableIn } = await people.readableAssignmentsOf(contact.id);
  const held = assignments.filter((one) => isStanding(one, at)).map(({ planId }) => planId);
  return [...new Set([...held, ...unreadableIn])].sort();
}

/** Does something about every plan a person has a role in. One that fails keeps no other from it. Returns what failed. */
async function inTheirPlans(
  deps: Deps,
  contact: Contact,
  at: string,
  tell: (planId: string) => Promise<unknown>,
): Promise<readonly unknown[]> {
  const failed: unknown[] = [];
  const attempt = <Result>(run: () => Promise<Result>): Promise<Result | null> =>
    run().catch((error: unknown) => {
      failed.push(error);
      return null;
    });
  for (const planId of (await attempt(() => plansOf(deps, contact, at))) ?? []) await attempt(() => tell(planId));
  return failed;
}

/**
 * Stops reminders to one person (RFC 8058). The role stays, and a person may lift it. Stopping twice is stopping once;
 * an address that bounced stays marked as such. **The stop itself rests on nothing but the person's own rows**: what is
 * about others is tried, and never keeps it from being written.
 *
 * Deputies and points of contact are told by the tick, for which the plans fall due before the stop is written where they can: a
 * crash between tells nobody of a stop that is not there. It is made sure of again afterwards, for a tick may have come between;
 * and whatever else of a plan falls due, its tick looks for stops as well. What fails once it is written is returned and never thrown:
 * whoever asked was obeyed.
 */
export async function stopMail(
  deps: Deps,
  { token, now }: { readonly token: string; readonly now: Temporal.Instant },
): Promise<StopOutcome> {
  const { people } = deps;
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contactByStopToken(token);
    if (contact === null) return { ok: false, reason: 'unknown' };
    if (contact.suppressed !== null) return { ok: true, contact, untold: [] };
    const at = instantText(now);
    const soon = instantText(now.add({ minutes: lookAfterMinutes }));
    // What fails here is tried again below, and told there.
    await inTheirPlans(deps, contact, at, (planId) => dueSoon(deps, planId, soon));
    const stopped: Contact = {
      ...contact,
      version: contact.version + 1,
      suppressed: { reason: 'unsubscribed', at },
    };
    if (!(await people.updateContact(stopped))) continue;
    const untold = await inTheirPlans(deps, contact, at, (planId) => lookAfterwards(deps, planId, soon));
    return { ok: true, contact: stopped, untold };
  }
  return { ok: false, reason: 'busy' };
}
