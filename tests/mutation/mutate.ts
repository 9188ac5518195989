import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { standingAt } from '../bundle-programs.ts';
import type { Mutation } from './mutations.ts';

/** The source with one piece put in place of another. @throws when the piece is not there exactly once */
export function mutated(source: string, { id, file, piece, instead }: Mutation): string {
  const found = source.split(piece).length - 1;
  if (found !== 1) throw new Error(`${id}: its piece stands ${found} times in ${file}; write down what it is now`);
  return source.replace(piece, () => instead);
}

/** Puts the mutation into its file as that is loaded; the file on disk stays as it is. `onLoad` hears that it was. */
export function mutating(mutation: Mutation | null, onLoad: () => void): Plugin {
  const file = mutation === null ? null : resolve(mutation.file);
  return {
    name: `mutation-${mutation?.id ?? 'none'}`,
    setup: (bundle) => {
      bundle.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        if (path === file) onLoad();
        const contents = mutation !== null && path === file ? mutated(source, mutation) : source;
        return { contents: standingAt(path, contents), loader: path.endsWith('x') ? 'tsx' : 'ts' };
      });
    },
  };
}
