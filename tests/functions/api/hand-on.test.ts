import { describe, expect, test } from 'vitest';
import { readable } from '../../../shared/domain/text.ts';
import { aContact, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const plan = 'fr-2021-2023';
const id = `${plan}/28/m1`;
const path = `/app/${id}/hand-on`;
const back = `/app/${id}/take-back`;
const colleague = { email: 'sacha@example.org', name: 'Sacha Collègue', until: '2021-11-19', how: 'drafts' };

const logOf = async (world: World) => (await world.stores.record.commitment(`${plan}/28`))?.log ?? [];
const send = (browser: Browser, fields: { [name: string]: string } = colleague) => browser.submit(path, path, fields);
const heldBy = async (world: World, email = colleague.email) => {
  const contact = await world.stores.people.contactByEmail(email);
  return contact === null ? [] : world.stores.people.assignmentsOf(contact.id);
};

describe('handing a milestone to a colleague', () => {
  test('proposes thirty days and a draft, and says what the public will read', async () => {
    const browser = await signIn(await aWorld());
    const page = readPage(await (await browser.get(path)).text());
    const { fields } = page.formFor(path);
    expect([fields.get('until'), fields.get('how')]).toEqual(['2021-11-19', 'drafts']);
    expect(page.text).toContain('Une adresse qui finit par @example.org');
    expect(page.text).toContain('au plus tard le 31 décembre 2023');
    expect(page.text).toContain('Ni nom ni adresse ne sont publiés');
  });

  test('adds the person, vouched for by the lead, for this milestone and this time only', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const done = await send(browser);
    expect(done.headers.get('location')).toBe(`${path}?done=1`);
    const contact = await world.stores.people.contactByEmail(colleague.email);
    expect(contact).toMatchObject({
      name: 'Sacha Collègue',
      organisation: 'Ministère des Exemples',
      function: null,
      language: 'fr',
      confirmedAt: '2021-10-20T08:00:00Z',
    });
    expect(await heldBy(world)).toMatchObject([
      {
        ...{ planId: plan, role: 'colleague', commitments: ['28'], milestoneId: id, mayPublish: false },
        ...{ since: '2021-10-20T08:00:00Z', until: '2021-11-19T23:00:00Z', confirmedAt: '2021-10-20T08:00:00Z' },
      },
    ]);
    const page = readPage(await (await browser.get(`${path}?done=1`)).text());
    expect(page.text).toContain('Confié à Sacha Collègue jusqu’au 19 novembre 2021.');
    expect(page.text).toContain(`https://jalon.example.org/app/${id}/`);
    expect(page.forms.map(({ action }) => action)).toEqual(['/app/account/language', '/app/sign-out', back]);
  });

  test('is told in public by unit and time, without name or address', async () => {
    const world = await aWorld();
    await send(await signIn(world));
    const log = await logOf(world);
    const texts = (await world.stores.record.commitment('fr-2021-2023/28'))?.texts ?? new Map();
    expect(readable(log.at(-1), texts)).toMatchObject({
      type: 'handed-on',
      actor: { role: 'lead', id: aPersonId('lead') },
      data: {
        milestoneId: id,
        responsible: { function: null, organisation: 'Ministère des Exemples' },
        lastDay: '2021-11-19',
        mayPublish: false,
      },
    });
    expect(JSON.stringify([log, [...texts.values()]])).not.toMatch(/sacha|Collègue|@/i);
    expect(world.lines.join('\n')).not.toMatch(/sacha|Collègue|@/i);
  });

  test('is refused for another house, for who answers already, and outside the plan’s time, with what was typed', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'lead', email: 'lead@Ministere.example.org' }), aContact({ as: 'deputy' })],
      assignments: [anAssignment({ as: 'lead' }), anAssignment({ as: 'deputy', role: 'deputy' })],
    });
    const browser = await signIn(world, 'lead@ministere.example.org');
    for (const [change, link, said] of [
      [{ email: 'sacha@example.org' }, '#email', 'une adresse qui finit comme la vôtre, par @ministere.example.org'],
      [{ email: 'sacha@sub.ministere.example.org' }, '#email', 'finit comme la vôtre'],
      [{ email: 'sacha@evil.example@ministere.example.org' }, '#email', 'donnez une adresse électronique complète'],
      [{ email: 'sacha' }, '#email', 'donnez une adresse électronique complète'],
      [{ email: 'lead@ministere.example.org' }, '#email', 'cette personne répond déjà de ce jalon'],
      [{ name: ' ' }, '#name', 'Le nom du collègue'],
      [{ name: 'x'.repeat(201) }, '#name', 'donnez un nom de 200 caractères au plus'],
      [{ until: '2021-10-19' }, '#until', 'ce jour est déjà passé'],
      [{ until: '2024-01-01' }, '#until', 'au plus tard le 31 décembre 2023, fin du plan'],
      [{ until: 'demain' }, '#until', 'la forme attendue est 2021-10-31'],
    ] as const) {
      const typed = { ...colleague, email: 'sacha@MINISTERE.example.org', ...change };
      const answer = await send(browser, typed);
      expect(answer.status, JSON.stringify(change)).toBe(422);
      const page = readPage(await answer.text());
      expect(page.hrefs, JSON.stringify(change)).toContain(link);
      if (link !== '#name' || change.name !== ' ') expect(page.text).toContain(said);
      expect(Object.fromEntries(page.formFor(path).fields)).toMatchObject(typed);
    }
    expect(await logOf(world)).toHaveLength(1);
    expect((await send(browser, { ...colleague, email: 'sacha@MINISTERE.example.org' })).status).toBe(303);
  });

  test('ends with the plan: after its last day nothing is handed on', async () => {
    const world = await aWorld({ plan: aPlan({ closesOn: '2021-10-19' }) });
    const browser = await signIn(world);
    expect(readPage(await (await browser.get(path)).text()).text).toContain('Ce plan est terminé');
    const { forms } = readPage(await (await browser.get(path)).text());
    expect(forms.map(({ action }) => action)).toEqual(['/app/account/language', '/app/sign-out']);
  });

  test('is for one colleague at a time; the same one sent twice is one entry', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const form = readPage(await (await browser.get(path)).text()).formFor(path);
    const fields = { ...Object.fromEntries(form.fields), ...colleague };
    const twice = [await browser.post(path, fields), await browser.post(path, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`${path}?done=1`, `${path}?done=1`]);
    const other = await browser.post(path, { ...fields, email: 'charlie@example.org' });
    expect(other.status).toBe(409);
    expect(readPage(await other.text()).text).toContain('Ce jalon est déjà confié');
    expect(await logOf(world)).toHaveLength(2);
    expect(await heldBy(world)).toHaveLength(1);
  });

  test('keeps a person who is known as they are, and leaves their other roles as they were', async () => {
    const known = aContact({ as: 'known', name: 'Morgan Connu', function: 'cheffe de projet', confirmedAt: null });
    const waiting = anAssignment({ as: 'known', role: 'lead', commitments: ['29'], confirmedAt: null });
    const world = await aWorld({
      contacts: [aContact({ as: 'lead' }), known],
      assignments: [anAssignment({ as: 'lead' }), waiting],
    });
    await send(await signIn(world), { ...colleague, email: 'known@example.org', name: 'Autre nom' });
    expect(await world.stores.people.contactByEmail('known@example.org')).toMatchObject({
      id: known.id,
      version: 2,
      name: 'Morgan Connu',
      confirmedAt: '2021-10-20T08:00:00Z',
    });
    const held = await heldBy(world, 'known@example.org');
    expect(held).toHaveLength(2);
    expect(held.find(({ role }) => role === 'lead')).toEqual(waiting);
    const browser = await signIn(world, 'known@example.org');
    expect((await browser.get(`/app/${id}/`)).status).toBe(200);
    expect((await browser.get(`/app/${plan}/29/m1/`)).status).toBe(404);
  });
});

describe('a colleague', () => {
  const handedOn = async (how = 'drafts') => {
    const world = await aWorld();
    const lead = await signIn(world);
    await send(lead, { ...colleague, how });
    return { world, lead, sacha: await signIn(world, colleague.email) };
  };

  test('sees this milestone with its end and nothing else of the commitment', async () => {
    const { sacha } = await handedOn();
    const list = readPage(await (await sacha.get('/app/')).text());
    expect(list.text).toContain('Il vous est confié jusqu’au 19 novembre 2021.');
    expect(list.hrefs).toContain(`/app/${id}/`);
    expect(list.hrefs).not.toContain(`/app/${plan}/28/m2/`);
    const page = readPage(await (await sacha.get(`/app/${id}/`)).text());
    expect(page.text).toContain('Ce jalon vous est confié jusqu’au 19 novembre 2021.');
    for (const other of [`/app/${plan}/28/m2/`, path, `/app/${id}/deadline`, `/app/${id}/withdraw`, `/app/${plan}/28/`]) {
      expect((await sacha.get(other)).status, other).toBe(404);
      expect(page.hrefs).not.toContain(other);
    }
    expect((await sacha.post(back, { token: 'x' })).status).toBe(403);
  });

  test('cannot hand on what was handed to them', async () => {
    const { world, sacha } = await handedOn('publishes');
    expect((await sacha.get(path)).status).toBe(404);
    expect((await sacha.post(path, { ...colleague, token: 'x' })).status).not.toBe(303);
    expect(await logOf(world)).toHaveLength(2);
  });

  test('who may publish answers in public, in their own role', async () => {
    const { world, sacha } = await handedOn('publishes');
    const form = `/app/${id}/`;
    const preview = await sacha.submit(form, form, { status: 'substantial', done: 'Presque fini.', step: 'preview' });
    expect((await sacha.resubmit(preview, form, { step: 'confirm' })).headers.get('location')).toBe(`${form}?saved=3`);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'declared', actor: { role: 'colleague' } });
    const nothing = `${form}nothing-to-report`;
    expect((await sacha.submit(nothing, nothing, {})).headers.get('location')).toBe(`${form}?saved=4`);
  });

  test('gives no new date, whether they publish or draft', async () => {
    for (const how of ['publishes', 'drafts']) {
      const { world, sacha } = await handedOn(how);
      const form = `/app/${id}/`;
      const page = readPage(await (await sacha.get(form)).text());
      expect(page.text).toContain('Seule la personne responsable peut donner une nouvelle date');
      const typed = { status: 'substantial', expected: 'novembre 2021', expectedReason: 'Retard' };
      for (const step of ['confirm', 'save-draft']) {
        expect((await sacha.submit(form, form, { ...typed, step })).status, `${how} ${step}`).toBe(422);
      }
      expect(await logOf(world)).toHaveLength(2);
    }
  });

  test('S5: loses the milestone the moment it is taken back, signed in or not', async () => {
    const { world, lead, sacha } = await handedOn();
    const form = `/app/${id}/`;
    const open = readPage(await (await sacha.get(form)).text()).formFor(form);
    const taken = await lead.submit(path, back, {});
    expect(taken.headers.get('location')).toBe(`${path}?taken-back=1`);
    expect((await sacha.get(form)).headers.get('location')).toContain('/app/sign-in');
    const late = await sacha.post(form, { ...Object.fromEntries(open.fields), status: 'substantial', step: 'save-draft' });
    expect(late.status).toBe(401);
    expect(await world.stores.people.answerDraft(id)).toBeNull();
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'taken-back', data: { milestoneId: id } });
    expect(await heldBy(world)).toMatchObject([{ until: '2021-10-20T08:00:00Z' }]);
    expect(readPage(await (await lead.get(`${path}?taken-back=1`)).text()).text).toContain('Le jalon est repris');
  });

  test('loses it at the local midnight after the last day, and not before', async () => {
    const { world } = await handedOn();
    world.at('2021-11-19T22:59:00Z');
    const sacha = await signIn(world, colleague.email);
    expect((await sacha.get(`/app/${id}/`)).status).toBe(200);
    world.at('2021-11-19T23:00:00Z');
    expect((await sacha.get(`/app/${id}/`)).status).toBe(303);
    const lead = await signIn(world);
    expect(readPage(await (await lead.get(path)).text()).forms.map(({ action }) => action)).toContain(path);
  });
});

describe('taking back', () => {
  test('what nobody holds says so and writes nothing; so does one sent twice', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await send(browser);
    const form = readPage(await (await browser.get(path)).text()).formFor(back);
    const fields = Object.fromEntries(form.fields);
    expect((await browser.post(back, fields)).status).toBe(303);
    const again = await browser.post(back, fields);
    expect(again.status).toBe(409);
    expect(readPage(await again.text()).text).toContain('Ce jalon n’est confié à personne.');
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported', 'handed-on', 'taken-back']);
  });

  test('leads back to a form for somebody else', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await send(browser);
    await browser.submit(path, back, {});
    expect((await send(browser, { ...colleague, email: 'charlie@example.org', how: 'publishes' })).status).toBe(303);
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported', 'handed-on', 'taken-back', 'handed-on']);
  });
});
