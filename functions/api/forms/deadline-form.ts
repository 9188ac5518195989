import * as z from 'zod';
import type { MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readNewDate } from '../../../shared/usecases/read-new-date.ts';
import { moveProblems } from '../../../shared/usecases/revise-deadline.ts';
import type { Form } from '../middleware/read-form.ts';

const versionText = z.string().regex(/^[1-9]\d{0,8}$/);
const reasonSteps = z.enum(['preview', 'edit', 'confirm']);

const deadlineForm = z.strictObject({
  token: z.string(),
  step: reasonSteps,
  version: versionText,
  due: z.string(),
  reason: z.string(),
});

const withdrawForm = deadlineForm.omit({ due: true });

/** A moved deadline as typed. */
export type TypedMove = { readonly version: string; readonly due: string; readonly reason: string };
export type MoveStep = z.infer<typeof reasonSteps>;

/** Null when it is not a body of ours. */
export function readMove(form: Form): { readonly typed: TypedMove; readonly step: MoveStep } | null {
  const read = deadlineForm.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { step, version, due, reason } = read.data;
  return { step, typed: { version, due, reason } };
}

/** A withdrawal as typed. */
export type TypedWithdrawal = { readonly version: string; readonly reason: string };

/** Null when it is not a body of ours. */
export function readWithdrawal(form: Form): { readonly typed: TypedWithdrawal; readonly step: MoveStep } | null {
  const read = withdrawForm.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { step, version, reason } = read.data;
  return { step, typed: { version, reason } };
}

/** What a moved deadline says, without who and when. */
export type Move = { readonly due: FuzzyDate; readonly reason: string };

type Around = {
  readonly milestone: MilestoneState;
  readonly settings: PlanSettings;
  readonly now: Parameters<typeof moveProblems>[3];
};

/** The typed form as a moved deadline, or everything that keeps it from being one. */
export function moveFrom(
  { due: text, reason }: TypedMove,
  { milestone, settings, now }: Around,
): { ok: true; said: Move } | { ok: false; problems: readonly Problem[] } {
  const read = readNewDate('due', text, settings);
  const clean = cleanText(reason);
  if (!read.ok) {
    const missing: Problem[] = clean === '' ? [{ field: 'reason', code: 'required' }] : [];
    return { ok: false, problems: [read.problem, ...missing] };
  }
  const problems = moveProblems(milestone, { settings }, { due: read.due, reason }, now);
  return problems.length === 0 ? { ok: true, said: { due: read.due, reason: clean } } : { ok: false, problems };
}
