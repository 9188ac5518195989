import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inMemory, type LocalServer, startServer } from '../../../local-server.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** The example of docs/api.md, to the letter. */
const example = /<!-- example -->\n```sh\n([\s\S]*?)```/.exec(readFileSync('docs/api.md', 'utf8'))?.[1] ?? 'exit 1';

describe.skipIf(!hasCurl)(`the example of docs/api.md${hasCurl ? '' : ' (SKIPPED: curl is not here)'}`, () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await startServer(inMemory);
  }, 60_000);
  afterAll(() => server?.stop());

  const run = (): Promise<string> =>
    new Promise((done) => {
      const shell = spawn('bash', ['-eu', '-c', example], {
        env: { ...process.env, JALON: server.address, OUTBOX: join(server.dataFolder, 'outbox') },
      });
      let printed = '';
      for (const stream of [shell.stdout, shell.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
      shell.once('close', (code) => done(`${printed}exit ${code}`));
    });

  test('works as it stands: signs in, declares once, and is refused its key the second time', async () => {
    const first = await run();
    expect(first).toContain('{"ok":true,"log":"fr-2021-2023/28","seq":2,"version":2}');
    expect(first).toContain('"declared": "substantial"');
    expect(first).toMatch(/exit 0$/);
    expect(await run()).toContain('urn:jalon:problem:key-reused');
  }, 60_000);
});
