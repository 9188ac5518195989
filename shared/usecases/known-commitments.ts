import { textsOf } from '../domain/change-log.ts';
import { compareNumbers, numberOf } from '../domain/identifiers.ts';
import type { CommitmentRecord, RecordStore } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

/** How many commitments of one record are kept at most: those of some national plans. The plan that waited longest is forgotten first. */
const most = 400;

type Known = ReadonlyMap<string, CommitmentRecord>;

/** By plan, the one that was asked for last at the end. */
const known = new WeakMap<RecordStore, Map<string, Known>>();

/**
 * Every commitment of a plan, in the order of their numbers, of which only those are read whose log goes on beyond what was read
 * before: a log is only ever added to, and what it was known to say it still says. A plan of sixty commitments of which one changed takes
 * a query and a batch for the heads and a query for the changed one.
 */
export async function knownCommitments(record: RecordStore, planId: string): Promise<readonly CommitmentRecord[]> {
  const plans = known.get(record) ?? new Map<string, Known>();
  known.set(record, plans);
  const before = plans.get(planId);
  const read = before === undefined ? await commitmentsOfPlan(record, planId) : await readSince(record, planId, before);
  plans.delete(planId);
  plans.set(planId, new Map(read.filter(isSettled).map((one) => [one.commitment.state.id, one])));
  for (const longest of [...plans.keys()].slice(0, -1)) {
    const count = [...plans.values()].reduce((sum, { size }) => sum + size, 0);
    if (count > most) plans.delete(longest);
  }
  return read;
}

async function readSince(record: RecordStore, planId: string, before: Known): Promise<readonly CommitmentRecord[]> {
  const heads = [...(await record.commitmentHeads(planId))].sort(([a], [b]) => compareNumbers(numberOf(a), numberOf(b)));
  const all = await Promise.all(
    heads.map(([id, { hash }]) => {
      const one = before.get(id);
      return one?.commitment.state.head.hash === hash ? one : record.commitment(id);
    }),
  );
  return all.filter((one) => one !== null);
}

/**
 * Whether every text stands beside the log but those that were redacted. Reading is no snapshot: an entry may be seen before its text, and,
 * worse, a redaction before the text is gone.
 */
function isSettled({ log, texts }: CommitmentRecord): boolean {
  const removed = new Set(log.flatMap((entry) => (entry.type === 'redacted' ? entry.data.texts : [])));
  const isGone = (hash: string): boolean => (texts.get(hash)?.text ?? null) === null;
  return [...removed].every(isGone) && log.every((entry) => textsOf(entry).every((hash) => removed.has(hash) || !isGone(hash)));
}
