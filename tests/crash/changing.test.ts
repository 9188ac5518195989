import { beforeAll, expect, test } from 'vitest';
import { milestoneKey } from '../../shared/adapters/dynamodb/keys.ts';
import { commitmentEntry } from '../../shared/domain/change-log.ts';
import { milestoneState } from '../../shared/domain/commitment.ts';
import { commitmentOf } from '../../shared/domain/identifiers.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import { declareStatus } from '../../shared/usecases/declare-status.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { reviseDeadline } from '../../shared/usecases/revise-deadline.ts';
import { aDate } from '../builders.ts';
import { hour, minute, textOf } from '../simulation/clock.ts';
import type { Machines } from '../simulation/machines.ts';
import { type Deed, tryUntilDone } from '../simulation/people.ts';
import { randomFrom } from '../simulation/random.ts';
import { contentOf, contentsOf, type Rows } from '../simulation/rows.ts';
import { everyPoint } from './enumerate.ts';
import { type Action, aStage, crashAndJudge, milestone, minusSeven, rowsUntil } from './stage.ts';

const timeout = 180_000;
const lead: Actor = { role: 'lead', id: 'p-lead000000000000' };
const poc: Actor = { role: 'poc', id: 'p-poc0000000000000' };

/** What somebody does in the very second of the tick, and again with what they saw at first when nothing answers. */
function doing(what: string, work: Deed['work']): Action {
  return { name: what, kinds: [what], at: minusSeven, begin: (machines) => void tryUntilDone(machines, { what, work }, minute) };
}

function versionIn(rows: Rows): number {
  const found = contentOf(rows, 'record', milestoneKey(milestone), milestoneState);
  if (found === null) throw new Error(`${milestone} expected`);
  return found.version;
}

const entriesIn = (machines: Machines) => contentsOf(machines.rows, 'record', 'COMMITMENT#', commitmentEntry, 'LOG#');

let before: Rows = new Map();
let moved: Rows = new Map();

/** The rows once an action is through and everything rests again. */
async function rowsAfter(rows: Rows, action: Action): Promise<Rows> {
  const { machines, broken } = await crashAndJudge(rows, action, []);
  expect(broken).toEqual([]);
  return new Map(machines.rows);
}

const declare = (): Action => {
  const version = versionIn(before);
  const rng = randomFrom(5);
  const said = { status: 'limited', done: null, evidence: [], noEvidenceReason: null, difficulties: 'Un retard.' } as const;
  return doing('declare', (stores, now) =>
    declareStatus(
      { ...stores, rng },
      { milestoneId: milestone, version, ...said, completedOn: null, expected: null, actor: lead, now },
    ),
  );
};

const move = (): Action => {
  const version = versionIn(before);
  const rng = randomFrom(5);
  const due = aDate('2021-11-30');
  return doing('revise-deadline', (stores, now) =>
    reviseDeadline({ ...stores, rng }, { milestoneId: milestone, version, due, reason: 'Un retard.', actor: lead, now }),
  );
};

const redact = (): Action =>
  doing('redact', (stores, now) =>
    redactTexts(
      { ...stores, rng: randomFrom(5) },
      { subject: commitmentOf(milestone), of: 2, reason: 'Un nom.', actor: poc, now },
    ),
  );

/** The stack is taken down in the middle and comes back on other tables; an operator then opens the gate. */
const restore = (lost: 'record' | 'ledger'): Action => ({
  name: `restore ${lost}`,
  kinds: ['tick', 'send', 'open the gate'],
  at: minusSeven,
  begin: (machines) => {
    const copy = [...machines.rows].filter(([, { table }]) => table === lost);
    machines.agenda.add(minusSeven + 20 * minute, 'restore', () => {
      machines.scheduler.killAll();
      machines.restores.push({ at: machines.clock.milliseconds, lost });
      const kept = [...machines.rows].filter(([, { table }]) => table !== lost);
      return machines.open(new Map([...kept, ...copy]));
    });
    machines.agenda.add(minusSeven + hour, 'open the gate', () => {
      const work: Deed['work'] = async ({ ledger }, now) => {
        const { boundTo: _, ...known } = await ledger.gate();
        const restoreFloor = lost === 'ledger' ? textOf(now.epochMilliseconds) : known.restoreFloor;
        if (!(await ledger.setGate({ ...known, mode: 'live', restoreFloor, version: known.version + 1 })))
          throw new Error('moved');
      };
      void tryUntilDone(machines, { what: 'open the gate', work }, minute);
    });
  },
});

beforeAll(async () => {
  before = await rowsUntil(aStage(['ana', 'boris']), minusSeven);
  moved = await rowsAfter(before, move());
});

const oneEntry = (type: string) => (machines: Machines) => {
  const found = entriesIn(machines).filter((entry) => entry.type === type).length;
  return found === 1 ? [] : [{ invariant: 'I10', told: `${found} entries say ${type}` }];
};

test.each([
  ['declare', declare, 'declared'],
  ['revise-deadline', move, 'deadline-revised'],
] as const)(
  'F3: %s may die before and after each of its calls, and is in the log once',
  { timeout },
  async (name, action, type) => {
    const { calls, points, broken } = await everyPoint(before, action(), oneEntry(type));
    console.info(`${name}: ${calls} calls, ${points} crash points`);
    expect(broken).toEqual([]);
    expect(calls).toBeGreaterThan(2);
  },
);

test('F3: redact may die before and after each of its calls, and the text is gone', { timeout }, async () => {
  const gone = (machines: Machines) => [
    ...oneEntry('redacted')(machines),
    ...[...machines.rows.values()]
      .filter(({ row }) => JSON.stringify(row).includes('Un retard.'))
      .map(({ row }) => ({ invariant: 'S21', told: `${row.pk} ${row.sk} still holds the text` })),
  ];
  const { calls, points, broken } = await everyPoint(moved, { ...redact(), at: minusSeven + 48 * hour }, gone);
  console.info(`redact: ${calls} calls, ${points} crash points`);
  expect(broken).toEqual([]);
  expect(calls).toBeGreaterThan(2);
});

test.each(['record', 'ledger'] as const)(
  'F14: tick, send and operator may die around a restored %s',
  { timeout },
  async (lost) => {
    const { calls, points, broken } = await everyPoint(before, restore(lost));
    console.info(`restore ${lost}: ${calls} calls, ${points} crash points`);
    expect(broken).toEqual([]);
    expect(calls).toBeGreaterThan(40);
  },
);
