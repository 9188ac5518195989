import type { Stores } from '../../ports.ts';
import { storesOver } from '../dynamodb/stores.ts';
import { type MemoryOptions, memoryTables } from './tables.ts';

/** The three stores over new tables in memory: the doubles of every test, under the same contract as DynamoDB. */
export function memoryStores(options: MemoryOptions = {}): Stores {
  return storesOver(memoryTables(options));
}
