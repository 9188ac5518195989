import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { unansweredIn } from '../ministry-facts.ts';
import { hrefOf } from '../pages/page-links.ts';
import { drawnPerCommitment } from '../per-commitment.ts';
import { plainLine } from '../plain-text.ts';
import { lastHeard, missedOf, nextDeadline, statusCounts } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { MissedDeadlines } from './verdict.tsx';
import { Day, Quoted, Words } from './words.tsx';

type Props = {
  readonly view: PlanView;
  readonly commitments: readonly CommitmentView[];
  readonly m: Messages;
  /** Whether each line says who leads it: not on that ministry's own page. */
  readonly hasMinistry: boolean;
};

const Row = ({
  view,
  commitment,
  hasMinistry,
  m,
}: Pick<Props, 'view' | 'hasMinistry' | 'm'> & { commitment: CommitmentView }) => {
  const { state, milestones } = commitment;
  const { zone } = view.state.settings;
  const next = nextDeadline(milestones, view.asOf);
  const missed = missedOf(milestones, view.asOf);
  const heard = lastHeard(milestones, zone);
  const silent = unansweredIn(commitment, zone)
    .map(({ since }) => since)
    .sort()[0];
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(view, state.id, m.language)}>
          <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
        </a>
      </th>
      {hasMinistry && (
        <td data-label={m.plan.ministry}>
          <Quoted of={{ text: state.leadInstitutions.map(plainLine).join(', '), language: state.language }} m={m} />
        </td>
      )}
      <td data-label={m.plan.progress}>{m.plan.xOfY(statusCounts(milestones).get('complete') ?? 0, milestones.length)}</td>
      <td data-label={m.plan.next}>
        {next === null ? m.plan.noNext : <Day of={next} m={m} />}
        {missed !== null && (
          <span class="reading">
            <MissedDeadlines missed={missed} m={m} />
          </span>
        )}
      </td>
      <td data-label={m.plan.lastWord}>
        {heard === null ? m.freshness.never : <Day of={heard} m={m} />}
        {silent !== undefined && (
          <span class="reading">
            <Words of={m.asked.silentSince(dayText(silent, m))} />
          </span>
        )}
      </td>
    </tr>
  );
};

const drawn = drawnPerCommitment();

/** Commitments with their progress, the next deadline and those that passed, and when their ministry was last heard. */
export const CommitmentTable = ({ view, commitments, m, hasMinistry }: Props) => (
  <table class="stacked commitments">
    <caption class="visually-hidden">{m.plan.commitmentsCaption}</caption>
    <thead>
      <tr>
        <th scope="col">{m.plan.commitment}</th>
        {hasMinistry && <th scope="col">{m.plan.ministry}</th>}
        <th scope="col">{m.plan.progress}</th>
        <th scope="col">{m.plan.next}</th>
        <th scope="col">{m.plan.lastWord}</th>
      </tr>
    </thead>
    <tbody>
      {commitments.map((commitment) =>
        drawn(view, commitment, [m.language, String(hasMinistry)], () => (
          <Row view={view} commitment={commitment} hasMinistry={hasMinistry} m={m} />
        )),
      )}
    </tbody>
  </table>
);
