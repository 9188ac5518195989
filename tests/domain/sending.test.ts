import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/domain/ledger.ts';
import {
  acceptedClaim,
  claimed,
  graceOf,
  isDoubled,
  mayHaveLeft,
  type News,
  released,
  triedFrom,
  verdictOn,
  whatWasTold,
  withNews,
} from '../../shared/domain/sending.ts';
import { aDigest, aReminder } from '../builders.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const [first = '', second = '', third = ''] = ['-30', '-7', '-1'].map((step) => aReminder({ step }).rid);

const claiming = { token: 't', on: '2021-10-01', rids: [first, second], withheld: [], contentHash: 'h' };
const planned = aDigest({ rids: [first, second, third] });
const once = claimed(planned, claiming, instant('2021-10-01T07:00:00Z'));
const withheld = [{ rid: second, reason: 'answered' }] as const;
const again = { token: 'u', on: '2021-10-04', rids: [first], withheld, contentHash: 'i' };
const twice = claimed(once, again, instant('2021-10-04T07:00:00Z'));

const news = (attempt: number, told: News['told'], input: Partial<News> = {}): News => {
  return { attempt, told, delivery: 'none', messageId: `m-${attempt}`, ...input };
};

describe('claims', () => {
  test('the first claim tells what still holds; a repeat keeps what the first may have told, and says what it left out', () => {
    expect(once).toMatchObject({ state: 'claimed', attempt: 1, version: 2, rids: [first, second], withheld: [] });
    expect(once.leaseUntil).toBe('2021-10-01T07:15:00Z');
    expect(twice).toMatchObject({
      ...{ state: 'claimed', attempt: 2, rids: [first, second], token: 'u', claimedAt: '2021-10-04T07:00:00Z' },
      withheld: [{ rid: second, reason: 'answered', from: 2 }],
    });
    expect(twice.claims.map(({ at, on }) => [at, on])).toEqual([
      ['2021-10-01T07:00:00Z', '2021-10-01'],
      ['2021-10-04T07:00:00Z', '2021-10-04'],
    ]);
  });

  test('a claim that certainly sent nothing leaves the digest as it was before', () => {
    const back = released(planned, once, '2021-10-01T07:05:00Z');
    expect(back).toEqual({ ...planned, version: 3, rids: [first, second], leaseUntil: '2021-10-01T07:05:00Z' });
    expect([triedFrom(planned), triedFrom(back)]).toEqual([planned.notBefore, '2021-10-01T07:05:00Z']);
    expect(mayHaveLeft(back)).toBe(false);
    const repeat = released(once, twice, '2021-10-04T07:05:00Z');
    expect(repeat).toEqual({ ...once, version: 4, leaseUntil: '2021-10-04T07:05:00Z' });
    expect(released(once, twice).leaseUntil).toBe(once.leaseUntil);
    expect(mayHaveLeft(repeat)).toBe(true);
  });
});

describe('what to do about a mail nobody has heard of', () => {
  const at = (minutes: number) => instant('2021-10-01T07:00:00Z').add({ minutes });
  const late = '2021-10-01T07:00:01Z';

  test('the grace is that of the most urgent reminder', () => {
    expect(graceOf(['-1', 'overdue-2021-10'])).toBe(30);
    expect(graceOf(['-10', '-7', '+1wd', 'escalation'])).toBe(180);
    expect(graceOf([])).toBe(180);
  });

  test.each<[string, Digest, string[], string | null, number, string]>([
    ['waits within the grace', once, ['-7'], late, 179, 'wait'],
    ['sends again after it, once a later mail was heard of', once, ['-7'], late, 180, 'send-again'],
    ['waits half an hour for the last day before', once, ['-1'], late, 29, 'wait'],
    ['and no longer', once, ['-1'], late, 30, 'send-again'],
    ['waits without proof', once, ['-7'], null, 1_439, 'wait'],
    ['takes an earlier mail for no proof', once, ['-7'], '2021-10-01T06:59:00Z', 1_439, 'wait'],
    ['takes a mail of the same second for no proof', once, ['-7'], '2021-10-01T07:00:00Z', 1_439, 'wait'],
    ['asks a person after a day without proof', once, ['-7'], null, 1_440, 'feed-not-proved'],
    ['still sends again after a day with proof', once, ['-7'], late, 5_000, 'send-again'],
    ['never touches what is not claimed', planned, ['-7'], late, 5_000, 'wait'],
  ])('%s', (_, digest, steps, feed, minutes, verdict) => {
    expect(verdictOn(digest, steps, feed, at(minutes))).toBe(verdict);
  });

  test('there is one blind repeat and no second', () => {
    const after = instant('2021-10-04T10:00:00Z');
    expect(verdictOn(twice, ['-7'], '2021-10-05T07:00:00Z', after.subtract({ seconds: 1 }))).toBe('wait');
    expect(verdictOn(twice, ['-7'], '2021-10-05T07:00:00Z', after)).toBe('unknown');
  });
});

describe('what was heard of the attempts', () => {
  test('the first accepted attempt says when the role was asked, and what it was told', () => {
    const both = withNews(withNews(twice, news(2, 'accepted')), news(1, 'reached'));
    expect(withNews(twice, news(2, 'accepted'))).toMatchObject({ state: 'sent', acceptedOn: '2021-10-04', pending: true });
    expect(both).toMatchObject({ state: 'sent', acceptedOn: '2021-10-01' });
    expect(whatWasTold(withNews(twice, news(2, 'accepted')))).toEqual({
      told: [first],
      untold: [{ rid: second, reason: 'answered', from: 2 }],
    });
    expect(whatWasTold(both)).toEqual({ told: [first, second], untold: [] });
    expect([isDoubled(withNews(twice, news(2, 'accepted'))), isDoubled(both)]).toEqual([false, true]);
  });

  test('F26: asks are gone through again when the first attempt proves to have told more than the repeat', () => {
    const done = { ...withNews(twice, news(2, 'accepted')), pending: false };
    expect(withNews(done, news(1, 'accepted'))).toMatchObject({ pending: true });
    const same = { ...withNews({ ...twice, withheld: [] }, news(2, 'accepted')), pending: false };
    expect(withNews(same, news(1, 'accepted'))).toMatchObject({ pending: false });
  });

  test('a refusal of the first attempt leaves a repeat on its way', () => {
    expect(withNews(twice, news(1, 'refused'))).toMatchObject({ state: 'claimed', pending: true });
    expect(withNews(twice, news(2, 'refused'))).toMatchObject({ state: 'needs-human', reason: 'rejected' });
    expect(mayHaveLeft(withNews(once, news(1, 'refused')))).toBe(false);
  });

  test('F7: only a bounce or complaint that is news has to be told', () => {
    const bounced = withNews(once, news(1, 'reached', { delivery: 'bounced' }));
    expect(bounced).toMatchObject({ tellStop: true, pending: true });
    expect(withNews({ ...bounced, tellStop: false, pending: false }, news(1, 'reached', { delivery: 'bounced' }))).toMatchObject({
      tellStop: false,
      pending: false,
    });
    const dropped: Digest = { ...bounced, delivery: 'none', tellStop: false, state: 'dropped', pending: false };
    expect(withNews(dropped, news(1, 'reached', { delivery: 'complained' }))).toMatchObject({
      ...{ state: 'dropped', tellStop: true, pending: true },
    });
  });

  test('news of an attempt nobody wrote down are true all the same', () => {
    expect(withNews(planned, news(1, 'accepted'))).toMatchObject({ state: 'sent', attempt: 1, acceptedOn: '2021-10-01' });
  });

  test('F8, I12: in whatever order and however often news of two attempts come, the digest ends the same', () => {
    const one = fc.record({
      attempt: fc.constantFrom(1, 2),
      told: fc.constantFrom<News['told']>('accepted', 'refused', 'reached'),
      delivery: fc.constantFrom<News['delivery']>('none', 'delivered', 'bounced', 'complained'),
    });
    const all = fc.array(one, { minLength: 1, maxLength: 6 });
    const orders = all.chain((list) => {
      const every = [...list, ...list];
      return fc.tuple(fc.constant(list), fc.shuffledSubarray(every, { minLength: every.length, maxLength: every.length }));
    });
    const heard = (start: Digest, list: readonly Omit<News, 'messageId'>[]) =>
      list.reduce((digest, { attempt, told, delivery }) => withNews(digest, news(attempt, told, { delivery })), start);
    fc.assert(
      fc.property(orders, fc.constantFrom(once, twice), ([list, shuffled], start) => {
        expect(heard(start, shuffled)).toEqual(heard(start, list));
        expect(heard(heard(start, list), list)).toEqual(heard(start, list));
      }),
      { numRuns: 2_000 },
    );
  });

  test('acceptance is known by number and day', () => {
    expect(acceptedClaim(once)).toBeNull();
    expect(acceptedClaim(withNews(twice, news(2, 'reached')))).toMatchObject({ attempt: 2, on: '2021-10-04' });
  });
});
