import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Everything files of the site are rendered with: the code that everything shares, and the packages it stands on. */
const sources = (): string[] => [
  'package-lock.json',
  ...readdirSync(join(root, 'shared'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length))
    .sort(),
];

/** What tells this program from another one that would render the same record differently: a hash of what it consists of. */
export function programVersion(theme: string): string {
  const hash = createHash('sha256').update(process.version).update(theme);
  for (const source of sources()) hash.update(`${source}\n`).update(readFileSync(join(root, source)));
  return hash.digest('hex').slice(0, 32);
}
