import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFileLock } from '../../shared/adapters/memory/file-lock.ts';
import {
  codeOf,
  identityOf,
  isAlive,
  type ProcessIdentity,
  processIdentity,
} from '../../shared/adapters/memory/process-identity.ts';

/** A server already runs on the data folder. */
export class FolderInUseError extends Error {
  constructor(dataFolder: string, { pid }: ProcessIdentity) {
    super(
      `A Jalon server (process ${pid}) already runs on ${dataFolder}. End it first, or give this one a folder of its own with JALON_DATA.`,
    );
  }
}

/**
 * Makes this process the one server of a data folder, until it releases it or ends in any way: `server.json` names its
 * process, and counts no longer than that process lives. The command line needs no such thing.
 * @throws FolderInUseError
 */
export async function holdFolder(dataFolder: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, 'server.json');
  const lock = `${file}.lock`;
  await withFileLock(lock, () => {
    const holder = holderIn(file);
    if (holder !== null && isAlive(holder)) throw new FolderInUseError(dataFolder, holder);
    writeFileSync(file, `${JSON.stringify(identityOf(process.pid))}\n`, { mode: 0o600 });
  });
  return () => withFileLock(lock, () => rmSync(file, { force: true }));
}

function holderIn(file: string): ProcessIdentity | null {
  try {
    const text = readFileSync(file, 'utf8');
    // Empty: the process that was writing it was killed.
    return text === '' ? null : processIdentity.parse(JSON.parse(text));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
