import type { Child } from 'hono/jsx';
import type { Messages } from '../messages/fr.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import type { StripAxis } from '../time-strip.ts';
import { StripGlyphs, StripGrid, StripHead, StripLegend, type StripSign } from './strip-drawing.tsx';

type Props = {
  readonly axis: StripAxis;
  /** The day of the data, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Whether a row has milestones without a date: they stand in a column of their own. */
  readonly hasUndated: boolean;
  readonly signs: readonly StripSign[];
  readonly m: Messages;
  /** The rows, each a list item. */
  readonly children?: Child;
};

/** What every strip has around its rows: the signs, the calendar, the day of the data, the legend. */
export const StripFrame = ({ axis, asOf, hasUndated, signs, m, children }: Props) => (
  <>
    <StripGlyphs />
    <div class={hasUndated ? 'strip strip-with-end' : 'strip'}>
      <StripGrid axis={axis} asOf={asOf} />
      <ol>
        <li class="strip-top" aria-hidden="true">
          <StripHead axis={axis} asOf={asOf} m={m} />
          {hasUndated && <span class="strip-undated">{timeStripWords[m.language].undated}</span>}
        </li>
        {children}
      </ol>
    </div>
    <StripLegend signs={signs} m={m} />
  </>
);
