import type { Problem } from '../../../shared/domain/errors.ts';
import { readText, type Texts } from '../../../shared/domain/text.ts';
import type { Titles } from '../../../shared/usecases/typed-text.ts';
import type { Form } from '../middleware/read-form.ts';

/** Texts of one row of a form, by the name of their column. */
export type Row = { readonly [column: string]: string };

/** A form with repeated rows: `followUp-0-url` is the column `url` of the first row of `followUp`. */
export type FieldsAndRows = { readonly plain: Row; readonly rows: { readonly [list: string]: readonly Row[] } };

const rowField = /^([a-zA-Z]+)-(0|[1-9]\d?)-([a-zA-Z]+(?:\.[a-z]{2,3})?)$/;

/** Rows come in their order; those in which nobody typed anything are left out, `idle` columns not counted. */
export function fieldsAndRows(form: Form, lists: readonly string[], idle: readonly string[] = []): FieldsAndRows {
  const plain: { [name: string]: string } = {};
  const found = new Map<string, Map<number, { [column: string]: string }>>(lists.map((list) => [list, new Map()]));
  for (const [name, value] of form) {
    const [, list = '', row = '', column = ''] = rowField.exec(name) ?? [];
    const rows = found.get(list);
    if (rows === undefined) plain[name] = value;
    else rows.set(Number(row), { ...rows.get(Number(row)), [column]: value });
  }
  const typedIn = (row: Row): boolean =>
    Object.entries(row).some(([column, text]) => !idle.includes(column) && text.trim() !== '');
  const rows = Object.fromEntries(
    [...found].map(([list, byPlace]) => [
      list,
      [...byPlace]
        .sort(([a], [b]) => a - b)
        .map(([, row]) => row)
        .filter(typedIn),
    ]),
  );
  return { plain, rows };
}

/** Problems of a verb by the names of the form: `followUp.0.url` → `followUp-0-url`, a line of a list → the list. */
export function onForm(problems: readonly Problem[], lists: readonly string[]): readonly Problem[] {
  return problems.map((problem) => {
    const [head = '', row, ...rest] = problem.field.split('.');
    if (row === undefined || !/^\d+$/.test(row)) return problem;
    return { ...problem, field: lists.includes(head) && rest.length > 0 ? `${head}-${row}-${rest.join('.')}` : head };
  });
}

const titlePrefix = 'titles.';

/**
 * Titles by language, from fields named `titles.fr`, apart from the other fields; null when a title is in a language that the
 * form does not offer.
 */
export function titlesApart(row: Row, languages: readonly string[]): { titles: Row; rest: Row } | null {
  const isTitle = ([name]: readonly [string, string]): boolean => name.startsWith(titlePrefix);
  const fields = Object.entries(row);
  const titles = fields.filter(isTitle).map(([name, text]) => [name.slice(titlePrefix.length), text] as const);
  if (titles.some(([language]) => !languages.includes(language))) return null;
  return { titles: Object.fromEntries(titles), rest: Object.fromEntries(fields.filter((field) => !isTitle(field))) };
}

/** Languages a title may be given in: the plan's, and those it has already. */
export function titleLanguages(planLanguages: readonly string[], ...titles: readonly object[]): readonly string[] {
  return [...new Set([...planLanguages, ...titles.flatMap((one) => Object.keys(one))])];
}

/** Titles of the record as a form shows them: empty where they were redacted. */
export function titlesRead(titles: Titles | undefined, texts: Texts): Row {
  return Object.fromEntries(Object.entries(titles ?? {}).map(([language, ref]) => [language, readText(texts, ref) ?? '']));
}
