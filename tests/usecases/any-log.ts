import * as fc from 'fast-check';
import type { CommitmentEntry, PlanEntry } from '../../shared/domain/change-log.ts';
import { textsOf } from '../../shared/domain/change-log.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { StoredText } from '../../shared/domain/text.ts';
import type { CommitmentRecord, PlanRecord } from '../../shared/ports.ts';
import { aCommitment, aDate, aDeclared, anActor, andThen, andThenPlan, anImportedMilestone, aPlan, aText } from '../builders.ts';

const commitmentOfLog = 'fr-2021-2023/28';
const m1 = `${commitmentOfLog}/m1`;
const m2 = `${commitmentOfLog}/m2`;

type Change<Entry> = Entry extends { type: infer Type; data: infer Data } ? { type: Type; data: Data } : never;
type Words = (text: string) => { sha256: string };
type Step<Record, Entry> = (record: Record, words: Words, word: string) => Change<Entry> | null;
type Steps<Record, Entry extends { type: string }> = { readonly [Type in Entry['type']]: Step<Record, Entry> };

const second = anActor('admin');
const roleOf = (words: Words, word: string) => ({
  function: words(`directrice de ${word}`),
  organisation: words(`Ministère de ${word}`),
});
const approved = (word: string): { approvedBy?: Actor } => (word.length % 2 === 0 ? { approvedBy: second } : {});

function readable({ log, texts }: CommitmentRecord | PlanRecord): { of: number; hash: string } | null {
  const found = [...log].reverse().flatMap((entry) => textsOf(entry).map((hash) => ({ of: entry.seq, hash })));
  return found.find(({ hash }) => (texts.get(hash)?.text ?? null) !== null) ?? null;
}

/** One change of every kind a commitment's log knows: a kind without one does not compile. */
const commitmentSteps: Steps<CommitmentRecord, CommitmentEntry> = {
  imported: ({ commitment: { state } }, words, word) => {
    const { told: _, head: __, id: ___, planId: ____, assessment: _____, sources, ...sheet } = state;
    const source = sources[0] ?? { name: 'feuille.txt', sha256: '0'.repeat(64), language: 'fr' };
    // Repeated words keep their one place: the text of an earlier import stands beside this entry again.
    const prose = sheet.prose.problem === undefined ? { problem: { fr: words(`Problème ${word}`) } } : sheet.prose;
    const milestones = [anImportedMilestone({ key: 'm1' }), anImportedMilestone({ key: 'm2', due: 'Décembre 2021' })];
    return { type: 'imported', data: { importId: 'i-2', commitment: { ...sheet, prose, milestones, source }, missing: [] } };
  },
  translated: (_, words, word) => ({
    type: 'translated',
    data: {
      importId: 'i-3',
      language: 'en',
      title: `Commitment ${word}`,
      prose: { problem: words(`Problem ${word}`) },
      milestones: [{ id: m1, title: 'First milestone' }],
      source: { name: 'sheet.txt', sha256: '1'.repeat(64), language: 'en' },
      lines: {},
    },
  }),
  declared: (_, words, word) =>
    aDeclared(m1, {
      status: 'limited',
      done: words(word),
      difficulties: words(`Difficultés\u00A0: ${word}`),
      // The address of a page of its own, or of the minutes of the meeting below: then the two show each other.
      evidence: [
        {
          url: word.length % 2 === 0 ? 'https://example.org/é' : 'https://example.org/cr',
          title: words(`Titre ${word}`),
          kind: 'page',
          date: null,
        },
      ],
    }),
  'nothing-to-report': (_, words, word) => ({ type: 'nothing-to-report', data: { milestoneId: m2, note: words(word) } }),
  'deadline-revised': (_, words, word) => ({
    type: 'deadline-revised',
    data: { milestoneId: m1, due: aDate('2022-02-15'), reason: words(word), ...approved(word) },
  }),
  withdrawn: (_, words, word) => ({ type: 'withdrawn', data: { milestoneId: m2, reason: words(word) } }),
  corrected: ({ log }, words, word) => ({
    type: 'corrected',
    data: { corrects: log.length, reason: words(word), change: { field: 'title', titles: { fr: `Titre ${word}` } } },
  }),
  redacted: (record, words, word) => {
    const found = readable(record);
    return found === null ? null : { type: 'redacted', data: { of: found.of, texts: [found.hash], reason: words(word) } };
  },
  assessed: (_, words, word) => ({
    type: 'assessed',
    data: {
      milestoneId: m1,
      assessment: {
        completion: 'no-evidence',
        verifiable: 'yes',
        relevant: null,
        ambition: 'low',
        earlyResults: null,
        source: { title: words(`Rapport ${word}`), url: 'https://irm.example.org/', date: '2024-06-01' },
      },
    },
  }),
  reassigned: (_, words, word) => ({
    type: 'reassigned',
    data: { role: 'lead', milestoneId: null, responsible: roleOf(words, word), ...approved(word) },
  }),
  'handed-on': (_, words, word) => ({
    type: 'handed-on',
    data: {
      milestoneId: m1,
      responsible: { function: words(`chargée de ${word}`), organisation: null },
      lastDay: '2021-10-31',
      mayPublish: word.length % 2 === 0,
    },
  }),
  'taken-back': () => ({ type: 'taken-back', data: { milestoneId: m1 } }),
};

/** One change of every kind a plan's log knows. A plan is created once. */
const planSteps: Steps<PlanRecord, PlanEntry> = {
  'plan-created': () => null,
  'plan-edited': ({ state }, words, word) => ({
    type: 'plan-edited',
    data: { settings: { ...state.settings, ogpLabel: word }, reason: words(`Motif ${word}`), ...approved(word) },
  }),
  'mail-switched': ({ log }) => ({ type: 'mail-switched', data: { on: log.length % 2 === 0 } }),
  'contact-confirmed': (_, words, word) => ({
    type: 'contact-confirmed',
    data: { role: 'poc', responsible: roleOf(words, word), commitments: null, ...approved(word) },
  }),
  'contact-edited': (_, words, word) => ({
    type: 'contact-edited',
    data: { role: 'lead', responsible: roleOf(words, word), changed: ['address'], commitments: ['28'], ...approved(word) },
  }),
  'role-ended': (_, words, word) => ({
    type: 'role-ended',
    data: { role: 'deputy', responsible: roleOf(words, word), commitments: null, ...approved(word) },
  }),
  'campaign-planned': () => ({
    type: 'campaign-planned',
    data: { campaign: { id: 'automne', opens: '2021-10-01', closes: '2021-10-31', confirmedAt: null } },
  }),
  'meeting-recorded': (_, words, word) => ({
    type: 'meeting-recorded',
    data: {
      meeting: {
        id: 'meeting-forum',
        titles: { fr: words(`Forum ${word}`), en: words(`Forum (${word})`) },
        body: words(`Conseil ${word}`),
        date: aDate('2021-10-14'),
        state: 'held',
        withCivilSociety: true,
        minutes: { url: 'https://example.org/cr', title: words(`Compte rendu ${word}`), kind: 'minutes', date: null },
        documentIds: [],
      },
    },
  }),
  'process-recorded': (_, words, word) => ({
    type: 'process-recorded',
    data: {
      process: {
        id: 'process-atelier',
        titles: { fr: words(`Ateliers ${word}`) },
        organiser: words(`Collectif ${word}`),
        period: { start: null, end: null },
        purpose: words(`Objet ${word}`),
        methods: [words(`Vote ${word}`)],
        participants: words(`Une dizaine, dont ${word}`),
        deliverables: [words(`Avis ${word}`)],
        followUp: [{ text: words(`Suite ${word}`), url: null, date: null }],
        links: [{ title: words(`Page ${word}`), url: 'https://example.org/page' }],
        steps: [
          {
            id: 'step-atelier',
            kind: 'workshop',
            titles: { fr: words(`Atelier ${word}`) },
            date: null,
            state: 'held',
            followUpOwed: false,
            documentIds: [],
          },
        ],
        documentIds: [],
      },
    },
  }),
  'document-cited': (_, words, word) => ({
    type: 'document-cited',
    data: {
      document: {
        id: 'document-communique',
        title: words(`Communiqué ${word}`),
        kind: 'press-release',
        publisher: words(`Revue ${word}`),
        author: words(`Plume ${word}`),
        date: null,
        url: null,
        source: { name: 'communique.md', sha256: '2'.repeat(64) },
      },
    },
  }),
  redacted: (record, words, word) => {
    const found = readable(record);
    return found === null ? null : { type: 'redacted', data: { of: found.of, texts: [found.hash], reason: words(word) } };
  },
};

export const commitmentKinds = Object.keys(commitmentSteps) as CommitmentEntry['type'][];
export const planKinds = Object.keys(planSteps) as PlanEntry['type'][];

function writer(): { words: Words; texts: StoredText[] } {
  const texts: StoredText[] = [];
  const words = (text: string) => {
    const stored = aText(text);
    texts.push(stored);
    return { sha256: stored.sha256 };
  };
  return { words, texts };
}

type Told<Kind> = readonly { readonly kind: Kind; readonly word: string }[];

/** A commitment's log with these kinds of entries after its import, each with words of its own. */
export function aLogOf(told: Told<CommitmentEntry['type']>): CommitmentRecord {
  return told.reduce<CommitmentRecord>(
    (record, { kind, word }, index) => {
      const { words, texts } = writer();
      const change = commitmentSteps[kind](record, words, `${word} ${index}`);
      return change === null ? record : andThen(record, change, { texts });
    },
    aCommitment({ milestones: [{}, { due: 'Décembre 2021' }] }),
  );
}

/** A plan's log with these kinds of entries after its creation. */
export function aPlanLogOf(told: Told<PlanEntry['type']>): PlanRecord {
  return told.reduce<PlanRecord>((record, { kind, word }, index) => {
    const { words, texts } = writer();
    const change = planSteps[kind](record, words, `${word} ${index}`);
    return change === null ? record : andThenPlan(record, change, { texts });
  }, aPlan());
}

/** Words as people write them: accents, quotes, line ends, characters beyond the first plane. */
const anyWord = fc.stringMatching(/^[a-zé'"\\ 😀\n]{0,12}$/u).map((text) => `mot ${text}`);

const anyTold = <Kind extends string>(kinds: readonly Kind[]) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), word: anyWord }), { maxLength: 12 });

/** Any log of a commitment and of its plan, over every kind of entry. */
export const anyLogs = fc
  .tuple(anyTold(commitmentKinds), anyTold(planKinds))
  .map(([commitment, plan]) => ({ commitment: aLogOf(commitment), plan: aPlanLogOf(plan) }));
