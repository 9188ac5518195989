import { stringify } from 'csv-stringify/sync';
import { type CommitmentCounts, type OgpCounts, ogpAsks, ogpCounts, ogpCountsDay } from '../domain/ogp-counts.ts';
import type { PlanView } from './view.ts';

const known = new WeakMap<PlanView, OgpCounts>();

/** The plan's counts for the last day on which one of them changed, so that they are not written again while none does. */
export function ogpCountsOf(view: PlanView): OgpCounts {
  const found = known.get(view) ?? countsFor(view);
  known.set(view, found);
  return found;
}

function countsFor({ state, commitments, dataDay, asOf }: PlanView): OgpCounts {
  return ogpCounts(state, commitments, ogpCountsDay(state, commitments, dataDay, asOf));
}

/** What of all commitments is told in one line: how many were updated how often, and how their milestones are proven. */
export function summedCounts({ commitments }: Pick<OgpCounts, 'commitments'>) {
  const sum = (of: (one: CommitmentCounts) => number): number => commitments.reduce((total, one) => total + of(one), 0);
  const many = (isMeant: (days: number) => boolean): number => commitments.filter((one) => isMeant(one.updateDays)).length;
  const complete = sum((one) => one.complete);
  const completeWithEvidence = sum((one) => one.completeWithEvidence);
  const completeWithReason = sum((one) => one.completeWithReason);
  return {
    updatedAsAsked: many((days) => days >= ogpAsks.updates),
    updatedOnce: many((days) => days === 1),
    notUpdated: many((days) => days === 0),
    milestones: sum((one) => one.milestones),
    overdue: sum((one) => one.overdue),
    withEvidence: sum((one) => one.withEvidence),
    complete,
    completeWithEvidence,
    completeWithReason,
    completeBare: complete - completeWithEvidence - completeWithReason,
  };
}

/** The counts as JSON: the same numbers as the page, with what the standards ask beside them. */
export function ogpCountsJson(view: PlanView): string {
  const counts = ogpCountsOf(view);
  const { id } = view.state.settings;
  return `${JSON.stringify({ plan: id, asked: ogpAsks, ...counts, total: summedCounts(counts) }, null, 2)}\n`;
}

type Row = readonly [
  standard: string,
  measure: string,
  subject: string,
  value: number | string | null,
  asked: number | null,
  from: string | null,
  to: string,
];

/** The counts as a table, one a row: its standard, what was counted, of what, what is asked, over which days. */
export function ogpCountsCsv(view: PlanView): string {
  const counts = ogpCountsOf(view);
  const { id } = view.state.settings;
  const rows: Row[] = [...counts.commitments.flatMap((one) => rowsOfCommitment(one, counts)), ...rowsOfPlan(counts, id)];
  return stringify([['standard', 'measure', 'subject', 'value', 'asked', 'from', 'to'], ...rows], { record_delimiter: '\r\n' });
}

function rowsOfCommitment(one: CommitmentCounts, { from, to }: OgpCounts): Row[] {
  const row = (measure: string, value: Row[3]): Row => ['2.2', measure, one.id, value, null, null, to];
  return [
    ['2.2', 'update-days', one.id, one.updateDays, ogpAsks.updates, from, to],
    row('milestones', one.milestones),
    row('milestones-with-evidence', one.withEvidence),
    row('milestones-complete', one.complete),
    row('milestones-complete-with-evidence', one.completeWithEvidence),
    row('milestones-complete-with-reason', one.completeWithReason),
    row('milestones-overdue', one.overdue),
    row('last-word', one.lastWord),
  ];
}

function rowsOfPlan({ meetings, processes, from, to }: OgpCounts, id: string): Row[] {
  const row = (standard: string, measure: string, value: Row[3]): Row => [standard, measure, id, value, null, null, to];
  return [
    row('1.1', 'meetings-held', meetings.held),
    row('1.1', 'meetings-with-minutes', meetings.withMinutes),
    row('1.1', 'meetings-without-a-day', meetings.undated),
    ['1.1', 'meetings-held-in-period', id, meetings.recent, null, from, to],
    row('1.1', 'last-meeting', meetings.last),
    ['1.1', 'months-since-last-meeting', id, meetings.monthsSince, ogpAsks.monthsBetweenMeetings, meetings.last, to],
    [
      '5.1',
      'meetings-with-civil-society-in-period',
      id,
      meetings.recentWithCivilSociety,
      ogpAsks.meetingsWithCivilSociety,
      from,
      to,
    ],
    ...meetings.years.flatMap(({ year, held, withCivilSociety }): Row[] => [
      ['1.1', 'meetings-held-in-year', id, held, null, `${year}-01-01`, `${year}-12-31`],
      ['5.1', 'meetings-with-civil-society-in-year', id, withCivilSociety, null, `${year}-01-01`, `${year}-12-31`],
    ]),
    row('4.1', 'participation-processes', processes.recorded),
    row('4.1', 'participation-processes-with-follow-up', processes.withFollowUp),
    row('4.1', 'participation-processes-awaiting-follow-up', processes.awaited),
    row('4.1', 'participation-processes-owing-no-follow-up', processes.notOwed),
  ];
}
