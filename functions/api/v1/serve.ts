import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod';
import { sha256Of } from '../../../shared/domain/text.ts';
import { fileTypes } from '../../../shared/showing/file-types.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { namesIn } from '../route-table.ts';
import { type Done, type Keyed, onceFor, type Sent } from './idempotency.ts';
import type { Operation, Reply } from './operation.ts';
import { problem } from './problem.ts';

/** Texts with half a character in them (a lone surrogate) cannot be hashed or stored: no body may hold one. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([name, one]) => name.isWellFormed() && isWellFormed(one));
}

/** The body of an answer that did what was asked, told through the operation's own schema: nothing else ever leaves. */
function textOf(operation: Operation, reply: Extract<Reply, { ok: true }>): string {
  if ('text' in reply) return reply.text;
  const answer = operation.answers[reply.status];
  if (answer === undefined) throw new Error(`${operation.id} does not say that it may answer ${reply.status}`);
  return JSON.stringify(answer.schema.parse(reply.body));
}

/** Whether a browser or program has these bytes already (RFC 9110, 13.1.2). */
function isKnown(given: string | undefined, tag: string): boolean {
  if (given === undefined) return false;
  return given.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

/** A text that any site may read, with its entity tag. */
export function publicText(c: Context<ApiEnv>, text: string, type: string): Response {
  const tag = `"${sha256Of(text).slice(0, 32)}"`;
  c.header('ETag', tag);
  if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, 304);
  c.header('Content-Type', type);
  return c.body(text);
}

/** The version of what an answer tells of, for the `If-Match` of the next request. */
const versioned = z.object({ version: z.int().min(1) });

function sendJson(c: Context<ApiEnv>, { status, body }: Sent): Response {
  const told = versioned.safeParse(JSON.parse(body));
  if (told.success) c.header('ETag', `"${told.data.version}"`);
  c.header('Content-Type', fileTypes.json);
  // An answer of ours: no status without a body is among the documented ones.
  return c.body(body, status as ContentfulStatusCode);
}

/** Runs one operation for one request that the gate let through. */
export function serve(operation: Operation, path: string, deps: ApiDeps): (c: Context<ApiEnv>) => Promise<Response> {
  const run = (c: Context<ApiEnv>): Promise<Reply> =>
    operation.answer({
      deps,
      now: c.get('now'),
      signedIn: c.get('signedIn'),
      permit: c.get('permit'),
      holder: c.get('holder'),
      names: namesIn({ path }, c.req.path),
      query: c.req.queries(),
      json: c.get('json'),
      ifMatch: c.req.header('if-match'),
    });

  const done = async (c: Context<ApiEnv>): Promise<Done> => {
    const reply = await run(c);
    if (reply.ok) {
      const contactId = c.get('signedIn')?.contact.id ?? null;
      if (operation.method === 'POST') deps.log.info('api-written', { operation: operation.id, status: reply.status, contactId });
      return { is: 'done', status: reply.status, body: textOf(operation, reply) };
    }
    const { ok: _, ...refused } = reply;
    return { is: 'refused', ...refused };
  };

  /** A request with a key of the person's own choice: done once, whatever the network does. */
  const keyed = (c: Context<ApiEnv>, contactId: string, key: string): Promise<Keyed> => {
    const asked = JSON.stringify([c.req.method, c.req.path, c.req.header('if-match') ?? null, c.get('json')]);
    return onceFor(deps.people, { contactId, key, asked, now: c.get('now') }, () => done(c));
  };

  return async (c) => {
    if (!isWellFormed(c.get('json'))) return problem(c, 'malformed');
    const key = c.req.header('idempotency-key');
    const contactId = c.get('signedIn')?.contact.id;
    const isKeyed = operation.method === 'POST' && key !== undefined && contactId !== undefined;
    const outcome = isKeyed ? await keyed(c, contactId, key) : await done(c);
    if (outcome.is === 'refused') {
      const { is: _, problem: name, ...details } = outcome;
      return problem(c, name, details);
    }
    if (outcome.is === 'again') c.header('Idempotency-Replayed', 'true');
    if (!operation.isPublic) return sendJson(c, outcome);
    const isLines = operation.answers[outcome.status]?.as === 'jsonl';
    return publicText(c, outcome.body, isLines ? fileTypes.log : fileTypes.json);
  };
}
