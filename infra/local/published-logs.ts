import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PublishedFile } from '../../shared/usecases/published-heads.ts';

/** Logs and heads of a published folder, or one log by itself. @throws when there is nothing at the path */
export function readLogs(path: string): PublishedFile[] {
  if (!statSync(path).isDirectory()) return [{ path, text: readFileSync(path, 'utf8') }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && (one.name === 'log.jsonl' || one.name === 'status.json'))
    .map((one) => join(one.parentPath, one.name))
    .sort()
    .map((file) => ({ path: relative(path, file), text: readFileSync(file, 'utf8') }));
}
