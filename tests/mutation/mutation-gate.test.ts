import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { mutated } from './mutate.ts';
import { mutations } from './mutations.ts';
import { toldOfAll } from './told.ts';

const run = promisify(execFile);

/** As in a shell: what this run told its own workers is none of theirs. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
}

async function runParts() {
  const { stdout } = await run(process.execPath, ['--import', 'tsx', resolve('tests/mutation/run-parts.ts')], {
    env: plainEnvironment(),
    maxBuffer: 50_000_000,
  });
  return toldOfAll.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}

test('each mutation is put into the real code, at exactly one place', () => {
  for (const one of mutations) expect(mutated(readFileSync(one.file, 'utf8'), one)).toContain(one.instead);
  const [first] = mutations;
  if (first === undefined) throw new Error('no mutations');
  expect(() => mutated('nothing of it', first)).toThrow(/stands 0 times/);
  expect(() => mutated(first.piece + first.piece, first)).toThrow(/stands 2 times/);
});

test('M1–M10: the part of the suite that must notice a fault passes without it and fails with it', {
  timeout: 400_000,
}, async () => {
  const { real, mutants } = await runParts();
  expect(real.filter(({ passed, failed, broken }) => passed === 0 || failed + broken > 0)).toEqual([]);
  const killed = mutants.filter(({ isLoaded, failed, broken }) => isLoaded && failed > 0 && broken === 0);
  console.info(`mutation gate: ${killed.length} of ${mutations.length}`);
  expect(mutants.filter((one) => !killed.includes(one))).toEqual([]);
  expect(killed.map(({ id }) => id)).toEqual(mutations.map(({ id }) => id));
  expect(killed).toHaveLength(10);
});
