import * as z from 'zod';
import type { Json } from '../domain/canonical-json.ts';
import { genesis, NewerDataError, type Tampering, verifyLog } from '../domain/change-log.ts';
import { type LogHead, logHead } from '../domain/plan.ts';
import { type StoredText, storedText } from '../domain/text.ts';

/** A published file by its path below what is verified. */
export type PublishedFile = { readonly path: string; readonly text: string };

/** `unreadable`: a line is no entry. `newer`: written by a later Jalon. `not-published`: a known log is not there. */
export type SiteProblem = {
  readonly file: string;
  readonly seq: number;
  readonly problem: Tampering['problem'] | 'unreadable' | 'newer' | 'not-published';
};

export type SiteVerdict =
  | { readonly ok: true; readonly logs: number; readonly entries: number }
  | { readonly ok: false; readonly problems: readonly SiteProblem[] };

const line = z.object({
  entry: z.looseObject({ subject: z.string(), seq: z.int() }),
  texts: z.array(storedText),
});
const heads = z.object({ heads: z.record(z.string(), logHead) });

/** The heads that `status.json` files tell: what somebody who kept one can hold a log to. */
function publishedHeads(files: readonly PublishedFile[]): Map<string, LogHead> {
  const known = new Map<string, LogHead>();
  for (const { path, text } of files) {
    if (!path.endsWith('status.json')) continue;
    const read = heads.safeParse(JSON.parse(text));
    for (const [subject, head] of Object.entries(read.success ? read.data.heads : {})) {
      if ((known.get(subject)?.seq ?? 0) < head.seq) known.set(subject, head);
    }
  }
  return known;
}

type ReadLog = {
  readonly entries: { [key: string]: Json }[];
  readonly texts: Map<string, StoredText>;
  readonly badLine: number | null;
};

function readLog(text: string): ReadLog {
  const entries: { [key: string]: Json }[] = [];
  const texts = new Map<string, StoredText>();
  const lines = text.split('\n');
  for (const [index, raw] of lines.entries()) {
    if (raw === '' && index === lines.length - 1) continue;
    const read = line.safeParse(parsed(raw));
    if (!read.success) return { entries, texts, badLine: index + 1 };
    entries.push(asJson(read.data.entry));
    for (const one of read.data.texts) texts.set(one.sha256, one);
  }
  return { entries, texts, badLine: null };
}

/** What JSON.parse made is JSON. */
function asJson(value: object): { [key: string]: Json } {
  return value as { [key: string]: Json };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    // Reported as an unreadable line by whoever asked.
    return null;
  }
}

function problemIn(path: string, log: ReadLog, subject: string, expected: LogHead): SiteProblem | null {
  try {
    const found = verifyLog(log.entries, log.texts, subject, expected);
    if (found !== null) return { file: path, ...found };
  } catch (error) {
    if (error instanceof NewerDataError) return { file: path, seq: log.entries.length, problem: 'newer' };
    if (error instanceof z.ZodError) return { file: path, seq: log.entries.length, problem: 'unreadable' };
    throw error;
  }
  return log.badLine === null ? null : { file: path, seq: log.badLine, problem: 'unreadable' };
}

/**
 * Verifies published logs (RELIABILITY I11): numbering, chain, hashes, texts and redactions of each, and its length against
 * every head that the given `status.json` files tell. A log that such a file knows and that is not given is reported too
 * when more than one file is given: a published folder is whole.
 */
export function verifySite(files: readonly PublishedFile[]): SiteVerdict {
  const known = publishedHeads(files);
  const logs = files.filter(({ path }) => path.endsWith('log.jsonl'));
  const problems: SiteProblem[] = [];
  const seen = new Set<string>();
  let entries = 0;
  for (const { path, text } of logs) {
    const log = readLog(text);
    const subject = String(log.entries[0]?.['subject'] ?? '');
    seen.add(subject);
    entries += log.entries.length;
    const problem = problemIn(path, log, subject, known.get(subject) ?? genesis);
    if (problem !== null) problems.push(problem);
  }
  for (const [subject, { seq }] of known) if (!seen.has(subject)) problems.push({ file: subject, seq, problem: 'not-published' });
  if (logs.length === 0) problems.push({ file: '', seq: 0, problem: 'not-published' });
  return problems.length === 0 ? { ok: true, logs: logs.length, entries } : { ok: false, problems };
}
