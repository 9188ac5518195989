import type { Assignment, Contact } from './contact.ts';

/** What decides whether mail for a role reaches somebody. */
export type Reached = Pick<Contact, 'id' | 'confirmedAt' | 'suppressed' | 'pausedUntil' | 'pausedSince' | 'reachableSince'>;

/** People of a plan, as far as it decides who is asked. */
export type AskablePeople<Who extends Reached> = {
  readonly contacts: readonly Who[];
  readonly assignments: readonly Assignment[];
};

/** A stop of which nobody wrote down when it began. */
const stoppedOnce = { reason: 'unsubscribed', at: '0001-01-01T00:00:00Z' } as const;

function contactThen<Who extends Reached>(one: Who, at: string): Who {
  return {
    ...one,
    ...(one.confirmedAt !== null && one.confirmedAt > at ? { confirmedAt: null } : {}),
    ...(one.suppressed !== null && one.suppressed.at > at ? { suppressed: null } : {}),
    ...(one.pausedSince !== null && one.pausedSince > at ? { pausedUntil: null } : {}),
    ...(one.reachableSince !== null && at < one.reachableSince ? { suppressed: stoppedOnce } : {}),
  };
}

function assignmentThen(one: Assignment, at: string): Assignment {
  // When they had been vouched for before it was taken back, nobody wrote down.
  if (one.unvouchedAt !== null && at < one.unvouchedAt) return { ...one, confirmedAt: one.since };
  return one.confirmedAt !== null && one.confirmedAt > at ? { ...one, confirmedAt: null } : one;
}

/**
 * Who held which role, vouched for and reached, at an instant: what came later did not hold yet. A stop that was lifted later
 * did, as far as anybody knows.
 */
export function peopleThen<Who extends Reached>({ contacts, assignments }: AskablePeople<Who>, at: string): AskablePeople<Who> {
  return {
    contacts: contacts.map((one) => contactThen(one, at)),
    assignments: assignments.map((one) => assignmentThen(one, at)),
  };
}

/** Instants at which any of these people came, was vouched for or no more, left, fell silent, or was reached again. */
export function changesOfPeople({ contacts, assignments }: AskablePeople<Reached>): readonly string[] {
  return [
    ...assignments.flatMap(({ since, until, confirmedAt, unvouchedAt }) => [since, until, confirmedAt, unvouchedAt]),
    ...contacts.flatMap(({ confirmedAt, suppressed, reachableSince, pausedSince, pausedUntil }) => [
      ...[confirmedAt, suppressed?.at ?? null, reachableSince],
      ...[pausedSince, pausedUntil],
    ]),
  ].filter((at) => at !== null);
}
