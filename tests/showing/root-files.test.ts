import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../shared/showing/calendar-file.ts';
import { collectedFiles } from '../../shared/showing/collected-files.ts';
import { csv } from '../../shared/showing/csv.ts';
import { type FeedEntry, newestInFeed } from '../../shared/showing/feeds/feed.ts';
import { newestFirst } from '../../shared/showing/feeds/recorded.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import {
  type HomeIndex,
  homeIndexJson,
  homeIndexOf,
  homeIndexWith,
  type IndexedPlan,
  indexedPlanOf,
  listedAtHome,
  readHomeIndex,
} from '../../shared/showing/home-index.ts';
import { joinedTables } from '../../shared/showing/joined-tables.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { newestAfter } from '../../shared/showing/newest-entries.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { homeFiles, rootFiles } from '../../shared/showing/root-files.ts';
import { statusCsv } from '../../shared/showing/status-csv.ts';
import { planCalendar, planTable } from '../../shared/showing/units/plan.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { answered, pilot, publicUrl, view } from './health-plan.ts';
import { bodyOf, stages } from './stages.ts';

/** An entry of a plan's feed; time goes in few steps, so that many fall together. */
const entry = (plan: string, seq: number, at: number): FeedEntry => ({
  ...{
    urn: `urn:uuid:${plan}:${seq}`,
    subject: plan,
    seq,
    plan: { text: plan, language: 'fr' },
    at: `2021-10-${String(10 + at)}T08:00:00Z`,
  },
  ...{ url: '', title: '', text: '', role: '', kind: 'declared', evidence: [] },
  ...{ day: `2021-10-${String(10 + at)}`, about: null, was: null, now: null },
});

const newestOf = (entries: readonly FeedEntry[]): FeedEntry[] => [...entries].sort(newestFirst).slice(0, newestInFeed);

describe('the newest changes of all plans', () => {
  it('are the same merged plan by plan as made of all plans, or are made of all plans', () => {
    const step = fc.record({ plan: fc.nat(2), added: fc.array(fc.nat(9), { maxLength: 70 }), isEmptied: fc.boolean() });
    let told = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const plans = new Map<string, FeedEntry[]>();
        let newest: readonly FeedEntry[] = [];
        let seq = 0;
        for (const { plan, added, isEmptied } of steps) {
          const id = `plan-${plan}`;
          // Asks that are no longer public leave a plan's entries; what is new may have any time.
          const before = (plans.get(id) ?? []).filter((one) => !isEmptied || (one.seq ?? 0) % 3 > 0);
          plans.set(id, [...before, ...added.map((at, place) => entry(id, seq + place + 1, at))]);
          seq += added.length;
          const rebuilt = newestOf([...plans.values()].flat());
          const merged = newestAfter(newest, id, newestOf(plans.get(id) ?? []));
          if (merged !== null) expect(merged).toEqual(rebuilt);
          if (merged !== null) told += 1;
          newest = merged ?? rebuilt;
        }
      }),
      { numRuns: 300 },
    );
    expect(told).toBeGreaterThan(300);
  });

  it('are told by merging while nothing of a plan goes', () => {
    const many = Array.from({ length: 150 }, (_, seq) => entry('plan-a', seq + 1, seq % 10));
    const before = newestOf([...many, entry('plan-b', 1, 0)]);
    expect(newestAfter(before, 'plan-b', [entry('plan-b', 1, 0), entry('plan-b', 2, 10)])).toHaveLength(newestInFeed);
    expect(newestAfter(before, 'plan-a', newestOf(many.slice(0, 120)))).toBeNull();
  });
});

const [first] = stages;
if (first === undefined) throw new Error('no stage');
const line = indexedPlanOf(first.view);
const follows = (id: string, count: number): IndexedPlan => {
  const [one] = line.commitments ?? [];
  if (one === undefined) throw new Error('no commitment');
  return { ...line, id, followedCommitments: count, commitments: Array.from({ length: count }, () => one) };
};

describe('the index of all plans', () => {
  it('is the same replaced plan by plan as made of all plans, or is made of all plans', () => {
    const step = fc.record({ plan: fc.nat(3), count: fc.integer({ min: 0, max: 80 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
        const plans = new Map<string, IndexedPlan>();
        let index: HomeIndex = [];
        for (const { plan, count } of steps) {
          const changed = follows(`plan-${plan}`, count);
          plans.set(changed.id, changed);
          const rebuilt = homeIndexOf([...plans.values()]);
          const read = readHomeIndex(homeIndexJson(index));
          const merged = read === null ? null : homeIndexWith(read, changed);
          if (merged !== null) expect(merged).toEqual(rebuilt);
          // Growing needs no other plan: only what was left out once cannot come back by itself.
          if (merged === null) expect(index.some(({ commitments }) => commitments === null)).toBe(true);
          index = rebuilt;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('lists commitments up to a hundred and fifty in all, and plans alone beyond', () => {
    const home = (counts: readonly number[]): string => {
      const index = homeIndexOf(counts.map((count, place) => follows(`plan-${place}`, count)));
      return bodyOf(homeFiles(index, { publicUrl }), 'index.html');
    };
    const link = '/fr-2021-2023/28/';
    expect(home([100, listedAtHome - 100])).toContain(link);
    expect(home([100, listedAtHome - 99])).not.toContain(link);
    expect(home([100, listedAtHome - 99])).toContain('href="/plan-1/"');
  });

  it.each(['', '{}', '{"plans":{"a":{}}}', '[]'])('is not read from %j', (text) => {
    expect(readHomeIndex(text)).toBeNull();
  });

  it('says nothing that moves with a word of a ministry', () => {
    const before = indexedPlanOf(view([answered(), pilot()], '2021-11-15'));
    expect(indexedPlanOf(view([answered(), pilot()], '2024-07-01', []))).toEqual(before);
  });
});

/** A plan of another name with the same contents. */
const renamed = (shown: PlanView, id: string): PlanView => ({
  ...shown,
  state: { ...shown.state, settings: { ...shown.state.settings, id } },
});

describe('what the root collects of all plans', () => {
  const views = stages.map(({ view: shown }, place) => renamed(shown, `plan-${place}`));
  const parts = views.map((shown) => ({ view: shown, commitments: shown.commitments, meetings: true }));

  it.each(['fr', 'en'] as const)('is one calendar with the events of each, in %s', (language) => {
    const path = language === 'fr' ? 'calendar.ics' : 'en/calendar.ics';
    expect(bodyOf(rootFiles(views, { publicUrl }), path)).toBe(calendarFile(messages[language].calendar.all, language, parts));
    expect(bodyOf(rootFiles([], { publicUrl }), path)).toBe(calendarFile(messages[language].calendar.all, language, []));
  });

  it('is one table with the rows of each, each in the columns it has', () => {
    const table = bodyOf(rootFiles(views, { publicUrl }), 'status.csv');
    const rows = views.flatMap((shown) => planTable(shown).split(`"${shown.state.settings.id}",`).slice(1));
    expect(table.match(/^"plan-\d",/gm)).toHaveLength(rows.length);
    expect(joinedTables([table])).toBe(table);
    const [alone] = views;
    if (alone === undefined) throw new Error('no stage');
    expect(bodyOf(rootFiles([alone], { publicUrl }), 'status.csv')).toBe(planTable(alone));
  });

  it('has the columns before there is a plan', () => {
    expect(bodyOf(rootFiles([], { publicUrl }), 'status.csv')).toBe(statusCsv([]));
  });

  it('joins tables with any text in their cells: as many rows as there were, each cell under its name', () => {
    const cell = fc.oneof(fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', 'é', '=') }), fc.constant(null), fc.nat());
    const table = fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 }).chain((names) => {
      const unique = [...new Set(names)];
      const row = fc.tuple(...unique.map(() => cell));
      return fc.record({ names: fc.constant(unique), rows: fc.array(row, { maxLength: 4 }) });
    });
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (tables) => {
        const joined = joinedTables(tables.map(({ names, rows }) => csv([names, ...rows])));
        const names = joined
          .slice(0, joined.indexOf('\r\n'))
          .split(',')
          .map((name) => name.slice(1, -1));
        const wanted = tables.flatMap((one) => one.rows.map((row) => names.map((name) => row[one.names.indexOf(name)] ?? null)));
        expect(joined).toBe(csv([names, ...wanted]));
        expect([...names].sort()).toEqual([...new Set(tables.flatMap((one) => one.names))].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('takes no event from a text that looks like one', () => {
    const [shown] = views;
    if (shown === undefined) throw new Error('no stage');
    const hostile = 'A\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n';
    const named: PlanView = {
      ...shown,
      state: { ...shown.state, settings: { ...shown.state.settings, titles: { fr: hostile } } },
    };
    const published = (of: PlanView) => ({
      statusCsv: planTable(of),
      calendars: { fr: planCalendar(of, 'fr'), en: planCalendar(of, 'en') },
    });
    expect(collectedFiles([published(named)], { publicUrl })).toEqual(
      collectedFiles([published(shown)], { publicUrl }).map((file) => ({
        ...file,
        ...{ body: file.path === 'status.csv' ? planTable(named) : file.body },
      })),
    );
  });
});

describe('sitemaps', () => {
  it.each(stages)('$name: a plan’s names every page of it but past states and cards, and no other', ({ view: shown }) => {
    const { id } = shown.state.settings;
    const files = planFiles(shown);
    const named = [...bodyOf(files, `${id}/sitemap.xml`).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    const pages = files
      .filter(({ path }) => path.endsWith('/index.html') && !/\/(?:log\/\d+|card)\/index\.html$/.test(path))
      .map(({ path }) => `${publicUrl}/${path.replace(/index\.html$/, '')}`);
    expect([...named].sort()).toEqual(pages.sort());
  });

  it.each(stages)('$name: what a page calls its own address is where it lies', ({ view: shown }) => {
    // A card is shown inside other pages, and calls the page of its commitment its own.
    for (const { path, body } of planFiles(shown).filter((file) => /(?<!\/card)\/index\.html$/.test(file.path))) {
      expect(textOf(body)).toContain(`<link rel="canonical" href="${publicUrl}/${path.replace(/index\.html$/, '')}"/>`);
    }
  });

  it('robots are led to them, and the root’s names one for each plan', () => {
    const index = homeIndexOf([follows('plan-b', 1), follows('plan-a', 1)]);
    const root = bodyOf(homeFiles(index, { publicUrl }), 'sitemap.xml');
    expect([...root.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address)).toEqual([
      `${publicUrl}/pages.xml`,
      `${publicUrl}/plan-a/sitemap.xml`,
      `${publicUrl}/plan-b/sitemap.xml`,
    ]);
  });
});
