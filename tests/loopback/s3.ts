import { createHash } from 'node:crypto';
import { type Loopback, openLoopback } from './server.ts';

export type StoredObject = { readonly body: string; readonly contentType: string; readonly cacheControl: string };
export type LoopbackS3 = Loopback & {
  readonly objects: Map<string, StoredObject>;
  /** How many objects were put so far. */
  readonly puts: number;
};

/** The part of S3 that publishing needs: list in pages, put, delete. Keys are `bucket/path`. */
export async function openLoopbackS3({ pageSize = 1_000 } = {}): Promise<LoopbackS3> {
  const objects = new Map<string, StoredObject>();
  let puts = 0;
  const server = await openLoopback(({ method, path, query, headers, body }) => {
    const key = path.slice(1);
    if (method === 'PUT') {
      puts += 1;
      objects.set(key, {
        body: body.toString('utf8'),
        contentType: headers['content-type'] ?? '',
        cacheControl: headers['cache-control'] ?? '',
      });
      return { status: 200, body: '' };
    }
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204, body: '' };
    }
    if (method === 'GET' && query.get('list-type') === '2') {
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: listing(objects, key, query, pageSize) };
    }
    return { status: 501, body: '' };
  });
  return {
    ...server,
    objects,
    get puts() {
      return puts;
    },
  };
}

function listing(objects: Map<string, StoredObject>, bucket: string, query: URLSearchParams, pageSize: number): string {
  const root = `${bucket.replace(/\/$/, '')}/`;
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(root + (query.get('prefix') ?? '')))
    .sort()
    .filter((key) => key > (query.get('continuation-token') ?? ''));
  const page = keys.slice(0, pageSize);
  const contents = page.map((key) => {
    const hash = createHash('md5')
      .update(objects.get(key)?.body ?? '')
      .digest('hex');
    return `<Contents><Key>${key.slice(root.length)}</Key><ETag>&quot;${hash}&quot;</ETag></Contents>`;
  });
  const more = keys.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents.join('')}</ListBucketResult>`;
}
