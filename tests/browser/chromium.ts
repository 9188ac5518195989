import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Why there is no browser on this machine, or null when there is one. */
export const noBrowser: string | null =
  (process.env['JALON_CHROMIUM'] ?? '') !== '' || (process.platform === 'linux' && process.arch === 'x64')
    ? null
    : 'NO BROWSER: name one with JALON_CHROMIUM; browser tests did not run';

async function executablePath(): Promise<string> {
  const named = process.env['JALON_CHROMIUM'] ?? '';
  if (named !== '') return named;
  const folder = resolve('node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  // Read while the package is imported: where it unpacks, and that it brings its own libraries and fonts.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  const { default: bundled } = await import('@sparticuz/chromium');
  const path = await bundled.executablePath();
  // Its own font configuration looks in Lambda's folders only; without any font the renderer crashes.
  const fonts = join(folder, 'fontconfig');
  mkdirSync(fonts, { recursive: true });
  writeFileSync(join(fonts, 'fonts.conf'), fontConfig([join(folder, 'fonts'), '/usr/share/fonts'], join(fonts, 'cache')));
  Object.assign(process.env, { FONTCONFIG_PATH: fonts, FONTCONFIG_FILE: join(fonts, 'fonts.conf') });
  return path;
}

function fontConfig(folders: readonly string[], cache: string): string {
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui'];
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((folder) => `<dir>${folder}</dir>`),
    `<cachedir>${cache}</cachedir>`,
    ...generic.map((family) => `<alias><family>${family}</family><default><family>Open Sans</family></default></alias>`),
    '</fontconfig>',
  ].join('\n');
}

/** Headless Chromium from the npm package, or the one JALON_CHROMIUM names. */
export async function launchChromium(): Promise<Browser> {
  return playwright.launch({ executablePath: await executablePath(), args: ['--no-sandbox'] });
}
