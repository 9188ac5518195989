import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * What tells one deployed program from another: a hash of its bundle, and of the Node that runs it. The same bundle deployed
 * again is the same program, whenever it starts.
 * With another theme it is another program.
 * @param moduleUrl `import.meta.url` of the handler, which is the whole program once it is bundled
 */
export function programVersion(moduleUrl: string, theme: string): string {
  const hash = createHash('sha256')
    .update(readFileSync(fileURLToPath(moduleUrl)))
    .update(process.version)
    .update(theme);
  return hash.digest('hex').slice(0, 32);
}
