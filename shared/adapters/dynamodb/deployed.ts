import type { Stores } from '../../ports.ts';
import { dynamoClient } from './client.ts';
import { storesOver } from './stores.ts';
import { dynamoTables, type TableIds } from './tables.ts';

/** The stores over tables in AWS, by name; a table that is not named fails when it is used. */
export function openDeployedTables(ids: TableIds): Stores {
  return storesOver(dynamoTables(dynamoClient(), ids));
}
