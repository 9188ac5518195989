import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { createVitest } from 'vitest/node';
import { mutating } from './mutate.ts';
import { type Mutation, mutations, type Part } from './mutations.ts';
import type { Told } from './told.ts';

/** A part as it runs: a file with all of our code in it that its tests reach. */
type Bundle = { readonly file: string; readonly named: RegExp; readonly isLoaded: boolean };

const parent = resolve('node_modules/.cache');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'jalon-mutants-'));

/** Bundles a part over the real code, or over the code with a mutation. Packages are left out: all bundles share them. */
async function bundled(name: string, { file, named }: Part, mutation: Mutation | null): Promise<Bundle> {
  const outfile = join(folder, `${name}.test.mjs`);
  let isLoaded = false;
  const plugin = mutating(mutation, () => {
    isLoaded = true;
  });
  await build({
    ...{ entryPoints: [file], outfile, bundle: true, packages: 'external', format: 'esm', platform: 'node', target: 'node20' },
    ...{ plugins: [plugin], logLevel: 'warning' },
  });
  return { file: outfile, named, isLoaded };
}

/** Tests of one file that several mutants must not pass are run over the real code once. */
function partsOnce(all: readonly Mutation[]): Part[] {
  const files = [...new Set(all.map(({ part }) => part.file))];
  return files.map((file) => {
    const names = all.filter(({ part }) => part.file === file).map(({ part }) => part.named.source);
    return { file, named: new RegExp(names.map((name) => `(?:${name})`).join('|')) };
  });
}

const parts = partsOnce(mutations);

const vitest = await createVitest('test', {
  ...{ config: false, watch: false, maxWorkers: 1, isolate: false, reporters: [{}] },
  ...{ testTimeout: 60_000, hookTimeout: 60_000, expect: { requireAssertions: true } },
});

/** What happened to the tests of one bundle. */
function toldOf({ file }: Bundle): Told {
  const told = { passed: 0, failed: 0, broken: 0 };
  const module = vitest.state.getTestModules().find((one) => one.moduleId === file);
  if (module === undefined) return told;
  told.broken += module.errors().length;
  for (const suite of module.children.allSuites()) told.broken += suite.errors().length;
  for (const one of module.children.allTests()) {
    const { state } = one.result();
    if (state === 'passed' || state === 'failed') told[state] += 1;
  }
  return told;
}

try {
  const real = await Promise.all(parts.map((part, place) => bundled(`real-${place + 1}`, part, null)));
  const mutants = await Promise.all(mutations.map((one) => bundled(one.id, one.part, one)));
  const project = vitest.getRootProject();
  await vitest.runTestSpecifications(
    [...real, ...mutants].map(({ file, named }) => project.createSpecification(file, { testNamePattern: named })),
  );
  const told = {
    real: real.map((one, place) => ({ file: parts[place]?.file ?? '', ...toldOf(one) })),
    mutants: mutants.map((one, place) => ({ id: mutations[place]?.id ?? '', isLoaded: one.isLoaded, ...toldOf(one) })),
  };
  process.stdout.write(`\n${JSON.stringify(told)}\n`);
} finally {
  await vitest.close();
  rmSync(folder, { recursive: true, force: true });
}
// Tests that failed, as they should, are no failure of this run.
process.exitCode = 0;
