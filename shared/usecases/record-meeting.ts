import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type FuzzyDate, localDay } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import { evidence, type Meeting, meeting } from '../domain/plan.ts';
import { publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import type { PlanRecord } from '../ports.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope, textWriter } from './append-change.ts';
import { hasMoved } from './last-change.ts';
import {
  citationProblems,
  cleanTitles,
  dateTextProblems,
  hasRedacted,
  isRedacted,
  textKeeper,
  wordingProblems,
} from './typed-text.ts';

/** The minutes as typed. */
type TypedMinutes = { readonly url: string; readonly title: string; readonly date: string | null };

/** A meeting as somebody types it: an empty text, where the record's was redacted, leaves it redacted. */
type TypedMeeting = Omit<Meeting, 'minutes' | 'date' | 'titles' | 'body'> & {
  readonly titles: Wording;
  readonly body: string | null;
  /** A date must be there: its absence is refused like everything else that is missing. */
  readonly date: FuzzyDate | null;
};

export type RecordMeeting = Envelope & {
  readonly planId: string;
  /** `seq` of the plan's log as the person saw it: refused as stale when this meeting changed since. Absent or null skips it. */
  readonly version?: number | null;
  readonly meeting: TypedMeeting;
  readonly minutes: TypedMinutes | null;
};

function minutesProblems(minutes: TypedMinutes | null, isTitleKept: boolean, today: string): Problem[] {
  if (minutes === null) return [];
  const title = typed(minutes.title);
  return [
    ...webAddressProblems('minutes.url', minutes.url),
    ...(title === null && !isTitleKept ? [{ field: 'minutes.title', code: 'required' } as const] : []),
    ...publicTextProblems('minutes.title', title ?? '', titleLimit),
    ...(!evidence.shape.date.safeParse(minutes.date).success
      ? [{ field: 'minutes.date', code: 'malformed' } as const]
      : minutes.date !== null && minutes.date > today
        ? [{ field: 'minutes.date', code: 'in-the-future' } as const]
        : []),
  ];
}

function dateProblems({ date, state }: RecordMeeting['meeting'], today: string): Problem[] {
  if (date === null) return [{ field: 'date', code: 'required' }];
  const isToCome = state === 'held' && date.from !== null && date.from > today;
  return [...dateTextProblems('date', date), ...(isToCome ? [{ field: 'date', code: 'in-the-future' } as const] : [])];
}

/** Everything that keeps a meeting from being published, by field. */
export function meetingProblems(
  { meeting: told, minutes, now }: Pick<RecordMeeting, 'meeting' | 'minutes' | 'now'>,
  plan: PlanRecord,
): Problem[] {
  const { settings, meetings } = plan.state;
  const known = meetings.find(({ id }) => id === told.id);
  const today = localDay(now, settings.zone);
  const isTitleKept = hasRedacted(plan.texts, known?.titles);
  return [
    ...wordingProblems('titles', cleanTitles(told.titles), settings.languages[0] ?? 'fr', isTitleKept),
    ...dateProblems(told, today),
    ...publicTextProblems('body', typed(told.body) ?? '', titleLimit),
    ...citationProblems(told.documentIds, plan),
    ...minutesProblems(minutes, isRedacted(plan.texts, known?.minutes?.title), today),
  ];
}

/**
 * Records a dated session of a body. The same id again replaces what was known: minutes arrive after the meeting. Its
 * words can be redacted. What stands already is refused as unchanged.
 */
export function recordMeeting(deps: ChangeDeps, command: RecordMeeting): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (hasMoved(current.log, command.meeting.id, command.version ?? null)) return refused('stale');
    const problems = meetingProblems(command, current);
    if (problems.length > 0) return refused('invalid', problems);
    const known = current.state.meetings.find(({ id }) => id === command.meeting.id);
    const { minutes } = command;
    const { write, texts } = textWriter(deps.rng);
    const keep = textKeeper(current.texts, write);
    const title = keep.maybe(typed(minutes?.title), known?.minutes?.title);
    const read = meeting.safeParse({
      ...command.meeting,
      titles: keep.titles(cleanTitles(command.meeting.titles), known?.titles),
      body: keep.maybe(typed(command.meeting.body), known?.body),
      minutes: minutes === null ? null : { url: minutes.url, title, kind: 'minutes', date: minutes.date },
    });
    if (!read.success) return schemaRefusal(read.error);
    if (known !== undefined && canonicalJson(known) === canonicalJson(read.data)) {
      return refused('invalid', [{ field: 'meeting', code: 'unchanged' }]);
    }
    return { ok: true, change: { type: 'meeting-recorded', data: { meeting: read.data } }, texts };
  });
}
