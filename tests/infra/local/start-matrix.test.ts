import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkIsLocal } from '../../../infra/local/address.ts';
import { aDataFolder, startServer } from '../../local-server.ts';
import { argumentsFor, fromSource } from '../../programs.ts';

const refused: readonly { readonly [name: string]: string }[] = [
  { NODE_ENV: 'production' },
  { HOST: '0.0.0.0' },
  { HOST: '::' },
  { HOST: '192.0.2.7' },
  { HOST: 'jalon.example.org' },
  { AWS_LAMBDA_FUNCTION_NAME: 'Jalon-Api' },
];

test.each(refused)(
  'S19: the server of one machine does not start with %o, and opens nothing',
  (env) => {
    expect(() => checkIsLocal(env)).toThrow();
    const folder = mkdtempSync(join(tmpdir(), 'jalon-start-'));
    try {
      const { status, stderr, stdout } = spawnSync(process.execPath, argumentsFor('infra/local/server.ts'), {
        env: { ...process.env, JALON_DATA: folder, PORT: '0', ...env },
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect(status).toBe(1);
      expect(`${stdout}${stderr}`).not.toContain('ready');
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  90_000,
);

test('S19: it starts on this machine, and its secret is made once, for its owner alone', async () => {
  for (const env of [{}, { HOST: '' }, { HOST: '127.0.0.1' }, { NODE_ENV: 'test' }])
    expect(() => checkIsLocal(env)).not.toThrow();
  const server = await startServer({}, aDataFolder(), fromSource('infra/local/server.ts'));
  try {
    expect(new URL(server.address).hostname).toBe('127.0.0.1');
    expect(statSync(join(server.dataFolder, 'secret')).mode & 0o777).toBe(0o600);
    expect(server.printed()).not.toMatch(/secret|[A-Za-z0-9_-]{40}/);
  } finally {
    await server.stop();
  }
}, 90_000);
