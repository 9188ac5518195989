import { setTimeout as sleep } from 'node:timers/promises';
import { genesis, type LogEntry, readCommitmentEntry, readPlanEntry, textsOf } from '../../domain/change-log.ts';
import { commitmentState, milestoneState } from '../../domain/commitment.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { planState } from '../../domain/plan.ts';
import { foldCommitment, LogOrderError } from '../../domain/reduce.ts';
import { type StoredText, storedText, type Texts } from '../../domain/text.ts';
import { UnreadableError } from '../../domain/unreadable.ts';
import type { CommitmentRecord, PlanRecord } from '../../ports.ts';
import type { Row } from '../tables.ts';
import { readOnce, readTogether } from './read-once.ts';
import { dataOf } from './rows.ts';

/** A query is not a snapshot: a transaction may become visible row by row while it runs. */
const readAttempts = 6;

/** State and log of a subject disagree, however often they are read: the record was changed by other hands. */
export class RecordDisagreesError extends UnreadableError {
  constructor(subject: string) {
    super(subject, `${subject}: its state is not what its log leads to. Verify its log.`);
  }
}

/** What a partition says, and what of it is not there yet: state and log that fit, or a text. */
type Built<Whole> = { readonly whole: Whole; readonly lacks: 'nothing' | 'state' | 'text' };

/**
 * The rows of a partition read again until they make one whole; see {@link readAttempts}. A text that stays away was
 * taken out by hand: it is left out here and found by whoever verifies the log.
 */
export async function readWhole<Whole>(
  subject: string,
  rows: () => Promise<readonly Row[]>,
  build: (rows: readonly Row[]) => Built<Whole> | null,
): Promise<Whole | null> {
  for (let attempt = 1; ; attempt += 1) {
    const built = builtOf(subject, await rows(), build);
    if (built === null) return null;
    if (built.lacks === 'nothing' || (built.lacks === 'text' && attempt >= readAttempts)) return built.whole;
    if (attempt >= readAttempts) throw new RecordDisagreesError(subject);
    await sleep(5 * 2 ** attempt);
  }
}

/** What one of its rows or entries says cannot be read: neither can the whole. */
function builtOf<Whole>(
  subject: string,
  rows: readonly Row[],
  build: (rows: readonly Row[]) => Built<Whole> | null,
): Built<Whole> | null {
  try {
    return build(rows);
  } catch (cause) {
    if (cause instanceof UnreadableError) throw cause;
    throw new UnreadableError(subject, undefined, { cause });
  }
}

/** Null when the partition holds no state: nothing was ever acknowledged there. */
export const commitmentFrom = readTogether((rows: readonly Row[]): Built<CommitmentRecord> | null => {
  const stateRow = rows.find(({ sk }) => sk === 'STATE');
  if (stateRow === undefined) return null;
  const state = dataOf(stateRow, commitmentState);
  const milestones = starting(rows, 'MILESTONE#')
    .map((row) => dataOf(row, milestoneState))
    .sort((a, b) => ordinalOf(a.id) - ordinalOf(b.id));
  const log = starting(rows, 'LOG#').map(({ data }) => readOnce(data, readCommitmentEntry, () => readCommitmentEntry(data)));
  const texts = textsFrom(rows);
  const folded = unlessOutOfOrder(() => foldCommitment(log));
  const versions = new Map(folded?.milestones.map(({ id, version }) => [id, version]));
  const fits =
    folded?.state.head.hash === state.head.hash &&
    versions.size === milestones.length &&
    milestones.every(({ id, version }) => versions.get(id) === version);
  return { whole: { commitment: { state, milestones }, log, texts }, lacks: lacking(fits, log, texts) };
});

/** Null when the partition holds no state. */
export const planFrom = readTogether((rows: readonly Row[]): Built<PlanRecord> | null => {
  const stateRow = rows.find(({ sk }) => sk === 'STATE');
  if (stateRow === undefined) return null;
  const state = dataOf(stateRow, planState);
  const log = starting(rows, 'LOG#').map(({ data }) => readOnce(data, readPlanEntry, () => readPlanEntry(data)));
  const texts = textsFrom(rows);
  const head = log.at(-1) ?? genesis;
  const fits = head.hash === state.head.hash && head.seq === log.length;
  return { whole: { state, log, texts }, lacks: lacking(fits, log, texts) };
});

const starting = (rows: readonly Row[], prefix: string): Row[] => rows.filter(({ sk }) => sk.startsWith(prefix));

function textsFrom(rows: readonly Row[]): Texts {
  const texts = starting(rows, 'TEXT#').map((row): StoredText => dataOf(row, storedText));
  return new Map(texts.map((one) => [one.sha256, one]));
}

function lacking(fits: boolean, log: readonly LogEntry[], texts: Texts): 'nothing' | 'state' | 'text' {
  if (!fits) return 'state';
  return log.some((entry) => textsOf(entry).some((hash) => !texts.has(hash))) ? 'text' : 'nothing';
}

function unlessOutOfOrder<Folded>(fold: () => Folded): Folded | null {
  try {
    return fold();
  } catch (error) {
    if (error instanceof LogOrderError) return null;
    throw error;
  }
}

/** Milestones stand in the order of their ids: m2 before m10. */
const ordinalOf = (milestoneId: string): number => Number(milestoneKeyOf(milestoneId).slice(1));
