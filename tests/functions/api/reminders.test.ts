import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../shared/domain/contact.ts';
import { defaultReminderPolicy } from '../../../shared/domain/plan.ts';
import { aContact, anAssignment, aPlan, planWritesOf, start } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, type Browser, origin, signIn, type World } from './world.ts';

const lead = aContact({ as: 'lead' });
const path = '/app/reminders';
const link = `/app/stop/${lead.stopToken}`;

const contactOf = async (world: World): Promise<Contact> => {
  const found = await world.stores.people.contact(lead.id);
  if (found === null) throw new Error('no contact');
  return found;
};

/** Two ways to the same form: signed in, and by the link of a mail. */
const ways = [
  {
    ...{ way: 'signed in', page: path, action: path, open: (world: World): Promise<Browser> => signIn(world) },
    ...{ most: 'a year', last: '2022-10-21', lastAt: '2022-10-21T22:00:00Z' },
    ...{ tooLate: '2022-10-22', told: 'Fin de la pause : choisissez un jour dans un an au plus.' },
  },
  {
    ...{ way: 'by the link of a mail', page: link, action: `${link}/reminders` },
    ...{ open: async (world: World): Promise<Browser> => aBrowser(world) },
    ...{ most: '31 days', last: '2021-11-20', lastAt: '2021-11-20T23:00:00Z' },
    ...{ tooLate: '2021-11-21', told: 'Fin de la pause : par ce lien, trente et un jours au plus.' },
  },
] as const;

describe('my reminders', () => {
  test.each(ways)('$way: shows what holds, and why this person is reminded', async ({ page, action, open }) => {
    const world = await aWorld();
    const browser = await open(world);
    const shown = readPage(await (await browser.get(page)).text());
    expect(shown.text).toContain('Les rappels partent à votre adresse.');
    expect(shown.text).toContain('Vous répondez de l’engagement #28.');
    expect(shown.text).toContain('Plan d’exemple 2021-2023');
    const { fields } = shown.formFor(action);
    fields.delete('token');
    expect(Object.fromEntries(fields)).toEqual({
      ...{ 'before-30': 'yes', 'before-7': 'yes', 'before-1': 'yes' },
      ...{ frequency: 'as-due', language: 'fr', pauseUntil: '' },
    });
  });

  test.each(ways)('$way: keeps days, frequency, language and pause, and shows them again', async ({ page, action, open }) => {
    const world = await aWorld();
    const browser = await open(world);
    const { formFor } = readPage(await (await browser.get(page)).text());
    const fields = Object.fromEntries(formFor(action).fields);
    delete fields['before-30'];
    const answer = await browser.post(action, { ...fields, frequency: 'weekly', language: 'en', pauseUntil: '2021-11-10' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${page}?done=tuned`]);
    expect(await contactOf(world)).toMatchObject({
      reminders: { daysBefore: [7, 1], frequency: 'weekly' },
      language: 'en',
      pausedUntil: '2021-11-10T23:00:00Z',
      suppressed: null,
    });
    const again = readPage(await (await browser.get(`${page}?done=tuned`)).text());
    expect(again.text).toContain('Your choices are saved.');
    expect(again.text).toContain('Paused: no reminder is sent before the end of 10 November 2021.');
    const kept = Object.fromEntries(again.formFor(action).fields);
    expect(kept).toMatchObject({ 'before-7': 'yes', 'before-1': 'yes', frequency: 'weekly', pauseUntil: '2021-11-10' });
    expect(kept['before-30']).toBeUndefined();
  });

  test.each(ways)('$way: says what is wrong with a pause, keeps what was chosen, and saves nothing', async (asked) => {
    const world = await aWorld();
    const browser = await asked.open(world);
    for (const [typed, told] of [
      ['2021-10-19', 'Fin de la pause : ce jour est passé.'],
      [asked.tooLate, asked.told],
      ['demain', 'Fin de la pause : choisissez un jour, comme 2021-12-31.'],
    ] as const) {
      const answer = await browser.submit(asked.page, asked.action, { pauseUntil: typed, frequency: 'weekly' });
      expect(answer.status, typed).toBe(422);
      const shown = readPage(await answer.text());
      expect(shown.title).toMatch(/^Erreur/);
      expect(shown.text.replaceAll('\u00A0', ' ')).toContain(told);
      const fields = shown.formFor(asked.action).fields;
      expect([fields.get('pauseUntil'), fields.get('frequency')]).toEqual([typed, 'weekly']);
    }
    expect(await contactOf(world)).toMatchObject({ version: 1, pausedUntil: null });
  });

  test.each(ways)('$way: more than six days, or days no plan has, are refused in words beside the boxes', async (asked) => {
    const [own, others] = [
      [30, 21, 14, 7, 3, 1],
      [60, 45],
    ];
    const policyOf = (daysBefore: number[] = []) => ({ reminderPolicy: { ...defaultReminderPolicy, daysBefore } });
    const world = await aWorld({ plan: aPlan(policyOf(own)) });
    for (const one of planWritesOf(aPlan({ id: 'other-plan', ...policyOf(others) }))) await world.stores.record.appendToPlan(one);
    await world.stores.people.addAssignment(anAssignment({ id: 'a-inanotherplan000', planId: 'other-plan' }));
    const browser = await asked.open(world);
    const { formFor } = readPage(await (await browser.get(asked.page)).text());
    const { 'before-60': _, ...seven } = Object.fromEntries(formFor(asked.action).fields);
    const answer = await browser.post(asked.action, seven);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toMatch(
      /<fieldset class="field has-error" id="daysBefore"[^>]*aria-describedby="daysBefore-hint daysBefore-error"/,
    );
    const shown = readPage(html);
    expect(shown.hrefs).toContain('#daysBefore');
    expect(shown.text.replaceAll('\u00A0', ' ').match(/Avant une échéance : cochez 6 jours au plus, ou tous\./g)).toHaveLength(2);
    expect([...shown.formFor(asked.action).fields.keys()].filter((name) => name.startsWith('before-'))).toHaveLength(7);
    const other = await browser.post(asked.action, { ...seven, 'before-12': 'yes' });
    expect(other.status).toBe(422);
    expect(readPage(await other.text()).text).toContain('le plan ne propose plus ces jours');
    expect(await contactOf(world)).toMatchObject({ version: 1, reminders: { daysBefore: null } });
  });

  test('by the link of a mail a pause of 60 days is refused with the way to sign in, and one that stands is kept', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const action = `${link}/reminders`;
    expect((await browser.submit(link, action, { pauseUntil: '2021-11-20' })).status).toBe(303);
    const refused = await browser.submit(link, action, { pauseUntil: '2021-12-19' });
    expect(refused.status).toBe(422);
    const { text, hrefs } = readPage(await refused.text());
    expect(text).toContain('par ce lien, trente et un jours au plus. Pour plus longtemps, connectez-vous.');
    expect(hrefs).toContain('/app/reminders');
    expect((await contactOf(world)).pausedUntil).toBe('2021-11-20T23:00:00Z');
    const signedIn = await signIn(world, 'lead@example.org');
    expect((await signedIn.submit('/app/reminders', '/app/reminders', { pauseUntil: '2021-12-19' })).status).toBe(303);
    // The form is sent whole: whoever tunes something else leaves the pause as it is.
    expect((await browser.submit(link, action, { frequency: 'weekly' })).status).toBe(303);
    expect(await contactOf(world)).toMatchObject({ pausedUntil: '2021-12-19T23:00:00Z', pausedSince: '2021-10-20T08:00:00Z' });
  });

  test('the link of a mail opens a page that begins with the stop; for whoever signed in it comes last', async () => {
    const world = await aWorld();
    const heads = async (html: Promise<string>) => [...(await html).matchAll(/<h2 id="(stop|tune)"/g)].map(([, id]) => id);
    expect(await heads((await aBrowser(world).get(link)).text())).toEqual(['stop', 'tune']);
    expect(await heads((await (await signIn(world, 'lead@example.org')).get('/app/reminders')).text())).toEqual(['tune', 'stop']);
  });

  test.each(ways)('$way: a pause ends with the last day that was chosen, today or in $most at most', async (asked) => {
    const world = await aWorld();
    const browser = await asked.open(world);
    for (const [day, until] of [
      ['2021-10-20', '2021-10-20T22:00:00Z'],
      [asked.last, asked.lastAt],
      ['', null],
    ] as const) {
      expect((await browser.submit(asked.page, asked.action, { pauseUntil: day })).status).toBe(303);
      expect((await contactOf(world)).pausedUntil).toBe(until);
    }
    await browser.submit(asked.page, asked.action, { pauseUntil: '2021-10-20' });
    world.at('2021-10-20T22:00:00Z');
    const { text, formFor } = readPage(await (await browser.get(link)).text());
    expect(text).toContain('Les rappels partent à votre adresse.');
    expect(formFor(`${link}/reminders`).fields.get('pauseUntil')).toBe('');
  });

  test.each(ways)('S3: $way: fifty GETs and HEADs change nothing', async ({ page, open }) => {
    const world = await aWorld();
    const browser = await open(world);
    const writes = world.traffic.writes;
    for (let one = 0; one < 50; one += 1) {
      expect((await browser.get(page)).status).toBe(200);
      expect((await browser.request(page, { method: 'HEAD' })).status).toBe(200);
      expect((await browser.get(`${page}?done=tuned&frequency=weekly&pauseUntil=2021-12-01`)).status).toBe(200);
    }
    expect(world.traffic.writes).toBe(writes);
    expect(await contactOf(world)).toEqual(lead);
  });

  test.each(ways)('S6: $way: without our Origin, or with another form’s token, nothing is tuned', async (asked) => {
    const world = await aWorld();
    const browser = await asked.open(world);
    const { formFor } = readPage(await (await browser.get(asked.page)).text());
    const fields = Object.fromEntries(formFor(asked.action).fields);
    const headers: readonly { readonly [name: string]: string }[] = [{}, { origin: 'https://evil.example.org' }];
    for (const one of headers) {
      const body = new URLSearchParams({ ...fields, frequency: 'weekly' });
      expect((await browser.request(asked.action, { method: 'POST', body, headers: one })).status).toBe(403);
    }
    const stranger = aBrowser(world);
    await stranger.get(link);
    expect((await stranger.post(asked.action, { ...fields, frequency: 'weekly' })).status).not.toBe(303);
    expect((await browser.post(asked.action, { ...fields, token: 'x', frequency: 'weekly' })).status).toBe(403);
    expect((await contactOf(world)).reminders.frequency).toBe('as-due');
  });

  test.each(ways)('$way: a field or a day that no form of ours has is refused', async (asked) => {
    const world = await aWorld();
    const browser = await asked.open(world);
    const amiss: readonly { readonly [name: string]: string }[] = [
      { unheardOf: 'x' },
      { frequency: 'hourly' },
      { 'before-7': 'on' },
      { 'before-0': 'yes' },
      { language: 'de' },
    ];
    for (const more of amiss) expect((await browser.submit(asked.page, asked.action, more)).status).toBe(400);
    expect((await browser.submit(asked.page, asked.action, { 'before-14': 'yes' })).status).toBe(422);
    expect(await contactOf(world)).toEqual(lead);
  });

  test('days that are all wanted stay those of the plan; none wanted is none', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await browser.submit(path, path, {});
    expect((await contactOf(world)).reminders.daysBefore).toBeNull();
    const { formFor } = readPage(await (await browser.get(path)).text());
    const { token = '' } = Object.fromEntries(formFor(path).fields);
    await browser.post(path, { token, frequency: 'as-due', language: 'fr', pauseUntil: '' });
    expect((await contactOf(world)).reminders.daysBefore).toEqual([]);
    expect([
      ...readPage(await (await browser.get(path)).text())
        .formFor(path)
        .fields.keys(),
    ]).not.toContain('before-7');
  });

  test('the days offered are those of every plan that asks this person; whoever coordinates only is offered none', async () => {
    const reminderPolicy = { ...defaultReminderPolicy, daysBefore: [45, 7] };
    const plan = aPlan({ reminderPolicy });
    const asked = await aWorld({ plan });
    const names = (html: string) => [...readPage(html).formFor(`${link}/reminders`).fields.keys()];
    expect(names(await (await asked.app.request(link)).text())).toEqual(expect.arrayContaining(['before-45', 'before-7']));
    const poc = await aWorld({ plan, assignments: [anAssignment({ as: 'lead', role: 'poc' })] });
    const shown = await (await poc.app.request(link)).text();
    expect(names(shown).filter((name) => name.startsWith('before-'))).toEqual([]);
    expect(readPage(shown).text).toContain('Vous coordonnez ce plan');
    const reviewer = await aWorld({ plan, assignments: [anAssignment({ as: 'lead', role: 'reviewer' })] });
    expect(readPage(await (await reviewer.app.request(link)).text()).text).toContain('Aucun de vos rôles');
  });

  test('S4: by the link, nobody’s name, address or plan page of theirs is shown, signed in or not', async () => {
    const world = await aWorld({ contacts: [{ ...lead, phone: '+33 1 00 00 00 00' }] });
    for (const browser of [aBrowser(world), await signIn(world)]) {
      const html = await (await browser.get(link)).text();
      expect(html).not.toContain(lead.name);
      expect(html).not.toMatch(/@example\.org|\+33|directrice/);
    }
  });

  test('S4: the link lifts no stop; the person signed in does, and the role was there all along', async () => {
    const world = await aWorld();
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    const stopped = await world.app.request(link, oneClick);
    expect(readPage(await stopped.text()).hrefs).toContain(path);
    const shown = readPage(await (await world.app.request(link)).text());
    expect(shown.text).toContain('Vos rappels sont arrêtés, à votre demande, depuis le 20 octobre 2021.');
    expect(shown.forms).toEqual([]);
    expect(shown.hrefs).toContain(path);
    const stranger = await world.app.request(`${path}/resume`, { method: 'POST', body: '', headers: { origin } });
    expect(stranger.status).not.toBe(303);
    expect((await contactOf(world)).suppressed).not.toBeNull();

    const browser = await signIn(world);
    const answer = await browser.submit(path, `${path}/resume`, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=resumed`]);
    expect((await contactOf(world)).suppressed).toBeNull();
    expect(readPage(await (await browser.get(`${path}?done=resumed`)).text()).text).toContain('envoyés de nouveau');
  });

  test('stopped by the person signed in: at once, with the same words, and by the POC’s knowledge of the same row', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const answer = await browser.submit(path, `${path}/stop`, {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=stopped`]);
    expect((await contactOf(world)).suppressed).toMatchObject({ reason: 'unsubscribed' });
    const { forms } = readPage(await (await browser.get(path)).text());
    expect(forms.map(({ action }) => action).filter((one) => one.startsWith(path))).toEqual([`${path}/resume`]);
  });

  test.each(['bounced', 'complained'] as const)('an address that %s is not for its person to switch on again', async (reason) => {
    const world = await aWorld();
    const browser = await signIn(world);
    const { formFor } = readPage(await (await browser.submit(path, `${path}/stop`, {}).then(() => browser.get(path))).text());
    const { token = '' } = Object.fromEntries(formFor(`${path}/resume`).fields);
    const now = await contactOf(world);
    await world.stores.people.updateContact({ ...now, version: now.version + 1, suppressed: { reason, at: start } });
    const answer = await browser.post(`${path}/resume`, { token });
    expect(answer.status).toBe(409);
    const shown = readPage(await answer.text());
    expect(shown.text).toContain('le point de contact du plan doit d’abord vérifier votre adresse');
    expect(shown.text).toContain('Le point de contact du plan peut les rétablir.');
    expect((await contactOf(world)).suppressed?.reason).toBe(reason);
  });

  test('choosing lifts no stop and hides none: what was stopped meanwhile stays so', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const { formFor } = readPage(await (await browser.get(path)).text());
    const fields = Object.fromEntries(formFor(path).fields);
    await world.app.request(link, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    expect((await browser.post(path, { ...fields, frequency: 'weekly' })).status).toBe(303);
    expect(await contactOf(world)).toMatchObject({
      suppressed: { reason: 'unsubscribed' },
      reminders: { frequency: 'weekly' },
    });
  });

  test('S4: with a wrong token there is nothing to tune', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const { formFor } = readPage(await (await browser.get(link)).text());
    const fields = Object.fromEntries(formFor(`${link}/reminders`).fields);
    for (const wrong of [`/app/stop/${'A'.repeat(43)}/reminders`, '/app/stop/short/reminders']) {
      expect([403, 404]).toContain((await browser.post(wrong, fields)).status);
    }
    expect(await contactOf(world)).toEqual(lead);
  });

  test('S20: the log names the person by pseudonym and never the token', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    await browser.submit(link, `${link}/reminders`, { frequency: 'weekly' });
    expect(world.lines.join()).toContain('mail-tuned');
    expect(world.lines.join()).toContain(lead.id);
    expect(world.lines.join()).not.toContain(lead.stopToken);
  });
});
