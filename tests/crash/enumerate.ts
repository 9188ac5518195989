import type { Violation } from '../simulation/history.ts';
import type { Machines } from '../simulation/machines.ts';
import type { Rows } from '../simulation/rows.ts';
import { type CrashPoint, type MadeCall, onlyReads, pointsOf } from './script.ts';
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

/**
 * Cuts an action before and after each of its calls, once. All points are counted; of those that leave the same behind one is
 * played (see {@link standIn}).
 */
export async function everyPoint(rows: Rows, action: Action, check: Check = () => []): Promise<Enumeration> {
  const { made, broken: clean, machines } = await crashAndJudge(rows, action, []);
  const broken = [...clean, ...check(machines)].map(
    ({ invariant, told }) => `${action.name} without a crash: ${invariant} ${told}`,
  );
  for (const { point } of tellingPoints(made, 0)) broken.push(...(await judge(rows, action, [point], check)));
  return { calls: made.length, points: pointsOf(made).length, broken };
}

/**
 * Cuts an action twice: at each of its calls, and again at each call that follows until it is through. All are counted; of
 * those that leave the same behind one is played (see {@link standIn}).
 */
export async function everyPair(rows: Rows, action: Action): Promise<Enumeration & { readonly played: number }> {
  const { made } = await crashAndJudge(rows, action, []);
  const broken: string[] = [];
  let [points, played] = [0, 0];
  for (const { point: first, standsFor } of tellingPoints(made, 0)) {
    const { made: more } = await crashAndJudge(rows, action, [first]);
    for (const second of tellingPoints(more, first.call)) {
      broken.push(...(await judge(rows, action, [first, second.point], () => [])));
      points += standsFor * second.standsFor;
      played += 1;
    }
  }
  return { calls: made.length, points, played, broken };
}

/**
 * The point that stands for another: what a process reads is heard by nobody, so that wherever between two of its writes it
 * dies, it leaves the same behind. Just before the next write, then; after the last one, or before the first read of all. Calls
 * up to `after` are past.
 */
function standIn(made: readonly MadeCall[], { call, side }: CrashPoint, after: number): CrashPoint {
  const mine = made.flatMap((one, index) => (one.process === made[call - 1]?.process && index >= after ? [index + 1] : []));
  const writes = mine.filter((one) => !isRead(made, one));
  const next = writes.find((one) => (side === 'before' ? one >= call : one > call));
  if (next !== undefined) return { call: next, side: 'before' };
  const last = writes.at(-1);
  return last === undefined ? { call: mine[0] ?? call, side: 'before' } : { call: last, side: 'after' };
}

/** Points that leave something behind that no other does, and how many each of them stands for. */
function tellingPoints(
  made: readonly MadeCall[],
  after: number,
): readonly { readonly point: CrashPoint; readonly standsFor: number }[] {
  const found = new Map<string, { readonly point: CrashPoint; readonly standsFor: number }>();
  for (const one of pointsOf(made).filter(({ call }) => call > after)) {
    const point = standIn(made, one, after);
    const name = named([point]);
    found.set(name, { point, standsFor: (found.get(name)?.standsFor ?? 0) + 1 });
  }
  return [...found.values()];
}

const isRead = (made: readonly MadeCall[], call: number): boolean => {
  const one = made[call - 1];
  return one !== undefined && onlyReads(one);
};

/** Points that leave something else behind than the one that stands for them: there must be none. */
export async function standInsDiffer(
  rows: Rows,
  action: Action,
): Promise<{ readonly stoodIn: number; readonly differ: readonly string[] }> {
  const { made } = await crashAndJudge(rows, action, []);
  const played = new Map<string, string>();
  const outcomeAt = async (point: CrashPoint): Promise<string> => {
    const outcome = played.get(named([point])) ?? leftBehind(await crashAndJudge(rows, action, [point]));
    played.set(named([point]), outcome);
    return outcome;
  };
  const stoodIn = pointsOf(made).filter((point) => named([point]) !== named([standIn(made, point, 0)]));
  const differ: string[] = [];
  for (const point of stoodIn) {
    if ((await outcomeAt(point)) !== (await outcomeAt(standIn(made, point, 0)))) differ.push(named([point]));
  }
  return { stoodIn: stoodIn.length, differ };
}

/** Everything a run leaves behind, but for what tells the very second and what chance gave. */
function leftBehind({ machines }: Awaited<ReturnType<typeof crashAndJudge>>): string {
  const rows = [...machines.rows.values()].filter(({ row }) => !row.pk.startsWith('RUN#')).map(({ row }) => row);
  const mails = machines.ses.accepted.map(({ mail: { to, tags } }) => ({ to, tags }));
  return JSON.stringify([rows.sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1)), mails])
    .replace(/(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '$1')
    .replace(/"takenUntil":\d+/g, '')
    .replace(/"(?:[0-9a-f]{32}|m-\d+-\d+)"/g, '""');
}
