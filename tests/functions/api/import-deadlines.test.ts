import { expect, test } from 'vitest';
import { editPlan } from '../../../shared/usecases/edit-plan.ts';
import { aContact, anActor, anAssignment } from '../../builders.ts';
import { countingRng } from '../../usecases/world.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, origin, signIn, type World } from './world.ts';

const planId = 'fr-2021-2023';
const path = `/app/plans/${planId}/import`;
const table = (due: string): string =>
  `number,title,milestone,start,due,institution\n1,Ouvrir les données,Catalogue,,${due},Ville d’Exemple\n`;

async function aPlanWithPoc(): Promise<{ world: World; browser: Browser }> {
  const world = await aWorld({
    commitments: [],
    contacts: [aContact({ as: 'poc' })],
    assignments: [anAssignment({ as: 'poc', role: 'poc' })],
  });
  return { world, browser: await signIn(world, 'poc@example.org') };
}

async function read(browser: Browser, text: string): Promise<Response> {
  const { formFor } = readPage(await (await browser.get(path)).text());
  const body = new FormData();
  for (const [name, value] of [
    ['token', formFor(path).fields.get('token') ?? ''],
    ['step', 'read'],
    ['text', ''],
  ] as const) {
    body.set(name, value);
  }
  body.append('files', new Blob([text]), 'plan.csv');
  return browser.request(path, { method: 'POST', headers: { origin }, body });
}

async function under(world: World, approval: 'second-person' | 'openid'): Promise<void> {
  const about = { planId, changes: { approval }, reason: null, actor: anActor('poc'), now: world.now() };
  const outcome = await editPlan({ ...world.stores, rng: countingRng() }, about);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
}

const dueOf = async ({ stores }: World) => (await stores.record.milestone(`${planId}/1/m1`))?.published.due?.text;

test('I17: a preview that moves a deadline names it, both dates and the line, and offers no button where two must agree', async () => {
  const { world, browser } = await aPlanWithPoc();
  await browser.resubmit(await read(browser, table('juin 2022')), path, { step: 'confirm' });
  const free = await read(browser, table('mai 2022'));
  expect(free.status).toBe(200);
  await under(world, 'second-person');
  const held = await read(browser, table('mai 2022'));
  const html = await held.clone().text();
  const { text } = readPage(html);
  expect(held.status).toBe(422);
  expect(text).toContain('Rien ne peut être importé : des échéances changent');
  expect(text).toContain('juin 2022 → mai 2022 (plan.csv, ligne 2)');
  expect(html).toContain(`href="/app/${planId}/1/m1/deadline"`);
  expect(html).not.toContain('name="digest"');
  const late = await browser.resubmit(free, path, { step: 'confirm' });
  expect(late.status).toBe(409);
  expect(await dueOf(world)).toBe('juin 2022');
  const reworded = await browser.resubmit(await read(browser, table('30 juin 2022')), path, { step: 'confirm' });
  expect([reworded.status, await dueOf(world)]).toEqual([303, '30 juin 2022']);
});

test('I17: in a plan that asks for OpenID Connect nothing is imported from a session without it', async () => {
  const { world, browser } = await aPlanWithPoc();
  await under(world, 'openid');
  expect((await browser.get(path)).status).toBe(403);
  expect((await browser.request(path, { method: 'POST', headers: { origin }, body: new FormData() })).status).toBe(403);
});
