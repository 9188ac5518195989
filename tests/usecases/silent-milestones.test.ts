import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { CommitmentRecord, Stores } from '../../shared/ports.ts';
import { silenceOf, silentMilestones } from '../../shared/usecases/silent-milestones.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  anAsk,
  anAssignment,
  andThen,
  aPersonId,
  aPlan,
  planWritesOf,
  writesOf,
} from '../builders.ts';
import { at } from './world.ts';

const planId = 'fr-2021-2023';
const first = `${planId}/28/m1`;
const now = at('2021-11-20T08:00:00Z');

const ask = (on: string, subjectId = first, role: 'lead' | 'poc' = 'lead') =>
  anAsk({
    subjectId,
    on,
    at: `${on}T07:00:00Z`,
    role,
    rid: Buffer.from(`${on} ${subjectId} ${role}`.padEnd(32)).toString('base64url').slice(0, 43),
  });

async function aWorld(commitments: readonly CommitmentRecord[], asks: readonly ReturnType<typeof ask>[]): Promise<Stores> {
  const stores = memoryStores();
  for (const write of planWritesOf(aPlan())) await stores.record.appendToPlan(write);
  for (const write of commitments.flatMap(writesOf)) await stores.record.appendToCommitment(write);
  for (const one of asks) await stores.record.putAsk(one);
  for (const as of ['lead', 'other']) await stores.people.addContact(aContact({ as }));
  await stores.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await stores.people.addAssignment(anAssignment({ as: 'other', commitments: ['29'] }));
  return stores;
}

const told = async (stores: Stores) =>
  ((await silentMilestones(stores, { planId, now })) ?? []).map(({ people, milestones }) => ({
    people: people.map(({ contact }) => contact.id),
    milestones: milestones.map(({ milestone, askedOn, overdueSince }) => ({ id: milestone.id, askedOn, overdueSince })),
  }));

describe('silence', () => {
  test('is told by who would be asked today, overdue milestones first', async () => {
    const commitments = [
      aCommitment({ number: '28', milestones: [{ due: 'Décembre 2021' }, { due: 'Octobre 2021' }] }),
      aCommitment({ number: '29', milestones: [{ due: 'Septembre 2021' }] }),
    ];
    const stores = await aWorld(commitments, [
      ask('2021-11-02'),
      ask('2021-10-22', `${planId}/28/m2`),
      ask('2021-10-01', `${planId}/29/m1`),
      ask('2021-11-02', `${planId}/29/m1`),
    ]);
    expect(await told(stores)).toEqual([
      {
        people: [aPersonId('other')],
        milestones: [{ id: `${planId}/29/m1`, askedOn: ['2021-10-01', '2021-11-02'], overdueSince: '2021-10-01' }],
      },
      {
        people: [aPersonId('lead')],
        milestones: [
          { id: `${planId}/28/m2`, askedOn: ['2021-10-22'], overdueSince: '2021-11-01' },
          { id: first, askedOn: ['2021-11-02'], overdueSince: null },
        ],
      },
    ]);
  });

  test('begins again with the next question after an answer', async () => {
    const asked = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
    const said = andThen(asked, aDeclared(first), { at: '2021-10-10T08:00:00Z' });
    expect(await told(await aWorld([said], [ask('2021-10-01')]))).toEqual([]);
    expect(await told(await aWorld([said], [ask('2021-10-01'), ask('2021-11-02')]))).toEqual([
      { people: [aPersonId('lead')], milestones: [{ id: first, askedOn: ['2021-11-02'], overdueSince: '2021-11-01' }] },
    ]);
  });

  test('is none after an answer that was undone since, until somebody is asked again', async () => {
    const asked = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
    const said = andThen(asked, aDeclared(first), { at: '2021-10-10T08:00:00Z' });
    const undone = andThen(said, {
      type: 'corrected',
      data: { corrects: 2, reason: { sha256: 'a'.repeat(64) }, change: { field: 'word', milestoneId: first } },
    });
    const milestone = undone.commitment.milestones[0];
    if (milestone === undefined) throw new Error('a milestone expected');
    const silent = (...asks: readonly ReturnType<typeof ask>[]) =>
      silenceOf(aPlan().state, undone.commitment.state, milestone, asks, now);
    expect(silent(ask('2021-10-01'))).toBeNull();
    const again = silent(ask('2021-10-01'), ask('2021-10-20'));
    expect([again?.askedOn, again?.lastWordOn]).toEqual([['2021-10-20'], '2021-10-10']);
  });

  test('is told to the coordination beside it, which is no question to the ministry', async () => {
    const asked = aCommitment({ milestones: [{ due: 'Octobre 2021' }] });
    const stores = await aWorld([asked], [ask('2021-11-02', first, 'poc')]);
    expect(await told(stores)).toEqual([]);
    await stores.record.putAsk(ask('2021-11-01'));
    const [group] = (await silentMilestones(stores, { planId, now })) ?? [];
    expect(group?.milestones[0]?.reportedOn).toEqual(['2021-11-02']);
  });

  test('of a plan that does not exist is none', async () => {
    expect(await silentMilestones(await aWorld([], []), { planId: 'nowhere', now })).toBeNull();
  });

  test('is there exactly when somebody was asked after the last word, whatever the order of both', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => Temporal.PlainDate.from('2021-09-02').add({ days }).toString());
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 5 }), fc.uniqueArray(day, { maxLength: 5 }), (askedOn, saidOn) => {
        const words = [...saidOn].sort();
        const record = words.reduce(
          (before, on) => andThen(before, aDeclared(first), { at: `${on}T12:00:00Z` }),
          aCommitment({ milestones: [{ due: 'Octobre 2021' }] }),
        );
        const milestone = record.commitment.milestones[0];
        if (milestone === undefined) throw new Error('a milestone expected');
        const asks = askedOn.map((on) => ask(on));
        const silent = silenceOf(aPlan().state, record.commitment.state, milestone, asks, now);
        const last = words.at(-1) ?? '';
        expect(silent?.askedOn ?? []).toEqual(askedOn.filter((on) => on > last).sort());
      }),
    );
  });
});
