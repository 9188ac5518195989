import type { Violation } from '../simulation/history.ts';
import type { Machines } from '../simulation/machines.ts';
import type { Rows } from '../simulation/rows.ts';
import { type CrashPoint, pointsOf } from './script.ts';
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
  const { calls, broken: clean, machines } = await crashAndJudge(rows, action, []);
  const broken = [...clean, ...check(machines)].map(
    ({ invariant, told }) => `${action.name} without a crash: ${invariant} ${told}`,
  );
  const points = pointsOf(calls);
  for (const point of points) broken.push(...(await judge(rows, action, [point], check)));
  return { calls, points: points.length, broken };
}

/** Cuts an action twice: at each of its calls, and again at each call that follows until it is through; or every nth such pair. */
export async function everyPair(rows: Rows, action: Action, nth = 1): Promise<Enumeration> {
  const { calls } = await crashAndJudge(rows, action, []);
  const broken: string[] = [];
  let points = 0;
  for (const first of pointsOf(calls)) {
    const { calls: more } = await crashAndJudge(rows, action, [first]);
    for (const second of pointsOf(more).filter(({ call }) => call > first.call)) {
      if (points % nth === 0) broken.push(...(await judge(rows, action, [first, second], () => [])));
      points += 1;
    }
  }
  return { calls, points, broken };
}
