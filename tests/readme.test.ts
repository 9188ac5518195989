import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jalon } from './command-line.ts';

const readme = readFileSync('README.md', 'utf8');

/** The fenced block that follows a marker. */
function blockAfter(marker: string): string {
  const found = new RegExp(`<!-- ${marker} -->\\s*\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`the README has no block "${marker}"`);
  return found;
}

/** Words of a shell line; quotes keep spaces together. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-readme-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the README’s own plan is entered, confirmed, switched on and rehearsed in at most ten commands', {
  timeout: 120_000,
}, async () => {
  writeFileSync(join(folder, 'plan.csv'), blockAfter('plan.csv'));
  const lines = blockAfter('ten commands').trim().split('\n');
  expect(lines.length).toBeLessThanOrEqual(10);
  const env = { JALON_DATA: join(folder, 'data'), JALON_NOW: '2026-12-01T09:00:00+01:00' };
  const inFolder = (word: string): string => (['plan.csv', 'public'].includes(word) ? join(folder, word) : word);
  let rehearsed = '';
  for (const line of lines) {
    const [npm, run, silent, script, dashes, ...args] = words(line);
    expect([npm, run, silent, script, dashes]).toEqual(['npm', 'run', '-s', 'jalon', '--']);
    const { code, out, err } = await jalon(args.map(inFolder), env);
    expect(code, `${line}\n${err}`).toBe(0);
    if (args[0] === 'rehearse') rehearsed = out;
  }
  expect(rehearsed.trim().split('\n').length).toBeGreaterThan(3);
  expect(rehearsed).toContain('2027-05-31T09:00:00+02:00  lead@example.org  ville-2027-2028/1/m1 (30 days before)');
});

test('the README’s two commands are the scripts of package.json, and CI runs exactly the second', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { [name: string]: string } };
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'jalon']));
  expect(readme).toContain('npm ci && npm start');
  expect(readme).toContain('npm ci && npm test');
  expect(readFileSync('.ci/run', 'utf8').trim().split('\n').at(-1)).toBe('npm ci && npm test');
});
