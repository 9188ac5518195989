import * as z from 'zod';
import { emailAddress } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import { isoDate } from '../../../shared/domain/identifiers.ts';
import { approvalPolicy, defaultReminderPolicy, type PlanSettings, planSettings } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readPeriod } from '../../../shared/usecases/read-period.ts';
import type { Form } from '../middleware/read-form.ts';
import { zonesOfCountry } from './country-zones.ts';

const line = z.string().max(2_500);

/** Titles go with the languages, in their order: a plan has four at most. */
export const titleFields = ['titles.0', 'titles.1', 'titles.2', 'titles.3'] as const;

const fields = z.strictObject({
  token: z.string(),
  id: line.default(''),
  languages: line,
  'titles.0': line.default(''),
  'titles.1': line.default(''),
  'titles.2': line.default(''),
  'titles.3': line.default(''),
  country: line,
  region: line,
  zone: line,
  period: line,
  mailbox: line.default(''),
  closesOn: line,
  announcedCommitments: line,
  ogpLabel: line,
  fiscalYearStartsInMonth: line,
  daysBefore: line,
  afterDeadline: line,
  monthlyOverdue: line,
  escalateAfterDays: line,
  plannedHour: line,
  windowOpens: line,
  windowCloses: line,
  publishAsks: line,
  approval: line,
  signIn: line,
  reason: line.default(''),
  /** Hash of the settings the form was made from; none in the form of a new plan. */
  basedOn: z
    .string()
    .regex(/^(?:|[0-9a-f]{64})$/)
    .default(''),
});

/** The form as a person filled it in: every field a text, empty where nothing was typed. */
export type TypedPlan = Omit<z.infer<typeof fields>, 'token'>;
export type PlanField = keyof TypedPlan;

/** What the body of the form says, or null when it is not a body of ours: unknown fields are refused. */
export function readPlanForm(form: Form): TypedPlan | null {
  const read = fields.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, ...typed } = read.data;
  return typed;
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

/** Settings of the record in the shape of the form. */
export function typedSettings(settings: PlanSettings, basedOn: string): TypedPlan {
  const { reminderPolicy: policy, languages, titles } = settings;
  const title = (place: number): string => titles[languages[place] ?? ''] ?? '';
  return {
    id: settings.id,
    languages: languages.join(', '),
    'titles.0': title(0),
    'titles.1': title(1),
    'titles.2': title(2),
    'titles.3': title(3),
    country: settings.country,
    region: settings.region ?? '',
    zone: settings.zone,
    period: settings.period.text,
    mailbox: '',
    closesOn: settings.closesOn ?? '',
    announcedCommitments: settings.announcedCommitments === null ? '' : String(settings.announcedCommitments),
    ogpLabel: settings.ogpLabel ?? '',
    fiscalYearStartsInMonth: String(settings.fiscalYearStartsInMonth),
    daysBefore: policy.daysBefore.join(', '),
    afterDeadline: yesOrNo(policy.afterDeadline),
    monthlyOverdue: String(policy.monthlyOverdue),
    escalateAfterDays: policy.escalateAfterDays === null ? '' : String(policy.escalateAfterDays),
    plannedHour: String(policy.plannedHour),
    windowOpens: String(policy.window.opens),
    windowCloses: String(policy.window.closes),
    publishAsks: yesOrNo(settings.publishAsks),
    approval: settings.approval,
    signIn: settings.signIn,
    reason: '',
    basedOn,
  };
}

/** The form of a new plan before anything is typed. */
export function newPlan(language: string): TypedPlan {
  const nothing: FuzzyDate = { text: '-', precision: 'unknown', from: null, to: null };
  const settings: PlanSettings = {
    ...{ id: '', titles: {}, country: '', region: null, languages: [language], zone: '', period: nothing, closesOn: null },
    ...{ announcedCommitments: null, ogpLabel: null, fiscalYearStartsInMonth: 1, reminderPolicy: defaultReminderPolicy },
    ...{ publishAsks: true, approval: 'none', signIn: 'code' },
  };
  return { ...typedSettings(settings, ''), period: '' };
}

const orNull = (text: string): string | null => (cleanText(text) === '' ? null : cleanText(text));

type Reader = { readonly problems: Problem[]; readonly typed: TypedPlan };

function whole({ problems, typed }: Reader, field: PlanField, from: number, to: number): number {
  const text = typed[field].trim();
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= from && value <= to) return value;
  problems.push({ field, code: text === '' ? 'required' : 'malformed', detail: `${from} ${to}` });
  return from;
}

function wholeMaybe(reader: Reader, field: PlanField, from: number, to: number): number | null {
  return reader.typed[field].trim() === '' ? null : whole(reader, field, from, to);
}

function oneOf<Value extends string>({ problems, typed }: Reader, field: PlanField, schema: z.ZodEnum<{ [key in Value]: key }>) {
  const read = schema.safeParse(typed[field]);
  if (!read.success) problems.push({ field, code: 'required' });
  return read.data ?? null;
}

function checked(reader: Reader, field: PlanField, schema: z.ZodType<string>): string {
  const text = reader.typed[field].trim();
  if (text === '') reader.problems.push({ field, code: 'required' });
  else if (!schema.safeParse(text).success) reader.problems.push({ field, code: 'malformed' });
  return text;
}

function languagesOf({ problems, typed }: Reader): string[] {
  const codes = typed.languages
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter((code) => code !== '');
  const isFine = planSettings.shape.languages.safeParse(codes).success && new Set(codes).size === codes.length;
  if (!isFine) problems.push({ field: 'languages', code: codes.length === 0 ? 'required' : 'malformed' });
  return codes;
}

function titlesOf({ problems, typed }: Reader, languages: readonly string[]): PlanSettings['titles'] {
  const titles = titleFields.map((field) => orNull(typed[field]));
  if (titles[0] === null) problems.push({ field: 'titles.0', code: 'required' });
  titles.forEach((title, place) => {
    if (title !== null && languages[place] === undefined) problems.push({ field: `titles.${place}`, code: 'not-expected' });
  });
  return Object.fromEntries(
    languages.flatMap((code, place) => ((titles[place] ?? null) === null ? [] : [[code, titles[place] ?? '']])),
  );
}

/** Typed, or the only one the country has. */
function zoneOf({ problems, typed }: Reader, country: string): string {
  const text = typed.zone.trim();
  if (text !== '') {
    if (!planSettings.shape.zone.safeParse(text).success) problems.push({ field: 'zone', code: 'unknown' });
    return text;
  }
  const zones = zonesOfCountry(country);
  // A country that is missing or misspelt is told of already.
  const isCountry = planSettings.shape.country.safeParse(country).success;
  if (zones.length !== 1 && isCountry) problems.push({ field: 'zone', code: 'required', detail: zones.join(', ') });
  return zones[0] ?? '';
}

function periodOf({ problems, typed }: Reader, language: string, known: FuzzyDate | null): FuzzyDate {
  const text = typed.period.trim();
  if (known !== null && known.text === text) return known;
  const read = text === '' ? null : readPeriod(text, language);
  if (read !== null) return read;
  problems.push({ field: 'period', code: text === '' ? 'required' : 'undated' });
  return { text: text === '' ? '-' : text.slice(0, 500), precision: 'unknown', from: null, to: null };
}

function daysBeforeOf({ problems, typed }: Reader): number[] {
  const days = typed.daysBefore
    .split(/[\s,;]+/u)
    .filter((part) => part !== '')
    .map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  const isFine = days.length <= 6 && days.every((day) => day >= 1 && day <= 365);
  if (!isFine) problems.push({ field: 'daysBefore', code: 'malformed' });
  return isFine ? [...new Set(days)].sort((a, b) => b - a) : [];
}

/** What a plan's page may set, and why it may not; `known` are the settings that are edited, null for a new plan. */
export function settingsFrom(
  typed: TypedPlan,
  known: PlanSettings | null,
): { readonly ok: true; readonly settings: PlanSettings } | { readonly ok: false; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const reader: Reader = { problems, typed: { ...typed, country: typed.country.trim().toUpperCase() } };
  const id = known?.id ?? checked(reader, 'id', planSettings.shape.id);
  const languages = languagesOf(reader);
  const country = checked(reader, 'country', planSettings.shape.country);
  const approval = oneOf(reader, 'approval', approvalPolicy) ?? 'none';
  const signIn = oneOf(reader, 'signIn', planSettings.shape.signIn) ?? 'code';
  const region = orNull(typed.region)?.toUpperCase() ?? null;
  if (region !== null && !/^[A-Z0-9-]{1,10}$/.test(region)) problems.push({ field: 'region', code: 'malformed' });
  const closesOn = orNull(typed.closesOn);
  if (closesOn !== null && !isoDate.safeParse(closesOn).success) problems.push({ field: 'closesOn', code: 'malformed' });
  const settings: PlanSettings = {
    id,
    titles: titlesOf(reader, languages),
    country,
    region,
    languages,
    zone: zoneOf(reader, country),
    period: periodOf(reader, languages[0] ?? 'fr', known?.period ?? null),
    closesOn,
    announcedCommitments: wholeMaybe(reader, 'announcedCommitments', 1, 10_000),
    ogpLabel: orNull(typed.ogpLabel),
    fiscalYearStartsInMonth: whole(reader, 'fiscalYearStartsInMonth', 1, 12),
    reminderPolicy: {
      daysBefore: daysBeforeOf(reader),
      afterDeadline: typed.afterDeadline === 'yes',
      monthlyOverdue: whole(reader, 'monthlyOverdue', 0, 24),
      escalateAfterDays: wholeMaybe(reader, 'escalateAfterDays', 1, 365),
      plannedHour: whole(reader, 'plannedHour', 0, 23),
      window: { opens: whole(reader, 'windowOpens', 0, 23), closes: whole(reader, 'windowCloses', 1, 24) },
    },
    publishAsks: typed.publishAsks === 'yes',
    approval,
    signIn,
  };
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
}

/** Whether answers can arrive there. */
export function mailboxProblems(typed: TypedPlan): readonly Problem[] {
  const text = typed.mailbox.trim();
  if (emailAddress.safeParse(text).success) return [];
  return [{ field: 'mailbox', code: text === '' ? 'required' : 'malformed' }];
}

const fieldOf: { readonly [head: string]: PlanField | undefined } = {
  titles: 'titles.0',
  languages: 'languages',
  settings: 'languages',
};
const policyFields: { readonly [part: string]: PlanField | undefined } = { window: 'windowCloses' };

/** The field of the form that a verb's problem is about. */
export function onForm(problem: Problem): Problem {
  const [head = '', part = ''] = problem.field.split('.');
  const field =
    head === 'reminderPolicy'
      ? (policyFields[part] ?? part)
      : problem.field.startsWith('titles.')
        ? problem.field
        : (fieldOf[head] ?? head);
  return { ...problem, field };
}

const order: readonly string[] = Object.keys(fields.shape);

/** From the top of the page to its bottom. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
}
