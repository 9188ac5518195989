import { expect, test } from 'vitest';
import { planEntry, readCommitmentEntry, verifyLog } from '../shared/domain/change-log.ts';
import { assignment } from '../shared/domain/contact.ts';
import { ask, digest, reminder } from '../shared/domain/ledger.ts';
import { foldCommitment } from '../shared/domain/reduce.ts';
import {
  aCommitment,
  aDate,
  aDeclared,
  aDigest,
  aMilestone,
  anAsk,
  anAssignment,
  andThen,
  aPlan,
  aReminder,
  aText,
  planWritesOf,
  writesOf,
} from './builders.ts';

test('a built milestone carries the deadline it was asked for', () => {
  expect(aMilestone({ due: 'Octobre 2021' }).published.due).toEqual({
    text: 'Octobre 2021',
    precision: 'month',
    from: '2021-10-01',
    to: '2021-10-31',
  });
  expect(aDate('février 2024').to).toBe('2024-02-29');
  expect(aMilestone({ due: 'En continu' }).published.due?.to).toBeNull();
});

test('a built log verifies and folds to the built state, redaction included', () => {
  const note = aText('Avis rendu.');
  const reason = aText('Demande.');
  const declared = andThen(aCommitment(), aDeclared('fr-2021-2023/28/m1', { done: { sha256: note.sha256 } }), { texts: [note] });
  const record = andThen(
    declared,
    { type: 'redacted', data: { of: 2, texts: [note.sha256], reason: { sha256: reason.sha256 } } },
    { texts: [reason] },
  );
  expect(
    verifyLog(
      record.log.map((one) => readCommitmentEntry(one)),
      record.texts,
      'fr-2021-2023/28',
    ),
  ).toBeNull();
  expect(foldCommitment(record.log)).toEqual(record.commitment);
  expect(writesOf(record).at(-1)?.redacted).toEqual([note.sha256]);
});

test('everything else that is built is valid', () => {
  const plan = aPlan({ mailOnSince: '2021-09-15T07:00:00Z' });
  expect(plan.log.map((one) => planEntry.safeParse(one).success)).toEqual([true, true]);
  expect(planWritesOf(plan).at(-1)?.after).toEqual(plan.state);
  expect(reminder.safeParse(aReminder()).success).toBe(true);
  expect(digest.safeParse(aDigest({ rids: [aReminder().rid] })).success).toBe(true);
  expect(ask.safeParse(anAsk()).success).toBe(true);
  expect(assignment.safeParse(anAssignment({ as: 'poc', role: 'poc' })).success).toBe(true);
});
