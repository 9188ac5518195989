import { commitmentNumber } from '../domain/identifiers.ts';

type Parents =
  | { readonly ok: true; readonly parents: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly line: number };

/** Ids that a Decidim gave to commitments, one pair a line, `28,112`; a header and a semicolon will do. */
export function readDecidimParents(text: string): Parents {
  const parents = new Map<string, string>();
  for (const [index, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/u)
    .entries()) {
    if (line.trim() === '' || (index === 0 && /^\W*number\b/iu.test(line))) continue;
    const [given = '', id = '', ...others] = line.split(/[,;]/u).map((cell) => cell.replace(/^[\s"#]+|[\s"]+$/gu, ''));
    const number = commitmentNumber.safeParse(given.toUpperCase());
    if (!number.success || !/^\d+$/u.test(id) || others.length > 0) return { ok: false, line: index + 1 };
    parents.set(number.data, id);
  }
  return { ok: true, parents };
}
