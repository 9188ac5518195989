import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Site } from '../../ports.ts';

/** Ends names of files that are still being written: not part of the site. */
const unfinished = '.part';

async function filesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Empty folders go with their last file. */
async function removeEmptyAbove(file: string, root: string): Promise<void> {
  for (let folder = dirname(file); folder !== root && folder.startsWith(root); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      // Not empty, or gone already: nothing above it is empty either.
      return;
    }
  }
}

/** The public site in a folder. A file appears whole or not at all. */
export function filesSite(root: string): Site {
  return {
    fingerprints: async (prefix) => {
      const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
      const found = new Map<string, string>();
      for (const file of await filesBelow(join(root, folder))) {
        const path = relative(root, file).split(sep).join('/');
        if (!path.startsWith(prefix) || path.endsWith(unfinished)) continue;
        found.set(
          path,
          createHash('md5')
            .update(await readFile(file))
            .digest('hex'),
        );
      }
      return found;
    },
    put: async ({ path, body }) => {
      const file = join(root, path);
      await mkdir(dirname(file), { recursive: true });
      const part = `${file}.${randomUUID()}${unfinished}`;
      await writeFile(part, body);
      await rename(part, file);
    },
    remove: async (path) => {
      const file = join(root, path);
      await rm(file, { force: true });
      await removeEmptyAbove(file, root);
    },
  };
}
