import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PublishedFile } from '../../shared/usecases/published-heads.ts';

/** Names of files that hold a log or tell heads. */
const read = ['log.jsonl', 'status.json', 'feed.json'];

/** Logs and heads of a published folder, or one log by itself; empty when there is nothing at the path. */
export function readLogs(path: string): PublishedFile[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [{ path, text: readFileSync(path, 'utf8') }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && read.includes(one.name))
    .map((one) => join(one.parentPath, one.name))
    .sort()
    .map((file) => ({ path: relative(path, file), text: readFileSync(file, 'utf8') }));
}
