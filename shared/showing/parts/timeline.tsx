import { deadlineOf, declaredStatusOf, type MilestoneState } from '../../domain/commitment.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { deliveredAside, type StripAxis, stripAxis, stripDays, stripPlace, stripRow } from '../time-strip.ts';
import { type TimelinePoint, timelineRows } from '../timeline.ts';
import type { CommitmentView } from '../view.ts';
import { milestoneStrip, StripLine, type StripSign, StripUndated, signsOf } from './strip-drawing.tsx';
import { StripFrame } from './strip-frame.tsx';
import { Day, Quoted, Words } from './words.tsx';

type Props = {
  readonly commitment: CommitmentView;
  readonly m: Messages;
  readonly milestoneHref: (id: string) => string;
};

/** What happened on the way to a deadline, each day once. */
type Way = { readonly start: string | null; readonly delivered: string | null; readonly asked: readonly string[] };

function wayOf(milestone: MilestoneState, { asks }: CommitmentView): Way {
  const asked = asks.filter(({ subjectId, role }) => subjectId === milestone.id && role !== 'poc').map(({ on }) => on);
  return { start: milestone.start?.from ?? null, delivered: deliveredAside(milestone), asked: [...new Set(asked)] };
}

type DrawnProps = {
  readonly way: Way;
  readonly due: string | null;
  readonly axis: StripAxis;
  readonly waitsUntil: string | null;
};

/** Of a narrow strip, in percent. */
const signWidth = 3;

const Drawn = ({ way, due, axis, waitsUntil }: DrawnProps) => {
  const at = (day: string): string => `${stripPlace(axis, day)}%`;
  const y = milestoneStrip.edge;
  const until = due ?? way.delivered;
  /** Within days of the deadline the sign would hide it: then it stands above. */
  const isBehind = (day: string): boolean => due !== null && Math.abs(stripPlace(axis, day) - stripPlace(axis, due)) < signWidth;
  return (
    <>
      {way.start !== null && (
        <>
          <line class="s-span" x1={at(way.start)} x2={at(way.start)} y1={y - 5} y2={y + 5} />
          {until !== null && <line class="s-span" x1={at(way.start)} x2={at(until)} y1={y} y2={y} />}
        </>
      )}
      {due !== null && waitsUntil !== null && <line class="s-wait" x1={at(due)} x2={at(waitsUntil)} y1={y} y2={y} />}
      {way.delivered !== null && <use href="#g-delivered" x={at(way.delivered)} y={isBehind(way.delivered) ? y - 10 : y} />}
      {way.asked.map((day) => (
        <use href="#g-asked" x={at(day)} y={y + 14} />
      ))}
    </>
  );
};

/** A commitment's milestones on their calendar, for the day of its data: a row for each, with every day it was asked about. */
const Strip = ({ commitment, m, milestoneHref }: Props) => {
  const { milestones, dataDay, state } = commitment;
  const ways = milestones.map((milestone) => ({ milestone, way: wayOf(milestone, commitment) }));
  const days = ways.flatMap(({ milestone, way }) => [
    ...stripDays(milestone),
    ...[way.start, way.delivered, ...way.asked].filter((day) => day !== null),
  ]);
  const axis = days.length === 0 ? null : stripAxis([...days, dataDay]);
  if (axis === null) return null;
  const rows = ways.map((one) => ({ ...one, row: stripRow([one.milestone], axis, dataDay) }));
  const hasUndated = rows.some(({ row }) => row.undated.length > 0);
  const signs: StripSign[] = [
    ...signsOf(rows.map(({ row }) => row)),
    ...(ways.some(({ way }) => way.start !== null) ? (['begins'] as const) : []),
    ...(ways.some(({ way }) => way.delivered !== null) ? (['delivered'] as const) : []),
    ...(ways.some(({ way }) => way.asked.length > 0) ? (['asked'] as const) : []),
  ];
  return (
    <StripFrame axis={axis} asOf={dataDay} hasUndated={hasUndated} signs={signs} m={m}>
      {rows.map(({ milestone, way, row }) => (
        <li>
          <a href={milestoneHref(milestone.id)}>
            <span class="key">{milestoneKeyOf(milestone.id)}</span>{' '}
            <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />
          </a>
          <StripLine row={row} size={milestoneStrip} sentence={sentenceOf(milestone, way, row.points[0]?.isOverdue ?? false, m)}>
            <Drawn
              way={way}
              due={deadlineDay(deadlineOf(milestone).due)}
              axis={axis}
              waitsUntil={row.points[0]?.isOverdue === true ? dataDay : null}
            />
          </StripLine>
          {row.undated.length > 0 && <StripUndated points={row.undated} size={milestoneStrip} />}
        </li>
      ))}
    </StripFrame>
  );
};

function sentenceOf(milestone: MilestoneState, { asked }: Way, isOverdue: boolean, m: Messages): string {
  const due = deadlineDay(deadlineOf(milestone).due);
  return timeStripWords[m.language].milestone({
    status: m.declared.label[declaredStatusOf(milestone) ?? 'none'],
    due: due === null ? null : dayText(due, m),
    isOverdue,
    asked: asked.length,
  });
}

/** The dates of a commitment as a strip, then every one of them as a table, its own period included. */
export const Timeline = (props: Props) => {
  const { commitment, m } = props;
  const points = timelineRows(commitment, m).flatMap(({ points: all }) => all);
  if (points.length < 2) return null;
  const inOrder = [...points].sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  return (
    <section class="block">
      <h2 id="timeline">{m.commitment.timeline}</h2>
      <Strip {...props} />
      <details class="fold">
        <summary>{timeStripWords[m.language].asTable}</summary>
        <DateTable points={inOrder} number={commitment.state.number} m={m} />
      </details>
    </section>
  );
};

const DateTable = ({ points, number, m }: { points: readonly TimelinePoint[]; number: string; m: Messages }) => (
  <table class="dates">
    <caption class="visually-hidden">{m.commitment.timelineTitle(number)}</caption>
    <thead>
      <tr>
        <th scope="col">{m.commitment.timelineDate}</th>
        <th scope="col">{m.commitment.timelineFact}</th>
      </tr>
    </thead>
    <tbody>
      {points.map(({ day, label, about }) => (
        <tr>
          <td>
            <Day of={day} m={m} />
          </td>
          <td>
            <Words of={label} />
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
);
