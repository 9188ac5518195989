import { describe, expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import type { ReminderPreferences } from '../../shared/domain/contact.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { aDate, aDeclared, aPersonId, aRef, aText } from '../builders.ts';
import { a, aWorld, b, c, config, d, instant } from './reminder-world.ts';

const names = new Map([
  [a, 'a'],
  [b, 'b'],
  [c, 'c'],
  [d, 'd'],
]);
const until = '2022-01-31T22:59:59Z';

const preferring = (reminders: ReminderPreferences) => aWorld({ people: { lead: { reminders }, poc: {} } });
const weekly: ReminderPreferences = { daysBefore: null, frequency: 'weekly' };

const linesTo = (to: string, mails: readonly { at: string; to: string; milestones: readonly { id: string; step: string }[] }[]) =>
  mails
    .filter((one) => one.to === to)
    .map(({ at, milestones }) =>
      [at.slice(0, 10), ...milestones.map(({ id, step }) => `${names.get(id)}${step}`).sort()].join(' '),
    );
const lead = 'lead@example.org';

const golden = [
  '2021-09-27 a-7',
  '2021-09-29 a-1',
  '2021-10-01 a+1wd',
  '2021-10-04 b-30',
  '2021-10-25 b-7',
  '2021-10-29 b-1',
  '2021-11-02 aoverdue-2021-11 b+1wd',
  '2021-12-06 aoverdue-2021-12 boverdue-2021-12 c-30 d-30',
  '2021-12-27 c-7 d-7',
  '2021-12-30 c-1 d-1',
  '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd',
];

describe('golden rehearsal A for a lead who chose', () => {
  test('a weekly mail: what can wait comes on Mondays, the rest on its day, and nobody else’s mail moves', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', until);
    expect(linesTo(lead, world.sent)).toEqual(golden);
    expect(linesTo('poc@example.org', world.sent)).toEqual(['2021-11-02 aescalation', '2021-12-01 bescalation']);
  });

  test('is rehearsed as it is sent', async () => {
    const { stores } = await preferring(weekly);
    const now = instant('2021-09-15T07:00:00Z');
    expect(linesTo(lead, await rehearse(stores, config, { now, from: now, until: instant(until) }))).toEqual(golden);
  });

  test('the eve alone: no other day before the deadline, everything after it', async () => {
    const world = await preferring({ daysBefore: [1], frequency: 'as-due' });
    await world.run('2021-09-15T07:00:00Z', until);
    expect(linesTo(lead, world.sent)).toEqual([
      '2021-09-29 a-1',
      '2021-10-01 a+1wd',
      '2021-10-29 b-1',
      '2021-11-02 aoverdue-2021-11 b+1wd',
      '2021-12-01 aoverdue-2021-12 boverdue-2021-12',
      '2021-12-30 c-1 d-1',
      '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd',
    ]);
  });
});

describe('while something waits for the weekly mail', () => {
  test('F13: an answer in between takes it out, and with nothing left there is no mail', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', '2021-10-22T12:00:00Z');
    await world.say(b, aDeclared(b, { status: 'complete', completedOn: '2021-10-22' }), '2021-10-22T12:00:00Z');
    world.sent.length = 0;
    await world.run('2021-10-22T12:00:00Z', '2021-10-28T00:00:00Z');
    expect(world.sent).toEqual([]);
  });

  test('I9: whoever stops their mail in between is not claimed', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', '2021-10-22T12:00:00Z');
    const person = await world.stores.people.contact(aPersonId('lead'));
    if (person === null) throw new Error('no lead');
    const suppressed = { reason: 'unsubscribed', at: '2021-10-23T12:00:00Z' } as const;
    await world.stores.people.updateContact({ ...person, version: person.version + 1, suppressed });
    world.sent.length = 0;
    await world.run('2021-10-22T12:00:00Z', '2021-10-28T00:00:00Z');
    expect(linesTo(lead, world.sent)).toEqual([]);
  });

  test('H2: with no tick on the Monday it goes out on the next working day, and waits for no other Monday', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', '2021-10-22T12:00:00Z');
    world.sent.length = 0;
    await world.tick('2021-10-26T07:00:00Z');
    await world.tick('2021-10-26T07:15:00Z');
    expect(linesTo(lead, world.sent)).toEqual(['2021-10-26 b-7']);
  });

  test('D, H5: after a month without ticks one digest with the latest step of each milestone goes out at once', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T22:00:00Z');
    world.sent.length = 0;
    await world.tick('2021-11-02T23:00:00Z');
    await world.run('2021-11-02T23:00:01Z', '2021-11-08T12:00:00Z');
    expect(linesTo(lead, world.sent)).toEqual(['2021-11-03 aoverdue-2021-11 b+1wd']);
  });
});

describe('a deadline that moves away and back before anybody was told', () => {
  const moved = (text: string): CommitmentChange => {
    return { type: 'deadline-revised', data: { milestoneId: b, due: aDate(text), reason: aRef('Motif') } };
  };
  const notices = (world: Awaited<ReturnType<typeof aWorld>>) =>
    linesTo(lead, world.sent).filter((line) => line.includes('deadline-changed'));
  const say = (world: Awaited<ReturnType<typeof aWorld>>, text: string, at: string) =>
    world.say(b, moved(text), at, [aText('Motif')]);

  test('on two days of one week is no news to a weekly reader: the date is the one they last heard of', async () => {
    const world = await preferring(weekly);
    await world.run('2021-09-15T07:00:00Z', '2021-10-12T10:00:00Z');
    await say(world, 'Novembre 2021', '2021-10-12T10:00:00Z');
    await world.run('2021-10-12T10:00:01Z', '2021-10-13T10:00:00Z');
    await say(world, 'Octobre 2021', '2021-10-13T10:00:00Z');
    await world.run('2021-10-13T10:00:01Z', '2021-10-29T12:00:00Z');
    expect(notices(world)).toEqual([]);
    expect(linesTo(lead, world.sent).slice(-2)).toEqual(['2021-10-25 b-7', '2021-10-29 b-1']);
  });

  test('during an outage is no news to anybody; one that stays away is', async () => {
    for (const [last, expected] of [
      ['Octobre 2021', []],
      ['Novembre 2021', ['2021-10-14 bdeadline-changed-3']],
    ] as const) {
      const world = await aWorld();
      await world.run('2021-09-15T07:00:00Z', '2021-10-12T10:00:00Z');
      await say(world, 'Décembre 2021', '2021-10-12T10:00:00Z');
      await say(world, last, '2021-10-13T10:00:00Z');
      await world.run('2021-10-14T06:00:01Z', '2021-10-20T10:00:00Z');
      expect(notices(world)).toEqual(expected);
    }
  });

  test('is told to whoever heard of the other date, by whatever mail', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-12T10:00:00Z');
    await say(world, 'Novembre 2021', '2021-10-12T10:00:00Z');
    await world.run('2021-10-12T10:00:01Z', '2021-10-13T10:00:00Z');
    await say(world, 'Octobre 2021', '2021-10-13T10:00:00Z');
    await world.run('2021-10-13T10:00:01Z', '2021-10-20T12:00:00Z');
    expect(notices(world)).toEqual(['2021-10-13 bdeadline-changed-2', '2021-10-14 bdeadline-changed-3']);
  });
});
