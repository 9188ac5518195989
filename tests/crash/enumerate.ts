import type { Violation } from '../simulation/history.ts';
import type { Machines } from '../simulation/machines.ts';
import type { Rows } from '../simulation/rows.ts';
import { type CrashPoint, onlyReads, pointsOf } from './script.ts';
import { type Action, crashAndJudge } from './stage.ts';

/** What else must be true once everything rests. */
export type Check = (machines: Machines) => readonly Violation[];

/** What an enumeration found: how many points it cut, and what broke where. */
export type Enumeration = { readonly calls: number; readonly points: number; readonly broken: readonly string[] };

const named = (points: readonly CrashPoint[]): string => points.map(({ call, side }) => `${side} call ${call}`).join(' and ');

async function judge(rows: Rows, action: Action, points: readonly CrashPoint[], check: Check): Promise<readonly string[]> {
  const { broken, machines } = await crashAndJudge(rows, action, points);
  return [...broken, ...check(machines)].map(
    ({ invariant, told }) => `${action.name}, crash ${named(points)}: ${invariant} ${told}`,
  );
}

/** Cuts an action before and after each of its calls, once. */
export async function everyPoint(rows: Rows, action: Action, check: Check = () => []): Promise<Enumeration> {
  const { made, broken: clean, machines } = await crashAndJudge(rows, action, []);
  const broken = [...clean, ...check(machines)].map(
    ({ invariant, told }) => `${action.name} without a crash: ${invariant} ${told}`,
  );
  const points = pointsOf(made);
  for (const point of points) broken.push(...(await judge(rows, action, [point], check)));
  return { calls: made.length, points: points.length, broken };
}

/**
 * Cuts an action twice: at each of its calls, and again at each call that follows until it is through. All are counted; of the
 * two sides of a call that only reads, after which everything goes the same way, one is played (see {@link sidesDiffer}).
 */
export async function everyPair(rows: Rows, action: Action): Promise<Enumeration & { readonly played: number }> {
  const { made } = await crashAndJudge(rows, action, []);
  const broken: string[] = [];
  let [points, played] = [0, 0];
  for (const first of oneSideOfReads(made)) {
    const weight = sidesOf(made, first);
    const { made: more } = await crashAndJudge(rows, action, [first]);
    for (const second of oneSideOfReads(more).filter(({ call }) => call > first.call)) {
      broken.push(...(await judge(rows, action, [first, second], () => [])));
      points += weight * sidesOf(more, second);
      played += 1;
    }
  }
  return { calls: made.length, points, played, broken };
}

const isRead = (made: readonly string[], { call }: CrashPoint): boolean => onlyReads(made[call - 1] ?? '');
const sidesOf = (made: readonly string[], point: CrashPoint): number => (isRead(made, point) ? 2 : 1);

function oneSideOfReads(made: readonly string[]): readonly CrashPoint[] {
  return pointsOf(made).filter((point) => point.side === 'before' || !isRead(made, point));
}

/** Calls that only read and still leave something else behind when they are cut before and after: there must be none. */
export async function sidesDiffer(
  rows: Rows,
  action: Action,
): Promise<{ readonly reads: number; readonly differ: readonly string[] }> {
  const { made } = await crashAndJudge(rows, action, []);
  const reads = pointsOf(made).filter((point) => point.side === 'before' && isRead(made, point));
  const differ: string[] = [];
  for (const { call } of reads) {
    const [before, after] = [
      await crashAndJudge(rows, action, [{ call, side: 'before' }]),
      await crashAndJudge(rows, action, [{ call, side: 'after' }]),
    ];
    if (leftBehind(before) !== leftBehind(after)) differ.push(made[call - 1] ?? '');
  }
  return { reads: reads.length, differ };
}

/** Everything a run leaves behind, and every call it made on the way. */
function leftBehind({ made, machines }: Awaited<ReturnType<typeof crashAndJudge>>): string {
  const { rows, ses, clock } = machines;
  return JSON.stringify([made, [...rows.values()], ses.accepted, clock.milliseconds]);
}
