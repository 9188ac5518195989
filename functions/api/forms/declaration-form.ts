import * as z from 'zod';
import { lastDeclared, type MilestoneState, type Word } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type Declaration, declarableStatus, evidenceKind } from '../../../shared/domain/plan.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText, type TextRef, type Texts } from '../../../shared/domain/text.ts';
import { type Declared, declarationProblems } from '../../../shared/usecases/declare-status.ts';
import { readNewDate } from '../../../shared/usecases/read-new-date.ts';
import type { Form } from '../middleware/read-form.ts';

/** A row of evidence as typed. */
export type TypedEvidence = { readonly url: string; readonly title: string; readonly kind: string; readonly date: string };

/** The form as a person filled it in: every field a text, empty where nothing was typed. */
export type TypedDeclaration = {
  readonly version: string;
  /** Version of the colleague's draft the page showed; empty without one. */
  readonly draft: string;
  readonly status: string;
  readonly done: string;
  readonly evidence: readonly TypedEvidence[];
  readonly noEvidenceReason: string;
  readonly completedOn: string;
  readonly difficulties: string;
  readonly expected: string;
  readonly expectedReason: string;
};

/** Rows of evidence a form may carry (RELIABILITY S14). */
export const evidenceRows = 20;

const declarationSteps = z.enum(['preview', 'edit', 'add-row', 'confirm', 'save-draft']);
type DeclarationStep = z.infer<typeof declarationSteps>;

/** Version of a milestone, in a form. */
export const versionText = z.string().regex(/^[1-9]\d{0,8}$/);
/** Version of a draft, in a form; empty for none. */
export const draftText = z.string().regex(/^(?:[1-9]\d{0,8})?$/);

const plain = z.strictObject({
  token: z.string(),
  step: declarationSteps,
  version: versionText,
  draft: draftText.default(''),
  status: z.string().max(40).default(''),
  done: z.string(),
  noEvidenceReason: z.string(),
  completedOn: z.string(),
  difficulties: z.string(),
  // Absent from the form of those who may not give a new date.
  expected: z.string().default(''),
  expectedReason: z.string().default(''),
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

const blank: TypedDeclaration = {
  version: '',
  draft: '',
  status: '',
  done: '',
  evidence: [],
  noEvidenceReason: '',
  completedOn: '',
  difficulties: '',
  expected: '',
  expectedReason: '',
};

/** A declaration of the record in the shape of the form; a text that was redacted is empty. */
function typedOf(said: Declaration, texts: Texts): TypedDeclaration {
  const text = (ref: TextRef | null): string => readText(texts, ref) ?? '';
  return {
    ...blank,
    status: said.status,
    done: text(said.done),
    evidence: said.evidence.map(({ url, title, kind, date }) => ({ url, title: text(title), kind, date: date ?? '' })),
    noEvidenceReason: text(said.noEvidenceReason),
    completedOn: said.completedOn ?? '',
    difficulties: text(said.difficulties),
  };
}

/** A declared word in the shape of the form, with the date it gave; null for any other word. */
export function typedWord({ said, seq }: Word, { revisions }: MilestoneState, texts: Texts): TypedDeclaration | null {
  if (said.kind !== 'declared') return null;
  const given = revisions.find((one) => one.seq === seq);
  return {
    ...typedOf(said.declaration, texts),
    expected: given?.due.text ?? '',
    expectedReason: readText(texts, given?.reason ?? null) ?? '',
  };
}

/** The form before anything is typed: what was last declared, so that nothing has to be written twice. */
export function prefilledDeclaration(milestone: MilestoneState, texts: Texts): TypedDeclaration {
  const said = lastDeclared(milestone)?.said;
  const last = said?.kind === 'declared' ? typedOf(said.declaration, texts) : blank;
  return { ...last, version: String(milestone.version) };
}

/** What the person says, without who and when. */
export type Said = Declared;

const orNull = (text: string): string | null => (cleanText(text) === '' ? null : cleanText(text));

const fieldOrder: readonly string[] = [
  'status',
  'done',
  'difficulties',
  'evidence',
  'noEvidenceReason',
  'completedOn',
  'expected',
  'expectedReason',
];
const partOrder: readonly string[] = ['url', 'title', 'kind', 'date'];

/** Place of a field on the page, from top to bottom. */
function placeOf({ field }: Problem): number {
  const [head = '', row = '0', part = ''] = field.split('.');
  return fieldOrder.indexOf(head) * 1_000 + Number(row) * 10 + partOrder.indexOf(part) + 1;
}

/** What a declaration is about, and who makes it. */
export type Saying = Parameters<typeof declarationProblems>[1];

/** The new date as typed; a reason alone asks for its date. */
function expectedFrom({ expected, expectedReason }: TypedDeclaration, { settings }: Saying) {
  if (cleanText(expected) === '' && cleanText(expectedReason) === '') return { said: null, problems: [] };
  const read = readNewDate('expected', expected, settings);
  if (read.ok) return { said: { due: read.due, reason: cleanText(expectedReason) }, problems: [] };
  const missing: Problem[] = cleanText(expectedReason) === '' ? [{ field: 'expectedReason', code: 'required' }] : [];
  return { said: null, problems: [read.problem, ...missing] };
}

/**
 * The typed form as a declaration, or everything that keeps it from being published. A complete milestone without a day
 * is complete today; the day is then shown before anyone confirms it.
 */
export function declarationFrom(
  typed: TypedDeclaration,
  saying: Saying,
): { ok: true; said: Said } | { ok: false; problems: readonly Problem[] } {
  const today = localDay(saying.now, saying.settings.zone);
  const status = declarableStatus.safeParse(typed.status);
  const kinds = typed.evidence.map(({ kind }) => evidenceKind.safeParse(kind));
  const expected = expectedFrom(typed, saying);
  const missing: Problem[] = [
    ...(status.success ? [] : [{ field: 'status', code: 'required' } as const]),
    ...kinds.flatMap((kind, index) => (kind.success ? [] : [{ field: `evidence.${index}.kind`, code: 'required' } as const])),
    ...expected.problems,
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
    expected: expected.said,
  };
  const found = declarationProblems(said, saying).filter(({ code }) => status.success || code !== 'not-expected');
  const problems = [...missing, ...found].toSorted((a, b) => placeOf(a) - placeOf(b));
  return problems.length === 0 ? { ok: true, said } : { ok: false, problems };
}

/** Whether two forms say the same, whatever versions they were shown with. */
export function saysTheSame(said: TypedDeclaration, typed: TypedDeclaration): boolean {
  const clean = ({ version: _, draft: __, evidence, expected, ...rest }: TypedDeclaration) =>
    JSON.stringify([
      Object.entries(rest)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, cleanText(value)]),
      cleanText(expected).replace(/\s+/gu, ' '),
      evidence.map(({ url, title, kind, date }) => [url, cleanText(title), kind, date]),
    ]);
  return clean(said) === clean(typed);
}

/** Every field of the form with what was typed, as the form sends it; versions come apart. */
export function fieldsOf(typed: TypedDeclaration): { readonly [field: string]: string } {
  const { evidence, version: _, draft: __, ...plainFields } = typed;
  const rows = evidence.flatMap((row, index) => Object.entries(row).map(([part, value]) => [`evidence.${index}.${part}`, value]));
  return { ...plainFields, ...Object.fromEntries(rows) };
}
