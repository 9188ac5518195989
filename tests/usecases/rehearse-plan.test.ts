import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Stores } from '../../shared/ports.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { rehearsePlan } from '../../shared/usecases/rehearse-plan.ts';
import { aCommitment, aContact, anAssignment, aPersonId, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { a, aWorld, b, config, instant, plan } from './reminder-world.ts';

const now = instant('2021-10-20T08:00:00Z');

const must = async (stores: Stores, at = now, planId = plan) => {
  const found = await rehearsePlan(stores, config, { planId, now: at });
  if (found === null) throw new Error(`${planId} expected`);
  return found;
};

describe('the rehearsal of a plan', () => {
  test('tells the mails that rehearsing everything tells, by day and person', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    const { mails, from, to } = await must(stores);
    const all = await rehearse(stores, config, { now, from: now, until: instant('2022-04-20T22:00:00Z') });
    expect(mails.map(({ day, items }) => [day, items])).toEqual(all.map(({ at, milestones }) => [at.slice(0, 10), milestones]));
    expect(mails.length).toBeGreaterThan(5);
    expect(new Set(mails.map(({ contactId }) => contactId))).toEqual(new Set([aPersonId('lead'), aPersonId('poc')]));
    expect([from, to]).toEqual(['2021-10-20', '2022-04-20']);
  });

  test('tells what is past already and asked about at once', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    expect((await must(stores)).pastAlready).toEqual([a]);
    expect((await must((await aWorld()).stores)).pastAlready).toEqual([]);
  });

  test('is told although no mailbox is set yet', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    const without: Stores = { ...stores, people: { ...stores.people, mailbox: async () => null } };
    expect((await must(without)).mails).toEqual((await must(stores)).mails);
  });

  test('has the same digest for hours, and another once anything that is read changes', async () => {
    const world = await aWorld({ mailOnSince: null });
    const { digest } = await must(world.stores);
    expect((await must(world.stores, now.add({ hours: 1 }))).digest).toBe(digest);
    expect((await must(world.stores, now.add({ hours: 24 }))).digest).not.toBe(digest);
    await world.say(b, { type: 'nothing-to-report', data: { milestoneId: b, note: null } }, '2021-10-20T07:30:00Z');
    expect((await must(world.stores)).digest).toBe(digest);
    await world.say(a, { type: 'nothing-to-report', data: { milestoneId: a, note: null } }, '2021-10-20T07:40:00Z');
    expect((await must(world.stores)).digest).not.toBe(digest);
  });

  test('speaks of this plan and its people alone, and reads nothing of another', async () => {
    const { stores } = await aWorld({ mailOnSince: null });
    const alone = await must(stores);
    for (const write of planWritesOf(aPlan({ id: 'other-2021' }))) await stores.record.appendToPlan(write);
    const other = aCommitment({ plan: 'other-2021', number: '1', milestones: [{ due: 'Novembre 2021' }] });
    for (const write of writesOf(other)) await stores.record.appendToCommitment(write);
    await stores.people.addAssignment(anAssignment({ as: 'lead', id: `a-${'9'.repeat(16)}`, planId: 'other-2021' }));
    const asked: string[] = [];
    const narrow: Stores = {
      ...stores,
      record: {
        ...stores.record,
        planIds: async () => {
          asked.push('every plan');
          return stores.record.planIds();
        },
        dueSubjects: (until) => {
          asked.push('every due item');
          return stores.record.dueSubjects(until);
        },
        commitment: (id) => {
          if (!id.startsWith(plan)) asked.push(id);
          return stores.record.commitment(id);
        },
      },
    };
    expect(await must(narrow)).toEqual(alone);
    expect(asked).toEqual([]);
  });

  test('of a plan that does not exist is none', async () => {
    const { stores } = await aWorld();
    expect(await rehearsePlan(stores, config, { planId: 'nowhere', now })).toBeNull();
  });
});

/** Sixty commitments of four milestones, twenty leads: a country's plan. */
async function aCountry(): Promise<Stores> {
  const stores = memoryStores();
  for (const write of planWritesOf(aPlan())) await stores.record.appendToPlan(write);
  const days = ['Juillet 2021', 'Octobre 2021', 'Novembre 2021', 'Décembre 2021', 'Janvier 2022', '2022-02-14', 'Mars 2022'];
  const numbers = Array.from({ length: 60 }, (_, index) => String(index + 1));
  for (const number of numbers) {
    const milestones = [0, 1, 2, 3].map((place) => ({ due: days[(Number(number) * 4 + place) % days.length] ?? null }));
    for (const write of writesOf(aCommitment({ number, milestones }))) await stores.record.appendToCommitment(write);
  }
  for (const as of Array.from({ length: 20 }, (_, index) => `lead${String.fromCharCode(97 + index)}`)) {
    await stores.people.addContact(aContact({ as }));
    const place = as.charCodeAt(4) - 97;
    await stores.people.addAssignment(anAssignment({ as, commitments: numbers.filter((_, index) => index % 20 === place) }));
  }
  await stores.people.addContact(aContact({ as: 'poc' }));
  await stores.people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
  return stores;
}

test('the rehearsal of a plan of 240 milestones is bounded, says where it ends, and asks the Ledger little', {
  timeout: 60_000,
}, async () => {
  const stores = await aCountry();
  const calls = { reminders: 0, digest: 0 };
  const { ledger } = stores;
  const counted: Stores = {
    ...stores,
    ledger: {
      ...ledger,
      reminders: (rids) => {
        calls.reminders += 1;
        return ledger.reminders(rids);
      },
      digest: (did) => {
        calls.digest += 1;
        return ledger.digest(did);
      },
    },
  };
  const { mails, isCut, to } = await must(counted);
  expect(mails).toHaveLength(200);
  expect([isCut, to]).toEqual([true, mails.at(-1)?.day]);
  expect(calls.reminders).toBeLessThan(60);
  expect(calls.digest).toBeLessThan(260);
});
