import { Temporal } from 'temporal-polyfill';
import { type CommitmentState, deadlineOf, lastSpoken, type MilestoneState } from '../domain/commitment.ts';
import type { PlanPeople } from '../domain/contact.ts';
import { deadlineDay, instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Ask } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { positionOf } from '../domain/position.ts';
import { type Recipient, recipientsOf } from '../domain/recipients.ts';
import type { CommitmentRecord, PeopleStore, RecordStore } from '../ports.ts';
import { askedRounds, reportedDays } from '../showing/asked.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

/** A milestone about which the ministry was asked and has not said a word since. All days are local. */
export type SilentMilestone = {
  readonly commitment: CommitmentState;
  readonly milestone: MilestoneState;
  /** Since the last word, oldest first; never empty. */
  readonly askedOn: readonly string[];
  /** The first day after its deadline, or null while that is still to come. */
  readonly overdueSince: string | null;
  /** Null when the ministry never spoke of it. */
  readonly lastWordOn: string | null;
  /** When the coordination was told. */
  readonly reportedOn: readonly string[];
};

/** Who would be asked today, together, and what they have not answered; nobody when mail reaches no one. */
export type SilentPeople = { readonly people: readonly Recipient[]; readonly milestones: readonly SilentMilestone[] };

/** What a milestone's asks and words make of it; null unless it was asked about and nothing was said since. */
export function silenceOf(
  plan: PlanState,
  commitment: CommitmentState,
  milestone: MilestoneState,
  asks: readonly Ask[],
  now: Temporal.Instant,
): SilentMilestone | null {
  const { zone } = plan.settings;
  const own = asks.filter(({ subjectId }) => subjectId === milestone.id);
  const open = askedRounds(own, [milestone], zone).find(({ answeredOn }) => answeredOn === null);
  if (open === undefined) return null;
  const due = deadlineDay(deadlineOf(milestone).due);
  const isOverdue = due !== null && positionOf(milestone, localDay(now, zone)) === 'overdue';
  const heard = lastSpoken(milestone);
  return {
    commitment,
    milestone,
    askedOn: [...open.days].sort(),
    overdueSince: isOverdue ? Temporal.PlainDate.from(due).add({ days: 1 }).toString() : null,
    lastWordOn: heard === null ? null : localDay(Temporal.Instant.from(heard.at), zone),
    reportedOn: reportedDays(own.filter(({ on }) => on >= (open.days[0] ?? ''))),
  };
}

/** Silent milestones of commitments that were read, by who would be asked today; whoever is longest overdue comes first. */
export function silentPeople(
  plan: PlanState,
  commitments: readonly CommitmentRecord[],
  asks: readonly Ask[],
  people: PlanPeople,
  now: Temporal.Instant,
): readonly SilentPeople[] {
  const silent = commitments.flatMap(({ commitment }) =>
    commitment.milestones.flatMap((milestone) => silenceOf(plan, commitment.state, milestone, asks, now) ?? []),
  );
  const groups = new Map<string, SilentPeople>();
  for (const one of [...silent].sort((a, b) => orderOf(a).localeCompare(orderOf(b), 'en'))) {
    const { asked } = recipientsOf(people, one.milestone, instantText(now));
    const key = asked.map(({ contact }) => contact.id).join(' ');
    const group = groups.get(key) ?? { people: asked, milestones: [] };
    groups.set(key, { ...group, milestones: [...group.milestones, one] });
  }
  return [...groups.values()];
}

/** Overdue ones first, then by when they were first asked. */
function orderOf({ overdueSince, askedOn }: SilentMilestone): string {
  return `${overdueSince ?? '9999-12-31'} ${askedOn[0] ?? ''}`;
}

/** Who has not answered, in one plan; null when there is no such plan. */
export async function silentMilestones(
  { record, people }: { readonly record: RecordStore; readonly people: PeopleStore },
  { planId, now }: { readonly planId: string; readonly now: Temporal.Instant },
): Promise<readonly SilentPeople[] | null> {
  const [plan, commitments, asks, known] = await Promise.all([
    record.plan(planId),
    commitmentsOfPlan(record, planId),
    record.planAsks(planId),
    people.peopleOf(planId),
  ]);
  return plan === null ? null : silentPeople(plan.state, commitments, asks, known, now);
}
