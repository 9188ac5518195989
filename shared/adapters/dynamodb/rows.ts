import * as z from 'zod';
import type { Json } from '../../domain/canonical-json.ts';
import { commitmentEntry, planEntry } from '../../domain/change-log.ts';
import { isoDate, isoInstant, planId, subjectId } from '../../domain/identifiers.ts';
import { actor } from '../../domain/plan.ts';
import { storedText } from '../../domain/text.ts';
import type { Heartbeat, ImportRow, StagedChange } from '../../ports.ts';
import type { Key, Row } from '../tables.ts';

/** A row whose content was parsed on the way in. Attributes of sparse indexes stand beside `data`. */
export function rowOf<Schema extends z.ZodType>(
  key: Key,
  schema: Schema,
  data: z.input<Schema>,
  indexed: { readonly [attribute: string]: string } | null = null,
): Row & { readonly data: Json } {
  return { ...key, data: jsonOf(schema.parse(data)), ...indexed };
}

/** The content of a row, parsed on the way out. */
export function dataOf<Schema extends z.ZodType>(row: Row, schema: Schema): z.output<Schema> {
  return schema.parse(row.data);
}

/** Guarantee: every schema of the domain that is stored describes plain JSON; none transforms into anything else. */
export function jsonOf(value: unknown): Json {
  return value as Json;
}

const [imported, translated] = commitmentEntry.options;
const [, , , , , , processRecorded, documentCited] = planEntry.options;

const change = <Name extends string, Data extends z.ZodType>(type: Name, data: Data) =>
  z.strictObject({ type: z.literal(type), data });

export const importRow = z.strictObject({
  id: z.string().min(1).max(60),
  planId,
  at: isoInstant,
  state: z.enum(['writing', 'finished']),
  changes: z.int().min(0),
}) satisfies z.ZodType<ImportRow>;

export const stagedChange = z.strictObject({
  importId: z.string().min(1).max(60),
  order: z.int().min(0),
  subject: subjectId,
  basedOn: z.int().min(0),
  change: z.discriminatedUnion('type', [
    change('imported', imported.shape.data),
    change('translated', translated.shape.data),
    change('process-recorded', processRecorded.shape.data),
    change('document-cited', documentCited.shape.data),
  ]),
  texts: z.array(storedText),
  actor,
}) satisfies z.ZodType<StagedChange>;

export const heartbeat = z.strictObject({
  planId,
  positionsOn: isoDate,
  lastRunAt: isoInstant.nullable(),
  lastSuccessAt: isoInstant.nullable(),
  nextRunAt: isoInstant.nullable(),
}) satisfies z.ZodType<Heartbeat>;
