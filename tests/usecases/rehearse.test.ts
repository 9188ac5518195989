import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { ticksBetween } from '../../shared/usecases/next-tick.ts';
import { rehearse, rehearseTicks } from '../../shared/usecases/rehearse.ts';
import { aDate, aDeclared, aDigest, aText } from '../builders.ts';
import { argumentsFor } from '../programs.ts';
import { printRehearsal } from './print-rehearsal.ts';
import { a, aWorld, b, c, config, d, instant, plan } from './reminder-world.ts';

const lead = 'lead@example.org';
const poc = 'poc@example.org';

const names = new Map([
  [a, 'a'],
  [b, 'b'],
  [c, 'c'],
  [d, 'd'],
]);

function lines(mails: readonly { at: string; to: string; milestones: readonly { id: string; step: string }[] }[], to: string) {
  return mails
    .filter((one) => one.to === to)
    .map(({ at, milestones }) => `${at.slice(0, 10)} ${milestones.map(({ id, step }) => `${names.get(id)}${step}`).join(' ')}`);
}

const goldenA = {
  lead: [
    '2021-09-23 a-7',
    '2021-09-29 a-1',
    '2021-10-01 a+1wd b-30',
    '2021-10-22 b-7',
    '2021-10-29 b-1',
    '2021-11-02 aoverdue-2021-11 b+1wd',
    '2021-12-01 aoverdue-2021-12 boverdue-2021-12 c-30 d-30',
    '2021-12-24 c-7 d-7',
    '2021-12-30 c-1 d-1',
    '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd',
  ],
  poc: ['2021-11-02 aescalation', '2021-12-01 bescalation'],
};

const now = instant('2021-09-15T07:00:00Z');
const until = instant('2022-01-31T23:00:00Z');

describe('golden rehearsals', () => {
  test('A: mail on since 15 September 2021, nobody answers', async () => {
    const { stores } = await aWorld();
    const mails = await rehearse(stores, config, { now, from: instant('2021-08-31T22:00:00Z'), until });
    expect(lines(mails, lead)).toEqual(goldenA.lead);
    expect(lines(mails, poc)).toEqual(goldenA.poc);
    expect(mails).toHaveLength(12);
    expect(mails[2]).toEqual({
      at: '2021-10-01T09:00:00+02:00',
      to: lead,
      kind: 'digest',
      milestones: [
        { id: a, step: '+1wd' },
        { id: b, step: '-30' },
      ],
    });
    expect(mails.map(({ at }) => at.slice(10))).toEqual(
      mails.map(({ at }) => (at < '2021-11' ? 'T09:00:00+02:00' : 'T09:00:00+01:00')),
    );
  });

  test('A: a confirmed deputy is told with the point of contact', async () => {
    const { stores } = await aWorld({ people: { lead: {}, deputy: {}, poc: {} } });
    const mails = await rehearse(stores, config, { now, from: instant('2021-08-31T22:00:00Z'), until });
    expect(lines(mails, lead)).toEqual(goldenA.lead);
    expect(lines(mails, 'deputy@example.org')).toEqual(goldenA.poc);
  });

  test('A: rehearsing writes nothing, and running every tick delivers exactly what was rehearsed', async () => {
    const world = await aWorld();
    const period = { now, from: instant('2021-09-15T07:00:00Z'), until };
    const first = await rehearse(world.stores, config, period);
    const { record, ledger } = world.stores;
    const [due, digest] = [await record.due(a), await ledger.digest(aDigest({ localDate: '2021-09-23' }).did)];
    expect([due?.nextDueAt, digest]).toEqual(['2021-09-23T07:00:00Z', null]);
    expect([await ledger.run('2021-09-23T07:00:00Z'), await record.heartbeat(plan)]).toEqual([null, null]);
    expect([...(await record.asks(`${plan}/29`))]).toEqual([]);
    expect(await rehearse(world.stores, config, period)).toEqual(first);
    await world.run('2021-09-15T07:00:00Z', '2022-01-31T22:59:59Z');
    const accepted = world.sent.map(({ at, to, milestones }) => ({ at: instant(at).epochMilliseconds, to, milestones }));
    const rehearsed = first.map(({ at, to, milestones }) => ({ at: instant(at).epochMilliseconds, to, milestones }));
    const inOrder = (list: typeof accepted) => list.toSorted((x, y) => x.at - y.at || (x.to < y.to ? -1 : 1));
    expect(inOrder(accepted)).toEqual(inOrder(rehearsed.map((one) => ({ ...one, milestones: [...one.milestones] }))));
    expect(accepted).toHaveLength(12);
  });

  test('B: mail on at Friday 17 December 2021, two milestones already past', async () => {
    const { stores } = await aWorld({ mailOnSince: '2021-12-17T09:00:00Z' });
    const mails = await rehearse(stores, config, {
      now: instant('2021-12-17T09:00:00Z'),
      from: instant('2021-09-01T00:00:00Z'),
      until: instant('2023-12-31T23:00:00Z'),
    });
    const overdue = (month: string, told: string) =>
      told
        .split('')
        .map((one) => `${one}overdue-${month}`)
        .join(' ');
    expect(lines(mails, lead)).toEqual([
      '2021-12-17 acatch-up bcatch-up',
      '2021-12-24 c-7 d-7',
      '2021-12-30 c-1 d-1',
      `2022-01-03 ${overdue('2022-01', 'ab')} c+1wd d+1wd`,
      `2022-02-01 ${overdue('2022-02', 'abcd')}`,
      `2022-03-01 ${overdue('2022-03', 'abcd')}`,
      `2022-04-01 ${overdue('2022-04', 'abcd')}`,
      `2022-05-02 ${overdue('2022-05', 'bcd')}`,
      `2022-06-01 ${overdue('2022-06', 'cd')}`,
      `2022-07-01 ${overdue('2022-07', 'cd')}`,
    ]);
    expect(lines(mails, poc)).toEqual(['2022-01-03 aescalation bescalation', '2022-02-01 cescalation descalation']);
  });

  test('C: the same import after the plan has ended mails nobody', async () => {
    const { stores } = await aWorld({ importedAt: '2026-11-20T08:00:00Z', mailOnSince: '2026-11-20T09:00:00Z' });
    const mails = await rehearse(stores, config, {
      now: instant('2026-11-20T09:00:00Z'),
      from: instant('2026-11-20T00:00:00Z'),
      until: instant('2028-01-01T00:00:00Z'),
    });
    expect(mails).toEqual([]);
  });

  test('D: no tick for a month, then one digest with the latest step of each milestone', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T22:00:00Z');
    const account = await world.tick('2021-11-02T23:00:00Z');
    expect(account.skipped.filter(({ reason }) => reason === 'collapsed')).toHaveLength(2);
    await world.run('2021-11-02T23:00:01Z', '2022-01-31T22:59:59Z');
    const told = lines(world.sent, lead);
    expect(told.slice(0, 3)).toEqual(goldenA.lead.slice(0, 3));
    expect(told.slice(3)).toEqual(['2021-11-03 aoverdue-2021-11 b+1wd', ...goldenA.lead.slice(6)]);
    expect(lines(world.sent, poc)).toEqual(['2021-11-03 aescalation', '2021-12-01 bescalation']);
  });

  const move = (due: string) =>
    ({ type: 'deadline-revised', data: { milestoneId: b, due: aDate(due), reason: { sha256: aText('motif').sha256 } } }) as const;

  test('E: a moved deadline is told, and counts from its new date', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-20T10:00:00Z');
    await world.say(b, move('Novembre 2021'), '2021-10-20T10:00:00Z', [aText('motif')]);
    await world.run('2021-10-20T10:00:01Z', '2022-01-31T22:59:59Z');
    expect(lines(world.sent, lead).slice(3)).toEqual([
      '2021-10-21 bdeadline-changed-2',
      '2021-10-29 b-30',
      '2021-11-02 aoverdue-2021-11',
      '2021-11-23 b-7',
      '2021-11-29 b-1',
      '2021-12-01 aoverdue-2021-12 b+1wd c-30 d-30',
      '2021-12-24 c-7 d-7',
      '2021-12-30 c-1 d-1',
      '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd',
    ]);
    expect(lines(world.sent, poc)).toEqual(['2021-11-02 aescalation', '2022-01-03 bescalation']);
    const asks = await world.stores.record.asks(`${plan}/28`);
    expect(asks.filter(({ step }) => step.startsWith('deadline-changed'))).toEqual([]);
    expect(asks.length).toBeGreaterThan(0);
  });

  test('F: moved and moved back, no step of the same date goes out twice', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-25T10:00:00Z');
    await world.say(b, move('Novembre 2021'), '2021-10-25T10:00:00Z', [aText('motif')]);
    await world.run('2021-10-25T10:00:01Z', '2021-10-26T10:00:00Z');
    await world.say(b, move('Octobre 2021'), '2021-10-26T10:00:00Z', [aText('motif')]);
    await world.run('2021-10-26T10:00:01Z', '2022-01-31T22:59:59Z');
    expect(lines(world.sent, lead).slice(3)).toEqual([
      '2021-10-22 b-7',
      '2021-10-26 bdeadline-changed-2',
      '2021-10-27 bdeadline-changed-3',
      ...goldenA.lead.slice(4),
    ]);
  });

  test('F: moved and moved back on one day, nobody hears of it', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-25T10:00:00Z');
    await world.say(b, move('Novembre 2021'), '2021-10-25T10:00:00Z', [aText('motif')]);
    await world.say(b, move('Octobre 2021'), '2021-10-25T13:00:00Z', [aText('motif')]);
    await world.run('2021-10-25T13:00:01Z', '2022-01-31T22:59:59Z');
    expect(lines(world.sent, lead)).toEqual(goldenA.lead);
  });

  test('a move that was undone is told as a move back, and the lead ends where F ends', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-25T10:00:00Z');
    await world.say(b, move('Novembre 2021'), '2021-10-25T10:00:00Z', [aText('motif')]);
    await world.run('2021-10-25T10:00:01Z', '2021-10-26T10:00:00Z');
    const undo = {
      type: 'corrected',
      data: { corrects: 2, reason: { sha256: aText('motif').sha256 }, change: { field: 'word', milestoneId: b } },
    } as const;
    await world.say(b, undo, '2021-10-26T10:00:00Z', [aText('motif')]);
    await world.run('2021-10-26T10:00:01Z', '2022-01-31T22:59:59Z');
    expect(lines(world.sent, lead).slice(3)).toEqual([
      '2021-10-22 b-7',
      '2021-10-26 bdeadline-changed-2',
      '2021-10-27 bdeadline-changed-3',
      ...goldenA.lead.slice(4),
    ]);
  });

  test('answered means silent: a completed milestone is in no later mail', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-02T00:00:00Z');
    await world.say(b, aDeclared(b, { status: 'complete', completedOn: '2021-10-04' }), '2021-10-04T10:00:00Z');
    await world.run('2021-10-04T10:00:01Z', '2022-01-31T22:59:59Z');
    expect(
      lines(world.sent, lead)
        .slice(3)
        .filter((line) => / b/.test(line)),
    ).toEqual([]);
    expect(lines(world.sent, poc)).toEqual(['2021-11-02 aescalation']);
  });

  test('what goes out before the period is not told as going out in it', async () => {
    const { stores } = await aWorld();
    const mails = await rehearse(stores, config, { now, from: instant('2021-10-01T22:00:00Z'), until });
    expect(lines(mails, lead)).toEqual(goldenA.lead.slice(3));
    expect(lines(mails, poc)).toEqual(goldenA.poc);
  });

  test.each(['off', 'sandbox'] as const)('with the gate %s the rehearsal tells what a live one would let out', async (gate) => {
    const { stores } = await aWorld({ gate });
    const mails = await rehearse(stores, config, { now, from: now, until });
    expect(lines(mails, lead)).toEqual(goldenA.lead);
    expect((await stores.ledger.gate()).mode).toBe(gate);
  });

  test('the breaker keeps nothing from being rehearsed', async () => {
    const { stores } = await aWorld();
    await stores.ledger.setGate({ mode: 'live', version: 2, restoreFloor: null, breaker: 'AccountSendingPausedException' });
    expect(lines(await rehearse(stores, config, { now, from: now, until }), lead)).toEqual(goldenA.lead);
  });

  test('a plan whose mail is off is rehearsed as if it were switched on now', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    const mails = await rehearse(stores, config, { now, from: instant('2021-09-01T00:00:00Z'), until });
    expect(lines(mails, lead)).toEqual(goldenA.lead);
    expect(lines(mails, poc)).toEqual(goldenA.poc);
    expect((await stores.record.plan(plan))?.state.mailOnSince).toBeNull();
  });

  test('switched on late in a rehearsal, a plan begins with its catch-up, however its due items stand', async () => {
    const world = await aWorld({ mailOnSince: null });
    await world.run('2021-09-15T07:00:00Z', '2021-12-17T08:59:59Z');
    const late = instant('2021-12-17T09:00:00Z');
    const mails = await rehearse(world.stores, config, { now: late, from: instant('2021-09-01T00:00:00Z'), until });
    expect(lines(mails, lead)).toEqual([
      '2021-12-17 acatch-up bcatch-up',
      '2021-12-24 c-7 d-7',
      '2021-12-30 c-1 d-1',
      '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd',
    ]);
  });

  test('a digest that waits already goes out with the first tick, not an hour later', async () => {
    const world = await aWorld({ gate: 'off' });
    await world.run('2021-09-15T07:00:00Z', '2021-09-23T08:00:00Z');
    const at = instant('2021-09-23T09:00:00Z');
    const mails = await rehearse(world.stores, config, { now: at, from: at, until: instant('2021-09-23T22:00:00Z') });
    expect(mails.map(({ at: when }) => when)).toEqual(['2021-09-23T11:00:00+02:00']);
  });

  test('one tick does what that tick would do, and tells it as the tick itself', async () => {
    const world = await aWorld();
    const ticks = (at: string) => rehearseTicks(world.stores, config, [instant(at)]);
    expect(await ticks('2021-09-30T22:30:00Z')).toMatchObject({ account: { sent: [] }, mails: [] });
    const { account, mails } = await ticks('2021-10-01T07:00:00Z');
    expect(lines(mails, lead)).toEqual(['2021-10-01 a+1wd b-30']);
    expect(account).toEqual(await world.tick('2021-10-01T07:00:00Z'));
    expect(account.skipped.map(({ reason }) => reason)).toContain('collapsed');
  });

  test.each([
    [{ gate: 'off' as const }, 'gate-off'],
    [{ gate: 'sandbox' as const }, 'sandbox'],
  ])('the ticks of a day are rehearsed with the gate as it is: %j', async (stage, reason) => {
    const { stores } = await aWorld(stage);
    const day = ticksBetween(instant('2021-09-22T22:00:00Z'), instant('2021-09-23T21:59:59Z'));
    expect(day).toHaveLength(96);
    const { account, mails } = await rehearseTicks(stores, config, day);
    expect([account.sent, mails]).toEqual([[], []]);
    expect(account.skipped.map((one) => one.reason)).toContain(reason);
  });

  test('the ticks of a day send nothing about a plan whose mail is off', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    const day = ticksBetween(instant('2021-09-22T22:00:00Z'), instant('2021-09-23T21:59:59Z'));
    expect((await rehearseTicks(stores, config, day)).mails).toEqual([]);
  });

  /** Of this machine, which stands in Pacific/Kiritimati as far as tests can tell. */
  let here: Promise<string> | null = null;

  test.each(['UTC', 'Europe/Paris', 'America/New_York'])(
    'I18: dates, steps and every golden rehearsal are the same on a machine in %s as in Pacific/Kiritimati',
    async (TZ) => {
      expect(process.env['TZ']).toBe('Pacific/Kiritimati');
      const program = argumentsFor('tests/usecases/print-rehearsal.ts');
      const { stdout } = await promisify(execFile)(process.execPath, program, { env: { ...process.env, TZ } });
      here ??= printRehearsal();
      expect(stdout).toBe(await here);
    },
    60_000,
  );
});
