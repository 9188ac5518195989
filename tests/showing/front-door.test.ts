import { describe, expect, it } from 'vitest';
import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import { pageLanguages } from '../../shared/showing/addresses.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { pathsOfOtherHomes } from '../../shared/showing/other-homes.ts';
import { planUnits } from '../../shared/showing/plan-files.ts';
import { assetFiles, rootFiles } from '../../shared/showing/root-files.ts';
import { serviceFiles } from '../../shared/showing/service-files.ts';
import { type PlanView, planView } from '../../shared/showing/view.ts';
import { aCommitment, aPlan } from '../builders.ts';
import { publicUrl, source, view } from './health-plan.ts';
import { attribute, elements, textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const behind = (homeLanguage: InterfaceLanguage, shown: PlanView): PlanView => ({ ...shown, homeLanguage });

/** A city whose plan is in English and in no other language. */
function cityPlan(): PlanView {
  const titles = { en: 'City action plan' };
  const commitment = aCommitment({
    titles: { en: 'Open budget' },
    language: 'en',
    milestones: [{ titles: { en: 'Rules' }, due: 'June 2022' }],
  });
  const shown = planView({ ...source([commitment], '2021-11-15', []), plan: aPlan({ titles, languages: ['en'] }) });
  if (shown === null) throw new Error('a plan without a log');
  return shown;
}

const shownPlans = [...stages, { name: 'a plan in English', view: cityPlan() }];
const rootOf = (home: { readonly publicUrl: string; readonly homeLanguage: InterfaceLanguage }) => [
  ...assetFiles(home),
  ...serviceFiles(null, home),
  ...rootFiles([cityPlan()], home),
];

describe.each(pageLanguages)('behind a front door in %s', (homeLanguage) => {
  const other = homeLanguage === 'fr' ? 'en' : 'fr';
  const sites = shownPlans.map(({ name, view: shown }) => ({ name, files: siteOf(behind(homeLanguage, shown)) }));

  it.each(sites)('every link, alternate and address in a sitemap leads to a file: $name', ({ files }) => {
    const paths = new Set(files.map(({ path }) => path));
    const lost: string[] = [];
    let followed = 0;
    for (const { path, body } of files) {
      const page = path.endsWith('.html') ? treeOf(body) : null;
      const links = page === null ? [] : [...elements(page, 'a'), ...elements(page, 'link')].map((one) => attribute(one, 'href'));
      const listed = path.endsWith('.xml') ? [...body.matchAll(/<loc>([^<]+)/g)].map(([, address]) => address ?? '') : [];
      for (const link of [...links, ...listed]) {
        const { origin, pathname } = new URL(link ?? '', `${publicUrl}/${path}`);
        if (origin !== publicUrl || pathname.startsWith('/app/')) continue;
        followed += 1;
        if (!paths.has(pathname.endsWith('/') ? `${pathname.slice(1)}index.html` : pathname.slice(1)))
          lost.push(`${path} → ${link}`);
      }
    }
    expect(lost).toEqual([]);
    expect(followed).toBeGreaterThan(200);
  });

  it('the pages of the root are without a prefix in this language, and with one in the other', () => {
    const files = rootOf({ publicUrl, homeLanguage });
    for (const name of ['', 'changes/', 'service/', 'data/', 'method/', 'accessibility/']) {
      for (const [language, folder] of [
        [homeLanguage, name],
        [other, `${other}/${name}`],
      ] as const) {
        const page = treeOf(bodyOf(files, `${folder}index.html`));
        expect(
          elements(page, 'html').map((one) => attribute(one, 'lang')),
          folder,
        ).toEqual([language]);
        const brand = elements(page, 'a').find((one) => attribute(one, 'className') === 'brand');
        expect(brand && attribute(brand, 'href'), folder).toBe(language === homeLanguage ? '/' : `/${language}/`);
      }
    }
    expect(files.some(({ path }) => path.startsWith(`${homeLanguage}/`))).toBe(false);
  });

  it('so are its feeds and calendars, and pages of plans lead to the home page of their language', () => {
    const files = rootOf({ publicUrl, homeLanguage });
    for (const [language, folder] of [
      [homeLanguage, ''],
      [other, `${other}/`],
    ] as const) {
      expect(JSON.parse(bodyOf(files, `${folder}feed.json`))).toMatchObject({
        language,
        home_page_url: `${publicUrl}/${folder}`,
        feed_url: `${publicUrl}/${folder}feed.json`,
      });
      expect(bodyOf(files, `${folder}calendar.ics`)).toContain(language === 'fr' ? 'Échéances' : 'Deadlines');
      const plan = bodyOf(
        siteOf(behind(homeLanguage, view([], '2021-11-15'))),
        `${language === 'fr' ? '' : 'en/'}fr-2021-2023/index.html`,
      );
      expect(plan).toContain(`<a class="brand" href="/${folder}">`);
    }
  });

  it('the page for wrong addresses speaks this language first', () => {
    const page = treeOf(bodyOf(assetFiles({ publicUrl, homeLanguage }), '404.html'));
    const words = { fr: 'Page introuvable', en: 'Page not found' };
    expect(elements(page, 'h1').map(textIn)).toEqual([words[homeLanguage]]);
    expect(elements(page, 'h2').map(textIn)).toEqual([words[other]]);
    expect(elements(page, 'section').map((one) => attribute(one, 'lang'))).toEqual([other]);
    const [main] = elements(page, 'main');
    const links = main === undefined ? [] : elements({ type: 'root', children: [main] }, 'a');
    expect(links.map((one) => attribute(one, 'href'))).toEqual(['/', `/${other}/`]);
  });

  it('what would lie elsewhere behind another is known, and nothing of its own is', () => {
    const paths = rootOf({ publicUrl, homeLanguage }).map(({ path }) => path);
    const others = rootOf({ publicUrl, homeLanguage: other }).map(({ path }) => path);
    expect([...pathsOfOtherHomes({ publicUrl, homeLanguage })].sort()).toEqual(
      others.filter((path) => !paths.includes(path)).sort(),
    );
    expect(pathsOfOtherHomes({ publicUrl, homeLanguage })).toContain(`${homeLanguage}/method/index.html`);
  });
});

describe('the language of the front door', () => {
  it('is French where nobody says', () => {
    const files = [...assetFiles({ publicUrl }), ...serviceFiles(null, { publicUrl }), ...rootFiles([cityPlan()], { publicUrl })];
    expect(files).toEqual(rootOf({ publicUrl, homeLanguage: 'fr' }));
    expect(cityPlan().homeLanguage).toBe('fr');
  });

  it('is in the key of every unit of which it changes a byte', () => {
    let changed = 0;
    for (const { view: shown } of shownPlans) {
      const [before, after] = [planUnits(behind('fr', shown)), planUnits(behind('en', shown))];
      for (const [place, unit] of before.entries()) {
        const twin = after[place];
        const bytes = [unit, twin].map((one) => one?.files().map(({ path, body }) => `${path}\n${textOf(body)}`));
        if (JSON.stringify(bytes[0]) === JSON.stringify(bytes[1])) continue;
        changed += 1;
        expect(twin?.key, unit.name).not.toBe(unit.key);
      }
    }
    expect(changed).toBeGreaterThan(50);
  });
});

describe('words in another language than the page', () => {
  const english = rootFiles([cityPlan()], { publicUrl, homeLanguage: 'fr' });

  it('are no omission of a government that never said its plan would be in that language', () => {
    const home = bodyOf(english, 'index.html');
    expect(home).toContain('Le titre de ce plan est en anglais.');
    expect(home).toContain('Ces titres sont en anglais.');
    const pages = siteOf(cityPlan()).filter(({ path }) => path.startsWith('fr/') && path.endsWith('.html'));
    expect(pages.filter(({ body }) => body.includes('pas publié cet')).map(({ path }) => path)).toEqual([]);
    expect(pages.filter(({ body }) => body.includes('Cet engagement est en anglais.')).length).toBeGreaterThan(0);
    expect(pages.filter(({ body }) => body.includes('Ce jalon est en anglais.')).length).toBeGreaterThan(0);
  });

  it('are said not to be published in a language the plan lists among its own', () => {
    const [shown] = [view([], '2021-11-15')];
    const { settings } = shown.state;
    const titles = { fr: 'Plan d’action national' };
    const files = rootFiles([{ ...shown, state: { ...shown.state, settings: { ...settings, titles } } }], { publicUrl });
    expect(settings.languages).toContain('en');
    expect(bodyOf(files, 'en/index.html')).toContain('The government has not published the title of this plan in English.');
  });
});
