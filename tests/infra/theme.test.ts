import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { themeBeside } from '../../functions/publish/theme.ts';
import { themeBesideBundle } from '../../infra/aws/constructs/theme.ts';
import { localTheme } from '../../infra/theme.ts';
import { aFolder } from '../adapters/local-tables.ts';

const folder = aFolder();
const path = join(folder.path, 'it’s a theme.css');
const theme = ':root { --accent: #000091; }\n';

beforeAll(() => writeFileSync(path, theme));
afterAll(() => folder.remove());

describe('a theme', () => {
  it('is read from the file that JALON_THEME names, and is none where nothing is named', () => {
    expect(localTheme({ JALON_THEME: path })).toBe(theme);
    expect([localTheme({}), localTheme({ JALON_THEME: '' })]).toEqual(['', '']);
  });

  it('stops the start where its file is missing or asks something of another host', () => {
    expect(() => localTheme({ JALON_THEME: `${path}.gone` })).toThrow('ENOENT');
    const other = join(folder.path, 'other.css');
    writeFileSync(other, '@import "https://example.org/a.css";');
    expect(() => localTheme({ JALON_THEME: other })).toThrow('imports nothing');
    expect(() => themeBesideBundle(other)).toThrow('imports nothing');
  });

  it('is deployed beside the bundle, where the publisher reads it', () => {
    const bundle = join(folder.path, 'bundle');
    mkdirSync(bundle);
    const moduleUrl = pathToFileURL(join(bundle, 'index.mjs')).href;
    expect(themeBeside(moduleUrl)).toBe('');
    for (const command of themeBesideBundle(path).afterBundling('', bundle)) execFileSync('bash', ['-c', command]);
    expect(themeBeside(moduleUrl)).toBe(theme);
  });
});
