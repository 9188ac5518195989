import { describe, expect, test } from 'vitest';
import { nothingToReport } from '../../../shared/usecases/nothing-to-report.ts';
import { setMailbox } from '../../../shared/usecases/set-mailbox.ts';
import { aContact, anActor, anAsk, anAssignment, aPersonId, overwriteAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type WorldInput } from './world.ts';

const planId = 'fr-2021-2023';
const at = (page: string): string => `/app/plans/${planId}/${page}`;
const mail = at('mail');
const campaigns = at('campaigns');
const silent = at('silent');

async function aCoordinator(input: WorldInput & { language?: 'fr' | 'en'; mailbox?: boolean } = {}) {
  const { language = 'fr', mailbox = true, ...rest } = input;
  const world = await aWorld({
    contacts: [aContact({ as: 'lead' }), aContact({ as: 'poc', name: 'Maxime Modèle', language })],
    assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'poc', role: 'poc' })],
    ...rest,
  });
  if (mailbox) await setMailbox(world.stores, { planId, address: 'ogp@example.org' });
  await world.stores.ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
  return { world, browser: await signIn(world, 'poc@example.org') };
}
type Coordinator = Awaited<ReturnType<typeof aCoordinator>>;

const pageOf = async (answer: Response) => ({ status: answer.status, ...readPage(await answer.text()) });
const stateOf = async ({ world }: Pick<Coordinator, 'world'>) => {
  const plan = await world.stores.record.plan(planId);
  if (plan === null) throw new Error('the plan is gone');
  return plan.state;
};

/** Reads the page, asks for mail and confirms. */
async function switchOn({ browser }: Coordinator): Promise<Response> {
  const asked = await browser.submit(mail, mail, { step: 'on' });
  return browser.resubmit(asked, mail, { step: 'confirm-on' });
}

describe('switching mail on', () => {
  test('is read, asked for, confirmed and told in the public log', async () => {
    const here = await aCoordinator();
    const shown = await pageOf(await here.browser.get(mail));
    expect(shown.text).toContain('Rien ne manque.');
    expect(shown.text).toContain('Comme si les rappels étaient activés maintenant.');
    expect(shown.text).toContain('Camille Exemple responsable au ministère');
    const asked = await here.browser.submit(mail, mail, { step: 'on' });
    const question = await pageOf(asked.clone());
    expect([question.status, question.text.includes('Activer les rappels ?')]).toEqual([200, true]);
    expect((await stateOf(here)).mailOnSince).toBeNull();
    const answer = await here.browser.resubmit(asked, mail, { step: 'confirm-on' });
    expect(answer.status).toBe(303);
    expect((await stateOf(here)).mailOnSince).toBe('2021-10-20T08:00:00Z');
    const after = await pageOf(await here.browser.get(answer.headers.get('location') ?? ''));
    expect(after.text).toContain('Les rappels sont activés depuis le 20 octobre 2021.');
    expect(after.text).toContain('entrée n° 2 du journal public');
  });

  test('what is past already is named: it will be asked about at once', async () => {
    const { browser } = await aCoordinator();
    const { text } = await pageOf(await browser.get(mail));
    expect(text).toMatch(/Il sera demandé aussitôt ce qu’ils sont devenus :#29 Pilote/);
    expect(text).toContain('#29 Pilote (déjà passée)');
    expect(text).toContain('#28 Lancement du comité (7 jours avant)');
  });

  test('the rehearsal tells six months and nothing later', async () => {
    const { text } = await pageOf(await (await aCoordinator()).browser.get(mail));
    expect(text).toContain('Du 20 octobre 2021 au 20 avril 2022');
    expect(text).toContain('1er avril 2022');
    expect(text).not.toContain('mai 2022');
  });

  test('a rehearsal that changed since it was read is shown again, and nothing is switched', async () => {
    const here = await aCoordinator();
    const asked = await here.browser.submit(mail, mail, { step: 'on' });
    const milestoneId = `${planId}/29/m1`;
    const said = { milestoneId, note: null, version: 1, actor: anActor('lead'), now: here.world.now() };
    expect((await nothingToReport({ ...here.world.stores, rng: { bytes: (n) => new Uint8Array(n) } }, said)).ok).toBe(true);
    const answer = await here.browser.resubmit(asked, mail, { step: 'confirm-on' });
    const { status, text } = await pageOf(answer.clone());
    expect([status, text.includes('Ce qui partira a changé'), text.includes('déjà passée')]).toEqual([409, true, false]);
    expect((await stateOf(here)).mailOnSince).toBeNull();
    const again = await here.browser.resubmit(answer, mail, { step: 'on' });
    expect((await here.browser.resubmit(again, mail, { step: 'confirm-on' })).status).toBe(303);
  });

  test('a few minutes between reading and confirming change nothing', async () => {
    const here = await aCoordinator();
    const asked = await here.browser.submit(mail, mail, { step: 'on' });
    here.world.wait({ minutes: 20 });
    expect((await here.browser.resubmit(asked, mail, { step: 'confirm-on' })).status).toBe(303);
  });

  test('sent twice, it is switched on once', async () => {
    const here = await aCoordinator();
    const asked = await here.browser.submit(mail, mail, { step: 'on' });
    const again = asked.clone();
    expect((await here.browser.resubmit(asked, mail, { step: 'confirm-on' })).status).toBe(303);
    expect((await here.browser.resubmit(again, mail, { step: 'confirm-on' })).headers.get('location')).toBe(mail);
    expect((await here.world.stores.record.plan(planId))?.log).toHaveLength(2);
  });

  test('what is missing is listed with where to mend it, and there is no button', async () => {
    const { browser } = await aCoordinator({
      mailbox: false,
      assignments: [anAssignment({ as: 'lead', commitments: ['28'] }), anAssignment({ as: 'poc', role: 'poc' })],
    });
    const { text, hrefs, forms } = await pageOf(await browser.get(mail));
    expect(text).toContain('L’adresse qui reçoit les réponses.');
    expect(text).toContain('Un responsable confirmé pour l’engagement #29.');
    expect(hrefs).toContain(at('people'));
    expect(forms.some(({ action }) => action === mail)).toBe(false);
  });

  test('a person who lost their confirmation meanwhile keeps mail off', async () => {
    const here = await aCoordinator({ mailbox: false });
    await setMailbox(here.world.stores, { planId, address: 'ogp@example.org' });
    const asked = await here.browser.submit(mail, mail, { step: 'on' });
    await overwriteAssignment(here.world.stores.people, anAssignment({ as: 'lead', confirmedAt: null }));
    const { status } = await pageOf(await here.browser.resubmit(asked, mail, { step: 'confirm-on' }));
    expect(status).toBe(409);
    expect((await stateOf(here)).mailOnSince).toBeNull();
  });

  test('people of other plans and their milestones are not shown', async () => {
    const here = await aCoordinator();
    await here.world.stores.people.addContact(aContact({ as: 'stranger', name: 'Sacha Ailleurs' }));
    await here.world.stores.people.addAssignment(anAssignment({ as: 'stranger', planId: 'elsewhere' }));
    expect((await pageOf(await here.browser.get(mail))).text).not.toContain('Sacha');
  });

  test('a shut gate is told: this plan alone cannot open it', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    expect((await pageOf(await browser.get(mail))).text).toContain('L’envoi est fermé pour toute cette installation');
  });

  test('a plan that is over has nothing to switch', async () => {
    const { world, browser } = await aCoordinator();
    world.at('2024-02-01T09:00:00Z');
    const again = await signIn(world, 'poc@example.org', browser);
    const { text, forms } = await pageOf(await again.get(mail));
    expect(text).toContain('Le plan s’est terminé le 31 décembre 2023');
    expect(forms.some(({ action }) => action === mail)).toBe(false);
  });

  test('a body that is none of ours is refused', async () => {
    const { browser } = await aCoordinator();
    expect((await browser.submit(mail, mail, { step: 'on', read: 'nothing' })).status).toBe(400);
    expect((await browser.submit(mail, mail, { step: 'all' })).status).toBe(400);
  });

  test('speaks English', async () => {
    const { browser } = await aCoordinator({ language: 'en' });
    const { text } = await pageOf(await browser.get(mail));
    expect(text).toContain('What became of them will be asked at once');
    expect(text).toContain('7 days before');
  });
});

describe('switching mail off', () => {
  test('is confirmed first, then told in the public log', async () => {
    const here = await aCoordinator();
    await switchOn(here);
    const asked = await here.browser.submit(mail, mail, { step: 'off' });
    expect((await pageOf(asked.clone())).text).toContain('Désactiver les rappels ?');
    expect((await stateOf(here)).mailOnSince).not.toBeNull();
    const answer = await here.browser.resubmit(asked, mail, { step: 'confirm-off' });
    expect(answer.status).toBe(303);
    expect((await stateOf(here)).mailOnSince).toBeNull();
    expect((await pageOf(await here.browser.get(answer.headers.get('location') ?? ''))).text).toContain('entrée n° 3');
  });
});

describe('who is silent', () => {
  const asked = anAsk({
    commitmentId: `${planId}/29`,
    subjectId: `${planId}/29/m1`,
    on: '2021-10-01',
    at: '2021-10-01T07:00:00Z',
  });

  test('is told by name and role, with the days of the questions and since when it is overdue', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(asked);
    await world.stores.record.putAsk({
      ...asked,
      rid: asked.rid.replace(/^./, 'Z'),
      on: '2021-10-04',
      at: '2021-10-04T07:00:00Z',
    });
    const { text, hrefs } = await pageOf(await browser.get(silent));
    expect(hrefs).toContain(`/app/${planId}/29/#m1`);
    expect(await (await browser.get(`/app/${planId}/29/`)).text()).toContain('<tr id="m1">');
    expect(text).toContain('Camille Exemple (responsable au ministère, directrice des exemples)');
    expect(text).toContain('#29 Pilote');
    expect(text).toContain('Demandé les 1er et 4 octobre 2021 : sans réponse');
    expect(text).toContain('dépassée depuis le 1er octobre 2021');
  });

  test('nobody is, where nobody was asked', async () => {
    const { browser } = await aCoordinator();
    const { text } = await pageOf(await browser.get(silent));
    expect(text).toContain('Personne n’est silencieux');
    expect(text).not.toContain('sans réponse');
  });

  test('any word ends it, "nothing to report" too', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(asked);
    const said = { milestoneId: `${planId}/29/m1`, note: null, version: 1, actor: anActor('lead'), now: world.now() };
    await nothingToReport({ ...world.stores, rng: { bytes: (n) => new Uint8Array(n) } }, said);
    expect((await pageOf(await browser.get(silent))).text).toContain('Personne n’est silencieux');
  });

  test('questions that no longer reach anybody lead to the people', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(asked);
    await overwriteAssignment(world.stores.people, anAssignment({ as: 'lead', until: '2021-10-10T00:00:00Z' }));
    expect((await pageOf(await browser.get(silent))).text).toContain('Maxime Modèle (coordination nationale');
    const poc = await world.stores.people.contact(aPersonId('poc'));
    if (poc === null) throw new Error('no point of contact');
    const suppressed = { reason: 'unsubscribed' as const, at: '2021-10-12T07:00:00Z' };
    await world.stores.people.updateContact({ ...poc, version: poc.version + 1, suppressed });
    const { text, hrefs } = await pageOf(await browser.get(silent));
    expect(text).toContain('Plus personne de joignable par courriel');
    expect(hrefs).toContain(at('people'));
  });

  test('whoever stands in is named once mail no longer reaches the lead', async () => {
    const { world, browser } = await aCoordinator();
    await world.stores.record.putAsk(asked);
    const suppressed = { reason: 'bounced' as const, at: '2021-10-05T07:00:00Z' };
    await world.stores.people.updateContact(aContact({ as: 'lead', version: 2, suppressed }));
    expect((await pageOf(await browser.get(silent))).text).toContain('Maxime Modèle (coordination nationale');
  });
});

describe('campaigns', () => {
  const add = ({ browser }: Coordinator, fields: Record<string, string> = {}) =>
    browser.submit(campaigns, campaigns, { id: '2022-1', opens: '2021-10-18', closes: '', step: 'add', ...fields });
  /** Sends what the button beside a campaign sends. */
  const press = async ({ browser }: Coordinator, fields: Record<string, string>) => {
    const token = (await pageOf(await browser.get(campaigns))).formFor(campaigns).fields.get('token') ?? '';
    return browser.post(campaigns, { token, ...fields });
  };

  test('last thirty days unless told otherwise and wait for a confirmation', async () => {
    const here = await aCoordinator();
    const answer = await add(here);
    expect(answer.status).toBe(303);
    expect((await stateOf(here)).campaigns).toEqual([
      { id: '2022-1', opens: '2021-10-18', closes: '2021-11-17', confirmedAt: null },
    ]);
    const { text } = await pageOf(await here.browser.get(answer.headers.get('location') ?? ''));
    expect(text).toContain('Campagne 2022-1 : c’est l’entrée n° 2 du journal public');
    expect(text).toContain('personne n’est sollicité');
    expect(text).toContain('à confirmer');
  });

  test('are confirmed with the days that were read, then closed early', async () => {
    const here = await aCoordinator();
    await add(here);
    const confirmed = await press(here, { id: '2022-1', opens: '2021-10-18', closes: '2021-11-17', step: 'confirm' });
    expect(confirmed.status).toBe(303);
    expect((await stateOf(here)).campaigns[0]?.confirmedAt).toBe('2021-10-20T08:00:00Z');
    expect((await pageOf(await here.browser.get(campaigns))).text).toContain('ouverte');
    expect((await press(here, { id: '2022-1', step: 'close' })).status).toBe(303);
    expect((await stateOf(here)).campaigns[0]).toEqual({
      id: '2022-1',
      opens: '2021-10-18',
      closes: '2021-10-20',
      confirmedAt: '2021-10-20T08:00:00Z',
    });
  });

  test('are not confirmed with other days than those that are recorded', async () => {
    const here = await aCoordinator();
    await add(here);
    const { status, text } = await pageOf(
      await press(here, { id: '2022-1', opens: '2021-10-18', closes: '2021-12-31', step: 'confirm' }),
    );
    expect([status, text.includes('a changé entre-temps')]).toEqual([409, true]);
    expect((await stateOf(here)).campaigns[0]?.confirmedAt).toBeNull();
  });

  test('a name that is taken, a wrong order of days and a day after the plan are refused with what was typed', async () => {
    const here = await aCoordinator();
    await add(here);
    const taken = await pageOf(await add(here, { closes: '2021-12-01' }));
    expect([taken.status, taken.text.includes('une autre campagne le porte déjà')]).toEqual([422, true]);
    expect((await stateOf(here)).campaigns[0]?.closes).toBe('2021-11-17');
    const order = await pageOf(await add(here, { id: 'b', closes: '2021-10-01' }));
    expect([order.status, order.text.includes('il doit venir après le premier')]).toEqual([422, true]);
    const late = await pageOf(await add(here, { id: 'c', opens: '2024-01-01' }));
    expect([late.status, late.text.includes('le plan sera alors terminé')]).toEqual([422, true]);
    const name = await pageOf(await add(here, { id: 'Printemps 2022' }));
    expect([name.status, name.text.includes('minuscules, chiffres et tirets')]).toEqual([422, true]);
  });

  test('a new one is offered a name that no other has', async () => {
    const here = await aCoordinator();
    await add(here, { id: '2021-1' });
    const { forms } = await pageOf(await here.browser.get(campaigns));
    expect(forms.at(-1)?.fields.get('id')).toBe('2021-2');
  });

  test('a form that was sent twice does not fail', async () => {
    const here = await aCoordinator();
    await add(here);
    const fields = { id: '2022-1', opens: '2021-10-18', closes: '2021-11-17', step: 'confirm' };
    await press(here, fields);
    expect((await press(here, fields)).status).toBe(303);
    expect((await here.world.stores.record.plan(planId))?.log).toHaveLength(3);
  });

  test('one that nobody knows is not confirmed', async () => {
    const here = await aCoordinator();
    const answer = await press(here, { id: 'x', opens: '2021-10-18', closes: '2021-11-17', step: 'confirm' });
    expect(answer.status).toBe(409);
    expect((await stateOf(here)).campaigns).toEqual([]);
  });

  test('speak English', async () => {
    const { browser } = await aCoordinator({ language: 'en' });
    expect((await pageOf(await browser.get(campaigns))).text).toContain('Until a campaign is confirmed, nobody is asked.');
  });
});

test('every change is told in the log under the person who made it', async () => {
  const here = await aCoordinator();
  await switchOn(here);
  const last = (await here.world.stores.record.plan(planId))?.log.at(-1);
  expect([last?.type, last?.actor]).toEqual(['mail-switched', { role: 'poc', id: aPersonId('poc') }]);
});
