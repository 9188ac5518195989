import { expect, test } from 'vitest';
import { preferredLanguage } from '../../../functions/api/middleware/accept-language.ts';
import { notFoundPage } from '../../../shared/showing/pages/not-found-page.tsx';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, signIn } from './world.ts';

const milestone = '/app/fr-2021-2023/28/m1/';

test.each([
  ['en-GB,en;q=0.9,fr;q=0.8', 'en'],
  ['fr-FR, en;q=0.5', 'fr'],
  ['de;q=0.9, en;q=0.2, fr;q=0.4', 'fr'],
  ['EN', 'en'],
  ['en;q=0, fr;q=0.1', 'fr'],
  ['de, *;q=0.5', null],
  ['', null],
  [undefined, null],
  [`${'x,'.repeat(400)}en`, null],
])('of %j a browser would rather read %j', (header, language) => {
  expect(preferredLanguage(header)).toBe(language);
});

test('a link keeps its language on the way to sign in; else the browser’s counts; else that of the home page', async () => {
  const world = await aWorld();
  const to = async (path: string, accepted?: string) => {
    const headers = new Headers(accepted === undefined ? {} : { 'accept-language': accepted });
    return (await aBrowser(world).request(path, { headers })).headers.get('location');
  };
  const signInIn = (language: string) => `/app/sign-in?lang=${language}&next=${encodeURIComponent(milestone)}`;
  expect(await to(`${milestone}?lang=en`, 'fr')).toBe(signInIn('en'));
  expect(await to(`${milestone}?lang=fr`, 'en')).toBe(signInIn('fr'));
  expect(await to(milestone, 'en-US,en;q=0.9')).toBe(signInIn('en'));
  expect(await to(milestone, 'de')).toBe(signInIn('fr'));
  expect(await to(milestone)).toBe(signInIn('fr'));
});

test('behind a front door in English, whoever says nothing is asked in English, and the name leads to the home page of the language', async () => {
  const world = await aWorld({ config: { homeLanguage: 'en' } });
  const brandOf = async (path: string, browser = aBrowser(world)) =>
    /class="brand" href="([^"]*)"/.exec(await (await browser.get(path)).text())?.[1];
  const asked = await aBrowser(world).get(milestone);
  expect(asked.headers.get('location')).toBe(`/app/sign-in?lang=en&next=${encodeURIComponent(milestone)}`);
  expect(await brandOf('/app/sign-in')).toBe('/');
  expect(await brandOf('/app/sign-in?lang=fr')).toBe('/fr/');
  expect(await brandOf('/app/nowhere')).toBe('/');
  expect(await brandOf(milestone, await signIn(world))).toBe('/fr/');
  const lead = await world.stores.people.contact(aPersonId('lead'));
  expect(await brandOf(`/app/stop/${lead?.stopToken}?lang=en`)).toBe('/');
  expect(await (await world.app.request('/nope')).text()).toBe(notFoundPage(world.config));
  expect(notFoundPage(world.config)).toContain('<html lang="en">');
  const french = await aWorld();
  expect(/class="brand" href="([^"]*)"/.exec(await (await aBrowser(french).get('/app/sign-in?lang=en')).text())?.[1]).toBe(
    '/en/',
  );
});

test('every page of whoever is not signed in leads to itself in the other language', async () => {
  const world = await aWorld();
  const browser = aBrowser(world);
  const lead = await world.stores.people.contact(aPersonId('lead'));
  await browser.submit('/app/sign-in?lang=en', '/app/sign-in', { email: 'lead@example.org' });
  const stop = `/app/stop/${lead?.stopToken}`;
  const paths = {
    '/app/sign-in?next=%2Fapp%2Faccount&lang=en': '/app/sign-in?lang=fr&next=%2Fapp%2Faccount',
    '/app/sign-in/code?next=%2Fapp%2F&lang=en': '/app/sign-in/code?lang=fr&next=%2Fapp%2F',
    '/app/nowhere?lang=en': '/app/nowhere?lang=fr',
    [`${stop}?lang=en`]: `${stop}?lang=fr`,
  };
  for (const [path, other] of Object.entries(paths)) {
    const shown = await (await browser.get(path)).text();
    expect(shown, path).toContain('<html lang="en">');
    expect(readPage(shown).hrefs, path).toContain(other);
    expect(await (await browser.get(other)).text(), other).toContain('<html lang="fr">');
  }
  const wrong = await browser.submit('/app/sign-in/code?lang=en', '/app/sign-in/code', { code: 'WRONG234' });
  expect(readPage(await wrong.text()).hrefs).toContain('/app/sign-in/code?lang=fr&next=%2Fapp%2F');
});

test('the page of a mail’s link stays in the language chosen there, and stops in it', async () => {
  const world = await aWorld();
  const browser = aBrowser(world);
  const stop = `/app/stop/${(await world.stores.people.contact(aPersonId('lead')))?.stopToken}`;
  const tuned = await browser.submit(`${stop}?lang=en`, `${stop}/reminders?lang=en`, { frequency: 'weekly' });
  expect([tuned.status, tuned.headers.get('location')]).toEqual([303, `${stop}?done=tuned&lang=en`]);
  const stopped = await browser.submit(`${stop}?lang=en`, `${stop}?lang=en`, {});
  expect(await stopped.text()).toContain('<html lang="en">');
  expect(await (await browser.get(stop)).text()).toContain('<html lang="fr">');
});

test('who is signed in changes their language on any page, and comes back to it', async () => {
  const world = await aWorld();
  const browser = await signIn(world);
  const changed = await browser.submit(milestone, '/app/account/language', { language: 'en' });
  expect([changed.status, changed.headers.get('location')]).toEqual([303, milestone]);
  expect(await (await browser.get(milestone)).text()).toContain('<html lang="en">');
  const away = await browser.submit(milestone, '/app/account/language', {
    language: 'fr',
    next: 'https://elsewhere.example.org/app/',
  });
  expect(away.headers.get('location')).toBe('/app/');
});

test('the head of a page leads to what a person has: their list, plans, reminders', async () => {
  const roles = ['lead', 'poc', 'reviewer', 'admin'] as const;
  const world = await aWorld({
    contacts: roles.map((as) => aContact({ as })),
    assignments: roles.map((role) => anAssignment({ as: role, role })),
  });
  const ways = {
    lead: ['/app/', '/app/reminders'],
    poc: ['/app/plans/', '/app/reminders'],
    reviewer: ['/app/'],
    admin: ['/app/plans/'],
  };
  for (const as of roles) {
    const browser = await signIn(world, `${as}@example.org`);
    const { hrefs } = readPage(await (await browser.get('/app/account')).text());
    const found = ['/app/', '/app/plans/', '/app/reminders'].filter(
      (path) => hrefs.indexOf(path) > -1 && hrefs.indexOf(path) < hrefs.indexOf('/app/account'),
    );
    expect([as, found]).toEqual([as, ways[as]]);
  }
});

test('signing in leads to what is theirs: a coordinator to the plan, an administrator to the plans, a reviewer to what they assess', async () => {
  const roles = ['poc', 'reviewer', 'admin'] as const;
  const world = await aWorld({
    contacts: roles.map((as) => aContact({ as })),
    assignments: roles.map((role) => anAssignment({ as: role, role })),
  });
  const landing = async (as: string) => (await signIn(world, `${as}@example.org`)).get('/app/');
  expect((await landing('poc')).headers.get('location')).toBe('/app/plans/fr-2021-2023/');
  expect((await landing('admin')).headers.get('location')).toBe('/app/plans/');
  const { title, hrefs } = readPage(await (await landing('reviewer')).text());
  expect(title).toBe('Engagements à évaluer – Jalon');
  expect(hrefs).toContain('/app/fr-2021-2023/28/');
});
