import { describe, expect, test } from 'vitest';
import type { Digest, Reminder } from '../../shared/domain/ledger.ts';
import { reopened, takenUpAgain } from '../../shared/domain/taken-up-again.ts';
import { aDigest, aReminder } from '../builders.ts';

const waiting = aReminder({ plannedAt: '2021-10-22T07:00:00Z' });
const superseded: Reminder = { ...waiting, dropped: 'superseded' };
const { did: _, ...planned } = waiting;
const later = { ...planned, plannedAt: '2021-10-29T07:00:00Z' };
const digest = aDigest({ rids: [waiting.rid] });
const claim = { at: '2021-10-22T07:01:00Z', on: '2021-10-22', told: 'none' } as const;
const handed: Partial<Digest> = { attempt: 1, claims: [claim] };

describe('what is taken up again', () => {
  test.each<[string, Reminder, Digest | null, 'in-place' | 'anew' | null]>([
    ['superseded, in a digest that waits', superseded, digest, 'in-place'],
    ['superseded, its digest ended empty', superseded, { ...digest, state: 'dropped', reason: 'empty' }, 'anew'],
    [
      'superseded, and left out of the digest that was sent',
      superseded,
      { ...digest, rids: [], state: 'sent', ...handed },
      'anew',
    ],
    ['superseded, its digest is past keeping', superseded, null, 'anew'],
    ['superseded, in a digest that was handed over to SES', superseded, { ...digest, state: 'claimed', ...handed }, null],
    ['superseded, in one given up after a claim', superseded, { ...digest, state: 'dropped', ...handed }, null],
    ['superseded, in one that waits for a person', superseded, { ...digest, state: 'needs-human', reason: 'poison' }, null],
    ['superseded, in one that is planned again after a claim', superseded, { ...digest, ...handed }, null],
    ['dropped for another reason', { ...waiting, dropped: 'answered' }, digest, null],
    ['waiting as planned', waiting, digest, null],
    ['sent', waiting, { ...digest, state: 'sent', ...handed }, null],
  ])('%s: %s', (_name, row, found, how) => {
    expect(takenUpAgain(planned, row, found)).toBe(how);
  });

  test('what waits and is planned for later by now gets its new instant, never an earlier one', () => {
    expect(takenUpAgain(later, waiting, digest)).toBe('in-place');
    expect(takenUpAgain(planned, { ...waiting, plannedAt: later.plannedAt }, digest)).toBeNull();
  });
});

describe('a digest of the same day', () => {
  const ended: Digest = { ...digest, state: 'dropped', reason: 'empty', pending: false, takes: 3 };

  test('that ended empty opens again, without what it held', () => {
    expect(reopened(ended)).toEqual({ ...digest, rids: [], takes: 0, pending: true });
  });

  test.each<[string, Digest | null]>([
    ['none', null],
    ['planned', digest],
    ['dropped in the sandbox', { ...ended, reason: 'sandbox' }],
    ['given up after a claim', { ...ended, ...handed }],
    ['sent', { ...digest, state: 'sent', ...handed }],
  ])('%s stays as it is', (_name, one) => {
    expect(reopened(one)).toBe(one);
  });
});
