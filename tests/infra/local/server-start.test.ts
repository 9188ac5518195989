import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { aDataFolder, inMemory, startServer } from '../../local-server.ts';
import { argumentsFor } from '../../programs.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = aDataFolder();
  folders.push(folder);
  return folder;
}

/** The server as one process, so that a signal meets no one else. */
function bareServer(dataFolder: string, env: { [name: string]: string } = {}) {
  const child = spawn(process.execPath, argumentsFor('infra/local/server.ts'), {
    env: { ...process.env, JALON_DATA: dataFolder, PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const ended = new Promise<{ code: number | null; err: string }>((done) => child.once('close', (code) => done({ code, err })));
  return { child, ended };
}

test.each([
  ['clock.json', 0],
  ['sample.unfinished', 0],
  ['sample.unfinished', 60],
  ['sample.unfinished', 180],
])(
  'a first start killed %s + %i ms is finished by the next one, which is a rehearsal',
  { timeout: 90_000 },
  async (file, later) => {
    const dataFolder = newFolder();
    const { child, ended } = bareServer(dataFolder);
    while (!existsSync(join(dataFolder, file)) && child.exitCode === null) await sleep(1);
    await sleep(later);
    child.kill('SIGKILL');
    await ended;
    const server = await startServer({}, dataFolder);
    try {
      expect(server.printed()).toContain('Rehearsal: the clock stands at 15 September 2021');
      expect(existsSync(join(dataFolder, 'sample.unfinished'))).toBe(false);
      const moved = await fetch(`${server.address}/dev/clock`, {
        method: 'POST',
        headers: { origin: server.address, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'move=event',
      });
      expect(await moved.text()).toContain('1 sent');
    } finally {
      await server.stop();
    }
  },
);

test('the front door of one machine is in the language JALON_LANGUAGE names, and in the other one after the next start', async () => {
  const dataFolder = newFolder();
  const statusOf = async (address: string) => (await fetch(address)).status;
  const langOf = async (address: string) => /<html lang="(..)">/.exec(await (await fetch(address)).text())?.[1];
  for (const [language, other, env] of [
    ['en', 'fr', { JALON_LANGUAGE: 'en' }],
    ['fr', 'en', {}],
  ] as const) {
    const { address, stop } = await startServer({ ...inMemory, ...env }, dataFolder);
    try {
      for (const name of ['', 'method/', 'changes/', 'nowhere/', 'app/sign-in']) {
        expect([name, await langOf(`${address}/${name}`)]).toEqual([name, language]);
      }
      expect(await langOf(`${address}/${other}/method/`)).toBe(other);
      expect(await statusOf(`${address}/${language}/`)).toBe(404);
      expect(await (await fetch(`${address}/en/fr-2021-2023/`)).text()).toContain(
        `<a class="brand" href="${language === 'en' ? '/' : '/en/'}">`,
      );
    } finally {
      await stop();
    }
  }
});

test('a language Jalon has no pages in stops the start', { timeout: 60_000 }, async () => {
  const { ended } = bareServer(newFolder(), { ...inMemory, JALON_LANGUAGE: 'de' });
  const { code, err } = await ended;
  expect(code).toBe(1);
  expect(err).toContain('JALON_LANGUAGE');
});

test('a browser that keeps a request open does not keep the server from ending', { timeout: 60_000 }, async () => {
  const server = await startServer(inMemory, newFolder());
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  socket.on('error', () => null);
  const head = ['POST /dev/clock HTTP/1.1', 'Host: 127.0.0.1', `Origin: ${server.address}`, 'Content-Length: 100'];
  await new Promise((done) =>
    socket.write([...head, 'Content-Type: application/x-www-form-urlencoded', '', 'move'].join('\r\n'), done),
  );
  await sleep(300);
  const ended = server.stop().then(() => 'ended');
  expect(await Promise.race([ended, sleep(20_000, 'still there', { ref: false })])).toBe('ended');
  socket.destroy();
});

test('a start that fails after it listens says why, ends, and leaves the folder free', { timeout: 60_000 }, async () => {
  const dataFolder = newFolder();
  const site = join(dataFolder, 'site');
  writeFileSync(site, 'a file where a folder should be');
  const { child, ended } = bareServer(dataFolder);
  const late = sleep(40_000, null, { ref: false });
  const result = await Promise.race([ended, late]);
  if (result === null) child.kill('SIGKILL');
  expect(result).toMatchObject({ code: 1 });
  expect(result?.err).toMatch(/^jalon: /m);
  expect(existsSync(join(dataFolder, 'server.json'))).toBe(false);
});
