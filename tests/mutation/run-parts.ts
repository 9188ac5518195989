import { resolve } from 'node:path';
import { createVitest, type TestProject } from 'vitest/node';
import { mutating } from './mutate.ts';
import { type Mutation, mutations, type Part } from './mutations.ts';
import type { Told } from './told.ts';

/** The code as it is, beside its mutants. */
const asItIs = 'as it is';

const loaded = new Set<string>();

/** A project of its own for each mutant: the same tests over a source that differs in one piece. */
const projects = [asItIs, ...mutations.map(({ id }) => id)].map((name) => {
  const mutation = mutations.find(({ id }) => id === name);
  return {
    ...(mutation === undefined ? {} : { plugins: [mutating(mutation, () => loaded.add(name))] }),
    test: {
      ...{ name, include: ['tests/**/*.test.ts'], isolate: false, testTimeout: 60_000, hookTimeout: 60_000 },
      expect: { requireAssertions: true },
    },
  };
});

const vitest = await createVitest('test', {
  ...{ config: false, watch: false, maxWorkers: 2, reporters: [{}], projects },
});

function projectNamed(name: string): TestProject {
  const found = vitest.projects.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no project ${name}`);
  return found;
}

/** What happened to one part in one project. */
function toldOf(project: string, { file }: Part): Told {
  const told = { passed: 0, failed: 0, broken: 0 };
  const module = vitest.state.getTestModules().find((one) => one.project.name === project && one.moduleId === resolve(file));
  if (module === undefined) return told;
  told.broken += module.errors().length;
  for (const suite of module.children.allSuites()) told.broken += suite.errors().length;
  for (const one of module.children.allTests()) {
    const { state } = one.result();
    if (state === 'passed' || state === 'failed') told[state] += 1;
  }
  return told;
}

const specificationOf = (project: string, { file, named }: Part) =>
  projectNamed(project).createSpecification(resolve(file), { testNamePattern: named });

/** Tests of one file that several mutants must not pass are run over the real code once. */
function partsOnce(all: readonly Mutation[]): Part[] {
  const files = [...new Set(all.map(({ part }) => part.file))];
  return files.map((file) => {
    const names = all.filter(({ part }) => part.file === file).map(({ part }) => part.named.source);
    return { file, named: new RegExp(names.map((name) => `(?:${name})`).join('|')) };
  });
}

const real = partsOnce(mutations);
await vitest.runTestSpecifications([
  ...real.map((part) => specificationOf(asItIs, part)),
  ...mutations.map(({ id, part }) => specificationOf(id, part)),
]);
const told = {
  real: real.map((part) => ({ file: part.file, ...toldOf(asItIs, part) })),
  mutants: mutations.map(({ id, part }) => ({ id, isLoaded: loaded.has(id), ...toldOf(id, part) })),
};
process.stdout.write(`\n${JSON.stringify(told)}\n`);
await vitest.close();
// Tests that failed, as they should, are no failure of this run.
process.exitCode = 0;
