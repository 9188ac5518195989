import { existsSync, readFileSync } from 'node:fs';

/**
 * The theme that was deployed beside the bundle, empty where there is none.
 * @param moduleUrl `import.meta.url` of the handler
 */
export function themeBeside(moduleUrl: string): string {
  const file = new URL('theme.css', moduleUrl);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
