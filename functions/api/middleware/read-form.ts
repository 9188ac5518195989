/** Fields of a form by name, each given once. */
export type Form = ReadonlyMap<string, string>;

/** A file that was chosen in a form. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };

export type FormOutcome =
  | { readonly ok: true; readonly form: Form; readonly files: readonly UploadedFile[] }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

/** Longest bodies of private pages and of imports (RELIABILITY S14). */
export const bodyLimits = { page: 64 * 1024, import: 2 * 1024 * 1024 } as const;

/** The bytes of a body, or null when there are more than the limit; a stated length is not believed. */
export async function readBounded(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      return null;
    }
    parts.push(next.value);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** `one-click`: RFC 8058 allows `multipart/form-data`; `files`: a form that carries files. */
export type Multipart = 'none' | 'one-click' | 'files';

type Fields = { readonly fields: readonly (readonly [string, string])[]; readonly files: readonly UploadedFile[] };

/**
 * Reads a form, counting bytes as they come. A field given twice is refused, so that nobody can read another value than
 * we do; several files may come under one name.
 */
export async function readForm(request: Request, multipart: Multipart, limit: number): Promise<FormOutcome> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const isMultipart = type === 'multipart/form-data' && multipart !== 'none';
  if (type !== 'application/x-www-form-urlencoded' && !isMultipart) return { ok: false, status: 415 };
  const body = await readBounded(request, limit);
  if (body === null) return { ok: false, status: 413 };
  const read: Fields | null = isMultipart
    ? await multipartFields(request, body)
    : { fields: [...new URLSearchParams(new TextDecoder().decode(body))], files: [] };
  if (read === null || (read.files.length > 0 && multipart !== 'files')) return { ok: false, status: 400 };
  const form = new Map(read.fields);
  return form.size === read.fields.length ? { ok: true, form, files: read.files } : { ok: false, status: 400 };
}

/** Null when the body is not what its header says. An empty file field, as browsers send one, is no file. */
async function multipartFields(request: Request, body: Uint8Array<ArrayBuffer>): Promise<Fields | null> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  try {
    const data = await new Response(body, { headers }).formData();
    const fields: [string, string][] = [];
    const files: UploadedFile[] = [];
    for (const [name, value] of data.entries()) {
      if (typeof value === 'string') fields.push([name, value]);
      else if (value.name !== '' || value.size > 0)
        files.push({ name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
    return { fields, files };
  } catch {
    return null;
  }
}
