import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineBinary, useEngine } from '../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoTables } from '../../shared/adapters/dynamodb/tables.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Tables } from '../../shared/adapters/tables.ts';

/** Tables for one test file, and how to end them. */
export type OpenTables = { readonly tables: Tables; readonly close: () => Promise<void> };

/** One way to have tables. `missing` says why it cannot run here. */
export type Backend = { readonly name: string; readonly missing: string | null; readonly open: () => Promise<OpenTables> };

const binary = engineBinary();

/** Every implementation of the tables: a contract runs on each. */
export const backends: readonly Backend[] = [
  {
    name: 'memory',
    missing: null,
    open: async () => {
      const tables = memoryTables();
      return { tables, close: tables.close };
    },
  },
  {
    name: 'memory with a journal',
    missing: null,
    open: async () => {
      const folder = aFolder();
      const tables = memoryTables({ journal: join(folder.path, 'record.journal') });
      return {
        tables,
        close: async () => {
          await tables.close();
          folder.remove();
        },
      };
    },
  },
  {
    name: 'the embedded DynamoDB engine',
    missing: binary === null ? 'SKIPPED, no engine binary for this platform' : null,
    open: async () => {
      const folder = aFolder();
      const engine = await useEngine(folder.path, binary ?? '');
      const client = dynamoClient(engine.endpoint);
      await ensureTables(client);
      return {
        tables: dynamoTables(client, localTables),
        close: async () => {
          client.destroy();
          await engine.release();
          folder.remove();
        },
      };
    },
  },
];

/** The title of a backend's block: a missing one says so loudly. */
export const titleOf = ({ name, missing }: Backend): string => (missing === null ? `on ${name}` : `on ${name}: ${missing}`);

/** A new folder under the system's temporary one. */
export function aFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'jalon-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
