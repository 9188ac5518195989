import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dueKey } from '../../shared/adapters/dynamodb/keys.ts';
import { recordStore } from '../../shared/adapters/dynamodb/record.ts';
import { rowBytes } from '../../shared/adapters/memory/limits.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { type Calendar, calendarFor } from '../../shared/domain/calendar.ts';
import { nextTurn } from '../../shared/domain/pace.ts';
import { defaultReminderPolicy } from '../../shared/domain/plan.ts';
import { escalationOf, stepsOf } from '../../shared/domain/reminder-policy.ts';
import { movesAtOnce } from '../../shared/ports.ts';

/** What one partition of a table or an index gives and takes in a second, and the size of what is paid for. */
const partition = { readUnits: 3_000, writeUnits: 1_000, pageBytes: 1024 * 1024, readUnitBytes: 4 * 1024 };
const minute = 60;
const hour = 60 * minute;

const policy = defaultReminderPolicy;
const zone = 'Europe/Paris';
const calendar: Calendar = calendarFor('FR', null);
const windowSeconds = (policy.window.closes - policy.window.opens) * hour;

/** A country of a million milestones: deadlines at month-ends over two years, 30 % of them on one, and nobody ever answers. */
const milestones = 1_000_000;
const people = { leads: 60_000, deputies: 60_000, pocs: 4_000 };
const months = Array.from({ length: 24 }, (_, index) => Temporal.PlainYearMonth.from('2021-01').add({ months: index }));
const monthEnds = months.map((month) => month.toPlainDate({ day: month.daysInMonth }).toString());

function sharesWith(peak: number): readonly number[] {
  return monthEnds.map((_, index) => (index === peak ? 0.3 : 0.7 / (monthEnds.length - 1)) * milestones);
}

/** Due rows by day: the lead's steps; an escalation falls together with one of them. */
function rowsByDay(shares: readonly number[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const [index, due] of monthEnds.entries()) {
    for (const { day } of stepsOf(due, policy, calendar, zone)) rows.set(day, (rows.get(day) ?? 0) + (shares[index] ?? 0));
  }
  return rows;
}

function remindersWithin(shares: readonly number[], from: string, to: string): number {
  const isWithin = ({ day }: { day: string }): boolean => from <= day && day <= to;
  return monthEnds.reduce((sum, due, index) => {
    const escalation = escalationOf(due, policy, calendar, zone, '');
    const toOthers = escalation !== null && isWithin(escalation) ? 2 : 0;
    return sum + (stepsOf(due, policy, calendar, zone).filter(isWithin).length + toOthers) * (shares[index] ?? 0);
  }, 0);
}

/** The size of a due row as it is stored. */
async function dueRowBytes(): Promise<number> {
  const tables = memoryTables();
  const subjectId = 'fr-2021-2023/28/m12';
  await recordStore(tables).putDue([{ subjectId, nextDueAt: '2021-10-01T07:00:00Z', deadlineVersion: 12 }]);
  const row = await tables.get('record', dueKey(subjectId));
  return row === null ? Number.NaN : rowBytes(row);
}

/** What reading some due rows and moving them on takes of one index partition; a move is a delete and a put there. */
async function indexLoad(rows: number) {
  const bytes = await dueRowBytes();
  const pages = Math.ceil((rows * bytes) / partition.pageBytes);
  // Reads of an index are eventually consistent: half a unit for each 4 KB.
  const readUnits = (pages * partition.pageBytes) / partition.readUnitBytes / 2;
  return {
    bytes,
    pages,
    readUnits,
    readSeconds: readUnits / partition.readUnits,
    moveSeconds: (2 * rows) / partition.writeUnits,
    moveTransactions: Math.ceil(rows / movesAtOnce),
  };
}

const worstDay = Math.max(...monthEnds.flatMap((_, peak) => [...rowsByDay(sharesWith(peak)).values()]));

/** How long some mails take at an account's rate, paced as the senders are. */
function sendingSeconds(mails: number, perSecond: number): number {
  const turns = 200;
  let takenUntil = 0;
  for (let turn = 0; turn < turns; turn += 1) takenUntil = nextTurn({ perSecond, takenUntil }, takenUntil).takenUntil;
  return (mails * takenUntil) / turns / 1_000;
}

describe('F23: the peak at the end of a month', () => {
  test('300,000 milestones due on one day are read in seconds and moved on in ten minutes, on one index partition', async () => {
    const { bytes, pages, readUnits, readSeconds, moveSeconds } = await indexLoad(300_000);
    expect(bytes).toBeLessThanOrEqual(300);
    expect([pages <= 86, readUnits <= 11_100, readSeconds <= 4, moveSeconds <= 10 * minute]).toEqual([true, true, true, true]);
  });

  test('on the worst first working day, with nobody answering for half a year, half a million rows are due', async () => {
    expect(Math.round(worstDay / 1_000)).toBe(513);
    const { readSeconds, moveSeconds, moveTransactions } = await indexLoad(worstDay);
    expect(readSeconds).toBeLessThan(7);
    expect(Math.floor(moveSeconds / minute)).toBe(17);
    expect(readSeconds + moveSeconds).toBeLessThan(windowSeconds / 10);
    // Each checks the plan. Were it one plan for all of them, that would be five checks a second of one row.
    expect(moveTransactions).toBe(5183);
    expect(Math.round(moveTransactions / moveSeconds)).toBe(5);
  });

  test('a milestone is told of twelve times at most: ten to the lead, once each to deputy and point of contact', () => {
    for (const due of monthEnds) {
      expect(stepsOf(due, policy, calendar, zone).length).toBeLessThanOrEqual(10);
      expect(escalationOf(due, policy, calendar, zone, '')).not.toBeNull();
    }
    const until = months.at(-1)?.toPlainDate({ day: 31 }).toString() ?? '';
    const all = monthEnds.map((_, peak) => remindersWithin(sharesWith(peak), '2020-12-01', until));
    expect(Math.max(...all)).toBeLessThanOrEqual(12 * milestones);
    expect(Math.min(...all)).toBeGreaterThan(8 * milestones);
  });

  test('one digest a person: at fourteen mails a second they leave within the window, at one they take days', () => {
    const digests = people.leads + people.deputies + people.pocs;
    expect(digests).toBeLessThan(worstDay / 4);
    expect(sendingSeconds(digests, 14)).toBeLessThan(windowSeconds / 3);
    expect(sendingSeconds(digests, 50)).toBeLessThan(hour);
    expect(sendingSeconds(digests, 1)).toBeGreaterThan(3 * windowSeconds);
    // Without digests the same day would not fit at all.
    expect(sendingSeconds(worstDay, 14)).toBeGreaterThan(windowSeconds);
  });
});
