import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { offsetIn, scaleMarks, type TimelinePoint, type TimelineRow, timelineRows } from '../timeline.ts';
import type { CommitmentView } from '../view.ts';
import { Day, Quoted } from './words.tsx';

const width = 760;
const edge = 14;
const rowHeight = 50;
const headHeight = 26;
const longestTitle = 92;

/** Two digits are enough for an eye, and the same on every machine. */
const rounded = (value: number): string => String(Math.round(value * 100) / 100);

const Point = ({ kind, x, y }: { kind: TimelinePoint['kind']; x: number; y: number }) => {
  switch (kind) {
    case 'start':
      return <path class="t-line" d={`M${rounded(x)} ${y - 6}v12`} />;
    case 'due':
      return <path class="t-due" d={`M${rounded(x)} ${y - 7}l7 7-7 7-7-7z`} />;
    case 'moved':
      return <path class="t-moved" d={`M${rounded(x)} ${y - 7}l7 7-7 7-7-7z`} />;
    case 'delivered':
      return <circle class="t-delivered" cx={rounded(x)} cy={String(y)} r="5" />;
    case 'asked':
      return <path class="t-asked" d={`M${rounded(x)} ${y + 5}l4 7h-8z`} />;
    default:
      return kind satisfies never;
  }
};

const Image = ({ rows, number, m }: { rows: readonly TimelineRow[]; number: string; m: Messages }) => {
  const days = rows.flatMap(({ from, to }) => [from, to]).sort();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const at = (day: string): number => edge + offsetIn(first, last, day) * (width - 2 * edge);
  const height = headHeight + rows.length * rowHeight + 8;
  const count = rows.reduce((sum, { points }) => sum + points.length, 0);
  return (
    <svg class="timeline" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="timeline-title timeline-desc">
      <title id="timeline-title">{m.commitment.timelineTitle(number)}</title>
      <desc id="timeline-desc">{m.commitment.timelineDescription(count, dayText(first, m), dayText(last, m))}</desc>
      {scaleMarks(first, last).map(({ day, month, year }) => (
        <>
          <path class="t-scale" d={`M${rounded(at(day))} ${headHeight - 6}V${height}`} />
          <text class="t-mark" x={rounded(Math.min(at(day) + 4, width - 64))} y="14">
            {month === 1 ? String(year) : `${m.months[month - 1]} ${year}`}
          </text>
        </>
      ))}
      {rows.map(({ about, from, to, points }, index) => {
        const y = headHeight + index * rowHeight + 32;
        const title = about?.text ?? m.commitment.period;
        const left = at(from) < width * 0.6;
        return (
          <g>
            <text
              class="t-title"
              x={rounded(left ? Math.max(edge, at(from) - 6) : width - edge)}
              y={String(y - 14)}
              text-anchor={left ? 'start' : 'end'}
              lang={about === null || about.language === m.language ? undefined : about.language}
            >
              {title.length > longestTitle ? `${title.slice(0, longestTitle - 1).toWellFormed()}…` : title}
            </text>
            <path class={about === null ? 't-period' : 't-span'} d={`M${rounded(at(from))} ${y}H${rounded(at(to))}`} />
            {points.map(({ kind, day }) => (
              <Point kind={kind} x={at(day)} y={y} />
            ))}
          </g>
        );
      })}
    </svg>
  );
};

/** The dates of a commitment as an image, then the same as a table: on a phone the table alone, as a list. */
export const Timeline = ({ commitment, m }: { commitment: CommitmentView; m: Messages }) => {
  const rows = timelineRows(commitment, m);
  const points = rows.flatMap(({ points: all }) => all);
  if (points.length < 2) return null;
  const inOrder = [...points].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  return (
    <section class="block">
      <h2 id="timeline">{m.commitment.timeline}</h2>
      <Image rows={rows} number={commitment.state.number} m={m} />
      <ul class="legend" aria-hidden="true">
        {(['due', 'moved', 'delivered', 'asked'] as const)
          .filter((kind) => points.some((point) => point.kind === kind))
          .map((kind) => (
            <li>
              <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
                <Point kind={kind} x={10} y={kind === 'asked' ? 1 : 10} />
              </svg>
              {m.commitment.legend[kind]}
            </li>
          ))}
      </ul>
      <table class="dates">
        <caption class="visually-hidden">{m.commitment.timelineTitle(commitment.state.number)}</caption>
        <thead>
          <tr>
            <th scope="col">{m.commitment.timelineDate}</th>
            <th scope="col">{m.commitment.timelineFact}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map(({ day, label, about }) => (
            <tr>
              <td>
                <Day of={day} m={m} />
              </td>
              <td>
                {label}
                {about !== null && (
                  <>
                    {m.colon}
                    <Quoted of={about} m={m} />
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
