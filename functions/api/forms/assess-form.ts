import * as z from 'zod';
import { type Assessment, assessment } from '../../../shared/domain/commitment.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import type { ToldAssessment } from '../../../shared/usecases/assess-commitment.ts';
import type { Form } from '../middleware/read-form.ts';
import { logFields } from './log-form.ts';

const { completion, verifiable, relevant, ambition, earlyResults } = assessment.shape;

/** The values of the IRM that a form offers, each with its own words, in the order of the page. */
export const irmChoices = {
  completion: completion.unwrap().options,
  verifiable: verifiable.unwrap().options,
  relevant: relevant.unwrap().options,
  ambition: ambition.unwrap().options,
  earlyResults: earlyResults.unwrap().options,
} as const;
export type IrmField = keyof typeof irmChoices;

const orEmpty = <Value extends string>(values: readonly Value[]) => z.literal(['', ...values]);

const body = z.strictObject({
  token: logFields.token,
  step: logFields.step,
  basedOn: logFields.basedOn,
  completion: orEmpty(irmChoices.completion),
  verifiable: orEmpty(irmChoices.verifiable),
  relevant: orEmpty(irmChoices.relevant),
  ambition: orEmpty(irmChoices.ambition),
  earlyResults: orEmpty(irmChoices.earlyResults),
  title: z.string(),
  url: z.string(),
  date: z.string(),
});

/** The form as a person filled it in: empty where nothing was chosen or typed. */
export type TypedAssessment = Omit<z.infer<typeof body>, 'token' | 'step'>;

/** What the body of an assessment says, or null when it is not a body of ours. */
export function readAssessment(form: Form): { typed: TypedAssessment; step: z.infer<typeof logFields.step> } | null {
  const read = body.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, step, ...typed } = read.data;
  return { typed, step };
}

/** The form before anything is typed: the assessment as it stands. */
export function prefilledAssessment(standing: Assessment | null, texts: Texts, headSeq: number): TypedAssessment {
  return {
    basedOn: String(headSeq),
    completion: standing?.completion ?? '',
    verifiable: standing?.verifiable ?? '',
    relevant: standing?.relevant ?? '',
    ambition: standing?.ambition ?? '',
    earlyResults: standing?.earlyResults ?? '',
    title: readText(texts, standing?.source.title ?? null) ?? '',
    url: standing?.source.url ?? '',
    date: standing?.source.date ?? '',
  };
}

const orNull = <Value extends string>(value: Value | ''): Value | null => (value === '' ? null : value);

/** The typed form as an assessment; whether it can be recorded is for the verb to say. */
export function assessmentFrom(typed: TypedAssessment): ToldAssessment {
  return {
    completion: orNull(typed.completion),
    verifiable: orNull(typed.verifiable),
    relevant: orNull(typed.relevant),
    ambition: orNull(typed.ambition),
    earlyResults: orNull(typed.earlyResults),
    source: { title: cleanText(typed.title), url: typed.url.trim(), date: typed.date.trim() },
  };
}
