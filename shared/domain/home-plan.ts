import { type Assignment, isStanding } from './contact.ts';

/** The oldest first; the id decides between those of one moment, so that every reader finds the same one. */
function byAge(a: Assignment, b: Assignment): number {
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The plan that keeps a person's particulars, among their assignments in every plan: that of the oldest standing role somebody
 * vouched for, in a plan that is open before one of those that are `closed`, whose coordination has done its work. Adding a known address to another plan, and vouching for it there, gives no power over the person; nor does adding
 * it where their vouched roles have all ended. Before anybody vouched, whoever named them first may mend what they typed. Null
 * for somebody without any role.
 */
export function homePlanOf(assignments: readonly Assignment[], at: string, closed: ReadonlySet<string>): string | null {
  const isVouched = ({ confirmedAt }: Assignment): boolean => confirmedAt !== null;
  const isOpen = ({ planId }: Assignment): boolean => !closed.has(planId);
  const standing = assignments.filter((one) => isStanding(one, at));
  const vouched = standing.filter(isVouched);
  const groups = [vouched.filter(isOpen), vouched, assignments.filter(isVouched), standing, assignments];
  return groups.flatMap((group) => group.toSorted(byAge).slice(0, 1))[0]?.planId ?? null;
}
