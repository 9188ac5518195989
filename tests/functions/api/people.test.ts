import { describe, expect, test } from 'vitest';
import { anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { htmlValidator } from '../../showing/html-validator.ts';
import { readPage } from './page.ts';
import { aCoordinator, base, chosen, lead, newcomer, pageOf, person, plan } from './people-world.ts';

describe('the people of a plan', () => {
  test('are listed by role, whoever waits to be confirmed marked, with the dates of their roles', async () => {
    const ended = anAssignment({ id: 'a-former0000000000', as: 'second', role: 'lead', until: '2021-09-10T08:00:00Z' });
    const { browser } = await aCoordinator({ assignments: [ended] });
    const { text, status } = await pageOf(await browser.get(base));
    expect(status).toBe(200);
    expect(text).toContain('1 personne à confirmer');
    expect(text).toMatch(
      /Responsables au ministère.*Camille Exemple.*#28.*Confirmé le 1er septembre 2021.*depuis le 1er septembre 2021/,
    );
    expect(text).toMatch(/Suppléances.*Sacha Nouveau.*À confirmer.*Points de contact/);
    expect(text).toMatch(/Anciens rôles \(1\).*Alix Second.*jusqu’au 10 septembre 2021/);
  });

  test('H11: whom mail does not reach is shown with the reason, since when, and who is asked instead', async () => {
    const stopped = { suppressed: { reason: 'bounced', at: '2021-10-05T08:00:00Z' } } as const;
    const { world, browser, people } = await aCoordinator();
    const contact = await people.contact(lead);
    if (contact === null) throw new Error('a contact expected');
    await people.updateContact({ ...contact, ...stopped, version: contact.version + 1 });
    const { text } = await pageOf(await browser.get(base));
    expect(text).toContain('Ne reçoit plus de rappels depuis le 5 octobre 2021 (adresse en erreur)');
    expect(text).toContain('À sa place : Maxime Modèle, Alix Second');
    expect(world.lines.join('')).not.toContain('@');
  });

  test('H11: a stop is lifted in one click, the role untouched, and nothing public is said of it', async () => {
    const { browser, people, log } = await aCoordinator();
    const contact = await people.contact(lead);
    if (contact === null) throw new Error('a contact expected');
    await people.updateContact({
      ...contact,
      version: contact.version + 1,
      suppressed: { reason: 'unsubscribed', at: '2021-10-05T08:00:00Z' },
      pausedUntil: '2021-12-01T08:00:00Z',
    });
    const shown = await pageOf(await browser.get(base));
    expect(shown.text).toContain('(arrêt demandé)');
    expect(shown.text).toContain('En pause jusqu’au 1er décembre 2021');
    expect((await browser.submit(base, `${base}/${lead}/resume-mail`, {})).headers.get('location')).toBe(`${base}?done=resumed`);
    expect(await people.contact(lead)).toMatchObject({ suppressed: null, pausedUntil: null });
    expect((await people.assignmentsOf(lead))[0]?.until).toBeNull();
    expect(await log()).toHaveLength(1);
  });

  test('somebody is confirmed in one click, told in public by role alone; a second click changes nothing', async () => {
    const { browser, people, log } = await aCoordinator();
    const action = `${base}/${newcomer}/confirm`;
    const { formFor } = readPage(await (await browser.get(base)).text());
    const fields = Object.fromEntries(formFor(action).fields);
    expect((await browser.post(action, fields)).headers.get('location')).toBe(`${base}?done=confirmed`);
    expect((await people.contact(newcomer))?.confirmedAt).toBe('2021-10-20T08:00:00Z');
    expect((await log()).at(-1)).toMatchObject({
      type: 'contact-confirmed',
      actor: { role: 'poc', id: aPersonId('poc') },
      data: { role: 'deputy', commitments: ['28'] },
    });
    expect(JSON.stringify(await log())).not.toMatch(/Sacha|@/);
    expect((await browser.post(action, fields)).headers.get('location')).toBe(`${base}?done=unchanged`);
    expect(await log()).toHaveLength(2);
    expect((await pageOf(await browser.get(`${base}?done=confirmed`))).text).toContain('La personne est confirmée.');
  });

  test('confirming is for the person as the page showed them: another address since then is looked at first', async () => {
    const { browser, people, log } = await aCoordinator();
    const action = `${base}/${newcomer}/confirm`;
    const fields = Object.fromEntries(readPage(await (await browser.get(base)).text()).formFor(action).fields);
    const seen = await people.contact(newcomer);
    if (seen === null) throw new Error('a newcomer expected');
    await people.updateContact({ ...seen, version: seen.version + 1, email: 'evil@example.org' });
    const answer = await pageOf(await browser.post(action, fields));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Cette personne ou ces rôles ont changé entre-temps.');
    expect(answer.text).toContain('evil@example.org');
    expect((await people.assignmentsOf(newcomer)).every(({ confirmedAt }) => confirmedAt === null)).toBe(true);
    expect(await log()).toHaveLength(1);
    // A pause in between is no other person.
    const now = Object.fromEntries(readPage(await (await browser.get(base)).text()).formFor(action).fields);
    await people.updateContact({
      ...seen,
      version: seen.version + 2,
      email: 'evil@example.org',
      pausedUntil: '2021-12-01T08:00:00Z',
    });
    expect((await browser.post(action, now)).headers.get('location')).toBe(`${base}?done=confirmed`);
  });

  test('a person is added unconfirmed, tidied, for the commitments named', async () => {
    const { browser, people, log } = await aCoordinator();
    const answer = await browser.submit(`${base}/new`, `${base}/new`, person);
    expect(answer.headers.get('location')).toBe(`${base}?done=added`);
    const added = await people.contactByEmail('dominique@example.org');
    expect(added).toMatchObject({ organisationNumber: '13002526500013', confirmedAt: null, language: 'fr' });
    expect(await people.assignmentsOf(added?.id ?? '')).toMatchObject([{ role: 'lead', commitments: ['29'], confirmedAt: null }]);
    expect(await log()).toHaveLength(1);
  });

  test.each([
    [{ email: 'personne' }, 'Adresse électronique'],
    [{ name: ' ' }, 'Nom'],
    [{ function: 'écrire à x@example.org' }, 'Fonction'],
    [{ organisation: 'Direction\u202E' }, 'Service'],
    [{ organisationNumber: 'n° 12' }, 'Numéro du service'],
    [{ commitments: '28, abc' }, 'Engagements'],
    [{ commitments: '77' }, 'Engagements'],
  ])('what is wrong with a new person is named, and what was typed is kept: %j', async (wrong, field) => {
    const { browser, people } = await aCoordinator();
    const answer = await pageOf(await browser.submit(`${base}/new`, `${base}/new`, { ...person, ...wrong }));
    expect(answer.status).toBe(422);
    expect(answer.title).toMatch(/^Erreur/);
    expect(answer.text).toContain(field);
    const fields = answer.formFor(`${base}/new`).fields;
    for (const [name, value] of Object.entries({ ...person, ...wrong })) expect(fields.get(name)).toBe(value);
    expect(await people.contactByEmail('dominique@example.org')).toBeNull();
  });

  test('an unknown field, or a role that no form offers, is malformed', async () => {
    const { browser } = await aCoordinator();
    expect((await browser.submit(`${base}/new`, `${base}/new`, { ...person, stopToken: 'x' })).status).toBe(400);
    expect((await browser.submit(`${base}/new`, `${base}/new`, { ...person, role: 'colleague' })).status).toBe(400);
  });

  test('the mailbox of the plan is set, or refused with what was typed', async () => {
    const { browser, people } = await aCoordinator();
    const bad = await pageOf(await browser.submit(base, `${base}/mailbox`, { mailbox: 'nulle part' }));
    expect(bad.status).toBe(422);
    expect(bad.formFor(`${base}/mailbox`).fields.get('mailbox')).toBe('nulle part');
    const good = await browser.submit(base, `${base}/mailbox`, { mailbox: ' ogp@example.org ' });
    expect(good.headers.get('location')).toBe(`${base}?done=mailbox`);
    expect(await people.mailbox(plan)).toBe('ogp@example.org');
  });

  test('commitments change hands from now on, and an unknown successor or number is named', async () => {
    const { browser, people, world } = await aCoordinator();
    const form = `${base}/reassign`;
    const bad = await pageOf(await browser.submit(form, form, { role: 'lead', successor: '', commitments: '' }));
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('À qui');
    const unknown = await pageOf(
      await browser.submit(form, form, { role: 'lead', successor: chosen('lead'), commitments: '77' }),
    );
    expect(unknown.status).toBe(422);
    const elsewhere = await browser.submit(form, form, { role: 'lead', successor: chosen('nobody'), commitments: '28' });
    expect(elsewhere.status).toBe(422);
    const done = await browser.submit(form, form, {
      role: 'lead',
      successor: chosen('second', 'Alix Second'),
      commitments: '#28',
    });
    expect(done.headers.get('location')).toBe(`${base}?done=reassigned`);
    expect((await people.assignmentsOf(lead))[0]?.until).toBe('2021-10-20T08:00:00Z');
    expect((await world.stores.record.commitment(`${plan}/28`))?.log.at(-1)).toMatchObject({ type: 'reassigned' });
  });
});

const rules = htmlValidator({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  // How hono/jsx writes what HTML leaves open; the title of a plan is as long as it is.
  rules: {
    'long-title': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
  },
});

test('the pages are valid HTML with one heading of the first level, refusals included', async () => {
  const { browser } = await aCoordinator({}, { plan: aPlan({ approval: 'second-person' }) });
  await browser.submit(base, `${base}/${newcomer}/confirm`, {});
  const page = `${base}/${lead}`;
  const { formFor } = readPage(await (await browser.get(page)).text());
  const stale = { ...Object.fromEntries(formFor(page).fields), name: 'Camille Typed', version: '7' };
  const answers = [
    ...(await Promise.all(
      [base, `${base}?done=proposed`, `${base}/new`, `${base}/reassign`, page, `/app/plans/${plan}/approvals?done=approved`].map(
        (path) => browser.get(path),
      ),
    )),
    await browser.submit(`${base}/new`, `${base}/new`, { ...person, name: '', email: 'x', commitments: '?' }),
    await browser.submit(`${base}/reassign`, `${base}/reassign`, { role: 'lead', successor: '', commitments: '' }),
    await browser.submit(base, `${base}/mailbox`, { mailbox: '' }),
    await browser.post(page, stale),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200, 422, 422, 422, 409]);
  for (const answer of answers) {
    const html = await answer.text();
    const { results } = await rules.validateString(html);
    expect(results.flatMap(({ messages }) => messages.map((one) => `${one.ruleId} ${one.message}`))).toEqual([]);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<script|<style|style="| on\w+="|undefined|\[object/);
  }
});

test('the pages are complete in English', async () => {
  const { browser } = await aCoordinator({ language: 'en' });
  for (const path of [base, `${base}/new`, `${base}/reassign`, `${base}/${lead}`, `/app/plans/${plan}/approvals`]) {
    const { status, text, title } = await pageOf(await browser.get(path));
    expect(status).toBe(200);
    expect(title.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/Personnes|Engagements|Enregistrer|Confirmé|Adresse|attend/);
  }
});

test('S20: log lines carry ids only', async () => {
  const { world, browser } = await aCoordinator();
  await browser.submit(`${base}/new`, `${base}/new`, person);
  await browser.submit(base, `${base}/${newcomer}/confirm`, {});
  await browser.submit(`${base}/${lead}`, `${base}/${lead}`, { email: 'new@example.org', name: 'Camille Typed' });
  expect(world.lines.length).toBeGreaterThan(3);
  expect(world.lines.join('\n')).not.toMatch(/@|Camille|Sacha|Dominique/);
});
