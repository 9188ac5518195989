import { expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import { seal } from '../../shared/domain/change-log.ts';
import { deadlineOf, declaredStatusOf, isOpen, lastWordAt } from '../../shared/domain/commitment.ts';
import { foldCommitment, foldPlan, LogOrderError, reduceCommitment } from '../../shared/domain/reduce.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { aCommitment, aDate, aDeclared, anActor, andThen, andThenPlan, anImportedMilestone, aPlan, aText } from '../builders.ts';

const subject = 'fr-2021-2023/28';
const m1 = `${subject}/m1`;
const reason = { sha256: aText('Motif').sha256 };

function milestone(record: CommitmentRecord, key = 'm1') {
  const found = record.commitment.milestones.find(({ id }) => id === `${subject}/${key}`);
  if (found === undefined) throw new Error(`${key} expected`);
  return found;
}

const twoMilestones = () => aCommitment({ milestones: [{ due: 'Octobre 2021' }, { due: 'Décembre 2021' }] });

test('I10: folding the log again gives exactly the state that grew step by step', () => {
  let record = twoMilestones();
  const changes: CommitmentChange[] = [
    aDeclared(m1, { status: 'limited' }),
    { type: 'deadline-revised', data: { milestoneId: m1, due: aDate('Novembre 2021'), reason } },
    { type: 'withdrawn', data: { milestoneId: `${subject}/m2`, reason } },
    { type: 'corrected', data: { corrects: 4, reason, change: { field: 'word', milestoneId: `${subject}/m2` } } },
    { type: 'nothing-to-report', data: { milestoneId: `${subject}/m2`, note: null } },
  ];
  for (const change of changes) record = andThen(record, change);
  expect(foldCommitment(record.log)).toEqual(record.commitment);
  expect(record.commitment.state.head.seq).toBe(6);
});

test('an imported milestone has nothing declared, which is not "not started"', () => {
  expect(declaredStatusOf(milestone(twoMilestones()))).toBeNull();
  expect(isOpen(milestone(twoMilestones()))).toBe(true);
});

test('a change to one milestone leaves the version of the others alone', () => {
  const record = andThen(twoMilestones(), aDeclared(m1));
  expect([milestone(record).version, milestone(record, 'm2').version]).toEqual([2, 1]);
});

test('a revision adds an expected date and never touches the published one', () => {
  const record = andThen(twoMilestones(), {
    type: 'deadline-revised',
    data: { milestoneId: m1, due: aDate('Novembre 2021'), reason },
  });
  expect(milestone(record).published.due?.text).toBe('Octobre 2021');
  expect(deadlineOf(milestone(record)).due?.to).toBe('2021-11-30');
});

test('a new publication after a revision is the deadline in force, and the older publication stays', () => {
  const revised = andThen(aCommitment(), {
    type: 'deadline-revised',
    data: { milestoneId: m1, due: aDate('Novembre 2021'), reason },
  });
  const record = andThen(revised, reimport([anImportedMilestone({ due: 'Décembre 2021' })]));
  expect(deadlineOf(milestone(record)).due?.text).toBe('Décembre 2021');
  expect(milestone(record).earlierPublished.map(({ due }) => due?.text)).toEqual(['Octobre 2021']);
  expect(milestone(record).revisions).toHaveLength(1);
});

test('a retracted word no longer counts and stays in the list', () => {
  const declared = andThen(andThen(aCommitment(), aDeclared(m1, { status: 'limited' })), aDeclared(m1, { status: 'complete' }));
  const record = andThen(declared, {
    type: 'corrected',
    data: { corrects: 3, reason, change: { field: 'word', milestoneId: m1 } },
  });
  expect(declaredStatusOf(milestone(record))).toBe('limited');
  expect(milestone(record).words.map(({ retractedBy }) => retractedBy)).toEqual([null, 4]);
});

test('a deadline moved by the point of contact is no word of the ministry; moved by the lead it is', () => {
  const change: CommitmentChange = { type: 'deadline-revised', data: { milestoneId: m1, due: aDate('Novembre 2021'), reason } };
  expect(lastWordAt(milestone(andThen(aCommitment(), change, { actor: anActor('poc') })))).toBeNull();
  expect(lastWordAt(milestone(andThen(aCommitment(), change, { actor: anActor('lead') })))).not.toBeNull();
});

function reimport(milestones: ReturnType<typeof anImportedMilestone>[], missing: string[] = []): CommitmentChange {
  const [first] = aCommitment().log;
  if (first?.type !== 'imported') throw new Error('an import expected');
  return { type: 'imported', data: { importId: 'i-2', missing, commitment: { ...first.data.commitment, milestones } } };
}

test('a milestone that a later import no longer tells is flagged and never deleted', () => {
  const record = andThen(twoMilestones(), reimport([anImportedMilestone({ due: 'Octobre 2021' })], [`${subject}/m2`]));
  expect(milestone(record, 'm2').missingSince).toBe(2);
  expect(milestone(record).missingSince).toBeNull();
});

test('a corrected title and reading outlive a re-import that only repeats the sheet', () => {
  let record = aCommitment({ milestones: [{ title: 'Lancement', due: 'Octobre 2021' }] });
  record = andThen(record, {
    type: 'corrected',
    data: { corrects: 1, reason, change: { field: 'milestone-title', milestoneId: m1, titles: { fr: 'Lancement du comité' } } },
  });
  record = andThen(record, {
    type: 'corrected',
    data: {
      corrects: 1,
      reason,
      change: { field: 'published-deadline', milestoneId: m1, due: { ...aDate('Octobre 2021'), to: '2021-10-15' } },
    },
  });
  const again = andThen(record, reimport([anImportedMilestone({ title: 'Lancement', due: 'Octobre 2021' })]));
  expect(milestone(again).titles).toEqual({ fr: 'Lancement du comité' });
  expect(milestone(again).published.due?.to).toBe('2021-10-15');
  const retold = andThen(record, reimport([anImportedMilestone({ title: 'Installation', due: 'Novembre 2021' })]));
  expect(milestone(retold).titles).toEqual({ fr: 'Installation' });
  expect(milestone(retold).published.due?.to).toBe('2021-11-30');
});

test('a translation adds a language and changes no date', () => {
  const record = andThen(aCommitment(), {
    type: 'translated',
    data: {
      importId: 'i-2',
      language: 'en',
      title: 'Citizen committee',
      prose: { problem: reason },
      milestones: [{ id: m1, title: 'Launch' }],
      source: { name: 'commitment-28.txt', sha256: 'a'.repeat(64), language: 'en' },
      lines: {},
    },
  });
  expect(record.commitment.state.titles).toEqual({ fr: 'Engagement 28', en: 'Citizen committee' });
  expect(record.commitment.state.prose).toEqual({ problem: { en: reason } });
  expect(milestone(record).titles).toEqual({ fr: 'Jalon m1', en: 'Launch' });
  expect(record.commitment.state.sources.map(({ language }) => language)).toEqual(['en', 'fr']);
});

test('refuses an entry that does not follow, and a change to a milestone that is not there', () => {
  const record = aCommitment();
  const later = seal({ seq: 5, hash: 'a'.repeat(64) }, { subject, at: '2021-10-01T07:00:00Z', actor: anActor() }, aDeclared(m1));
  expect(() => reduceCommitment(record.commitment, later)).toThrow(LogOrderError);
  expect(() => reduceCommitment(null, later)).toThrow(LogOrderError);
  expect(() => andThen(record, aDeclared(`${subject}/m9`))).toThrow(LogOrderError);
});

test('switching mail on again keeps the first moment, and off forgets it', () => {
  const on = aPlan({ mailOnSince: '2021-09-15T08:00:00Z' });
  const again = andThenPlan(on, { type: 'mail-switched', data: { on: true } }, { at: '2021-09-20T08:00:00Z' });
  expect(again.state.mailOnSince).toBe('2021-09-15T08:00:00Z');
  expect(andThenPlan(again, { type: 'mail-switched', data: { on: false } }).state.mailOnSince).toBeNull();
  expect(foldPlan(again.log)).toEqual(again.state);
});
