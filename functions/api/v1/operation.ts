import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import type { Action } from '../../../shared/domain/authority.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { commitmentNumber, contactId, planId } from '../../../shared/domain/identifiers.ts';
import { campaign, citedDocument, meeting, participationProcess } from '../../../shared/domain/plan.ts';
import { proposal } from '../../../shared/domain/proposal.ts';
import type { SignedIn } from '../../../shared/usecases/session.ts';
import type { ApiDeps, Permit } from '../dependencies.ts';
import { problemsIn } from './body-problems.ts';
import { aheadOfLog } from './log-reply.ts';
import type { ProblemDetails, ProblemName } from './problem.ts';

/** Address of the API: every path of an operation lies below it, and the token of a session is made for it. */
export const apiPath = '/api/v1';

/** The names that may stand in a path, and what each of them must look like. */
export const pathNames = {
  plan: planId,
  number: commitmentNumber,
  milestone: z.string().regex(/^m[1-9]\d{0,5}$/),
  entry: z.string().regex(/^[1-9]\d{0,8}$/),
  contact: contactId,
  proposal: proposal.shape.id,
  approval: z.string().regex(/^approval-[0-9a-f]{32}$/),
  campaign: campaign.shape.id,
  meeting: meeting.shape.id,
  process: participationProcess.shape.id,
  document: citedDocument.shape.id,
} as const satisfies { readonly [name: string]: z.ZodType<string> };
type PathName = keyof typeof pathNames;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

export type Who = 'anyone' | 'signed-in' | Action;
type Caller<W extends Who> = W extends 'anyone'
  ? { readonly signedIn: null; readonly permit: null }
  : W extends 'signed-in'
    ? { readonly signedIn: SignedIn; readonly permit: null }
    : { readonly signedIn: SignedIn; readonly permit: Permit };

/**
 * What the request names in `If-Match`, and is refused over when it is not what stands: the version of the `milestone` or of
 * the `person`, or the number of the newest entry of the `log` of the commitment or plan that was seen.
 */
type Versioned = 'none' | 'milestone' | 'person' | 'log';

/** What an operation is asked, checked: everything in it has the shape the operation says. */
export type Asked<
  Path extends string = string,
  W extends Who = Who,
  V extends Versioned = Versioned,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> = Caller<W> & {
  readonly deps: ApiDeps;
  readonly now: Temporal.Instant;
  /** Hash the token of this session is bound to. */
  readonly holder: string;
  readonly names: { readonly [name in NamesIn<Path>]: string };
  readonly query: z.output<Query>;
  readonly body: z.output<Body>;
  readonly version: V extends 'none' ? null : number;
};

/** What an operation answers. `text` is a published file as it stands; `body` is told through the operation's own schema. */
export type Reply =
  | { readonly ok: true; readonly status: 200 | 201 | 202; readonly body: unknown }
  | { readonly ok: true; readonly status: 200; readonly text: string }
  | ({ readonly ok: false; readonly problem: ProblemName } & ProblemDetails);

export type Wording = { readonly [language in InterfaceLanguage]: string };

/** Chapters of the reference, in their order. */
export const sections = ['reading', 'session', 'answering', 'commitment', 'plan', 'people', 'participation'] as const;
export type Section = (typeof sections)[number];

/** One answer of an operation when it did what was asked. `jsonl`: one JSON value a line, each of this schema. */
export type Answer = { readonly schema: z.ZodType; readonly as: 'json' | 'jsonl' };

type Told = {
  readonly id: string;
  readonly section: Section;
  readonly method: 'GET' | 'POST';
  /** Below {@link apiPath}, with `{plan}`, `{number}`, `{milestone}` and others of {@link pathNames}. */
  readonly path: string;
  readonly who: Who;
  readonly summary: Wording;
  /** Public data: any site may read it, without credentials. */
  readonly isPublic: boolean;
  readonly versioned: Versioned;
  readonly bodyLimit: 'page' | 'import';
  readonly query: z.ZodType;
  readonly body: z.ZodType | null;
  /** A body that is accepted; the reference shows it. */
  readonly example: unknown;
  readonly answers: { readonly [status: number]: Answer };
};

/** A request as it came, past the gate. */
export type Incoming = {
  readonly deps: ApiDeps;
  readonly now: Temporal.Instant;
  readonly signedIn: SignedIn | null;
  readonly permit: Permit | null;
  readonly holder: string;
  readonly names: { readonly [name: string]: string } | null;
  readonly query: { readonly [name: string]: readonly string[] };
  readonly json: unknown;
  readonly ifMatch: string | undefined;
};

/** One line of the table of operations: what it is called, who may, what goes in and out, and how it is done. */
export type Operation = Told & { readonly answer: (incoming: Incoming) => Promise<Reply> };

type Spec<Path extends string, W extends Who, V extends Versioned, Query extends z.ZodType, Body extends z.ZodType> = Pick<
  Told,
  'id' | 'section' | 'summary' | 'answers'
> & {
  readonly path: Path;
  readonly who: W;
  readonly run: (asked: Asked<Path, W, V, Query, Body>) => Promise<Reply>;
};

const noQuery = z.strictObject({});
const noBody = z.null();

/** A JSON answer of this shape. */
export function json(schema: z.ZodType): Answer {
  return { schema, as: 'json' };
}

/** An operation that reads. */
export function reading<
  const Path extends string,
  const W extends Who,
  Query extends z.ZodType = typeof noQuery,
  const IsPublic extends boolean = false,
>(spec: Spec<Path, W, 'none', Query, typeof noBody> & { readonly query?: Query; readonly isPublic?: IsPublic }): Operation {
  const { run, query, isPublic = false, ...told } = spec;
  return {
    ...told,
    method: 'GET',
    isPublic,
    versioned: 'none',
    bodyLimit: 'page',
    query: query ?? noQuery,
    body: null,
    example: null,
    answer: async (incoming) => {
      const read = readQuery<Query>(query, incoming);
      if (!hasNames(spec.path, incoming.names)) return { ok: false, problem: 'not-found' };
      if (!read.ok) return read;
      return run(checked<Path, W, 'none', Query, typeof noBody>(incoming, read.query, null, null));
    },
  };
}

/** An operation that writes: JSON in, and who asks has a token of their session. */
export function writing<
  const Path extends string,
  const W extends Who,
  Body extends z.ZodType,
  const V extends Versioned = 'none',
>(
  spec: Spec<Path, W, V, typeof noQuery, Body> & {
    readonly body: Body;
    readonly example: z.input<Body>;
    readonly versioned?: V;
    readonly bodyLimit?: 'import';
  },
): Operation {
  const { run, versioned = 'none', bodyLimit = 'page', ...told } = spec;
  return {
    ...told,
    method: 'POST',
    isPublic: false,
    versioned,
    bodyLimit,
    query: noQuery,
    answer: async (incoming) => {
      const query = readQuery<typeof noQuery>(undefined, incoming);
      if (!hasNames(spec.path, incoming.names)) return { ok: false, problem: 'not-found' };
      if (!query.ok) return query;
      const version = versioned === 'none' ? null : readVersion(incoming.ifMatch);
      if (version !== null && typeof version !== 'number') return version;
      const body = spec.body.safeParse(incoming.json, { reportInput: true });
      if (!body.success) return { ok: false, problem: 'invalid', errors: problemsIn(body.error) };
      const ahead = versioned === 'log' && version !== null ? await aheadOfLog(incoming, version) : null;
      if (ahead !== null) return ahead;
      return run(checked<Path, W, V, typeof noQuery, Body>(incoming, query.query, body.data, version));
    },
  };
}

/** Whether every name of the path is there and looks as it must. */
function hasNames(path: string, names: Incoming['names']): boolean {
  if (names === null) return false;
  return namesOf(path).every((name) => pathNames[name].safeParse(names[name]).success);
}

/** Names in a path, in their order: `/{plan}/{number}` → `plan`, `number`. @throws for one that {@link pathNames} lacks */
export function namesOf(path: string): PathName[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => {
    if (!isPathName(name)) throw new Error(`no shape is known for {${name}} in ${path}`);
    return name;
  });
}

function isPathName(name: string): name is PathName {
  return Object.hasOwn(pathNames, name);
}

/** An operation that was not carried out, and why. */
export type Refusing = Extract<Reply, { ok: false }>;

function readQuery<Query extends z.ZodType>(
  schema: Query | undefined,
  { query }: Incoming,
): { ok: true; query: z.output<Query> } | Refusing {
  const twice = Object.entries(query).filter(([, values]) => values.length !== 1);
  const given = Object.fromEntries(Object.entries(query).map(([name, [value]]) => [name, value]));
  const read = (schema ?? noQuery).safeParse(given, { reportInput: true });
  if (read.success && twice.length === 0) return { ok: true, query: asQuery<Query>(read.data) };
  const errors = read.success ? [{ field: 'query', code: 'too-many' } as const] : problemsIn(read.error);
  return { ok: false, problem: 'invalid', errors };
}

/** What was just parsed with the schema `Query`, or with the empty one where the operation has none. */
function asQuery<Query extends z.ZodType>(read: unknown): z.output<Query> {
  return read as z.output<Query>;
}

const versionTag = /^"([1-9]\d{0,8})"$/;

function readVersion(ifMatch: string | undefined): number | Refusing {
  if (ifMatch === undefined) return { ok: false, problem: 'version-required' };
  const [, version] = versionTag.exec(ifMatch.trim()) ?? [];
  return version === undefined
    ? { ok: false, problem: 'invalid', errors: [{ field: 'If-Match', code: 'malformed' }] }
    : Number(version);
}

/**
 * The request as the operation's types say: names, query, body and version were parsed with its own schemas above, and
 * the gate sets `signedIn` and `permit` exactly where the route table asks for them.
 * @throws when the gate let somebody through whom the operation does not expect
 */
function checked<Path extends string, W extends Who, V extends Versioned, Query extends z.ZodType, Body extends z.ZodType>(
  { deps, now, holder, names, signedIn, permit }: Incoming,
  query: z.output<Query>,
  body: z.output<Body> | null,
  version: number | null,
): Asked<Path, W, V, Query, Body> {
  return { deps, now, holder, names, signedIn, permit, query, body, version } as unknown as Asked<Path, W, V, Query, Body>;
}
