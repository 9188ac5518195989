import { deadlineOf } from '../../domain/commitment.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import { type Passage, titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { hrefOf } from '../pages/page-links.ts';
import { drawnPerCommitment } from '../per-commitment.ts';
import { shortenedAtWord } from '../shortened.ts';
import { type StripRow, stripAxis, stripDays, stripPlace, stripRow } from '../time-strip.ts';
import { statusCodes, statusCounts } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { Section } from './section.tsx';
import { largeStrip, StripLine, StripUndated, signsOf, smallStrip } from './strip-drawing.tsx';
import { StripFrame } from './strip-frame.tsx';
import { Quoted } from './words.tsx';

type Props = { readonly view: PlanView; readonly m: Messages; readonly isLarge?: boolean };

/** A row has room for two short lines of its title. */
const longestLabel = 64;

function labelOf({ state }: CommitmentView, m: Messages): Passage {
  const title = titleIn(state.titles, m.language, state.language);
  return { ...title, text: shortenedAtWord(title.text, longestLabel, m.language) };
}

const drawn = drawnPerCommitment();

/**
 * The plan's milestones on one calendar, a row per commitment, for the day of the data and so the same bytes until
 * something changes. Null while no milestone has a date.
 */
export const PlanStrip = ({ view, m, isLarge = false }: Props) => {
  const { commitments, dataDay } = view;
  const days = commitments.flatMap(({ milestones }) => milestones.flatMap(stripDays));
  const axis = days.length === 0 ? null : stripAxis([...days, dataDay]);
  if (axis === null) return null;
  const shown = commitments.filter(({ milestones }) => milestones.length > 0);
  const rows = shown.map((commitment) => ({ commitment, row: stripRow(commitment.milestones, axis, dataDay) }));
  const hasUndated = rows.some(({ row }) => row.undated.length > 0);
  const size = isLarge ? largeStrip : smallStrip;
  return (
    <StripFrame axis={axis} asOf={dataDay} hasUndated={hasUndated} signs={signsOf(rows.map(({ row }) => row))} m={m}>
      {rows.map(({ commitment, row }) =>
        drawn(view, commitment, [m.language, String(isLarge), `${axis.first}`, `${axis.last}`, dataDay], () => (
          <li>
            <a href={hrefOf(view, commitment.state.id, m.language)}>
              <span class="key">#{commitment.state.number}</span> <Quoted of={labelOf(commitment, m)} m={m} />
            </a>
            <StripLine row={row} size={size} sentence={sentenceOf(commitment, row, m)} asOfAt={stripPlace(axis, dataDay)} />
            {row.undated.length > 0 && <StripUndated points={row.undated} size={size} />}
          </li>
        )),
      )}
    </StripFrame>
  );
};

/** The strip within the plan's own page, under its heading; nothing at all while no milestone has a date. */
export const StripSection = ({ view, m }: { view: PlanView; m: Messages }) => {
  const words = timeStripWords[m.language];
  const isDated = view.commitments.some(({ milestones }) => milestones.some((one) => stripDays(one).length > 0));
  const href = `${hrefOf(view, view.state.settings.id, m.language)}timeline/`;
  return isDated ? (
    <Section id="timeline" title={words.title} intro={words.intro} more={{ href, text: words.more }}>
      <PlanStrip view={view} m={m} />
    </Section>
  ) : null;
};

function sentenceOf({ milestones }: CommitmentView, row: StripRow, m: Messages): string {
  const counts = statusCounts(milestones);
  const days = milestones.flatMap((one) => deadlineDay(deadlineOf(one).due) ?? []).sort();
  const [first] = days;
  const last = days.at(-1);
  return timeStripWords[m.language].row({
    statuses: statusCodes
      .flatMap((code) => {
        const count = counts.get(code) ?? 0;
        return count === 0 ? [] : [m.commitment.verdict.counted[code](count)];
      })
      .join(', '),
    total: milestones.length,
    first: first === undefined ? null : dayText(first, m),
    last: last === undefined ? null : dayText(last, m),
    moved: row.points.filter(({ movedFrom }) => movedFrom !== null).length,
    overdue: row.points.filter(({ isOverdue }) => isOverdue).length,
    undated: row.undated.length,
  });
}
