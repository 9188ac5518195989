import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { ministryWords } from '../../shared/showing/messages/ministries.ts';
import { ministriesOf, withoutMinistry } from '../../shared/showing/ministries.ts';
import { ministryFacts } from '../../shared/showing/ministry-facts.ts';
import { entryUrn, eventUrn, feedUrn } from '../../shared/showing/permanent-names.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { style } from '../../shared/showing/style/style.ts';
import { anyText } from '../any-text.ts';
import { aCommitment, aDeclared, andThen } from '../builders.ts';
import { asked, healthPlan, view } from './health-plan.ts';
import { elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const ledBy = (number: string, ...leadInstitutions: string[]): CommitmentRecord => aCommitment({ number, leadInstitutions });
const viewOf = (records: readonly CommitmentRecord[], asks: readonly Ask[] = [], day = '2021-11-15') => view(records, day, asks);
const told = (records: readonly CommitmentRecord[]) =>
  ministriesOf(viewOf(records)).map(({ slug, name, commitments }) => [
    slug,
    name.text,
    commitments.map(({ state }) => state.number).join(' '),
  ]);

describe('ministries', () => {
  it('have every commitment they lead, alone or with others, in the order of their names', () => {
    const records = [ledBy('1', 'Ministère de la Santé'), ledBy('2', 'Agence des exemples', 'Ministère de la Santé')];
    expect(told(records)).toEqual([
      ['agence-des-exemples', 'Agence des exemples', '2'],
      ['ministere-de-la-sante', 'Ministère de la Santé', '1 2'],
    ]);
  });

  it('are one however their name is written, and named as first read', () => {
    const spellings = ['Ministère de l’Intérieur', "MINISTERE DE L'INTERIEUR", 'Ministère  de l`intérieur.'];
    expect(told(spellings.map((name, index) => ledBy(String(index + 1), name, name)))).toEqual([
      ['ministere-de-l-interieur', 'Ministère de l’Intérieur', '1 2 3'],
    ]);
    expect(told([ledBy('1', ...spellings)])).toEqual([['ministere-de-l-interieur', 'Ministère de l’Intérieur', '1']]);
    const unseen = ['\u00AD', '\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'].map((mark) => `Mini${mark}stère`);
    expect(told([ledBy('1', 'Ministère', ...unseen)])).toEqual([['ministere', 'Ministère', '1']]);
  });

  it('keep their address whatever other ministries there are', async () => {
    const names = ['Santé', 'Sánte', 'SANTE', '健康', '教育', 'Œuvres', 'Ministère '.repeat(12), 'Ministère '.repeat(13)];
    const property = fc.property(fc.shuffledSubarray(names, { minLength: 1 }), (some) => {
      const alone = (name: string) => ministriesOf(viewOf([ledBy('1', name)]))[0]?.slug;
      const together = ministriesOf(viewOf(some.map((name, index) => ledBy(String(index + 1), name)))).map(({ slug }) => slug);
      expect(new Set(together)).toEqual(new Set(some.map(alone)));
      expect(new Set(together).size).toBe(together.length);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('never share an address that their names would both give when cut or spelt in Latin letters', () => {
    const long = 'Ministère de la transition écologique et de la cohésion des territoires';
    const slugs = told([ledBy('1', `${long} nord`), ledBy('2', `${long} sud`), ledBy('3', '健康'), ledBy('4', '教育')]).map(
      ([slug]) => slug,
    );
    expect(new Set(slugs).size).toBe(4);
    expect(
      slugs.filter((slug) => /^ministere-de-la-transition-ecologique-et-de-la-cohesion-des--[0-9a-f]{16}$/.test(slug ?? '')),
    ).toHaveLength(2);
  });

  it('have an address that is one safe part of a path, whatever their name', async () => {
    const names = fc.oneof(
      fc.constantFrom('..', '.', '/', '\\', '../../app', 'index.html', 'a/b', '%2e%2e', 'CON', '\u202E', ' ', '\u0000', '?#'),
      anyText({ minLength: 1, maxLength: 80 }),
    );
    const property = fc.property(names, (name) => {
      const shown = viewOf([ledBy('1', name.toWellFormed())]);
      const ministries = ministriesOf(shown);
      expect(ministries.length + withoutMinistry(shown).length).toBe(1);
      for (const { slug } of ministries) expect(slug).toMatch(/^[a-z0-9]+(?:-{1,2}[a-z0-9]+)*$/);
    });
    await fc.assert(property, { numRuns: 1_000 });
  });

  it('leave aside commitments that nobody is said to lead', () => {
    const shown = viewOf([ledBy('1'), ledBy('2', '\u202E'), ledBy('3', 'Santé')]);
    expect(withoutMinistry(shown).map(({ state }) => state.number)).toEqual(['1', '2']);
    const page = textIn(treeOf(bodyOf(siteOf(shown), 'fr-2021-2023/ministries/index.html')));
    expect(page).toContain('Sans institution porteuse');
  });
});

describe('the facts of a ministry', () => {
  const two = aCommitment({ number: '1', milestones: [{ due: 'Septembre 2021' }, { due: 'Octobre 2021' }] });
  const factsOf = (record: CommitmentRecord, asks: readonly Ask[] = []) =>
    ministryFacts(viewOf([record], asks).commitments, '2021-11-15', 'Europe/Paris');
  const m1 = 'fr-2021-2023/1/m1';

  it('count what is overdue, what was answered in time and when the ministry last spoke', () => {
    const inTime = andThen(two, aDeclared(m1, { status: 'complete', completedOn: '2021-09-28' }), { at: '2021-10-02T09:00:00Z' });
    const facts = factsOf(inTime);
    expect(facts.overdue.map(({ milestone }) => milestone.id)).toEqual(['fr-2021-2023/1/m2']);
    expect([facts.spoke, facts.lastWord, facts.milestones]).toEqual([{ inTime: 1, counted: 2 }, '2021-10-02', 2]);
    expect([facts.counts.get('complete'), facts.counts.get('none')]).toEqual([1, 1]);
  });

  it('list what is overdue with the longest past first', () => {
    const record = aCommitment({
      number: '1',
      milestones: [{ due: 'Octobre 2021' }, { due: '2021-09-15' }, { due: 'Août 2021' }],
    });
    expect(factsOf(record).overdue.map(({ milestone }) => milestone.id.slice(-2))).toEqual(['m3', 'm2', 'm1']);
  });

  it('tell what was asked without an answer since, the longest silence first, and forget what was answered', () => {
    const asks = [
      asked('fr-2021-2023/1/m2', '2021-10-22', '-7'),
      asked('fr-2021-2023/1/m2', '2021-10-29', '-1'),
      asked(m1, '2021-09-23', '-7'),
      asked('fr-2021-2023/1', '2021-10-04', 'campaign-open'),
      asked('fr-2021-2023/1/m2', '2021-11-10', 'escalation', 'poc'),
    ];
    const since = (record: CommitmentRecord) =>
      factsOf(record, asks).unanswered.map(({ milestone, since: day }) => [milestone?.id ?? 'whole', day]);
    expect(since(two)).toEqual([
      [m1, '2021-09-23'],
      ['whole', '2021-10-04'],
      ['fr-2021-2023/1/m2', '2021-10-22'],
    ]);
    const answered = andThen(
      two,
      { type: 'nothing-to-report', data: { milestoneId: m1, note: null } },
      { at: '2021-10-05T09:00:00Z' },
    );
    expect(since(answered)).toEqual([['fr-2021-2023/1/m2', '2021-10-22']]);
  });
});

describe('the pages by ministry', () => {
  const records = [ledBy('1', 'Santé'), ledBy('2', 'Intérieur', 'Santé'), ledBy('3', 'Intérieur')];
  const asks = [asked('fr-2021-2023/1/m1', '2021-10-22', '-7')];

  it('lead from the list to each ministry and to what it has not answered', () => {
    const site = siteOf(viewOf(records, asks));
    const list = bodyOf(site, 'fr-2021-2023/ministries/index.html');
    expect(list).toContain('href="/fr-2021-2023/ministries/sante/"');
    const page = treeOf(bodyOf(site, 'fr-2021-2023/ministries/sante/index.html'));
    const links = elements(page, 'a').map((one) => String(one.properties['href']));
    expect(links).toEqual(expect.arrayContaining(['/fr-2021-2023/1/', '/fr-2021-2023/2/', '/fr-2021-2023/1/m1/']));
    expect(links).not.toContain('/fr-2021-2023/3/');
    const english = textIn(treeOf(bodyOf(site, 'en/fr-2021-2023/ministries/sante/index.html')));
    expect(english).toContain('No answer since');
    expect(english).toContain('22\u00A0October 2021');
  });

  it('have feeds and a calendar of their own commitments and of no other', () => {
    const site = siteOf(viewOf(records, asks));
    const feed = bodyOf(site, 'fr-2021-2023/ministries/interieur/feed.atom');
    const ids = [...feed.matchAll(/<id>([^<]*)/g)].map(([, id]) => id);
    const own = records.slice(1).map(({ log }) => entryUrn(log, 1));
    expect(ids[0]).toBe(feedUrn(healthPlan().log, 'fr-2021-2023/ministries/interieur', 'fr'));
    expect(ids.slice(1).sort()).toEqual(own.sort());
    const calendar = bodyOf(site, 'en/fr-2021-2023/ministries/interieur/calendar.ics');
    expect([...calendar.matchAll(/UID:(.*)\r/g)].map(([, id]) => id)).toEqual(
      records.slice(1).map(({ log, commitment: { state } }) => eventUrn(log, `${state.id}/m1`)),
    );
  });

  it('are written again for a change of their own commitments and for no other', () => {
    const keys = (list: readonly CommitmentRecord[]) =>
      new Map(planUnits(viewOf(list, asks)).map(({ name, key }) => [name, key]));
    const [first, second, third] = records;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three expected');
    const before = keys(records);
    const after = keys([
      andThen(first, { type: 'nothing-to-report', data: { milestoneId: 'fr-2021-2023/1/m1', note: null } }),
      second,
      third,
    ]);
    expect(after.get('ministries/interieur')).toBe(before.get('ministries/interieur'));
    expect(after.get('ministries/sante')).not.toBe(before.get('ministries/sante'));
    expect(after.get('ministries')).not.toBe(before.get('ministries'));
  });

  it('weigh less than 20 KB compressed with their style where one ministry has 240 overdue milestones, all asked about', () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aCommitment({
        number: String(index + 1),
        milestones: [1, 2, 3, 4].map((step) => ({ title: `Étape ${step} du projet ${index * 7}`, due: 'Octobre 2021' })),
      }),
    );
    const everyAsk = many.flatMap(({ commitment }) => commitment.milestones.map((one) => asked(one.id, '2021-10-22', '-7')));
    const shown = viewOf(many, everyAsk);
    const unit = planUnits(shown).find(({ name }) => name === 'ministries/ministere-des-exemples');
    const pages = (unit?.files() ?? []).filter(({ path }) => path.endsWith('.html'));
    expect(pages).toHaveLength(2);
    for (const { body } of pages) expect(gzipSync(body).length + gzipSync(style).length).toBeLessThan(20_000);
  });
});

describe('their words', () => {
  it('keep French typography, and say in English all that French says', () => {
    const { fr, en } = ministryWords;
    const texts = Object.values(fr).map((one) => (typeof one === 'function' ? one(2, 2) : one));
    for (const text of texts) {
      expect(text).not.toMatch(/[^\u00A0][:;?!](?:\s|$)/u);
      expect(text).not.toMatch(/['"]/);
    }
    expect(Object.keys(en)).toEqual(Object.keys(fr));
  });
});
