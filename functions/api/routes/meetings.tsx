import type { Hono } from 'hono';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { Meeting } from '../../../shared/domain/plan.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import { meetingProblems, recordMeeting } from '../../../shared/usecases/record-meeting.ts';
import { datesAsRead } from '../../../shared/usecases/typed-date.ts';
import { cleanTitles } from '../../../shared/usecases/typed-text.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { meetingFrom, readMeetingForm, type ToldMeeting, type TypedMeeting, typedMeeting } from '../forms/meeting-form.ts';
import { onForm, titleLanguages } from '../forms/typed-rows.ts';
import { MeetingPage, meetingLabels, meetingsPath, meetingWords } from '../pages/meeting.tsx';
import { MeetingsPage } from '../pages/meetings.tsx';
import { type RecordKind, recordPages } from './record-pages.tsx';

/** The id of a meeting that somebody types: the same title on the same day is the same meeting. */
function meetingIdOf({ titles, date }: ToldMeeting['meeting']): string {
  return `meeting-${sha256Of(canonicalJson([cleanTitles(titles), date])).slice(0, 16)}`;
}

const meetings: RecordKind<Meeting, TypedMeeting, ToldMeeting> = {
  knownIn: (plan) => plan.meetings,
  list: meetingsPath,
  action: (planId, id) => (id === null ? meetingsPath(planId) : `${meetingsPath(planId)}/${id}`),
  read: readMeetingForm,
  fill: typedMeeting,
  dates: ({ date }) => datesAsRead([date]),
  isGrowing: () => false,
  understand: meetingFrom,
  idOf: ({ meeting }) => meetingIdOf(meeting),
  check: (told, id, plan, now) => meetingProblems({ meeting: { ...told.meeting, id }, minutes: told.minutes, now }, plan),
  write: (deps, { id, told, ...envelope }) =>
    recordMeeting(deps, { ...envelope, meeting: { ...told.meeting, id }, minutes: told.minutes }),
  onForm: (problems) => onForm(problems, []),
  labels: (language, plan, known) => meetingLabels(language, titleLanguages(plan.settings.languages, known?.titles ?? {})),
  words: meetingWords,
  view: (props) => (props.known === null ? <MeetingsPage {...props} /> : <MeetingPage {...props} />),
};

/** Meetings of a plan: their list with the form for another one, and the form of each. */
export function meetingsRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { show, save } = recordPages(deps, meetings);
  app.get('/app/plans/:plan/meetings', (c) => show(c));
  app.post('/app/plans/:plan/meetings', (c) => save(c));
  app.get('/app/plans/:plan/meetings/:meeting', (c) => show(c, c.req.param('meeting')));
  app.post('/app/plans/:plan/meetings/:meeting', (c) => save(c, c.req.param('meeting')));
}
