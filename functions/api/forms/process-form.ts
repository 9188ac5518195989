import * as z from 'zod';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import { type ParticipationProcess, type PlanSettings, type ProcessStep, processStep } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText, sha256, sha256Of, type TextRef, type Texts } from '../../../shared/domain/text.ts';
import type { TypedProcess } from '../../../shared/usecases/record-process.ts';
import { datesAsRead, readTypedDate } from '../../../shared/usecases/typed-date.ts';
import { isRedacted } from '../../../shared/usecases/typed-text.ts';
import type { Form } from '../middleware/read-form.ts';
import { formVersion } from './meeting-form.ts';
import { owedChoice, owedFrom, owedTyped } from './owed-choice.ts';
import { fieldsAndRows, onForm, type Row, titleLanguages, titlesApart, titlesRead } from './typed-rows.ts';

/** Rows a form may carry (RELIABILITY S14). */
export const rowLimits = { followUp: 50, links: 50, steps: 100, documents: 20 } as const;
export type RowList = keyof typeof rowLimits;
export const rowLists = ['followUp', 'links', 'steps', 'documents'] as const satisfies readonly RowList[];

const long = z.string().max(60_000);

/** `kept`: hash of a text that was redacted and keeps its place. */
const followUpRow = z.strictObject({ text: long, url: long, date: long, kept: z.union([z.literal(''), sha256]).default('') });
const linkRow = z.strictObject({ title: long, url: long });
const documentRow = z.strictObject({ document: z.string().max(80) });
const stepRow = z.strictObject({
  id: z.union([z.literal(''), processStep.shape.id]),
  kind: processStep.shape.kind,
  date: long,
  state: processStep.shape.state,
  followUpOwed: owedChoice,
});

const plainFields = z.strictObject({
  token: z.string(),
  step: z.enum(['save', 'add-followUp', 'add-links', 'add-steps']),
  version: formVersion,
  datesRead: long,
  organiser: long,
  start: long,
  end: long,
  purpose: long,
  methods: long,
  participants: long,
  deliverables: long,
});
type PlainFields = z.infer<typeof plainFields>;

const addedBy: { readonly [step in PlainFields['step']]: RowList | null } = {
  save: null,
  'add-followUp': 'followUp',
  'add-links': 'links',
  'add-steps': 'steps',
};

export type StepFields = z.infer<typeof stepRow> & { readonly titles: Row };

/** A process as a person filled it in: every field a text, rows with nothing in them left out. */
export type ProcessFields = Omit<PlainFields, 'token' | 'step'> & {
  readonly titles: { readonly [language: string]: string };
  readonly followUp: readonly z.infer<typeof followUpRow>[];
  readonly links: readonly z.infer<typeof linkRow>[];
  readonly steps: readonly StepFields[];
  readonly documents: readonly string[];
  /** The list that was just given another row; null when the form is to be saved. */
  readonly added: RowList | null;
};

/** Columns with a value in every row, also where nobody typed anything. */
const idle = ['id', 'kind', 'state', 'followUpOwed'];

/** What the body of a process's form says, or null when it is not a body of ours: unknown fields are refused. */
export function readProcessForm(form: Form, settings: PlanSettings, known: ParticipationProcess | null): ProcessFields | null {
  const { plain, rows } = fieldsAndRows(form, rowLists, idle);
  const languages = titleLanguages(settings.languages, known?.titles ?? {}, ...(known?.steps ?? []).map(({ titles }) => titles));
  const apart = titlesApart(plain, languages);
  const read = plainFields.safeParse(apart?.rest);
  const followUp = z.array(followUpRow).max(rowLimits.followUp).safeParse(rows['followUp']);
  const links = z.array(linkRow).max(rowLimits.links).safeParse(rows['links']);
  const steps = readSteps(rows['steps'] ?? [], languages);
  const documents = z.array(documentRow).max(rowLimits.documents).safeParse(rows['documents']);
  if (apart === null || !read.success || !followUp.success || !links.success || steps === null || !documents.success) return null;
  const { token: _, step, ...fields } = read.data;
  const lists = { followUp: followUp.data, links: links.data, steps, documents: documents.data.map(({ document }) => document) };
  return { ...fields, titles: apart.titles, ...lists, added: addedBy[step] };
}

function readSteps(rows: readonly Row[], languages: readonly string[]): StepFields[] | null {
  const steps = rows.flatMap((row): StepFields[] => {
    const apart = titlesApart(row, languages);
    const read = stepRow.safeParse(apart?.rest);
    return apart === null || !read.success ? [] : [{ ...read.data, titles: apart.titles }];
  });
  return steps.length === rows.length && rows.length <= rowLimits.steps ? steps : null;
}

function stepFields({ id, kind, titles, date, state, followUpOwed }: ProcessStep, texts: Texts): StepFields {
  return {
    id,
    kind,
    titles: titlesRead(titles, texts),
    date: date?.text ?? '',
    state,
    followUpOwed: owedTyped(followUpOwed),
  };
}

/** The texts of every date on the form, from top to bottom. */
export function processDates({ start, end, followUp, steps }: ProcessFields): string {
  return datesAsRead([start, end, ...followUp.map(({ date }) => date), ...steps.map(({ date }) => date)]);
}

/** The form as the record has it; empty for a process to be added. */
export function processFields(known: ParticipationProcess | null, texts: Texts, version: number): ProcessFields {
  const words = (ref: TextRef | null | undefined): string => readText(texts, ref ?? null) ?? '';
  const lines = (refs: readonly TextRef[] = []): string => refs.flatMap((ref) => readText(texts, ref) ?? []).join('\n');
  const fields: ProcessFields = {
    version: String(version),
    datesRead: '',
    titles: titlesRead(known?.titles, texts),
    organiser: words(known?.organiser),
    start: known?.period.start?.text ?? '',
    end: known?.period.end?.text ?? '',
    purpose: words(known?.purpose),
    methods: lines(known?.methods),
    participants: words(known?.participants),
    deliverables: lines(known?.deliverables),
    followUp: (known?.followUp ?? []).map(({ text, url, date }) => ({
      text: words(text),
      url: url ?? '',
      date: date?.text ?? '',
      kept: isRedacted(texts, text) ? text.sha256 : '',
    })),
    links: (known?.links ?? []).map(({ title, url }) => ({ title: words(title), url })),
    steps: (known?.steps ?? []).map((step) => stepFields(step, texts)),
    documents: known?.documentIds ?? [],
    added: null,
  };
  return { ...fields, datesRead: processDates(fields) };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** An id for a step that has none: it follows from its words, so that a form sent twice adds it once. */
function stepIdOf({ kind, titles, date }: StepFields): string {
  return `step-${sha256Of(canonicalJson([kind, titles, date])).slice(0, 16)}`;
}

/** The typed form as a process without its id, with what of it cannot be understood. */
export function processFrom(
  typed: ProcessFields,
  known: ParticipationProcess | null,
  settings: PlanSettings,
): { readonly told: Omit<TypedProcess, 'id'>; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const dated = (field: string, text: string, was: readonly (FuzzyDate | null)[]): FuzzyDate | null => {
    const read = readTypedDate(field, text, was, settings);
    if (!read.ok) problems.push(read.problem);
    return read.date;
  };
  const told: Omit<TypedProcess, 'id'> = {
    titles: typed.titles,
    organiser: typed.organiser,
    period: {
      start: dated('start', typed.start, [known?.period.start ?? null]),
      end: dated('end', typed.end, [known?.period.end ?? null]),
    },
    purpose: typed.purpose,
    methods: typed.methods.split('\n'),
    participants: typed.participants,
    deliverables: typed.deliverables.split('\n'),
    followUp: typed.followUp.map(({ text, url, date, kept }, index) => ({
      text: kept !== '' && cleanText(text) === '' ? { sha256: kept } : text,
      url: orNull(url),
      date: dated(
        `followUp-${index}-date`,
        date,
        (known?.followUp ?? []).map((one) => one.date),
      ),
    })),
    links: typed.links.map(({ title, url }) => ({ title, url: url.trim() })),
    steps: typed.steps.map((step, index) => {
      const before = known?.steps?.find(({ id }) => id === step.id);
      return {
        id: before?.id ?? stepIdOf(step),
        kind: step.kind,
        titles: step.titles,
        date: dated(`steps-${index}-date`, step.date, [before?.date ?? null]),
        state: step.state,
        followUpOwed: owedFrom(step.followUpOwed),
        documentIds: before?.documentIds ?? [],
      };
    }),
    documentIds: [...new Set(typed.documents)],
  };
  return { told, problems };
}

/** Problems of the verb by the names of this form. */
export function processProblemsOnForm(problems: readonly Problem[]): readonly Problem[] {
  const renamed = problems.map((problem) => ({ ...problem, field: problem.field.replace(/^period\./, '') }));
  return onForm(renamed, rowLists);
}
