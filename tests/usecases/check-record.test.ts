import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Assignment } from '../../shared/domain/contact.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { checkRecord } from '../../shared/usecases/check-record.ts';
import { aCommitment, aContact, aDeclared, anAssignment, andThen, aPlan, aText, planWritesOf, writesOf } from '../builders.ts';
import { at } from './world.ts';

const planId = 'fr-2021-2023';
const now = at('2021-10-20T08:00:00Z');

/** Findings as `code number milestone`. */
async function findingsOf(commitments: readonly CommitmentRecord[], assignments: readonly Assignment[] = [anAssignment()]) {
  const stores = memoryStores();
  for (const write of planWritesOf(aPlan())) await stores.record.appendToPlan(write);
  for (const write of commitments.flatMap(writesOf)) await stores.record.appendToCommitment(write);
  for (const as of ['lead', 'other']) await stores.people.addContact(aContact({ as }));
  for (const one of assignments) await stores.people.addAssignment(one);
  const findings = (await checkRecord(stores, { planId, now })) ?? [];
  return {
    findings,
    codes: findings.map(({ code, commitment, milestone }) =>
      [code, commitment, milestone].filter((part) => part !== null).join(' '),
    ),
  };
}

const fine = {
  titles: { fr: 'Engagement', en: 'Commitment' },
  ogpId: { code: 'FR0078', verified: true },
};
const one = (input: Parameters<typeof aCommitment>[0] = {}) =>
  aCommitment({ ...fine, milestones: [{ due: '2021-12-15' }], ...input });

describe('the check-up of a record', () => {
  test('finds nothing in a commitment that lacks nothing', async () => {
    expect((await findingsOf([one()])).codes).toEqual([]);
  });

  test('finds what the rules for sheets find, with the milestones’ own ids', async () => {
    const { codes, findings } = await findingsOf([
      one({
        milestones: [{ due: '2021-12-15' }, { title: 'Sans date', due: null, line: 31 }],
        period: { start: null, end: null },
      }),
    ]);
    expect(codes).toEqual(['one-contact 28', 'undated 28 m2'].sort((a, b) => (a < b ? 1 : -1)));
    expect(findings[0]).toMatchObject({ file: 'engagement-28.txt', line: 31 });
  });

  test('finds a commitment that runs longer than its last milestone', async () => {
    const end = { text: '2023', precision: 'year', from: '2023-01-01', to: '2023-12-31' } as const;
    const { findings } = await findingsOf([one({ period: { start: null, end } })]);
    expect(findings.map(({ message }) => message.fr)).toEqual(['Aucun jalon en 2022 et 2023.']);
  });

  test('counts a revised deadline and not the published one', async () => {
    const undated = one({ milestones: [{ due: null }] });
    const due = { text: '15 décembre 2021', precision: 'day', from: '2021-12-15', to: '2021-12-15' } as const;
    const reason = aText('Une date est fixée');
    const dated = andThen(
      undated,
      { type: 'deadline-revised', data: { milestoneId: `${planId}/28/m1`, due, reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    expect((await findingsOf([undated])).codes).toEqual(['undated 28 m1']);
    expect((await findingsOf([dated])).codes).toEqual([]);
  });

  test('finds a commitment without a lead, and one person for everything', async () => {
    expect((await findingsOf([one()], [])).codes).toEqual(['no-contact 28']);
    const two = [one(), one({ number: '29', ogpId: { code: 'FR0079', verified: true } })];
    expect((await findingsOf(two)).codes).toEqual(['one-contact']);
    const shared = [anAssignment({ commitments: ['28'] }), anAssignment({ as: 'other', commitments: ['29'] })];
    expect((await findingsOf(two, shared)).codes).toEqual([]);
  });

  test('a lead whose time is over is none', async () => {
    expect((await findingsOf([one()], [anAssignment({ until: '2021-10-01T00:00:00Z' })])).codes).toEqual(['no-contact 28']);
  });

  test('finds a date that a person still has to choose', async () => {
    const due = {
      text: 'hiver 2024',
      precision: 'season',
      from: '2024-01-01',
      to: '2024-03-19',
      ambiguity: 'ambiguous-winter',
    } as const;
    const { codes, findings } = await findingsOf([one({ milestones: [{ due }] })]);
    expect(codes).toContain('ambiguous-date 28 m1');
    expect(findings.find(({ code }) => code === 'ambiguous-date')?.message.fr).toContain('«\u00A0hiver 2024\u00A0»');
  });

  test('finds a milestone the last version no longer tells', async () => {
    const told = one({ milestones: [{ due: '2021-12-15' }, { due: '2021-12-16' }] });
    const again = told.log[0];
    if (again?.type !== 'imported') throw new Error('an import expected');
    const { commitment } = again.data;
    const shorter = {
      ...commitment,
      milestones: commitment.milestones.slice(0, 1),
      source: { ...commitment.source, sha256: 'b'.repeat(64) },
    };
    const missing = [`${planId}/28/m2`];
    const after = andThen(told, { type: 'imported', data: { importId: 'i-2', commitment: shorter, missing } });
    expect((await findingsOf([after])).codes).toContain('missing-milestone 28 m2');
  });

  test('says once for all commitments which lack a verified OGP code or an official text', async () => {
    const { codes, findings } = await findingsOf([
      one({ ogpId: null }),
      one({ number: '29', titles: { fr: 'Autre' }, ogpId: { code: 'FR0079', verified: false } }),
    ]);
    expect(codes).toEqual(['one-contact', 'ogp-id', 'untranslated']);
    expect(findings.slice(1).map(({ message }) => message.en)).toEqual([
      'OGP code missing or not verified: #28, #29.',
      'No official text in English: #29. The page shows the other language and says so.',
    ]);
  });

  test('says which commitments share a verified OGP code', async () => {
    const { findings } = await findingsOf(
      ['28', '29', '30'].map((number) => one({ number, ogpId: { code: number === '30' ? 'FR0080' : 'FR0078', verified: true } })),
    );
    expect(findings.filter(({ code }) => code === 'ogp-id').map(({ message }) => message.en)).toEqual([
      'Several commitments have the OGP code FR0078: #28, #29. Published data tells them under their own ids.',
    ]);
  });

  test('leaves milestones alone that are over', async () => {
    const undated = one({ milestones: [{ due: null }] });
    const complete = andThen(undated, aDeclared(`${planId}/28/m1`, { status: 'complete', completedOn: '2021-10-01' }));
    expect((await findingsOf([complete])).codes).toEqual([]);
  });

  test('keeps the ids of ten milestones and more', async () => {
    const milestones = Array.from({ length: 12 }, (_, index) => ({ due: index === 10 ? null : '2021-12-15' }));
    expect((await findingsOf([one({ milestones })])).codes).toContain('undated 28 m11');
  });

  test('of a plan that does not exist is none', async () => {
    expect(await checkRecord(memoryStores(), { planId, now })).toBeNull();
  });
});
