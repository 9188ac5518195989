import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundleOf, programFolder, programs } from './programs.ts';

/** CommonJS packages call `require`, which an ES module does not have. */
const banner = "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);";

/** A source in a bundle goes on finding what stands beside it. */
export function standingAt(path: string, source: string): string {
  return source
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
}

const inPlace: Plugin = {
  name: 'in-place',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (path.includes('/node_modules/')) return null;
      return { contents: standingAt(path, readFileSync(path, 'utf8')), loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** Before any test of a run: bundles the programs that tests start, inside the project so that packages are found. */
export async function setup(): Promise<() => void> {
  const parent = resolve('node_modules/.cache');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'jalon-programs-'));
  await build({
    entryPoints: programs.map((program) => ({ in: program, out: bundleOf(program).slice(0, -'.mjs'.length) })),
    ...{ outdir: folder, outExtension: { '.js': '.mjs' }, bundle: true, splitting: true, format: 'esm', platform: 'node' },
    ...{ target: 'node20', banner: { js: banner }, plugins: [inPlace], logLevel: 'warning' },
  });
  process.env[programFolder] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
