import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { ParticipationProcess, PlanState } from '../../../shared/domain/plan.ts';
import type { TextRef, Texts } from '../../../shared/domain/text.ts';
import { isRedacted, redactedIn } from '../../../shared/usecases/typed-text.ts';
import type { ProcessFields, RowList } from '../forms/process-form.ts';
import { titleLanguages } from '../forms/typed-rows.ts';
import { participationMessages } from '../messages/participation.ts';
import { DateField } from './date-field.tsx';
import { ErrorSummary, TextArea, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { FollowUpRows, LinkRows, StepRows } from './process-rows.tsx';
import { DocumentFields, languageName, RecordForm, RecordPage, type Shown, ShownWhy, TitleFields } from './record-form.tsx';

export type ProcessFormProps = {
  readonly language: InterfaceLanguage;
  readonly plan: PlanState;
  readonly texts: Texts;
  /** The process as it is recorded; null for one to be added. */
  readonly known: ParticipationProcess | null;
  readonly token: string;
  readonly typed: ProcessFields;
  readonly problems: readonly Problem[];
  readonly shown: Shown;
};

export const processesPath = (planId: string): string => `/app/plans/${planId}/processes`;

/** Languages the form offers for titles: the plan's, and those its titles have. */
function languagesOf(plan: PlanState, known: ParticipationProcess | null): readonly string[] {
  return titleLanguages(plan.settings.languages, known?.titles ?? {}, ...(known?.steps ?? []).map(({ titles }) => titles));
}

/** What the form calls its fields, from top to bottom, row by row: `Étape 2 : Date`. `forms` are those whose rows it names. */
export function processLabels(
  language: InterfaceLanguage,
  plan: PlanState,
  known: ParticipationProcess | null,
  ...forms: readonly ProcessFields[]
): { readonly [field: string]: string } {
  const { common, processes: say } = participationMessages(language);
  const languages = languagesOf(plan, known);
  const titleIn = (code: string): string => common.titleIn(languageName(code, language));
  const rows = (list: RowList, item: (number: number) => string, columns: { readonly [column: string]: string }) =>
    Array.from({ length: Math.max(0, ...forms.map((one) => one[list].length)) }, (_, index) =>
      Object.entries(columns).map(([column, label]) => [`${list}-${index}-${column}`, `${item(index + 1)}, ${label}`] as const),
    ).flat();
  const stepTitles = Object.fromEntries(languages.map((code) => [`titles.${code}`, titleIn(code)]));
  return {
    ...Object.fromEntries(languages.map((code) => [`titles.${code}`, titleIn(code)])),
    organiser: say.organiser,
    start: say.start,
    end: say.end,
    purpose: say.purpose,
    methods: say.methods,
    participants: say.participants,
    deliverables: say.deliverables,
    followUp: say.followUp,
    ...Object.fromEntries(rows('followUp', say.followUpItem, { text: say.followUpText, url: say.link, date: common.date })),
    steps: say.steps,
    ...Object.fromEntries(
      rows('steps', say.stepItem, {
        ...stepTitles,
        kind: say.stepKind,
        date: common.date,
        state: say.stepState,
        followUpOwed: say.followUpOwed,
      }),
    ),
    links: say.links,
    ...Object.fromEntries(rows('links', say.linkItem, { title: say.linkTitle, url: say.link })),
    documentIds: common.documents,
  };
}

/** The typed form in words, field by field: what a difference is told from. */
export function processWords(typed: ProcessFields, language: InterfaceLanguage): ReadonlyMap<string, string> {
  const say = participationMessages(language);
  const { organiser, start, end, purpose, methods, participants, deliverables } = typed;
  return new Map([
    ...Object.entries(typed.titles).map(([code, title]) => [`titles.${code}`, title] as const),
    ...Object.entries({ organiser, start, end, purpose, methods, participants, deliverables }),
    ...typed.followUp.flatMap(({ text, url, date }, index) =>
      Object.entries({ text, url, date }).map(([column, value]) => [`followUp-${index}-${column}`, value] as const),
    ),
    ...typed.links.flatMap(({ title, url }, index) =>
      Object.entries({ title, url }).map(([column, value]) => [`links-${index}-${column}`, value] as const),
    ),
    ...typed.steps.flatMap(({ titles, kind, date, state, followUpOwed }, index) => {
      const words = {
        ...Object.fromEntries(Object.entries(titles).map(([code, title]) => [`titles.${code}`, title])),
        ...{
          kind: say.kind[kind],
          date,
          state: say.processes.stepStateLabel[state],
          followUpOwed: say.processes.owedLabel[followUpOwed],
        },
      };
      return Object.entries(words).map(([column, value]) => [`steps-${index}-${column}`, value] as const);
    }),
    ['documentIds', typed.documents.join(', ')] as const,
  ]);
}

/** The form of one participation process, new or known. */
export const ProcessForm: FC<ProcessFormProps> = ({ language, plan, texts, known, token, typed, problems, shown }) => {
  const { common, processes: say } = participationMessages(language);
  const { settings } = plan;
  const languages = languagesOf(plan, known);
  const told = { language, problems, labels: processLabels(language, plan, known, typed) };
  const path = processesPath(settings.id);
  const rows = { ...told, plan, texts, known, typed, languages };
  const kept = (ref: TextRef | null | undefined) => (isRedacted(texts, ref) ? { hint: common.redactedKept } : {});
  const linesHint = (refs: readonly TextRef[] = []): string =>
    refs.some((ref) => isRedacted(texts, ref)) ? `${say.onePerLine} ${common.redactedLines}` : say.onePerLine;
  const optional = (label: string): string => `${label} ${common.optional}`;
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
        <TextField
          {...told}
          name="organiser"
          label={optional(say.organiser)}
          {...kept(known?.organiser)}
          value={typed.organiser}
        />
        <DateField
          {...told}
          name="start"
          label={optional(say.start)}
          value={typed.start}
          known={[known?.period.start ?? null]}
          settings={settings}
        />
        <DateField
          {...told}
          name="end"
          label={optional(say.end)}
          value={typed.end}
          known={[known?.period.end ?? null]}
          settings={settings}
        />
        <TextArea
          {...told}
          name="purpose"
          label={optional(say.purpose)}
          {...kept(known?.purpose)}
          value={typed.purpose}
          rows={3}
        />
        <TextArea
          {...told}
          name="methods"
          label={optional(say.methods)}
          hint={linesHint(known?.methods)}
          value={typed.methods}
          rows={3}
        />
        <TextField
          {...told}
          name="participants"
          label={optional(say.participants)}
          hint={say.participantsHint}
          {...kept(known?.participants)}
          value={typed.participants}
        />
        <TextArea
          {...told}
          name="deliverables"
          label={optional(say.deliverables)}
          hint={linesHint(known?.deliverables)}
          value={typed.deliverables}
          rows={3}
        />
        <FollowUpRows {...rows} empty={typed.added === 'followUp' || typed.followUp.length === 0 ? 1 : 0} />
        <StepRows {...rows} empty={typed.added === 'steps' ? 1 : 0} />
        <LinkRows {...rows} empty={typed.added === 'links' ? 1 : 0} />
        <DocumentFields {...told} plan={plan} texts={texts} chosen={typed.documents} />
      </RecordForm>
    </>
  );
};

/** One process, to be mended or completed. */
export const ProcessPage: FC<Frame & ProcessFormProps> = ({ person, ...props }) => {
  const say = participationMessages(props.language).processes;
  return (
    <RecordPage {...props} person={person} title={say.editTitle}>
      <ProcessForm {...props} />
    </RecordPage>
  );
};
