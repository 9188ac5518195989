import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineBinary } from '../../../infra/local/dynamodb.ts';
import { openStores } from '../../../infra/local/stores.ts';
import { verifyLog } from '../../../shared/domain/change-log.ts';
import { readText } from '../../../shared/domain/text.ts';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { finishImports } from '../../../shared/usecases/finish-imports.ts';
import { commitmentsOfPlan } from '../../../shared/usecases/plan-milestones.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { argumentsFor } from '../../programs.ts';

const program = argumentsFor('tests/infra/local/import-forever.ts');

/** Runs the process until it has acknowledged `enough` lines, then a moment longer, and kills it. */
async function runAndKill(folder: string, store: string, first: number, enough: number, moment: number): Promise<string[]> {
  const child = spawn(process.execPath, [...program, folder, store, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('close', done));
  let printed = '';
  child.stdout.on('data', (bytes) => {
    printed += String(bytes);
  });
  while (printed.split('\n').length <= enough && child.exitCode === null) await sleep(2);
  await sleep(moment);
  child.kill('SIGKILL');
  await ended;
  return printed.split('\n').slice(0, -1);
}

const problemOf = ({ commitment: { state }, texts }: CommitmentRecord): string | null =>
  readText(texts, state.prose.problem?.['fr'] ?? null);
const numbersOf = (lines: readonly string[], verb: string): number[] =>
  lines.filter((line) => line.startsWith(verb)).map((line) => Number(line.split(' ')[1]));

describe.each(['memory', 'dynamodb'] as const)('SIGKILL during imports and declarations on the %s store', (store) => {
  const isMissing = store === 'dynamodb' && engineBinary() === null;
  let folder: ReturnType<typeof aFolder>;
  beforeAll(() => {
    folder = aFolder();
  });
  afterAll(async () => {
    if (!isMissing) await (await openStores(folder.path, { JALON_STORE: store })).close();
    folder.remove();
  });

  test.skipIf(isMissing)(
    'all three sheets or none, nothing acknowledged is lost, and the next start works',
    async () => {
      let round = 1;
      for (const moment of [0, 4, 9, 17]) {
        const lines = await runAndKill(folder.path, store, round, 3, moment);
        const { stores, close } = await openStores(folder.path, { JALON_STORE: store });
        await finishImports(stores);
        const records = await commitmentsOfPlan(stores.record, 'fr-2021-2023');
        await close();
        const imported = Math.max(...numbersOf(lines, 'imported'));
        const problems = records.map(problemOf);
        expect(new Set(problems).size, `${problems}`).toBe(1);
        expect(Number(problems[0]?.split(' ')[1])).toBeGreaterThanOrEqual(imported);
        const declared = Math.max(...numbersOf(lines, 'declared'));
        expect(records[0]?.log[declared - 1]?.type).toBe('declared');
        for (const { log, texts, commitment } of records) {
          expect(verifyLog(JSON.parse(JSON.stringify(log)), texts, commitment.state.id, commitment.state.head)).toBeNull();
        }
        round = imported + 10;
      }
    },
    60_000,
  );
});
