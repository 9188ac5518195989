/** Content types of the public site; S3 and the local server send them as they are. */
export const fileTypes = {
  page: 'text/html; charset=utf-8',
  style: 'text/css; charset=utf-8',
  image: 'image/svg+xml',
  text: 'text/plain; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  jsonFeed: 'application/feed+json; charset=utf-8',
  json: 'application/json; charset=utf-8',
  log: 'application/jsonl; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  calendar: 'text/calendar; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  zip: 'application/zip',
} as const;

export function bytesOf(body: string | Uint8Array): number {
  return typeof body === 'string' ? Buffer.byteLength(body, 'utf8') : body.byteLength;
}

/** What a file says, where it says it in text. */
export function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}
