import { describe, expect, test } from 'vitest';
import { sha256Of } from '../../../shared/domain/text.ts';
import { aSession } from '../../builders.ts';
import { logOf, path, send } from './declare-world.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, signIn } from './world.ts';

describe('nothing to report', () => {
  const nothing = `${path}nothing-to-report`;

  test('is one page and one confirmation: one dated entry, and the declared status stays', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await send(browser, { status: 'substantial', step: 'confirm' });
    expect(readPage(await (await browser.get(path)).text()).hrefs).toContain(nothing);
    const done = await browser.submit(nothing, nothing, { note: 'Même état qu’en septembre' });
    expect(done.headers.get('location')).toBe(`${path}?saved=3`);
    expect((await logOf(world)).at(-1)).toMatchObject({ type: 'nothing-to-report', actor: { role: 'lead' } });
    const page = readPage(await (await browser.get(`${path}?saved=3`)).text());
    expect(page.text).toContain('C’est enregistré');
    expect(page.formFor(path).fields.get('status')).toBe('substantial');
  });

  test('I12: sent twice is one entry; a stale one shows what is recorded and asks again', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const fields = Object.fromEntries(readPage(await (await browser.get(nothing)).text()).formFor(nothing).fields);
    const twice = [await browser.post(nothing, fields), await browser.post(nothing, fields)];
    expect(twice.map((one) => one.headers.get('location'))).toEqual([`${path}?saved=2`, `${path}?saved=2`]);
    await send(browser, { status: 'substantial', done: 'Du nouveau', step: 'confirm' });
    const stale = await browser.post(nothing, { ...fields, note: 'Rien' });
    expect(stale.status).toBe(409);
    expect(readPage(await stale.clone().text()).text).toContain('Du nouveau');
    expect((await browser.resubmit(stale, nothing, {})).status).toBe(303);
    expect(await logOf(world)).toHaveLength(4);
  });

  test('refuses a note with an address in it and keeps the note', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const answer = await browser.submit(nothing, nothing, { note: 'voir nom@example.org' });
    expect(answer.status).toBe(422);
    expect(
      readPage(await answer.text())
        .formFor(nothing)
        .fields.get('note'),
    ).toBe('voir nom@example.org');
    expect(await logOf(world)).toHaveLength(1);
  });
});

describe('from the link in the mail', () => {
  test('a remembered browser has answered after four interactions', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const token = 'r'.repeat(43);
    const [startedAt, expiresAt] = ['2021-10-01T08:00:00Z', '2021-12-30T08:00:00Z'];
    const session = aSession({ way: 'remembered', tokenHash: sha256Of(token) });
    await world.stores.people.putSession({ ...session, startedAt, lastSeenAt: startedAt, expiresAt });
    browser.cookies.set('__Host-jalon-remembered', token);

    const steps: string[] = [];
    const opened = await browser.get(path);
    steps.push('open the link');
    expect(opened.status).toBe(200);
    steps.push('choose where it stands');
    const preview = await browser.resubmit(opened, path, { status: 'substantial', step: 'preview' });
    steps.push('preview');
    const done = await browser.resubmit(preview, path, { step: 'confirm' });
    steps.push('confirm');
    expect(done.headers.get('location')).toBe(`${path}?saved=2`);
    expect(steps.length).toBeLessThanOrEqual(4);

    const again = await browser.get(path);
    const quick = readPage(await again.text()).hrefs.filter((href) => href.endsWith('nothing-to-report'));
    expect(quick).toEqual([`${path}nothing-to-report`]);
    const answer = await browser.submit(`${path}nothing-to-report`, `${path}nothing-to-report`, {});
    expect(answer.headers.get('location')).toBe(`${path}?saved=3`);
    expect((await logOf(world)).map(({ type }) => type)).toEqual(['imported', 'declared', 'nothing-to-report']);
  });

  test('S2: what else its page links to leads a remembered browser to sign in, and back', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const token = 'r'.repeat(43);
    const at = '2021-10-01T08:00:00Z';
    const session = aSession({ way: 'remembered', tokenHash: sha256Of(token) });
    await world.stores.people.putSession({ ...session, startedAt: at, lastSeenAt: at, expiresAt: '2021-12-30T08:00:00Z' });
    browser.cookies.set('__Host-jalon-remembered', token);
    const { hrefs } = readPage(await (await browser.get(path)).text());
    const others = ['deadline', 'hand-on', 'withdraw'].map((name) => `${path}${name}`);
    expect(hrefs).toEqual(expect.arrayContaining(others));
    for (const other of others) {
      const answer = await browser.get(other);
      expect(answer.headers.get('location'), other).toBe(`/app/sign-in?${new URLSearchParams({ lang: 'fr', next: other })}`);
    }
  });
});
