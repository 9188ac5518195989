import { readBounded } from './read-form.ts';

export type JsonOutcome =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

/** Deepest nesting of a body (RELIABILITY S14). */
const depthLimit = 12;

function depthOf(value: unknown, left = depthLimit): boolean {
  if (value === null || typeof value !== 'object') return true;
  return left > 0 && Object.values(value).every((one) => depthOf(one, left - 1));
}

/** Reads a JSON body, counting bytes as they come: a stated length is not believed. */
export async function readJson(request: Request, limit: number): Promise<JsonOutcome> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { ok: false, status: 415 };
  const bytes = await readBounded(request, limit);
  if (bytes === null) return { ok: false, status: 413 };
  try {
    const body: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return depthOf(body) ? { ok: true, body } : { ok: false, status: 400 };
  } catch {
    return { ok: false, status: 400 };
  }
}
