import * as z from 'zod';
import { lastDeclared, type MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type Declaration, declarableStatus, evidenceKind } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText, type TextRef, type Texts } from '../../../shared/domain/text.ts';
import { type DeclareCommand, declarationProblems } from '../../../shared/usecases/declare-status.ts';
import type { Form } from '../middleware/read-form.ts';

/** A row of evidence as typed. */
export type TypedEvidence = { readonly url: string; readonly title: string; readonly kind: string; readonly date: string };

/** The form as a person filled it in: every field a text, empty where nothing was typed. */
export type TypedDeclaration = {
  readonly version: string;
  readonly status: string;
  readonly done: string;
  readonly evidence: readonly TypedEvidence[];
  readonly noEvidenceReason: string;
  readonly completedOn: string;
  readonly difficulties: string;
};

/** Rows of evidence a form may carry (RELIABILITY S14). */
export const evidenceRows = 20;

const declarationSteps = z.enum(['preview', 'edit', 'add-row', 'confirm']);
type DeclarationStep = z.infer<typeof declarationSteps>;

const plain = z.strictObject({
  token: z.string(),
  step: declarationSteps,
  version: z.string().regex(/^[1-9]\d{0,8}$/),
  status: z.string().max(40).default(''),
  done: z.string(),
  noEvidenceReason: z.string(),
  completedOn: z.string(),
  difficulties: z.string(),
});

const rowField = /^evidence\.(\d|1\d)\.(url|title|kind|date)$/;
const emptyRow: TypedEvidence = { url: '', title: '', kind: '', date: '' };
const isEmpty = (row: TypedEvidence): boolean => [row.url, row.title, row.date].every((text) => text.trim() === '');

/** `rows` counts the rows of evidence the page had, empty ones included. */
export type ReadDeclaration = {
  readonly typed: TypedDeclaration;
  readonly step: DeclarationStep;
  readonly rows: number;
};

/** What the body of a declaration says, or null when it is not a body of ours: unknown fields are refused. */
export function readDeclaration(form: Form): ReadDeclaration | null {
  const rows = new Map<number, TypedEvidence>();
  const rest: { [name: string]: string } = {};
  for (const [name, value] of form) {
    const [, row, field] = rowField.exec(name) ?? [];
    if (row === undefined || field === undefined) rest[name] = value;
    else rows.set(Number(row), { ...(rows.get(Number(row)) ?? emptyRow), [field]: value.trim() });
  }
  const read = plain.safeParse(rest);
  if (!read.success) return null;
  const { token: _, step, ...typed } = read.data;
  const evidence = [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  return { typed: { ...typed, evidence: evidence.filter((row) => !isEmpty(row)) }, step, rows: evidence.length };
}

/** A declaration of the record in the shape of the form; a text that was redacted is empty. */
export function typedOf(said: Declaration, texts: Texts): TypedDeclaration {
  const text = (ref: TextRef | null): string => readText(texts, ref) ?? '';
  return {
    version: '',
    status: said.status,
    done: text(said.done),
    evidence: said.evidence.map(({ url, title, kind, date }) => ({ url, title: text(title), kind, date: date ?? '' })),
    noEvidenceReason: text(said.noEvidenceReason),
    completedOn: said.completedOn ?? '',
    difficulties: text(said.difficulties),
  };
}

const blank: TypedDeclaration = {
  version: '',
  status: '',
  done: '',
  evidence: [],
  noEvidenceReason: '',
  completedOn: '',
  difficulties: '',
};

/** The form before anything is typed: what was last declared, so that nothing has to be written twice. */
export function prefilledDeclaration(milestone: MilestoneState, texts: Texts): TypedDeclaration {
  const said = lastDeclared(milestone)?.said;
  const last = said?.kind === 'declared' ? typedOf(said.declaration, texts) : blank;
  return { ...last, version: String(milestone.version) };
}

/** What the person says, without who and when. */
export type Said = Pick<
  DeclareCommand,
  'status' | 'done' | 'evidence' | 'noEvidenceReason' | 'difficulties' | 'completedOn' | 'expected'
>;

const orNull = (text: string): string | null => (cleanText(text) === '' ? null : cleanText(text));

const fieldOrder: readonly string[] = ['status', 'done', 'difficulties', 'evidence', 'noEvidenceReason', 'completedOn'];
const partOrder: readonly string[] = ['url', 'title', 'kind', 'date'];

/** Place of a field on the page, from top to bottom. */
function placeOf({ field }: Problem): number {
  const [head = '', row = '0', part = ''] = field.split('.');
  return fieldOrder.indexOf(head) * 1_000 + Number(row) * 10 + partOrder.indexOf(part) + 1;
}

/**
 * The typed form as a declaration, or everything that keeps it from being published. A complete milestone without a day
 * is complete today; the day is then shown before anyone confirms it.
 */
export function declarationFrom(
  typed: TypedDeclaration,
  today: string,
): { ok: true; said: Said } | { ok: false; problems: readonly Problem[] } {
  const status = declarableStatus.safeParse(typed.status);
  const kinds = typed.evidence.map(({ kind }) => evidenceKind.safeParse(kind));
  const missing: Problem[] = [
    ...(status.success ? [] : [{ field: 'status', code: 'required' } as const]),
    ...kinds.flatMap((kind, index) => (kind.success ? [] : [{ field: `evidence.${index}.kind`, code: 'required' } as const])),
  ];
  const chosen = status.data ?? 'substantial';
  const said: Said = {
    status: chosen,
    done: orNull(typed.done),
    evidence: typed.evidence.map(({ url, title, date }, index) => ({
      url,
      title: cleanText(title),
      kind: kinds[index]?.data ?? 'other',
      date: orNull(date),
    })),
    noEvidenceReason: orNull(typed.noEvidenceReason),
    difficulties: orNull(typed.difficulties),
    completedOn: orNull(typed.completedOn) ?? (chosen === 'complete' ? today : null),
    expected: null,
  };
  const found = declarationProblems(said, today).filter(({ code }) => status.success || code !== 'not-expected');
  const problems = [...missing, ...found].toSorted((a, b) => placeOf(a) - placeOf(b));
  return problems.length === 0 ? { ok: true, said } : { ok: false, problems };
}

/** Whether a declaration of the record says what this form says: a confirmation that was sent twice. */
export function saysTheSame(said: Declaration, texts: Texts, typed: TypedDeclaration): boolean {
  const clean = ({ version: _, evidence, ...rest }: TypedDeclaration) =>
    JSON.stringify([
      Object.entries(rest)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, cleanText(value)]),
      evidence.map(({ url, title, kind, date }) => [url, cleanText(title), kind, date]),
    ]);
  return clean(typedOf(said, texts)) === clean(typed);
}
