import { declaredStatusOf, lastDeclared, type MilestoneState } from '../../domain/commitment.ts';
import type { Messages } from '../messages/fr.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { ViewRow } from '../plan-views.ts';
import { dayOf, type PlanView } from '../view.ts';
import { AboutRow } from './about-row.tsx';
import { DeclaredMark } from './marks.tsx';
import { EvidenceCell } from './milestone-cells.tsx';
import { Day } from './words.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

/** One line of the view of evidence. */
const EvidenceRow = ({ view, row, milestone, m }: Props & { row: ViewRow; milestone: MilestoneState }) => {
  const { declaredOn } = planViewWords[m.language];
  const at = lastDeclared(milestone)?.at;
  const { state, texts } = row.commitment;
  return (
    <tr>
      <th scope="row">
        <AboutRow view={view} row={row} m={m} />
      </th>
      <td data-label={m.declared.byMinistry}>
        <DeclaredMark status={declaredStatusOf(milestone)} m={m} />
        <EvidenceCell
          milestone={milestone}
          language={state.language}
          texts={texts}
          href={hrefOf(view, milestone.id, m.language)}
          m={m}
        />
      </td>
      <td data-label={declaredOn}>{at === undefined ? '–' : <Day of={dayOf(at, view.state.settings.zone)} m={m} />}</td>
    </tr>
  );
};

/** What was done, with what proves it. */
export const EvidenceRows = ({ view, rows, m }: Props & { rows: readonly ViewRow[] }) => {
  const { milestone: label, declaredOn, view: views } = planViewWords[m.language];
  return (
    <table class="stacked">
      <caption class="visually-hidden">{views.evidence.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{label}</th>
          <th scope="col">{m.declared.byMinistry}</th>
          <th scope="col">{declaredOn}</th>
        </tr>
      </thead>
      <tbody>
        {rows.flatMap((row) =>
          row.milestone === null ? [] : [<EvidenceRow view={view} row={row} milestone={row.milestone} m={m} />],
        )}
      </tbody>
    </table>
  );
};
