import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Finding } from './draft.ts';
import { findingOf } from './messages.ts';

/** A key of the front matter: plain values only, with their line in the source. */
export type Entry = { readonly value: string | number | boolean | null | readonly string[]; readonly line: number };

export type FrontMatter =
  | { readonly ok: true; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly ok: false; readonly errors: readonly Finding[] };

/**
 * Text in double quotes may go on at the left margin: site generators accept it, YAML wants one space before it. The
 * space is added; lines stay where they are.
 */
function withIndentedQuotes(yaml: string): string {
  let isQuoted = false;
  const lines = yaml.split('\n').map((line) => {
    const indented = isQuoted && line.trim() !== '' ? ` ${line}` : line;
    const opens = /^[\p{L}\p{N}_-]+\s*:\s*"/u.test(line);
    if (isQuoted || opens) isQuoted = (line.match(/(?<!\\)"/gu)?.length ?? 0) % 2 === (isQuoted ? 0 : 1);
    return indented;
  });
  return lines.join('\n');
}

/** YAML 1.2, safe: dates stay text, alias bombs are refused. `firstLine` is the source line of its first line. */
export function readFrontMatter(yaml: string, firstLine: number, language: string): FrontMatter {
  const lineCounter = new LineCounter();
  const document = parseDocument(withIndentedQuotes(yaml), { lineCounter, version: '1.2', schema: 'core', uniqueKeys: true });
  const lineOf = (offset: number | undefined) => firstLine - 1 + lineCounter.linePos(offset ?? 0).line;
  if (document.errors.length > 0) {
    return {
      ok: false,
      errors: document.errors.map((error) =>
        findingOf(lineOf(error.pos[0]), 'bad-front-matter', language, error.message.split('\n')[0]),
      ),
    };
  }
  const entries = new Map<string, Entry>();
  if (!isMap(document.contents)) return { ok: true, entries };
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue;
    const line = lineOf((isScalar(value) || isSeq(value) ? value.range?.[0] : undefined) ?? key.range?.[0]);
    entries.set(String(key.value).trim().toLowerCase(), { value: plainValue(value), line });
  }
  return { ok: true, entries };
}

function plainValue(node: unknown): Entry['value'] {
  if (isSeq(node)) return node.items.flatMap((item) => (isScalar(item) && item.value !== null ? [String(item.value)] : []));
  if (!isScalar(node)) return null;
  const { value } = node;
  if (value === null || value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

export function textEntry(entries: ReadonlyMap<string, Entry>, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = entries.get(key)?.value;
    if ((typeof value === 'string' || typeof value === 'number') && String(value).trim() !== '') return String(value).trim();
  }
  return null;
}
