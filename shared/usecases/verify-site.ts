import * as z from 'zod';
import type { Json } from '../domain/canonical-json.ts';
import {
  genesis,
  NewerDataError,
  planHead,
  readCommitmentEntry,
  readPlanEntry,
  type Tampering,
  verifyLog,
} from '../domain/change-log.ts';
import { commitmentNumber, numberOf, planOf } from '../domain/identifiers.ts';

import { type LogHead, logHead } from '../domain/plan.ts';
import { type StoredText, storedText } from '../domain/text.ts';
import { type PublishedFile, type PublishedHeads, parsedJson, publishedHeads } from './published-heads.ts';

/**
 * `unreadable`: a line is no entry. `newer`: written by a later Jalon. `misplaced`: the log of another commitment lies
 * here. `not-published`: a log that others speak of is not there. `head`: a plan's published hash is not that of its logs.
 */
export type SiteProblem = {
  readonly file: string;
  readonly seq: number;
  readonly problem: Tampering['problem'] | 'unreadable' | 'newer' | 'misplaced' | 'not-published' | 'head';
};

export type SiteVerdict = {
  readonly ok: boolean;
  readonly logs: number;
  readonly entries: number;
  readonly problems: readonly SiteProblem[];
};

type RawEntry = { readonly [key: string]: Json | undefined };
type ReadLog = {
  readonly file: string;
  readonly subject: string;
  readonly entries: readonly RawEntry[];
  readonly texts: Map<string, StoredText>;
};

const logLine = z.strictObject({
  entry: z.looseObject({ subject: z.string().min(1), seq: z.int().min(1), hash: z.string() }),
  texts: z.array(storedText),
});

/** What JSON.parse made is JSON. */
function asJson(value: object): RawEntry {
  return value as RawEntry;
}

function readLog({ path, text }: PublishedFile): ReadLog | SiteProblem {
  const entries: RawEntry[] = [];
  const texts = new Map<string, StoredText>();
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, line] of lines.entries()) {
    const read = logLine.safeParse(parsedJson(line));
    if (!read.success) return { file: path, seq: index + 1, problem: 'unreadable' };
    entries.push(asJson(read.data.entry));
    for (const one of read.data.texts) texts.set(one.sha256, one);
  }
  const subject = entries[0]?.['subject'];
  return typeof subject === 'string' ? { file: path, subject, entries, texts } : { file: path, seq: 1, problem: 'truncated' };
}

/** A folder named like a commitment holds that commitment's log. */
function isMisplaced({ file, subject }: ReadLog): boolean {
  const folder = file.split('/').at(-2);
  return folder !== undefined && commitmentNumber.safeParse(folder).success && numberOf(subject) !== folder;
}

/** The number of the first entry whose hash is right and that is still no entry this Jalon knows. */
function unknownEntry({ subject, entries }: ReadLog): number {
  const read = subject.includes('/') ? readCommitmentEntry : readPlanEntry;
  return (
    entries.findIndex((entry) => {
      try {
        read(entry);
        return false;
      } catch {
        // Which problem it is was found out by verifying; here only its place is looked for.
        return true;
      }
    }) + 1
  );
}

function problemIn(log: ReadLog, expected: LogHead): SiteProblem | null {
  if (isMisplaced(log)) return { file: log.file, seq: 1, problem: 'misplaced' };
  try {
    const found = verifyLog(log.entries, log.texts, log.subject, expected);
    return found === null ? null : { file: log.file, ...found };
  } catch (error) {
    if (!(error instanceof NewerDataError) && !(error instanceof z.ZodError)) throw error;
    return { file: log.file, seq: unknownEntry(log), problem: error instanceof NewerDataError ? 'newer' : 'unreadable' };
  }
}

/** Logs that a published plan speaks of and that are neither there nor already reported. */
function missing({ heads, plans }: PublishedHeads, logs: readonly ReadLog[], problems: readonly SiteProblem[]): SiteProblem[] {
  const known = new Set(logs.map(({ subject }) => subject));
  return [...heads.keys()]
    .filter((subject) => !known.has(subject) && plans.some(({ plan }) => plan === planOf(subject)))
    .map((subject) => ({ file: `${subject}/log.jsonl`, seq: 1, problem: 'not-published' as const }))
    .filter(({ file }) => !problems.some((one) => `/${file}`.endsWith(`/${one.file}`) || `/${one.file}`.endsWith(`/${file}`)));
}

/** Plans whose one hash is not that of the heads of their logs. */
function wrongHeads({ plans }: PublishedHeads, logs: readonly ReadLog[]): SiteProblem[] {
  const headOf = ({ entries }: ReadLog): LogHead => logHead.parse({ seq: entries.length, hash: entries.at(-1)?.['hash'] });
  return plans.flatMap(({ file, plan, head }) => {
    const own = logs.filter(({ subject }) => planOf(subject) === plan).map((log) => [log.subject, headOf(log)] as const);
    return planHead(new Map(own)) === head ? [] : [{ file, seq: 0, problem: 'head' as const }];
  });
}

/**
 * Verifies published logs (RELIABILITY I11): numbering, chain, hashes, texts and redactions of each, and against the heads
 * that the given status.json and feed.json files tell, that nothing was cut off, taken away or begun anew. Give one log,
 * or the files of a published folder.
 */
export function verifySite(files: readonly PublishedFile[]): SiteVerdict {
  const read = files.filter(({ path }) => path.endsWith('.jsonl')).map(readLog);
  const logs = read.filter((one) => 'entries' in one);
  const heads = publishedHeads(files);
  const broken: SiteProblem[] = [
    ...read.filter((one) => 'problem' in one),
    ...logs.flatMap((log) => problemIn(log, heads.heads.get(log.subject) ?? genesis) ?? []),
    ...(read.length === 0 ? [{ file: '', seq: 0, problem: 'not-published' as const }] : []),
  ];
  const problems = [...broken, ...missing(heads, logs, broken)];
  const entries = logs.reduce((sum, log) => sum + log.entries.length, 0);
  const all = problems.length === 0 ? wrongHeads(heads, logs) : problems;
  return { ok: all.length === 0, logs: logs.length, entries, problems: all };
}
