import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
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
  return bundled.executablePath();
}

/** Headless Chromium from the npm package, or the one JALON_CHROMIUM names. */
export async function launchChromium(): Promise<Browser> {
  return playwright.launch({ executablePath: await executablePath(), args: ['--no-sandbox'] });
}
