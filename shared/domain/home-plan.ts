import { type Assignment, isStanding } from './contact.ts';

/** The oldest first; the id decides between those of one moment, so that every reader finds the same one. */
function byAge(a: Assignment, b: Assignment): number {
  if (a.since !== b.since) return a.since < b.since ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

/**
 * The plan that keeps a person's particulars, among their assignments in every plan: that of the oldest standing role somebody
 * vouched for. Adding a known address to another plan, and vouching for it there, gives no power over the person; nor does adding
 * it where their vouched roles have all ended. Before anybody vouched, whoever named them first may mend what they typed. Null
 * for somebody without any role.
 */
export function homePlanOf(assignments: readonly Assignment[], at: string): string | null {
  const isVouched = ({ confirmedAt }: Assignment): boolean => confirmedAt !== null;
  const standing = assignments.filter((one) => isStanding(one, at));
  const groups = [standing.filter(isVouched), assignments.filter(isVouched), standing, assignments];
  return groups.flatMap((group) => group.toSorted(byAge).slice(0, 1))[0]?.planId ?? null;
}
