import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import { aContact, anAssignment, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { aCoordinator, base, type Extra, lead, newcomer, pageOf, person, plan } from './people-world.ts';
import { signIn } from './world.ts';

describe('one person', () => {
  const page = `${base}/${lead}`;

  test('is edited: the log says which of it changed, not what it holds', async () => {
    const { browser, people, log } = await aCoordinator();
    const answer = await browser.submit(page, page, { organisation: 'Autre direction', email: 'new@example.org' });
    expect(answer.headers.get('location')).toBe(`${base}?done=edited`);
    expect(await people.contactByEmail('new@example.org')).toMatchObject({ id: lead, organisation: 'Autre direction' });
    expect((await log()).at(-1)).toMatchObject({
      type: 'contact-edited',
      data: { role: 'lead', changed: ['address', 'organisation'], commitments: ['28'] },
    });
    expect(JSON.stringify(await log())).not.toContain('@');
  });

  test('a new address signs every browser of the old one out, and its bounce no longer stops mail', async () => {
    const { world, browser, people } = await aCoordinator();
    const theirs = await signIn(world, 'lead@example.org');
    const contact = await people.contact(lead);
    if (contact === null) throw new Error('a contact expected');
    const suppressed = { reason: 'bounced', at: '2021-10-05T08:00:00Z' } as const;
    await people.updateContact({ ...contact, suppressed, version: contact.version + 1 });
    expect((await theirs.get('/app/')).status).toBe(200);
    await browser.submit(page, page, { email: 'new@example.org' });
    expect((await theirs.get('/app/')).status).toBe(303);
    expect(await people.sessionsOf(lead)).toEqual([]);
    expect((await people.contact(lead))?.suppressed).toBeNull();
  });

  test('a stale form gets the difference, keeps what was typed, and is saved when it is sent again', async () => {
    const { browser, people } = await aCoordinator();
    const { formFor } = readPage(await (await browser.get(page)).text());
    const fields = { ...Object.fromEntries(formFor(page).fields), name: 'Camille Typed' };
    await browser.submit(page, page, { function: 'directrice d’ailleurs' });
    const answer = await browser.post(page, fields);
    expect(answer.status).toBe(409);
    const shown = readPage(await answer.clone().text());
    expect(shown.text).toMatch(/Fonctiondirectrice d’ailleursdirectrice des exemples/);
    expect(shown.formFor(page).fields.get('name')).toBe('Camille Typed');
    expect((await people.contact(lead))?.name).toBe('Camille Exemple');
    expect((await browser.resubmit(answer, page, {})).status).toBe(303);
    expect((await people.contact(lead))?.name).toBe('Camille Typed');
  });

  test('an address that is taken is refused, and the form kept', async () => {
    const { browser } = await aCoordinator();
    const answer = await pageOf(await browser.submit(page, page, { email: 'second@example.org' }));
    expect(answer.status).toBe(422);
    expect(answer.formFor(page).fields.get('email')).toBe('second@example.org');
  });

  const guest = aPersonId('guest');
  /** Somebody another plan vouched for, and who is to be confirmed here. */
  const aGuest = (more: Partial<Contact> = {}): Extra => ({
    contacts: [
      aContact({ as: 'guest', name: 'Morgan Hôte', phone: '01 98 76 54 32', organisationNumber: '13002526500013', ...more }),
      aContact({ as: 'chief' }),
    ],
    assignments: [
      anAssignment({ id: 'a-elsewhere0000000', as: 'guest', planId: 'other-plan' }),
      anAssignment({ as: 'guest', role: 'deputy', commitments: ['29'], since: '2021-10-01T00:00:00Z', confirmedAt: null }),
      anAssignment({ as: 'chief', role: 'admin' }),
    ],
  });

  test('S16: somebody another plan vouched for is shown by name, function and address, confirmed and ended here, and edited elsewhere', async () => {
    const { world, browser, people } = await aCoordinator(aGuest());
    const theirs = `${base}/${guest}`;
    const shown = await browser.get(theirs);
    const html = await shown.clone().text();
    expect(html).not.toMatch(/98 76 54|13002526500013/);
    const { text, forms } = await pageOf(shown);
    expect(text).toContain('guest@example.org');
    expect(text).toContain('Un autre plan a confirmé cette personne le premier');
    expect(forms.map(({ action }) => action)).toEqual(['/app/account/language', '/app/sign-out', `${theirs}/end-role`]);
    const list = await pageOf(await browser.get(base));
    expect(list.text).toMatch(/Morgan Hôte.*Coordonnées gérées par un autre plan/);
    expect((await browser.submit(base, `${theirs}/confirm`, {})).status).toBe(303);
    expect((await browser.submit(theirs, `${theirs}/end-role`, { role: 'deputy' })).status).toBe(303);
    const chief = await signIn(world, 'chief@example.org');
    expect((await chief.submit(theirs, theirs, { email: 'moved@example.org' })).status).toBe(303);
    expect((await people.contact(guest))?.email).toBe('moved@example.org');
  });

  test('a form from before the person became another plan’s changes nothing and says whose it is', async () => {
    const { browser, people } = await aCoordinator();
    const form = readPage(await (await browser.get(`${base}/${newcomer}`)).text()).formFor(`${base}/${newcomer}`);
    const elsewhere = anAssignment({ id: 'a-elsewhere0000000', as: 'newcomer', planId: 'other-plan' });
    await people.addAssignment(elsewhere);
    const fields = { ...Object.fromEntries(form.fields), email: 'taken-over@example.org' };
    const refused = await pageOf(await browser.post(`${base}/${newcomer}`, fields));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Un autre plan gère les coordonnées de cette personne');
    expect((await people.contact(newcomer))?.email).toBe('newcomer@example.org');
  });

  test('of somebody added but not vouched for nothing is told of their mail; vouched for, that none reaches them, and not why', async () => {
    const silent = {
      suppressed: { reason: 'complained', at: '2021-10-05T08:00:00Z' },
      pausedUntil: '2021-12-24T23:00:00Z',
    } as const;
    const { world, browser } = await aCoordinator(aGuest(silent));
    const told = /plainte|En pause|décembre|Ne reçoit/;
    expect((await pageOf(await browser.get(base))).text).not.toMatch(told);
    await browser.submit(base, `${base}/${guest}/confirm`, {});
    const { text } = await pageOf(await browser.get(base));
    expect(text).toContain('Ne reçoit pas de rappels actuellement.');
    expect(text).not.toMatch(/plainte|En pause|décembre/);
    const chief = await signIn(world, 'chief@example.org');
    expect((await pageOf(await chief.get(base))).text).toContain('Ne reçoit plus de rappels depuis le 5 octobre 2021 (plainte)');
  });

  test('a stop or a complaint of another plan’s person is not lifted here; of one’s own, another plan’s role does not prevent it', async () => {
    const suppressed = { reason: 'complained', at: '2021-10-05T08:00:00Z' } as const;
    const { browser, people } = await aCoordinator(aGuest({ suppressed }));
    const list = await pageOf(await browser.get(base));
    expect(list.text).not.toMatch(/plainte|Ne reçoit/);
    expect(list.forms.map(({ action }) => action)).not.toContain(`${base}/${guest}/resume-mail`);
    await people.addAssignment(
      anAssignment({ id: 'a-ownelsewhere0000', as: 'lead', planId: 'other-plan', since: '2021-10-02T00:00:00Z' }),
    );
    const page = `${base}/${lead}`;
    expect((await browser.submit(page, page, { email: 'new@example.org' })).headers.get('location')).toBe(`${base}?done=edited`);
    expect((await people.contact(lead))?.email).toBe('new@example.org');
  });

  test('only the roles that were on the page are confirmed: one added meanwhile waits on its own', async () => {
    const { browser, people } = await aCoordinator();
    const action = `${base}/${newcomer}/confirm`;
    const fields = Object.fromEntries(readPage(await (await browser.get(base)).text()).formFor(action).fields);
    await people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'newcomer', role: 'poc', confirmedAt: null }));
    expect((await browser.post(action, fields)).headers.get('location')).toBe(`${base}?done=confirmed`);
    const held = await people.assignmentsOf(newcomer);
    expect(held.filter(({ confirmedAt }) => confirmedAt === null).map(({ role }) => role)).toEqual(['poc']);
    const forged = { token: fields['token'] ?? '', assignments: 'a-later00000000000 x' };
    expect((await browser.post(action, forged)).status).toBe(400);
  });

  test('the end of a role the person holds by more than the page showed is refused with the roles as they are', async () => {
    const { browser, people } = await aCoordinator();
    const action = `${base}/${lead}/end-role`;
    const fields = Object.fromEntries(readPage(await (await browser.get(`${base}/${lead}`)).text()).formFor(action).fields);
    await people.addAssignment(anAssignment({ id: 'a-later00000000000', as: 'lead', commitments: ['29'] }));
    const answer = await pageOf(await browser.post(action, fields));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Cette personne ou ces rôles ont changé entre-temps.');
    expect((await people.assignmentsOf(lead)).every(({ until }) => until === null)).toBe(true);
  });

  test('what a colleague holds is taken back by a point of contact, from the list and from the person, with a public word', async () => {
    const { world, browser, people } = await aCoordinator({
      contacts: [aContact({ as: 'sacha', name: 'Sacha Relais' })],
      assignments: ['m1', 'm2'].map((key) =>
        anAssignment({
          ...{ id: `a-colleague0000000${key}`, as: 'sacha', role: 'colleague', commitments: ['28'] },
          ...{ milestoneId: `${plan}/28/${key}`, until: '2021-11-30T23:00:00Z' },
        }),
      ),
    });
    const list = await pageOf(await browser.get(base));
    expect(list.text).toContain('Un jalon confié revient à la personne responsable');
    const first = await browser.submit(base, `/app/${plan}/28/m1/take-back`, {});
    expect(first.headers.get('location')).toBe(`${base}?done=taken-back`);
    expect((await pageOf(await browser.get(`${base}?done=taken-back`))).text).toContain('Le jalon n’est plus confié.');
    const theirs = `${base}/${aPersonId('sacha')}`;
    const again = await browser.submit(theirs, `/app/${plan}/28/m2/take-back`, {});
    expect(again.headers.get('location')).toBe(`${base}?done=taken-back`);
    const log = (await world.stores.record.commitment(`${plan}/28`))?.log ?? [];
    expect(log.slice(1)).toMatchObject([
      { type: 'taken-back', actor: { role: 'poc' }, data: { milestoneId: `${plan}/28/m1` } },
      { type: 'taken-back', actor: { role: 'poc' }, data: { milestoneId: `${plan}/28/m2` } },
    ]);
    const held = await people.assignmentsOf(aPersonId('sacha'));
    expect(held.map(({ until }) => until)).toEqual(['2021-10-20T08:00:00Z', '2021-10-20T08:00:00Z']);
  });

  test('only an administrator appoints, confirms, changes or ends one', async () => {
    const { world, browser, people } = await aCoordinator({
      contacts: [aContact({ as: 'chief' })],
      assignments: [anAssignment({ as: 'chief', role: 'admin' })],
    });
    const chiefPage = `${base}/${aPersonId('chief')}`;
    const wanted = { ...person, role: 'admin', commitments: '' };
    const asPoc = await pageOf(await browser.submit(`${base}/new`, `${base}/new`, wanted));
    expect(asPoc.status).toBe(422);
    expect(asPoc.text).toContain('Seule l’administration du registre nomme');
    expect((await browser.submit(chiefPage, chiefPage, { email: 'taken-over@example.org' })).status).toBe(422);
    expect((await browser.submit(chiefPage, `${chiefPage}/end-role`, { role: 'admin' })).status).toBe(422);
    expect((await people.contact(aPersonId('chief')))?.email).toBe('chief@example.org');
    const chief = await signIn(world, 'chief@example.org');
    expect((await chief.submit(`${base}/new`, `${base}/new`, { ...wanted, commitments: '28' })).status).toBe(422);
    expect((await chief.submit(`${base}/new`, `${base}/new`, wanted)).status).toBe(303);
    const added = await people.contactByEmail(person.email);
    const confirm = `${base}/${added?.id}/confirm`;
    expect((await browser.submit(base, confirm, {})).status).toBe(422);
    expect((await chief.submit(base, confirm, {})).status).toBe(303);
    expect((await people.assignmentsOf(added?.id ?? ''))[0]?.confirmedAt).not.toBeNull();
  });

  test('the end of a role takes effect at once: no page, no session, and a public word', async () => {
    const { world, browser, people, log } = await aCoordinator();
    const theirs = await signIn(world, 'lead@example.org');
    expect((await theirs.get(`/app/${plan}/28/m1/`)).status).toBe(200);
    expect((await browser.submit(page, `${page}/end-role`, { role: 'lead' })).headers.get('location')).toBe(`${base}?done=ended`);
    expect((await theirs.get(`/app/${plan}/28/m1/`)).status).toBe(303);
    expect(await people.sessionsOf(lead)).toEqual([]);
    expect((await people.assignmentsOf(lead))[0]?.until).toBe('2021-10-20T08:00:00Z');
    expect((await log()).at(-1)).toMatchObject({ type: 'role-ended', data: { role: 'lead' } });
  });

  test('the last point of contact cannot end their own role, nor one of two the last one left', async () => {
    const { browser, people } = await aCoordinator();
    const second = `${base}/${aPersonId('second')}`;
    const own = `${base}/${aPersonId('poc')}`;
    expect((await browser.submit(second, `${second}/end-role`, { role: 'poc' })).status).toBe(303);
    const answer = await pageOf(await browser.submit(own, `${own}/end-role`, { role: 'poc' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('C’est le dernier point de contact confirmé du plan.');
    expect((await people.assignmentsOf(aPersonId('poc')))[0]?.until).toBeNull();
  });

  test('S16: a person of another plan, one who does not exist and a name that is no id are the same page', async () => {
    const { browser } = await aCoordinator({
      contacts: [aContact({ as: 'stranger' })],
      assignments: [anAssignment({ as: 'stranger', planId: 'other-plan' })],
    });
    const paths = [aPersonId('stranger'), aPersonId('nobody'), 'x'].map((id) => `${base}/${id}`);
    const answers = await Promise.all(paths.map(async (path) => browser.get(path)));
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
  });
});
