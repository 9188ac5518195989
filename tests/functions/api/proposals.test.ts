import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PlanState } from '../../../shared/domain/plan.ts';
import { type Proposal, proposal } from '../../../shared/domain/proposal.ts';
import { type Readable, readable, sha256Of } from '../../../shared/domain/text.ts';
import { readSources } from '../../../shared/reading/read-sources.ts';
import { citeDocument } from '../../../shared/usecases/cite-document.ts';
import { importSheets } from '../../../shared/usecases/import-sheets.ts';
import { aContact, aDate, anAssignment } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type Browser, signIn, type World } from './world.ts';

const list = '/app/plans/fr-2021-2023/proposals';
const planId = 'fr-2021-2023';
const rng = { bytes: (count: number) => new Uint8Array(count).fill(7) };

function aProposal(name: string, input: Partial<Proposal> = {}): Proposal {
  return proposal.parse({
    kind: 'meeting',
    title: 'Réunion du forum des exemples',
    date: aDate('2022-02-20'),
    line: 5,
    reason: null,
    quote: 'Le forum tiendra sa réunion le 20 février 2022.',
    told: 'announced',
    followUpOwed: false,
    id: `proposal-${sha256Of(name).slice(0, 32)}`,
    planId,
    documentId: 'document-un-communique',
    source: { name: 'communique.txt', sha256: sha256Of('communique') },
    version: 1,
    state: 'waiting',
    became: null,
    at: '2021-10-01T00:00:00Z',
    ...input,
  });
}

/** A plan that cites a press release and an article, with proposals from them. */
async function aPlanWith(
  proposals: readonly Proposal[],
  language: 'fr' | 'en' = 'fr',
): Promise<{ world: World; browser: Browser }> {
  const world = await aWorld({
    commitments: [],
    contacts: [aContact({ as: 'poc', language }), aContact({ as: 'lead' })],
    assignments: [anAssignment({ as: 'poc', role: 'poc' }), anAssignment({ as: 'lead' })],
  });
  for (const [id, title] of [
    ['document-un-communique', 'Un communiqué'],
    ['document-un-article', 'Un article'],
  ] as const) {
    const document = { id, title, kind: 'article' as const, publisher: null, author: null, date: null, url: null };
    const envelope = { planId, actor: { role: 'poc' as const, id: null }, now: world.now() };
    await citeDocument({ ...world.stores, rng }, { ...envelope, document });
  }
  await world.stores.people.addProposals(proposals);
  return { world, browser: await signIn(world, 'poc@example.org') };
}

/** The plan's state in words. */
async function stateOf({ stores }: World): Promise<Readable<PlanState>> {
  const record = await stores.record.plan(planId);
  if (record === null) throw new Error('a plan expected');
  return readable(record.state, record.texts);
}

const waiting = async ({ stores }: World): Promise<readonly Proposal[]> => stores.people.proposalsOf(planId);
const pathOf = ({ id }: Proposal): string => `${list}/${id}`;

/** A page may have two forms to one address; this sends the one with the button that is pressed. */
async function press(browser: Browser, page: Response, path: string, step: string, fields: { [name: string]: string } = {}) {
  const { forms } = readPage(await page.text());
  const form = forms.find(({ action, buttons }) => action === path && buttons.some(({ value }) => value === step));
  if (form === undefined) throw new Error(`no button ${step}`);
  return browser.post(path, { ...Object.fromEntries(form.fields), ...fields, step });
}

const judge = async (browser: Browser, one: Proposal, step: string, fields: { [name: string]: string } = {}) =>
  press(browser, await browser.get(pathOf(one)), pathOf(one), step, fields);

const forum = aProposal('forum');
const workshop = aProposal('workshop', {
  kind: 'workshop',
  title: 'Premier atelier des habitants',
  date: { text: 'mardi 1er octobre', precision: 'day', from: '2019-10-01', to: '2019-10-01' },
  reason: 'un mardi en 2019',
  line: 9,
  told: 'held',
  followUpOwed: true,
  quote: 'Un premier atelier a réuni quarante habitants mardi 1er octobre.',
});

describe('proposals', () => {
  test('wait document by document, with the source line, the date as written and as proposed, and why', async () => {
    const { browser } = await aPlanWith([forum, workshop, aProposal('other', { documentId: 'document-un-article' })]);
    const page = readPage(await (await browser.get(list)).text());
    expect(page.text).toContain('3 événements datés');
    expect(page.text).toContain('Dans « Un communiqué »');
    expect(page.text).toContain('Dans « Un article »');
    expect(page.text).toContain('Date écritemardi 1er octobreDate proposéele 1er octobre 2019');
    expect(page.text).toContain('Ligne 9 : Un premier atelier a réuni quarante habitants');
    expect(page.text).toContain('un mardi en 2019');
    expect(page.hrefs).toContain(pathOf(workshop));
  });

  test('confirmed as it stands, a meeting is public at one press of a button, and cites its document', async () => {
    const { world, browser } = await aPlanWith([forum]);
    const done = await judge(browser, forum, 'confirm');
    expect(done.headers.get('location')).toBe(`${list}?judged=${forum.id}`);
    expect((await stateOf(world)).meetings).toMatchObject([
      {
        titles: { fr: 'Réunion du forum des exemples' },
        date: { to: '2022-02-20' },
        state: 'announced',
        documentIds: ['document-un-communique'],
      },
    ]);
    expect(await waiting(world)).toMatchObject([{ state: 'confirmed', version: 2 }]);
    const { text } = readPage(await (await browser.get(`${list}?judged=${forum.id}`)).text());
    expect(text).toContain('C’est confirmé');
    expect(text).toContain('Plus aucune n’attend.');
    const again = readPage(await (await browser.get(pathOf(forum))).text());
    const [{ id = '' } = {}] = (await stateOf(world)).meetings;
    expect(again.hrefs).toContain(`/app/plans/fr-2021-2023/meetings/${id}`);
  });

  test('are edited before they are confirmed: kind, titles, date, state, body', async () => {
    const { world, browser } = await aPlanWith([forum]);
    const edited = {
      'titles.fr': 'Forum, deuxième séance',
      'titles.en': 'Forum, second session',
      date: '21 février 2022',
      body: 'Forum des exemples',
      withCivilSociety: 'yes',
    };
    const shown = await judge(browser, forum, 'confirm', edited);
    expect(shown.status).toBe(200);
    expect(readPage(await shown.clone().text()).text).toContain('Date lue : le 21 février 2022');
    expect((await stateOf(world)).meetings).toEqual([]);
    expect((await press(browser, shown, pathOf(forum), 'confirm')).status).toBe(303);
    expect((await stateOf(world)).meetings).toMatchObject([
      {
        titles: { fr: 'Forum, deuxième séance', en: 'Forum, second session' },
        date: { text: '21 février 2022', to: '2022-02-21' },
        body: 'Forum des exemples',
        withCivilSociety: true,
      },
    ]);
  });

  test('become steps of a new participation process, and the next of the same document goes there too', async () => {
    const other = aProposal('other', { ...workshop, id: aProposal('other').id, title: 'Deuxième atelier', date: null, line: 12 });
    const { world, browser } = await aPlanWith([workshop, other]);
    const refused = await judge(browser, workshop, 'confirm', { process: '' });
    expect(refused.status).toBe(422);
    expect(readPage(await refused.text()).hrefs).toContain('#process');
    const done = await judge(browser, workshop, 'confirm', { process: 'new', processTitle: 'Ateliers des habitants' });
    expect(done.status).toBe(303);
    expect((await stateOf(world)).processes).toMatchObject([
      {
        titles: { fr: 'Ateliers des habitants' },
        steps: [
          {
            kind: 'workshop',
            date: { text: 'mardi 1er octobre', to: '2019-10-01' },
            state: 'held',
            followUpOwed: true,
            documentIds: ['document-un-communique'],
          },
        ],
      },
    ]);
    expect((await judge(browser, other, 'confirm')).status).toBe(303);
    expect((await stateOf(world)).processes[0]?.steps).toMatchObject([
      { titles: { fr: 'Premier atelier des habitants' } },
      { titles: { fr: 'Deuxième atelier' }, date: null },
    ]);
    // Mended by hand afterwards, the process keeps its steps, the days they were proposed with and the documents they cite.
    const [process] = (await stateOf(world)).processes;
    const path = `/app/plans/fr-2021-2023/processes/${process?.id}`;
    const mended = await press(browser, await browser.get(path), path, 'save', { organiser: 'Ville d’Exemple' });
    expect(mended.status).toBe(303);
    expect((await stateOf(world)).processes).toEqual([{ ...process, organiser: 'Ville d’Exemple' }]);
  });

  test('that tell an event of the record are confirmed as the same, and only add their document', async () => {
    const twin = aProposal('twin', { documentId: 'document-un-article', title: 'Forum : prochaine réunion' });
    const { world, browser } = await aPlanWith([forum, twin]);
    await judge(browser, forum, 'confirm');
    expect(readPage(await (await browser.get(pathOf(twin))).text()).text).toContain('Est-ce un événement déjà inscrit ?');
    expect((await judge(browser, twin, 'same')).status).toBe(303);
    expect((await stateOf(world)).meetings).toMatchObject([
      { titles: { fr: 'Réunion du forum des exemples' }, documentIds: ['document-un-communique', 'document-un-article'] },
    ]);
  });

  test('set aside, are folded away and can be taken up again', async () => {
    const { world, browser } = await aPlanWith([forum]);
    expect((await judge(browser, forum, 'reject')).headers.get('location')).toBe(`${list}?judged=${forum.id}`);
    const { text } = readPage(await (await browser.get(list)).text());
    expect(text).toContain('Déjà examinées (1)');
    expect(text).toContain('écartée');
    expect((await stateOf(world)).meetings).toEqual([]);
    expect((await judge(browser, forum, 'reopen')).status).toBe(303);
    expect(await waiting(world)).toMatchObject([{ state: 'waiting', version: 3 }]);
  });

  test('refuse a title with an address, keep what was typed, and write nothing', async () => {
    const { world, browser } = await aPlanWith([forum]);
    const answer = await judge(browser, forum, 'confirm', { 'titles.fr': 'Écrire à nom@example.org' });
    expect(answer.status).toBe(422);
    const page = readPage(await answer.text());
    expect(page.hrefs).toContain('#titles-fr');
    expect(page.formFor(pathOf(forum)).fields.get('titles.fr')).toBe('Écrire à nom@example.org');
    expect((await stateOf(world)).meetings).toEqual([]);
    expect(await waiting(world)).toMatchObject([{ state: 'waiting' }]);
  });

  test('judged twice at once take the first word: the same verdict is done, another one is told', async () => {
    const { world, browser } = await aPlanWith([forum]);
    const open = await browser.get(pathOf(forum));
    await press(browser, open.clone(), pathOf(forum), 'reject');
    expect((await press(browser, open.clone(), pathOf(forum), 'reject')).status).toBe(303);
    const other = await press(browser, open, pathOf(forum), 'confirm');
    expect(other.status).toBe(409);
    expect(readPage(await other.text()).text).toContain('Cette proposition a changé entre-temps');
    expect((await stateOf(world)).meetings).toEqual([]);
  });

  test('are not found under an unknown id, refuse unknown fields, and do not exist for a lead', async () => {
    const { world, browser } = await aPlanWith([forum]);
    expect((await browser.get(`${list}/proposal-${'0'.repeat(32)}`)).status).toBe(404);
    expect((await judge(browser, forum, 'confirm', { extra: '1' })).status).toBe(400);
    expect((await judge(browser, forum, 'confirm', { 'titles.de': 'Forum' })).status).toBe(400);
    const lead = await signIn(world, 'lead@example.org');
    expect((await lead.get(list)).status).toBe(404);
    expect((await lead.get(pathOf(forum))).status).toBe(404);
  });

  test('speak English to those who read English', async () => {
    const { browser } = await aPlanWith([forum, workshop], 'en');
    expect(readPage(await (await browser.get(list)).text()).text).toContain('2 dated events, read in documents, wait');
    const { text } = readPage(await (await browser.get(pathOf(workshop))).text());
    expect(text).toContain('Participation process');
    expect(text).toContain('Date as read: on 1 October 2019');
  });
});

const seeds = new URL('../../../../shared/seeds/', import.meta.url);

describe.skipIf(!existsSync(seeds))('the press release and the article (skipped where ../shared/seeds is absent)', () => {
  test('yield proposals that can all be judged in the browser', async () => {
    const { world, browser } = await aPlanWith([]);
    const names = ['communique-masante2022.txt', 'article-conseil-numerique-sante.txt'];
    const { drafts } = readSources(names.map((name) => ({ name, bytes: readFileSync(new URL(name, seeds)) })));
    const envelope = { planId, actor: { role: 'poc' as const, id: null }, now: world.now() };
    await importSheets({ ...world.stores, rng }, { ...envelope, drafts, dryRun: false });
    const proposals = await waiting(world);
    expect(proposals.length).toBeGreaterThan(5);
    for (const one of proposals) {
      const shown = await browser.get(pathOf(one));
      expect(shown.status, one.title).toBe(200);
      const isMeeting = one.kind === 'meeting';
      const done = await press(
        browser,
        shown,
        pathOf(one),
        'confirm',
        isMeeting ? {} : { process: 'new', processTitle: 'Ma Santé' },
      );
      expect(done.status, `${one.kind} ${one.title}: ${readPage(await done.clone().text()).text}`).toBe(303);
    }
    expect((await waiting(world)).every(({ state }) => state === 'confirmed')).toBe(true);
    const { meetings, processes } = await stateOf(world);
    expect(meetings.length + (processes.at(0)?.steps?.length ?? 0)).toBe(proposals.length);
  });
});
