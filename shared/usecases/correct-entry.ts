import type { CommitmentEntry } from '../domain/change-log.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { sameDays } from '../domain/fuzzy-date.ts';
import { requiredText, titleProblems } from '../domain/public-text.ts';
import type { CommitmentRecord } from '../ports.ts';
import { type Accepted, type ChangeDeps, changeCommitment, type Envelope, textWriter } from './append-change.ts';

export type Correction = Extract<CommitmentEntry, { type: 'corrected' }>['data']['change'];

/** Entries a word-correction can undo. */
const words: readonly string[] = ['declared', 'nothing-to-report', 'deadline-revised', 'withdrawn'];

function check(current: CommitmentRecord, corrects: number, change: Correction): Refused | null {
  const corrected = current.log.find(({ seq }) => seq === corrects);
  if (corrected === undefined) return refused('unknown-entry', [{ field: 'corrects', code: 'unknown' }]);
  if ('titles' in change) {
    const problems = titleProblems('title', change.titles);
    if (problems.length > 0) return refused('invalid', problems);
  }
  if ('milestoneId' in change) {
    const milestone = current.commitment.milestones.find(({ id }) => id === change.milestoneId);
    if (milestone === undefined) return refused('unknown-milestone');
    if (change.field === 'published-deadline' && sameDays(milestone.published.due, change.due)) {
      return refused('invalid', [{ field: 'due', code: 'unchanged' }]);
    }
  }
  if (change.field === 'word') {
    const about = 'milestoneId' in corrected.data ? corrected.data.milestoneId : null;
    const undone = current.log.some(
      (one) => one.type === 'corrected' && one.data.corrects === corrects && one.data.change.field === 'word',
    );
    if (!words.includes(corrected.type) || about !== change.milestoneId) {
      return refused('unknown-entry', [{ field: 'corrects', code: 'unknown' }]);
    }
    if (undone) return refused('invalid', [{ field: 'corrects', code: 'unchanged' }]);
  }
  return null;
}

/** Mends or undoes an earlier entry by a new public one. The earlier entry stays where it is. */
export function correctEntry(
  deps: ChangeDeps,
  command: Envelope & {
    readonly commitmentId: string;
    readonly corrects: number;
    readonly change: Correction;
    readonly reason: string | null;
  },
): Promise<Accepted | Refused> {
  return changeCommitment(deps, command.commitmentId, command, (current) => {
    if (current === null) return refused('unknown-commitment');
    const { text, problems } = requiredText('reason', command.reason);
    if (problems.length > 0) return refused('invalid', problems);
    const refusal = check(current, command.corrects, command.change);
    if (refusal !== null) return refusal;
    const { write, texts } = textWriter(deps.rng);
    return {
      ok: true,
      change: { type: 'corrected', data: { corrects: command.corrects, reason: write(text), change: command.change } },
      texts,
    };
  });
}
