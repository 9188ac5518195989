import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Real sources lie beside the project, not in it: their authors' names and addresses stay out of the tree. */
const folder = resolve(import.meta.dirname, '../../../shared');

export const hasSources = existsSync(resolve(folder, 'seeds')) && existsSync(resolve(folder, 'samples'));

/** For the name of a suite that cannot run without them. */
export const whySkipped = hasSources ? '' : ' (SKIPPED: ../shared/seeds and ../shared/samples are not here)';

export function sourceBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(resolve(folder, path)));
}

export function sourceText(path: string): string {
  return readFileSync(resolve(folder, path), 'utf8');
}
