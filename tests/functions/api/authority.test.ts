import { describe, expect, test } from 'vitest';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn } from './world.ts';

describe('milestones of others', () => {
  const others = [
    '/app/fr-2021-2023/29/m1/',
    '/app/fr-2021-2023/28/m9/',
    '/app/fr-2021-2023/99/m1/',
    '/app/no-plan/28/m1/',
    '/app/x%2Fy/28/m1/',
    '/app/fr-2021-2023/28/m0/',
  ];

  test('S16: get the same 404 as one that does not exist, for reading and for writing', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const seen = new Set<string>();
    for (const path of others) {
      const answer = await browser.get(path);
      seen.add(`${answer.status} ${await answer.text()}`);
      expect((await browser.get(`${path}nothing-to-report`)).status).toBe(404);
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toMatch(/^404/);
  });

  test('S16: cannot be declared with a form token of their own path', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const theirs = await signIn(world, 'other@example.org');
    const path = '/app/fr-2021-2023/29/m1/';
    const form = readPage(await (await theirs.get(path)).text()).formFor(path);
    const fields = { ...Object.fromEntries(form.fields), status: 'substantial', step: 'confirm' };
    expect((await browser.post(path, fields)).status).toBe(403);
    expect((await theirs.post(path, fields)).status).toBe(303);
    expect((await world.stores.record.commitment('fr-2021-2023/29'))?.log).toHaveLength(2);
  });

  test('do not show in the list', async () => {
    const world = await aWorld();
    const { text, hrefs } = readPage(await (await (await signIn(world)).get('/app/')).text());
    expect(text).not.toContain('Pilote');
    expect(hrefs.filter((href) => href.endsWith('/m1/'))).toEqual(['/app/fr-2021-2023/28/m1/']);
  });

  test('a colleague sees and answers for the one milestone that was handed over', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'lead' })],
      assignments: [anAssignment({ role: 'colleague', milestoneId: 'fr-2021-2023/28/m2' })],
    });
    const browser = await signIn(world);
    const { hrefs } = readPage(await (await browser.get('/app/')).text());
    expect(hrefs.filter((href) => /m\d\/$/.test(href))).toEqual(['/app/fr-2021-2023/28/m2/']);
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(404);
    expect((await browser.get('/app/fr-2021-2023/28/m2/')).status).toBe(200);
  });

  test('a point of contact signs in to the plan, and has no form to fill in', async () => {
    const world = await aWorld({ contacts: [aContact({ as: 'lead' })], assignments: [anAssignment({ role: 'poc' })] });
    const browser = await signIn(world);
    expect((await browser.get('/app/')).headers.get('location')).toBe('/app/plans/fr-2021-2023/');
    expect((await browser.get('/app/fr-2021-2023/28/m1/')).status).toBe(404);
  });
});
