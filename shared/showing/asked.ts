import type { MilestoneState, Word } from '../domain/commitment.ts';
import type { Ask } from '../domain/ledger.ts';
import { dayText } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { type CommitmentView, dayOf } from './view.ts';

/** Days on which the ministry was asked, and the day of the word that followed, or null while none did. */
export type AskedRound = {
  readonly days: readonly string[];
  readonly answeredOn: string | null;
  /** The entry that undid the answer since: an answer it was all the same. */
  readonly undoneBy: number | null;
  /** The day of the first word that stands, where the answer was undone and another followed before the next ask. */
  readonly answeredAgainOn: string | null;
};

/** What the ministry was asked about one subject, in rounds: each round ends with the word that followed it. */
export function askedRounds(asks: readonly Ask[], milestones: readonly MilestoneState[], zone: string): AskedRound[] {
  const words = milestones.flatMap((one) => one.words).sort((a, b) => inOrder(a.at, b.at));
  const asked = asks.filter(({ role }) => role !== 'poc').sort((a, b) => inOrder(a.at, b.at));
  const rounds = new Map<Word | null, Set<string>>();
  for (const { at, on } of asked) {
    const answer = words.find((word) => word.at >= at) ?? null;
    rounds.set(answer, (rounds.get(answer) ?? new Set()).add(on));
  }
  return [...rounds].map(([answer, days]): AskedRound => {
    if (answer === null) return { days: [...days], answeredOn: null, undoneBy: null, answeredAgainOn: null };
    const next = asked.find(({ at }) => at > answer.at)?.at;
    const again =
      answer.retractedBy === null
        ? undefined
        : words.find(({ at, retractedBy }) => retractedBy === null && at >= answer.at && (next === undefined || at < next));
    return {
      days: [...days],
      answeredOn: dayOf(answer.at, zone),
      undoneBy: answer.retractedBy,
      answeredAgainOn: again === undefined ? null : dayOf(again.at, zone),
    };
  });
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** `réponse annulée le 5 novembre 2021 par la coordination nationale`: what became of an answer by another entry. */
export function undoneText(log: CommitmentView['log'], seq: number, zone: string, m: Messages): string {
  const entry = log.find((one) => one.seq === seq);
  if (entry === undefined) throw new RangeError(`no entry ${seq} undoes an answer`);
  return m.asked.undone(dayText(dayOf(entry.at, zone), m), m.asked.undoneBy[entry.actor.role]);
}

/** Days on which the silence was reported to the national coordination. */
export function reportedDays(asks: readonly Ask[]): string[] {
  return [...new Set(asks.filter(({ role }) => role === 'poc').map(({ on }) => on))].sort();
}
