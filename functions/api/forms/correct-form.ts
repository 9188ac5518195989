import * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';
import { milestoneKeyOf } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import type { Correctable, Correction } from '../../../shared/usecases/correct-entry.ts';
import { readTypedDate } from '../../../shared/usecases/typed-date.ts';
import type { Form } from '../middleware/read-form.ts';
import { logFields } from './log-form.ts';

export type CorrectionKind = Correction['field'];

const body = z.strictObject({
  ...logFields,
  what: z.string().max(80),
  title: z.string().default(''),
  due: z.string().default(''),
  ogpId: z.string().default(''),
  verified: z.literal(['yes', '']).default(''),
});

/** The form as a person filled it in; fields of other corrections are empty. */
export type TypedCorrection = Omit<z.infer<typeof body>, 'token' | 'step'>;
type ReadCorrection = { readonly typed: TypedCorrection; readonly step: z.infer<typeof logFields.step> };

/** What is to be corrected, as addresses and forms name it: `word`, `title.fr`, `milestone-title.m1.fr`, `published-deadline.m1`. */
export function nameOf(one: Correctable): string {
  const milestone = 'milestoneId' in one && one.field !== 'word' ? [milestoneKeyOf(one.milestoneId)] : [];
  return [one.field, ...milestone, ...('language' in one ? [one.language] : [])].join('.');
}

/** What the body of a correction says, or null when it is not a body of ours. */
export function readCorrection(form: Form): ReadCorrection | null {
  const read = body.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, step, ...typed } = read.data;
  return { typed, step };
}

function standingTitle({ commitment: { state, milestones } }: CommitmentRecord, one: Correctable): string {
  if (one.field === 'title') return state.titles[one.language] ?? '';
  if (one.field !== 'milestone-title') return '';
  return milestones.find(({ id }) => id === one.milestoneId)?.titles[one.language] ?? '';
}

/** The form before anything is typed: titles and the code as they stand, so that only what is wrong is retyped. */
export function prefilledCorrection(record: CommitmentRecord, one: Correctable): TypedCorrection {
  const { ogpId, head } = record.commitment.state;
  return {
    what: nameOf(one),
    basedOn: String(head.seq),
    title: standingTitle(record, one),
    due: '',
    ogpId: one.field === 'ogp-id' ? (ogpId?.code ?? '') : '',
    verified: one.field === 'ogp-id' && ogpId?.verified === true ? 'yes' : '',
    reason: '',
  };
}

type ReadChange =
  | { readonly ok: true; readonly change: Correction }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const refusedValue = (problem: Problem): ReadChange => ({ ok: false, problems: [problem] });

function titleFrom(text: string): { title: string; problem: Problem | null } {
  const title = cleanText(text);
  if (title === '') return { title, problem: { field: 'title', code: 'required' } };
  return { title, problem: title.includes('\n') ? { field: 'title', code: 'forbidden-character' } : null };
}

/** The typed value as a correction of just this, or what keeps it from being one. */
export function correctionFrom(typed: TypedCorrection, one: Correctable, settings: PlanSettings): ReadChange {
  switch (one.field) {
    case 'word':
      return { ok: true, change: { field: 'word', milestoneId: one.milestoneId } };
    case 'title':
    case 'milestone-title': {
      const { title, problem } = titleFrom(typed.title);
      if (problem !== null) return refusedValue(problem);
      const titles = { [one.language]: title };
      const { field } = one;
      return { ok: true, change: field === 'title' ? { field, titles } : { field, milestoneId: one.milestoneId, titles } };
    }
    case 'published-deadline': {
      const read = readTypedDate('due', typed.due, [], settings);
      if (!read.ok) return refusedValue(read.problem);
      if (read.date === null) return refusedValue({ field: 'due', code: 'required' });
      return { ok: true, change: { field: 'published-deadline', milestoneId: one.milestoneId, due: read.date } };
    }
    case 'ogp-id': {
      const code = typed.ogpId.trim().toUpperCase();
      if (code === '') return { ok: true, change: { field: 'ogp-id', ogpId: null } };
      if (!/^[A-Z]{2}\d{4}$/.test(code)) return refusedValue({ field: 'ogpId', code: 'unknown' });
      return { ok: true, change: { field: 'ogp-id', ogpId: { code, verified: typed.verified === 'yes' } } };
    }
    default:
      return one satisfies never;
  }
}
