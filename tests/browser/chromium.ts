import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core';

/** Why there is no browser on this machine, or null when there is one. */
export const noBrowser: string | null =
  (process.env['JALON_CHROMIUM'] ?? '') !== '' || (process.platform === 'linux' && process.arch === 'x64')
    ? null
    : 'NO BROWSER: name one with JALON_CHROMIUM; browser tests did not run';

/** Where a run of the tests tells how to reach its one Chromium; unset outside of one. */
const runningChromium = 'JALON_TEST_CHROMIUM';

async function launchOptions(): Promise<LaunchOptions> {
  const named = process.env['JALON_CHROMIUM'] ?? '';
  if (named !== '') return { executablePath: named, args: ['--no-sandbox'] };
  const folder = resolve('node_modules/.cache/chromium');
  mkdirSync(folder, { recursive: true });
  const before = { ...process.env };
  // Read while the package is imported: where it unpacks, and that it brings its own libraries and fonts.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  const { default: bundled } = await import('@sparticuz/chromium');
  const executablePath = await bundled.executablePath();
  // Its own font configuration looks in Lambda's folders only; without any font the renderer crashes.
  const fonts = join(folder, 'fontconfig');
  mkdirSync(fonts, { recursive: true });
  writeFileSync(join(fonts, 'fonts.conf'), fontConfig([join(folder, 'fonts'), '/usr/share/fonts'], join(fonts, 'cache')));
  const env = { ...process.env, FONTCONFIG_PATH: fonts, FONTCONFIG_FILE: join(fonts, 'fonts.conf') };
  // Nobody but the browser is told so.
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  return { executablePath, env, args: ['--no-sandbox'] };
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

/** Headless Chromium from the npm package, or the one JALON_CHROMIUM names. In a run of the tests all share one process. */
export async function launchChromium(): Promise<Browser> {
  const running = process.env[runningChromium];
  return running === undefined ? playwright.launch(await launchOptions()) : playwright.connect(running);
}

/** Before the tests of a run: starts the one Chromium that browser tests share. */
export async function setup(): Promise<() => Promise<void>> {
  if (noBrowser !== null) return async () => undefined;
  const server = await playwright.launchServer(await launchOptions());
  process.env[runningChromium] = server.wsEndpoint();
  return () => server.close();
}
