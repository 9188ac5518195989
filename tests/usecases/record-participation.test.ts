import { describe, expect, test } from 'vitest';
import { readText } from '../../shared/domain/text.ts';
import type { DraftParticipation } from '../../shared/reading/draft.ts';
import { citeDocument } from '../../shared/usecases/cite-document.ts';
import { lastChangeOf } from '../../shared/usecases/last-change.ts';
import { type RecordMeeting, recordMeeting } from '../../shared/usecases/record-meeting.ts';
import { type RecordProcess, recordProcess } from '../../shared/usecases/record-process.ts';
import { redactTexts } from '../../shared/usecases/redact-texts.ts';
import { aDate } from '../builders.ts';
import { aDraft, admin, aWorld, septemberFifteenth, type World } from './world.ts';

const planId = 'fr-2021-2023';
const envelope = { planId, actor: admin, now: septemberFifteenth };

function aMeetingCommand(input: Partial<RecordMeeting['meeting']> = {}, more: Partial<RecordMeeting> = {}): RecordMeeting {
  const meeting = {
    id: 'meeting-forum',
    titles: { fr: 'Forum' },
    body: null,
    date: aDate('2021-09-10'),
    state: 'held' as const,
    withCivilSociety: false,
    documentIds: [],
    ...input,
  };
  return { ...envelope, meeting, minutes: null, ...more };
}

function aProcessCommand(input: Partial<RecordProcess['process']> = {}, more: Partial<RecordProcess> = {}): RecordProcess {
  const process = {
    id: 'process-debat',
    titles: { fr: 'Débat' },
    organiser: null,
    period: { start: null, end: null },
    purpose: 'Entendre chacun.',
    methods: [],
    participants: null,
    deliverables: [],
    followUp: [{ text: 'Une restitution.', url: null, date: null }],
    links: [],
    steps: [],
    documentIds: [],
    ...input,
  };
  return { ...envelope, process, ...more };
}

const aDraftProcess = (title: string): DraftParticipation => ({
  title,
  organiser: 'Un organisateur',
  language: 'fr',
  date: null,
  inProgress: null,
  citizenNote: null,
  decisionNote: null,
  order: null,
  period: { start: null, end: null },
  context: null,
  purpose: null,
  methods: [],
  participationMethods: [],
  participants: null,
  deliverables: [],
  followUp: [],
  links: [],
  other: {},
});

const planOf = async ({ record }: World) => {
  const plan = await record.plan(planId);
  if (plan === null) throw new Error('a plan expected');
  return plan;
};
const fieldsOf = (outcome: { ok: boolean; problems?: readonly { field: string; code: string }[] }): string[] =>
  (outcome.problems ?? []).map(({ field, code }) => `${field} ${code}`);

describe('a meeting', () => {
  test('that is said to be held may not lie in the future, and one that is announced may', async () => {
    const world = await aWorld([]);
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand({ date: aDate('2021-09-16') })))).toEqual(['date in-the-future']);
    expect((await recordMeeting(world, aMeetingCommand({ date: aDate('2021-09-16'), state: 'announced' }))).ok).toBe(true);
  });

  test('is not written again when it stands already', async () => {
    const world = await aWorld([]);
    await recordMeeting(world, aMeetingCommand());
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand()))).toEqual(['meeting unchanged']);
    expect((await planOf(world)).log).toHaveLength(2);
  });

  test('is refused as stale only when this very meeting changed, a redaction of its minutes included', async () => {
    const world = await aWorld([]);
    const minutes = { url: 'https://example.org/cr', title: 'Compte rendu', date: null };
    await recordMeeting(world, aMeetingCommand({}, { minutes }));
    await recordMeeting(world, aMeetingCommand({ id: 'meeting-other', titles: { fr: 'Autre' } }));
    const again = aMeetingCommand({ body: 'Conseil' }, { minutes, version: 2 });
    expect(await recordMeeting(world, again)).toMatchObject({ ok: true, seq: 4 });
    expect(await recordMeeting(world, again)).toMatchObject({ ok: false, reason: 'stale' });
    await redactTexts(world, { subject: planId, of: 4, reason: 'Une erreur', actor: admin, now: septemberFifteenth });
    expect(lastChangeOf((await planOf(world)).log, 'meeting-forum')).toBe(5);
    expect(await recordMeeting(world, { ...again, version: 4 })).toMatchObject({ ok: false, reason: 'stale' });
    expect(await recordMeeting(world, { ...again, version: null })).toMatchObject({ ok: true });
  });

  test('needs a title in some language, and names the language of each title that cannot be published', async () => {
    const world = await aWorld([]);
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand({ titles: { fr: ' ' } })))).toEqual(['titles.fr required']);
    const titles = { fr: 'Forum', en: 'Write to name@example.org' };
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand({ titles })))).toEqual(['titles.en personal-data']);
  });

  test('refuses personal data in the words of its date too', async () => {
    const world = await aWorld([]);
    const date = { ...aDate('2021-09-10'), text: 'le 10, voir nom@example.org' };
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand({ date })))).toEqual(['date personal-data']);
  });

  test.each([
    ['\uFFFE', 'date forbidden-character'],
    ['\uD800', 'date forbidden-character'],
    [' ', 'date required'],
  ])('refuses a date in words of which a page could show nothing: %j', async (text, told) => {
    const world = await aWorld([]);
    const date = { ...aDate('2021-09-10'), text };
    expect(fieldsOf(await recordMeeting(world, aMeetingCommand({ date })))).toEqual([told]);
  });
});

describe('a participation process', () => {
  test('writes each of its texts once, however often the rest is mended', async () => {
    const world = await aWorld([]);
    await recordProcess(world, aProcessCommand());
    await recordProcess(world, aProcessCommand({ organiser: 'Conférence d’exemple' }));
    const mended = [{ text: 'Un avis.', url: null, date: null }, ...aProcessCommand().process.followUp];
    await recordProcess(world, aProcessCommand({ followUp: mended }));
    const { texts, state } = await planOf(world);
    expect([...texts.values()].map(({ text }) => text).sort()).toEqual([
      'Conférence d’exemple',
      'Débat',
      'Entendre chacun.',
      'Un avis.',
      'Une restitution.',
    ]);
    expect(state.processes[0]?.followUp).toHaveLength(2);
  });

  test('keeps what was redacted redacted, and lets nobody place a redaction that is none', async () => {
    const world = await aWorld([]);
    await recordProcess(world, aProcessCommand());
    const [before] = (await planOf(world)).state.processes;
    await redactTexts(world, { subject: planId, of: 2, reason: 'Une erreur', actor: admin, now: septemberFifteenth });
    const kept = (before?.followUp ?? []).map(({ text }) => ({ text, url: null, date: null }));
    expect((await recordProcess(world, aProcessCommand({ purpose: null, followUp: kept, organiser: 'Autre' }))).ok).toBe(true);
    const { state, texts } = await planOf(world);
    const [after] = state.processes;
    expect(after).toMatchObject({ purpose: before?.purpose, followUp: before?.followUp });
    expect(readText(texts, after?.organiser ?? null)).toBe('Autre');
    const forged = [{ text: { sha256: 'a'.repeat(64) }, url: null, date: null }];
    expect(fieldsOf(await recordProcess(world, aProcessCommand({ followUp: forged })))).toEqual(['followUp.0.text required']);
  });

  test('names every row that cannot be published', async () => {
    const world = await aWorld([]);
    const step = {
      id: 'step-1',
      kind: 'workshop' as const,
      date: null,
      state: 'held' as const,
      followUpOwed: false,
      documentIds: [],
    };
    const outcome = await recordProcess(
      world,
      aProcessCommand({
        methods: ['Atelier', 'Appeler le 01 23 45 67 89'],
        followUp: [{ text: '', url: 'ftp://example.org', date: null }],
        links: [{ title: '', url: 'https://nom:secret@example.org' }],
        steps: [
          { ...step, titles: { fr: 'Atelier' } },
          { ...step, titles: {} },
        ],
      }),
    );
    expect(fieldsOf(outcome)).toEqual([
      'methods.1 personal-data',
      'followUp.0.text required',
      'followUp.0.url not-a-web-address',
      'links.0.title required',
      'links.0.url not-a-web-address',
      'steps.1.titles.fr taken',
      'steps.1.titles.fr required',
    ]);
  });

  test('that was read from a file keeps that file as its source when it is mended by hand', async () => {
    const world = await aWorld([
      aDraft([], { kind: 'participation', participation: aDraftProcess('Débat'), source: 'debat.md' }),
    ]);
    const read = (await planOf(world)).state.processes[0];
    expect(read?.source).toEqual({ name: 'debat.md', sha256: aDraft([]).sha256 });
    const outcome = await recordProcess(world, aProcessCommand({ id: read?.id ?? '', participants: 'Cent personnes' }));
    expect(outcome.ok).toBe(true);
    expect((await planOf(world)).state.processes).toMatchObject([{ source: read?.source, followUp: [{}] }]);
  });

  test('refuses more rows than the record holds', async () => {
    const world = await aWorld([]);
    const methods = Array.from({ length: 51 }, (_, index) => `Méthode ${index}`);
    expect(fieldsOf(await recordProcess(world, aProcessCommand({ methods })))).toEqual(['methods too-many']);
  });
});

describe('a document', () => {
  test('that was imported keeps its source when it is mended by hand', async () => {
    const read = { title: 'Un rapport', kind: 'report' as const, publisher: null, author: null, date: null, url: null };
    const world = await aWorld([aDraft([], { source: 'rapport.txt', kind: 'document', document: read })]);
    const [imported] = (await planOf(world)).state.documents;
    const document = { ...read, id: imported?.id ?? '', url: 'https://example.org/rapport' };
    await citeDocument(world, { ...envelope, document });
    expect((await planOf(world)).state.documents).toEqual([{ ...imported, url: 'https://example.org/rapport' }]);
  });

  test('that was typed has its words as its source, and is not written again when it stands', async () => {
    const world = await aWorld([]);
    const document = {
      id: 'document-a',
      title: 'Un article',
      kind: 'article' as const,
      publisher: null,
      author: null,
      date: null,
      url: null,
    };
    await citeDocument(world, { ...envelope, document });
    const typed = (await planOf(world)).state.documents[0]?.source;
    expect(typed?.name).toBe('typed-by-hand');
    expect(fieldsOf(await citeDocument(world, { ...envelope, document }))).toEqual(['document unchanged']);
    await citeDocument(world, { ...envelope, document: { ...document, publisher: 'Un journal' } });
    expect((await planOf(world)).state.documents[0]?.source.sha256).not.toBe(typed?.sha256);
    expect(await citeDocument(world, { ...envelope, version: 2, document })).toMatchObject({ ok: false, reason: 'stale' });
  });
});
