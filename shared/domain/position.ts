import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { deadlineOf, declaredStatusOf, lastDeclared, type MilestoneState } from './commitment.ts';
import { deadlineDay } from './fuzzy-date.ts';

/** Where a milestone stands in time. Computed, never stored or typed. `none`: undated, its reading still open, or withdrawn. */
export const position = z.enum(['upcoming', 'due-soon', 'overdue', 'on-time', 'late', 'none']);
export type Position = z.infer<typeof position>;

/** "Due soon" covers the last 30 days, the deadline's last day included. */
const soonDays = 30;

/**
 * Position on the local day `asOf`, against the deadline in force. Lateness against the published date is
 * {@link slippageOf}: a page shows both.
 */
export function positionOf(milestone: MilestoneState, asOf: string): Position {
  const status = declaredStatusOf(milestone);
  const day = deadlineDay(deadlineOf(milestone).due);
  if (status === 'withdrawn' || day === null) return 'none';
  if (status === 'complete') return (completedOn(milestone) ?? day) <= day ? 'on-time' : 'late';
  if (asOf > day) return 'overdue';
  return Temporal.PlainDate.from(day).subtract({ days: soonDays }).toString() <= asOf ? 'due-soon' : 'upcoming';
}

/** The first day of an overdue milestone's lateness; null for any other. */
export function overdueSince(milestone: MilestoneState, asOf: string): string | null {
  const day = deadlineDay(deadlineOf(milestone).due);
  return day === null || positionOf(milestone, asOf) !== 'overdue'
    ? null
    : Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** The day a complete milestone was delivered, as declared. */
export function completedOn(milestone: MilestoneState): string | null {
  const said = lastDeclared(milestone)?.said;
  return said?.kind === 'declared' ? said.declaration.completedOn : null;
}

/** The first local day on or after which the position changes by the calendar alone, strictly after `asOf`; or null. */
export function nextPositionChange(milestone: MilestoneState, asOf: string): string | null {
  const now = positionOf(milestone, asOf);
  const day = deadlineDay(deadlineOf(milestone).due);
  if (day === null) return null;
  const last = Temporal.PlainDate.from(day);
  if (now === 'upcoming') return last.subtract({ days: soonDays }).toString();
  if (now === 'due-soon') return last.add({ days: 1 }).toString();
  return null;
}

/** From the first published last day to the one in force, when a revision moved it. */
export function slippageOf(milestone: MilestoneState): { from: string; to: string; days: number } | null {
  const first = (milestone.earlierPublished[0] ?? milestone.published).due?.to ?? null;
  const now = deadlineOf(milestone).due?.to ?? null;
  if (first === null || now === null || first === now) return null;
  const days = Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(now)).days;
  return { from: first, to: now, days };
}
