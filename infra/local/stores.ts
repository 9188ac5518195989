import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { dynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../../shared/adapters/dynamodb/tables.ts';
import { streamRecords } from '../../shared/adapters/memory/stream-records.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Stores } from '../../shared/ports.ts';
import { engineBinary, engineFile, useEngine } from './dynamodb.ts';
import { readStream } from './engine-stream.ts';
import { ensureTables, localTables } from './engine-tables.ts';
import { followBatches, type OnChange, type Stop } from './follow.ts';

/** File of the memory store in the data folder. */
const journalFile = 'record.journal';

const environment = z.object({
  /** Which store to use; without it the one the folder has, else the engine where its binary exists. */
  JALON_STORE: z.enum(['dynamodb', 'memory']).optional(),
  /** Any other DynamoDB-compatible engine; it keeps the data, not the data folder. */
  JALON_DYNAMODB_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
});

export type LocalStores = {
  readonly stores: Stores;
  readonly kind: 'dynamodb' | 'memory';
  /**
   * Tells of every change of the Record from now on, made by any process. A batch the listener goes on failing on is
   * handed to `onGivenUp`; without one it ends the process.
   */
  readonly follow: (onChange: OnChange, onGivenUp?: (error: unknown) => void) => Promise<Stop>;
  /** Stop following first. The last process that closes ends the engine. */
  readonly close: () => Promise<void>;
};

/** The folder's data are kept by another store than the one asked for; starting an empty one beside it would hide them. */
export class OtherStoreError extends Error {}

/** The stores of this machine, on the data folder; made when it is absent. Several processes may open it at once. */
export async function openStores(dataFolder: string, env: { readonly [name: string]: string | undefined }): Promise<LocalStores> {
  const { JALON_STORE: wanted, JALON_DYNAMODB_ENDPOINT: endpoint } = environment.parse(withoutEmpty(env));
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (wanted !== 'memory' && endpoint !== undefined) return openEngine(endpoint, async () => undefined);
  const binary = engineBinary();
  if (storeOf(dataFolder, wanted, binary !== null) === 'memory' || binary === null) return openJournalled(dataFolder);
  const { endpoint: ours, release } = await useEngine(dataFolder, binary);
  return openEngine(ours, release);
}

/** A folder keeps the store it began with. */
function storeOf(dataFolder: string, wanted: 'dynamodb' | 'memory' | undefined, hasBinary: boolean): 'dynamodb' | 'memory' {
  const kept = existsSync(join(dataFolder, engineFile))
    ? 'dynamodb'
    : existsSync(join(dataFolder, journalFile))
      ? 'memory'
      : undefined;
  const chosen = wanted ?? kept ?? (hasBinary ? 'dynamodb' : 'memory');
  if (kept !== undefined && chosen !== kept) {
    throw new OtherStoreError(
      `${dataFolder} is kept by the ${kept} store; JALON_STORE=${chosen} would hide its data. Choose another JALON_DATA, or unset JALON_STORE.`,
    );
  }
  if (chosen === 'dynamodb' && !hasBinary) {
    throw new OtherStoreError(
      `${dataFolder} needs the embedded engine, which this platform lacks. Name an engine with JALON_DYNAMODB_ENDPOINT, or choose another JALON_DATA.`,
    );
  }
  return chosen;
}

async function openEngine(endpoint: string, release: () => Promise<void>): Promise<LocalStores> {
  const client = dynamoClient(endpoint);
  try {
    await ensureTables(client);
  } catch (error) {
    client.destroy();
    await release();
    throw error;
  }
  return {
    kind: 'dynamodb',
    stores: storesOver(dynamoTables(client, localTables)),
    follow: async (onChange, onGivenUp) => {
      const stream = await readStream(client, endpoint, localTables.record);
      const stop = followBatches(stream.next, onChange, onGivenUp);
      return async () => {
        await stop();
        stream.close();
      };
    },
    close: async () => {
      client.destroy();
      await release();
    },
  };
}

async function openJournalled(dataFolder: string): Promise<LocalStores> {
  const tables = memoryTables({ journal: join(dataFolder, journalFile), identity: Object.values(localTables).join(' ') });
  return {
    kind: 'memory',
    stores: storesOver(tables),
    follow: async (onChange, onGivenUp) => {
      tables.catchUp();
      const waiting: DynamoDBRecord[] = [];
      const forget = tables.onCommit((commit) => waiting.push(...streamRecords(commit)));
      const next = async () => {
        tables.catchUp();
        return waiting.splice(0);
      };
      const stop = followBatches(next, onChange, onGivenUp);
      return async () => {
        forget();
        await stop();
      };
    },
    close: tables.close,
  };
}

function withoutEmpty(env: { readonly [name: string]: string | undefined }): { [name: string]: string | undefined } {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
