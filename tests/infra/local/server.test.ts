import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRehearsalClock } from '../../../infra/local/clock.ts';
import { jalon } from '../../command-line.ts';
import { type LocalServer, startServer } from '../../local-server.ts';

const plan = 'fr-2021-2023';
let server: LocalServer;

beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server?.stop());

const get = (path: string, headers: { [name: string]: string } = {}) =>
  fetch(`${server.address}${path}`, { headers, redirect: 'manual' });
const move = (body: string, origin = server.address) =>
  fetch(`${server.address}/dev/clock`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });

test('one line, and only one, says that it is ready, with the address', () => {
  const lines = server.printed().split('\n');
  expect(lines.filter((line) => line.includes('ready'))).toEqual([`Jalon is ready: ${server.address}/`]);
  expect(server.printed()).toContain('15 September 2021');
});

test('loading the sample sends nothing', async () => {
  expect(await server.mails()).toEqual([]);
});

test('home, plan, both commitments, every feed, the outbox and the private side answer', async () => {
  const files = ['feed.atom', 'feed.json', 'calendar.ics', 'status.json', 'status.csv'];
  const folders = ['/', '/en/', `/${plan}/`, `/en/${plan}/`, `/${plan}/28/`, `/${plan}/29/`, `/en/${plan}/28/`];
  const data = ['/', `/${plan}/`, `/${plan}/28/`, `/${plan}/29/`].flatMap((folder) => files.map((name) => `${folder}${name}`));
  const others = [
    `/${plan}/28/m1/`,
    `/${plan}/log.jsonl`,
    `/${plan}/28/log.jsonl`,
    '/style.css',
    '/dev/',
    '/dev/outbox',
    '/app/sign-in',
  ];
  for (const path of [...folders, ...data, ...others]) expect((await get(path)).status, path).toBe(200);
  expect((await get('/nowhere')).status).toBe(404);
  expect((await get('/%2e%2e/secret')).status).toBe(404);
  expect((await get('/%')).status).toBe(404);
  expect((await get(`/${plan}/28`)).headers.get('location')).toBe(`/${plan}/28/`);
});

test('a public file is told by its entity tag, and data may be read from any site', async () => {
  const first = await get(`/${plan}/feed.atom`);
  const tag = first.headers.get('etag') ?? '';
  expect(first.headers.get('access-control-allow-origin')).toBe('*');
  expect((await get(`/${plan}/feed.atom`, { 'if-none-match': tag })).status).toBe(304);
  expect((await get(`/${plan}/`)).headers.get('access-control-allow-origin')).toBeNull();
});

test('only its own page moves the clock, and only forward', async () => {
  expect((await move('move=day', 'https://elsewhere.example.org')).status).toBe(403);
  expect((await move('move=date&date=2021-09-01')).status).toBe(400);
  expect((await move('move=date&date=soon')).status).toBe(400);
  expect(await (await get('/dev/')).text()).toContain('15 September 2021');
});

test('to the next event brings the first reminder, and what was asked shows on the page', { timeout: 60_000 }, async () => {
  expect(await (await move('move=event')).text()).toContain('1 sent');
  const [mail] = await server.mails();
  expect(mail?.subject).toContain('[#29]');
  expect(mail?.to?.map(({ address }) => address)).toEqual(['referente.sante@example.org']);
  expect(await (await get(`/${plan}/29/`)).text()).toMatch(/Demandé le 23\s*septembre/);
});

test('the service tells when it ran, and the audit finds nothing where the clock was moved', { timeout: 60_000 }, async () => {
  expect(await (await get('/service.json')).json()).toMatchObject({ lastRunAt: '2021-09-23T07:00:00Z' });
  const audit = await jalon(['audit', '--json'], { JALON_DATA: server.dataFolder, JALON_NOW: '' });
  expect([audit.code, JSON.parse(audit.out)]).toMatchObject([0, { findings: [] }]);
});

test('the command line works on the same data beside the server, and the page follows', { timeout: 60_000 }, async () => {
  const env = { JALON_DATA: server.dataFolder, JALON_NOW: '' };
  const said = await jalon(['nothing-to-report', `${plan}/29/m1`, '--note', 'Rien de neuf avant la fin du mois.'], env);
  expect(said).toMatchObject({ code: 0 });
  for (let waited = 0; waited < 100; waited += 1) {
    if ((await (await get(`/${plan}/29/`)).text()).includes('Rien de neuf')) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  expect(await (await get(`/${plan}/29/`)).text()).toContain('Rien de neuf');
});

test('the server’s clock is where the command line moved it', { timeout: 60_000 }, async () => {
  const at = '2021-09-28T10:00:00+02:00';
  expect(await jalon(['remind', '--at', at], { JALON_DATA: server.dataFolder, JALON_NOW: '' })).toMatchObject({ code: 0 });
  expect(await (await get('/dev/')).text()).toContain('28 September 2021');
  expect((await move('move=date&date=2021-09-27')).status).toBe(400);
  expect(await (await move('move=day')).text()).toContain('29 September 2021');
  expect(readRehearsalClock(server.dataFolder)?.toString()).toBe('2021-09-29T08:00:00Z');
});

test('a second server on the same folder is refused and says which process has it', { timeout: 60_000 }, async () => {
  await expect(startServer({}, server.dataFolder)).rejects.toThrow(/already runs on/);
  expect((await get('/')).status).toBe(200);
});
