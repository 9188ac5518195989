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
import { holderOf, isPausedOver, isVacant } from '../domain/recipients.ts';
import { reasonToDrop } from '../domain/reminder-plan.ts';
import { isStopStep, reasonToDropStop, standingRoles, stoppedContactOf } from '../domain/stop-notices.ts';
import type { CommitmentRecord, Drop, PeopleStore, PlanRecord, Stores } from '../ports.ts';
import type { MailLine } from '../showing/mails/digest-content.ts';

/** A reminder with everything it speaks of, as just read; `about`: whom it speaks of. */
export type DigestLine = { readonly reminder: Reminder; readonly about?: Pick<Contact, 'id' | 'version'> } & MailLine;

/** A digest as it stands: who it is for, what still holds, and what no longer does. Lines are in order of their deadlines. */
export type DigestReading = {
  readonly contact: Contact | null;
  /** Roles of theirs in the plans of the lines, as they stand. */
  readonly assignments: readonly Assignment[];
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
async function unlessHeard(
  ledger: Stores['ledger'],
  line: DigestLine,
  { commitment }: Found,
): Promise<DigestLine | DroppedReason> {
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
): Promise<DigestLine | DroppedReason> {
  const { step } = reminder;
  if (isStopStep(step)) return readStopLine(people, reminder, found, looking);
  if (isNoticeStep(step)) return readNoticeLine(reminder, found, looking);
  if (isCampaignStep(step)) return readCampaignLine(reminder, found, looking);
  const line = readMilestoneLine(reminder, found, looking);
  return typeof line === 'string' ? line : unlessHeard(ledger, line, found);
}

/** Says of what came to somebody in another's place whether that place is vacant, or in a pause. People are read only where that is so. */
async function toldWhy(people: PeopleStore, lines: readonly DigestLine[], now: Temporal.Instant): Promise<DigestLine[]> {
  const peopleOf = remembering((id) => people.peopleOf(id));
  return Promise.all(
    lines.map(async (line) => {
      const { role, planId, subjectId } = line.reminder;
      if (role === 'lead' || !('milestone' in line || 'campaign' in line)) return line;
      const known = await peopleOf(planId);
      const at = instantText(now);
      return { ...line, isVacant: isVacant(known, subjectId, at), isPausedOver: isPausedOver(known, subjectId, at) };
    }),
  );
}

/** Reads a digest and all it speaks of, and drops what no longer holds (RELIABILITY 2.2, step 5). Writes nothing. */
export async function readDigest(
  stores: Stores,
  digest: Digest,
  restoreFloor: string | null,
  now: Temporal.Instant,
): Promise<DigestReading> {
  const { record, people, ledger } = stores;
  const [contact, known] = await Promise.all([people.contact(digest.recipientId), ledger.reminders(digest.rids)]);
  const reminders = digest.rids.map((rid) => known.get(rid)).filter((one) => one !== undefined);
  const living = reminders.filter(({ dropped }) => dropped === null);
  const at = instantText(now);
  if (contact === null || !isReachable(contact, at)) {
    return { contact, assignments: [], lines: [], drops: living.map(({ rid }) => ({ rid, reason: 'suppressed' })) };
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
    const line = plan === null ? 'superseded' : await readLine(stores, reminder, { plan, commitment }, looking);
    if (typeof line === 'string') drops.push({ rid, reason: line });
    else lines.push(line);
  }
  const latest = latestOnly(lines);
  const planIds = new Set(latest.lines.map(({ plan }) => plan.settings.id));
  return {
    contact,
    assignments: looking.assignments.filter((one) => planIds.has(one.planId) && isStanding(one, at)),
    lines: await toldWhy(people, latest.lines.sort(inOrder), now),
    drops: [...drops, ...latest.drops],
  };
}
