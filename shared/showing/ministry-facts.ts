import { deadlineOf, isOpen, type MilestoneState } from '../domain/commitment.ts';
import { spokeInTime } from '../domain/freshness.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import { positionOf } from '../domain/position.ts';
import { askedRounds } from './asked.ts';
import { lastHeard, type StatusCode, statusCounts } from './verdict.ts';
import type { CommitmentView } from './view.ts';

/** Something its ministry was asked about without a word since; `milestone` is null for a commitment as a whole. */
export type Unanswered = {
  readonly commitment: CommitmentView;
  readonly milestone: MilestoneState | null;
  /** The first day of asking that no word followed. */
  readonly since: string;
  /** All days of asking that no word followed, in order. */
  readonly days: readonly string[];
};

/** How the commitments of one ministry stand: counts and dates, and no verdict. */
export type MinistryFacts = {
  readonly milestones: number;
  readonly counts: ReadonlyMap<StatusCode, number>;
  /** The longest past first. */
  readonly overdue: readonly { readonly commitment: CommitmentView; readonly milestone: MilestoneState }[];
  readonly lastWord: string | null;
  /** On how many deadlines the ministry spoke within seven days, of how many that can be told. */
  readonly spoke: { readonly inTime: number; readonly counted: number };
  /** Longest silence first. */
  readonly unanswered: readonly Unanswered[];
};

export function ministryFacts(commitments: readonly CommitmentView[], asOf: string, zone: string): MinistryFacts {
  const milestones = commitments.flatMap((one) => one.milestones);
  const spoke = milestones.map((one) => spokeInTime(one, asOf, zone)).filter((one) => one !== null);
  return {
    milestones: milestones.length,
    counts: statusCounts(milestones),
    overdue: commitments
      .flatMap((commitment) =>
        commitment.milestones
          .filter((milestone) => positionOf(milestone, asOf) === 'overdue')
          .map((milestone) => ({ commitment, milestone })),
      )
      .sort((a, b) => inOrder(deadlineDay(deadlineOf(a.milestone).due) ?? '', deadlineDay(deadlineOf(b.milestone).due) ?? '')),
    lastWord: lastHeard(milestones, zone),
    spoke: { inTime: spoke.filter((one) => one).length, counted: spoke.length },
    unanswered: commitments.flatMap((commitment) => unansweredIn(commitment, zone)).sort((a, b) => inOrder(a.since, b.since)),
  };
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** What one commitment's ministry was asked without a word since, in the order of its milestones. */
export function unansweredIn(commitment: CommitmentView, zone: string): readonly Unanswered[] {
  const known = silences.get(commitment);
  if (known?.zone === zone) return known.unanswered;
  const unanswered = findUnanswered(commitment, zone);
  silences.set(commitment, { zone, unanswered });
  return unanswered;
}

/** The plan, its views and its ministries all ask. */
const silences = new WeakMap<CommitmentView, { readonly zone: string; readonly unanswered: readonly Unanswered[] }>();

function findUnanswered(commitment: CommitmentView, zone: string): Unanswered[] {
  const { state, milestones, asks } = commitment;
  const about = (milestone: MilestoneState | null): Unanswered[] => {
    const asked = asks.filter((ask) => ask.subjectId === (milestone?.id ?? state.id));
    const days = askedRounds(asked, milestone === null ? milestones : [milestone], zone).find(
      ({ answeredOn }) => answeredOn === null,
    )?.days;
    const since = days?.[0];
    return days === undefined || since === undefined ? [] : [{ commitment, milestone, since, days }];
  };
  return [...about(null), ...milestones.filter(isOpen).flatMap(about)];
}
