import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { codeIn } from '../code-in.ts';
import type { LocalServer } from '../local-server.ts';

/** The two widths at which everything a person does is done here. */
export const widths = ['desktop', 'phone'] as const;
export type Width = (typeof widths)[number];
/** Every screen there is; pictures are taken on one of their own. */
type Screen = Width | 'picture';
const viewports = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 375, height: 720 },
  picture: { width: 900, height: 700 },
} as const;

/** Pages as they were answered, by address and heading: what {@link findingsOf} looks at afterwards. */
export type Album = Map<string, { readonly url: string; readonly html: string }>;

/** A person at a browser that runs no script. Every click, field, choice and key that sends is counted. */
export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  /** How many interactions there were since the page was last opened by {@link Visitor.open}. */
  readonly interactions: () => number;
  /** Opens an address, as a link in a mail does; it counts for nothing and begins the count. */
  readonly open: (path: string) => Promise<void>;
  /** Presses the link or button of that name, and waits for the page that follows. */
  readonly press: (role: 'link' | 'button', name: string | RegExp) => Promise<void>;
  readonly fill: (label: string | RegExp, text: string) => Promise<void>;
  readonly choose: (label: string | RegExp, option: string | RegExp) => Promise<void>;
  /** Opens what is folded away. */
  readonly unfold: (summary: string) => Promise<void>;
  /** Ticks a box or one of several choices, unless it is ticked. */
  readonly tick: (label: string | RegExp) => Promise<void>;
  readonly attach: (label: string, files: readonly string[]) => Promise<void>;
  readonly heading: () => Promise<string>;
  /** What the page says in its main part, spaces folded. */
  readonly text: () => Promise<string>;
  /** The same person on a screen of that width: a browser with the same cookies. */
  readonly at: (width: Screen) => Promise<Visitor>;
};

function folded(text: string | null): string {
  return (text ?? '').replace(/\s+/gu, ' ').trim();
}

/** How long a page may take on a machine that has other things to do. */
const patience = 15_000;

/** A new browser without cookies, or with those given. */
export async function aVisitor(
  browser: Browser,
  server: Pick<LocalServer, 'address'>,
  width: Screen,
  { album, storageState }: { readonly album?: Album } & Pick<BrowserContextOptions, 'storageState'> = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    ...{ javaScriptEnabled: false, viewport: viewports[width], reducedMotion: 'reduce', locale: 'fr-FR' },
    ...(storageState === undefined ? {} : { storageState }),
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  let count = 0;
  const heading = async (): Promise<string> => folded(await page.getByRole('heading', { level: 1 }).textContent());
  const keep = async (): Promise<void> => {
    const url = page.url();
    // Pages of one kind are told apart by their heading, not by the id of what they show.
    const path = new URL(url).pathname.replace(/-[0-9a-f]{32}/g, '');
    album?.set(`${width} ${path} ${await heading()}`, { url, html: await page.content() });
  };
  return {
    page,
    context,
    interactions: () => count,
    heading,
    text: async () => folded(await page.textContent('main')),
    open: async (path) => {
      await page.goto(path.startsWith('http') ? path : `${server.address}/${path}`);
      count = 0;
      await keep();
    },
    press: async (role, name) => {
      count += 1;
      // A key, not the mouse: without scripts the mouse waits long for a layout that holds still.
      const pressing = page.getByRole(role, { name }).first().press('Enter', { noWaitAfter: true, timeout: patience });
      await Promise.all([page.waitForEvent('domcontentloaded', { timeout: patience }), pressing]).catch(async (error: Error) => {
        throw new Error(`${role} ${name}: ${error.message}\non the page: ${folded(await page.textContent('main'))}`);
      });
      await keep();
    },
    fill: async (label, text) => {
      count += 1;
      await page
        .getByLabel(label)
        .and(page.locator('input:not([type="checkbox"]):not([type="radio"]), textarea'))
        .first()
        .fill(text);
    },
    choose: async (label, option) => {
      count += 1;
      const field = page.getByLabel(label).and(page.locator('select')).first();
      const value = await field.locator('option').filter({ hasText: option }).first().getAttribute('value');
      await field.selectOption(value);
    },
    unfold: async (summary) => {
      count += 1;
      await page.locator('summary', { hasText: summary }).press('Enter', { noWaitAfter: true });
    },
    tick: async (label) => {
      const box = page.getByLabel(label).and(page.locator('input[type="checkbox"], input[type="radio"]')).first();
      // Counted also where it was ticked before: a first answer has to tick it.
      count += 1;
      if (!(await box.isChecked())) await box.press('Space', { noWaitAfter: true });
    },
    attach: async (label, files) => {
      count += 1;
      await page.getByLabel(label).setInputFiles([...files]);
    },
    at: async (other) =>
      aVisitor(browser, server, other, { ...(album === undefined ? {} : { album }), storageState: await context.storageState() }),
  };
}

/** Fails, saying what the page says instead. */
export async function expectPage(
  visitor: Visitor,
  heading: string | RegExp,
  ...says: readonly (string | RegExp)[]
): Promise<void> {
  const text = await visitor.text();
  expect(await visitor.heading(), text).toMatch(heading);
  for (const one of says) expect(text).toMatch(one);
}

const codes = async (server: LocalServer, email: string): Promise<string[]> =>
  (await server.mails())
    .filter(({ to }) => to?.some(({ address }) => address === email))
    .map(({ text }) => codeIn(text))
    .filter((code) => code !== '');

/** On the page to sign in: asks for a code, and takes it from the outbox. Two interactions. */
export async function askCode(visitor: Visitor, server: LocalServer, email: string): Promise<string> {
  const before = new Set(await codes(server, email));
  const newCode = async (): Promise<string | undefined> => (await codes(server, email)).find((code) => !before.has(code));
  await visitor.fill('Adresse électronique', email);
  await visitor.press('button', 'Recevoir un code');
  const until = performance.now() + patience;
  let code = await newCode();
  while (code === undefined) {
    if (performance.now() > until) throw new Error(`no code came for ${email}`);
    await new Promise((done) => setTimeout(done, 30));
    code = await newCode();
  }
  return code;
}

/** Signs in by a code: four interactions, five to be remembered. */
export async function typeCode(visitor: Visitor, server: LocalServer, email: string, isRemembered = false): Promise<void> {
  await visitor.fill('Code', await askCode(visitor, server, email));
  if (isRemembered) await visitor.tick('Se souvenir de ce navigateur');
  await visitor.press('button', 'Se connecter');
}

/** Somebody signed in by a code. */
export async function signedIn(
  browser: Browser,
  server: LocalServer,
  width: Screen,
  email: string,
  album?: Album,
): Promise<Visitor> {
  const visitor = await aVisitor(browser, server, width, album === undefined ? {} : { album });
  await visitor.open('app/');
  await typeCode(visitor, server, email);
  return visitor;
}

/** Moves the clock of a rehearsal: to the next thing that happens, or to a day. */
export async function moveClock({ address }: LocalServer, to: 'event' | { readonly day: string }): Promise<void> {
  const body = new URLSearchParams(to === 'event' ? { move: 'event' } : { move: 'date', date: to.day });
  const answer = await fetch(`${address}/dev/clock`, { method: 'POST', body, headers: { origin: address }, redirect: 'manual' });
  if (answer.status >= 400) throw new Error(`the clock did not move: ${answer.status}`);
}

/** The address of the form in the newest mail to somebody, once one comes that asks about this milestone alone. */
export async function linkInMail(server: LocalServer, email: string, milestoneId: string): Promise<string> {
  for (let moved = 0; moved < 40; moved += 1) {
    const mails = (await server.mails()).filter(({ to }) => to?.some(({ address }) => address === email));
    const link = mails
      .flatMap(({ text }) => new RegExp(`${server.address}/app/${milestoneId}/`).exec(text ?? '')?.[0] ?? [])
      .at(-1);
    if (link !== undefined) return link;
    await moveClock(server, 'event');
  }
  throw new Error(`no mail asked ${email} about ${milestoneId}`);
}
