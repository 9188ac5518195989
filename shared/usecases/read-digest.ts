import type { Temporal } from 'temporal-polyfill';
import { campaignOf, isCampaignStep, reasonToDropCampaign } from '../domain/campaign-reminders.ts';
import { deadlineOf } from '../domain/commitment.ts';
import { type Assignment, type Contact, isReachable, isStanding } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, compareNumbers, numberOf } from '../domain/identifiers.ts';
import { earlierDates, lastHeard } from '../domain/last-heard.ts';
import type { Digest, DroppedReason, Reminder } from '../domain/ledger.ts';
import { entryOfNotice, isNoticeStep, reasonToDropNotice, recipientsOfNotice } from '../domain/notices.ts';
import { policySinceOf } from '../domain/policy-since.ts';
import { holderOf, inPlaceBecause } from '../domain/recipients.ts';
import { reasonToDrop } from '../domain/reminder-plan.ts';
import { isStopStep, reasonToDropStop, standingRoles, stoppedContactOf } from '../domain/stop-notices.ts';
import { type KnownPeople, withStandIns } from '../domain/unread-people.ts';
import { UnreadableError } from '../domain/unreadable.ts';
import type { CommitmentRecord, Drop, PeopleStore, PlanRecord, Stores } from '../ports.ts';
import type { MailLine } from '../showing/mails/digest-content.ts';
import { knownReminders } from './known-reminders.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/**
 * A reminder with everything it speaks of, as just read. `about`: whom it says that mail reaches no more; `instead`: of whom it says
 * why they were not asked.
 */
type ReadLine = {
  readonly reminder: Reminder;
  readonly about?: Pick<Contact, 'id' | 'version'>;
  readonly instead?: readonly Pick<Contact, 'id' | 'version'>[];
} & MailLine;

/** One that can be told: answers to it reach the mailbox of its plan. */
export type DigestLine = ReadLine & { readonly replyTo: string };

/** Why something that is due cannot be told now. */
type UntellableReason = 'unreadable' | 'no-mailbox';

/** A digest as it stands: who it is for, what still holds, and what no longer does. Lines are in order of their deadlines. */
export type DigestReading = {
  readonly contact: Contact | null;
  /** Roles of theirs in the plans of the lines, as they stand. */
  readonly assignments: readonly Assignment[];
  readonly lines: readonly DigestLine[];
  readonly drops: readonly Drop[];
  /** Neither told nor dropped, but handed on where the others are told. */
  readonly untellable: readonly Untellable[];
};

/** A reminder as far as it decides about the digest it fits into. */
export type Placeable = Pick<Reminder, 'rid' | 'planId' | 'subjectId'>;

/** What rests on something that cannot be read, or could not be answered. */
export type Untellable = Placeable & { readonly why: UntellableReason };

/** Why nothing of a digest can be told. */
export function whyUntellable(some: readonly Untellable[]): UntellableReason {
  return some.every(({ why }) => why === 'no-mailbox') ? 'no-mailbox' : 'unreadable';
}

/** Reads each thing once, however many reminders speak of it. */
function remembering<Value>(read: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const found = new Map<string, Promise<Value>>();
  return (id) => {
    const known = found.get(id) ?? read(id);
    found.set(id, known);
    return known;
  };
}

/** What milestones ask, by deadline, then campaigns; then what is only told, as it happened, and who is reached no more. */
function rankOf(line: DigestLine): readonly [kind: number, when: string, number: string, id: string] {
  const { subjectId, rid, effectiveDate } = line.reminder;
  if ('milestone' in line) return [0, deadlineOf(line.milestone).due?.to ?? '', numberOf(subjectId), subjectId];
  if ('campaign' in line) return [1, line.campaign.closes, numberOf(subjectId), subjectId];
  if ('stopped' in line) return [3, effectiveDate, '', rid];
  const { at, subject, seq } = line.notice.entry;
  return [2, at, '', `${subject} ${String(seq).padStart(10, '0')}`];
}

function inOrder(a: DigestLine, b: DigestLine): number {
  const [kindA, whenA, numberA, idA] = rankOf(a);
  const [kindB, whenB, numberB, idB] = rankOf(b);
  if (kindA !== kindB) return kindA - kindB;
  if (whenA !== whenB) return whenA < whenB ? -1 : 1;
  return compareNumbers(numberA, numberB) || (idA < idB ? -1 : 1);
}

/** Of several steps about one subject only the latest goes out (RELIABILITY I7); all that is told tells something else. */
function latestOnly(lines: readonly DigestLine[]): { lines: DigestLine[]; drops: Drop[] } {
  const latest = new Map<string, DigestLine>();
  for (const line of lines) {
    const asks = 'milestone' in line || 'campaign' in line;
    const key = asks ? line.reminder.subjectId : line.reminder.rid;
    const before = latest.get(key);
    if (before === undefined || before.reminder.plannedAt <= line.reminder.plannedAt) latest.set(key, line);
  }
  const kept = [...latest.values()];
  const older = lines.filter((line) => !kept.includes(line));
  return { lines: kept, drops: older.map(({ reminder: { rid } }) => ({ rid, reason: 'collapsed' })) };
}

/** Whom a digest is for, and under which conditions it is looked at. */
type Looking = {
  readonly contact: Contact;
  readonly assignments: readonly Assignment[];
  readonly restoreFloor: string | null;
  readonly now: Temporal.Instant;
};
type Found = { readonly plan: PlanRecord; readonly commitment: CommitmentRecord | null };

function readMilestoneLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): ReadLine | DroppedReason {
  const { contact, assignments, restoreFloor, now } = looking;
  const milestone = commitment?.commitment.milestones.find(({ id }) => id === reminder.subjectId);
  if (commitment === null || milestone === undefined) return 'superseded';
  const recipient = holderOf(contact, assignments, reminder, instantText(now));
  const madeAt = entryTimesOf(commitment.log);
  const policySince = policySinceOf(plan.log);
  const reason = reasonToDrop(reminder, { plan: plan.state, milestone, madeAt, policySince, now, recipient, restoreFloor });
  return reason ?? { reminder, plan: plan.state, commitment: commitment.commitment, milestone };
}

function readNoticeLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): ReadLine | DroppedReason {
  const { contact, assignments, restoreFloor, now } = looking;
  const isAboutPlan = reminder.subjectId === reminder.planId;
  const told = isAboutPlan ? plan : commitment;
  const entry = entryOfNotice(told?.log ?? [], reminder);
  const people = { contacts: [contact], assignments };
  const [recipient = null] = entry === null ? [] : recipientsOfNotice(people, entry, instantText(now));
  const reason = reasonToDropNotice(reminder, { plan: plan.state, now, restoreFloor, entry, recipient });
  if (reason !== null || entry === null || told === null) return reason ?? 'superseded';
  const about = isAboutPlan ? null : (commitment?.commitment ?? null);
  return { reminder, plan: plan.state, notice: { entry, commitment: about, texts: told.texts } };
}

function readCampaignLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): ReadLine | DroppedReason {
  const { contact, assignments, restoreFloor, now } = looking;
  if (commitment === null) return 'superseded';
  const campaign = campaignOf(plan.state, reminder);
  const recipient = holderOf(contact, assignments, reminder, instantText(now));
  const about = { plan: plan.state, log: plan.log, commitment: commitment.commitment };
  const reason = reasonToDropCampaign(reminder, { ...about, campaign, now, recipient, restoreFloor });
  if (reason !== null || campaign === null) return reason ?? 'superseded';
  return { reminder, plan: plan.state, commitment: commitment.commitment, campaign };
}

/** Who is meant is read here, and nowhere kept: the row names a pseudonym. */
async function readStopLine(
  people: PeopleStore,
  reminder: Reminder,
  { plan }: Found,
  looking: Looking,
): Promise<ReadLine | DroppedReason> {
  const { contact, assignments, restoreFloor, now } = looking;
  const at = instantText(now);
  const id = stoppedContactOf(reminder);
  const [stopped, { assignments: held, unreadableIn }] = await Promise.all([
    people.contact(id),
    people.readableAssignmentsOf(id),
  ]);
  if (unreadableIn.includes(reminder.planId)) throw new UnreadableError(id);
  const roles = standingRoles(plan.state, id, held, at);
  const recipient = holderOf(contact, assignments, reminder, at);
  const reason = reasonToDropStop(reminder, { plan: plan.state, now, restoreFloor, stopped, roles, recipient });
  if (reason !== null || stopped === null || stopped.suppressed === null) return reason ?? 'superseded';
  const { name, suppressed, version } = stopped;
  return { reminder, about: { id, version }, plan: plan.state, stopped: { contact: { name }, suppressed, assignments: roles } };
}

/** May a mail of these reminders have reached somebody? */
async function toldAmong(ledger: Stores['ledger'], rids: readonly string[]): Promise<(rid: string) => boolean> {
  const reminders = await ledger.reminders(rids);
  const digests = await ledger.digests([...reminders.values()].flatMap(({ did }) => did ?? []));
  return (rid) => {
    const digest = digests.get(reminders.get(rid)?.did ?? '');
    return digest?.rids.includes(rid) === true && digest.attempt > 0;
  };
}

/** The notice of a changed deadline is dropped where the date is again the one this person last heard of (RELIABILITY, section 6). */
async function unlessHeard(ledger: Stores['ledger'], line: ReadLine, { commitment }: Found): Promise<ReadLine | DroppedReason> {
  if (!('milestone' in line) || commitment === null || !line.reminder.step.startsWith('deadline-changed-')) return line;
  const { settings } = line.plan;
  const earlier = earlierDates(line.milestone, entryTimesOf(commitment.log), settings, line.reminder.recipientId);
  if (earlier === null) return line;
  const isTold = await toldAmong(
    ledger,
    earlier.flatMap(({ rids }) => rids),
  );
  return lastHeard(earlier, isTold) === line.reminder.effectiveDate ? 'superseded' : line;
}

async function readLine(
  { people, ledger }: Stores,
  reminder: Reminder,
  found: Found,
  looking: Looking,
): Promise<ReadLine | DroppedReason> {
  const { step } = reminder;
  if (isStopStep(step)) return readStopLine(people, reminder, found, looking);
  if (isNoticeStep(step)) return readNoticeLine(reminder, found, looking);
  if (isCampaignStep(step)) return readCampaignLine(reminder, found, looking);
  const line = readMilestoneLine(reminder, found, looking);
  return typeof line === 'string' ? line : unlessHeard(ledger, line, found);
}

/**
 * Says of what came to somebody in another's place why it did, as that stands now; nothing where one of those cannot be read. People
 * are read only where that is so.
 */
async function toldWhy(
  peopleOf: (planId: string) => Promise<KnownPeople>,
  line: ReadLine,
  now: Temporal.Instant,
): Promise<ReadLine | 'unreadable'> {
  const { role, planId, subjectId, step } = line.reminder;
  if (role === 'lead' || step === 'escalation' || !('milestone' in line || 'campaign' in line)) return line;
  const known = await peopleOf(planId);
  const { because, of } = inPlaceBecause(withStandIns(known), subjectId, instantText(now));
  if (of.some(({ id }) => known.unreadIds.includes(id))) return 'unreadable';
  return { ...line, inPlace: because, instead: of.map(({ id, version }) => ({ id, version })) };
}

/** What is read of a plan's rows for one digest, each once. */
function readingOnce({ record, people }: Stores) {
  return {
    plan: remembering((id) => record.plan(id)),
    commitment: remembering((id) => record.commitment(id)),
    asks: remembering((id) => record.asks(id)),
    people: remembering((id) => people.readablePeopleOf(id)),
    mailbox: remembering((id) => people.mailbox(id)),
  };
}

/** One reminder with all it speaks of, or why it is not told, for good or for now. */
async function lineOf(
  stores: Stores,
  once: ReturnType<typeof readingOnce>,
  reminder: Reminder,
  looking: Looking,
): Promise<DigestLine | DroppedReason | UntellableReason> {
  const { planId, subjectId, step } = reminder;
  const about = subjectId === planId ? null : commitmentOf(subjectId);
  return unlessUnreadable(async () => {
    const [plan, commitment] = await Promise.all([once.plan(planId), about === null ? null : once.commitment(about)]);
    if (plan === null) return 'superseded';
    const line = await readLine(stores, reminder, { plan, commitment }, looking);
    // The mail will name who was asked about what is escalated.
    if (typeof line !== 'string' && step === 'escalation' && about !== null) await once.asks(about);
    const told = typeof line === 'string' ? line : await toldWhy(once.people, line, looking.now);
    if (typeof told === 'string') return told;
    const replyTo = await once.mailbox(planId);
    return replyTo === null ? 'no-mailbox' : { ...told, replyTo };
  });
}

const unreadableOne = (reminder: Reminder): Untellable => ({ ...reminder, why: 'unreadable' });

function isUntellable(line: DroppedReason | UntellableReason): line is UntellableReason {
  return line === 'unreadable' || line === 'no-mailbox';
}

/** Reads a digest and all it speaks of, and drops what no longer holds (RELIABILITY 2.2, step 5). Writes nothing. */
export async function readDigest(
  stores: Stores,
  digest: Digest,
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<DigestReading> {
  const { people, ledger } = stores;
  const at = instantText(now);
  const reader = () => unlessUnreadable(() => people.contact(digest.recipientId));
  const [contact, { known, unreadRids }] = await Promise.all([reader(), knownReminders(ledger, digest.rids)]);
  const living = digest.rids.flatMap((rid) => known.get(rid) ?? []).filter(({ dropped }) => dropped === null);
  const unread = [...unreadRids].map((rid): Untellable => ({ rid, planId: '', subjectId: rid, why: 'unreadable' }));
  const nothing = { contact: null, assignments: [], lines: [], drops: [], untellable: [] };
  if (contact === 'unreadable') return { ...nothing, untellable: [...unread, ...living.map(unreadableOne)] };
  if (contact === null || !isReachable(contact, at)) {
    const waiting = digest.rids.filter((rid) => known.get(rid)?.dropped === null || unreadRids.has(rid));
    return { ...nothing, contact, drops: waiting.map((rid) => ({ rid, reason: 'suppressed' })) };
  }
  const { assignments, unreadableIn } = await people.readableAssignmentsOf(contact.id);
  const looking = { contact, assignments, restoreFloor, now };
  const once = readingOnce(stores);
  const found = await Promise.all(
    living.map(async (reminder) => {
      const isRoleKnown = !unreadableIn.includes(reminder.planId);
      return { reminder, line: isRoleKnown ? await lineOf(stores, once, reminder, looking) : ('unreadable' as const) };
    }),
  );
  const latest = latestOnly(found.flatMap(({ line }) => (typeof line === 'string' ? [] : [line])));
  const drops = found.flatMap(({ reminder: { rid }, line }): Drop[] =>
    typeof line !== 'string' || isUntellable(line) ? [] : [{ rid, reason: line }],
  );
  const planIds = new Set(latest.lines.map(({ plan }) => plan.settings.id));
  return {
    contact,
    assignments: assignments.filter((one) => planIds.has(one.planId) && isStanding(one, at)),
    lines: latest.lines.sort(inOrder),
    drops: [...drops, ...latest.drops],
    untellable: [
      ...unread,
      ...found.flatMap(({ reminder, line }): Untellable[] =>
        typeof line === 'string' && isUntellable(line) ? [{ ...reminder, why: line }] : [],
      ),
    ],
  };
}
