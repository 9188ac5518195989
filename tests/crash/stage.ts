import type { Stores } from '../../shared/ports.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aContact, anAssignment } from '../builders.ts';
import { hour, millisecondsOf, minute, textOf } from '../simulation/clock.ts';
import type { History, Violation } from '../simulation/history.ts';
import { checkers, standingViolations } from '../simulation/invariants/checkers.ts';
import { idempotent } from '../simulation/invariants/i12-idempotent.ts';
import { Machines, type Weather } from '../simulation/machines.ts';
import { randomFrom } from '../simulation/random.ts';
import type { Rows } from '../simulation/rows.ts';
import { nextTickAt } from '../simulation/ticks.ts';
import { type Stage, setStage } from '../simulation/world.ts';
import { type CrashPoint, CrashScript, type MadeCall } from './script.ts';

export const plan = 'plan-1';
/** Due on 31 October 2021: its −7 is Friday the 22nd, 09:00 in Paris. */
export const milestone = `${plan}/28/m1`;
/** After the −30, so that nothing was mailed before the instant under test. */
const mailOn = millisecondsOf('2021-10-05T07:00:00Z');
export const minusSeven = millisecondsOf('2021-10-22T07:00:00Z');

const calm: Weather = {
  isStrict: true,
  events: { unheard: 0, late: 0, latest: 0, lost: 0 },
  ...{ skew: 0, lag: 0, quota: 200, perSecond: 14 },
};

/** One plan, one commitment due in October 2021 and whoever answers for it. */
export function aStage(people: readonly ('ana' | 'boris')[]): Stage {
  const since = textOf(mailOn - hour);
  const [lead = 'ana', poc = lead] = people;
  return {
    startsAt: mailOn,
    stormsUntil: mailOn,
    plans: [
      {
        settings: {
          ...{ id: plan, zone: 'Europe/Paris', country: 'FR', titles: { fr: 'Plan' } },
          period: { text: '2021-2023', precision: 'range', from: '2021-01-01', to: '2023-12-31' },
        },
        commitments: [{ number: '28', deadlines: ['2021-10-31'] }],
      },
    ],
    people: people.map((as) => aContact({ as, confirmedAt: since })),
    assignments: (['lead', 'poc'] as const).map((role) =>
      anAssignment({
        as: `held${role}`,
        contactId: aContact({ as: role === 'lead' ? lead : poc }).id,
        planId: plan,
        role,
        since,
        confirmedAt: since,
      }),
    ),
  };
}

/** What is done at the instant under test; it may start several processes, and starts again what died. */
export type Action = {
  readonly name: string;
  /** Kinds of the processes that may die. */
  readonly kinds: readonly string[];
  /** When it is done, in milliseconds since 1970. */
  readonly at: number;
  readonly begin: (machines: Machines) => void;
};

/** Machines over the rows of a moment, with crashes at these points. */
export async function machinesFor(rows: Rows, { kinds, at }: Pick<Action, 'kinds' | 'at'>, points: readonly CrashPoint[]) {
  const script = new CrashScript(kinds, points);
  const machines = new Machines(randomFrom(7), at, calm, script);
  await machines.open(rows);
  return { machines, script };
}

/** Rows as they are just before an instant: the stage set, mail on, every tick until then run and every mail sent. */
export async function rowsUntil(stage: Stage, until: number): Promise<Rows> {
  const { machines } = await machinesFor(new Map(), { kinds: [], at: stage.startsAt }, []);
  const stores = machines.stores();
  await setStage(stage, stores);
  await opened(stores, machines);
  await runUntil(machines, until - minute);
  return new Map(machines.rows);
}

async function opened(stores: Stores, machines: Machines): Promise<void> {
  const gate = await stores.ledger.gate();
  // Every opening of these rows gives the tables the same name, so that the gate stays bound to them.
  if (gate.mode !== 'live') throw new Error('the gate is not open');
  const on = await switchMailOn(
    { ...stores, rng: randomFrom(3) },
    { planId: plan, actor: { role: 'poc', id: null }, now: machines.clock.now() },
  );
  if (!on.ok) throw new Error(`mail stays off: ${on.reason}`);
}

/** Runs ticks, queues and events until an instant, as the schedule does. */
export async function runUntil(machines: Machines, until: number): Promise<void> {
  const random = randomFrom(1);
  let last = { at: machines.clock.milliseconds - hour, isDone: true };
  for (;;) {
    const tickAt = nextTickAt(machines.rows, last, random) ?? Number.POSITIVE_INFINITY;
    const next = Math.min(machines.agenda.next() ?? Number.POSITIVE_INFINITY, Math.max(tickAt, machines.clock.milliseconds));
    if (next > until) return;
    machines.clock.jumpTo(next);
    for (const { begin } of machines.agenda.take(next)) await begin();
    if (tickAt <= next) {
      const at = next;
      last = { at, isDone: false };
      void machines.tick().then(({ kind }) => {
        last = { at, isDone: kind === 'done' };
      });
    }
    await machines.scheduler.drain();
  }
}

/** How long after a crash everything has come to rest: past every grace, and the window of the next working day. */
const rest = 30 * hour;

function historyOf(machines: Machines, rows: Rows): History {
  const { isStrict, skew, perSecond, quota } = machines.weather;
  return {
    ...{ acceptances: machines.acceptances, claims: machines.claims, restores: machines.restores, turns: machines.turns },
    ...{ placings: machines.placings.all, resends: new Map() },
    ...{ endsAt: machines.clock.milliseconds, rows: new Map(rows), isStrict, skew, perSecond, quota },
  };
}

/** One enumeration: the action over these rows with crashes at these points, run on until it rests, and judged. */
export async function crashAndJudge(
  rows: Rows,
  action: Action,
  points: readonly CrashPoint[],
): Promise<{ made: readonly MadeCall[]; broken: readonly Violation[]; machines: Machines }> {
  const { machines, script } = await machinesFor(rows, action, points);
  script.isOn = true;
  action.begin(machines);
  await runUntil(machines, action.at + rest);
  script.isOn = false;
  machines.clock.jumpTo(action.at + rest);
  const history = historyOf(machines, machines.rows);
  const broken = [...checkers.flatMap((check) => check(history)), ...standingViolations(machines.rows, history.endsAt)];
  return { made: script.made, broken: [...broken, ...(await again(machines))], machines };
}

/** Everything that was ever delivered, delivered again: it changes nothing. */
async function again(machines: Machines): Promise<readonly Violation[]> {
  const before = new Map(machines.rows);
  const mails = machines.ses.accepted.length;
  for (const queue of [machines.digests, machines.events]) queue.deliverAgain();
  await runUntil(machines, machines.clock.milliseconds + 20 * minute);
  return idempotent(before, machines.rows, machines.ses.accepted.length - mails);
}
