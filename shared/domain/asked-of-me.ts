import { Temporal } from 'temporal-polyfill';
import { deadlineOf, declaredStatusOf, isOpen, lastWordAt, type MilestoneState } from './commitment.ts';
import { deadlineDay, instantText, localDay } from './fuzzy-date.ts';
import { commitmentOf } from './identifiers.ts';
import type { Ask } from './ledger.ts';
import { positionOf } from './position.ts';
import { hasEnded, isAnswered } from './reminder-policy.ts';

/** Why a milestone stands where it stands in a person's list, to be told in plain words. Days are local; null hides a name. */
export type Why =
  | { readonly is: 'draft'; readonly name: string | null; readonly on: string }
  | { readonly is: 'own-draft'; readonly on: string }
  | { readonly is: 'handed-on'; readonly name: string | null; readonly until: string | null }
  | { readonly is: 'asked'; readonly days: readonly string[] }
  | { readonly is: 'overdue'; readonly day: string }
  | { readonly is: 'answered'; readonly day: string; readonly on: string }
  | { readonly is: 'due'; readonly day: string }
  | { readonly is: 'undated' | 'complete' | 'withdrawn' };

/** What is asked of a person, most urgent first. */
export const askedGroups = ['awaits', 'due-soon', 'later', 'closed'] as const;
export type AskedGroup = (typeof askedGroups)[number];

/** What a person needs to know of one milestone of theirs. */
export type Standing = {
  readonly milestone: MilestoneState;
  /** Of its commitment. */
  readonly asks: readonly Ask[];
  readonly now: Temporal.Instant;
  readonly zone: string;
  /** An answer that waits for the lead. */
  readonly draft: { readonly name: string | null; readonly isMine: boolean; readonly at: string } | null;
  /** Who else holds it for now, seen from the lead's side. */
  readonly holder: { readonly name: string | null; readonly until: string | null } | null;
};

/** Days on which the ministry was asked about a milestone or its commitment and has not said a word since. */
export function unansweredDays(asks: readonly Ask[], milestone: MilestoneState): string[] {
  const heard = lastWordAt(milestone);
  const open = asks.filter(
    ({ subjectId, role, at }) =>
      (subjectId === milestone.id || subjectId === commitmentOf(milestone.id)) &&
      role !== 'poc' &&
      (heard === null || heard < at),
  );
  return [...new Set(open.map(({ on }) => on))].sort();
}

const dayOf = (at: string, zone: string): string => localDay(Temporal.Instant.from(at), zone);

function datedWhy({ milestone, now, zone }: Standing): { readonly group: AskedGroup; readonly why: Why } {
  const day = deadlineDay(deadlineOf(milestone).due);
  if (day === null) return { group: 'later', why: { is: 'undated' } };
  if (!hasEnded(milestone, instantText(now), zone)) {
    const isSoon = positionOf(milestone, localDay(now, zone)) === 'due-soon';
    return { group: isSoon ? 'due-soon' : 'later', why: { is: 'due', day } };
  }
  const heard = lastWordAt(milestone);
  return heard !== null && isAnswered(milestone, '+1wd', zone)
    ? { group: 'later', why: { is: 'answered', day, on: dayOf(heard, zone) } }
    : { group: 'awaits', why: { is: 'overdue', day } };
}

/**
 * Where a milestone belongs in a person's list, and why: first a draft to confirm, what was asked by mail and what is overdue
 * without a word, then what is due soon. What a colleague holds is asked of them, until it is overdue; a draft of one's own
 * waits for the lead.
 */
export function askedOfMe(standing: Standing): { readonly group: AskedGroup; readonly why: readonly Why[] } {
  const { milestone, asks, zone, draft, holder } = standing;
  const status = declaredStatusOf(milestone);
  if (!isOpen(milestone)) return { group: 'closed', why: [{ is: status === 'withdrawn' ? 'withdrawn' : 'complete' }] };
  const dated = datedWhy(standing);
  const days = unansweredDays(asks, milestone);
  const asked: Why[] = days.length === 0 ? [] : [{ is: 'asked', days }];
  if (draft?.isMine === true) return { group: 'later', why: [{ is: 'own-draft', on: dayOf(draft.at, zone) }, dated.why] };
  if (draft !== null) {
    return { group: 'awaits', why: [{ is: 'draft', name: draft.name, on: dayOf(draft.at, zone) }, ...asked, dated.why] };
  }
  if (holder !== null) {
    const until = holder.until === null ? null : lastDayBefore(holder.until, zone);
    return { group: dated.group, why: [{ is: 'handed-on', name: holder.name, until }, ...asked, dated.why] };
  }
  return { group: days.length > 0 ? 'awaits' : dated.group, why: [...asked, dated.why] };
}

/** The last local day of a time that ends at an exclusive instant. */
export function lastDayBefore(until: string, zone: string): string {
  return localDay(Temporal.Instant.from(until).subtract({ seconds: 1 }), zone);
}
