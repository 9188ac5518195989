import { lastDeclared, lastSpoken, type MilestoneState } from '../../domain/commitment.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import { undoneText } from '../asked.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import type { CommitmentView } from '../view.ts';
import { Words } from './words.tsx';

type Props = {
  readonly milestone: MilestoneState;
  readonly log: CommitmentView['log'];
  /** Local day for which it is told. */
  readonly asOf: string;
  readonly zone: string;
  readonly m: Messages;
};

/** `Dernière nouvelle le 5 novembre 2021 : rien à signaler`: when the ministry last spoke, of what kind it was, and whether it was undone. */
export const LastWord = ({ milestone, log, asOf, zone, m }: Props) => {
  const fresh = freshnessOf(milestone, asOf, zone);
  const word = lastSpoken(milestone);
  if (fresh.kind === 'never' || word === null) return <>{m.freshness.never}</>;
  const said = m.freshness.said[word.said.kind];
  const since = m.freshness[fresh.kind](dayText(fresh.since, m));
  const told = fresh.kind === 'stale' ? `${since} (${m.freshness.lastWord(said)})` : `${since}${m.colon}${said}`;
  return <Words of={word.retractedBy === null ? told : `${told}, ${undoneText(log, word.retractedBy, zone, m)}`} />;
};

/** Whether what stands declared, with its day, leaves the last word untold: it is another one, or long ago, or there is none. */
export function isLastWordApart(milestone: MilestoneState, asOf: string, zone: string): boolean {
  return lastSpoken(milestone) !== lastDeclared(milestone) || freshnessOf(milestone, asOf, zone).kind !== 'recent';
}
