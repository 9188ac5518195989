import { Temporal } from 'temporal-polyfill';
import { deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { deadlineDay, type FuzzyDate } from '../domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf } from '../domain/identifiers.ts';
import type { Meeting } from '../domain/plan.ts';
import { remembered } from '../domain/remembered.ts';
import { folderOf } from './addresses.ts';
import { calendarLine, calendarLines, calendarText } from './calendar-lines.ts';
import { titleIn, typedTitleIn } from './changes.ts';
import type { TextPart } from './deflated-pieces.ts';
import { joined } from './keyed-json.ts';
import type { Messages } from './messages/fr.ts';
import { messages } from './messages/messages.ts';
import { perCommitment } from './per-commitment.ts';
import { eventUrn } from './permanent-names.ts';
import { plainLine } from './plain-text.ts';
import { commitmentStates } from './states.ts';
import type { CommitmentView, PlanView } from './view.ts';

/** How often what a calendar shows was changed, and when last: RFC 5545's SEQUENCE and LAST-MODIFIED. */
type Revised = { readonly sequence: number; readonly at: string };

const revisionsByLog = new WeakMap<CommitmentView['log'], ReadonlyMap<string, Revised>>();

/** SEQUENCE counts changes of a day and withdrawals; DTSTAMP follows every entry that touched the milestone. */
function milestoneRevisions({ log }: Pick<CommitmentView, 'log'>): ReadonlyMap<string, Revised> {
  const known = revisionsByLog.get(log);
  if (known !== undefined) return known;
  const states = commitmentStates(log);
  const revised = new Map<string, Revised>();
  for (const [index, entry] of log.entries()) {
    const before = new Map(states(index)?.milestones.map((one) => [one.id, one]));
    for (const milestone of states(index + 1)?.milestones ?? []) {
      const was = before.get(milestone.id);
      if (was?.version === milestone.version) continue;
      const sequence = revised.get(milestone.id)?.sequence ?? 0;
      const counts = was !== undefined && shows(was) !== shows(milestone);
      revised.set(milestone.id, { sequence: sequence + (counts ? 1 : 0), at: entry.at });
    }
  }
  revisionsByLog.set(log, revised);
  return revised;
}

function shows(milestone: MilestoneState): string {
  const days = [milestone.published.due, deadlineOf(milestone).due].map((due) => deadlineDay(due) ?? '');
  return `${days.join(' ')} ${declaredStatusOf(milestone) === 'withdrawn'}`;
}

/** The same for meetings; a redaction of a title changes the event, and no day. */
function meetingRevisions({ log }: Pick<PlanView, 'log'>): ReadonlyMap<string, Revised> {
  const recorded = new Map<string, { readonly meeting: Meeting; readonly revised: Revised }>();
  for (const { type, at, data } of log) {
    if (type === 'meeting-recorded') {
      const { meeting } = data;
      const before = recorded.get(meeting.id);
      const counts = before !== undefined && before.meeting.date.to !== meeting.date.to;
      const sequence = (before?.revised.sequence ?? 0) + (counts ? 1 : 0);
      recorded.set(meeting.id, { meeting, revised: { sequence, at } });
    }
    if (type === 'redacted') {
      for (const [id, { meeting, revised }] of recorded) {
        const isRedacted = Object.values(meeting.titles).some(({ sha256 }) => data.texts.includes(sha256));
        if (isRedacted) recorded.set(id, { meeting, revised: { ...revised, at } });
      }
    }
  }
  return new Map([...recorded].map(([id, { revised }]) => [id, revised]));
}

const capitalised = /^\p{Lu}\p{Ll}/u;

/** `Octobre 2021` → `octobre 2021`: French months are lower case inside a line; all else stays as published. */
function inLine(date: FuzzyDate, language: string): string {
  const text = plainLine(date.text);
  const lower = language === 'fr' && date.precision !== 'unknown' && capitalised.test(text);
  return lower ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
}

type Event = {
  readonly urn: string;
  readonly revised: Revised;
  readonly day: string;
  readonly summary: string;
  readonly description: string | null;
  readonly url: string;
  readonly status: 'CONFIRMED' | 'CANCELLED';
};

const dayAfter = remembered((day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString());
/** `2021-10-31` → `20211031`, `2021-10-01T07:00:00Z` → `20211001T070000Z` */
const basic = (date: string): string => date.replace(/[-:]/g, '');

/** All day and of no time zone; it takes nobody's time, and nobody is invited. */
function eventLines({ urn, revised, day, summary, description, url, status }: Event): string[] {
  return [
    'BEGIN:VEVENT',
    calendarLine('UID', calendarText(urn)),
    `SEQUENCE:${revised.sequence}`,
    `DTSTAMP:${basic(revised.at)}`,
    `DTSTART;VALUE=DATE:${basic(day)}`,
    `DTEND;VALUE=DATE:${basic(dayAfter(day))}`,
    calendarLine('SUMMARY', calendarText(summary)),
    ...(description === null ? [] : [calendarLine('DESCRIPTION', calendarText(description))]),
    calendarLine('URL;VALUE=URI', url),
    `STATUS:${status}`,
    'TRANSP:TRANSPARENT',
    `LAST-MODIFIED:${basic(revised.at)}`,
    'END:VEVENT',
  ];
}

/** Where the pages of a plan lie. */
type Pages = Pick<PlanView, 'publicUrl' | 'language'>;

/** The event of a milestone with a day, or none. A closed one says so in its summary: a colour or a hidden field would not reach everyone. */
function milestoneEvent(
  view: Pages,
  commitment: Pick<CommitmentView, 'state' | 'log'>,
  milestone: MilestoneState,
  m: Messages,
): string[] {
  const revised = milestoneRevisions(commitment).get(milestone.id);
  const { due } = deadlineOf(milestone);
  const day = deadlineDay(due);
  if (revised === undefined || due === null || day === null) return [];
  const { language, number, id } = commitment.state;
  const status = declaredStatusOf(milestone);
  const published = milestone.published.due;
  const closed = status === 'complete' || status === 'withdrawn' ? `, ${m.declared.label[status].toLowerCase()}` : '';
  return eventLines({
    urn: eventUrn(commitment.log, milestone.id),
    revised,
    day,
    summary: `[#${number}] ${titleIn(milestone.titles, m.language, language).text} (${inLine(due, language)})${closed}`,
    description: [
      ...(published === null ? [] : [m.calendar.published(plainLine(published.text))]),
      m.calendar.declared(m.declared.label[status ?? 'none']),
    ].join('\n'),
    url: `${view.publicUrl}/${folderOf(id, m.language, view.language)}${milestoneKeyOf(milestone.id)}/`,
    status: status === 'withdrawn' ? 'CANCELLED' : 'CONFIRMED',
  });
}

function meetingEvent(view: PlanView, meeting: Meeting, m: Messages, revised: Revised | undefined): string[] {
  if (revised === undefined || meeting.date.from === null || meeting.date.from !== meeting.date.to) return [];
  const { id, languages } = view.state.settings;
  const own = `${id}/${meeting.id}`;
  return eventLines({
    urn: eventUrn(view.log, own),
    revised,
    day: meeting.date.from,
    summary: typedTitleIn(meeting.titles, view.texts, languages[0] ?? m.language, m).text,
    description: null,
    url: `${view.publicUrl}/${folderOf(own, m.language, view.language)}`,
    status: 'CONFIRMED',
  });
}

/** How often programs should look again; what a ministry says reaches a calendar on the same day. */
const renewal = 'PT6H';

/** With a name, a calendar to subscribe to, which tells how often to look again; without, events to be taken over. */
function frame(language: InterfaceLanguage, name: string | null): { readonly before: string; readonly after: string } {
  const before = calendarLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Jalon//Jalon//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...(name === null
      ? []
      : [
          calendarLine('NAME', calendarText(name)),
          calendarLine('X-WR-CALNAME', calendarText(name)),
          `REFRESH-INTERVAL;VALUE=DURATION:${renewal}`,
          `X-PUBLISHED-TTL:${renewal}`,
        ]),
  ]);
  return { before, after: calendarLines(['END:VCALENDAR']) };
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
  const m = messages[language];
  const events = items.flatMap(({ pages, commitment, milestone }) => milestoneEvent(pages, commitment, milestone, m));
  const { before, after } = frame(language, null);
  return `${before}${calendarLines(events)}${after}`;
}

/** The events of one commitment, folded and ended: calendars of plan, ministry and commitment hold the same ones. */
const eventsIn = (language: InterfaceLanguage) =>
  perCommitment(
    (view, commitment): TextPart => ({
      text: calendarLines(
        commitment.milestones.flatMap((milestone) => milestoneEvent(view, commitment, milestone, messages[language])),
      ),
    }),
  );
const eventsOf = { fr: eventsIn('fr'), en: eventsIn('en') };

/** Whose deadlines a calendar holds; with `meetings`, the plan's meetings too. */
type CalendarPart = { readonly view: PlanView; readonly commitments: readonly CommitmentView[]; readonly meetings: boolean };

/** A calendar to subscribe to, one all-day event per dated milestone or meeting; as parts, to be joined. */
function calendarParts(name: string, language: InterfaceLanguage, parts: readonly CalendarPart[]): readonly TextPart[] {
  const m = messages[language];
  const events = parts.flatMap(({ view, commitments, meetings }) => {
    const milestones = commitments.map((commitment) => eventsOf[language](view, commitment));
    const revisions = meetingRevisions(view);
    const held = meetings ? view.state.meetings.flatMap((one) => meetingEvent(view, one, m, revisions.get(one.id))) : [];
    return [...milestones, { text: calendarLines(held) }];
  });
  const { before, after } = frame(language, name);
  return [{ text: before }, ...events, { text: after }];
}

/** A plan's own calendar, of its deadlines and meetings; as parts, to be joined. */
export function planCalendarParts(view: PlanView, language: InterfaceLanguage): readonly TextPart[] {
  const { titles, languages } = view.state.settings;
  const name = titleIn(titles, language, languages[0] ?? language).text;
  return calendarParts(messages[language].calendar.name(name), language, [
    { view, commitments: view.commitments, meetings: true },
  ]);
}

/** The calendar of all these, joined. */
export function calendarFile(name: string, language: InterfaceLanguage, parts: readonly CalendarPart[]): string {
  return joined(calendarParts(name, language, parts));
}
