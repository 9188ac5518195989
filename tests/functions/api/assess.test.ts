import { describe, expect, test } from 'vitest';
import { aCommitment, aContact, aDeclared, anAssignment, andThen, aPersonId } from '../../builders.ts';
import { readPage } from './page.ts';
import { tokenOf } from './tokens.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const commitment = 'fr-2021-2023/28';
const path = `/app/${commitment}/assess`;
const milestonePath = `/app/${commitment}/m1/assess`;

const values = {
  completion: 'limited',
  verifiable: 'yes',
  relevant: 'yes',
  ambition: 'low',
  earlyResults: 'no-data',
  title: 'Rapport de résultats',
  url: 'https://irm.example.org/rapport',
  date: '2021-10-19',
};

async function reviewed() {
  const names = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;
  const declared = andThen(
    aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité' }, { title: 'Publication de l’avis' }] }),
    aDeclared(`${commitment}/m1`, { status: 'complete', completedOn: '2021-10-01' }),
  );
  const world = await aWorld({
    commitments: [declared, aCommitment({ number: '29' })],
    contacts: names.map((as) => aContact({ as })),
    assignments: names.map((as) => anAssignment({ as, role: as })),
  });
  return { world, browser: await signIn(world, 'reviewer@example.org') };
}

const logOf = async (world: World) => (await world.stores.record.commitment(commitment))?.log ?? [];
type Fields = Readonly<{ [name: string]: string }>;
const send = (browser: Browser, fields: Fields, at = path) => browser.submit(at, at, fields);

describe('assessing', () => {
  test('shows the values in the IRM’s own words and their source before anything is written, then writes one entry', async () => {
    const { world, browser } = await reviewed();
    const preview = await send(browser, { ...values, step: 'preview' });
    expect(preview.status).toBe(200);
    expect(await logOf(world)).toHaveLength(2);
    const { text, hrefs } = readPage(await preview.clone().text());
    for (const word of ['Limité', 'Oui', 'Faible', 'Pas de données de l’IRM', 'Rapport de résultats', '19 octobre 2021'])
      expect(text.replaceAll('\u00A0', ' ')).toContain(word);
    expect(hrefs).toContain('https://irm.example.org/rapport');
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    expect(done.headers.get('location')).toBe(`/app/${commitment}/?saved=3`);
    expect((await logOf(world)).at(-1)).toMatchObject({
      type: 'assessed',
      actor: { role: 'reviewer', id: aPersonId('reviewer') },
      data: {
        milestoneId: null,
        assessment: { completion: 'limited', ambition: 'low', source: { url: 'https://irm.example.org/rapport' } },
      },
    });
    expect(readPage(await (await browser.get(`/app/${commitment}/?saved=3`)).text()).text).toContain('C’est enregistré');
  });

  test('a milestone is assessed by itself, and what the ministry declared stays beside it untouched', async () => {
    const { world, browser } = await reviewed();
    const page = readPage(await (await browser.get(milestonePath)).text());
    expect(page.text).toMatch(/Ce que déclare le ministère\s*Réalisé/);
    await send(browser, { ...values, completion: 'no-evidence', step: 'confirm' }, milestonePath);
    const { milestones, state } = (await world.stores.record.commitment(commitment))?.commitment ?? {};
    expect(milestones?.map(({ assessment }) => assessment?.completion ?? null)).toEqual(['no-evidence', null]);
    expect(state?.assessment).toBeNull();
    expect(milestones?.[0]?.words).toHaveLength(1);
    const log = readPage(await (await browser.get(`/app/${commitment}/`)).text());
    expect(log.text).toMatch(/Lancement du comité m1\s?Réalisé\s?Aucune preuve disponible/);
  });

  test('asks for at least one value and for a source with title, address and day, and keeps what was typed', async () => {
    const { world, browser } = await reviewed();
    const nothing = {
      completion: '',
      verifiable: '',
      relevant: '',
      ambition: '',
      earlyResults: '',
      title: '',
      url: '',
      date: '',
    };
    const answer = await send(browser, { ...nothing, step: 'preview' });
    expect(answer.status).toBe(422);
    expect(readPage(await answer.text()).hrefs).toEqual(expect.arrayContaining(['#completion', '#title', '#url', '#date']));
    for (const [fields, field] of [
      [{ date: '2021-10-21' }, 'date'],
      [{ date: '21 octobre' }, 'date'],
      [{ url: 'javascript:alert(1)' }, 'url'],
      [{ url: 'https://name:word@example.org/' }, 'url'],
      [{ url: 'https://example.org/?to=someone%40example.org' }, 'url'],
      [{ title: 'Écrire à someone@example.org' }, 'title'],
      [{ title: 'x'.repeat(301) }, 'title'],
    ] as const) {
      const refused = await send(browser, { ...values, ...fields, step: 'confirm' });
      expect(refused.status, JSON.stringify(fields)).toBe(422);
      const page = readPage(await refused.text());
      expect(page.hrefs, JSON.stringify(fields)).toContain(`#${field}`);
      expect(Object.fromEntries(page.formFor(path).fields)).toMatchObject({ ...values, ...fields });
      expect(page.title).toMatch(/^Erreur/);
    }
    expect(await logOf(world)).toHaveLength(2);
  });

  test('takes the report of today in the plan’s zone, and not that of tomorrow', async () => {
    const { world, browser } = await reviewed();
    world.at('2021-10-20T22:30:00Z');
    const later = await signIn(world, 'reviewer@example.org', browser);
    expect((await send(later, { ...values, date: '2021-10-22', step: 'preview' })).status).toBe(422);
    expect((await send(later, { ...values, date: '2021-10-21', step: 'preview' })).status).toBe(200);
  });

  test('refuses values that the IRM does not have, and fields that are not ours', async () => {
    const { world, browser } = await reviewed();
    const bodies: readonly Fields[] = [
      { completion: 'réalisé' },
      { ambition: 'complete' },
      { status: 'complete' },
      { basedOn: '0' },
    ];
    for (const fields of bodies) {
      const answer = await send(browser, { ...values, ...fields, step: 'confirm' });
      expect(answer.status, JSON.stringify(fields)).toBe(400);
    }
    expect(await logOf(world)).toHaveLength(2);
  });

  test('fills the form in with what is recorded, and shows an assessment that came meanwhile before it replaces it', async () => {
    const { world, browser } = await reviewed();
    await send(browser, { ...values, step: 'confirm' });
    const { fields } = readPage(await (await browser.get(path)).text()).formFor(path);
    expect(Object.fromEntries(fields)).toMatchObject({ ...values, basedOn: '3' });
    const stale = { ...Object.fromEntries(fields), basedOn: '2', completion: 'complete', step: 'confirm' };
    const answer = await browser.post(path, stale);
    expect(answer.status).toBe(409);
    const page = readPage(await answer.clone().text());
    expect(page.text).toContain('Le journal a changé entre-temps');
    expect(page.text).toContain('avant Aucune évaluation → maintenant Limité');
    expect(await logOf(world)).toHaveLength(3);
    await browser.resubmit(answer, path, { step: 'confirm' });
    expect((await logOf(world)).at(-1)?.data).toMatchObject({ assessment: { completion: 'complete' } });
  });

  test('the same confirmation sent twice is written once', async () => {
    const { world, browser } = await reviewed();
    const { fields } = readPage(await (await browser.get(path)).text()).formFor(path);
    const form = { ...Object.fromEntries(fields), ...values, step: 'confirm' };
    const answers = [await browser.post(path, form), await browser.post(path, form)];
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual(Array(2).fill(`/app/${commitment}/?saved=3`));
    expect(await logOf(world)).toHaveLength(3);
  });

  test.each(['lead', 'deputy', 'poc', 'admin'])('%s can never write it: not found, even with a token that fits', async (role) => {
    const { world } = await reviewed();
    const browser = await signIn(world, `${role}@example.org`);
    const { hrefs } = readPage(await (await browser.get(`/app/${commitment}/`)).text());
    for (const one of [path, milestonePath]) {
      expect(hrefs).not.toContain(one);
      expect((await browser.get(one)).status).toBe(404);
      const token = tokenOf(world, browser, one);
      expect((await browser.post(one, { ...values, token, basedOn: '2', step: 'confirm' })).status).toBe(404);
    }
    expect(await logOf(world)).toHaveLength(2);
  });

  test('a milestone or commitment that does not exist is not found', async () => {
    const { browser } = await reviewed();
    for (const one of ['/app/fr-2021-2023/99/assess', `/app/${commitment}/m9/assess`, '/app/xx-2000/28/assess']) {
      expect((await browser.get(one)).status, one).toBe(404);
    }
  });

  test('speaks English to whoever reads English', async () => {
    const world = await aWorld({
      contacts: [aContact({ as: 'reviewer', language: 'en' })],
      assignments: [anAssignment({ as: 'reviewer', role: 'reviewer' })],
    });
    const browser = await signIn(world, 'reviewer@example.org');
    const { text } = readPage(await (await browser.get(path)).text());
    for (const word of ['IRM assessment', 'No evidence available', 'Pending IRM review', 'Date of the report']) {
      expect(text).toContain(word);
    }
  });
});
