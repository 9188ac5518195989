import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiConfig } from '../../../functions/api/dependencies.ts';
import { localPath } from '../../../functions/api/forms/local-path.ts';
import { sha256Of } from '../../../shared/domain/text.ts';
import { anyText } from '../../any-text.ts';
import { aContact, anAssignment, aPersonId, start } from '../../builders.ts';
import { readPage } from './page.ts';
import { aBrowser, aWorld, origin, signIn, theCode, type World } from './world.ts';

const codePath = '/app/sign-in/code';

async function asked(world: World, email = 'lead@example.org') {
  const browser = aBrowser(world);
  await browser.submit('/app/sign-in', '/app/sign-in', { email });
  return browser;
}

const typeCode = async (browser: ReturnType<typeof aBrowser>, code: string): Promise<number> =>
  (await browser.submit(codePath, codePath, { code })).status;

describe('signing in', () => {
  test('S2: the code typed in the browser that asked for it opens the list of milestones', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const page = await browser.get('/app/');
    expect(page.status).toBe(200);
    expect(readPage(await page.text()).text).toContain('Lancement du comité');
  });

  test('a code may be typed with spaces, hyphens and small letters', async () => {
    const world = await aWorld();
    const browser = await asked(world);
    await world.sendCodes();
    expect(await typeCode(browser, ' abcd-23 45 ')).toBe(303);
  });

  test('S2: the right code fails on the sixth try and works on the fifth', async () => {
    for (const [wrong, status] of [
      [4, 303],
      [5, 422],
    ] as const) {
      const world = await aWorld();
      const browser = await asked(world);
      await world.sendCodes();
      for (let one = 0; one < wrong; one += 1) expect(await typeCode(browser, 'ZZZZ2222')).toBe(422);
      expect(await typeCode(browser, theCode)).toBe(status);
    }
  });

  test('S2: tries made at the same time each pay for one', async () => {
    const world = await aWorld();
    const browser = await asked(world);
    await world.sendCodes();
    const form = readPage(await (await browser.get(codePath)).text()).formFor(codePath);
    const fields = { ...Object.fromEntries(form.fields), code: 'ZZZZ2222' };
    await Promise.all(Array.from({ length: 20 }, () => browser.post(codePath, fields)));
    expect(await typeCode(browser, theCode)).toBe(422);
  });

  test('S2: a code that was used does not work again', async () => {
    const world = await aWorld();
    const browser = await asked(world);
    await world.sendCodes();
    const form = readPage(await (await browser.get(codePath)).text()).formFor(codePath);
    const cookies = new Map(browser.cookies);
    const fields = { ...Object.fromEntries(form.fields), code: theCode };
    expect((await browser.post(codePath, fields)).status).toBe(303);
    const again = aBrowser(world);
    for (const [name, value] of cookies) again.cookies.set(name, value);
    expect((await again.post(codePath, fields)).status).toBe(422);
  });

  test('S2: another browser cannot use the code', async () => {
    const world = await aWorld();
    const first = await asked(world);
    await world.sendCodes();
    const thief = aBrowser(world);
    await thief.get('/app/sign-in');
    const [name = '', own = ''] = [...thief.cookies][0] ?? [];
    const addressKey = [...first.cookies.values()][0]?.split('.')[1];
    thief.cookies.set(name, `${own}.${addressKey}`);
    expect(await typeCode(thief, theCode)).toBe(422);
    expect(await typeCode(first, theCode)).toBe(303);
  });

  test('S2: a code is alive one second before ten minutes and dead at exactly ten', async () => {
    for (const [seconds, status] of [
      [599, 303],
      [600, 422],
    ] as const) {
      const world = await aWorld();
      const browser = await asked(world);
      await world.sendCodes();
      world.wait({ seconds });
      expect(await typeCode(browser, theCode)).toBe(status);
    }
  });

  test('S2: a code that was asked for at an address dies when the person no longer has that address', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    await world.sendCodes();
    const { people } = world.stores;
    const known = await people.contactByEmail('lead@example.org');
    if (known === null) throw new Error('the lead expected');
    await people.updateContact({ ...known, email: 'successor@example.org', version: known.version + 1 });
    const answer = await browser.submit('/app/sign-in/code', '/app/sign-in/code', { code: theCode });
    expect(answer.status).toBe(422);
    expect(await people.sessionsOf(known.id)).toEqual([]);
  });

  test('S2: of two uses at once exactly one signs in', async () => {
    const world = await aWorld();
    const browser = await asked(world);
    await world.sendCodes();
    const form = readPage(await (await browser.get(codePath)).text()).formFor(codePath);
    const fields = { ...Object.fromEntries(form.fields), code: theCode };
    const answers = await Promise.all([browser.post(codePath, fields), browser.post(codePath, fields)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  test('S2: a new code kills the older one, in whatever browser it was asked for', async () => {
    const world = await aWorld();
    const first = await asked(world);
    await world.sendCodes('AAAA2222');
    const second = await asked(world);
    await world.sendCodes('BBBB3333');
    expect(await typeCode(first, 'AAAA2222')).toBe(422);
    expect(await typeCode(second, 'BBBB3333')).toBe(303);
  });

  test('S2: known and unknown addresses get the same answer for the same reads, writes and jobs', async () => {
    const world = await aWorld();
    const seen = [];
    for (const email of ['lead@example.org', 'nobody@example.org']) {
      const browser = aBrowser(world);
      await browser.get('/app/sign-in');
      const form = readPage(await (await browser.get('/app/sign-in')).text()).formFor('/app/sign-in');
      const before = { ...world.traffic };
      const answer = await browser.post('/app/sign-in', { ...Object.fromEntries(form.fields), email });
      const reads = world.traffic.reads - before.reads;
      const writes = world.traffic.writes - before.writes;
      const cookie = answer.headers.getSetCookie().map((line) => line.replace(/=[^;]*/, ''));
      const page = await (await browser.get(answer.headers.get('location') ?? '')).text();
      const shown = page.replace(/name="token" value="[0-9a-f]+"/g, '');
      const jobs = world.queue.length;
      await world.sendCodes('ZZZZ9999');
      const wrong = await browser.submit(codePath, codePath, { code: theCode });
      const refusal = readPage(await wrong.text()).text;
      seen.push({ status: answer.status, location: answer.headers.get('location'), cookie, shown, reads, writes, jobs, refusal });
    }
    expect(seen[0]).toEqual(seen[1]);
    // One for each of three meters, one for the code.
    expect(seen[0]).toMatchObject({ writes: 4, jobs: 1, status: 303 });
  });

  test('a code for an unknown address signs nobody in, even were it right', async () => {
    const world = await aWorld();
    const browser = await asked(world, 'nobody@example.org');
    await world.sendCodes();
    expect(await typeCode(browser, theCode)).toBe(422);
  });

  test('I9: an address that bounced, complained or was never confirmed gets no code; one that unsubscribed does', async () => {
    const cases = [
      [{ suppressed: { reason: 'bounced', at: start } }, null],
      [{ suppressed: { reason: 'complained', at: start } }, null],
      [{ confirmedAt: null }, null],
      [{ suppressed: { reason: 'unsubscribed', at: start } }, aPersonId('lead')],
      [{ pausedUntil: '2022-01-01T00:00:00Z' }, aPersonId('lead')],
    ] as const;
    for (const [change, contactId] of cases) {
      const world = await aWorld({ contacts: [aContact({ as: 'lead', ...change })], assignments: [anAssignment()] });
      await asked(world);
      const code = await world.stores.people.code(world.queue[0]?.addressKey ?? '');
      expect(code?.contactId).toBe(contactId);
    }
  });

  test('a person without any role left is told so after proving the address, and gets no session', async () => {
    const world = await aWorld({ assignments: [anAssignment({ until: '2021-10-01T00:00:00Z' })] });
    const browser = await asked(world);
    await world.sendCodes();
    const answer = await browser.submit(codePath, codePath, { code: theCode });
    expect(answer.status).toBe(403);
    expect((await browser.get('/app/')).status).toBe(303);
  });

  test('what is no address is refused on the spot, with what was typed', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    for (const email of ['', 'lead', 'a@example.org, b@example.org', 'lead@example.org\r\nBcc: x@example.org']) {
      const answer = await browser.submit('/app/sign-in', '/app/sign-in', { email });
      expect(answer.status).toBe(422);
    }
    expect(world.queue).toEqual([]);
  });

  test('the queue and the log never hold an address or a code', async () => {
    const world = await aWorld();
    await asked(world);
    const queued = JSON.stringify(world.queue);
    await world.sendCodes();
    await signIn(world, 'other@example.org');
    expect(queued + world.lines.join('\n')).not.toMatch(/@|ABCD2345|Exemple/);
    expect(world.lines.length).toBeGreaterThan(1);
  });

  test('a deep link leads through sign-in to the very page, in the language that was chosen', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const deep = await browser.get('/app/fr-2021-2023/28/m1/');
    expect(deep.status).toBe(303);
    const asking = await browser.submit(deep.headers.get('location') ?? '', '/app/sign-in', {
      email: 'lead@example.org',
      lang: 'en',
    });
    await world.sendCodes();
    const typing = asking.headers.get('location') ?? '';
    expect(readPage(await (await browser.get(typing)).text()).title).toBe('Enter the code – Jalon');
    const done = await browser.submit(typing, codePath, { code: theCode });
    expect(done.headers.get('location')).toBe('/app/fr-2021-2023/28/m1/');
  });

  test('next is a private page of ours or the list, whatever it holds', () => {
    for (const bad of [
      '//evil.example',
      'https://evil.example/app/',
      '/\\evil.example',
      '/app/../x',
      '/app/..//evil.example',
      '/fr/',
      '',
      '/app/sign-in',
      '/app//x',
      '/app/sign-out',
      '/app/openid',
      '/app/openid/back?code=x&state=y',
      '/app/./openid/back',
      '/app/%6Fpenid/back',
      '/app/sign%2Din/code',
      '/app/%2Fevil.example',
      '/app/%',
      'javascript:alert(1)',
    ]) {
      expect(localPath(bad, origin)).toBe('/app/');
    }
    for (const good of ['/app/fr-2021-2023/28/m1/', '/app/plans/', '/app/account', '/app/openid-2021/28/']) {
      expect(localPath(good, origin)).toBe(good);
    }
    fc.assert(
      fc.property(
        fc.oneof(
          anyText(),
          // fast-check's own web addresses map every character of Unicode before the first is drawn.
          fc
            .tuple(fc.constantFrom('http', 'https'), fc.webAuthority(), anyText())
            .map(([scheme, host, path]) => `${scheme}://${host}/${path}`),
          fc.string().map((text) => `/app/${text}`),
          fc
            .constantFrom('/app/openid/', '/app/sign-in/', '/app/x/../openid/')
            .chain((path) => fc.string().map((text) => path + text)),
        ),
        (wanted) => {
          const url = new URL(localPath(wanted, origin), origin);
          const isOnTheWay = /^\/app\/(?:sign-in|sign-out|openid)(?:\/|$)/.test(url.pathname);
          return url.origin === origin && url.pathname.startsWith('/app/') && !url.pathname.includes('//') && !isOnTheWay;
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

describe('sessions', () => {
  const cookieOf = (browser: ReturnType<typeof aBrowser>): string => browser.cookies.get('__Host-jalon-session') ?? '';

  test('S5: the cookie is __Host-, Secure, HttpOnly, SameSite=Lax, and a new one at each sign-in', async () => {
    const world = await aWorld();
    const browser = await asked(world);
    await world.sendCodes();
    const answer = await browser.submit(codePath, codePath, { code: theCode });
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-jalon-session=')) ?? '';
    expect(line.replace(/=[^;]+/, '=…')).toBe('__Host-jalon-session=…; Path=/; HttpOnly; Secure; SameSite=Lax');
    expect(line).toMatch(/=[A-Za-z0-9_-]{43}\.\d+\.[0-9a-f]{64};/);
    expect(answer.headers.getSetCookie().some((one) => /^__Host-jalon-browser=;.*Max-Age=0/.test(one))).toBe(true);
    expect([...browser.cookies.keys()]).toEqual(['__Host-jalon-session']);
    const second = await signIn(world);
    expect(cookieOf(second).slice(0, 43)).not.toBe(cookieOf(browser).slice(0, 43));
  });

  test('S5: the cookie of a browser on its way in keeps the same rules, before the address is known and after', async () => {
    const world = await aWorld();
    const browser = aBrowser(world);
    const opened = await browser.get('/app/sign-in');
    const sent = await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    for (const [answer, shape] of [
      [opened, /^__Host-jalon-browser=[A-Za-z0-9_-]{43}; Path/],
      [sent, /^__Host-jalon-browser=[A-Za-z0-9_-]{43}\.[0-9a-f]{64}; Path/],
    ] as const) {
      const [line = ''] = answer.headers.getSetCookie();
      expect(line).toMatch(shape);
      expect(line.replace(/=[^;]+/, '=…')).toBe('__Host-jalon-browser=…; Path=/; HttpOnly; Secure; SameSite=Lax');
    }
  });

  test('on plain loopback the cookie has no prefix and is not Secure', async () => {
    const world = await aWorld({ config: { publicUrl: 'http://127.0.0.1:8080', secureCookies: false } });
    const browser = await signIn(world);
    expect([...browser.cookies.keys()]).toEqual(['jalon-session']);
    expect((await browser.get('/app/')).status).toBe(200);
  });

  test('S19: cookies without Secure are refused off this machine, and Secure ones without https', async () => {
    const { secret, source, mailFrom, mailName, stage } = (await aWorld()).config;
    for (const [publicUrl, secureCookies, isAccepted] of [
      ['https://jalon.example.org', true, true],
      ['http://127.0.0.1:8080', false, true],
      ['http://localhost:8080', false, true],
      ['http://jalon.example.org', false, false],
      ['https://jalon.example.org', false, false],
      ['http://127.0.0.1:8080', true, false],
      ['https://jalon.example.org/', true, false],
      ['127.0.0.1:8080', false, false],
    ] as const) {
      const config = { publicUrl, secureCookies, secret, source, mailFrom, mailName, stage };
      expect(apiConfig.safeParse(config).success, publicUrl).toBe(isAccepted);
    }
  });

  test('S5: only the hash of the token is at rest', async () => {
    const world = await aWorld();
    const token = cookieOf(await signIn(world)).slice(0, 43);
    expect(await world.stores.people.session(token)).toBeNull();
    expect(token).toHaveLength(43);
  });

  test('S5: a session is dead after exactly 30 idle minutes, and a visit keeps it alive', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    world.wait({ minutes: 29 });
    expect((await browser.get('/app/')).status).toBe(200);
    world.wait({ minutes: 29, seconds: 59 });
    expect((await browser.get('/app/')).status).toBe(200);
    world.wait({ minutes: 30 });
    expect((await browser.get('/app/')).status).toBe(303);
  });

  test('S5: an older copy of the cookie dies 30 minutes after its own stamp', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const old = cookieOf(browser);
    world.wait({ minutes: 20 });
    await browser.get('/app/');
    world.wait({ minutes: 11 });
    const thief = aBrowser(world);
    thief.cookies.set('__Host-jalon-session', old);
    expect((await thief.get('/app/')).status).toBe(303);
    expect((await browser.get('/app/')).status).toBe(200);
  });

  test('S5: a session is dead at exactly 12 hours however busy it was', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    for (let one = 0; one < 28; one += 1) {
      world.wait({ minutes: 25 });
      expect((await browser.get('/app/')).status).toBe(200);
    }
    world.wait({ minutes: 20 });
    expect((await browser.get('/app/')).status).toBe(303);
  });

  test('S5: signing out ends the session at once, for every copy of the cookie', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const copy = cookieOf(browser);
    const answer = await browser.submit('/app/', '/app/sign-out', {});
    expect(answer.status).toBe(303);
    expect(browser.cookies.size).toBe(0);
    browser.cookies.set('__Host-jalon-session', copy);
    expect((await browser.get('/app/')).status).toBe(303);
  });

  test('S14: a form to sign out with a field nobody knows is refused, and ends nothing', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const token =
      readPage(await (await browser.get('/app/')).text())
        .formFor('/app/sign-out')
        .fields.get('token') ?? '';
    expect((await browser.post('/app/sign-out', { token, more: 'x' })).status).toBe(400);
    expect((await browser.get('/app/')).status).toBe(200);
    expect((await browser.post('/app/sign-out', { token })).status).toBe(303);
  });

  test('S5: signing in again gives a new session, and the old one is gone from the store', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const old = cookieOf(browser).slice(0, 43);
    world.wait({ minutes: 40 });
    await signIn(world, 'lead@example.org', browser);
    expect(cookieOf(browser).slice(0, 43)).not.toBe(old);
    expect(await world.stores.people.session(sha256Of(old))).toBeNull();
    expect(await world.stores.people.sessionsOf(aPersonId('lead'))).toHaveLength(1);
  });

  test('S5: a browser that another person leaves signed in holds nothing of theirs once somebody signs in', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    world.wait({ minutes: 40 });
    await signIn(world, 'other@example.org', browser);
    expect(await world.stores.people.sessionsOf(aPersonId('lead'))).toEqual([]);
    expect(await world.stores.people.sessionsOf(aPersonId('other'))).toHaveLength(1);
  });

  test('S5: the end of the role ends the session at once', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    await world.stores.people.updateAssignment(
      anAssignment({ as: 'lead', commitments: ['28'], until: '2021-10-20T08:00:00Z', version: 2 }),
    );
    expect((await browser.get('/app/')).status).toBe(303);
  });

  test('a cookie whose stamp or token was changed is none', async () => {
    const world = await aWorld();
    const browser = await signIn(world);
    const [token = '', stamp = '', mac = ''] = cookieOf(browser).split('.');
    for (const forged of [`${token}.${Number(stamp) + 600}.${mac}`, `${token}.${stamp}.${'0'.repeat(64)}`, token, '']) {
      const other = aBrowser(world);
      other.cookies.set('__Host-jalon-session', forged);
      expect((await other.get('/app/')).status).toBe(303);
    }
  });
});
