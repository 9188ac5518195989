import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { hrefOf } from '../pages/page-links.ts';
import { plainLine } from '../plain-text.ts';
import type { ViewRow } from '../plan-views.ts';
import type { PlanView } from '../view.ts';
import { Quoted } from './words.tsx';

/** What a line of a view is about, and who leads it. */
export const AboutRow = ({ view, row: { commitment, milestone }, m }: { view: PlanView; row: ViewRow; m: Messages }) => {
  const { id, number, titles, language, leadInstitutions } = commitment.state;
  return (
    <>
      <a href={hrefOf(view, milestone?.id ?? id, m.language)}>
        <span class="key">#{number}</span> <Quoted of={titleIn(milestone?.titles ?? titles, m.language, language)} m={m} />
      </a>
      {milestone === null && <span class="reading">{planViewWords[m.language].askedAbout}</span>}
      <span class="reading">
        <Quoted of={{ text: leadInstitutions.map(plainLine).join(', '), language }} m={m} />
      </span>
    </>
  );
};
