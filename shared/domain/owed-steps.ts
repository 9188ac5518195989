import { Temporal } from 'temporal-polyfill';
import { campaignSince, campaignSteps, isCampaignAnswered } from './campaign-reminders.ts';
import type { CommitmentEntry, LogEntry, PlanEntry } from './change-log.ts';
import { type Commitment, isOpen } from './commitment.ts';
import type { Assignment, PlanPeople } from './contact.ts';
import { type EntryTimes, entryTimesOf, inForceSince } from './deadline-moves.ts';
import { instantText } from './fuzzy-date.ts';
import { numberOf } from './identifiers.ts';
import type { ReminderStep } from './ledger.ts';
import { isNotice, noticeAt, noticeStep, recipientsOfNotice } from './notices.ts';
import { changesOfPeople, peopleThen } from './people-then.ts';
import type { PlanState } from './plan.ts';
import { type PolicySince, policySinceThen } from './policy-since.ts';
import { askedAbout, floorOf, type Recipient, recipientsOf } from './recipients.ts';
import { reduceCommitment, reducePlan } from './reduce.ts';
import { escalationOfMilestone } from './reminder-plan.ts';
import { isAnswered, isClosed, type Occasion, occasionsOf } from './reminder-policy.ts';
import { planStopNotices } from './stop-notices.ts';

/** A step that fell due for somebody who could be told: the Ledger owes a row about it. */
export type OwedStep = {
  readonly subjectId: string;
  readonly step: ReminderStep;
  readonly effectiveDate: string;
  readonly plannedAt: string;
  /** The first instant after it at which it was owed no longer, such as a move of the deadline; null while it is. */
  readonly until: string | null;
};

/** Everything one plan's steps follow from, read from its logs and its dated assignments. */
export type PlanHistory = {
  readonly log: readonly PlanEntry[];
  readonly commitments: readonly (readonly CommitmentEntry[])[];
  readonly people: PlanPeople;
  readonly restoreFloor: string | null;
};

/** Steps planned in this span are looked for, both ends included. */
export type Span = { readonly from: string; readonly to: string };

type States<State> = readonly { readonly at: string; readonly state: State }[];

function fold<Entry extends LogEntry, State>(
  log: readonly Entry[],
  reduce: (before: State | null, entry: Entry) => State,
): States<State> {
  const states: { at: string; state: State }[] = [];
  for (const entry of log) states.push({ at: entry.at, state: reduce(states.at(-1)?.state ?? null, entry) });
  return states;
}

function stateAt<State>(states: States<State>, at: string): State | null {
  return states.findLast((one) => one.at <= at)?.state ?? null;
}

/** Instants at which somebody who may be asked about a commitment came, was vouched for, left, or was reached no more. */
function instantsOfPeople({ contacts, assignments }: PlanPeople, number: string | null): readonly string[] {
  const isConcerned = ({ commitments, role }: Assignment): boolean =>
    number === null || commitments === null || role === 'poc' || commitments.includes(number);
  const held = assignments.filter(isConcerned);
  return changesOfPeople({
    contacts: contacts.filter(({ id }) => held.some(({ contactId }) => contactId === id)),
    assignments: held,
  });
}

type Owed = Pick<Occasion, 'step' | 'effectiveDate' | 'plannedAt'>;
type Looking = Span & {
  readonly subjectId: string;
  /** Instants at which anything changed that decides what is owed. */
  readonly changes: readonly string[];
  /** What was owed at an instant, whenever it is planned; between two changes it is the same. */
  readonly owedAt: (at: string) => readonly Owed[];
  /** Whether the plan mailed nobody any more at an instant. */
  readonly isOverAt: (at: string) => boolean;
};

/** Goes from change to change: what falls between two of them was owed, until the first change after which it was not. */
function owedOver({ subjectId, from, to, changes, owedAt, isOverAt }: Looking): OwedStep[] {
  const starts = [from, ...[...new Set(changes)].filter((at) => from < at && at <= to).sort()];
  const owed = starts.map((at) => owedAt(at));
  const isSame = (a: Owed, b: Owed): boolean => a.step === b.step && a.effectiveDate === b.effectiveDate;
  return starts.flatMap((start, index) => {
    const end = starts[index + 1];
    const fallen = (owed[index] ?? []).filter(
      ({ plannedAt }) => start <= plannedAt && plannedAt <= to && (end === undefined || plannedAt < end) && !isOverAt(plannedAt),
    );
    return fallen.map(({ step, effectiveDate, plannedAt }): OwedStep => {
      const one = { step, effectiveDate, plannedAt };
      const ended = starts.findIndex((_, later) => later > index && !owed[later]?.some((other) => isSame(one, other)));
      return { subjectId, ...one, until: starts[ended] ?? null };
    });
  });
}

type Reading = {
  readonly history: PlanHistory;
  readonly plans: States<PlanState>;
  readonly policySinceAt: (at: string) => PolicySince;
  readonly span: Span;
};

/** Is there anybody among these whom a step that is compared at an instant may still be told to? */
function isFor(some: readonly Recipient[], floor: (recipient: Recipient) => string | null, floorAt: string): boolean {
  return some.some((one) => {
    const earliest = floor(one);
    return earliest !== null && floorAt >= earliest;
  });
}

function owedAboutMilestone(reading: Reading, commitments: States<Commitment>, madeAt: EntryTimes, id: string) {
  const { history, plans, policySinceAt } = reading;
  const { people, restoreFloor } = history;
  return (at: string): readonly Owed[] => {
    const plan = stateAt(plans, at);
    const milestone = stateAt(commitments, at)?.milestones.find((one) => one.id === id);
    if (plan === null || plan.mailOnSince === null || milestone === undefined || !isOpen(milestone)) return [];
    const since = inForceSince(milestone, madeAt);
    const floor = (recipient: Recipient | null) => floorOf(plan, restoreFloor, since, recipient);
    const { asked, told } = recipientsOf(peopleThen(people, at), milestone, at);
    const isOwed = (some: readonly Recipient[], one: Occasion): boolean =>
      !isAnswered(milestone, one.step, plan.settings.zone) && isFor(some, floor, one.floorAt);
    const policySince = policySinceAt(at);
    // As the tick chooses it.
    const escalation = escalationOfMilestone({ plan, milestone, madeAt, policySince });
    const isInPolicy = (one: Occasion): boolean => one.floorAt >= (policySince(one) ?? '');
    return [
      ...occasionsOf(plan, milestone, madeAt).filter((one) => isInPolicy(one) && isOwed(asked, one)),
      ...(escalation !== null && isOwed(told, escalation) ? [escalation] : []),
    ];
  };
}

function owedByCampaigns({ history, plans }: Reading, commitments: States<Commitment>, id: string) {
  const { people, restoreFloor, log } = history;
  return (at: string): readonly Owed[] => {
    const plan = stateAt(plans, at);
    const commitment = stateAt(commitments, at);
    if (plan === null || commitment === null) return [];
    const asked = askedAbout(peopleThen(people, at), id, at);
    const known = log.filter((one) => one.at <= at);
    return plan.campaigns.flatMap((campaign) => {
      const since = campaignSince(known, campaign);
      if (since === null || isCampaignAnswered(commitment, campaign, plan.settings.zone)) return [];
      const floor = (recipient: Recipient) => floorOf(plan, restoreFloor, since, recipient);
      return campaignSteps(plan, campaign).filter(({ floorAt }) => isFor(asked, floor, floorAt));
    });
  };
}

/** What one log owes to those who are told of a change of who answers. */
function owedByNotices({ history, plans, span }: Reading, log: readonly LogEntry[]): OwedStep[] {
  const { people, restoreFloor } = history;
  return log.filter(isNotice).flatMap((entry) => {
    const settings = stateAt(plans, entry.at)?.settings;
    if (settings === undefined) return [];
    const plannedAt = noticeAt(entry, settings);
    const step = noticeStep(entry);
    const owedAt = (at: string): readonly Owed[] => {
      const plan = stateAt(plans, at);
      if (plan === null || plan.mailOnSince === null || entry.at <= plan.mailOnSince) return [];
      const told = recipientsOfNotice(peopleThen(people, at), entry, at);
      const floor = (recipient: Recipient) => floorOf(plan, restoreFloor, entry.at, recipient);
      // Asked for anew whenever hours or holidays of the plan change: then it falls due at another instant.
      const isThen = noticeAt(entry, plan.settings) === plannedAt;
      return isThen && isFor(told, floor, entry.at) ? [{ step, effectiveDate: entry.at, plannedAt }] : [];
    };
    const changes = [...history.log.map(({ at }) => at), ...instantsOfPeople(people, null)];
    return owedOver({ ...span, subjectId: entry.subject, changes, owedAt, isOverAt: isOverIn(plans) });
  });
}

function isOverIn(plans: States<PlanState>) {
  return (at: string): boolean => {
    const plan = stateAt(plans, at);
    return plan === null || isClosed(plan, at);
  };
}

/** What deputies and points of contact are owed about those whom mail reaches no more, as things stand. */
function owedByStops({ history: { people, restoreFloor }, plans, span }: Reading): OwedStep[] {
  const plan = stateAt(plans, span.to);
  if (plan === null) return [];
  const planned = planStopNotices(plan, people, Temporal.Instant.from(span.to), restoreFloor).filter(
    ({ dropped, plannedAt }) => dropped === null && plannedAt >= span.from,
  );
  const steps = new Map(planned.map((one) => [one.step, one]));
  return [...steps.values()].map(({ subjectId, step, effectiveDate, plannedAt }) => {
    return { subjectId, step, effectiveDate, plannedAt, until: null };
  });
}

/** Everything one commitment's log owes: about each milestone it ever had, in campaigns, and as notices. */
function owedByCommitment(reading: Reading, log: readonly CommitmentEntry[]): OwedStep[] {
  const { history, plans, span } = reading;
  const commitments = fold(log, reduceCommitment);
  const last = commitments.at(-1)?.state;
  if (last === undefined) return [];
  const { id } = last.state;
  const ofPeople = instantsOfPeople(history.people, numberOf(id));
  const changes = [...history.log.map(({ at }) => at), ...log.map(({ at }) => at), ...ofPeople];
  const looking = { ...span, changes, isOverAt: isOverIn(plans) };
  const madeAt = entryTimesOf(log);
  return [
    ...last.milestones.flatMap((one) =>
      owedOver({ ...looking, subjectId: one.id, owedAt: owedAboutMilestone(reading, commitments, madeAt, one.id) }),
    ),
    ...owedOver({ ...looking, subjectId: id, owedAt: owedByCampaigns(reading, commitments, id) }),
    ...owedByNotices(reading, log),
  ];
}

/**
 * Every step that should have been planned in a span, worked out anew from the logs: each date a milestone had while it was
 * in force, mail on or off, the policy and the people of that moment, what had been said by then (RELIABILITY 2.2, step 11).
 * Nothing here knows when the tick was to look at anything.
 */
export function owedSteps(history: PlanHistory, span: Span): readonly OwedStep[] {
  const policySinceAt = policySinceThen(history.log);
  const reading = { history, plans: fold(history.log, reducePlan), policySinceAt, span };
  return [
    ...history.commitments.flatMap((log) => owedByCommitment(reading, log)),
    ...owedByNotices(reading, history.log),
    ...owedByStops(reading),
  ];
}

/** The span an audit at `now` looks at, back to `days` ago; what fell due within the last `graceMinutes` may still be on its way. */
export function auditedSpan(now: Temporal.Instant, days: number, graceMinutes: number): Span {
  return { from: instantText(now.subtract({ hours: 24 * days })), to: instantText(now.subtract({ minutes: graceMinutes })) };
}
