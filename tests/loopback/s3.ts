import { createHash } from 'node:crypto';
import { type Answer, type Asked, type Loopback, openLoopback } from './server.ts';

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
  /** From now on every put gets this answer. */
  readonly refuse: (status: number) => void;
};

/**
 * The part of S3 that publishing needs: list in pages, get, put, also on a condition, delete. Keys are `bucket/path`.
 * @param tagOf ETags as the bucket's encryption makes them
 */
export async function openLoopbackS3({ pageSize = 1_000, tagOf = md5Of } = {}): Promise<LoopbackS3> {
  const objects = new Map<string, StoredObject>();
  let puts = 0;
  let refused: number | null = null;
  const server = await openLoopback(({ method, path, query, headers, body }): Answer => {
    const key = path.slice(1);
    if (method === 'PUT') {
      const status = refused ?? (isMet(headers, objects.get(key), tagOf) ? null : objects.has(key) ? 412 : 404);
      if (status !== null) return { status, headers: { 'content-type': 'application/xml' }, body: refusal };
      puts += 1;
      const put = {
        body: body.toString('utf8'),
        bytes: body,
        contentType: headers['content-type'] ?? '',
        cacheControl: headers['cache-control'] ?? '',
      };
      objects.set(key, put);
      return { status: 200, headers: { etag: `"${tagOf(put)}"` }, body: '' };
    }
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204, body: '' };
    }
    if (method === 'GET' && query.get('list-type') === '2') {
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: listing(objects, key, query, pageSize, tagOf) };
    }
    if (method === 'GET') {
      const found = objects.get(key);
      if (found !== undefined) {
        return {
          status: 200,
          headers: { 'content-type': found.contentType, etag: `"${tagOf(found)}"` },
          body: found.bytes,
        };
      }
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
    refuse: (status) => {
      refused = status;
    },
  };
}

type TagOf = (lying: StoredObject) => string;

/** Whether what lies there is what the writer read: `If-Match` with its ETag, `If-None-Match: *` for nothing. */
function isMet(headers: Asked['headers'], lying: StoredObject | undefined, tagOf: TagOf): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch === '*' && lying !== undefined) return false;
  return match === undefined || (lying !== undefined && match === `"${tagOf(lying)}"`);
}

function md5Of({ bytes }: StoredObject): string {
  return createHash('md5').update(bytes).digest('hex');
}

const refusal = '<?xml version="1.0"?><Error><Code>PreconditionFailed</Code><Message>A condition did not hold.</Message></Error>';

const missing = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>';

/** A page of keys; where a delimiter is asked for, keys that go on beyond it are told of by their beginning alone. */
function listing(
  objects: Map<string, StoredObject>,
  bucket: string,
  query: URLSearchParams,
  pageSize: number,
  tagOf: TagOf,
): string {
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
    const found = objects.get(key);
    const hash = found === undefined ? '' : tagOf(found);
    return `<Contents><Key>${key.slice(root.length)}</Key><ETag>&quot;${hash}&quot;</ETag></Contents>`;
  });
  const more = keys.length > page.length ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents.join('')}</ListBucketResult>`;
}
