import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import type { Assignment, Contact } from '../../../shared/domain/contact.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { aContact, anAssignment, aPersonId, aPlan } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, signIn, type WorldInput } from './world.ts';

const plan = 'fr-2021-2023';
const base = `/app/plans/${plan}/people`;
const lead = aPersonId('lead');
const newcomer = aPersonId('newcomer');

type Extra = { readonly contacts?: Contact[]; readonly assignments?: Assignment[]; readonly language?: InterfaceLanguage };

/** A point of contact in front of a lead for #28, a second point of contact, and somebody to be confirmed. */
async function aCoordinator({ contacts = [], assignments = [], language = 'fr' }: Extra = {}, input: WorldInput = {}) {
  const world = await aWorld({
    contacts: [
      aContact({ as: 'poc', name: 'Claude Modèle', language }),
      aContact({ as: 'second', name: 'Alix Second' }),
      aContact({ as: 'lead' }),
      aContact({ as: 'newcomer', name: 'Sacha Nouveau', confirmedAt: null }),
      ...contacts,
    ],
    assignments: [
      anAssignment({ as: 'poc', role: 'poc' }),
      anAssignment({ as: 'second', role: 'poc' }),
      anAssignment({ as: 'lead', commitments: ['28'] }),
      anAssignment({ as: 'newcomer', role: 'deputy', commitments: ['28'], confirmedAt: null }),
      ...assignments,
    ],
    ...input,
  });
  const browser = await signIn(world, 'poc@example.org');
  const log = async () => (await world.stores.record.plan(plan))?.log ?? [];
  return { world, browser, log, people: world.stores.people };
}

const pageOf = async (answer: Response) => ({ status: answer.status, ...readPage(await answer.text()) });

const person = {
  role: 'lead',
  commitments: '#29',
  name: 'Dominique Exemple',
  email: 'dominique@example.org',
  function: 'directeur des exemples',
  organisation: 'Direction des exemples',
  organisationNumber: '130 025 265 00013',
  language: 'fr',
};

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
    expect(text).toContain('À sa place : Claude Modèle, Alix Second');
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
    const bad = await pageOf(await browser.submit(form, form, { role: 'lead', contactId: '', commitments: '' }));
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('À qui');
    const unknown = await pageOf(await browser.submit(form, form, { role: 'lead', contactId: lead, commitments: '77' }));
    expect(unknown.status).toBe(422);
    const elsewhere = await browser.submit(form, form, { role: 'lead', contactId: aPersonId('nobody'), commitments: '28' });
    expect(elsewhere.status).toBe(422);
    const done = await browser.submit(form, form, { role: 'lead', contactId: aPersonId('second'), commitments: '#28' });
    expect(done.headers.get('location')).toBe(`${base}?done=reassigned`);
    expect((await people.assignmentsOf(lead))[0]?.until).toBe('2021-10-20T08:00:00Z');
    expect((await world.stores.record.commitment(`${plan}/28`))?.log.at(-1)).toMatchObject({ type: 'reassigned' });
  });
});

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

  test('somebody with a role in another plan may be confirmed here, but is edited only by an administrator', async () => {
    const other = anAssignment({ id: 'a-elsewhere0000000', as: 'newcomer', role: 'lead', planId: 'other-plan' });
    const { world, browser, people } = await aCoordinator({
      assignments: [other, anAssignment({ as: 'chief', role: 'admin' })],
      contacts: [aContact({ as: 'chief' })],
    });
    const theirs = `${base}/${newcomer}`;
    const refused = await pageOf(await browser.submit(theirs, theirs, { email: 'taken-over@example.org' }));
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Cette personne a aussi un rôle dans un autre plan');
    expect((await people.contact(newcomer))?.email).toBe('newcomer@example.org');
    expect((await browser.submit(base, `${theirs}/confirm`, {})).status).toBe(303);
    const chief = await signIn(world, 'chief@example.org');
    expect((await chief.submit(theirs, theirs, { email: 'moved@example.org' })).status).toBe(303);
    expect((await people.contact(newcomer))?.email).toBe('moved@example.org');
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
    expect((await log()).at(-1)).toMatchObject({ type: 'contact-edited', data: { role: 'lead', changed: ['role-ended'] } });
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

describe('a plan that asks for a second person', () => {
  const input = { plan: aPlan({ approval: 'second-person' }) };
  const approvals = `/app/plans/${plan}/approvals`;

  test('every change of people waits, is seen by both, and is done when another confirms it', async () => {
    const { world, browser, people, log } = await aCoordinator({}, input);
    const page = `${base}/${lead}`;
    const steps: [string, string, { [field: string]: string }][] = [
      [base, `${base}/${newcomer}/confirm`, {}],
      [page, page, { email: 'new@example.org' }],
      [page, `${page}/end-role`, { role: 'lead' }],
      [base, `${base}/mailbox`, { mailbox: 'ogp@example.org' }],
      [`${base}/reassign`, `${base}/reassign`, { role: 'deputy', contactId: aPersonId('second'), commitments: '29' }],
    ];
    for (const [from, action, fields] of steps) {
      expect((await browser.submit(from, action, fields)).headers.get('location')).toBe(`${base}?done=proposed`);
      world.wait({ seconds: 1 });
    }
    expect(await log()).toHaveLength(1);
    expect(await people.mailbox(plan)).toBeNull();
    const mine = await pageOf(await browser.get(approvals));
    expect(mine.forms.filter(({ action }) => action.startsWith(approvals))).toHaveLength(5);
    expect(mine.text).toContain('Retirer ma proposition');
    expect(mine.text).not.toContain('Valider :');
    const second = await signIn(world, 'second@example.org');
    const theirs = await pageOf(await second.get(approvals));
    expect(theirs.text).toContain('Proposé par Claude Modèle le 20 octobre 2021');
    expect(theirs.text).toMatch(/Adresse électroniquelead@example.orgnew@example.org/);
    const actions = theirs.forms.map(({ action }) => action).filter((action) => action.startsWith(approvals));
    expect(actions).toHaveLength(5);
    for (const action of actions) {
      const answer = await second.submit(approvals, action, { verdict: 'approve' });
      expect(answer.headers.get('location')).toBe(`${approvals}?done=approved`);
    }
    expect(await people.approvalsOf(plan)).toEqual([]);
    expect(await people.mailbox(plan)).toBe('ogp@example.org');
    expect((await people.contact(lead))?.email).toBe('new@example.org');
    const told = (await log()).slice(1);
    expect(told.map(({ type }) => type).sort()).toEqual(['contact-confirmed', 'contact-edited', 'contact-edited']);
    expect(told.every(({ actor }) => actor.id === aPersonId('poc'))).toBe(true);
  });

  test('the language of mails is nobody else’s concern: it changes at once', async () => {
    const { browser, people } = await aCoordinator({}, input);
    const page = `${base}/${lead}`;
    expect((await browser.submit(page, page, { language: 'en' })).headers.get('location')).toBe(`${base}?done=edited`);
    expect((await people.contact(lead))?.language).toBe('en');
    expect(await people.approvalsOf(plan)).toEqual([]);
  });

  test('who proposed it cannot confirm it, not even by sending the other’s form', async () => {
    const { browser, people } = await aCoordinator({}, input);
    await browser.submit(base, `${base}/${newcomer}/confirm`, {});
    const [waiting] = await people.approvalsOf(plan);
    const answer = await pageOf(await browser.submit(approvals, `${approvals}/${waiting?.id}`, { verdict: 'approve' }));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Quelqu’un d’autre que la personne qui propose doit valider.');
    const back = await browser.submit(approvals, `${approvals}/${waiting?.id}`, { verdict: 'refuse' });
    expect(back.headers.get('location')).toBe(`${approvals}?done=refused`);
    expect(await people.approvalsOf(plan)).toEqual([]);
  });

  test('a lead sees the dates of their own commitments that wait, and nothing about people', async () => {
    const { world, browser, people } = await aCoordinator({}, input);
    await browser.submit(base, `${base}/${newcomer}/confirm`, {});
    const deadline = {
      id: `approval-${'0'.repeat(32)}`,
      planId: plan,
      proposedBy: { role: 'poc', id: aPersonId('poc') },
      at: '2021-10-20T08:00:00Z',
      expiresAt: '2021-11-19T08:00:00Z',
      change: {
        kind: 'deadline',
        milestoneId: `${plan}/28/m1`,
        version: 1,
        due: { text: 'Novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' },
        reason: 'Le comité se réunit plus tard.',
      },
    } as const;
    await people.addApproval(deadline);
    const theirs = await signIn(world, 'lead@example.org');
    const seen = await pageOf(await theirs.get(approvals));
    expect(seen.text).toContain('#28 Lancement du comité');
    expect(seen.text).toMatch(/ÉchéanceOctobre 2021 \(31 octobre 2021\)Novembre 2021 \(30 novembre 2021\)/);
    expect(seen.text).not.toContain('Sacha');
    expect(seen.hrefs).not.toContain(`/app/plans/${plan}/`);
    const people404 = (await people.approvalsOf(plan)).find(({ change }) => change.kind === 'confirm-contact');
    const token = seen.formFor(`${approvals}/${deadline.id}`).fields.get('token') ?? '';
    expect((await theirs.post(`${approvals}/${people404?.id}`, { token, verdict: 'refuse' })).status).toBe(403);
    expect((await theirs.submit(approvals, `${approvals}/${deadline.id}`, { verdict: 'approve' })).status).toBe(303);
    expect((await world.stores.record.commitment(`${plan}/28`))?.log.at(-1)).toMatchObject({
      type: 'deadline-revised',
      actor: { role: 'poc' },
      data: { approvedBy: { role: 'lead', id: lead } },
    });
  });

  test('what changed meanwhile is shown to both with the difference, and can only be refused', async () => {
    const { world, browser, people } = await aCoordinator({}, input);
    const theirs = await signIn(world, 'lead@example.org');
    await people.addApproval({
      id: `approval-${'1'.repeat(32)}`,
      planId: plan,
      proposedBy: { role: 'poc', id: aPersonId('poc') },
      at: '2021-10-20T08:00:00Z',
      expiresAt: '2021-11-19T08:00:00Z',
      change: {
        kind: 'deadline',
        milestoneId: `${plan}/28/m1`,
        version: 1,
        due: { text: 'Novembre 2021', precision: 'month', from: '2021-11-01', to: '2021-11-30' },
        reason: 'Le comité se réunit plus tard.',
      },
    });
    const path = `${approvals}/approval-${'1'.repeat(32)}`;
    const before = await pageOf(await theirs.get(approvals));
    const form = Object.fromEntries(before.formFor(path).fields);
    await theirs.submit(`/app/${plan}/28/m1/nothing-to-report`, `/app/${plan}/28/m1/nothing-to-report`, { note: '' });
    const answer = await pageOf(await theirs.post(path, { ...form, verdict: 'approve' }));
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Cela a changé depuis la proposition');
    for (const one of [theirs, browser]) {
      const seen = await pageOf(await one.get(approvals));
      expect(seen.text).toContain('il n’est plus possible de valider');
      expect(seen.formFor(path).buttons.map(({ value }) => value)).toEqual(['refuse']);
    }
  });
});

test('a plan that asks for OpenID Connect lets nobody change its people after a code', async () => {
  const { browser, people } = await aCoordinator({}, { plan: aPlan({ approval: 'openid' }) });
  const { formFor } = readPage(await (await browser.get(base)).text());
  const action = `${base}/${newcomer}/confirm`;
  expect((await browser.post(action, Object.fromEntries(formFor(action).fields))).status).toBe(403);
  expect((await people.contact(newcomer))?.confirmedAt).toBeNull();
});

const rules = new HtmlValidate({
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
    await browser.submit(`${base}/reassign`, `${base}/reassign`, { role: 'lead', contactId: '', commitments: '' }),
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
