import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Ask } from '../../shared/domain/ledger.ts';
import type { CommitmentRecord, Site, SiteFile, Stores } from '../../shared/ports.ts';
import { planWritesOf, writesOf } from '../builders.ts';
import { healthPlan } from '../showing/health-plan.ts';

export const publicUrl = 'https://jalon.example.org';

/** A site in memory that remembers, in order, what was asked of it. */
export type RecordedSite = Site & { readonly files: Map<string, SiteFile>; readonly calls: string[] };

/** `fails` names a path that cannot be written. */
export function recordedSite(fails?: (path: string) => boolean): RecordedSite {
  const files = new Map<string, SiteFile>();
  const calls: string[] = [];
  return {
    files,
    calls,
    fingerprints: async (prefix) =>
      new Map(
        [...files.values()]
          .filter(({ path }) => path.startsWith(prefix))
          .map(({ path, body }) => [path, createHash('md5').update(body).digest('hex')]),
      ),
    put: async (file) => {
      if (fails?.(file.path) === true) throw new Error('the store is out of reach');
      calls.push(`put ${file.path}`);
      files.set(file.path, file);
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
