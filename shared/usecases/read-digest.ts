import type { Temporal } from 'temporal-polyfill';
import { type Commitment, deadlineOf, type MilestoneState } from '../domain/commitment.ts';
import { type Contact, isReachable } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf, compareNumbers, numberOf } from '../domain/identifiers.ts';
import type { Digest, DroppedReason, Reminder } from '../domain/ledger.ts';
import type { PlanState } from '../domain/plan.ts';
import { holderOf } from '../domain/recipients.ts';
import { reasonToDrop } from '../domain/reminder-plan.ts';
import type { Stores } from '../ports.ts';

/** A reminder with everything it speaks of, as just read. */
export type DigestLine = {
  readonly reminder: Reminder;
  readonly plan: PlanState;
  readonly commitment: Commitment;
  readonly milestone: MilestoneState;
};

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

function inOrder(a: DigestLine, b: DigestLine): number {
  const [dueA, dueB] = [a, b].map(({ milestone }) => deadlineOf(milestone).due?.to ?? '');
  if (dueA !== dueB && dueA !== undefined && dueB !== undefined) return dueA < dueB ? -1 : 1;
  const [first, second] = [a.milestone.id, b.milestone.id];
  return compareNumbers(numberOf(first), numberOf(second)) || (first < second ? -1 : 1);
}

/** Of several steps about one milestone only the latest goes out (RELIABILITY I7). */
function latestOnly(lines: readonly DigestLine[]): { lines: DigestLine[]; drops: Drop[] } {
  const latest = new Map<string, DigestLine>();
  for (const line of lines) {
    const before = latest.get(line.milestone.id);
    if (before === undefined || before.reminder.plannedAt <= line.reminder.plannedAt) latest.set(line.milestone.id, line);
  }
  const kept = [...latest.values()];
  const older = lines.filter((line) => !kept.includes(line));
  return { lines: kept, drops: older.map(({ reminder: { rid } }) => ({ rid, reason: 'collapsed' })) };
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
  const assignments = await people.assignmentsOf(contact.id);
  const planOf = remembering((id) => record.plan(id));
  const commitmentRecord = remembering((id) => record.commitment(id));
  const drops: Drop[] = [];
  const lines: DigestLine[] = [];
  for (const reminder of living) {
    const [plan, found] = await Promise.all([planOf(reminder.planId), commitmentRecord(commitmentOf(reminder.subjectId))]);
    const milestone = found?.commitment.milestones.find(({ id }) => id === reminder.subjectId);
    if (plan === null || found === null || milestone === undefined) {
      drops.push({ rid: reminder.rid, reason: 'superseded' });
      continue;
    }
    const recipient = holderOf(contact, assignments, reminder, at);
    const madeAt = entryTimesOf(found.log);
    const reason = reasonToDrop(reminder, { plan: plan.state, milestone, madeAt, now, recipient, restoreFloor });
    if (reason === null) lines.push({ reminder, plan: plan.state, commitment: found.commitment, milestone });
    else drops.push({ rid: reminder.rid, reason });
  }
  const latest = latestOnly(lines);
  return { contact, lines: latest.lines.sort(inOrder), drops: [...drops, ...latest.drops] };
}
