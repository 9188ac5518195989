import { expect, test } from 'vitest';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

const plan = 'fr-2021-2023';

async function listOf(commitments: readonly string[] | null) {
  const world = await aWorld({
    contacts: [aContact({ as: 'lead' }), aContact({ as: 'reviewer' })],
    assignments: [
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'reviewer', role: 'reviewer', commitments: commitments === null ? null : [...commitments] }),
    ],
  });
  const pageOf = async (email: string) => readPage(await (await (await signIn(world, email)).get('/app/')).text());
  return { reviewer: await pageOf('reviewer@example.org'), lead: await pageOf('lead@example.org') };
}

test('a reviewer finds the way to every commitment they assess, and a lead does not', async () => {
  const { reviewer, lead } = await listOf(null);
  expect(reviewer.hrefs).toEqual(expect.arrayContaining([`/app/${plan}/28/`, `/app/${plan}/29/`]));
  expect(reviewer.text).toContain('Engagements à évaluer');
  expect(reviewer.text).not.toContain('Aucun jalon ne vous est confié');
  expect(lead.hrefs).not.toContain(`/app/${plan}/28/`);
  expect(lead.text).not.toContain('Engagements à évaluer');
});

test('a reviewer of some commitments finds those only', async () => {
  const { reviewer } = await listOf(['29']);
  expect(reviewer.hrefs).toContain(`/app/${plan}/29/`);
  expect(reviewer.hrefs).not.toContain(`/app/${plan}/28/`);
});
