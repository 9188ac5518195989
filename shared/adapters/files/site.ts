import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Site } from '../../ports.ts';

/** Names of files being written: never listed, and no address of the site begins so. */
const unfinished = '.unfinished-';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(String(error.code));
}

async function filesIn(folder: string, isDeep: boolean): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: isDeep, withFileTypes: true });
    return entries.filter((one) => one.isFile() && !one.name.startsWith(unfinished)).map((one) => join(one.parentPath, one.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Empty folders go with their last file. */
async function removeEmptyAbove(file: string, root: string): Promise<void> {
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      // Not empty, or gone already: nothing above it is empty either.
      return;
    }
  }
}

/** The public site in a folder. A file appears whole or not at all: a reader sees its old bytes or its new ones. */
export function filesSite(folder: string): Site {
  const root = resolve(folder);
  /** @throws RangeError for a path that would leave the folder */
  const placeOf = (path: string): string => {
    const place = resolve(root, path);
    if (path === '' || path.includes('\0') || !place.startsWith(root + sep)) {
      throw new RangeError(`${JSON.stringify(path)} is no path of a site`);
    }
    return place;
  };
  const fingerprintsOf = async (folder: string, prefix: string, isDeep: boolean): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    for (const file of await filesIn(join(root, folder), isDeep)) {
      const path = relative(root, file).split(sep).join('/');
      if (!path.startsWith(prefix)) continue;
      const body = await readFile(file);
      found.set(path, createHash('md5').update(body).digest('hex'));
    }
    return found;
  };
  return {
    fingerprints: (prefix) => fingerprintsOf(prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix, true),
    fingerprintsIn: (folder) => fingerprintsOf(folder, folder, false),
    read: async (path) => {
      try {
        return await readFile(placeOf(path), 'utf8');
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    put: async ({ path, body }) => {
      const file = placeOf(path);
      await mkdir(dirname(file), { recursive: true });
      const temporary = join(dirname(file), `${unfinished}${randomUUID()}`);
      try {
        await writeFile(temporary, body);
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    remove: async (path) => {
      const file = placeOf(path);
      await rm(file, { force: true });
      await removeEmptyAbove(file, root);
    },
  };
}
