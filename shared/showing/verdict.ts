import { type Commitment, deadlineOf, declaredStatusOf, isOpen, lastSpoken, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import type { DeclaredStatus } from '../domain/plan.ts';
import { overdueSince } from '../domain/position.ts';
import { dayText } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { dayOf } from './view.ts';

export type StatusCode = DeclaredStatus | 'none';
export const statusCodes: readonly StatusCode[] = ['complete', 'substantial', 'limited', 'not-started', 'withdrawn', 'none'];

/** Milestones per declared status. Never summed, never a percentage (DOMAIN, the "substantial = kept" slip). */
export function statusCounts(milestones: readonly MilestoneState[]): ReadonlyMap<StatusCode, number> {
  const counts = new Map<StatusCode, number>(statusCodes.map((code) => [code, 0]));
  for (const one of milestones) {
    const code = declaredStatusOf(one) ?? 'none';
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** The first day still to come on which an open milestone is due. */
export function nextDeadline(milestones: readonly MilestoneState[], asOf: string): string | null {
  const days = milestones.filter(isOpen).flatMap((one) => deadlineDay(deadlineOf(one).due) ?? []);
  return days.filter((day) => day >= asOf).sort()[0] ?? null;
}

/** The local day of the last word about any of them, one that was undone included. */
export function lastHeard(milestones: readonly MilestoneState[], zone: string): string | null {
  const last = milestones
    .flatMap((one) => lastSpoken(one)?.at ?? [])
    .sort()
    .at(-1);
  return last === undefined ? null : dayOf(last, zone);
}

/** How many deadlines passed, and the first day after the oldest of them. */
export type Missed = { readonly count: number; readonly since: string };

/** Open milestones past their deadline; null where there is none. */
export function missedOf(milestones: readonly MilestoneState[], asOf: string): Missed | null {
  const days = milestones.flatMap((one) => overdueSince(one, asOf) ?? []).sort();
  const [since] = days;
  return since === undefined ? null : { count: days.length, since };
}

/** How a commitment stands, in one neutral line: its milestones by declared status; then what comes, and the last word. */
export function verdictOf(
  { milestones }: Pick<Commitment, 'milestones'>,
  asOf: string,
  zone: string,
  m: Messages,
): { readonly milestones: string; readonly coming: string } {
  const { verdict } = m.commitment;
  const heard = lastHeard(milestones, zone);
  const word = heard === null ? verdict.never : verdict.heard(dayText(heard, m));
  const counts = statusCounts(milestones);
  const total = milestones.length;
  if (total > 0 && counts.get('complete') === total) return { milestones: verdict.allComplete(total), coming: word };
  const told = statusCodes.flatMap((code) => {
    const count = counts.get(code) ?? 0;
    return count === 0 ? [] : [verdict.counted[code](count)];
  });
  const milestonesTold = total === 0 ? m.commitment.noMilestones : `${verdict.milestones(total)}${m.colon}${told.join(', ')}.`;
  const next = nextDeadline(milestones, asOf);
  return { milestones: milestonesTold, coming: next === null ? word : `${verdict.next(dayText(next, m))} ${word}` };
}

/** Years of a commitment's period after its first dated milestone in which none starts, runs or ends. */
export function uncoveredYears({ state, milestones }: Commitment): string[] {
  const end = state.period.end?.to?.slice(0, 4);
  const spans = milestones.flatMap((milestone) => {
    const days = [milestone.start?.from, milestone.published.due?.to, deadlineOf(milestone).due?.to];
    const years = days.flatMap((day) => (day === undefined || day === null ? [] : [Number(day.slice(0, 4))]));
    return deadlineOf(milestone).due === null || years.length === 0 ? [] : [{ from: Math.min(...years), to: Math.max(...years) }];
  });
  if (end === undefined || spans.length === 0 || spans.length < milestones.length) return [];
  const first = Math.min(...spans.map(({ from }) => from));
  const years = Array.from({ length: Math.max(0, Number(end) - first + 1) }, (_, index) => first + index);
  return years.filter((year) => !spans.some(({ from, to }) => from <= year && year <= to)).map(String);
}
