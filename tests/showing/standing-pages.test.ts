import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { position } from '../../shared/domain/position.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { accessibilityWords } from '../../shared/showing/messages/accessibility.ts';
import { changePageWords } from '../../shared/showing/messages/change-pages.ts';
import { homeWords } from '../../shared/showing/messages/home.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { methodWords } from '../../shared/showing/messages/method.ts';
import { ogpCountWords } from '../../shared/showing/messages/ogp-counts.ts';
import { planViewWords } from '../../shared/showing/messages/plan-views.ts';
import { assetFiles } from '../../shared/showing/root-files.ts';
import { style } from '../../shared/showing/style/style.ts';
import { statusCodes } from '../../shared/showing/verdict.ts';
import { committee, pilot, publicUrl, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf } from './stages.ts';

const pageOf = (path: string): string => {
  const file = assetFiles({ publicUrl }).find((one) => one.path === `${path}index.html`);
  return file === undefined ? '' : textOf(file.body);
};
const spaced = (text: string): string => text.replace(/\s+/gu, ' ');
const plain = (html: string): string => spaced(textIn(treeOf(html)));

describe('the page on method', () => {
  it.each(['fr', 'en'] as const)('explains every sign of the site, %s', (language) => {
    const html = pageOf(language === 'fr' ? 'method/' : 'en/method/');
    const text = plain(html);
    const { declared, position: positions, irm } = messages[language];
    for (const code of statusCodes) expect(text).toContain(spaced(`${declared.label[code]}${declared.sentence[code]}`));
    for (const one of position.options)
      expect(text).toContain(spaced(`${positions.label[one]}${methodWords[language].position.means[one]}`));
    for (const label of Object.values(irm.completionLabel)) expect(text).toContain(label);
    const marks = elements(treeOf(html), 'svg').filter((one) => attribute(one, 'className') === 'mark');
    expect(marks).toHaveLength(statusCodes.length + Object.keys(irm.completionLabel).length);
  });

  it('weighs less than 20 KB compressed with its style', () => {
    for (const path of ['method/', 'en/method/', 'accessibility/', 'en/accessibility/']) {
      expect(gzipSync(pageOf(path)).length + gzipSync(style).length).toBeLessThan(20_000);
    }
  });
});

describe('the page on data', () => {
  it.each([
    { page: 'data/', subscribed: '/' },
    { page: 'en/data/', subscribed: '/en/' },
  ])('leads to every file of all plans that there is: $page', ({ page, subscribed }) => {
    const hrefs = elements(treeOf(pageOf(page)), 'a').map((one) => attribute(one, 'href') ?? '');
    const files = hrefs.filter((href) => /\.\w+$/u.test(href));
    expect(files).toEqual([
      '/status.csv',
      '/status.json',
      ...['feed.atom', 'feed.json', 'calendar.ics'].map((name) => `${subscribed}${name}`),
      '/service.json',
    ]);
    const published = siteOf(view([committee()], '2021-11-02')).map(({ path }) => `/${path}`);
    for (const file of files) expect(published).toContain(file);
  });

  it('folds every table of the dictionary under its name, each on the page once, and opens all of them on paper', () => {
    const tree = treeOf(pageOf('data/'));
    const folds = elements(tree, 'details');
    const tables = elements(tree, 'table').map((one) => attribute(one, 'id'));
    expect(tables.length).toBeGreaterThan(7);
    expect(new Set(tables).size).toBe(tables.length);
    expect(folds).toHaveLength(tables.length);
    for (const fold of folds) {
      expect(attribute(fold, 'open')).toBeNull();
      expect(attribute(fold, 'className')).toBe('fold printed');
      const inside = { type: 'root', children: [fold] } as const;
      const [caption] = elements({ ...inside, children: [...inside.children] }, 'caption').map(textIn);
      expect(textIn(elements({ ...inside, children: [...inside.children] }, 'summary')[0] ?? tree)).toContain(caption);
    }
    expect(style).toContain('.printed::details-content { content-visibility: visible;');
    expect(style).toContain('.fold:not([open], .printed)');
  });

  it('leads to where the files of each plan are', () => {
    const hrefs = (page: string) =>
      elements(treeOf(pageOf(page)), 'p')
        .flatMap((one) => elements({ type: 'root', children: [one] }, 'a'))
        .map((one) => attribute(one, 'href'));
    expect(hrefs('data/')).toContain('/');
    expect(hrefs('en/data/')).toContain('/en/');
  });
});

describe('the accessibility statement', () => {
  it('claims no audit, says what is not known and whom to tell, and is in every footer', () => {
    const text = plain(pageOf('accessibility/'));
    expect(text).toContain('Aucun audit n’a eu lieu');
    expect(text).toContain('Ce qui n’est pas connu');
    expect(text).toContain('À qui le dire');
    expect(text).not.toMatch(/totalement conforme|partiellement conforme|\d+\s?% /u);
    for (const { path, body } of siteOf(view([committee(), pilot()], '2021-11-02'))) {
      if (path.endsWith('index.html') && !path.includes('/card/')) expect(body, path).toContain('/accessibility/"');
    }
  });
});

describe('the home page', () => {
  const files = siteOf(view([committee(), pilot()], '2021-11-02'));

  it('leads to every commitment, to what is overdue and unanswered, and to what changed', () => {
    for (const [path, prefix] of [
      ['index.html', '/'],
      ['en/index.html', '/en/'],
    ] as const) {
      const hrefs = elements(treeOf(bodyOf(files, path)), 'a').map((one) => attribute(one, 'href'));
      const views = ['overdue', 'due-soon', 'no-word', 'ministries', 'timeline', 'changes', 'ogp'].map((part) => `${part}/`);
      const wanted = ['', '28/', '29/', ...views].map((part) => `${prefix}fr-2021-2023/${part}`);
      expect(hrefs).toEqual(expect.arrayContaining([...wanted, `${prefix}changes/`]));
    }
  });

  it('is the same bytes whatever is said of a milestone', () => {
    const later = siteOf(view([committee(), pilot()], '2022-01-15'));
    expect(bodyOf(later, 'index.html')).toBe(bodyOf(files, 'index.html'));
  });
});

/** Every sentence in some words, functions called with numbers and texts that they may take. */
function sentencesIn(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [0, 1, 2].map((n) => String(words(n, 2, 3)));
  return words !== null && typeof words === 'object' ? Object.values(words).flatMap(sentencesIn) : [];
}

describe('the words of these pages', () => {
  const all = [planViewWords, changePageWords, ogpCountWords, methodWords, accessibilityWords, homeWords];

  it('keep French typography', () => {
    for (const text of all.flatMap(({ fr }) => sentencesIn(fr))) {
      expect(text).not.toMatch(/[^\u00A0][:;?!](?:\s|$)/u);
      expect(text).not.toMatch(/['"]|«[^\u00A0]|[^\u00A0]»/u);
      expect(text).not.toMatch(/\b(?:Evaluation|Echéance|Etat)/u);
    }
  });

  it('say in English all that French says', () => {
    for (const { fr, en } of all) expect(sentencesIn(en)).toHaveLength(sentencesIn(fr).length);
    for (const text of all.flatMap(({ en }) => sentencesIn(en))) expect(text).not.toMatch(/\u00A0|['"]/u);
  });
});
