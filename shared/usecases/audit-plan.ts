import type { Temporal } from 'temporal-polyfill';
import { type AuditedDay, daysOf, type Finding, isStuck, type Outcome, outcomeOf } from '../domain/audit.ts';
import { type Assignment, isStanding, type PlanPeople } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { numberOf } from '../domain/identifiers.ts';
import { type Ask, asksNothing, type Digest, type Reminder, reminderId } from '../domain/ledger.ts';
import { type OwedStep, owedSteps, type Span } from '../domain/owed-steps.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { oldestAudited } from '../domain/reminder-plan.ts';
import { isClosed } from '../domain/reminder-policy.ts';
import { acceptedClaim, wasAsked } from '../domain/sending.ts';
import type { LedgerStore, PlanRecord, Stores } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';
import { ranBetween } from './tick-runs.ts';

/** How long after a mail was accepted its asks may still be on their way. */
const askHours = 2;

/** What an audit found about one plan. */
export type AuditedPlan = {
  readonly planId: string;
  readonly days: readonly AuditedDay[];
  readonly findings: readonly Finding[];
  /** Digests that carry reminders of this plan and were read on the way. */
  readonly digests: readonly Digest[];
};

/** The Ledger's rows that were read, by id; more are read as their ids come up. */
type Rows = { readonly reminders: Map<string, Reminder>; readonly digests: Map<string, Digest> };

async function readRows(ledger: LedgerStore, rows: Rows, rids: readonly string[]): Promise<void> {
  const found = await ledger.reminders(rids.filter((rid) => !rows.reminders.has(rid)));
  for (const [rid, one] of found) rows.reminders.set(rid, one);
  const dids = [...found.values()].map(({ did }) => did).filter((did) => did !== null);
  for (const [did, one] of await ledger.digests(dids.filter((did) => !rows.digests.has(did)))) rows.digests.set(did, one);
}

/** Pseudonyms of everybody who ever held a role in the plan: those who may have been told of a subject, and the others. */
function whoMayKnow({ assignments }: PlanPeople, subjectId: string): { readonly concerned: string[]; readonly others: string[] } {
  const number = numberOf(subjectId);
  const concerned = assignments.filter(
    ({ role, commitments }) => number === '' || role === 'poc' || commitments === null || commitments.includes(number),
  );
  const ids = new Set(concerned.map(({ contactId }) => contactId));
  const others = assignments.map(({ contactId }) => contactId).filter((id) => !ids.has(id));
  return { concerned: [...ids], others: [...new Set(others)] };
}

const ridsOf = ({ subjectId, step, effectiveDate }: OwedStep, people: readonly string[]): string[] =>
  people.map((recipientId) => reminderId({ subjectId, step, effectiveDate, recipientId }));

/**
 * Which of these steps no row tells anything about, and never will: a step that was owed no longer before a tick came by is
 * nobody's.
 */
async function lostAmong(
  ledger: LedgerStore,
  planId: string,
  owed: readonly OwedStep[],
  people: PlanPeople,
  rows: Rows,
): Promise<OwedStep[]> {
  const isKnown = (one: OwedStep, some: 'concerned' | 'others'): boolean =>
    ridsOf(one, whoMayKnow(people, one.subjectId)[some]).some((rid) => rows.reminders.has(rid));
  const read = (steps: readonly OwedStep[], some: 'concerned' | 'others') =>
    readRows(
      ledger,
      rows,
      steps.flatMap((one) => ridsOf(one, whoMayKnow(people, one.subjectId)[some])),
    );
  await read(owed, 'concerned');
  const unknown = owed.filter((one) => !isKnown(one, 'concerned'));
  await read(unknown, 'others');
  const lost: OwedStep[] = [];
  for (const one of unknown.filter((each) => !isKnown(each, 'others'))) {
    if (one.until === null || (await ranBetween(ledger, planId, one.plannedAt, one.until))) lost.push(one);
  }
  return lost;
}

type Told = { readonly reminder: Reminder; readonly digest: Digest | null; readonly outcome: Outcome };

function toldOf(rows: Rows, planId: string): Told[] {
  const mine = [...rows.reminders.values()].filter((one) => one.planId === planId);
  return mine.map((reminder) => {
    const digest = reminder.did === null ? null : (rows.digests.get(reminder.did) ?? null);
    return { reminder, digest, outcome: outcomeOf(reminder, digest) };
  });
}

/** Asks are written after a mail was accepted, by the sender or the next tick: for a while they may be missing. */
function mayFollow(digest: Digest | null, now: Temporal.Instant): boolean {
  const at = digest === null ? null : (acceptedClaim(digest)?.at ?? digest.claimedAt);
  return digest?.pending === true && at !== null && instantText(now.subtract({ hours: askHours })) < at;
}

/** Asks shown = reminders SES accepted, one for each (RELIABILITY I21); what it refused later may be among them. */
function askFindings(planId: string, told: readonly Told[], asks: readonly Ask[], now: Temporal.Instant): Finding[] {
  const shown = new Set(asks.map(({ rid }) => rid));
  const sent = told.filter(({ outcome, reminder }) => outcome.kind === 'sent' && !asksNothing(reminder.step));
  const asked = told.filter(({ reminder: { rid }, digest }) => digest !== null && wasAsked(digest, rid));
  const askedRids = new Set([...sent, ...asked].map(({ reminder }) => reminder.rid));
  return [
    ...sent
      .filter(({ reminder, digest }) => !shown.has(reminder.rid) && !mayFollow(digest, now))
      .map(({ reminder: { rid, subjectId } }): Finding => ({ kind: 'ask-missing', planId, subjectId, rid })),
    ...asks
      .filter(({ rid }) => !askedRids.has(rid))
      .map(({ rid, subjectId }): Finding => ({ kind: 'ask-unfounded', planId, subjectId, rid })),
  ];
}

function rowFindings(told: readonly Told[], rows: Rows, settings: PlanSettings, { contacts }: PlanPeople, at: string): Finding[] {
  const planId = settings.id;
  const stuck = new Map<string, Finding>();
  const adrift: Finding[] = [];
  for (const { reminder, digest, outcome } of told) {
    if (outcome.kind === 'adrift') adrift.push({ kind: 'adrift', planId, rid: reminder.rid, did: reminder.did });
    if (outcome.kind !== 'pending' || digest === null) continue;
    const steps = digest.rids.flatMap((rid) => rows.reminders.get(rid)?.step ?? []);
    const state = digest.state === 'claimed' ? 'claimed' : 'planned';
    const isWeekly = contacts.some(({ id, reminders }) => id === digest.recipientId && reminders.frequency === 'weekly');
    const isLate = isStuck({ reminder, digest, steps, settings, isWeekly }, at);
    if (isLate) stuck.set(digest.did, { kind: 'stuck', planId, did: digest.did, state });
  }
  return [...adrift, ...stuck.values()];
}

/** Escalations, notices of stops and the mailbox's own people: without a point of contact whom mail reaches they have no reader. */
function unreached({ state }: PlanRecord, { contacts, assignments }: PlanPeople, at: string): Finding[] {
  if (state.mailOnSince === null || isClosed(state, at)) return [];
  const isReached = ({ contactId }: Assignment): boolean =>
    contacts.some(({ id, confirmedAt, suppressed }) => id === contactId && confirmedAt !== null && suppressed === null);
  const pocs = assignments.filter((one) => one.role === 'poc' && one.confirmedAt !== null && isStanding(one, at));
  const ofPlan = pocs.filter(({ planId }) => planId === state.settings.id);
  return ofPlan.some(isReached) ? [] : [{ kind: 'plan-unreached', planId: state.settings.id }];
}

/**
 * One plan: what its logs say should have been planned, beside what the Ledger says became of it, per local day; and what
 * the Record shows of it as asked. Reads the plan and its asks, one partition of log a commitment, its people, and the
 * Ledger's rows in batches by their ids; it never asks what was due.
 */
export async function auditPlan(
  { record, people, ledger }: Stores,
  plan: PlanRecord,
  span: Span,
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<AuditedPlan> {
  const { settings } = plan.state;
  const [commitments, known] = await Promise.all([commitmentsOfPlan(record, settings.id), people.peopleOf(settings.id)]);
  const logs = commitments.map(({ log }) => log);
  const owed = owedSteps({ log: plan.log, commitments: logs, people: known, restoreFloor }, span);
  const rows: Rows = { reminders: new Map(), digests: new Map() };
  const lost = await lostAmong(ledger, settings.id, owed, known, rows);
  const all = await record.planAsks(settings.id);
  // Before the Ledger was lost it knew of others.
  const earliest = [span.from, oldestAudited(now), restoreFloor ?? ''].sort().at(-1) ?? span.from;
  const asks = all.filter((one) => one.at >= earliest);
  const asked = asks.map(({ rid }) => rid);
  await readRows(ledger, rows, asked);
  await readRows(
    ledger,
    rows,
    [...rows.digests.values()].flatMap(({ rids }) => rids),
  );
  const told = toldOf(rows, settings.id).filter(
    ({ reminder }) => reminder.plannedAt >= span.from || asked.includes(reminder.rid),
  );
  const shownAsks = all.filter((one) => asks.includes(one) || told.some(({ reminder }) => reminder.rid === one.rid));
  return {
    planId: settings.id,
    days: daysOf(
      told.map(({ reminder: { plannedAt }, outcome }) => ({ plannedAt, outcome })),
      lost.map(({ plannedAt }) => plannedAt),
      settings.zone,
    ),
    findings: [
      ...lost.map(({ until: _, ...one }): Finding => ({ kind: 'lost', planId: settings.id, ...one })),
      ...rowFindings(told, rows, settings, known, instantText(now)),
      ...askFindings(settings.id, told, shownAsks, now),
      ...unreached(plan, known, instantText(now)),
    ],
    digests: [...new Map(told.flatMap(({ digest }) => (digest === null ? [] : [[digest.did, digest] as const]))).values()],
  };
}
