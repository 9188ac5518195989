import { inParallel, rowsOf, type Tables } from '../tables.ts';
import { expiredUntil } from './keys.ts';

/**
 * Deletes the rows that expired before an instant, found through the expiry index; nothing relies on deletion by
 * DynamoDB itself. A row that was renewed meanwhile stays. Returns how many went.
 */
export async function purgeExpired(tables: Tables, table: 'people' | 'ledger', before: string): Promise<number> {
  let purged = 0;
  for (const query of expiredUntil(table, before)) {
    const expired = await rowsOf(tables.query(query));
    await inParallel(expired, 8, async ({ pk, sk }) => {
      const when = { is: 'below', path: 'expiresAt', value: before } as const;
      if (await tables.write({ kind: 'delete', table, key: { pk, sk }, when })) purged += 1;
    });
  }
  return purged;
}
