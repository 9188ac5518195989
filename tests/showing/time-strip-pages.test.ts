import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../shared/domain/ledger.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { timelinePage, timelinePages } from '../../shared/showing/pages/timeline-page.tsx';
import { pageHtml } from '../../shared/showing/parts/layout.tsx';
import { PlanStrip } from '../../shared/showing/parts/time-strip.tsx';
import { Timeline } from '../../shared/showing/parts/timeline.tsx';
import { style } from '../../shared/showing/style/style.ts';
import { timelineUnit } from '../../shared/showing/units/timeline.ts';
import { aCommitment, aDeclared, andThen } from '../builders.ts';
import { allAsks, answered, asked, committee, pilot, view } from './health-plan.ts';
import { htmlValidator } from './html-validator.ts';
import { largePlan } from './large-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';

const shownOf = (shown: ReturnType<typeof view>) => pageHtml(PlanStrip({ view: shown, m: messages.fr }));
const sentences = (html: string): string[] =>
  elements(treeOf(html), 'svg')
    .filter((one) => attribute(one, 'role') === 'img')
    .map((one) => textIn(elements({ type: 'root', children: [one] }, 'title')[0] ?? treeOf('')));

describe('the time strip of a plan', () => {
  it('tells each commitment in one sentence', () => {
    expect(sentences(shownOf(view([answered(), pilot()], '2021-11-15')))).toEqual([
      '2 jalons\u00A0: 1 réalisé, 1 sans déclaration\u00A0; du 31\u00A0octobre 2021 au 15\u00A0février 2022\u00A0; 1 échéance déplacée',
      '2 jalons\u00A0: 2 sans déclaration\u00A0; du 30\u00A0septembre 2021 au 31\u00A0décembre 2021\u00A0; 1 échéance dépassée',
    ]);
  });

  it('names every row by its commitment, in order, and links there', () => {
    const html = shownOf(view([answered(), pilot()], '2021-11-15'));
    expect(elements(treeOf(html), 'a').map((one) => attribute(one, 'href'))).toEqual(['/fr-2021-2023/28/', '/fr-2021-2023/29/']);
  });

  it('cuts a long title after a word, and one that has no words where there is room', () => {
    const titled = (title: string): string => {
      const html = shownOf(
        view([aCommitment({ number: '31', title, milestones: [{ title: 'Bilan', due: 'Octobre 2021' }] })], '2021-11-15', []),
      );
      return textIn(elements(treeOf(html), 'a')[0] ?? treeOf(''));
    };
    const long = 'Pérenniser la participation citoyenne à la politique du numérique en santé';
    expect(titled(long)).toBe('#31 Pérenniser la participation citoyenne à la politique du…');
    expect(titled(long.slice(0, 64))).toBe(`#31 ${long.slice(0, 64)}`);
    expect(titled('é'.repeat(80))).toBe(`#31 ${'é'.repeat(64)}…`);
  });

  it('names every milestone that it draws large, also those without a date', () => {
    const milestones = [
      { title: 'Lancement', due: 'Octobre 2021' },
      { title: 'Suivi', due: null },
      { title: 'Bilan', due: null },
    ];
    const record = aCommitment({ number: '31', title: 'Un titre', milestones });
    const html = timelinePage(view([record], '2021-11-15', []), 'fr');
    const keys = elements(treeOf(html), 'text')
      .filter((one) => attribute(one, 'className')?.split(' ').includes('s-key'))
      .map(textIn);
    expect(keys).toEqual(['m1', 'm2', 'm3']);
  });

  it('writes the name of a milestone beside the line of the day, not across it', () => {
    const record = aCommitment({
      number: '31',
      title: 'Un titre',
      milestones: [
        { title: 'Bilan', due: 'Octobre 2021' },
        { title: 'Suite', due: 'Mars 2022' },
      ],
    });
    const keysOn = (day: string) =>
      elements(treeOf(timelinePage(view([record], day, []), 'fr')), 'text')
        .filter((one) => attribute(one, 'className')?.split(' ').includes('s-key'))
        .map((one) => [textIn(one), attribute(one, 'className')]);
    // The deadline of the first makes the day of the data.
    expect(keysOn('2021-11-05')).toEqual([
      ['m1', 's-key s-beside'],
      ['m2', 's-key'],
    ]);
  });

  it('stands on the day of the data, and changes with nothing else', () => {
    const at = (day: string) => shownOf(view([answered(), pilot()], day));
    expect(at('2021-11-28')).toBe(at('2021-11-16'));
    expect(at('2021-11-16')).toContain('données au 12\u00A0novembre 2021');
    expect(at('2021-12-02')).not.toBe(at('2021-11-16'));
  });

  it('underlines what is overdue, so that colour alone does not tell it', () => {
    const late = (html: string) => html.match(/<use href="#l-none"/g)?.length ?? 0;
    expect(late(shownOf(view([committee(), pilot()], '2021-09-15', [])))).toBe(0);
    // One on the strip, one in its legend.
    expect(late(shownOf(view([answered(), pilot()], '2021-11-15')))).toBe(2);
  });

  it('explains the signs it uses and no others', () => {
    const legend = (html: string) =>
      elements(treeOf(html), 'ul')
        .filter((one) => attribute(one, 'className') === 'legend')
        .flatMap((one) => elements({ type: 'root', children: [one] }, 'li').map(textIn));
    expect(legend(shownOf(view([committee(), pilot()], '2021-09-15', [])))).toEqual(['Aucune déclaration']);
    expect(legend(shownOf(view([answered(), pilot()], '2021-11-15')))).toEqual([
      'Réalisé',
      'Aucune déclaration',
      'Échéance publiée, déplacée depuis',
      'Échéance dépassée',
    ]);
  });

  it.each([
    { commitments: 1, milestones: 1, years: 1 },
    { commitments: 2, milestones: 2, years: 1 },
    { commitments: 60, milestones: 4, years: 3 },
    { commitments: 6, milestones: 40, years: 5 },
  ])('is valid, small and the same for the same record: $commitments × $milestones', ({ commitments, milestones, years }) => {
    const shown = largePlan(commitments, milestones, years);
    const html = timelinePage(shown, 'fr');
    expect(timelinePage(shown, 'fr')).toBe(html);
    expect(html).not.toMatch(/NaN|undefined| style=/);
    const validator = htmlValidator({
      extends: ['html-validate:recommended', 'html-validate:a11y'],
      rules: { 'doctype-style': 'off', 'void-style': 'off', 'long-title': 'off' },
    });
    expect(
      validator.validateStringSync(html).results.flatMap(({ messages: found }) => found.map(({ message }) => message)),
    ).toEqual([]);
    for (const pack of [gzipSync, brotliCompressSync]) {
      expect(pack(html).length + pack(style).length).toBeLessThan(20_000);
      expect(pack(shownOf(shown)).length).toBeLessThan(5_000);
    }
  });

  it('says the same in its table, milestone by milestone', () => {
    const shown = largePlan(60, 4);
    const pages = Array.from({ length: timelinePages(shown) }, (_, index) => treeOf(timelinePage(shown, 'fr', index + 1)));
    const rows = pages.map((page) => elements(page, 'tr').map((one) => textIn(one).replace(/\s+/gu, ' ')));
    expect(rows.map((all) => all.length)).toEqual([61, 61, 61, 61]);
    expect(rows[0]?.[2]).toMatch(/^#1 m2 .*décembre 202131 mars 2023LimitéÀ venir$/);
    const keys = rows.flatMap((all) => all.slice(1).map((row) => /^#\d+ m\d/.exec(row)?.[0]));
    expect(new Set(keys).size).toBe(240);
  });

  it('leads from each page of its table to the next and back, and has the strip on the first', () => {
    const shown = largePlan(60, 4);
    const files = timelineUnit(shown).files();
    const linksOf = (path: string) => {
      const body = files.find((one) => one.path === path)?.body ?? '';
      const pager = elements(treeOf(String(body)), 'nav').find((one) => attribute(one, 'className') === 'pager');
      return pager === undefined ? null : elements({ type: 'root', children: [pager] }, 'a').map((one) => attribute(one, 'href'));
    };
    const at = (page: string) => `fr-2021-2023/timeline/${page}`;
    expect(linksOf(at('index.html'))).toEqual([`/${at('2/')}`]);
    expect(linksOf(at('2/index.html'))).toEqual([`/${at('')}`, `/${at('3/')}`]);
    expect(linksOf(at('4/index.html'))).toEqual([`/${at('3/')}`]);
    const withStrip = files.filter(({ body }) => String(body).includes('class="strip')).map(({ path }) => path);
    expect(withStrip).toEqual([at('index.html'), `en/${at('index.html')}`]);
    const few = timelineUnit(view([answered(), pilot()], '2021-11-15')).files();
    expect(few.map(({ body }) => String(body).includes('class="pager"'))).toEqual([false, false]);
  });

  it('is rendered anew when something it shows changed, and not otherwise', () => {
    const shown = (day: string, asks: readonly Ask[]) => {
      const unit = timelineUnit(view([answered(), pilot()], day, asks));
      return { key: unit.key, bodies: unit.files().map(({ body }) => body) };
    };
    const before = shown('2021-11-16', allAsks);
    // On a day on which it says so anyway, one more reminder moves no sign.
    const again = shown('2021-11-28', [...allAsks, asked('fr-2021-2023/29/m2', '2021-11-12', '-30')]);
    const after = shown('2021-12-02', allAsks);
    expect([again.key === before.key, after.key === before.key]).toEqual([true, false]);
    expect(again.bodies).toEqual(before.bodies);
    expect(after.bodies).not.toEqual(before.bodies);
  });

  it('tells late from in time by the day of delivery, which moves no sign but stands in the table', () => {
    const units = ['2021-10-30', '2021-11-10'].map((completedOn) => {
      const declared = aDeclared('fr-2021-2023/28/m1', { status: 'complete', completedOn });
      return timelineUnit(view([andThen(committee(), declared, { at: '2021-11-12T10:00:00Z' })], '2021-11-15', []));
    });
    expect(new Set(units.map(({ key }) => key)).size).toBe(2);
    expect(new Set(units.map(({ files }) => files()[0]?.body)).size).toBe(2);
  });
});

describe('the time strip of a commitment', () => {
  const [commitment] = view([answered(), pilot()], '2021-11-15').commitments;
  const html =
    commitment === undefined ? '' : pageHtml(Timeline({ commitment, m: messages.fr, milestoneHref: (id) => `/${id}/` }));

  it('tells each milestone in one sentence, with how often it was asked about', () => {
    expect(sentences(html)).toEqual([
      'Réalisé\u00A0; attendu le 31\u00A0octobre 2021\u00A0; demandé 4 fois',
      'Aucune déclaration\u00A0; attendu le 15\u00A0février 2022',
    ]);
    expect(html.match(/<use href="#g-asked" x="[\d.]+%"/g)).toHaveLength(
      allAsks.filter(({ subjectId }) => subjectId.endsWith('28/m1')).length,
    );
  });

  it('stands on the day of its own data, whatever happens to other commitments', () => {
    expect(html).toContain('données au 12\u00A0novembre 2021');
    const [alone] = view([committee(), pilot()], '2021-11-15', []).commitments;
    expect(alone && pageHtml(Timeline({ commitment: alone, m: messages.fr, milestoneHref: (id) => id }))).toContain(
      'données au 8\u00A0novembre 2021',
    );
  });

  it('says every date in a table too', () => {
    const rows = elements(treeOf(html), 'tr').map((one) => textIn(one));
    expect(rows).toContain(
      '31\u00A0décembre 2021Échéance publiée, révisée depuis\u00A0: Publication de l’avis de comité citoyen',
    );
    expect(rows).toContain('10\u00A0novembre 2021Livré selon le ministère\u00A0: Lancement du comité citoyen');
  });
});
