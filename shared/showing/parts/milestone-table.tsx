import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { hrefOf } from '../pages/page-links.ts';
import { plainLine } from '../plain-text.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { isLastWordApart, LastWord } from './last-word.tsx';
import { DeadlineCell, DeclaredCell, EvidenceCell, Meanings, PositionCell } from './milestone-cells.tsx';
import { Quoted } from './words.tsx';

type Props = {
  readonly view: PlanView;
  readonly commitment: CommitmentView;
  /** Local day that decides positions. */
  readonly asOf: string;
  readonly m: Messages;
};

/** A commitment's milestones on a day: deadline, declared status, position and the evidence itself. */
export const MilestoneTable = ({ view, commitment, asOf, m }: Props) => {
  const { state, milestones, texts, log } = commitment;
  const { zone } = view.state.settings;
  if (milestones.length === 0) return <p>{m.commitment.noMilestones}</p>;
  return (
    <>
      <Meanings milestones={milestones} asOf={asOf} m={m} />
      <table class="stacked wide milestones">
        <caption class="visually-hidden">{m.commitment.milestonesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{m.commitment.milestone}</th>
            <th scope="col">{m.deadline.title}</th>
            <th scope="col">{m.declared.byMinistry}</th>
            <th scope="col">{m.position.title}</th>
            <th scope="col">{m.evidence.title}</th>
          </tr>
        </thead>
        <tbody>
          {milestones.map((milestone) => (
            <tr>
              <th scope="row">
                <a href={hrefOf(view, milestone.id, m.language)}>
                  <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />
                </a>{' '}
                <span class="key">{milestoneKeyOf(milestone.id)}</span>
                {milestone.group !== null && (
                  <span class="group">
                    <Quoted of={{ text: plainLine(milestone.group), language: state.language }} m={m} />
                  </span>
                )}
              </th>
              <td data-label={m.deadline.title}>
                <DeadlineCell milestone={milestone} language={state.language} texts={texts} m={m} />
              </td>
              <td data-label={m.declared.byMinistry}>
                <DeclaredCell
                  milestone={milestone}
                  zone={zone}
                  isExplained={false}
                  href={hrefOf(view, milestone.id, m.language)}
                  m={m}
                />
                {isLastWordApart(milestone, asOf, zone) && (
                  <p class="quiet">
                    <LastWord milestone={milestone} log={log} asOf={asOf} zone={zone} m={m} />
                  </p>
                )}
              </td>
              <td data-label={m.position.title}>
                <PositionCell milestone={milestone} asOf={asOf} isExplained={false} m={m} />
              </td>
              <td data-label={m.evidence.title}>
                <EvidenceCell
                  milestone={milestone}
                  language={state.language}
                  texts={texts}
                  href={hrefOf(view, milestone.id, m.language)}
                  m={m}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
