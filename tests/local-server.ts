import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { argumentsFor } from './programs.ts';

export type LocalServer = {
  readonly address: string;
  readonly dataFolder: string;
  /** Everything it printed so far. */
  readonly printed: () => string;
  /** Mails in the order they were accepted. */
  readonly mails: () => Promise<Email[]>;
  readonly stop: () => Promise<void>;
};

/** A new, empty data folder. */
export function aDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'jalon-data-'));
}

/** Mails of an outbox, in the order they were accepted. */
export async function mailsIn(dataFolder: string): Promise<Email[]> {
  const outbox = join(dataFolder, 'outbox');
  const files = readdirSync(outbox)
    .filter((name) => name.endsWith('.eml'))
    .sort();
  return Promise.all(files.map((name) => PostalMime.parse(readFileSync(join(outbox, name)))));
}

/**
 * For what is about pages and not about stores: the same answers without the engine, at half the work. What starts and is
 * killed, and one way from the mail to the public page, run on the engine.
 */
export const inMemory = { JALON_STORE: 'memory' } as const;

/** Starts what `npm start` starts, on a port the system chooses, and waits for its one line with "ready". */
export async function startServer(
  env: { [name: string]: string } = {},
  dataFolder = aDataFolder(),
  program = argumentsFor('infra/local/server.ts'),
): Promise<LocalServer> {
  // One process: the tsx command would kill a server that is too busy to take its signal at once, and leave the engine.
  const child = spawn(process.execPath, program, {
    env: { ...process.env, JALON_DATA: dataFolder, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  const address = await addressOf(child, () => printed);
  return {
    address,
    dataFolder,
    printed: () => printed,
    mails: () => mailsIn(dataFolder),
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((accept, reject) => {
    const look = (): void => {
      const found = /ready: (http:\/\/\S+?)\/\s/.exec(printed());
      if (found?.[1] !== undefined) accept(found[1]);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${printed()}`)));
  });
}
