import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { withFileLock } from '../../shared/adapters/memory/file-lock.ts';
import {
  codeOf,
  identityOf,
  isAlive,
  type ProcessIdentity,
  processIdentity,
} from '../../shared/adapters/memory/process-identity.ts';

/** File of the embedded engine in the data folder. */
export const engineFile = 'record.sqlite';

/** `engine.json`: the engine that runs on a data folder, and the processes that use it. */
const engineState = z.strictObject({
  engine: processIdentity,
  port: z.int().min(1).max(65_535),
  users: z.array(processIdentity.extend({ use: z.int() })),
});
type EngineState = z.infer<typeof engineState>;

export type EngineUse = { readonly endpoint: string; readonly release: () => Promise<void> };

let uses = 0;

/** Where the engine's binary is, or null on platforms it does not exist for. */
export function engineBinary(): string | null {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch (error) {
    if (codeOf(error) === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/**
 * The engine of a data folder, shared by every process that works on it: the first starts it, the last ends it. One
 * whose users were all killed is used again by the next; one that is there but does not answer is replaced.
 */
export async function useEngine(dataFolder: string, binary: string): Promise<EngineUse> {
  uses += 1;
  const me = { ...identityOf(process.pid), use: uses };
  const { engine, port } = await withFileLock(lockOf(dataFolder), async () => {
    const running = await answering(readState(dataFolder));
    const found = running ?? (await startEngine(dataFolder, binary));
    writeState(dataFolder, { ...found, users: [...(running?.users ?? []).filter(isAlive), me] });
    return found;
  });
  return { endpoint: endpointOf(port), release: () => release(dataFolder, engine, me) };
}

async function release(dataFolder: string, engine: ProcessIdentity, me: EngineState['users'][number]): Promise<void> {
  // Somebody removed the folder: nobody could find the engine any more.
  if (!existsSync(dataFolder)) return end(engine);
  await withFileLock(lockOf(dataFolder), async () => {
    const state = readState(dataFolder);
    if (state === null) return;
    const others = state.users.filter((one) => isAlive(one) && !(one.pid === me.pid && one.use === me.use));
    if (others.length > 0) return writeState(dataFolder, { ...state, users: others });
    await end(state.engine);
    rmSync(stateFile(dataFolder), { force: true });
  });
}

async function answering(state: EngineState | null): Promise<EngineState | null> {
  if (state === null || !isAlive(state.engine)) return null;
  if (await answers(state.port)) return state;
  await end(state.engine);
  return null;
}

/** A port is chosen and then taken: another process may come between, so a few are tried. */
async function startEngine(dataFolder: string, binary: string): Promise<Pick<EngineState, 'engine' | 'port'>> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const engine = await launch(dataFolder, binary, port);
    if (engine !== null) return { engine, port };
    if (attempt >= 3) throw new Error(`${binary} does not start on ${join(dataFolder, engineFile)}`);
  }
}

/** Null when it ended before it answered. In a session of its own: Ctrl-C in a terminal ends its users first. */
async function launch(dataFolder: string, binary: string, port: number): Promise<ProcessIdentity | null> {
  const options = ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', join(dataFolder, engineFile)];
  const child = spawn(binary, options, { detached: true, stdio: 'ignore' });
  let failed = false;
  child.once('error', () => {
    failed = true;
  });
  child.once('exit', () => {
    failed = true;
  });
  child.unref();
  for (let waited = 0; waited < 500 && !failed; waited += 1) {
    if (child.pid !== undefined && (await answers(port))) return failed ? null : identityOf(child.pid);
    await sleep(10);
  }
  child.kill('SIGKILL');
  return null;
}

async function end(engine: ProcessIdentity): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(engine)) return;
    process.kill(engine.pid, signal);
    for (let waited = 0; waited < 200 && isAlive(engine); waited += 1) await sleep(10);
  }
}

/** Any answer will do: without credentials it is a refusal that names the engine. */
async function answers(port: number): Promise<boolean> {
  try {
    const answer = await fetch(endpointOf(port), { method: 'POST', signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.headers.has('x-dynoxide-version');
  } catch {
    // Refused, reset or silent: not answering is the answer.
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))));
    });
  });
}

const endpointOf = (port: number): string => `http://127.0.0.1:${port}`;
const stateFile = (dataFolder: string): string => join(dataFolder, 'engine.json');
const lockOf = (dataFolder: string): string => join(dataFolder, 'engine.lock');

function readState(dataFolder: string): EngineState | null {
  try {
    return engineState.parse(JSON.parse(readFileSync(stateFile(dataFolder), 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function writeState(dataFolder: string, state: EngineState): void {
  const next = `${stateFile(dataFolder)}.next`;
  writeFileSync(next, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(next, stateFile(dataFolder));
}
