import * as z from 'zod';
import type { Json } from '../../domain/canonical-json.ts';
import { commitmentEntry, planEntry } from '../../domain/change-log.ts';
import { isoDate, isoInstant, planId, subjectId } from '../../domain/identifiers.ts';
import { actor } from '../../domain/plan.ts';
import { storedText } from '../../domain/text.ts';
import { UnreadableError, UnreadableRow } from '../../domain/unreadable.ts';
import type { Heartbeat, ImportRow, StagedChange } from '../../ports.ts';
import type { Key, Row } from '../tables.ts';
import { readOnce } from './read-once.ts';

/** A row whose content was parsed on the way in. Attributes of sparse indexes stand beside `data`. */
export function rowOf<Schema extends z.ZodType>(
  key: Key,
  schema: Schema,
  data: z.input<Schema>,
  indexed: { readonly [attribute: string]: string } | null = null,
): Row & { readonly data: Json } {
  return { pk: key.pk, sk: key.sk, data: jsonOf(schema.parse(data)), ...indexed };
}

/**
 * The content of a row, parsed on the way out.
 * @throws UnreadableError when it is not what the schema says
 */
export function dataOf<Schema extends z.ZodType>(row: Row, schema: Schema): z.output<Schema> {
  return readOnce(row.data, schema, () => {
    const read = schema.safeParse(row.data);
    if (read.success) return read.data;
    throw new UnreadableError(whereIs(row), undefined, { cause: read.error });
  });
}

/** The content of one row among many: one that cannot be read is named, and takes no other along. */
export function dataOrName<Schema extends z.ZodType>(row: Row, schema: Schema): z.output<Schema> | UnreadableRow {
  try {
    return dataOf(row, schema);
  } catch (error) {
    if (error instanceof UnreadableError) return new UnreadableRow(error.where);
    throw error;
  }
}

const whereIs = ({ pk, sk }: Row): string => `${pk} ${sk}`;

/** Guarantee: every schema of the domain that is stored describes plain JSON; none transforms into anything else. */
export function jsonOf(value: unknown): Json {
  return value as Json;
}

/** What an entry of this type says, among the entries of a log. */
function dataIn<Option extends { shape: { type: z.ZodLiteral; data: z.ZodType } }, Type extends Option['shape']['type']['value']>(
  options: readonly Option[],
  type: Type,
): Extract<Option, { shape: { type: z.ZodLiteral<Type & string> } }>['shape']['data'] {
  return asTyped(options.find(({ shape }) => shape.type.value === type)?.shape.data);
}

/** Guarantee: the types of a log's entries are distinct, so that the type found names the option. */
function asTyped(data: z.ZodType | undefined): never {
  if (data === undefined) throw new TypeError('no entry of this type');
  return data as never;
}

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
    change('imported', dataIn(commitmentEntry.options, 'imported')),
    change('translated', dataIn(commitmentEntry.options, 'translated')),
    change('process-recorded', dataIn(planEntry.options, 'process-recorded')),
    change('document-cited', dataIn(planEntry.options, 'document-cited')),
  ]),
  texts: z.array(storedText),
  actor,
}) satisfies z.ZodType<StagedChange>;

/** Older rows also hold times of running, which are kept apart by now. */
export const heartbeat = z.object({ planId, positionsOn: isoDate }) satisfies z.ZodType<Heartbeat>;
