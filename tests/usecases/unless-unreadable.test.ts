import { expect, test } from 'vitest';
import { UnreadableError } from '../../shared/domain/unreadable.ts';
import { failureOf, unlessUnreadable } from '../../shared/usecases/unless-unreadable.ts';

const throttled = Object.assign(new Error('throttled'), { name: 'ProvisionedThroughputExceededException' });
const failing = (error: unknown) => async (): Promise<string> => {
  throw error;
};

test('a read that was throttled is thrown: what passes by itself is never taken for a row nobody can read', async () => {
  await expect(unlessUnreadable(failing(throttled))).rejects.toBe(throttled);
  await expect(unlessUnreadable(failing('anything'))).rejects.toBe('anything');
  expect([failureOf(throttled), failureOf(new UnreadableError('PLAN#p STATE'))]).toEqual(['error', 'unreadable']);
});

test('a row that cannot be read is told as such, and what can be read is what it is', async () => {
  expect(await unlessUnreadable(failing(new UnreadableError('PLAN#p STATE')))).toBe('unreadable');
  expect(await unlessUnreadable(async () => 'read')).toBe('read');
});
