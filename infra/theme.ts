import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { themeProblem } from '../shared/showing/style/theme.ts';

/**
 * The theme that `JALON_THEME` names, empty without one.
 * @throws Error where the file cannot be read or asks something of another host: a site without its looks is noticed too late
 */
export function localTheme(env: { readonly [name: string]: string | undefined }): string {
  const path = env['JALON_THEME'] ?? '';
  return path === '' ? '' : themeIn(path);
}

/** {@link localTheme} for a path relative to the folder one works in. */
export function themeIn(path: string): string {
  const theme = readFileSync(resolve(path), 'utf8');
  if (themeProblem(theme) !== null)
    throw new Error(`${path}: a theme imports nothing, brings no fonts, and its url() hold data: addresses only`);
  return theme;
}
