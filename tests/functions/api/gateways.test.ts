import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OutgoingMail } from '../../../shared/ports.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { codeIn } from '../../code-in.ts';
import { type RecordedSite, recordedSite } from '../../usecases/publish-world.ts';
import { aFullWorld, type FullWorld, plan, stopToken } from './full-world.ts';
import { anOutbox, linksIn } from './outbox.ts';
import { aBrowser, type Browser, origin } from './world.ts';

/** How often a gateway opens each link, by GET and by HEAD (RELIABILITY F25). */
const times = 50;

type Stage = {
  readonly world: FullWorld;
  readonly mails: readonly OutgoingMail[];
  /** Addresses in those mails, each once, without our own name. */
  readonly links: readonly string[];
  readonly site: RecordedSite;
  /** A browser that asked for a code, and the code it was mailed. */
  readonly asking: { readonly browser: Browser; readonly code: string };
  /** One that is signed in and remembered. */
  readonly inside: Browser;
};

const codeOf = async ({ raw }: OutgoingMail): Promise<string> => codeIn((await PostalMime.parse(raw)).text);

/** Two months of reminders, changes and codes: every kind of mail there is. */
async function aStage(): Promise<Stage> {
  const world = await aFullWorld();
  const { mails, open, change, run, sendCodes } = anOutbox(world);
  await open('2021-10-20T08:00:00Z');
  await run('2021-10-20T08:00:00Z', '2021-10-31T12:00:00Z');
  await change('2021-10-31T12:00:00Z');
  await run('2021-10-31T12:00:00Z', '2021-12-20T08:00:00Z');
  world.at('2021-12-20T08:00:00Z');

  const inside = aBrowser(world);
  await inside.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
  await sendCodes(world.now());
  const first = mails.at(-1);
  if (first === undefined) throw new Error('no code was mailed');
  await inside.submit('/app/sign-in/code', '/app/sign-in/code', { code: await codeOf(first), remember: 'yes' });

  const browser = aBrowser(world);
  await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
  await sendCodes(world.now());
  const last = mails.at(-1);
  if (last === undefined) throw new Error('no code was mailed');

  const site = recordedSite();
  await publishAll({ ...world.stores, site, version: 'program-1' }, { now: world.now(), publicUrl: origin });
  const links = [...new Set((await Promise.all(mails.map(linksIn))).flat())];
  return { world, mails, links, site, asking: { browser, code: await codeOf(last) }, inside };
}

/** A link below our own name. */
const below = (link: string): string => decodeURI(new URL(link).pathname) + new URL(link).search;

describe('every link of every mail', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage();
  }, 60_000);

  test('F25: there are mails of every kind, and all they link to is ours, over https', async () => {
    const subjects = await Promise.all(stage.mails.map(async ({ raw }) => (await PostalMime.parse(raw)).subject ?? ''));
    expect(subjects.length).toBeGreaterThan(10);
    const texts = await Promise.all(stage.mails.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''));
    const headings = ['à venir', 'dépassée', 'restée sans réponse', 'déjà passée', 'déplacée', 'À savoir', 'code de connexion'];
    expect(headings.filter((one) => !texts.some((text) => text.includes(one)))).toEqual([]);
    expect(stage.links.length).toBeGreaterThan(8);
    for (const link of stage.links) expect(link.startsWith(`${origin}/`), link).toBe(true);
  });

  test('S3: no mail carries a credential but the one that stops mail, and the code mail carries no link at all', async () => {
    const people = await stage.world.stores.people.peopleOf(plan);
    const stops = new Set(people.contacts.map((one) => one.stopToken));
    for (const link of stage.links) {
      const long = below(link).match(/[A-Za-z0-9_-]{20,}|[0-9a-f]{16,}/g) ?? [];
      expect(
        long.filter((one) => !stops.has(one)),
        link,
      ).toEqual([]);
      expect(['', '?lang=fr', '?lang=en'], link).toContain(new URL(link).search);
    }
    const codes = stage.mails.filter(({ tags }) => tags['kind'] === 'code');
    expect(codes.length).toBe(2);
    for (const mail of codes) expect(await linksIn(mail)).toEqual([]);
  });

  test('every link leads to a page of the private side or to a file that is published', async () => {
    for (const path of stage.links.map(below)) {
      if (path.startsWith('/app/')) {
        const answer = await stage.world.app.request(path);
        expect([200, 303], path).toContain(answer.status);
      } else {
        expect(stage.site.files.has(path.slice(1).replace(/(^|\/)$/, '$1index.html')), path).toBe(true);
      }
    }
  });

  test('S3: what a link opens sends no form by itself and runs nothing', async () => {
    const pages = [...stage.site.files.values()].filter(({ path }) => path.endsWith('.html')).map(({ body }) => body);
    for (const path of stage.links.map(below).filter((one) => one.startsWith('/app/'))) {
      for (const asking of [stage.inside, aBrowser(stage.world)]) {
        const answer = await asking.get(path);
        pages.push(await answer.text());
        expect(answer.headers.get('refresh'), path).toBeNull();
      }
    }
    for (const html of pages) expect(html).not.toMatch(/<script|http-equiv="?refresh|\son[a-z]+=|autofocus[^>]*type="?submit/i);
  });

  test('F25: fifty GETs and HEADs of each, with and without the cookies of their reader, change no row; code, session and stop link still work', async () => {
    const { world, asking, inside, links } = stage;
    const strangers = aBrowser(world);
    const before = { rows: world.rows(), writes: world.traffic.writes };
    const paths = links.map(below).filter((path) => path.startsWith('/app/'));
    expect(paths.some((path) => path.includes('/app/stop/'))).toBe(true);
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths) {
      for (let one = 0; one < times; one += 1) {
        for (const method of ['GET', 'HEAD']) {
          const by = [strangers, inside, asking.browser][one % 3] ?? strangers;
          const answer = await by.request(path, { method });
          expect(answer.status, path).toBeLessThan(by === strangers ? 400 : 405);
        }
      }
    }
    expect(world.rows()).toBe(before.rows);
    expect(world.traffic.writes).toBe(before.writes);

    // The code of the mail, in the browser that asked for it; the session that was open; the remembered browser; the stop link.
    const typed = await asking.browser.submit('/app/sign-in/code', '/app/sign-in/code', { code: asking.code });
    expect(typed.status).toBe(303);
    expect((await asking.browser.get('/app/account')).status).toBe(200);
    expect((await inside.get('/app/account')).status).toBe(200);
    inside.cookies.delete('__Host-jalon-session');
    expect((await inside.get('/app/')).status).toBe(200);
    const lead = () => world.stores.people.contactByStopToken(stopToken);
    expect(await lead()).toMatchObject({ suppressed: null });
    const stop = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await world.app.request(`/app/stop/${stopToken}`, stop)).status).toBe(200);
    expect(await lead()).toMatchObject({ suppressed: { reason: 'unsubscribed' } });
  }, 120_000);
});
