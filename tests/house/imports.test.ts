import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';

const wrongWays: readonly [path: string, imported: string][] = [
  ['shared/domain', '../ports.ts'],
  ['shared/domain', '../usecases/declare-status.ts'],
  ['shared/domain', '../reading/draft.ts'],
  ['shared/domain', 'node:fs'],
  ['shared/domain', 'hono'],
  ['shared/reading', '../showing/dates.ts'],
  ['shared/reading', '../ports.ts'],
  ['shared/showing', '../reading/draft.ts'],
  ['shared/showing/pages', '../../adapters/system/clock.ts'],
  ['shared/usecases', '../adapters/memory/stores.ts'],
  ['shared/usecases', '@aws-sdk/client-ses'],
  ['shared/adapters/dynamodb', '../../usecases/declare-status.ts'],
  ['functions/send', '../../shared/adapters/ses/mailer.ts'],
  ['functions/api', '../../infra/local/clock.ts'],
  ['infra/local', 'aws-cdk-lib'],
  ['tests/usecases', 'aws-cdk-lib'],
];

const rightWays: readonly [path: string, imported: string][] = [
  ['shared/domain', './plan.ts'],
  ['shared/domain', 'temporal-polyfill'],
  ['shared/usecases', '../showing/dates.ts'],
  ['shared/adapters/dynamodb', '../../ports.ts'],
  ['functions/api/routes', '../../../shared/showing/dates.ts'],
  ['infra/aws', 'aws-cdk-lib'],
];

const forbiddenAsks = [
  'Temporal.Now.instant()',
  'Date.now()',
  'Math.random()',
  'crypto.randomUUID()',
  "'i'.toLocaleUpperCase()",
  "'I'.toLocaleLowerCase()",
];

/** A name for the file that tries one thing. */
const fileFor = (folder: string, tried: string): string => `${folder}/${Buffer.from(tried).toString('hex')}.ts`;
const importing = (imported: string): string => `import { one } from '${imported}';\n\nexport const two = one;\n`;

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), message: z.string(), location: z.object({ path: z.string() }) })),
});

let folder = '';
let found: z.infer<typeof report>['diagnostics'] = [];

const findings = (path: string): string[] =>
  found.filter(({ location }) => location.path.endsWith(path)).map(({ category, message }) => `${category}: ${message}`);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-lint-'));
  for (const name of ['biome.json', 'biome-clock.grit']) copyFileSync(name, join(folder, name));
  const put = (path: string, source: string): void => {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), source);
  };
  for (const [where, imported] of [...wrongWays, ...rightWays]) put(fileFor(where, imported), importing(imported));
  for (const asked of forbiddenAsks) {
    for (const where of ['shared/usecases', 'shared/adapters/system'])
      put(fileFor(where, asked), `export const two = ${asked};\n`);
  }
  put('shared/ports.ts', importing('./usecases/declare-status.ts'));
  put('functions/send/handler.ts', importing('../../shared/adapters/ses/mailer.ts'));
  put('functions/remind/handler.ts', importing('../../infra/local/clock.ts'));
  put('shared/usecases/zod.ts', "import { z } from 'zod';\n\nexport const two = z;\n");
  put('shared/showing/raw.tsx', "import { raw } from 'hono/html';\n\nexport const two = raw;\n");
  const biome = resolve('node_modules/.bin/biome');
  const options = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  const { stdout } = spawnSync(biome, options, { cwd: folder, encoding: 'utf8' });
  found = report.parse(JSON.parse(stdout)).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(wrongWays)('the linter refuses %s to import %s', (where, imported) => {
  expect(findings(fileFor(where, imported)).join()).toContain('noRestrictedImports');
});

test.each(rightWays)('the linter lets %s import %s', (where, imported) => {
  expect(findings(fileFor(where, imported)).join()).not.toContain('noRestrictedImports');
});

test('the linter lets a handler make adapters and refuses it the local machine', () => {
  expect(findings('functions/send/handler.ts').join()).not.toContain('noRestrictedImports');
  expect(findings('functions/remind/handler.ts').join()).toContain('noRestrictedImports');
  expect(findings('shared/ports.ts').join()).toContain('noRestrictedImports');
});

test('the linter refuses zod by its heavy name and raw HTML', () => {
  expect(findings('shared/usecases/zod.ts').join()).toContain('noRestrictedImports');
  expect(findings('shared/showing/raw.tsx').join()).toContain('noRestrictedImports');
});

test.each(forbiddenAsks)('the linter refuses %s in a rule and allows it to adapters', (asked) => {
  expect(findings(fileFor('shared/usecases', asked)).join()).toContain('Time, chance and the language are arguments');
  expect(findings(fileFor('shared/adapters/system', asked)).join()).not.toContain('Time, chance and the language are arguments');
});
