import { expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import { aDate, aRef, aText } from '../builders.ts';
import { aWorld, b } from './reminder-world.ts';

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
