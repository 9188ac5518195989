import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord, Site, SiteFile, Stores } from '../../shared/ports.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { planWritesOf, writesOf } from '../builders.ts';
import { healthPlan } from '../showing/health-plan.ts';

export const publicUrl = 'https://jalon.example.org';

/** A site in memory that remembers, in order, what was asked of it. */
export type RecordedSite = Site & { readonly files: Map<string, RecordedFile>; readonly calls: string[] };

/** A file as text, and the bytes it was made of. */
type RecordedFile = Omit<SiteFile, 'body'> & { readonly body: string; readonly bytes: SiteFile['body'] };

const fingerprints = new WeakMap<RecordedFile, string>();

/** The checksum of a file, which never changes, made when it is first asked for. */
function fingerprintOf(file: RecordedFile): string {
  const known = fingerprints.get(file) ?? createHash('md5').update(file.bytes).digest('hex');
  fingerprints.set(file, known);
  return known;
}

/** Any program will do, as long as it stays the same. */
export const version = 'program-1';

/** `fails` names a path that cannot be written. */
export function recordedSite(fails?: (path: string) => boolean): RecordedSite {
  const files = new Map<string, RecordedFile>();
  const calls: string[] = [];
  const fingerprintsWhere = (isWanted: (path: string) => boolean) =>
    new Map([...files.values()].filter(({ path }) => isWanted(path)).map((file) => [file.path, fingerprintOf(file)]));
  const put = (file: SiteFile): void => {
    if (fails?.(file.path) === true) throw new Error('the store is out of reach');
    calls.push(`put ${file.path}`);
    files.set(file.path, { ...file, body: textOf(file.body), bytes: file.body });
  };
  return {
    files,
    calls,
    fingerprints: async (prefix) => fingerprintsWhere((path) => path.startsWith(prefix)),
    fingerprintsIn: async (folder) =>
      fingerprintsWhere((path) => path.startsWith(folder) && !path.slice(folder.length).includes('/')),
    read: async (path) => files.get(path)?.body ?? null,
    put: async (file) => put(file),
    putOver: async (file, asRead) => {
      const isAsRead = (files.get(file.path)?.body ?? null) === asRead;
      if (isAsRead) put(file);
      return isAsRead;
    },
    remove: async (path) => {
      calls.push(`remove ${path}`);
      files.delete(path);
    },
  };
}

/** Stores that hold the plan of the ministry of health with these commitments and asks. */
export async function storesWith(commitments: readonly CommitmentRecord[], asks: readonly Ask[] = []): Promise<Stores> {
  const stores = memoryStores();
  for (const one of planWritesOf(healthPlan())) await stores.record.appendToPlan(one);
  await write(stores, commitments);
  for (const ask of asks) await stores.record.putAsk(ask);
  return stores;
}

/** Adds what the stores do not hold yet of these commitments. */
export async function write(stores: Stores, commitments: readonly CommitmentRecord[]): Promise<void> {
  for (const commitment of commitments) {
    const known = (await stores.record.commitment(commitment.commitment.state.id))?.log.length ?? 0;
    for (const one of writesOf(commitment).slice(known)) await stores.record.appendToCommitment(one);
  }
}

export const at = (instant: string) => ({ now: Temporal.Instant.from(instant), publicUrl });
