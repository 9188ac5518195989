import type { Child } from 'hono/jsx';
import { capitalised, dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { type StripAxis, type StripPoint, type StripRow, stripPlace, type UndatedPoint } from '../time-strip.ts';
import { type StatusCode, statusCodes } from '../verdict.ts';

/** How roomy a strip is drawn: `lane` is from one lane to the next, `edge` from a row's border to the middle of its first. */
export type StripSize = { readonly lane: number; readonly edge: number; readonly foot: number; readonly hasKeys: boolean };
export const smallStrip: StripSize = { lane: 16, edge: 13, foot: 13, hasKeys: false };
/** A row for one milestone, with room beneath for the days it was asked about. */
export const milestoneStrip: StripSize = { lane: 16, edge: 14, foot: 20, hasKeys: false };
export const largeStrip: StripSize = { lane: 38, edge: 15, foot: 28, hasKeys: true };

const percent = (place: number): string => `${place}%`;

/** Half of a milestone's name, in percent of a strip with names. */
const keyWidth = 1.3;

/** What may be declared of a milestone whose deadline is past and that is open. */
const lateCodes = statusCodes.filter((code) => code !== 'complete' && code !== 'withdrawn');

/**
 * The signs that {@link StripLine} puts in their places: once in a page, with their colours, so that each of hundreds of places is but
 * a name and two numbers. The ring and its filling are those of a status; `l-` is a sign whose deadline is past.
 */
export const StripGlyphs = () => (
  <svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false">
    <defs>
      {statusCodes.map((code) => (
        <g id={`g-${code}`} class={`declared-${code}`}>
          <Glyph of={code} />
        </g>
      ))}
      {lateCodes.map((code) => (
        <g id={`l-${code}`} class="s-late">
          <Glyph of={code} />
          <path class="s-wait" d="M-6 10.5H6" />
        </g>
      ))}
      <path id="g-was" class="s-was" d="M0-4.5 4.5 0 0 4.5-4.5 0Z" />
      <circle id="g-delivered" class="s-delivered" r="3.5" />
      <path id="g-asked" class="s-asked" d="M0-3.5 3.5 3h-7Z" />
    </defs>
  </svg>
);

const Glyph = ({ of }: { of: StatusCode }) => {
  switch (of) {
    case 'complete':
      return (
        <>
          <circle class="s-full" r="7" />
          <path class="s-cut" d="M-3.4.3-1 2.7 3.6-2.3" />
        </>
      );
    case 'substantial':
      return (
        <>
          <circle class="s-ring" r="6.25" />
          <path class="s-full" d="M0 0V-4.5A4.5 4.5 0 1 1-4.5 0Z" />
        </>
      );
    case 'limited':
      return (
        <>
          <circle class="s-ring" r="6.25" />
          <path class="s-full" d="M0 0V-4.5A4.5 4.5 0 0 1 4.5 0Z" />
        </>
      );
    case 'withdrawn':
      return (
        <>
          <circle class="s-ring" r="6.25" />
          <path class="s-line" d="M-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6" />
        </>
      );
    case 'not-started':
      return <circle class="s-ring" r="6.25" />;
    case 'none':
      return <circle class="s-ring s-dashed" r="6.25" />;
    default:
      return of satisfies never;
  }
};

/** The calendar behind all rows, and the day the data is for. */
export const StripGrid = ({ axis, asOf }: { axis: StripAxis; asOf: string }) => {
  const at = percent(stripPlace(axis, asOf));
  return (
    <svg class="strip-grid" aria-hidden="true" focusable="false">
      {axis.marks.map(({ at: place, month }) => (
        <line class={month === 1 ? 's-year' : 's-quarter'} x1={percent(place)} x2={percent(place)} y2="100%" />
      ))}
      <line class="s-as-of" x1={at} x2={at} y2="100%" />
    </svg>
  );
};

/** The names of the calendar's lines, and the day the data is for. */
export const StripHead = ({ axis, asOf, m }: { axis: StripAxis; asOf: string; m: Messages }) => {
  const words = timeStripWords[m.language];
  const at = stripPlace(axis, asOf);
  return (
    <svg class="strip-head" height="38" aria-hidden="true" focusable="false">
      {axis.marks
        .filter(({ at: place }) => place < 97)
        .map(({ at: place, year, month }) => (
          <text class={month === 1 ? 's-year-name' : undefined} x={percent(place)} dx="4" y="12">
            {month === 1 ? year : words.months[month]}
          </text>
        ))}
      <text class="s-as-of-name" x={percent(at)} y="32" text-anchor={at < 34 ? undefined : at > 66 ? 'end' : 'middle'}>
        {words.asOf(dayText(asOf, m))}
      </text>
    </svg>
  );
};

type RowProps = {
  readonly row: StripRow;
  readonly size: StripSize;
  /** One sentence that says what the row shows. */
  readonly sentence: string;
  /** Where the line of the day is, in percent: a name that it would cross stands beside it. */
  readonly asOfAt?: number;
  /** What else happened on the way, drawn beneath the points. */
  readonly children?: Child;
};

/** One row: published and expected dates joined; what is overdue underlined, so that it is not told by colour alone. */
export const StripLine = ({ row, size, sentence, asOfAt, children }: RowProps) => {
  const yOf = (lane: number): number => size.edge + lane * size.lane;
  const height = yOf(row.lanes - 1) + size.foot;
  return (
    <svg class="strip-line" height={height} role="img">
      <title>{sentence}</title>
      {children}
      {row.points.map((point) => (
        <Moved point={point} y={yOf(point.lane)} />
      ))}
      {row.points.map(({ status, at, lane, isOverdue }) => (
        <use href={`#${isOverdue ? 'l' : 'g'}-${status}`} x={percent(at)} y={yOf(lane)} />
      ))}
      {size.hasKeys &&
        row.points.map(({ key, at, lane }) => {
          const isCrossed = asOfAt !== undefined && Math.abs(at - asOfAt) < keyWidth;
          return (
            <text
              class={isCrossed ? 's-key s-beside' : 's-key'}
              x={percent(at)}
              dx={isCrossed ? 6 : undefined}
              y={yOf(lane) + 22}
            >
              {key}
            </text>
          );
        })}
      {row.crowds.map(({ at, count }) => (
        <text class="s-crowd" x={percent(at)} y={yOf(row.lanes - 1) + 4}>
          +{count}
        </text>
      ))}
    </svg>
  );
};

const Moved = ({ point: { at, movedFrom }, y }: { point: StripPoint; y: number }) =>
  movedFrom === null ? null : (
    <>
      <line class="s-moved" x1={percent(movedFrom)} x2={percent(at)} y1={y} y2={y} />
      <use href="#g-was" x={percent(movedFrom)} y={y} />
    </>
  );

/** Signs without a date, at the end of their row. The row's sentence counts them. */
export const StripUndated = ({ points, size }: { points: readonly UndatedPoint[]; size: StripSize }) => {
  const { step, most, height } = size.hasKeys ? { step: 26, most: 3, height: 43 } : { step: 17, most: 4, height: 26 };
  const at = (index: number): number => step / 2 + index * step;
  return (
    <svg
      class="strip-undated"
      width={Math.max(1, Math.min(points.length, most)) * step}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      {points.length > most ? (
        <text class="s-crowd" x="8" y="17">
          {points.length}
        </text>
      ) : (
        points.map(({ key, status }, index) => (
          <>
            <use href={`#g-${status}`} x={at(index)} y="13" />
            {size.hasKeys && (
              <text class="s-key" x={at(index)} y="35">
                {key}
              </text>
            )}
          </>
        ))
      )}
    </svg>
  );
};

/** What a sign of the legend may stand for, besides a declared status. */
export type StripSign = StatusCode | 'moved' | 'overdue' | 'crowd' | 'begins' | 'delivered' | 'asked';

const SignDrawing = ({ of }: { of: Exclude<StripSign, 'crowd'> }) => {
  switch (of) {
    case 'moved':
      return (
        <>
          <line class="s-moved" x1="6" x2="34" y1="9" y2="9" />
          <use href="#g-was" x="6" y="9" />
        </>
      );
    case 'overdue':
      return <use href="#l-none" x="8" y="8" />;
    case 'begins':
      return <path class="s-span" d="M4 5v8M4 9h30" />;
    case 'delivered':
    case 'asked':
      return <use href={`#g-${of}`} x="8" y="9" />;
    default:
      return <use href={`#g-${of}`} x="8" y="9" />;
  }
};

const wide: readonly StripSign[] = ['moved', 'begins'];

/** Sign and word for everything a strip shows. */
export const StripLegend = ({ signs, m }: { signs: readonly StripSign[]; m: Messages }) => (
  <ul class="legend">
    {signs.map((sign) => (
      <li>
        {sign === 'crowd' ? (
          <span class="strip-count">+2</span>
        ) : (
          <svg width={wide.includes(sign) ? 36 : 16} height="20" aria-hidden="true" focusable="false">
            <SignDrawing of={sign} />
          </svg>
        )}
        {signName(sign, m)}
      </li>
    ))}
  </ul>
);

function signName(sign: StripSign, m: Messages): string {
  const words = timeStripWords[m.language];
  switch (sign) {
    case 'moved':
    case 'overdue':
    case 'crowd':
    case 'begins':
    case 'delivered':
    case 'asked':
      return capitalised(words[sign], m);
    default:
      return m.declared.label[sign];
  }
}

/** The signs that rows make use of, in the order of the legend. */
export function signsOf(rows: readonly StripRow[]): StripSign[] {
  const points = rows.flatMap((row) => row.points);
  const statuses = new Set([...points, ...rows.flatMap(({ undated }) => undated)].map(({ status }) => status));
  return [
    ...statusCodes.filter((code) => statuses.has(code)),
    ...(points.some(({ movedFrom }) => movedFrom !== null) ? (['moved'] as const) : []),
    ...(points.some(({ isOverdue }) => isOverdue) ? (['overdue'] as const) : []),
    ...(rows.some(({ crowds }) => crowds.length > 0) ? (['crowd'] as const) : []),
  ];
}
