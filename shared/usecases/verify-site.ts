import * as z from 'zod';
import { canonicalJson, type Json } from '../domain/canonical-json.ts';
import {
  genesis,
  NewerDataError,
  planHead,
  readCommitmentEntry,
  readPlanEntry,
  type Tampering,
  textsOf,
  verifyLog,
} from '../domain/change-log.ts';
import { commitmentNumber, numberOf, planOf } from '../domain/identifiers.ts';
import type { LogHead } from '../domain/plan.ts';
import { storedText, type Texts } from '../domain/text.ts';
import { type KeptMoment, momentOf } from './kept-head.ts';
import { type PublishedFile, type PublishedHeads, parsedJson, publishedHeads } from './published-heads.ts';

type Found = { readonly seq: number; readonly problem: SiteProblem['problem'] };

/**
 * `unreadable`: a line is no entry. `not-canonical`: it says the same in other bytes than were published. `text-added`: other texts
 * lie beside an entry than it refers to. `newer`: written by a later Jalon. `misplaced`: the log of another commitment
 * lies here. `not-published`: a log that others speak of is not there. `head`: a plan's published hash is not that of the
 * heads beside it. `kept-head`: these logs never had the head that somebody kept. `kept-head-unknown`: it was not found, and whether
 * they ever had it is not known: no sign of tampering.
 */
export type SiteProblem = {
  readonly file: string;
  readonly seq: number;
  readonly problem:
    | Tampering['problem']
    | 'unreadable'
    | 'not-canonical'
    | 'text-added'
    | 'newer'
    | 'misplaced'
    | 'not-published'
    | 'head'
    | 'kept-head'
    | 'kept-head-unknown';
};

/**
 * What somebody kept of an earlier day. `older`: files of a copy, of which every entry must still stand. `head`: what a mail, a page or
 * a feed told as the head, 12 hexadecimal digits of it or more.
 */
export type Kept = { readonly older?: readonly PublishedFile[]; readonly head?: string | null };

export type SiteVerdict = {
  readonly ok: boolean;
  readonly logs: number;
  readonly entries: number;
  readonly problems: readonly SiteProblem[];
  /**
   * Intact logs that go on beyond what a status.json or feed.json beside them tells: logs are published before these, so that a copy
   * made at that moment holds both. For those entries there is no published head.
   */
  readonly further: readonly string[];
  /** Where each log ends: what to keep in order to ask for it later. */
  readonly newest: readonly (LogHead & { readonly file: string; readonly subject: string })[];
  /** When the head that was kept was the newest; null where none was given, or none was found. */
  readonly kept: KeptMoment | null;
};

type RawEntry = { readonly [key: string]: Json | undefined };
type ReadLog = {
  readonly file: string;
  readonly subject: string;
  readonly entries: readonly RawEntry[];
  /** Beside each entry: a text may stand beside several, and each copy is published. */
  readonly texts: readonly Texts[];
  /** The first line that cannot be read, where the entries end, or that was not written by Jalon like this. */
  readonly broken: Found | null;
};

const logLine = z.strictObject({
  entry: z.looseObject({ subject: z.string().min(1), seq: z.int().min(1), hash: z.string() }),
  texts: z.array(storedText),
});

/** What JSON.parse made is JSON. */
function asJson(value: object): RawEntry {
  return value as RawEntry;
}

/** The bytes in which a line was published: a byte more or less changes nothing it says, and is still another one. */
function isCanonical(line: string, read: z.infer<typeof logLine>): boolean {
  return line.isWellFormed() && canonicalJson(asJson(read)) === line;
}

function readLog({ path, text }: PublishedFile): ReadLog | SiteProblem {
  const entries: RawEntry[] = [];
  const texts: Texts[] = [];
  let broken: Found | null = null;
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  for (const [index, line] of lines.entries()) {
    const seq = index + 1;
    const read = logLine.safeParse(parsedJson(line));
    if (!read.success) {
      broken ??= { seq, problem: 'unreadable' };
      break;
    }
    if (!isCanonical(line, read.data) || (seq === lines.length && !isEnded)) broken ??= { seq, problem: 'not-canonical' };
    entries.push(asJson(read.data.entry));
    const beside = new Map(read.data.texts.map((one) => [one.sha256, one]));
    if (beside.size < read.data.texts.length) broken ??= { seq, problem: 'text-added' };
    texts.push(beside);
  }
  const subject = entries[0]?.['subject'];
  if (typeof subject === 'string') return { file: path, subject, entries, texts, broken };
  return { file: path, ...(broken ?? { seq: 1, problem: 'truncated' }) };
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

/** The first entry beside which other texts lie than it refers to. */
function addedText({ entries, subject, texts }: ReadLog): Found | null {
  const read = subject.includes('/') ? readCommitmentEntry : readPlanEntry;
  const place = entries.findIndex((entry, index) => {
    const own = new Set(textsOf(read(entry)));
    return [...(texts[index]?.keys() ?? [])].some((hash) => !own.has(hash));
  });
  return place < 0 ? null : { seq: place + 1, problem: 'text-added' };
}

/** The first head that someone kept and that this log does not lead to. */
function otherHead({ entries }: ReadLog, heads: readonly LogHead[]): Found | null {
  const other = heads.findLast(({ seq, hash }) => seq <= entries.length && entries[seq - 1]?.['hash'] !== hash);
  return other === undefined ? null : { seq: other.seq, problem: 'hash' };
}

function tamperingIn(log: ReadLog, heads: readonly LogHead[]): Found | null {
  try {
    // What follows a line that cannot be read is unknown: whether an entry was cut off, or a text removed in public.
    const isWhole = log.broken?.problem !== 'unreadable';
    const found = verifyLog(log.entries, log.texts, log.subject, isWhole ? heads[0] : genesis);
    const isKnown = isWhole || (found?.problem !== 'text-missing' && found?.problem !== 'truncated');
    const other = otherHead(log, heads);
    const first = (isKnown ? found : null) ?? addedText(log);
    return other !== null && (first === null || other.seq < first.seq) ? other : first;
  } catch (error) {
    if (!(error instanceof NewerDataError) && !(error instanceof z.ZodError)) throw error;
    return { seq: unknownEntry(log), problem: error instanceof NewerDataError ? 'newer' : 'unreadable' };
  }
}

/** The first thing wrong with a log, wherever it is. */
function problemIn(log: ReadLog, heads: readonly LogHead[]): SiteProblem | null {
  if (isMisplaced(log)) return { file: log.file, seq: 1, problem: 'misplaced' };
  const found = tamperingIn(log, heads);
  const { broken } = log;
  const first = found === null || (broken !== null && broken.seq < found.seq) ? broken : found;
  return first === null ? null : { file: log.file, ...first };
}

/** Logs that a published plan or an older copy speaks of and that are neither there nor already reported. */
function missing(
  { heads, plans }: PublishedHeads,
  older: ReadonlyMap<string, readonly LogHead[]>,
  logs: readonly ReadLog[],
  problems: readonly SiteProblem[],
  isOne: boolean,
): SiteProblem[] {
  const known = new Set(logs.map(({ subject }) => subject));
  const told = [...heads.keys()].filter((subject) => plans.some(({ plan }) => plan === planOf(subject)));
  // Whoever gives one log asks about that one.
  const kept = isOne ? [] : older.keys();
  return [...new Set([...told, ...kept])]
    .filter((subject) => !known.has(subject))
    .map((subject) => ({ file: `${subject}/log.jsonl`, seq: 1, problem: 'not-published' as const }))
    .filter(({ file }) => !problems.some((one) => `/${file}`.endsWith(`/${one.file}`) || `/${one.file}`.endsWith(`/${file}`)));
}

/** Files whose one hash of a plan is not that of the heads they tell beside it: that each of these lies in its log is seen there. */
function wrongHeads({ plans }: PublishedHeads): SiteProblem[] {
  return plans.flatMap(({ file, head, heads }) => (planHead(heads) === head ? [] : [{ file, seq: 0, problem: 'head' as const }]));
}

/** Logs that go on where a file that tells of their plan ends, or that it does not know. */
function furtherThan({ plans }: PublishedHeads, logs: readonly ReadLog[]): readonly string[] {
  const isFurther = ({ subject, entries }: ReadLog): boolean =>
    plans.some(({ plan, heads }) => plan === planOf(subject) && (heads.get(subject)?.seq ?? 0) < entries.length);
  return logs.filter(isFurther).map(({ file }) => file);
}

/** Every entry of these logs as a head, by subject. */
function headsOf(logs: readonly ReadLog[]): ReadonlyMap<string, readonly LogHead[]> {
  return new Map(
    logs.map(({ subject, entries }) => [
      subject,
      entries.map(({ hash }, index) => ({ seq: index + 1, hash: String(hash) })).reverse(),
    ]),
  );
}

/** The furthest first, as {@link publishedHeads} gives them. */
function together(some: readonly LogHead[] = [], more: readonly LogHead[] = []): readonly LogHead[] {
  return [...some, ...more].sort((a, b) => b.seq - a.seq);
}

/** What is to be said of a head that was kept, by what was found of it. */
function lostHead(found: KeptMoment | 'unknown' | null): readonly SiteProblem[] {
  if (found === null) return [{ file: '', seq: 0, problem: 'kept-head' }];
  return found === 'unknown' ? [{ file: '', seq: 0, problem: 'kept-head-unknown' }] : [];
}

const logsIn = (files: readonly PublishedFile[]): (ReadLog | SiteProblem)[] =>
  files.filter(({ path }) => path.endsWith('.jsonl')).map(readLog);
const isLog = (one: ReadLog | SiteProblem): one is ReadLog => 'entries' in one;

/**
 * Verifies published logs (RELIABILITY I11): numbering, chain, hashes, texts and redactions of each, and against the heads
 * that the given status.json and feed.json files tell, that nothing was cut off, taken away or begun anew. Give one log, of which
 * alone an older copy then tells, or the files of a published folder. A record that was rewritten as a whole agrees with itself: only what somebody kept of an earlier
 * day shows it.
 * @param older give only copies that were verified themselves
 */
export function verifySite(files: readonly PublishedFile[], { older = [], head = null }: Kept = {}): SiteVerdict {
  const read = logsIn(files);
  const logs = read.filter(isLog);
  const heads = publishedHeads(files);
  const before = headsOf(logsIn(older).filter(isLog));
  const broken: SiteProblem[] = [
    ...read.filter((one) => 'problem' in one),
    ...logs.flatMap((log) => problemIn(log, together(heads.heads.get(log.subject), before.get(log.subject))) ?? []),
    ...(read.length === 0 ? [{ file: '', seq: 0, problem: 'not-published' as const }] : []),
  ];
  const problems = [...broken, ...missing(heads, before, logs, broken, files.length === 1)];
  const entries = logs.reduce((sum, log) => sum + log.entries.length, 0);
  const inFiles = problems.length === 0 ? wrongHeads(heads) : problems;
  const asked = head === null || inFiles.length > 0 ? null : { found: momentOf(logs, head) };
  const all = asked === null ? inFiles : lostHead(asked.found);
  const further = all.length === 0 ? furtherThan(heads, logs) : [];
  const newest = logs.map(({ file, subject, entries: own }) => ({
    file,
    subject,
    seq: own.length,
    hash: String(own.at(-1)?.['hash']),
  }));
  const kept = asked === null || asked.found === 'unknown' ? null : asked.found;
  return { ok: all.length === 0, logs: logs.length, entries, problems: all, further, newest, kept };
}
