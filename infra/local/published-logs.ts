import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { PublishedFile } from '../../shared/usecases/published-heads.ts';

/** Names of files that hold a log or tell heads. */
const read = ['log.jsonl', 'status.json', 'feed.json'];

/** Stands for bytes that are no text. */
const noText = '\u0000';

/**
 * A file's lines, each as its bytes say it. A line that is no UTF-8 is taken for one that cannot be read: decoded with
 * replacements it might pass for what was published.
 */
function textOf(file: string): string {
  const lines: string[] = [];
  const bytes = readFileSync(file);
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end);
    lines.push(isUtf8(line) ? line.toString('utf8') : noText);
    start = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines.join('\n');
}

/** Logs and heads of a published folder, or one log by itself; empty when there is nothing at the path. */
export function readLogs(path: string): PublishedFile[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [{ path, text: textOf(path) }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && read.includes(one.name))
    .map((one) => join(one.parentPath, one.name))
    .sort()
    .map((file) => ({ path: relative(path, file), text: textOf(file) }));
}
