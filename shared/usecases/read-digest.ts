import type { Temporal } from 'temporal-polyfill';
import { deadlineOf } from '../domain/commitment.ts';
import { type Assignment, type Contact, isReachable } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, compareNumbers, numberOf } from '../domain/identifiers.ts';
import type { Digest, DroppedReason, Reminder } from '../domain/ledger.ts';
import { entryOfNotice, isNoticeStep, reasonToDropNotice, recipientsOfNotice } from '../domain/notices.ts';
import { holderOf } from '../domain/recipients.ts';
import { reasonToDrop } from '../domain/reminder-plan.ts';
import type { CommitmentRecord, PlanRecord, Stores } from '../ports.ts';
import type { MilestoneLine, NoticeLine } from '../showing/mails/digest-content.ts';

/** A reminder with everything it speaks of, as just read. */
export type DigestLine = { readonly reminder: Reminder } & (MilestoneLine | NoticeLine);

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

/** What reminders ask, by deadline; then what they only tell, as it happened. */
function inOrder(a: DigestLine, b: DigestLine): number {
  if ('notice' in a || 'notice' in b) {
    if (!('notice' in a && 'notice' in b)) return 'notice' in a ? 1 : -1;
    const [first, second] = [a, b].map(({ notice: { entry } }) => `${entry.at} ${entry.subject}`);
    return first === second ? a.notice.entry.seq - b.notice.entry.seq : (first ?? '') < (second ?? '') ? -1 : 1;
  }
  const [dueA, dueB] = [a, b].map(({ milestone }) => deadlineOf(milestone).due?.to ?? '');
  if (dueA !== dueB && dueA !== undefined && dueB !== undefined) return dueA < dueB ? -1 : 1;
  const [first, second] = [a.milestone.id, b.milestone.id];
  return compareNumbers(numberOf(first), numberOf(second)) || (first < second ? -1 : 1);
}

/** Of several steps about one milestone only the latest goes out (RELIABILITY I7); every notice tells something else. */
function latestOnly(lines: readonly DigestLine[]): { lines: DigestLine[]; drops: Drop[] } {
  const latest = new Map<string, DigestLine>();
  for (const line of lines) {
    const key = 'notice' in line ? line.reminder.rid : line.milestone.id;
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
  const entry = entryOfNotice(isAboutPlan ? plan.log : (commitment?.log ?? []), reminder);
  const people = { contacts: [contact], assignments };
  const [recipient = null] = entry === null ? [] : recipientsOfNotice(people, entry, instantText(now));
  const reason = reasonToDropNotice(reminder, { plan: plan.state, now, restoreFloor, entry, recipient });
  if (reason !== null || entry === null) return reason ?? 'superseded';
  return { reminder, plan: plan.state, notice: { entry, commitment: isAboutPlan ? null : (commitment?.commitment ?? null) } };
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
    const read = isNoticeStep(reminder.step) ? readNoticeLine : readMilestoneLine;
    const line = plan === null ? 'superseded' : read(reminder, { plan, commitment }, looking);
    if (typeof line === 'string') drops.push({ rid, reason: line });
    else lines.push(line);
  }
  const latest = latestOnly(lines);
  return { contact, lines: latest.lines.sort(inOrder), drops: [...drops, ...latest.drops] };
}
