import * as z from 'zod';
import type { Reference } from '../pages/api-reference.tsx';
import { componentPath, type JsonObject } from './document.ts';
import type { Operation } from './operation.ts';

const schema = z.record(z.string(), z.json());
const content = z.record(z.string(), z.object({ schema, 'x-jalon-line': schema.optional() }));

/** What the reference shows of the OpenAPI document: read back from it, so that the two cannot tell different things. */
const documented = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        requestBody: z.object({ content }).optional(),
        responses: z.record(z.string(), z.object({ content: content.optional() })),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), schema) }),
});

const nameIn = (ref: unknown): string | null => (typeof ref === 'string' ? ref.replace(componentPath, '') : null);

/** The reference of these operations, from their document. */
export function referenceOf(operations: readonly Operation[], document: JsonObject): Reference {
  const { paths, components } = documented.parse(document);
  return {
    entries: operations.map((operation) => {
      const told = paths[operation.path]?.[operation.method.toLowerCase()];
      return {
        operation,
        body: told?.requestBody?.content['application/json']?.schema ?? null,
        shapes: Object.keys(operation.answers).map((status) => {
          const [one] = Object.values(told?.responses[status]?.content ?? {});
          const line = one?.['x-jalon-line'];
          return { status, shape: nameIn((line ?? one?.schema)?.['$ref']), isLines: line !== undefined };
        }),
      };
    }),
    schemas: Object.entries(components.schemas).map(([name, one]) => ({ name, schema: one })),
  };
}
