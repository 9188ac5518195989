import { join, resolve } from 'node:path';

/** Where a run of the tests keeps {@link programs} as bundles; unset outside of one. */
export const programFolder = 'JALON_TEST_PROGRAMS';

/** What tests start as processes of their own. */
export const programs = [
  'infra/local/server.ts',
  'infra/cli/main.ts',
  'bench/main.ts',
  'tests/infra/local/append-forever.ts',
  'tests/infra/local/import-forever.ts',
  'tests/usecases/print-rehearsal.ts',
  'tests/simulation/player.ts',
] as const;
export type Program = (typeof programs)[number];

export const bundleOf = (program: Program): string => `${program.replaceAll('/', '-').slice(0, -'.ts'.length)}.mjs`;

/** What makes node run a program as `npm start` does: from its source. */
export const fromSource = (program: string): readonly string[] => ['--import', 'tsx', resolve(program)];

/**
 * What makes node run a program: in a run of the tests from the bundle that was made when the run began, because reading
 * hundreds of sources takes most of a start; from its source elsewhere.
 */
export function argumentsFor(program: Program): readonly string[] {
  const folder = process.env[programFolder];
  return folder === undefined ? fromSource(program) : [join(folder, bundleOf(program))];
}
