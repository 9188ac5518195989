import { deadlineOf, declaredStatusOf, isOpen, lastDeclared, lastSpoken, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import { type Position, positionOf } from '../domain/position.ts';
import { declarationOf } from './milestone-facts.ts';
import { unansweredIn } from './ministry-facts.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** The views of a plan at a fixed address of its own each; beside them there is one by ministry. */
export const planViewNames = ['overdue', 'due-soon', 'no-word', 'evidence'] as const;
export type PlanViewName = (typeof planViewNames)[number];

/** One line of a view; `milestone` is null where a commitment was asked about as a whole. */
export type ViewRow = {
  readonly commitment: CommitmentView;
  readonly milestone: MilestoneState | null;
  /** Days on which the role was asked without a word since, in order. */
  readonly askedOn: readonly string[];
};

export type PlanViews = { readonly [name in PlanViewName]: readonly ViewRow[] };

const known = new WeakMap<PlanView, PlanViews>();

/** The lines of each view, most urgent first; of evidence, what was said last first. */
export function planViews(view: PlanView): PlanViews {
  const found = known.get(view) ?? gather(view);
  known.set(view, found);
  return found;
}

function gather(view: PlanView): PlanViews {
  const { zone } = view.state.settings;
  const waiting = view.commitments
    .flatMap((commitment) => unansweredIn(commitment, zone))
    .sort((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1));
  const askedOn = new Map(waiting.map(({ milestone, days }) => [milestone, days]));
  const all = view.commitments.flatMap((commitment) =>
    commitment.milestones.map(
      (milestone): Dated => ({
        row: { commitment, milestone, askedOn: askedOn.get(milestone) ?? [] },
        day: deadlineDay(deadlineOf(milestone).due),
        position: positionOf(milestone, view.asOf),
        isUnheard: isOpen(milestone) && lastSpoken(milestone) === null,
      }),
    ),
  );
  const at = (wanted: Position): ViewRow[] => rowsOf(all.filter(({ position }) => position === wanted));
  const unheard = all.filter(({ isUnheard, row }) => isUnheard && row.askedOn.length === 0);
  return {
    overdue: at('overdue'),
    'due-soon': at('due-soon'),
    'no-word': [
      ...waiting.map(({ commitment, milestone, days }): ViewRow => ({ commitment, milestone, askedOn: days })),
      ...rowsOf(unheard),
    ],
    evidence: all
      .map(({ row }) => row)
      .filter(isProven)
      .sort((a, b) => (declaredAt(a) === declaredAt(b) ? 0 : declaredAt(a) > declaredAt(b) ? -1 : 1)),
  };
}

/** Declared complete, whatever its proof, or with proof of what is done so far. */
function isProven({ milestone }: ViewRow): boolean {
  if (milestone === null) return false;
  return declaredStatusOf(milestone) === 'complete' || (declarationOf(milestone)?.evidence.length ?? 0) > 0;
}

function declaredAt({ milestone }: ViewRow): string {
  return milestone === null ? '' : (lastDeclared(milestone)?.at ?? '');
}

type Dated = { readonly row: ViewRow; readonly day: string | null; readonly position: Position; readonly isUnheard: boolean };

/** By deadline, what has none last; the order of the plan decides between equals. */
function rowsOf(dated: readonly Dated[]): ViewRow[] {
  return [...dated].sort((a, b) => byDay(a.day, b.day)).map(({ row }) => row);
}

function byDay(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return b === null || (a !== null && a < b) ? -1 : 1;
}

/** Lines on one page: a page with its stylesheet stays below 20 KB compressed. */
export const rowsOnPage = 60;

/** The lines of a view on one of its pages, from 1. */
export function rowsOfPage(rows: readonly ViewRow[], page: number): readonly ViewRow[] {
  return rows.slice((page - 1) * rowsOnPage, page * rowsOnPage);
}

/**
 * How many pages a view has: as many as it could ever need, empty ones too. A plan never loses a milestone, so no page that
 * was once there ever goes.
 */
export function pagesOfView({ commitments }: PlanView, name: PlanViewName): number {
  const milestones = commitments.reduce((sum, one) => sum + one.milestones.length, 0);
  const lines = name === 'no-word' ? milestones + commitments.length : milestones;
  return Math.max(1, Math.ceil(lines / rowsOnPage));
}

/** How many pages of a view list anything by now; the first one always counts. */
export function filledPagesOf(view: PlanView, name: PlanViewName): number {
  return Math.max(1, Math.ceil(planViews(view)[name].length / rowsOnPage));
}

/** Where a page of a view lies within its plan: `overdue`, `overdue/2`. */
export function viewPart(name: PlanViewName, page: number): string {
  return page === 1 ? name : `${name}/${page}`;
}
