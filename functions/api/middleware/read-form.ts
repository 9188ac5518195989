/** Fields of a form by name, each given once. */
export type Form = ReadonlyMap<string, string>;

export type FormOutcome = { readonly ok: true; readonly form: Form } | { readonly ok: false; readonly status: 400 | 413 | 415 };

/** Longest body of a private page (RELIABILITY S14). */
const bodyLimit = 64 * 1024;

async function readBounded(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > bodyLimit) {
      await reader?.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * Reads a form, counting bytes as they come: a stated length is not believed. A field given twice is refused, so that
 * nobody can read another value than we do. `multipart/form-data` is for RFC 8058 alone, which allows it.
 */
export async function readForm(request: Request, allowsMultipart: boolean): Promise<FormOutcome> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const isMultipart = type === 'multipart/form-data' && allowsMultipart;
  if (type !== 'application/x-www-form-urlencoded' && !isMultipart) return { ok: false, status: 415 };
  const body = await readBounded(request);
  if (body === null) return { ok: false, status: 413 };
  const fields = isMultipart ? await multipartFields(request, body) : [...new URLSearchParams(new TextDecoder().decode(body))];
  if (fields === null) return { ok: false, status: 400 };
  const form = new Map(fields);
  return form.size === fields.length ? { ok: true, form } : { ok: false, status: 400 };
}

/** Null when the body is not what its header says, or carries a file. */
async function multipartFields(request: Request, body: Uint8Array<ArrayBuffer>): Promise<[string, string][] | null> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  try {
    const data = await new Response(body, { headers }).formData();
    const fields: [string, string][] = [];
    for (const [name, value] of data.entries()) {
      if (typeof value !== 'string') return null;
      fields.push([name, value]);
    }
    return fields;
  } catch {
    return null;
  }
}
