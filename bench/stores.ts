import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineBinary, useEngine } from '../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../infra/local/engine-tables.ts';
import { dynamoClient } from '../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../shared/adapters/dynamodb/tables.ts';
import { memoryTables } from '../shared/adapters/memory/tables.ts';
import type { Stores } from '../shared/ports.ts';
import { fillInBulk } from './bulk.ts';
import { Meter } from './meter.ts';

/** Stores to measure on, empty, and how to end them. `width`: how many people work on them at once. */
export type MeasuredStores = {
  readonly name: string;
  readonly stores: Stores;
  readonly meter: Meter;
  readonly width: number;
  /** Has some work leave its rows there, without being measured. */
  readonly fill: (work: (stores: Stores) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

function onMemory(): MeasuredStores {
  const tables = memoryTables();
  const meter = new Meter();
  const fill: MeasuredStores['fill'] = (work) => work(storesOver(tables));
  return { name: 'memory', stores: storesOver(meter.around(tables)), meter, width: 1, fill, close: tables.close };
}

async function onEngine(binary: string): Promise<MeasuredStores> {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-bench-'));
  const engine = await useEngine(folder, binary);
  const client = dynamoClient(engine.endpoint);
  await ensureTables(client, { isFollowed: false });
  const meter = new Meter();
  meter.watch(client);
  return {
    name: 'DynamoDB engine',
    stores: storesOver(meter.around(dynamoTables(client, localTables))),
    meter,
    width: 4,
    fill: (work) => fillInBulk(client, 4, work),
    close: async () => {
      client.destroy();
      await engine.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Every store this machine can measure on, one after the other: each is closed before the next is opened.
 * @param which `first`: memory alone, where what is measured is no work of the store
 */
export async function onEveryStore<Result>(
  measure: (stores: MeasuredStores) => Promise<Result>,
  which: 'first' | 'all' = 'all',
): Promise<Result[]> {
  const binary = which === 'first' ? null : engineBinary();
  const openings = [async () => onMemory(), ...(binary === null ? [] : [() => onEngine(binary)])];
  const results: Result[] = [];
  for (const open of openings) {
    const opened = await open();
    try {
      results.push(await measure(opened));
    } finally {
      await opened.close();
    }
  }
  return results;
}
