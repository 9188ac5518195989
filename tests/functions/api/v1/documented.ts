import * as z from 'zod';
import { asObject, type Schema } from './schema-arbitrary.ts';

const media = z.record(
  z.string(),
  z.object({
    schema: z.record(z.string(), z.unknown()),
    'x-jalon-line': z.record(z.string(), z.unknown()).optional(),
    example: z.unknown().optional(),
  }),
);
const parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'header', 'query']),
  required: z.boolean(),
  schema: z.record(z.string(), z.unknown()),
});

const operation = z.object({
  operationId: z.string(),
  'x-jalon-roles': z.array(z.string()).optional(),
  parameters: z.array(parameter),
  requestBody: z.object({ required: z.literal(true), content: media }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: media.optional() })),
});

/** An OpenAPI document so far as the tests read it. */
export const openApi = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.partialRecord(z.enum(['get', 'post']), operation)),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});
export type OpenApi = z.infer<typeof openApi>;
export type Documented = z.infer<typeof operation> & { readonly method: 'GET' | 'POST'; readonly path: string };

export function operationsIn({ paths }: OpenApi): Documented[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ ...one, path, method: method === 'get' ? 'GET' : 'POST' }) as const),
  );
}

/**
 * The same schema as zod's reader takes it: references lead into `$defs`, and an object by a closed list of names, none of them
 * required, is written as one with optional members, which means the same and is not read as "all of them".
 */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== 'object') return value;
  const { propertyNames, additionalProperties } = asObject(value);
  const names = z.object({ enum: z.array(z.string()) }).safeParse(propertyNames);
  if (names.success) {
    const properties = Object.fromEntries(names.data.enum.map((name) => [name, readable(additionalProperties)]));
    return { type: 'object', properties, additionalProperties: false };
  }
  const entries = Object.entries(asObject(value)).map(([name, one]) => [
    name,
    name === '$ref' && typeof one === 'string' ? one.replace('#/components/schemas/', '#/$defs/') : readable(one),
  ]);
  return Object.fromEntries(entries);
}

export type Judge = (schema: Schema, value: unknown) => string | null;

/** JSON Schema of a document we made ourselves, in the form zod's reader is typed for; it throws for what it cannot read. */
function asJsonSchema(schema: Schema): Parameters<typeof z.fromJSONSchema>[0] {
  return schema;
}

/** Judges values by schemas of a document: what is wrong with one, or null. */
export function judgeOf({ components }: OpenApi): Judge {
  const $defs = readable(components.schemas);
  const compiled = new Map<string, z.ZodType>();
  const compile = (schema: Schema): z.ZodType => {
    const text = JSON.stringify(schema);
    // Most answers of most operations are told alike, and to read a schema is to copy the whole document.
    const reader = compiled.get(text) ?? z.fromJSONSchema(asJsonSchema({ ...asObject(readable(schema)), $defs }));
    compiled.set(text, reader);
    return reader;
  };
  // By the very schema of the document first: comparing schemas would cost more than judging by them.
  const readers = new WeakMap<Schema, z.ZodType>();
  return (schema, value) => {
    const reader = readers.get(schema) ?? compile(schema);
    readers.set(schema, reader);
    const read = reader.safeParse(value);
    return read.success ? null : z.prettifyError(read.error);
  };
}

/** What is wrong with an answer by the document: a status it does not name, another type, a body of another shape; or null. */
export function undocumented(one: Documented, judge: Judge, status: number, type: string | null, text: string): string | null {
  const told = one.responses[String(status)];
  if (told === undefined) return `${status} is not documented`;
  if (told.content === undefined) return text === '' ? null : `${status} has a body`;
  const [name, content] = Object.entries(told.content).find(([known]) => type?.split(';')[0] === known) ?? [];
  if (name === undefined || content === undefined) return `${status} came as ${type}`;
  const line = content['x-jalon-line'];
  if (line === undefined) return judge(content.schema, JSON.parse(text));
  const faults = text
    .split('\n')
    .filter((each) => each !== '')
    .map((each) => judge(line, JSON.parse(each)));
  return faults.find((fault) => fault !== null) ?? null;
}
