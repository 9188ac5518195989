import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { engineBinary } from '../../../infra/local/dynamodb.ts';
import { openStores } from '../../../infra/local/stores.ts';
import { verifyLog } from '../../../shared/domain/change-log.ts';
import { foldCommitment } from '../../../shared/domain/reduce.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { argumentsFor } from '../../programs.ts';

const program = argumentsFor('tests/infra/local/append-forever.ts');
const running = new Set<ChildProcess>();

/** Starts a writer; `acknowledged` fills with what it says was accepted. */
function startWriter(folder: string, store: string, acknowledged: Map<number, string>): ChildProcess {
  const child = spawn(process.execPath, [...program, folder, store], { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  let rest = '';
  child.stdout.on('data', (bytes: Buffer) => {
    const lines = `${rest}${bytes}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) acknowledged.set(Number(line.split(' ')[0]), line.split(' ')[1] ?? '');
  });
  return child;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

async function kill(child: ChildProcess): Promise<void> {
  const ended = hasEnded(child) ? null : new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
  running.delete(child);
}

const engineFile = z.object({ engine: z.object({ pid: z.int() }) });

const noEngine = engineBinary() === null ? ' (dynamodb: SKIPPED, no engine binary for this platform)' : '';

describe.each(['memory', 'dynamodb'] as const)(`SIGKILL on the %s store${noEngine}`, (store) => {
  const isMissing = store === 'dynamodb' && engineBinary() === null;
  let folder: ReturnType<typeof aFolder>;
  beforeAll(() => {
    folder = aFolder();
  });
  afterAll(async () => {
    for (const child of running) await kill(child);
    // Ends the engine too, when a test failed half way.
    if (!isMissing) await (await openStores(folder.path, { JALON_STORE: store })).close();
    folder.remove();
  });

  test.skipIf(isMissing)(
    'nothing acknowledged is lost, the next start works, and the log verifies',
    async () => {
      const acknowledged = new Map<number, string>();
      for (let round = 0; round < 4; round += 1) {
        const before = acknowledged.size;
        const writers = [startWriter(folder.path, store, acknowledged), startWriter(folder.path, store, acknowledged)];
        while (acknowledged.size < before + 8) {
          if (writers.every(hasEnded)) throw new Error('both writers ended by themselves');
          await sleep(5);
        }
        await sleep(Math.random() * 60);
        // Every second time the engine is killed with its users, in the middle of whatever it was writing.
        if (store === 'dynamodb' && round % 2 === 1) {
          const { engine } = engineFile.parse(JSON.parse(readFileSync(join(folder.path, 'engine.json'), 'utf8')));
          process.kill(engine.pid, 'SIGKILL');
        }
        await Promise.all(writers.map(kill));
        const { stores, close } = await openStores(folder.path, { JALON_STORE: store });
        const read = await stores.record.commitment('fr-2021-2023/28');
        const due = await stores.record.due('fr-2021-2023/28/m1');
        await close();
        const log = read?.log ?? [];
        expect([...acknowledged].filter(([seq, hash]) => log[seq - 1]?.hash !== hash)).toEqual([]);
        expect(verifyLog(log, read?.texts ?? new Map(), 'fr-2021-2023/28')).toBeNull();
        expect(foldCommitment(log)).toEqual(read?.commitment);
        expect(due?.deadlineVersion).toBe(log.length);
      }
      expect(acknowledged.size).toBeGreaterThanOrEqual(32);
    },
    60_000,
  );
});
