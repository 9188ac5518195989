import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { contactAssignmentKey, contactKey, planAssignmentKey, planStateKey } from '../../shared/adapters/dynamodb/keys.ts';
import { purge } from '../../shared/usecases/purge.ts';
import { aDigest, anAssignment, aPersonId, aSession } from '../builders.ts';
import { aGoneWorld } from './gone-world.ts';

const now = Temporal.Instant.from('2021-10-01T12:00:00Z');
const [gone, other] = [aPersonId('gone'), aPersonId('other')];
const role = anAssignment({ as: 'gone' });

describe('a row that the purge cannot read', () => {
  test.each([
    ['a person', 'people', contactKey(gone), gone],
    ['an assignment, of its plan', 'people', planAssignmentKey(role), 'fr-2021-2023'],
    ['an assignment, of its person', 'people', contactAssignmentKey(role), gone],
  ] as const)(
    '%s: they are kept and named, what else has had its time goes, and they go once it can be read',
    async (_, table, key, id) => {
      const { stores, spoil, mend } = await aGoneWorld();
      await stores.ledger.saveDigest(aDigest({ localDate: '2020-08-03', expiresAt: '2021-09-30T00:00:00Z' }), []);
      const startedAt = '2021-09-28T08:00:00Z';
      await stores.people.putSession(aSession({ startedAt, lastSeenAt: startedAt, expiresAt: '2021-09-28T20:00:00Z' }));
      await spoil(key, table);
      expect(await purge(stores, now)).toEqual({ ledger: 1, people: 2, contacts: 1, unread: [id] });
      expect(await stores.people.contact(other)).toBeNull();
      await mend(key, table);
      expect(await stores.people.contact(gone)).not.toBeNull();
      expect(await purge(stores, now)).toMatchObject({ contacts: 1, unread: [] });
      expect(await stores.people.contact(gone)).toBeNull();
    },
  );

  test('how a plan stands: it is named and over for nobody, whoever’s role ended goes all the same', async () => {
    const { stores, spoil } = await aGoneWorld();
    await spoil(planStateKey('fr-2021-2023'), 'record');
    expect(await purge(stores, now)).toEqual({ ledger: 0, people: 0, contacts: 2, unread: ['fr-2021-2023'] });
  });

  test('how a plan stands: the people of another that was over long enough ago go', async () => {
    const { stores, spoil } = await aGoneWorld();
    await stores.people.addAssignment(anAssignment({ id: 'a-standing00000000', as: 'other', planId: 'other-plan' }));
    await spoil(planStateKey('fr-2021-2023'), 'record');
    const later = Temporal.Instant.from('2029-10-01T12:00:00Z');
    expect((await purge(stores, now)).contacts).toBe(1);
    expect(await purge(stores, later)).toMatchObject({ contacts: 1, unread: ['fr-2021-2023'] });
  });

  test('a fault that may pass is not taken for it', async () => {
    const { stores } = await aGoneWorld();
    const readablePeopleOf = async (): Promise<never> => {
      throw new TypeError('throttled');
    };
    await expect(purge({ ...stores, people: { ...stores.people, readablePeopleOf } }, now)).rejects.toThrow('throttled');
  });
});
