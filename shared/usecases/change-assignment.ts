import { type Assignment, isStanding } from '../domain/contact.ts';
import type { PeopleStore } from '../ports.ts';

/** How often a change is decided again because another write came first. */
const rounds = 8;

/**
 * Changes an assignment as it stands, never as it was: where another write came first it is read and decided again. `change`
 * says null when there is nothing to do, or nothing left to do it to. The assignment as it then stands; null when it kept
 * moving.
 */
async function changeAssignment(
  people: Pick<PeopleStore, 'assignmentsOf' | 'updateAssignment'>,
  seen: Assignment,
  change: (current: Assignment) => Partial<Pick<Assignment, 'until' | 'confirmedAt' | 'unvouchedAt'>> | null,
): Promise<Assignment | null> {
  let current = seen;
  for (let round = 0; round < rounds; round += 1) {
    const changed = change(current);
    if (changed === null) return current;
    const next = { ...current, ...changed, version: current.version + 1 };
    if (await people.updateAssignment(next)) return next;
    const found = (await people.assignmentsOf(seen.contactId)).find(({ id }) => id === seen.id);
    if (found === undefined) return current;
    current = found;
  }
  return null;
}

type Change = (
  people: Pick<PeopleStore, 'assignmentsOf' | 'updateAssignment'>,
  seen: Assignment,
  at: string,
) => Promise<Assignment | null>;

/** Ends an assignment; one that has ended stays as it ended. */
export const endAssignment: Change = (people, seen, at) =>
  changeAssignment(people, seen, ({ until }) => (until !== null && until <= at ? null : { until: at }));

/** Takes back that somebody vouched for an assignment: no mail and no say in it until somebody does again. */
export const unvouchAssignment: Change = (people, seen, at) =>
  changeAssignment(people, seen, ({ confirmedAt }) => (confirmedAt === null ? null : { confirmedAt: null, unvouchedAt: at }));

/** Vouches for an assignment; one that has ended meanwhile stays ended, and comes back unconfirmed. */
export const confirmAssignment: Change = (people, seen, at) =>
  changeAssignment(people, seen, (current) =>
    current.confirmedAt !== null || !isStanding(current, at) ? null : { confirmedAt: at },
  );
