import { holdersOf, isStanding, type PlanPeople } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { numberOf } from '../domain/identifiers.ts';
import type { Envelope } from './append-change.ts';
import type { ContactDeps } from './contact-deps.ts';
import { takeBack } from './take-back.ts';

/** Does anybody answer for the milestone's commitment: a lead or a deputy, confirmed in it? */
export function isAnsweredFor(people: PlanPeople, planId: string, milestoneId: string, at: string): boolean {
  return (['lead', 'deputy'] as const)
    .flatMap((role) => holdersOf(people, planId, numberOf(milestoneId), role, at))
    .some(({ contactId, confirmedAt }) => {
      const contact = people.contacts.find(({ id }) => id === contactId);
      return confirmedAt !== null && contact !== undefined && contact.confirmedAt !== null;
    });
}

/** Milestones in the hands of a colleague whose commitment nobody answers for any more. */
function orphanedIn(people: PlanPeople, planId: string, at: string): string[] {
  const held = people.assignments.filter((one) => one.role === 'colleague' && one.planId === planId && isStanding(one, at));
  const milestones = new Set(held.flatMap(({ milestoneId }) => milestoneId ?? []));
  return [...milestones].filter((id) => !isAnsweredFor(people, planId, id, at)).sort();
}

/**
 * Ends the hand-ons that nobody is left to answer for, each with its public word: what a colleague holds, they hold of
 * somebody. `as` tells who there will be once the change at hand is done, so that a crash between the two leaves a role without
 * hand-ons, never hand-ons without a role; without it, who there is.
 */
export async function endOrphanedHandOns(
  deps: ContactDeps,
  { planId, actor, now }: Envelope & { readonly planId: string },
  as: (people: PlanPeople) => PlanPeople = (people) => people,
): Promise<{ readonly ok: true } | Refused> {
  const people = as(await deps.people.peopleOf(planId));
  for (const milestoneId of orphanedIn(people, planId, instantText(now))) {
    const outcome = await takeBack(deps, { milestoneId, actor, now });
    // Somebody takes it back at this very moment, or did.
    const isOver = outcome.ok || outcome.reason === 'unknown-contact' || outcome.reason === 'exists-already';
    if (!isOver) return refused(outcome.reason, outcome.problems);
  }
  return { ok: true };
}
