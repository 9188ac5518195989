import { commitmentOf } from './identifiers.ts';
import { mostReminders, type Reminder } from './ledger.ts';

/** What DynamoDB takes in one transaction. */
export const transactionActions = 100;

/** What every claim writes or checks, whatever its mail tells: the digest, the gate, the recipient. */
export const claimActions = 3;

/** Roles of one person that a claim has room for, whatever else is in it: few have more. */
const roomForAssignments = 3;

const mostPlans = 7;

/**
 * How much one digest holds, so that one claim can check all of it (RELIABILITY 2.2, step 6). What is checked are commitments, however
 * many of their milestones the mail tells of, and people it tells of: each is one action.
 */
export const digestLimits = {
  plans: mostPlans,
  subjects: transactionActions - claimActions - mostPlans - roomForAssignments,
  reminders: mostReminders,
} as const;

/** Rows of reminders written at once beside the digests they are in or move between; of more there are several writes. */
export const remindersAtOnce = 90;

/** What of a reminder a claim checks: its commitment, or what else it tells of. */
export function checkedFor({ rid, planId, subjectId }: Pick<Reminder, 'rid' | 'planId' | 'subjectId'>): string {
  return subjectId === planId ? rid : commitmentOf(subjectId);
}

/** Is there room in a claim for what no longer holds, beside what is checked? Else that is written before. */
export function hasRoomForDrops(checked: number, drops: number): boolean {
  return checked + drops <= digestLimits.subjects;
}
