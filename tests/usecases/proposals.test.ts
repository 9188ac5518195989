import { describe, expect, it } from 'vitest';
import type { PlanState } from '../../shared/domain/plan.ts';
import { maybeTheSame, type Proposal } from '../../shared/domain/proposal.ts';
import { type Readable, readable } from '../../shared/domain/text.ts';
import type { Draft } from '../../shared/reading/draft.ts';
import { readSources } from '../../shared/reading/read-sources.ts';
import { documentIdOf, processIdOf } from '../../shared/usecases/cite-source.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { asProposed, type ConfirmedAs, type Judgement, judgeProposal } from '../../shared/usecases/judge-proposal.ts';
import { recordMeeting } from '../../shared/usecases/record-meeting.ts';
import { admin, at, aWorld, type World } from './world.ts';

const now = at('2021-09-20T08:00:00Z');
const planId = 'fr-2021-2023';

const release = `COMMUNIQUÉ DE PRESSE

Le Conseil des exemples ouvre ses travaux

Le Conseil des exemples s’est réuni le 27 juin dernier à Paris. Cette rentrée 2021 est riche.

Les inscriptions sont ouvertes jusqu’au 18 octobre 2021. Écrire à presse@example.org.
`;
const article = `Accueil > Exemples > Le Conseil s’est réuni

Le Conseil s’est réuni

Par Camille Modèle. Publié le 5 juillet 2021

La première réunion du Conseil des exemples s’est tenue le 27 juin 2021 à Paris, devant une centaine de personnes.
`;
const entry = `---
title: Débat sur les exemples
organisateur: Conseil des exemples
methodes:
- Atelier
date: 2019-01-15 09:29:08 +0000
---

**Information sur la démarche**

* Durée : de juillet 2017 à janvier 2018

Points forts

Un atelier citoyen s'est tenu le 3 mars 2018 à Lyon.
`;

const releaseId = documentIdOf('Le Conseil des exemples ouvre ses travaux');
const articleId = documentIdOf('Le Conseil s’est réuni');

const draftsOf = (files: { readonly [name: string]: string }): Draft[] =>
  readSources(Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))).drafts;

async function imported(files: { readonly [name: string]: string }): Promise<World> {
  const world = await aWorld();
  await again(world, files);
  return world;
}

async function again(world: World, files: { readonly [name: string]: string }, dryRun = false): Promise<number> {
  const outcome = await importSheets(world, { planId, drafts: draftsOf(files), actor: admin, now, dryRun });
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.problems)}`);
  return outcome.newProposals;
}

async function planOf(world: World): Promise<PlanState> {
  const plan = await world.record.plan(planId);
  if (plan === null) throw new Error('a plan expected');
  return plan.state;
}

async function only(world: World, kind: Proposal['kind'], source = 'communique.txt'): Promise<Proposal> {
  const found = (await world.people.proposalsOf(planId)).find((one) => one.kind === kind && one.source.name === source);
  if (found === undefined) throw new Error(`a ${kind} expected`);
  return found;
}

/** The plan's state in words. */
async function wordsOf(world: World): Promise<Readable<PlanState>> {
  const plan = await world.record.plan(planId);
  if (plan === null) throw new Error('a plan expected');
  return readable(plan.state, plan.texts);
}

const judge = (world: World, told: Proposal, judgement: Judgement) =>
  judgeProposal(world, { planId, id: told.id, version: told.version, actor: admin, now, ...judgement });

async function confirmed(world: World, told: Proposal, edits: Partial<ConfirmedAs> = {}) {
  return judge(world, told, { verdict: 'confirm', as: { ...asProposed(await planOf(world), told), ...edits } });
}

const entries = async (world: World): Promise<number> => (await world.record.plan(planId))?.log.length ?? 0;

describe('importing a document', () => {
  it('lets its events wait, quoted and without addresses, and publishes none of them', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = await world.people.proposalsOf(planId);
    expect(told).toMatchObject([
      {
        state: 'waiting',
        kind: 'meeting',
        line: 5,
        documentId: releaseId,
        date: { text: '27 juin dernier', from: '2021-06-27' },
        version: 1,
        became: null,
      },
      {
        state: 'waiting',
        kind: 'call',
        line: 7,
        quote: 'Les inscriptions sont ouvertes jusqu’au 18 octobre 2021. Écrire à […].',
      },
    ]);
    expect(await wordsOf(world)).toMatchObject({ meetings: [], processes: [], documents: [{ kind: 'press-release' }] });
  });

  it('as a rehearsal keeps none', async () => {
    const world = await aWorld();
    expect(await again(world, { 'communique.txt': release }, true)).toBe(0);
    expect(await world.people.proposalsOf(planId)).toEqual([]);
  });

  it('again adds nothing, and what was judged stays judged', async () => {
    const world = await imported({ 'communique.txt': release });
    await judge(world, await only(world, 'call'), { verdict: 'reject' });
    await confirmed(world, await only(world, 'meeting'));
    const before = await world.people.proposalsOf(planId);
    expect(await again(world, { 'communique.txt': release })).toBe(0);
    expect(await world.people.proposalsOf(planId)).toEqual(before);
  });

  it('in an edited version adds only what it tells anew', async () => {
    const world = await imported({ 'communique.txt': release });
    await judge(world, await only(world, 'call'), { verdict: 'reject' });
    const edited = `${release}\nUn atelier se tiendra le 3 novembre 2021 à Lyon.\n`;
    expect(await again(world, { 'communique.txt': edited })).toBe(1);
    expect((await world.people.proposalsOf(planId)).map(({ kind, state }) => [kind, state])).toEqual([
      ['meeting', 'waiting'],
      ['call', 'rejected'],
      ['workshop', 'waiting'],
    ]);
  });

  it('of a fact sheet yields none', async () => {
    const world = await aWorld();
    expect(await world.people.proposalsOf(planId)).toEqual([]);
  });
});

describe('a confirmed proposal', () => {
  it('becomes a meeting that cites its document, on the day that was proposed', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, 'meeting');
    const outcome = await confirmed(world, told, { body: 'Conseil des exemples', withCivilSociety: true });
    expect(outcome).toMatchObject({
      ok: true,
      proposal: { state: 'confirmed', version: 2, became: `meeting-${told.id.slice(9)}` },
    });
    expect((await wordsOf(world)).meetings).toEqual([
      {
        id: `meeting-${told.id.slice(9)}`,
        titles: { fr: told.title },
        body: 'Conseil des exemples',
        date: { text: '27 juin dernier', precision: 'day', from: '2021-06-27', to: '2021-06-27' },
        state: 'held',
        withCivilSociety: true,
        minutes: null,
        documentIds: [told.documentId],
      },
    ]);
  });

  it('becomes a step of a process that begins with it, and the next one joins it', async () => {
    const world = await imported({ 'communique.txt': release, 'registre.md': entry });
    await confirmed(world, await only(world, 'call'), {
      process: { title: 'Travaux du Conseil' },
      titles: { fr: 'Appel', en: 'Call' },
    });
    const workshop = await only(world, 'workshop', 'registre.md');
    await confirmed(world, workshop, { process: { id: processIdOf('Travaux du Conseil') }, followUpOwed: true });
    const process = (await wordsOf(world)).processes.find(({ id }) => id === processIdOf('Travaux du Conseil'));
    expect(process).toMatchObject({
      titles: { fr: 'Travaux du Conseil' },
      documentIds: [releaseId],
      steps: [
        {
          kind: 'call',
          titles: { fr: 'Appel', en: 'Call' },
          date: { to: '2021-10-18' },
          state: 'announced',
          // Neither the document nor whoever confirmed it said that none is owed.
          followUpOwed: null,
        },
        { kind: 'workshop', date: { to: '2018-03-03' }, state: 'held', followUpOwed: true, documentIds: [] },
      ],
    });
  });

  it('of a register entry belongs to its own process unless told otherwise', async () => {
    const world = await imported({ 'registre.md': entry });
    await confirmed(world, await only(world, 'workshop', 'registre.md'));
    expect((await wordsOf(world)).processes).toMatchObject([
      { id: processIdOf('Débat sur les exemples'), steps: [{ kind: 'workshop' }] },
    ]);
  });

  it('keeps its step when the register entry is imported again, changed or not', async () => {
    const world = await imported({ 'registre.md': entry });
    await confirmed(world, await only(world, 'workshop', 'registre.md'));
    const before = await entries(world);
    await again(world, { 'registre.md': entry });
    expect(await entries(world)).toBe(before);
    await again(world, { 'registre.md': entry.replace('organisateur: Conseil', 'organisateur: Haut Conseil') });
    expect((await wordsOf(world)).processes).toMatchObject([
      { organiser: 'Haut Conseil des exemples', steps: [{ kind: 'workshop' }] },
    ]);
  });

  it('is read again by the grammar where its date was edited', async () => {
    const world = await imported({ 'communique.txt': release });
    await confirmed(world, await only(world, 'meeting'), { date: 'juin 2021' });
    expect((await wordsOf(world)).meetings[0]?.date).toEqual({
      text: 'juin 2021',
      precision: 'month',
      from: '2021-06-01',
      to: '2021-06-30',
    });
  });

  it('may have no date: nothing is guessed', async () => {
    const world = await imported({ 'communique.txt': release });
    await confirmed(world, await only(world, 'meeting'), { date: null });
    expect((await wordsOf(world)).meetings[0]?.date).toEqual({
      text: 'date inconnue',
      precision: 'unknown',
      from: null,
      to: null,
    });
  });

  it.each([
    [{ date: '28 juin' }, { field: 'date', code: 'undated' }],
    [{ date: 'un beau jour' }, { field: 'date', code: 'malformed' }],
    [{ date: '31 septembre 2021' }, { field: 'date', code: 'malformed' }],
    [{ state: 'unknown' }, { field: 'state', code: 'required' }],
    [{ titles: { fr: 'Réunion : x@example.org' } }, { field: 'titles.fr', code: 'personal-data' }],
    [{ titles: { fr: '' } }, { field: 'titles.fr', code: 'required' }],
    [
      { kind: 'workshop', process: { title: 'Travaux' }, date: '3 mars 2022' },
      { field: 'date', code: 'in-the-future' },
    ],
    [{ kind: 'workshop' }, { field: 'process', code: 'required' }],
    [
      { kind: 'workshop', process: { id: 'process-nowhere' } },
      { field: 'process', code: 'unknown' },
    ],
  ] as const)('with %j is refused with the field, and waits', async (edits, problem) => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, 'meeting');
    const before = await entries(world);
    expect(await confirmed(world, told, edits)).toMatchObject({ ok: false, reason: 'invalid', problems: [problem] });
    expect(await entries(world)).toBe(before);
    expect(await only(world, 'meeting')).toEqual(told);
  });
});

describe('the same event told by two documents', () => {
  it('is two proposals; the second is offered as the first, and adds its document there', async () => {
    const world = await imported({ 'communique.txt': release, 'article.txt': article });
    await confirmed(world, await only(world, 'meeting'));
    const second = await only(world, 'meeting', 'article.txt');
    const [same, ...others] = maybeTheSame(await planOf(world), second);
    expect(others).toEqual([]);
    const outcome = await judge(world, second, { verdict: 'confirm', as: { sameAs: same?.id ?? '' } });
    expect(outcome).toMatchObject({ ok: true, proposal: { state: 'confirmed', became: same?.id } });
    expect((await wordsOf(world)).meetings).toMatchObject([{ documentIds: [releaseId, articleId] }]);
    expect(maybeTheSame(await planOf(world), second)).toEqual([]);
  });

  it('keeps the minutes that the meeting has by then', async () => {
    const world = await imported({ 'communique.txt': release, 'article.txt': article });
    await confirmed(world, await only(world, 'meeting'));
    const [meeting] = (await wordsOf(world)).meetings;
    if (meeting === undefined) throw new Error('a meeting expected');
    const { minutes: _, ...rest } = meeting;
    const minutes = { url: 'https://example.org/cr.pdf', title: 'Compte rendu', date: null };
    await recordMeeting(world, {
      planId,
      actor: admin,
      now,
      meeting: { ...rest, titles: { fr: meeting.titles['fr'] ?? '' } },
      minutes,
    });
    await judge(world, await only(world, 'meeting', 'article.txt'), { verdict: 'confirm', as: { sameAs: meeting.id } });
    const after = await world.record.plan(planId);
    const title = after?.state.meetings[0]?.minutes?.title.sha256 ?? '';
    expect(after?.texts.get(title)?.text).toBe('Compte rendu');
  });

  it('can be a step, whose process then cites both', async () => {
    const world = await imported({ 'communique.txt': release, 'article.txt': article });
    await confirmed(world, await only(world, 'call'), { process: { title: 'Travaux' } });
    const [step] = (await wordsOf(world)).processes[0]?.steps ?? [];
    await judge(world, await only(world, 'meeting', 'article.txt'), { verdict: 'confirm', as: { sameAs: step?.id ?? '' } });
    const [process] = (await wordsOf(world)).processes;
    expect(process?.documentIds).toHaveLength(2);
    expect(process?.steps?.[0]?.documentIds).toHaveLength(2);
  });

  it('is refused for what does not stand in the record', async () => {
    const world = await imported({ 'communique.txt': release });
    const outcome = await judge(world, await only(world, 'meeting'), { verdict: 'confirm', as: { sameAs: 'meeting-nowhere' } });
    expect(outcome).toMatchObject({ ok: false, problems: [{ field: 'sameAs', code: 'unknown' }] });
  });
});

describe('a proposal', () => {
  it('once rejected waits again when it is reopened, and can be confirmed then', async () => {
    const world = await imported({ 'communique.txt': release });
    await judge(world, await only(world, 'meeting'), { verdict: 'reject' });
    expect(await confirmed(world, await only(world, 'meeting'))).toMatchObject({ ok: false, reason: 'invalid' });
    await judge(world, await only(world, 'meeting'), { verdict: 'reopen' });
    expect(await confirmed(world, await only(world, 'meeting'))).toMatchObject({ ok: true });
    expect((await wordsOf(world)).meetings).toHaveLength(1);
  });

  it('that moved since it was read is refused, with how it stands', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, 'meeting');
    await judge(world, told, { verdict: 'reject' });
    expect(await confirmed(world, told)).toMatchObject({
      ok: false,
      reason: 'stale',
      current: { state: 'rejected', version: 2 },
    });
    expect((await wordsOf(world)).meetings).toEqual([]);
  });

  it('that is confirmed cannot be rejected or confirmed again: it is public', async () => {
    const world = await imported({ 'communique.txt': release });
    await confirmed(world, await only(world, 'meeting'));
    const told = await only(world, 'meeting');
    expect(await judge(world, told, { verdict: 'reject' })).toMatchObject({ ok: false });
    expect(await confirmed(world, told)).toMatchObject({ ok: false });
    expect(await only(world, 'meeting')).toEqual(told);
  });

  it('nobody knows is refused', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = { ...(await only(world, 'meeting')), id: `proposal-${'0'.repeat(32)}` };
    expect(await judge(world, told, { verdict: 'reject' })).toMatchObject({ ok: false, reason: 'unknown-entry' });
    const command = { planId: 'nowhere', id: told.id, version: 1, actor: admin, now, verdict: 'reject' } as const;
    expect(await judgeProposal(world, command)).toMatchObject({ ok: false, reason: 'unknown-plan' });
  });
});

describe('a confirmation cut short after the public word', () => {
  /** People whose next update of a proposal never arrives. */
  const dying = (world: World): World => ({
    ...world,
    people: {
      ...world.people,
      updateProposal: () => Promise.reject(new Error('the process died')),
    },
  });

  it.each([
    ['meeting', {}],
    ['call', { process: { title: 'Travaux' } }],
  ] as const)('of a %s is finished by confirming again, and published once', async (kind, edits) => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, kind);
    await expect(confirmed(dying(world), told, edits)).rejects.toThrow('died');
    const written = await entries(world);
    expect(await only(world, kind)).toEqual(told);
    expect(await confirmed(world, told, edits)).toMatchObject({ ok: true, proposal: { state: 'confirmed' } });
    expect(await entries(world)).toBe(written);
  });

  it('cannot be rejected any more, nor become something else', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, 'meeting');
    await expect(confirmed(dying(world), told)).rejects.toThrow('died');
    expect(await judge(world, told, { verdict: 'reject' })).toMatchObject({ ok: false, problems: [{ field: 'verdict' }] });
    const other = await confirmed(world, told, { kind: 'workshop', process: { title: 'Travaux' } });
    expect(other).toMatchObject({ ok: false, problems: [{ field: 'kind' }] });
  });

  it('wins over a rejection that came at the same time: the row follows the record', async () => {
    const world = await imported({ 'communique.txt': release });
    const told = await only(world, 'meeting');
    let isFirst = true;
    const raced: World = {
      ...world,
      people: {
        ...world.people,
        updateProposal: async (one) => {
          if (isFirst) await world.people.updateProposal({ ...told, version: 2, state: 'rejected' });
          isFirst = false;
          return world.people.updateProposal(one);
        },
      },
    };
    expect(await confirmed(raced, told)).toMatchObject({ ok: true, proposal: { state: 'confirmed', version: 3 } });
  });
});
