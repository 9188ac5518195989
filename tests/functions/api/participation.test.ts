import { describe, expect, test } from 'vitest';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { type Readable, readable } from '../../../shared/domain/text.ts';
import { documentIdOf, processIdOf } from '../../../shared/usecases/cite-source.ts';
import { redactTexts } from '../../../shared/usecases/redact-texts.ts';
import { aContact, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const plan = '/app/plans/fr-2021-2023';
const meetings = `${plan}/meetings`;
const processes = `${plan}/processes`;
const documents = `${plan}/documents`;

async function aPlanWithPoc(language: 'fr' | 'en' = 'fr'): Promise<{ world: World; browser: Browser }> {
  const world = await aWorld({
    contacts: [aContact({ as: 'poc', language }), aContact({ as: 'lead' })],
    assignments: [anAssignment({ as: 'poc', role: 'poc' }), anAssignment({ as: 'lead', commitments: ['28'] })],
  });
  return { world, browser: await signIn(world, 'poc@example.org') };
}

/** The plan's state in words. */
async function stateOf({ stores }: World): Promise<Readable<PlanState>> {
  const record = await stores.record.plan('fr-2021-2023');
  if (record === null) throw new Error('a plan expected');
  return readable(record.state, record.texts);
}

const logOf = async ({ stores }: World) => (await stores.record.plan('fr-2021-2023'))?.log ?? [];
const textsOf = async ({ stores }: World): Promise<string[]> =>
  [...((await stores.record.plan('fr-2021-2023'))?.texts.values() ?? [])].flatMap(({ text }) => text ?? []);

/** Sends a form, and once more where the page first shows how its dates were read. */
async function save(browser: Browser, page: string, action: string, fields: { [name: string]: string }): Promise<Response> {
  const first = await browser.submit(page, action, { ...fields, step: 'save' });
  return first.status === 200 ? browser.resubmit(first, action, { step: 'save' }) : first;
}

const forum = { 'titles.fr': 'Forum du plan', date: '12 octobre 2021', state: 'held', body: 'Forum' };

describe('meetings', () => {
  test('shows the days a date is read as before anything is published, then records the meeting', async () => {
    const { world, browser } = await aPlanWithPoc();
    const shown = await browser.submit(meetings, meetings, { ...forum, date: 'Octobre 2021', step: 'save' });
    expect(shown.status).toBe(200);
    expect((await stateOf(world)).meetings).toEqual([]);
    const { text } = readPage(await shown.clone().text());
    expect(text).toContain('Vérifiez les dates');
    expect(text).toContain('Date lue : du 1er octobre 2021 au 31 octobre 2021');
    const done = await browser.resubmit(shown, meetings, { step: 'save' });
    expect(done.headers.get('location')).toBe(`${meetings}?saved=2`);
    expect((await stateOf(world)).meetings).toMatchObject([
      {
        titles: { fr: 'Forum du plan' },
        date: { text: 'Octobre 2021', precision: 'month', to: '2021-10-31' },
        state: 'held',
        body: 'Forum',
        withCivilSociety: false,
        minutes: null,
      },
    ]);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'meeting-recorded', actor: { role: 'poc' } });
    const list = readPage(await (await browser.get(`${meetings}?saved=2`)).text());
    expect(list.text).toContain('C’est enregistré');
    expect(list.text).toContain('Forum du plan');
    expect(readPage(await (await browser.get(`${meetings}?saved=1`)).text()).text).not.toContain('C’est enregistré');
  });

  test('says so where no day follows from a date, and keeps its words', async () => {
    const { world, browser } = await aPlanWithPoc();
    const shown = await browser.submit(meetings, meetings, { ...forum, date: 'bientôt', state: 'announced', step: 'save' });
    expect(readPage(await shown.clone().text()).text).toContain('aucun jour ne peut en être tiré');
    await browser.resubmit(shown, meetings, { step: 'save' });
    expect((await stateOf(world)).meetings[0]?.date).toMatchObject({ text: 'bientôt', from: null, to: null });
  });

  test('asks again when the date was changed after its reading was shown', async () => {
    const { world, browser } = await aPlanWithPoc();
    const shown = await browser.submit(meetings, meetings, { ...forum, step: 'save' });
    const again = await browser.resubmit(shown, meetings, { date: '13 octobre 2021', step: 'save' });
    expect(again.status).toBe(200);
    expect((await stateOf(world)).meetings).toEqual([]);
  });

  test('refuses what cannot be published, names each field and keeps what was typed', async () => {
    const { world, browser } = await aPlanWithPoc();
    const typed = {
      'titles.fr': 'Écrire à nom@example.org',
      date: '13 décembre 2021',
      state: 'held',
      body: 'Appeler le 01 23 45 67 89',
      'minutes.url': 'javascript:alert(1)',
      'minutes.title': '',
      'minutes.date': '2022-01-01',
    };
    const answer = await save(browser, meetings, meetings, typed);
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.hrefs.filter((href) => href.startsWith('#')).sort()).toEqual(
      ['#body', '#content', '#date', '#minutes-date', '#minutes-title', '#minutes-url', '#titles-fr'].sort(),
    );
    expect(page.text).toContain('Intitulé en français');
    expect(Object.fromEntries(page.formFor(meetings).fields)).toMatchObject(typed);
    expect((await stateOf(world)).meetings).toEqual([]);
  });

  test('asks for a title in the plan’s own language and for a date', async () => {
    const { browser } = await aPlanWithPoc();
    const noDate = readPage(await (await save(browser, meetings, meetings, { ...forum, date: '' })).text());
    expect(noDate.hrefs).toContain('#date');
    const noTitle = readPage(await (await save(browser, meetings, meetings, { ...forum, 'titles.fr': ' ' })).text());
    expect(noTitle.hrefs).toContain('#titles-fr');
    const impossible = { 'titles.fr': '', date: '31 février 2021', body: 'Écrire à nom@example.org', 'minutes.url': 'x' };
    const answer = await browser.submit(meetings, meetings, { ...forum, ...impossible, step: 'save' });
    expect(answer.status).toBe(422);
    // All at once, from top to bottom: nobody corrects a form twice.
    expect(readPage(await answer.text()).hrefs.filter((href) => href.startsWith('#'))).toEqual([
      '#content',
      '#titles-fr',
      '#date',
      '#body',
      '#minutes-url',
      '#minutes-title',
    ]);
  });

  test('mends a meeting when its minutes arrive, and keeps their title redactable', async () => {
    const { world, browser } = await aPlanWithPoc();
    await save(browser, meetings, meetings, { ...forum, state: 'announced' });
    const [{ id = '' } = {}] = (await stateOf(world)).meetings;
    const minutes = { 'minutes.url': 'https://example.org/cr', 'minutes.title': 'Compte rendu', 'minutes.date': '2021-10-14' };
    const done = await save(browser, `${meetings}/${id}`, `${meetings}/${id}`, { ...minutes, state: 'held' });
    expect(done.headers.get('location')).toBe(`${meetings}?saved=3`);
    expect((await stateOf(world)).meetings).toMatchObject([
      {
        id,
        state: 'held',
        date: { to: '2021-10-12' },
        minutes: { url: 'https://example.org/cr', kind: 'minutes', date: '2021-10-14' },
      },
    ]);
    expect((await textsOf(world)).sort()).toEqual(['Compte rendu', 'Forum', 'Forum du plan']);
    // An edit of something else writes no second copy of the same words, or a redaction would not find them all.
    await save(browser, `${meetings}/${id}`, `${meetings}/${id}`, { body: 'Conseil' });
    expect((await textsOf(world)).sort()).toEqual(['Compte rendu', 'Conseil', 'Forum', 'Forum du plan']);
    const redacted = await redactTexts(
      { ...world.stores, rng: { bytes: (count) => new Uint8Array(count) } },
      { subject: 'fr-2021-2023', of: 4, reason: 'Une erreur', actor: { role: 'poc', id: null }, now: world.now() },
    );
    expect(redacted.ok).toBe(true);
    const page = await (await browser.get(`${meetings}/${id}`)).text();
    expect(page).not.toContain('Compte rendu du');
    expect(readPage(page).text).toContain('Ce texte a été supprimé du registre.');
    const again = await save(browser, `${meetings}/${id}`, `${meetings}/${id}`, { body: 'Forum' });
    expect(again.status).toBe(303);
    expect(await textsOf(world)).not.toContain('Compte rendu');
  });

  test('takes the same form sent twice for one meeting', async () => {
    const { world, browser } = await aPlanWithPoc();
    expect((await save(browser, meetings, meetings, forum)).headers.get('location')).toBe(`${meetings}?saved=2`);
    expect((await save(browser, meetings, meetings, forum)).headers.get('location')).toBe(`${meetings}?unchanged=1`);
    expect(await logOf(world)).toHaveLength(2);
    const other = await save(browser, meetings, meetings, { ...forum, body: 'Un autre forum' });
    expect(other.status).toBe(409);
    expect(readPage(await other.text()).text).toContain('Déjà inscrit');
    expect(await logOf(world)).toHaveLength(2);
  });

  test('shows the difference when this meeting changed meanwhile, and not when only the plan did', async () => {
    const { world, browser } = await aPlanWithPoc();
    await save(browser, meetings, meetings, forum);
    const [{ id = '' } = {}] = (await stateOf(world)).meetings;
    const path = `${meetings}/${id}`;
    const open = await browser.get(path);
    await save(browser, documents, documents, { title: 'Un rapport', kind: 'report' });
    expect((await browser.resubmit(open.clone(), path, { body: 'Conseil', step: 'save' })).status).toBe(303);
    const stale = await browser.resubmit(open, path, { body: 'Groupe de travail', step: 'save' });
    expect(stale.status).toBe(409);
    const { text, formFor } = readPage(await stale.clone().text());
    expect(text).toContain('Cette fiche a changé entre-temps');
    expect(text).toContain('Instance qui se réunitConseilGroupe de travail');
    expect(formFor(path).fields.get('body')).toBe('Groupe de travail');
    expect((await browser.resubmit(stale, path, { step: 'save' })).status).toBe(303);
    expect((await stateOf(world)).meetings[0]?.body).toBe('Groupe de travail');
  });

  test('refuses a field the form does not have, and knows no meeting that is not there', async () => {
    const { browser } = await aPlanWithPoc();
    expect((await browser.submit(meetings, meetings, { ...forum, step: 'save', extra: '1' })).status).toBe(400);
    expect((await browser.submit(meetings, meetings, { ...forum, step: 'save', 'titles.de': 'Forum' })).status).toBe(400);
    expect((await browser.get(`${meetings}/meeting-0000`)).status).toBe(404);
  });
});

const debate = {
  'titles.fr': 'Débat public sur le numérique',
  'titles.en': 'Public debate on digital matters',
  organiser: 'Conférence d’exemple',
  start: 'juillet 2017',
  end: 'janvier 2018',
  purpose: 'Entendre chacun.',
  methods: 'Atelier citoyen\r\nConsultation en ligne\r\n',
  participants: '+ 200',
  deliverables: 'Une synthèse\r\nUn avis',
  'followUp-0-text': 'Restitution publique',
  'followUp-0-url': 'https://example.org/restitution',
  'followUp-0-date': '8 février 2018',
};

describe('participation processes', () => {
  test('records what was typed: period, purpose, lists, follow-up with link and date', async () => {
    const { world, browser } = await aPlanWithPoc();
    const done = await save(browser, processes, processes, debate);
    expect(done.headers.get('location')).toBe(`${processes}?saved=2`);
    expect((await stateOf(world)).processes).toMatchObject([
      {
        id: processIdOf('Débat public sur le numérique'),
        titles: { fr: 'Débat public sur le numérique', en: 'Public debate on digital matters' },
        organiser: 'Conférence d’exemple',
        period: { start: { from: '2017-07-01', precision: 'month' }, end: { to: '2018-01-31' } },
        methods: ['Atelier citoyen', 'Consultation en ligne'],
        participants: '+ 200',
        deliverables: ['Une synthèse', 'Un avis'],
        followUp: [{ url: 'https://example.org/restitution', date: { to: '2018-02-08' } }],
        links: [],
      },
    ]);
    expect(await textsOf(world)).toEqual(expect.arrayContaining(['Entendre chacun.', 'Restitution publique', '+ 200']));
    const { text } = readPage(await (await browser.get(processes)).text());
    expect(text).toContain('Débat public sur le numérique');
    expect(text).toContain('1 suite');
  });

  test('gives another row for a step, a link or a follow-up and loses nothing', async () => {
    const { world, browser } = await aPlanWithPoc();
    const grown = await browser.submit(processes, processes, { ...debate, step: 'add-steps' });
    expect(grown.status).toBe(200);
    expect(await grown.clone().text()).toMatch(/<fieldset class="row" tabindex="-1" autofocus[^>]*><legend>Étape 1/);
    const step = { 'steps-0-titles.fr': 'Premier atelier', 'steps-0-date': '1er octobre 2017', 'steps-0-state': 'held' };
    const linked = await browser.resubmit(grown, processes, { ...step, 'steps-0-followUpOwed': 'yes', step: 'add-links' });
    const shown = await browser.resubmit(linked, processes, {
      'links-0-title': 'Le débat',
      'links-0-url': 'https://example.org/debat',
      step: 'save',
    });
    const done = shown.status === 200 ? await browser.resubmit(shown, processes, { step: 'save' }) : shown;
    expect(done.status).toBe(303);
    const [process] = (await stateOf(world)).processes;
    expect(process?.steps).toMatchObject([
      { kind: 'workshop', titles: { fr: 'Premier atelier' }, date: { to: '2017-10-01' }, state: 'held', followUpOwed: true },
    ]);
    expect(process?.links).toEqual([{ title: 'Le débat', url: 'https://example.org/debat' }]);
    const path = `${processes}/${process?.id}`;
    await save(browser, path, path, { organiser: 'Un autre organisateur' });
    expect((await stateOf(world)).processes[0]?.steps).toEqual(process?.steps);
    for (const [typed, owed] of [['no', false] as const, ['unsaid', null] as const]) {
      await save(browser, path, path, { 'steps-0-followUpOwed': typed });
      expect((await stateOf(world)).processes[0]?.steps).toMatchObject([{ followUpOwed: owed }]);
    }
  });

  test('refuses addresses and bad links row by row, under the row’s own name', async () => {
    const { world, browser } = await aPlanWithPoc();
    const answer = await save(browser, processes, processes, {
      ...debate,
      methods: 'Écrire à nom@example.org',
      'followUp-0-text': '',
      'followUp-0-url': 'ftp://example.org',
    });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.hrefs.filter((href) => href.startsWith('#')).sort()).toEqual(
      ['#content', '#followUp-0-text', '#followUp-0-url', '#methods'].sort(),
    );
    expect(page.text).toContain('Suite 1, Adresse web');
    expect((await stateOf(world)).processes).toEqual([]);
  });

  test('keeps the place of a follow-up that was redacted, and never brings its words back', async () => {
    const { world, browser } = await aPlanWithPoc();
    await save(browser, processes, processes, debate);
    await redactTexts(
      { ...world.stores, rng: { bytes: (count) => new Uint8Array(count) } },
      { subject: 'fr-2021-2023', of: 2, reason: 'Une erreur', actor: { role: 'poc', id: null }, now: world.now() },
    );
    const before = (await stateOf(world)).processes[0];
    const path = `${processes}/${before?.id}`;
    const page = readPage(await (await browser.get(path)).text());
    expect(page.formFor(path).fields.get('followUp-0-text')).toBe('');
    expect((await save(browser, path, path, { organiser: 'Un autre organisateur' })).status).toBe(303);
    const after = (await stateOf(world)).processes[0];
    expect(after).toMatchObject({ organiser: 'Un autre organisateur', purpose: before?.purpose, followUp: before?.followUp });
    const forged = await save(browser, path, path, { 'followUp-0-kept': 'a'.repeat(64) });
    expect(forged.status).toBe(422);
  });

  test('shows the difference when this process changed meanwhile', async () => {
    const { world, browser } = await aPlanWithPoc();
    await save(browser, processes, processes, debate);
    const path = `${processes}/${processIdOf('Débat public sur le numérique')}`;
    const open = await browser.get(path);
    await save(browser, path, path, { participants: '250' });
    const stale = await browser.resubmit(open, path, { participants: '300', step: 'save' });
    expect(stale.status).toBe(409);
    const { text } = readPage(await stale.text());
    expect(text).toContain('250');
    expect(text).toContain('300');
    expect((await stateOf(world)).processes[0]?.participants).toBe('250');
  });
});

const report = {
  title: 'Rapport d’étape',
  kind: 'report',
  publisher: 'Ministère des Exemples',
  date: '25 octobre 2019',
  url: 'https://example.org/rapport',
};

describe('documents', () => {
  test('cites a document, then mends it under the same id', async () => {
    const { world, browser } = await aPlanWithPoc();
    expect((await save(browser, documents, documents, report)).headers.get('location')).toBe(`${documents}?saved=2`);
    expect((await stateOf(world)).documents).toMatchObject([
      { id: documentIdOf('Rapport d’étape'), kind: 'report', date: { to: '2019-10-25' }, source: { name: 'typed-by-hand' } },
    ]);
    const edit = `${documents}?edit=${documentIdOf('Rapport d’étape')}`;
    expect(
      readPage(await (await browser.get(edit)).text())
        .formFor(documents)
        .fields.get('title'),
    ).toBe('Rapport d’étape');
    await save(browser, edit, documents, { title: 'Rapport d’étape 2019' });
    expect((await stateOf(world)).documents).toMatchObject([
      { id: documentIdOf('Rapport d’étape'), title: 'Rapport d’étape 2019' },
    ]);
  });

  test('refuses an address that carries somebody’s mail address, and an unknown document', async () => {
    const { world, browser } = await aPlanWithPoc();
    const answer = await save(browser, documents, documents, { ...report, url: 'https://example.org/?to=nom%40example.org' });
    expect(answer.status).toBe(422);
    expect((await stateOf(world)).documents).toEqual([]);
    expect((await browser.get(`${documents}?edit=document-nowhere`)).status).toBe(404);
    expect((await save(browser, documents, documents, { ...report, id: 'document-nowhere' })).status).toBe(404);
  });
});

describe('the pages around a plan', () => {
  test('speak English to those who read English', async () => {
    const { browser } = await aPlanWithPoc('en');
    for (const [path, words] of [
      [meetings, 'Record a meeting'],
      [processes, 'Record a process'],
      [documents, 'Cite a document'],
    ] as const) {
      const answer = await browser.get(path);
      expect(answer.status, path).toBe(200);
      const { text } = readPage(await answer.text());
      expect(text).toContain(words);
      expect(text).not.toContain('facultatif');
    }
  });

  test('do not exist for a lead', async () => {
    const { world } = await aPlanWithPoc();
    const browser = await signIn(world, 'lead@example.org');
    for (const path of [meetings, processes, documents]) expect((await browser.get(path)).status, path).toBe(404);
  });
});
