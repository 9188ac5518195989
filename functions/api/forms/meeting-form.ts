import * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type Meeting, meeting, type PlanSettings } from '../../../shared/domain/plan.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import type { RecordMeeting } from '../../../shared/usecases/record-meeting.ts';
import { readTypedDate } from '../../../shared/usecases/typed-date.ts';
import type { Form } from '../middleware/read-form.ts';
import { fieldsAndRows, titleLanguages, titlesApart, titlesRead } from './typed-rows.ts';

/** A meeting as a person filled it in. `datesRead`: the date whose reading the page has shown. */
export type TypedMeeting = {
  readonly version: string;
  readonly datesRead: string;
  readonly titles: { readonly [language: string]: string };
  readonly body: string;
  readonly date: string;
  readonly state: string;
  readonly withCivilSociety: string;
  readonly minutesUrl: string;
  readonly minutesTitle: string;
  readonly minutesDate: string;
  readonly documents: readonly string[];
};

export const formVersion = z.string().regex(/^(?:0|[1-9]\d{0,8})$/);
const short = z.string().max(5_000);

const plainFields = z.strictObject({
  token: z.string(),
  step: z.literal('save'),
  version: formVersion,
  datesRead: short,
  body: short,
  date: short,
  state: meeting.shape.state,
  withCivilSociety: z.enum(['yes', 'no']),
  'minutes.url': short,
  'minutes.title': short,
  'minutes.date': short,
});
const documentRow = z.strictObject({ document: z.string().max(80) });

/** What the body of a meeting's form says, or null when it is not a body of ours: unknown fields are refused. */
export function readMeetingForm(form: Form, settings: PlanSettings, known: Meeting | null): TypedMeeting | null {
  const { plain, rows } = fieldsAndRows(form, ['documents']);
  const apart = titlesApart(plain, titleLanguages(settings.languages, known?.titles ?? {}));
  const read = plainFields.safeParse(apart?.rest);
  const documents = z.array(documentRow).max(20).safeParse(rows['documents']);
  if (apart === null || !read.success || !documents.success) return null;
  const { version, datesRead, body, date, state, withCivilSociety } = read.data;
  return {
    ...{ version, datesRead, body, date, state, withCivilSociety },
    titles: apart.titles,
    minutesUrl: read.data['minutes.url'].trim(),
    minutesTitle: read.data['minutes.title'],
    minutesDate: read.data['minutes.date'].trim(),
    documents: documents.data.map(({ document }) => document),
  };
}

/** The form as the record has it; empty for a meeting to be added. */
export function typedMeeting(known: Meeting | null, texts: Texts, version: number): TypedMeeting {
  const date = known?.date.text ?? '';
  return {
    version: String(version),
    datesRead: date,
    titles: titlesRead(known?.titles, texts),
    body: readText(texts, known?.body ?? null) ?? '',
    date,
    state: known?.state ?? 'announced',
    withCivilSociety: known?.withCivilSociety === true ? 'yes' : 'no',
    minutesUrl: known?.minutes?.url ?? '',
    minutesTitle: readText(texts, known?.minutes?.title ?? null) ?? '',
    minutesDate: known?.minutes?.date ?? '',
    documents: known?.documentIds ?? [],
  };
}

export type ToldMeeting = Pick<RecordMeeting, 'minutes'> & { readonly meeting: Omit<RecordMeeting['meeting'], 'id'> };

/** The typed form as a meeting, with what of it cannot be understood. Whether it may be published is the verb's to say. */
export function meetingFrom(
  typed: TypedMeeting,
  known: Meeting | null,
  settings: PlanSettings,
): { readonly told: ToldMeeting; readonly problems: readonly Problem[] } {
  const read = readTypedDate('date', typed.date, [known?.date ?? null], settings);
  const { minutesUrl: url, minutesTitle: title, minutesDate } = typed;
  const hasMinutes = [url, title, minutesDate].some((text) => text.trim() !== '');
  const meetingTold = {
    titles: typed.titles,
    body: typed.body,
    date: read.date,
    state: meeting.shape.state.parse(typed.state),
    withCivilSociety: typed.withCivilSociety === 'yes',
    documentIds: [...new Set(typed.documents)],
  };
  const minutes = hasMinutes ? { url, title, date: minutesDate === '' ? null : minutesDate } : null;
  return { told: { meeting: meetingTold, minutes }, problems: read.ok ? [] : [read.problem] };
}
