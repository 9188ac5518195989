import { describe, expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import { reminderId } from '../../shared/domain/ledger.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aDate, aDigest, aPersonId, aRef, aText } from '../builders.ts';
import { aWorld, b, instant } from './reminder-world.ts';

const toNovember: CommitmentChange = {
  type: 'deadline-revised',
  data: { milestoneId: b, due: aDate('Novembre 2021'), reason: aRef('motif') },
};

test('F11: after the −7 of a date that was moved away, that of the new date arrives as well', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-25T10:00:00Z');
  await world.say(b, toNovember, '2021-10-25T10:00:00Z', [aText('motif')]);
  await world.run('2021-10-25T10:00:01Z', '2021-11-29T22:59:59Z');
  const sevens = world.sent.filter(({ milestones }) => milestones.some(({ id, step }) => id === b && step === '-7'));
  expect(sevens.map(({ at }) => at.slice(0, 10))).toEqual(['2021-10-22', '2021-11-23']);
});

const toOctober: CommitmentChange = {
  type: 'deadline-revised',
  data: { milestoneId: b, due: aDate('Octobre 2021'), reason: aRef('motif') },
};
const undoing = (corrects: number): CommitmentChange => ({
  type: 'corrected',
  data: { corrects, reason: aRef('motif'), change: { field: 'word', milestoneId: b } },
});
const until = '2021-11-10T22:59:59Z';
const seven = '2021-10-22T07:00:00Z';
const ridOf = (step: string) => reminderId({ subjectId: b, effectiveDate: '2021-10-31', step, recipientId: aPersonId('lead') });

/** Rehearsal A up to b−7 of 22 October, which is in a digest that nobody sent yet. */
async function withSevenWaiting() {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-22T06:59:59Z');
  await runTick(world.deps, instant(seven));
  const say = (change: CommitmentChange, at: string) => world.say(b, change, at, [aText('motif')]);
  const told = () =>
    world.sent
      .filter(({ to, at }) => to === 'lead@example.org' && at >= seven)
      .flatMap(({ at, milestones }) => milestones.filter(({ id }) => id === b).map(({ step }) => `${at.slice(0, 10)} ${step}`));
  const row = async (step = '-7') => (await world.stores.ledger.reminders([ridOf(step)])).get(ridOf(step));
  const lost = async () => {
    const found = await auditPlans(world.stores, { planId: null, isFull: true }, instant('2021-11-11T09:00:00Z'));
    return found.findings.filter(({ kind }) => kind === 'lost' || kind === 'adrift' || kind === 'stuck');
  };
  return { ...world, say, told, row, lost };
}

describe('a deadline that moves back in time', () => {
  const afterwards = ['2021-10-29 -1', '2021-11-02 +1wd'];

  test.each([
    ['by another revision', toOctober],
    ['by undoing the move', undoing(2)],
  ])('2.2: %s: what was dropped as superseded and never claimed is planned again, and sent that day', async (_, back) => {
    const world = await withSevenWaiting();
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.drain(instant('2021-10-22T07:10:00Z'));
    expect(await world.row()).toMatchObject({ dropped: 'superseded' });
    await world.say(back, '2021-10-22T07:30:00Z');
    await world.run('2021-10-22T07:30:00Z', until);
    expect(world.told()).toEqual(['2021-10-22 -7', ...afterwards]);
    const digest = aDigest({ localDate: '2021-10-22' }).did;
    expect(await world.row()).toMatchObject({ dropped: null, did: digest, plannedAt: seven });
    expect(await world.stores.ledger.digest(digest)).toMatchObject({ state: 'sent', rids: [ridOf('-7')], attempt: 1 });
    expect(await world.lost()).toEqual([]);
  });

  test('2.2: what still waits when the date is back again is sent, once', async () => {
    const world = await withSevenWaiting();
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.say(toOctober, '2021-10-22T07:06:00Z');
    await world.drain(instant('2021-10-22T07:10:00Z'));
    await world.run('2021-10-22T07:15:00Z', until);
    expect(world.told()).toEqual(['2021-10-22 -7', ...afterwards]);
  });

  test('2.2: beside another reminder of the same digest it goes back to its place in it', async () => {
    const world = await withSevenWaiting();
    const { did } = aDigest({ localDate: '2021-10-22' });
    await world.stores.ledger.dropReminders([{ rid: ridOf('-7'), reason: 'superseded' }]);
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.say(toOctober, '2021-10-22T07:06:00Z');
    await runTick(world.deps, instant('2021-10-22T07:30:00Z'));
    expect(await world.row()).toMatchObject({ dropped: null, did });
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'planned', rids: [ridOf('-7')], version: 2 });
    await world.drain(instant('2021-10-22T07:30:00Z'));
    expect(world.told()).toEqual(['2021-10-22 -7']);
  });

  test('F12: what was sent before the move is not sent again, nor is what may have left', async () => {
    const sent = await withSevenWaiting();
    await sent.drain(instant('2021-10-22T07:01:00Z'));
    await sent.say(toNovember, '2021-10-22T07:05:00Z');
    await sent.say(toOctober, '2021-10-22T07:30:00Z');
    await sent.run('2021-10-22T07:30:00Z', until);
    expect(sent.told()).toEqual(['2021-10-22 -7', ...afterwards]);
    const unknown = await withSevenWaiting();
    unknown.answer(() => ({ kind: 'ambiguous', reason: 'reset' }));
    await unknown.drain(instant('2021-10-22T07:01:00Z'));
    unknown.answer(() => ({ kind: 'accepted', messageId: 'm' }));
    await unknown.stores.ledger.dropReminders([{ rid: ridOf('-7'), reason: 'superseded' }]);
    await unknown.say(toNovember, '2021-10-22T07:05:00Z');
    await unknown.say(toOctober, '2021-10-22T07:30:00Z');
    await unknown.run('2021-10-22T07:30:00Z', '2021-10-22T22:00:00Z');
    expect(unknown.told()).toEqual([]);
    expect(await unknown.row()).toMatchObject({ dropped: 'superseded' });
  });

  test('back on a day that had its mail, the notice of the change speaks for it on the next working day', async () => {
    const world = await withSevenWaiting();
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.drain(instant('2021-10-22T07:10:00Z'));
    await world.run('2021-10-22T07:15:00Z', '2021-10-25T09:59:59Z');
    await world.say(toOctober, '2021-10-25T10:00:00Z');
    await world.run('2021-10-25T10:00:00Z', until);
    expect(world.told()).toEqual([...['2021-10-25 deadline-changed-2', '2021-10-26 deadline-changed-3'], ...afterwards]);
    expect((await world.row())?.dropped).not.toBe('superseded');
    expect(await world.lost()).toEqual([]);
  });

  test('back too late, when the next step of that date has passed, it stays dropped', async () => {
    const world = await withSevenWaiting();
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.drain(instant('2021-10-22T07:10:00Z'));
    await world.run('2021-10-22T07:15:00Z', '2021-10-29T09:59:59Z');
    await world.say(toOctober, '2021-10-29T10:00:00Z');
    await world.run('2021-10-29T10:00:00Z', '2021-10-29T22:00:00Z');
    expect(world.told().filter((line) => line.endsWith(' -7') || line.endsWith(' -1'))).toEqual([]);
    expect(await world.row()).toMatchObject({ dropped: 'superseded' });
  });

  test('a sender that read the former date and drops it late does not make it be lost', async () => {
    const world = await withSevenWaiting();
    await world.say(toNovember, '2021-10-22T07:05:00Z');
    await world.say(toOctober, '2021-10-22T07:06:00Z');
    await runTick(world.deps, instant('2021-10-22T07:15:00Z'));
    await world.stores.ledger.dropReminders([{ rid: ridOf('-7'), reason: 'superseded' }]);
    await world.drain(instant('2021-10-22T07:16:00Z'));
    await world.run('2021-10-22T07:16:00Z', until);
    expect(world.told()).toEqual(['2021-10-22 -7', ...afterwards]);
  });
});
