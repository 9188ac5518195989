import type { CommitmentEntry } from '../domain/change-log.ts';
import type { Assignment, Contact, PlanPeople } from '../domain/contact.ts';
import { planOf } from '../domain/identifiers.ts';

/** The colleague who holds a milestone, and on which terms. */
export type Holder = { readonly contact: Contact; readonly assignment: Assignment };

/** Assignments by which somebody holds this milestone for a time, in force at an instant. */
export function handOns(assignments: readonly Assignment[], milestoneId: string, at: string): readonly Assignment[] {
  return assignments.filter(
    (one) =>
      one.role === 'colleague' &&
      one.planId === planOf(milestoneId) &&
      one.milestoneId === milestoneId &&
      one.since <= at &&
      (one.until === null || at < one.until),
  );
}

/** Who holds a milestone at an instant, or null: then it is with the lead. */
export function holderAt({ contacts, assignments }: PlanPeople, milestoneId: string, at: string): Holder | null {
  const assignment = handOns(assignments, milestoneId, at).at(-1);
  const contact = contacts.find(({ id }) => id === assignment?.contactId);
  return assignment === undefined || contact === undefined ? null : { contact, assignment };
}

/** Was this milestone handed on or taken back in the log after the entry `seq`? */
export function movedSince(log: readonly CommitmentEntry[], milestoneId: string, seq: number): boolean {
  return log.some(
    (one) => one.seq > seq && (one.type === 'handed-on' || one.type === 'taken-back') && one.data.milestoneId === milestoneId,
  );
}
