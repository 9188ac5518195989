import { expect, test } from 'vitest';
import { aCommitment, aContact, anAsk, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn } from './world.ts';

const plan = 'fr-2021-2023';
const [first, second, done] = [`/app/${plan}/28/m1/`, `/app/${plan}/29/m1/`, `/app/${plan}/28/m2/`];

/** Somebody who was asked about #28 m1 and #29 m1, and not about #28 m2. */
async function asked() {
  const commitments = [
    aCommitment({
      number: '28',
      milestones: [
        { title: 'Comité', due: 'Octobre 2021' },
        { title: 'Avis', due: 'Décembre 2022' },
      ],
    }),
    aCommitment({ number: '29', milestones: [{ title: 'Pilote', due: 'Septembre 2021' }] }),
  ];
  const world = await aWorld({ commitments, contacts: [aContact({ as: 'lead' })], assignments: [anAssignment()] });
  for (const id of [`${plan}/28/m1`, `${plan}/29/m1`]) {
    await world.stores.record.putAsk(
      anAsk({ rid: id.slice(-5).replaceAll('/', '-').padEnd(43, 'x'), subjectId: id, commitmentId: id.slice(0, -3) }),
    );
  }
  return { world, browser: await signIn(world) };
}

async function sayNothingNew(browser: Browser, path: string) {
  const answer = await browser.submit(`${path}nothing-to-report`, `${path}nothing-to-report`, {});
  const html = await (await browser.get(answer.headers.get('location') ?? '')).text();
  return { html, ...readPage(html) };
}

test('an answer leads on to the next milestone that awaits one, and from the last back to the list', async () => {
  const { browser } = await asked();
  const saved = await sayNothingNew(browser, second);
  expect(saved.text).toContain('Votre réponse est aussi attendue pour : #28 Comité');
  expect(saved.hrefs).toContain(first);
  const last = await sayNothingNew(browser, first);
  expect(last.text).toContain('Aucune autre réponse n’est attendue de vous aujourd’hui. Revenir à mes jalons');
  expect(last.hrefs).not.toContain(second);
});

test('after an answer the form is folded away, and nothing new is not asked about again', async () => {
  const { browser } = await asked();
  const saved = await sayNothingNew(browser, first);
  expect(saved.html).toMatch(/<details class="more"><summary>Compléter ou corriger cette réponse<\/summary>/);
  expect(saved.hrefs).not.toContain(`${first}nothing-to-report`);
  expect(saved.formFor(first).fields.get('version')).toBeDefined();
  const again = await (await browser.get(first)).text();
  expect(again).not.toContain('<details class="more">');
  expect(readPage(again).hrefs).toContain(`${first}nothing-to-report`);
});

test('of a completed milestone nobody is offered to say that there is nothing new, in its form or in the list', async () => {
  const { browser } = await asked();
  const link = `${done}nothing-to-report`;
  for (const path of ['/app/', done]) expect(readPage(await (await browser.get(path)).text()).hrefs, path).toContain(link);
  const fields = { status: 'complete', noEvidenceReason: 'Le site est fermé.', completedOn: '2021-10-18' };
  const preview = await browser.submit(done, done, { ...fields, step: 'preview' });
  expect((await browser.resubmit(preview, done, { step: 'confirm' })).status).toBe(303);
  for (const path of ['/app/', done]) expect(readPage(await (await browser.get(path)).text()).hrefs, path).not.toContain(link);
});
