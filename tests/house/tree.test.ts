import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Not ours, or made by a command. */
const ignored = ['node_modules', '.git', 'cdk.out', 'coverage', '.jalon'];

/** How deep the drawing must go: deeper folders are their parent's own affair. */
const depth = 3;

/** Folders and files of the drawing, as paths from the project's root. */
function drawn(): string[] {
  const drawing = /```\n([\s\S]*?)```/.exec(readFileSync('docs/house.md', 'utf8'))?.[1] ?? '';
  const parents: string[] = [];
  return drawing
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const level = (line.length - line.trimStart().length) / 2;
      const names =
        /\s{2}\S/.test(line.trim()) && !line.includes('  CONTRIBUTING')
          ? [line.trim().split(/\s{2,}/)[0] ?? '']
          : line.trim().split(/\s+/);
      parents.splice(level);
      const paths = names.map((name) => [...parents, name].join(''));
      const [only] = names;
      if (only?.endsWith('/')) parents.push(only);
      return paths;
    });
}

function foldersBelow(folder: string, level: number): string[] {
  if (level > depth) return [];
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !ignored.includes(one.name))
    .flatMap(({ name }) => {
      const path = `${folder}${name}/`;
      return [path, ...foldersBelow(path, level + 1)];
    })
    .filter((path) => filesIn(path) > 0);
}

function filesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
}

test('everything the drawing names is there', () => {
  const missing = drawn().filter((path) => !existsSync(join('.', path)));
  expect(missing).toEqual([]);
});

test('every folder is in the drawing, down to the third level; of the tests, their rooms', () => {
  const names = new Set(drawn());
  const found = foldersBelow('', 1).filter((path) => !/^tests\/[^/]+\/./.test(path));
  expect(found.filter((path) => !names.has(path))).toEqual([]);
});

test('every file at the top is in the drawing', () => {
  const names = new Set(drawn());
  const files = readdirSync('.', { withFileTypes: true }).filter(
    (one) => one.isFile() && !one.name.startsWith('.') && !one.name.endsWith('.log'),
  );
  expect(files.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
});
