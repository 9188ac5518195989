import { type MilestoneState, standingWords } from '../domain/commitment.ts';
import type { Ask } from '../domain/ledger.ts';
import { dayOf } from './view.ts';

/** Days on which the ministry was asked, and the day of the word that followed, or null while none did. */
export type AskedRound = { readonly days: readonly string[]; readonly answeredOn: string | null };

/** What the ministry was asked about one subject, in rounds: each round ends with the word that followed it. */
export function askedRounds(asks: readonly Ask[], milestones: readonly MilestoneState[], zone: string): AskedRound[] {
  const words = milestones.flatMap((one) => standingWords(one).map(({ at }) => at)).sort();
  const rounds = new Map<string | null, Set<string>>();
  for (const { at, on, role } of [...asks].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    if (role === 'poc') continue;
    const answer = words.find((word) => word >= at) ?? null;
    rounds.set(answer, (rounds.get(answer) ?? new Set()).add(on));
  }
  return [...rounds].map(([answer, days]) => ({
    days: [...days],
    answeredOn: answer === null ? null : dayOf(answer, zone),
  }));
}

/** Days on which the silence was reported to the national coordination. */
export function reportedDays(asks: readonly Ask[]): string[] {
  return [...new Set(asks.filter(({ role }) => role === 'poc').map(({ on }) => on))].sort();
}
