import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Site, SiteFile } from '../../ports.ts';

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

/** The last conditional put of each file, done or not: of this process, through whichever of its sites. */
const turns = new Map<string, Promise<unknown>>();

/** One after the other for each file. */
function inTurn<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  const mine = (turns.get(file) ?? Promise.resolve()).then(work, work);
  turns.set(file, mine);
  const forget = (): void => {
    if (turns.get(file) === mine) turns.delete(file);
  };
  mine.then(forget, forget);
  return mine;
}

/**
 * The public site in a folder. A file appears whole or not at all: a reader sees its old bytes or its new ones. Conditional puts
 * of one process take turns; two processes that publish into one folder at the same moment are not told apart.
 */
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
  const read = async (path: string): Promise<string | null> => {
    try {
      return await readFile(placeOf(path), 'utf8');
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  const put = async ({ path, body }: SiteFile): Promise<void> => {
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
  };
  return {
    fingerprints: (prefix) => fingerprintsOf(prefix.slice(0, prefix.lastIndexOf('/') + 1), prefix, true),
    fingerprintsIn: (folder) => fingerprintsOf(folder, folder, false),
    read,
    put,
    putOver: (file, asRead) =>
      inTurn(placeOf(file.path), async () => {
        const isAsRead = (await read(file.path)) === asRead;
        if (isAsRead) await put(file);
        return isAsRead;
      }),
    remove: async (path) => {
      const file = placeOf(path);
      await rm(file, { force: true });
      await removeEmptyAbove(file, root);
    },
  };
}
