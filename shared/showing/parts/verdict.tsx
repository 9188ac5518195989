import type { Commitment } from '../../domain/commitment.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { type Missed, missedOf, verdictOf } from '../verdict.ts';
import { Words } from './words.tsx';

/** Deadlines that passed, by word and shape, and since when; nothing where there is none. */
export const MissedDeadlines = ({ missed: { count, since }, m }: { missed: Missed; m: Messages }) => {
  const { overdue, overdueSince } = m.commitment.verdict;
  return (
    <>
      <span class="position position-overdue">{overdue(count)}</span> <Words of={overdueSince(count, dayText(since, m))} />
    </>
  );
};

type Props = {
  readonly commitment: Pick<Commitment, 'milestones'>;
  readonly asOf: string;
  readonly zone: string;
  readonly m: Messages;
};

/** How a commitment stands, in one neutral line. */
export const Verdict = ({ commitment, asOf, zone, m }: Props) => {
  const { milestones, coming } = verdictOf(commitment, asOf, zone, m);
  const missed = missedOf(commitment.milestones, asOf);
  return (
    <>
      <Words of={milestones} />{' '}
      {missed !== null && (
        <>
          <MissedDeadlines missed={missed} m={m} />.{' '}
        </>
      )}
      <Words of={coming} />
    </>
  );
};
