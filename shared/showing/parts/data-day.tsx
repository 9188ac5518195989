import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import type { PlanView } from '../view.ts';
import { Words } from './words.tsx';

/** For which day the lists and counts of a page are, on a screen as on paper: without it "overdue" says nothing. */
export const DataDay = ({ view, m }: { view: PlanView; m: Messages }) => (
  <p class="quiet">
    <Words of={`${m.plan.asOf(dayText(view.dataDay, m))}.`} />
  </p>
);
