import type { Temporal } from 'temporal-polyfill';
import { type Assignment, type Contact, type ContactRole, isReachable, type PlanPeople } from '../domain/contact.ts';
import type { Problem } from '../domain/errors.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { Gate } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import type { CommitmentRecord, PlanRecord, Stores } from '../ports.ts';
import { type NextMail, nextMails } from './next-mails.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';
import { hasLead, leaderless } from './read-people.ts';
import { type SilentPeople, silentPeople } from './silent-milestones.ts';
import { mailReadiness } from './switch-mail.ts';
import { lastRuns } from './tick-runs.ts';

/** A person with the roles they hold in a plan now. */
export type PersonInPlan = { readonly contact: Contact; readonly roles: readonly ContactRole[] };

export type Campaign = PlanState['campaigns'][number];

/** What a coordinator has to know of a plan today. Days are local. */
export type PlanOverview = {
  readonly plan: PlanRecord;
  readonly today: string;
  readonly isOver: boolean;
  readonly commitments: number;
  /** The commitments themselves, by number: the way to their logs. */
  readonly followed: readonly CommitmentRecord['commitment']['state'][];
  readonly milestones: number;
  readonly unconfirmed: readonly PersonInPlan[];
  /** Confirmed people whom mail does not reach: stopped, bounced, complained or paused (RELIABILITY S4, H11). */
  readonly unreached: readonly PersonInPlan[];
  /** Numbers of commitments still to be carried out for which nobody answers: no lead at all, confirmed or not. */
  readonly leaderless: readonly string[];
  readonly proposals: number;
  /** Waiting for somebody else than who looks, and those who looks proposed. */
  readonly approvals: { readonly forMe: number; readonly mine: number };
  /** What mail still lacks besides people to confirm; empty when it could be switched on, and while it is on. */
  readonly missing: readonly Problem[];
  readonly isReady: boolean;
  /** The switch of the whole installation: where it is shut, no plan mails anybody. */
  readonly gate: Pick<Gate, 'mode' | 'breaker'>;
  readonly nextMails: readonly NextMail[];
  /** Overdue, asked about and without an answer. */
  readonly silent: readonly SilentPeople[];
  readonly campaigns: readonly Campaign[];
  /** Null when nothing was imported yet. */
  readonly lastImportAt: string | null;
  readonly isImporting: boolean;
  readonly lastRunAt: string | null;
};

/** Days with mail that the overview tells. */
const nextDays = 3;

const isInForce = ({ since, until }: Assignment, at: string): boolean => since <= at && (until === null || at < until);

function inPlan(people: PlanPeople, planId: string, at: string, wanted: (one: Assignment) => boolean): PersonInPlan[] {
  const held = people.assignments.filter((one) => one.planId === planId && isInForce(one, at) && wanted(one));
  return people.contacts.flatMap((contact) => {
    const roles = [...new Set(held.filter(({ contactId }) => contactId === contact.id).map(({ role }) => role))];
    return roles.length === 0 ? [] : [{ contact, roles }];
  });
}

/** Everybody who holds a role in a plan at an instant, confirmed or not. */
export function peopleInPlan(people: PlanPeople, planId: string, at: string): readonly PersonInPlan[] {
  return inPlan(people, planId, at, () => true);
}

/** What only the settings of mail lack: a lead or point of contact who merely waits for confirmation is told elsewhere. */
function besidesPeople(problems: readonly Problem[], people: PlanPeople, planId: string, at: string): Problem[] {
  return problems.filter(({ field }) => {
    const [kind, number = ''] = field.split('.');
    if (kind === 'lead') return !hasLead(people, planId, number, at);
    if (kind === 'poc') return inPlan(people, planId, at, ({ role }) => role === 'poc').length === 0;
    return true;
  });
}

/** When a sheet was last read into the record. */
function lastImport(commitments: readonly CommitmentRecord[]): string | null {
  const times = commitments.flatMap(({ log }) =>
    log.filter(({ type }) => type === 'imported' || type === 'translated').map(({ at }) => at),
  );
  return times.sort().at(-1) ?? null;
}

/** What needs a coordinator today, and where the plan stands; null when there is no such plan. */
export async function planOverview(
  deps: Stores,
  { planId, viewer, now }: { readonly planId: string; readonly viewer: string; readonly now: Temporal.Instant },
): Promise<PlanOverview | null> {
  const { record, people, ledger } = deps;
  const at = instantText(now);
  const [plan, commitments, known] = await Promise.all([
    record.plan(planId),
    commitmentsOfPlan(record, planId),
    people.peopleOf(planId),
  ]);
  if (plan === null) return null;
  const [asks, problems, proposals, approvals, imports, { lastRunAt }, gate] = await Promise.all([
    record.planAsks(planId),
    plan.state.mailOnSince === null ? mailReadiness(deps, planId, at) : [],
    people.proposalsOf(planId),
    people.approvalsOf(planId),
    record.unfinishedImports(planId),
    lastRuns(ledger, now),
    ledger.gate(),
  ]);
  const waiting = approvals.filter(({ expiresAt }) => expiresAt > at);
  const mine = waiting.filter(({ proposedBy }) => proposedBy.id === viewer).length;
  const isUnconfirmed = ({ confirmedAt, contactId }: Assignment): boolean =>
    confirmedAt === null || known.contacts.find(({ id }) => id === contactId)?.confirmedAt === null;
  const isSilenced = (one: PersonInPlan): boolean => one.contact.confirmedAt !== null && !isReachable(one.contact, at);
  return {
    plan,
    today: localDay(now, plan.state.settings.zone),
    isOver: isClosed(plan.state, at),
    commitments: commitments.length,
    followed: commitments.map(({ commitment }) => commitment.state),
    milestones: commitments.reduce((count, { commitment }) => count + commitment.milestones.length, 0),
    unconfirmed: inPlan(known, planId, at, isUnconfirmed),
    unreached: peopleInPlan(known, planId, at).filter(isSilenced),
    leaderless: leaderless(commitments, known, at),
    proposals: proposals.filter(({ state }) => state === 'waiting').length,
    approvals: { forMe: waiting.length - mine, mine },
    missing: besidesPeople(problems, known, planId, at),
    isReady: problems.length === 0,
    gate: { mode: gate.mode, breaker: gate.breaker },
    nextMails: await nextMails(ledger, { plan, commitments, people: known, restoreFloor: gate.restoreFloor, now }, nextDays),
    silent: silentPeople(plan.state, commitments, asks, known, now)
      .map(({ people: asked, milestones }) => ({
        people: asked,
        milestones: milestones.filter((one) => one.overdueSince !== null),
      }))
      .filter(({ milestones }) => milestones.length > 0),
    campaigns: plan.state.campaigns,
    lastImportAt: lastImport(commitments),
    isImporting: imports.length > 0,
    lastRunAt: lastRunAt ?? (await record.serviceTimes())?.lastRunAt ?? null,
  };
}
