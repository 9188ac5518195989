import { resolve } from 'node:path';
import type { Plugin } from 'vitest/config';
import type { Mutation } from './mutations.ts';

/** The source with one piece put in place of another. @throws when the piece is not there exactly once */
export function mutated(source: string, { id, file, piece, instead }: Mutation): string {
  const found = source.split(piece).length - 1;
  if (found !== 1) throw new Error(`${id}: its piece stands ${found} times in ${file}; write down what it is now`);
  return source.replace(piece, () => instead);
}

/** Puts the mutation into the file as it is loaded; the file on disk stays as it is. `onLoad` hears that it was. */
export function mutating(mutation: Mutation, onLoad: () => void): Plugin {
  const path = resolve(mutation.file);
  return {
    name: `mutation-${mutation.id}`,
    enforce: 'pre',
    transform: (source, id) => {
      if (id.split('?')[0] !== path) return null;
      onLoad();
      return mutated(source, mutation);
    },
  };
}
