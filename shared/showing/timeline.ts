import { deadlineOf } from '../domain/commitment.ts';
import { deadlineDay } from '../domain/fuzzy-date.ts';
import { completedOn } from '../domain/position.ts';
import { type Passage, titleIn } from './changes.ts';
import { dayText } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { timeStripWords } from './messages/time-strip.ts';
import type { CommitmentView } from './view.ts';

export type TimelinePoint = {
  readonly day: string;
  readonly kind: 'start' | 'due' | 'moved' | 'delivered' | 'asked';
  readonly label: string;
  /** The milestone it is about, or null for the commitment's own period. */
  readonly about: Passage | null;
};

export type TimelineRow = {
  readonly about: Passage | null;
  /** From its start, or from its first date. */
  readonly from: string;
  readonly to: string;
  readonly points: readonly TimelinePoint[];
};

/** However often a ministry was asked about a milestone, it is one line, at the first day. */
function askedPoint(days: readonly string[], m: Messages): readonly { day: string; kind: 'asked'; label: string }[] {
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const label = days.length === 1 ? m.commitment.askedOn : timeStripWords[m.language].askedTimes(days.length, dayText(last, m));
  return [{ day: first, kind: 'asked', label }];
}

/** The dates of a commitment, row by row; an image and a table are drawn from the same points. */
export function timelineRows({ state, milestones, asks }: CommitmentView, m: Messages): TimelineRow[] {
  const { start, end } = state.period;
  const period: TimelinePoint[] = [
    ...(start === null || start.from === null
      ? []
      : [{ day: start.from, kind: 'start' as const, label: m.commitment.starts, about: null }]),
    ...(end === null || end.to === null ? [] : [{ day: end.to, kind: 'start' as const, label: m.commitment.ends, about: null }]),
  ];
  const rows = milestones.map((milestone): TimelinePoint[] => {
    const about = titleIn(milestone.titles, m.language, state.language);
    const published = deadlineDay(milestone.published.due);
    const inForce = deadlineDay(deadlineOf(milestone).due);
    const delivered = completedOn(milestone);
    const askedOn = asks.filter(({ subjectId, role }) => subjectId === milestone.id && role !== 'poc').map(({ on }) => on);
    const points: { day: string | null; kind: TimelinePoint['kind']; label: string }[] = [
      { day: milestone.start?.from ?? null, kind: 'start', label: m.commitment.begins },
      { day: published === inForce ? null : published, kind: 'moved', label: m.commitment.dueBefore },
      { day: inForce, kind: 'due', label: m.commitment.due },
      { day: delivered, kind: 'delivered', label: m.commitment.delivered },
      ...askedPoint([...new Set(askedOn)].sort(), m),
    ];
    return points.flatMap(({ day, kind, label }) => (day === null ? [] : [{ day, kind, label, about }]));
  });
  return [period, ...rows].flatMap((points) => {
    const days = points.map(({ day }) => day).sort();
    const [from] = days;
    const to = days.at(-1);
    return from === undefined || to === undefined ? [] : [{ about: points[0]?.about ?? null, from, to, points }];
  });
}
