import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { UsageError } from './command.ts';

/** Files by their base names: the path is the caller's own affair. @throws UsageError for one that cannot be opened */
export function readFiles(files: readonly string[]): { name: string; bytes: Uint8Array }[] {
  if (files.length === 0) throw new UsageError('name at least one file');
  return files.map((file) => {
    try {
      return { name: basename(file), bytes: readFileSync(file) };
    } catch (error) {
      throw new UsageError(`${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}
