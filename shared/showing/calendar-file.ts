import ical, { type ICalCalendar, ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { type Commitment, deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay, type FuzzyDate } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf } from '../domain/identifiers.ts';
import type { Meeting, PlanState } from '../domain/plan.ts';
import { reduceCommitment, reducePlan } from '../domain/reduce.ts';
import { eventUrn, folderOf } from './addresses.ts';
import { titleIn, typedTitleIn } from './changes.ts';
import type { Messages } from './messages/fr.ts';
import { messages } from './messages/messages.ts';
import { plainLine } from './plain-text.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** How often what a calendar shows was changed, and when last: RFC 5545's SEQUENCE and LAST-MODIFIED. */
type Revised = { readonly sequence: number; readonly at: string };

/** SEQUENCE counts changes of the day and withdrawals; DTSTAMP follows every entry that touched the milestone. */
function milestoneRevisions({ log }: Pick<CommitmentView, 'log'>): ReadonlyMap<string, Revised> {
  const revised = new Map<string, Revised>();
  let before: Commitment | null = null;
  for (const entry of log) {
    const after: Commitment = reduceCommitment(before, entry);
    for (const milestone of after.milestones) {
      const was = before?.milestones.find(({ id }) => id === milestone.id);
      if (was?.version === milestone.version) continue;
      const known = revised.get(milestone.id)?.sequence ?? 0;
      revised.set(milestone.id, {
        sequence: known + (was !== undefined && shows(was) !== shows(milestone) ? 1 : 0),
        at: entry.at,
      });
    }
    before = after;
  }
  return revised;
}

function shows(milestone: MilestoneState): string {
  return `${deadlineDay(deadlineOf(milestone).due) ?? ''} ${declaredStatusOf(milestone) === 'withdrawn'}`;
}

function meetingRevisions({ log }: PlanView): ReadonlyMap<string, Revised> {
  const revised = new Map<string, Revised>();
  let before: PlanState | null = null;
  for (const entry of log) {
    const after: PlanState = reducePlan(before, entry);
    if (entry.type === 'meeting-recorded') {
      const { id, date } = entry.data.meeting;
      const was = before?.meetings.find((one) => one.id === id);
      const known = revised.get(id)?.sequence ?? 0;
      revised.set(id, { sequence: known + (was !== undefined && was.date.to !== date.to ? 1 : 0), at: entry.at });
    }
    before = after;
  }
  return revised;
}

const capitalised = /^\p{Lu}\p{Ll}/u;

/** `Octobre 2021` → `octobre 2021`: French months are lower case inside a line; all else stays as published. */
function inLine(date: FuzzyDate, language: string): string {
  const text = plainLine(date.text);
  const lower = language === 'fr' && date.precision !== 'unknown' && capitalised.test(text);
  return lower ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

function allDay(day: string): { start: string; end: string; allDay: true } {
  return { start: day, end: Temporal.PlainDate.from(day).add({ days: 1 }).toString(), allDay: true };
}

/** Where the pages of a plan lie. */
type Pages = Pick<PlanView, 'publicUrl' | 'language'>;

function addMilestone(
  calendar: ICalCalendar,
  view: Pages,
  commitment: Pick<CommitmentView, 'state'>,
  milestone: MilestoneState,
  m: Messages,
  revised: Revised,
) {
  const { due } = deadlineOf(milestone);
  const day = deadlineDay(due);
  if (due === null || day === null) return;
  const { language, number, id } = commitment.state;
  const status = declaredStatusOf(milestone);
  const published = milestone.published.due;
  calendar.createEvent({
    id: eventUrn(milestone.id),
    ...allDay(day),
    stamp: revised.at,
    lastModified: revised.at,
    sequence: revised.sequence,
    summary: `[#${number}] ${titleIn(milestone.titles, m.language, language).text} (${inLine(due, language)})`,
    description: [
      ...(published === null ? [] : [m.calendar.published(plainLine(published.text))]),
      m.calendar.declared(m.declared.label[status ?? 'none']),
    ].join('\n'),
    url: `${view.publicUrl}/${folderOf(id, m.language, view.language)}${milestoneKeyOf(milestone.id)}/`,
    status: status === 'withdrawn' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

function addMeeting(calendar: ICalCalendar, view: PlanView, meeting: Meeting, m: Messages, revised: Revised): void {
  if (meeting.date.from === null || meeting.date.from !== meeting.date.to) return;
  const { id, languages } = view.state.settings;
  const folder = folderOf(id, m.language, view.language);
  calendar.createEvent({
    id: eventUrn(`${id}/${meeting.id}`),
    ...allDay(meeting.date.from),
    stamp: revised.at,
    lastModified: revised.at,
    sequence: revised.sequence,
    summary: typedTitleIn(meeting.titles, view.texts, languages[0] ?? m.language, m).text,
    url: `${view.publicUrl}/${folder}#${meeting.id}`,
    status: ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
}

function newCalendar(language: InterfaceLanguage, name: { readonly name?: string }): ICalCalendar {
  return ical({
    prodId: { company: 'Jalon', product: 'Jalon', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ...name,
  });
}

/** A milestone of a mail, with the log its revisions are counted from. */
export type CalendarItem = {
  readonly pages: Pages;
  readonly commitment: Pick<CommitmentView, 'state' | 'log'>;
  readonly milestone: MilestoneState;
};

/**
 * The deadlines of a mail, to be added to one's own calendar: the events of {@link calendarFile}, with the same identity for
 * life, so that a moved deadline moves there too. Without a name, as some programs would open a calendar of that name.
 */
export function deadlinesFile(language: InterfaceLanguage, items: readonly CalendarItem[]): string {
  const calendar = newCalendar(language, {});
  for (const { pages, commitment, milestone } of items) {
    const revised = milestoneRevisions(commitment).get(milestone.id);
    if (revised !== undefined) addMilestone(calendar, pages, commitment, milestone, messages[language], revised);
  }
  return `${calendar.toString()}\r\n`;
}

/** A calendar to subscribe to: one all-day event per dated milestone; with `meetings`, the plan's meetings too. */
export function calendarFile(
  name: string,
  language: InterfaceLanguage,
  parts: readonly { readonly view: PlanView; readonly commitments: readonly CommitmentView[]; readonly meetings: boolean }[],
): string {
  const m = messages[language];
  const calendar = newCalendar(language, { name });
  for (const { view, commitments, meetings } of parts) {
    for (const commitment of commitments) {
      const revisions = milestoneRevisions(commitment);
      for (const milestone of commitment.milestones) {
        const revised = revisions.get(milestone.id);
        if (revised !== undefined) addMilestone(calendar, view, commitment, milestone, m, revised);
      }
    }
    const revisions = meetings ? meetingRevisions(view) : new Map<string, Revised>();
    for (const meeting of view.state.meetings) {
      const revised = revisions.get(meeting.id);
      if (revised !== undefined) addMeeting(calendar, view, meeting, m, revised);
    }
  }
  return `${calendar.toString()}\r\n`;
}
