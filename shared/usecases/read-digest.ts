import type { Temporal } from 'temporal-polyfill';
import { campaignOf, isCampaignStep, reasonToDropCampaign } from '../domain/campaign-reminders.ts';
import { deadlineOf } from '../domain/commitment.ts';
import { type Assignment, type Contact, isReachable } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, compareNumbers, numberOf } from '../domain/identifiers.ts';
import type { Digest, DroppedReason, Reminder } from '../domain/ledger.ts';
import { entryOfNotice, isNoticeStep, reasonToDropNotice, recipientsOfNotice } from '../domain/notices.ts';
import { holderOf } from '../domain/recipients.ts';
import { reasonToDrop } from '../domain/reminder-plan.ts';
import { isStopStep, reasonToDropStop, standingRoles, stoppedContactOf } from '../domain/stop-notices.ts';
import type { CommitmentRecord, PeopleStore, PlanRecord, Stores } from '../ports.ts';
import type { MailLine } from '../showing/mails/digest-content.ts';

/** A reminder with everything it speaks of, as just read. */
export type DigestLine = { readonly reminder: Reminder } & MailLine;

type Drop = { readonly rid: string; readonly reason: DroppedReason };

/** A digest as it stands: who it is for, what still holds, and what no longer does. Lines are in order of their deadlines. */
export type DigestReading = {
  readonly contact: Contact | null;
  readonly lines: readonly DigestLine[];
  readonly drops: readonly Drop[];
};

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

function readMilestoneLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): DigestLine | DroppedReason {
  const { contact, assignments, restoreFloor, now } = looking;
  const milestone = commitment?.commitment.milestones.find(({ id }) => id === reminder.subjectId);
  if (commitment === null || milestone === undefined) return 'superseded';
  const recipient = holderOf(contact, assignments, reminder, instantText(now));
  const madeAt = entryTimesOf(commitment.log);
  const reason = reasonToDrop(reminder, { plan: plan.state, milestone, madeAt, now, recipient, restoreFloor });
  return reason ?? { reminder, plan: plan.state, commitment: commitment.commitment, milestone };
}

function readNoticeLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): DigestLine | DroppedReason {
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

function readCampaignLine(reminder: Reminder, { plan, commitment }: Found, looking: Looking): DigestLine | DroppedReason {
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
): Promise<DigestLine | DroppedReason> {
  const { contact, assignments, restoreFloor, now } = looking;
  const at = instantText(now);
  const id = stoppedContactOf(reminder);
  const [stopped, held] = await Promise.all([people.contact(id), people.assignmentsOf(id)]);
  const roles = standingRoles(plan.state, id, held, at);
  const recipient = holderOf(contact, assignments, reminder, at);
  const reason = reasonToDropStop(reminder, { plan: plan.state, now, restoreFloor, stopped, roles, recipient });
  if (reason !== null || stopped === null || stopped.suppressed === null) return reason ?? 'superseded';
  const { name, suppressed } = stopped;
  return { reminder, plan: plan.state, stopped: { contact: { name }, suppressed, assignments: roles } };
}

async function readLine(
  people: PeopleStore,
  reminder: Reminder,
  found: Found,
  looking: Looking,
): Promise<DigestLine | DroppedReason> {
  const { step } = reminder;
  if (isStopStep(step)) return readStopLine(people, reminder, found, looking);
  if (isNoticeStep(step)) return readNoticeLine(reminder, found, looking);
  return isCampaignStep(step) ? readCampaignLine(reminder, found, looking) : readMilestoneLine(reminder, found, looking);
}

/** Reads a digest and all it speaks of, and drops what no longer holds (RELIABILITY 2.2, step 5). Writes nothing. */
export async function readDigest(
  { record, people, ledger }: Stores,
  digest: Digest,
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<DigestReading> {
  const [contact, known] = await Promise.all([people.contact(digest.recipientId), ledger.reminders(digest.rids)]);
  const reminders = digest.rids.map((rid) => known.get(rid)).filter((one) => one !== undefined);
  const living = reminders.filter(({ dropped }) => dropped === null);
  const at = instantText(now);
  if (contact === null || !isReachable(contact, at)) {
    return { contact, lines: [], drops: living.map(({ rid }) => ({ rid, reason: 'suppressed' })) };
  }
  const looking = { contact, assignments: await people.assignmentsOf(contact.id), restoreFloor, now };
  const planOf = remembering((id) => record.plan(id));
  const commitmentRecord = remembering((id) => record.commitment(id));
  const drops: Drop[] = [];
  const lines: DigestLine[] = [];
  for (const reminder of living) {
    const { rid, planId, subjectId } = reminder;
    const [plan, commitment] = await Promise.all([
      planOf(planId),
      subjectId === planId ? null : commitmentRecord(commitmentOf(subjectId)),
    ]);
    const line = plan === null ? 'superseded' : await readLine(people, reminder, { plan, commitment }, looking);
    if (typeof line === 'string') drops.push({ rid, reason: line });
    else lines.push(line);
  }
  const latest = latestOnly(lines);
  return { contact, lines: latest.lines.sort(inOrder), drops: [...drops, ...latest.drops] };
}
