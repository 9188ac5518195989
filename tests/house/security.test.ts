import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const manual = readFileSync('SECURITY.md', 'utf8');

/** The checks of RELIABILITY 7, as the table of SECURITY.md tells them: what is done, and which files prove it. */
const rows = [...manual.matchAll(/^\| (S\d+) \| (.+) \| (.+) \|$/gm)].map(([, check = '', told = '', files = '']) => ({
  check,
  told,
  files: [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
}));

const checks = Array.from({ length: 24 }, (_, index) => `S${index + 1}`);

const testFiles = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('tests', name));

/** Checks that the names of the tests in a file begin with: `S7: …`. */
function checksIn(file: string): Set<string> {
  const names = readFileSync(file, 'utf8').matchAll(/\(\s*(?:['"]|`)(S\d+): /g);
  return new Set([...names].map(([, check = '']) => check));
}

describe('SECURITY.md', () => {
  test('has one row for every check of the list, in its order, and says what is done', () => {
    expect(rows.map(({ check }) => check)).toEqual(checks);
    for (const { check, told } of rows) expect(told.length, check).toBeGreaterThan(60);
  });

  test.each(rows)('names for $check files that are there and hold a test named after it', ({ check, files }) => {
    expect(files).not.toEqual([]);
    for (const file of files) {
      expect(existsSync(file), file).toBe(true);
      expect([...checksIn(file)], file).toContain(check);
    }
  });

  test('is spoken of by no test under a number that is not in the list', () => {
    const named = new Set(testFiles.flatMap((file) => [...checksIn(file)]));
    expect([...named].filter((check) => !checks.includes(check))).toEqual([]);
    expect(checks.filter((check) => !named.has(check))).toEqual([]);
  });

  test('writes out the four exceptions', () => {
    expect([...manual.matchAll(/^\| (E\d+) \|/gm)].map(([, exception]) => exception)).toEqual(['E1', 'E2', 'E3', 'E4']);
  });
});
