import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Route, routeTable } from '../../functions/api/route-table.ts';
import { decisions } from '../../shared/domain/authority.ts';
import type { ContactRole } from '../../shared/domain/contact.ts';
import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import { style } from '../../shared/showing/style/style.ts';
import { aContact } from '../builders.ts';
import { aFullWorld, anAsker, type FullWorld, there } from '../functions/api/full-world.ts';
import { origin } from '../functions/api/world.ts';
import { aShowWindow, colourFindings, findings, sideways } from './axe.ts';
import { launchChromium, noBrowser } from './chromium.ts';

/** Answers to a GET that are no pages. */
const noPages: readonly string[] = ['/app/app.css', '/app/plans/:plan/export/plan.json'];

/** Values of the names in a path; a page whose path has another name fails until it has a sample here. */
const samples: { readonly [name: string]: string | undefined } = {
  plan: there['plan'],
  number: there['number'],
  milestone: there['milestone'],
  proposal: there['proposal'],
  contact: there['contact'],
  meeting: there['meeting'],
  process: there['process'],
  entry: there['entry'],
  token: there['token'],
};

const pages = routeTable.filter(({ method, path }) => method === 'GET' && path.startsWith('/app') && !noPages.includes(path));

function addressOf({ path }: Route): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const sample = samples[name];
    if (sample === undefined) throw new Error(`${path} has no sample for :${name}`);
    return sample;
  });
}

type Reader = ContactRole | 'nobody';

/** Those whose pages differ; a deputy reads what a lead does, an administrator what a point of contact does. */
const told: readonly Reader[] = ['lead', 'colleague', 'reviewer', 'poc'];
/** Whose pages are seen by nobody else. */
const last: readonly Reader[] = ['admin'];

function readersOf({ who, path }: Route): readonly Reader[] {
  if (who === 'anyone') return ['nobody'];
  // Asked for by whoever signed in, and a list of what one coordinates.
  if (path === '/app/plans/') return ['poc'];
  if (who === 'signed-in') return told;
  const by: readonly ContactRole[] = decisions[who].by;
  const among = (some: readonly Reader[]) => some.filter((role) => by.some((one) => one === role));
  return among(told).length > 0 ? among(told) : among(last);
}

const roles: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc', 'reviewer', 'admin'];

function aWorldIn(language: InterfaceLanguage): Promise<FullWorld> {
  const contacts = [...roles, 'outsider'].map((as) => aContact({ as, name: `Camille ${as}`, language }));
  return aFullWorld({ approval: 'second-person' }, { contacts });
}

describe.skipIf(noBrowser !== null)(noBrowser ?? 'every private page of the route table', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => browser?.close());

  /** How a reader asks for a page: redirects are followed. */
  async function readerIn(world: FullWorld, reader: Reader): Promise<(address: string) => Promise<Response>> {
    const ask =
      reader === 'nobody'
        ? async (path: string) => world.app.request(path, { headers: { 'cloudfront-viewer-address': '198.51.100.9:46532' } })
        : await (async () => {
            const asker = await anAsker(world, { role: reader, way: 'code' });
            return (path: string) => asker.ask('GET', path);
          })();
    return async (address) => {
      let answer = await ask(address);
      for (let location = answer.headers.get('location'); location !== null; location = answer.headers.get('location')) {
        answer = await ask(location);
      }
      return answer;
    };
  }

  type Look = (page: Page, name: string) => Promise<void>;

  /** Shows every page to those who may read it. */
  async function showAll(
    language: InterfaceLanguage,
    readers: (route: Route) => readonly Reader[],
    viewport: { readonly width: number; readonly height: number },
    look: Look,
  ): Promise<number> {
    const world = await aWorldIn(language);
    const styles = async (path: string): Promise<string> =>
      path === '/style.css' ? style : (await world.app.request(path)).text();
    const { page, show, close } = await aShowWindow(browser, { viewport, styles });
    let seen = 0;
    for (const reader of new Set(pages.flatMap(readers))) {
      const read = await readerIn(world, reader);
      for (const route of pages.filter((one) => readers(one).includes(reader))) {
        const path = `${addressOf(route)}${reader === 'nobody' ? `?lang=${language}` : ''}`;
        const answer = await read(path);
        const name = `${route.path} by ${reader}`;
        if (reader !== 'nobody') expect(answer.status, name).toBe(200);
        await show(`${origin}${path}`, await answer.text());
        expect(await page.evaluate('document.documentElement.lang'), name).toBe(language);
        await look(page, name);
        seen += 1;
      }
    }
    await close();
    return seen;
  }

  test('axe finds nothing in French, in light and in dark colours, and nothing scrolls sideways at 320 px', async () => {
    const wrong: { [page: string]: readonly string[] } = {};
    const inTheDark = new Set<string>();
    const seen = await showAll('fr', readersOf, { width: 320, height: 700 }, async (page, name) => {
      const wide = await sideways(page);
      const light = await findings(page);
      const [path = ''] = name.split(' ');
      // Colours depend on the page, hardly on who reads it.
      const dark = inTheDark.has(path) ? [] : await colourFindings(page, 'dark');
      inTheDark.add(path);
      const found = [...(wide > 0 ? [`${wide}px too wide`] : []), ...light, ...dark.map((one) => `dark: ${one}`)];
      if (found.length > 0) wrong[name] = found;
    });
    expect(wrong).toEqual({});
    expect(seen).toBeGreaterThanOrEqual(pages.length);
  });

  test('axe finds nothing in English, on a desktop', async () => {
    const wrong: { [page: string]: readonly string[] } = {};
    const first = (route: Route): readonly Reader[] => readersOf(route).slice(0, 1);
    const seen = await showAll('en', first, { width: 1280, height: 800 }, async (page, name) => {
      const found = await findings(page);
      if (found.length > 0) wrong[name] = found;
    });
    expect(wrong).toEqual({});
    expect(seen).toBe(pages.length);
  });
});
