import { createHash } from 'node:crypto';
import { type Loopback, openLoopback } from './server.ts';

/** `body`: the bytes as text. */
export type StoredObject = {
  readonly body: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
};
export type LoopbackS3 = Loopback & {
  readonly objects: Map<string, StoredObject>;
  /** How many objects were put so far. */
  readonly puts: number;
};

/** The part of S3 that publishing needs: list in pages, get, put, delete. Keys are `bucket/path`. */
export async function openLoopbackS3({ pageSize = 1_000 } = {}): Promise<LoopbackS3> {
  const objects = new Map<string, StoredObject>();
  let puts = 0;
  const server = await openLoopback(({ method, path, query, headers, body }) => {
    const key = path.slice(1);
    if (method === 'PUT') {
      puts += 1;
      objects.set(key, {
        body: body.toString('utf8'),
        bytes: body,
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
    if (method === 'GET') {
      const found = objects.get(key);
      if (found !== undefined) return { status: 200, headers: { 'content-type': found.contentType }, body: found.bytes };
      return { status: 404, headers: { 'content-type': 'application/xml' }, body: missing };
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

const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';

/** A page of keys; where a delimiter is asked for, keys that go on beyond it are told of by their beginning alone. */
function listing(objects: Map<string, StoredObject>, bucket: string, query: URLSearchParams, pageSize: number): string {
  const root = `${bucket.replace(/\/$/, '')}/`;
  const prefix = root + (query.get('prefix') ?? '');
  const delimiter = query.get('delimiter');
  const keys = [...objects.keys()]
    .filter((key) => key.startsWith(prefix))
    .filter((key) => delimiter === null || !key.slice(prefix.length).includes(delimiter))
    .sort()
    .filter((key) => key > (query.get('continuation-token') ?? ''));
  const page = keys.slice(0, pageSize);
  const contents = page.map((key) => {
    const hash = createHash('md5')
      .update(objects.get(key)?.bytes ?? '')
      .digest('hex');
    return `<Contents><Key>${key.slice(root.length)}</Key><ETag>&quot;${hash}&quot;</ETag></Contents>`;
  });
  const more = keys.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents.join('')}</ListBucketResult>`;
}
