import { expect, test } from 'vitest';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

const plan = 'fr-2021-2023';

/** A role that ends with the 30th of November in Paris. */
async function pagesOf() {
  const world = await aWorld({
    contacts: [aContact({ as: 'poc' }), aContact({ as: 'sacha', name: 'Sacha Relais' })],
    assignments: [
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'sacha', role: 'colleague', milestoneId: `${plan}/28/m1`, until: '2021-11-30T23:00:00Z' }),
    ],
  });
  const textOf = async (email: string, path: string) =>
    readPage(await (await (await signIn(world, email)).get(path)).text()).text;
  return {
    people: await textOf('poc@example.org', `/app/plans/${plan}/people`),
    account: await textOf('sacha@example.org', '/app/account'),
  };
}

test('a role that ends at midnight is told with its last day, not with the day after', async () => {
  const { people, account } = await pagesOf();
  expect(people).toContain('jusqu’au 30 novembre 2021');
  expect(account).toContain('30 novembre 2021');
  for (const text of [people, account]) expect(text).not.toContain('décembre 2021');
});

test('a person stands on one line for each kind of role, their assignments in the order of their commitments', async () => {
  const world = await aWorld({
    contacts: [aContact({ as: 'poc' }), aContact({ as: 'lead' })],
    assignments: [
      anAssignment({ as: 'poc', role: 'poc' }),
      ...['29', '28', '101'].map((number) => ({
        ...anAssignment({ as: 'lead', commitments: [number] }),
        id: `a-${String(1_000 - Number(number)).padStart(20, '0')}`,
        ...(number === '101' ? { confirmedAt: null } : {}),
      })),
      anAssignment({ id: 'a-deputy0000000000', as: 'lead', role: 'deputy', commitments: ['30'] }),
    ],
  });
  const poc = await signIn(world, 'poc@example.org');
  const page = readPage(await (await poc.get(`/app/plans/${plan}/people`)).text());
  const text = page.text.replaceAll('\u00A0', ' ');
  expect(text.match(/lead@example\.org/g)).toHaveLength(2);
  const since = 'depuis le 1er septembre 2021';
  expect(text).toContain(`Aussi : suppléance#28${since}#29${since}#101${since}`);
  expect(text).toContain('À confirmer : #101');
  expect(text).toContain('Confirmé le 1er septembre 2021 : #28, #29');
});
