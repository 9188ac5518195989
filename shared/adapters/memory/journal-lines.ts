import * as z from 'zod';
import { tableNames } from '../dynamodb/schema.ts';
import type { Key } from '../tables.ts';
import type { RowChange } from './table-data.ts';

/** What is written of a change: the row as it became, or only its key when it went; and whether what it was must be forgotten. */
const journalChange = z.strictObject({
  table: z.enum(tableNames),
  key: z.strictObject({ pk: z.string(), sk: z.string() }),
  after: z.object({ pk: z.string(), sk: z.string() }).catchall(z.json()).nullable(),
  forgets: z.literal(true).optional(),
});
export type JournalChange = Pick<RowChange, 'table' | 'after'> & {
  readonly key: Key;
  readonly forgets?: true | undefined;
};

/** One committed transaction. */
export const journalLine = z.array(journalChange);

const nameOf = ({ table, key: { pk, sk } }: JournalChange): string => JSON.stringify([table, pk, sk]);

/**
 * The same lines with the newest word on each row alone: what a row was before is in none of them. No line goes, so that whoever
 * has read so many of them goes on behind the same one.
 */
export function latestOnly(lines: readonly (readonly JournalChange[])[]): JournalChange[][] {
  const last = new Map(lines.flatMap((line, place) => line.map((change) => [nameOf(change), place] as const)));
  return lines.map((line, place) => line.filter((change) => last.get(nameOf(change)) === place));
}
