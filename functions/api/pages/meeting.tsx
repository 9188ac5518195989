import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Meeting, PlanState } from '../../../shared/domain/plan.ts';
import type { TextRef, Texts } from '../../../shared/domain/text.ts';
import { isRedacted, redactedIn } from '../../../shared/usecases/typed-text.ts';
import type { TypedMeeting } from '../forms/meeting-form.ts';
import { titleLanguages } from '../forms/typed-rows.ts';
import { participationMessages } from '../messages/participation.ts';
import { DateField } from './date-field.tsx';
import { ErrorSummary, Select, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import {
  DocumentFields,
  languageName,
  RecordForm,
  RecordPage,
  type Shown,
  ShownWhy,
  TitleFields,
  YesNo,
} from './record-form.tsx';

export type MeetingFormProps = {
  readonly language: InterfaceLanguage;
  readonly plan: PlanState;
  readonly texts: Texts;
  /** The meeting as it is recorded; null for one to be added. */
  readonly known: Meeting | null;
  readonly token: string;
  readonly typed: TypedMeeting;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
};

export const meetingsPath = (planId: string): string => `/app/plans/${planId}/meetings`;

/** What the form calls its fields, from top to bottom. */
export function meetingLabels(language: InterfaceLanguage, languages: readonly string[]): { readonly [field: string]: string } {
  const say = participationMessages(language);
  const titles = languages.map((code) => [`titles.${code}`, say.common.titleIn(languageName(code, language))]);
  return {
    ...Object.fromEntries(titles),
    date: say.common.date,
    state: say.meetings.state,
    body: say.meetings.body,
    withCivilSociety: say.meetings.withCivilSociety,
    'minutes.url': say.meetings.url,
    'minutes.title': say.meetings.minutesTitle,
    'minutes.date': say.meetings.minutesDate,
    documentIds: say.common.documents,
  };
}

/** The typed form in words, field by field: what a difference is told from. */
export function meetingWords(typed: TypedMeeting, language: InterfaceLanguage): ReadonlyMap<string, string> {
  const say = participationMessages(language);
  return new Map([
    ...Object.entries(typed.titles).map(([code, title]) => [`titles.${code}`, title] as const),
    ['body', typed.body],
    ['date', typed.date],
    ['state', typed.state === 'held' ? say.meetings.stateLabel.held : say.meetings.stateLabel.announced],
    ['withCivilSociety', typed.withCivilSociety === 'yes' ? say.common.yes : say.common.no],
    ['minutes.url', typed.minutesUrl],
    ['minutes.title', typed.minutesTitle],
    ['minutes.date', typed.minutesDate],
    ['documentIds', typed.documents.join(', ')],
  ]);
}

/** The form of one meeting, new or known. */
export const MeetingForm: FC<MeetingFormProps> = ({ language, plan, texts, known, token, typed, problems, shown }) => {
  const say = participationMessages(language);
  const { settings } = plan;
  const languages = titleLanguages(settings.languages, known?.titles ?? {});
  const told = { language, problems, labels: meetingLabels(language, languages) };
  const path = meetingsPath(settings.id);
  const kept = (ref: TextRef | null | undefined) => (isRedacted(texts, ref) ? { hint: say.common.redactedKept } : {});
  return (
    <>
      <ShownWhy shown={shown} language={language} />
      <ErrorSummary {...told} />
      <RecordForm
        action={known === null ? path : `${path}/${known.id}`}
        token={token}
        version={typed.version}
        datesRead={typed.datesRead}
        language={language}
        back={known === null ? null : path}
      >
        <TitleFields
          {...told}
          name="titles"
          languages={languages}
          titles={typed.titles}
          redacted={redactedIn(texts, known?.titles)}
        />
        <DateField
          {...told}
          name="date"
          label={say.common.date}
          value={typed.date}
          known={[known?.date ?? null]}
          settings={settings}
        />
        <Select
          {...told}
          name="state"
          label={say.meetings.state}
          value={typed.state}
          choices={(['announced', 'held'] as const).map((value) => ({ value, label: say.meetings.stateLabel[value] }))}
        />
        <TextField
          {...told}
          name="body"
          label={`${say.meetings.body} ${say.common.optional}`}
          hint={say.meetings.bodyHint}
          {...kept(known?.body)}
          value={typed.body}
        />
        <YesNo
          {...told}
          name="withCivilSociety"
          label={say.meetings.withCivilSociety}
          hint={say.meetings.withCivilSocietyHint}
          value={typed.withCivilSociety}
        />
        <fieldset class="field">
          <legend>
            {say.meetings.minutes} {say.common.optional}
          </legend>
          <p class="hint">{say.meetings.minutesHint}</p>
          <TextField
            {...told}
            name="minutes.url"
            label={say.meetings.url}
            hint={say.meetings.urlHint}
            value={typed.minutesUrl}
            type="url"
          />
          <TextField
            {...told}
            name="minutes.title"
            label={say.meetings.minutesTitle}
            {...kept(known?.minutes?.title)}
            value={typed.minutesTitle}
          />
          <TextField {...told} name="minutes.date" label={say.meetings.minutesDate} value={typed.minutesDate} type="date" />
        </fieldset>
        <DocumentFields {...told} plan={plan} texts={texts} chosen={typed.documents} />
      </RecordForm>
    </>
  );
};

/** One meeting, to be mended or completed. */
export const MeetingPage: FC<Frame & MeetingFormProps> = ({ person, ...props }) => {
  const say = participationMessages(props.language).meetings;
  return (
    <RecordPage {...props} person={person} title={say.editTitle}>
      <MeetingForm {...props} />
    </RecordPage>
  );
};
