import * as z from 'zod';
import { ruleOf } from '../../../shared/domain/authority.ts';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { ContactRole } from '../../../shared/domain/contact.ts';
import { fileTypes } from '../../../shared/showing/file-types.ts';
import { type Answer, apiPath, namesOf, type Operation, pathNames, type Who } from './operation.ts';
import { type ProblemName, problemStatuses } from './problem.ts';
import { problemBody } from './schemas/common.ts';
import { nameShapes } from './schemas/names.ts';

const jsonObject = z.record(z.string(), z.json());
/** A part of the document: JSON, as OpenAPI 3.1 and JSON Schema 2020-12 take it. */
export type JsonObject = z.infer<typeof jsonObject>;

export const componentPath = '#/components/schemas/';

/** The same value with its references leading into the components. */
function relinked(value: z.infer<ReturnType<typeof z.json>>): z.infer<ReturnType<typeof z.json>> {
  if (Array.isArray(value)) return value.map(relinked);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === '$ref' && typeof one === 'string' ? one.replace('#/$defs/', componentPath) : relinked(one),
    ]),
  );
}

type Components = {
  readonly schemas: ReadonlyMap<string, JsonObject>;
  /** A schema for its place in the document; what has an id is kept once and referred to. @throws when one id means two things */
  place(schema: z.ZodType, io: 'input' | 'output'): JsonObject;
};

function componentsOf(): Components {
  nameShapes();
  const schemas = new Map<string, JsonObject>();
  /** The same few shapes stand in every operation: each is translated once. */
  const placed = { input: new Map<z.ZodType, JsonObject>(), output: new Map<z.ZodType, JsonObject>() };
  return {
    schemas,
    place: (schema, io) => {
      const before = placed[io].get(schema);
      if (before !== undefined) return before;
      const { $schema: _, $defs = {}, ...rest } = jsonObject.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
      for (const [id, one] of Object.entries(jsonObject.parse($defs))) {
        const read = jsonObject.parse(relinked(one));
        const known = schemas.get(id);
        if (known !== undefined && canonicalJson(known) !== canonicalJson(read)) throw new Error(`two schemas are called ${id}`);
        schemas.set(id, read);
      }
      const made = jsonObject.parse(relinked(rest));
      placed[io].set(schema, made);
      return made;
    },
  };
}

/** Roles an operation is open to, the table's own; null for anyone and for whoever signed in. */
export function rolesOf(who: Who): readonly ContactRole[] | null {
  return who === 'anyone' || who === 'signed-in' ? null : ruleOf(who).by;
}

/** Problems an operation may answer with, by its nature: what the gate checks, and what its verb may refuse. */
export function problemNamesOf({ method, who, path, versioned }: Operation): ProblemName[] {
  const isNamed = namesOf(path).length > 0;
  return [
    ...(method === 'POST' ? (['malformed', 'forbidden', 'too-large', 'unsupported-type', 'too-many-requests'] as const) : []),
    ...(who === 'anyone' ? [] : (['not-signed-in', 'sign-in-again'] as const)),
    ...(rolesOf(who) === null && !(who === 'signed-in' && method === 'POST') ? [] : (['openid-required', 'not-found'] as const)),
    ...(who === 'anyone' && isNamed ? (['not-found'] as const) : []),
    ...(method === 'POST' ? (['conflict', 'key-reused', 'stale'] as const) : []),
    ...(versioned === 'none' ? [] : (['version-required'] as const)),
    ...(method === 'GET' && rolesOf(who) !== null ? (['conflict'] as const) : []),
    ...(['invalid', 'busy', 'broken'] as const),
  ];
}

const pathHints = {
  plan: 'The plan’s id, `fr-2021-2023`.',
  number: 'The commitment’s number as its plan prints it, `28`.',
  milestone: 'The milestone’s short name, `m1`.',
  entry: 'The number (`seq`) of an entry of the log.',
  contact: 'The person’s pseudonym.',
  proposal: 'The proposal’s id.',
  approval: 'The approval’s id.',
  campaign: 'The campaign’s id.',
  meeting: 'The meeting’s id.',
  process: 'The participation process’s id.',
  document: 'The document’s id.',
} as const satisfies { readonly [name in keyof typeof pathNames]: string };

const versionHints = {
  milestone: 'The version of the milestone that was seen, as `ETag` tells it with its answer: `"3"`.',
  person: 'The version of the person that was seen, as the list of people tells it: `"3"`.',
  log: 'The number (`seq`) of the newest entry of this log that was seen, as `heads` tells it: `"12"`.',
} as const;

function parametersOf(operation: Operation, { place }: Components): JsonObject[] {
  const named = namesOf(operation.path).map((name) => ({
    name,
    in: 'path',
    required: true,
    description: pathHints[name],
    schema: place(pathNames[name], 'input'),
  }));
  const version = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: operation.versioned === 'none' ? '' : versionHints[operation.versioned],
    schema: { type: 'string', pattern: '^"[1-9]\\d{0,8}"$' },
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'A key of your own choice: the same request sent again within 24 hours with it is done once.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7E]{1,64}$' },
  };
  const known = {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The `ETag` of an earlier answer: 304 while nothing changed.',
    schema: { type: 'string' },
  };
  return [
    ...named,
    ...(operation.versioned === 'none' ? [] : [version]),
    ...(operation.method === 'POST' ? [key] : []),
    ...(operation.isPublic ? [known] : []),
  ];
}

const meanings: { readonly [status: number]: string } = {
  200: 'Done, or found.',
  201: 'Written: it is in the log, and public.',
  202: 'Accepted: it waits for a second person.',
  304: 'Nothing changed.',
};

function contentOf({ schema, as }: Answer, { place }: Components): JsonObject {
  const one = place(schema, 'output');
  if (as === 'json') return { 'application/json': { schema: one } };
  const lines = { type: 'string', description: 'One JSON value a line, each as `x-jalon-line` says.' };
  return { [fileTypes.log.split(';')[0] ?? '']: { schema: lines, 'x-jalon-line': one } };
}

function responsesOf(operation: Operation, components: Components): JsonObject {
  const answers = Object.entries(operation.answers).map(
    ([status, answer]) =>
      [status, { description: meanings[Number(status)] ?? '', content: contentOf(answer, components) }] as const,
  );
  const problems = new Map<string, ProblemName[]>();
  for (const name of problemNamesOf(operation)) {
    const status = String(problemStatuses[name]);
    problems.set(status, [...(problems.get(status) ?? []), name]);
  }
  const refusals = [...problems].map(
    ([status, names]) =>
      [
        status,
        {
          description: `Refused: ${names.join(', ')}.`,
          content: { 'application/problem+json': { schema: components.place(problemBody, 'output') } },
        },
      ] as const,
  );
  const unchanged = operation.isPublic ? ([['304', { description: meanings[304] ?? '' }]] as const) : [];
  return Object.fromEntries([...answers, ...unchanged, ...refusals]);
}

const session = [{ session: [] }];
const sessionAndToken = [{ session: [], token: [] }];

function operationOf(operation: Operation, components: Components): JsonObject {
  const { id, section, summary, method, who, body, example } = operation;
  const roles = rolesOf(who);
  return {
    operationId: id,
    tags: [section],
    summary: summary.en,
    ...(roles === null ? {} : { 'x-jalon-roles': [...roles] }),
    security: who === 'anyone' ? [] : method === 'POST' ? sessionAndToken : session,
    parameters: parametersOf(operation, components),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: components.place(body, 'input'), example: z.json().parse(example) } },
          },
        }),
    responses: responsesOf(operation, components),
  };
}

const description = [
  'Reading is open to anyone and tells exactly what the site publishes.',
  'Writing is what the forms do: sign in at /app/sign-in, read /session, and send with every request the cookie, the `Origin` of the site and the token in `Jalon-Token`.',
  'Problems are RFC 9457; unknown members are refused.',
].join(' ');

/** The OpenAPI 3.1 document of the table of operations. `publicUrl` is without a closing slash. */
export function openApiDocument(operations: readonly Operation[], publicUrl: string, cookie: string): JsonObject {
  const components = componentsOf();
  const paths: { [path: string]: JsonObject } = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: operationOf(operation, components) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Jalon', version: '1', description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: `${publicUrl}${apiPath}` }],
    paths,
    components: {
      schemas: Object.fromEntries([...components.schemas].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: cookie },
        token: { type: 'apiKey', in: 'header', name: 'Jalon-Token' },
      },
    },
  };
}
