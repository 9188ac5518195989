import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname, join, normalize, sep } from 'node:path';
import { Hono } from 'hono';
import { framed } from '../../functions/api/middleware/security-headers.ts';
import { fileTypes } from '../../shared/showing/file-types.ts';

const types: ReadonlyMap<string, string> = new Map([
  ['.html', fileTypes.page],
  ['.css', fileTypes.style],
  ['.atom', fileTypes.atom],
  ['.json', fileTypes.json],
  ['.jsonl', fileTypes.log],
  ['.ics', fileTypes.calendar],
  ['.csv', fileTypes.csv],
  ['.svg', fileTypes.image],
  ['.txt', fileTypes.text],
  ['.xml', fileTypes.xml],
  ['.zip', fileTypes.zip],
]);

/** The type of a file, as `showing` names it. */
function typeOf(file: string): string {
  return basename(file) === 'feed.json' ? fileTypes.jsonFeed : (types.get(extname(file)) ?? 'application/octet-stream');
}

/** What the distribution in front of the bucket adds to every public file. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cache-Control': 'no-cache',
};

/** The card of a commitment, in either language: the one kind of page that other sites may frame. */
const isCard = (path: string): boolean => path.endsWith('/card/');

const openData: { readonly [name: string]: string } = { 'Access-Control-Allow-Origin': '*' };

/** The file a public address names, or null when it leaves the folder. */
function fileOf(folder: string, path: string): string | null {
  const asked = decoded(path.endsWith('/') ? `${path}index.html` : path);
  if (asked === null || asked.includes('\0')) return null;
  const file = normalize(join(folder, asked));
  return file.startsWith(normalize(folder) + sep) ? file : null;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // Malformed escapes name no file.
    return null;
  }
}

async function readOrNull(file: string | null): Promise<Buffer<ArrayBuffer> | null> {
  if (file === null) return null;
  try {
    return Buffer.from(await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code))) return null;
    throw error;
  }
}

/** Whether a reader holds these bytes already: compared as RFC 9110 asks for GET, whatever a cache on the way made of the tag. */
function isKnown(held: string | undefined, tag: string): boolean {
  const tags = (held ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  return tags.includes(tag) || tags.includes('*');
}

/**
 * Serves the published folder as the bucket behind the distribution would: folder addresses mean their index page,
 * entity tags answer 304, public data may be read from any site.
 */
export function staticSite(folder: string): Hono {
  const app = new Hono();
  app.get('*', async (c) => {
    const { path } = c.req;
    const file = fileOf(folder, path);
    const body = await readOrNull(file);
    if (body === null && !path.endsWith('/') && extname(path) === '') {
      const isFolder = (await readOrNull(fileOf(folder, `${path}/`))) !== null;
      if (isFolder) return c.redirect(`${path}/`, 301);
    }
    if (body === null || file === null) {
      const missing = await readOrNull(join(folder, '404.html'));
      return c.body(missing ?? 'Not found', 404, { ...headers, 'Content-Type': fileTypes.page });
    }
    const tag = `"${createHash('md5').update(body).digest('hex')}"`;
    const extension = extname(file);
    const isData = extension !== '.html' && extension !== '.css';
    const answer: { [name: string]: string } = {
      ...headers,
      ...(isCard(path) ? { 'Content-Security-Policy': framed(headers['Content-Security-Policy']) } : {}),
      ...(isData ? openData : {}),
      ETag: tag,
      'Content-Type': typeOf(file),
    };
    if (isKnown(c.req.header('if-none-match'), tag)) return c.body(null, 304, answer);
    return c.body(body, 200, answer);
  });
  return app;
}
