import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { Site, SiteFile } from '../../ports.ts';
import { createS3Client } from './client.ts';

/**
 * Browsers ask every time (and are mostly told "not modified"), CloudFront after five seconds: an answer shows within
 * seconds, and nothing ever has to be invalidated.
 */
export const cacheControl = 'public, max-age=0, s-maxage=5, must-revalidate';

/** The ETag of an object put in one piece under SSE-S3 is its MD5; any other form reads as "differs", and is written again. */
const listed = z.object({
  Key: z.string().min(1),
  ETag: z.string().transform((tag) => tag.replaceAll('"', '')),
});

/**
 * CloudFront compresses a fixed list of types ("Serving compressed files" in its guide), which holds the more general name of these and
 * not their own. Calendars have no other name that calendar programs take, and stay as they are.
 */
const generalNames: ReadonlyMap<string, string> = new Map([
  ['application/atom+xml', 'application/xml'],
  ['application/feed+json', 'application/json'],
  ['application/jsonl', 'text/plain'],
]);

function compressed(contentType: string): string {
  const [name = '', ...parameters] = contentType.split(';');
  return [generalNames.get(name) ?? name, ...parameters].join(';');
}

function md5Of(body: SiteFile['body']): string {
  return createHash('md5').update(body).digest('hex');
}

/** 412: another object lies there. 409: one is being put this moment. 404: the one that was read is gone. */
function isOvertaken({ $metadata: { httpStatusCode } }: S3ServiceException): boolean {
  return httpStatusCode === 412 || httpStatusCode === 409 || httpStatusCode === 404;
}

/** The public site in a bucket that CloudFront reads. */
export class S3Site implements Site {
  private readonly client: S3Client;
  private readonly bucket: string;
  /**
   * ETags that are not the MD5 of the text they came with, by path: of another encryption than S3's own, or of bytes that are no
   * UTF-8. One put on a condition names what the store itself said of what was read.
   */
  private readonly otherTags = new Map<string, { readonly md5: string; readonly tag: string }>();

  constructor(client: S3Client, bucket: string) {
    this.client = client;
    this.bucket = bucket;
  }

  fingerprints(prefix: string): Promise<ReadonlyMap<string, string>> {
    return this.list({ Prefix: prefix });
  }

  fingerprintsIn(folder: string): Promise<ReadonlyMap<string, string>> {
    return this.list({ Prefix: folder, Delimiter: '/' });
  }

  async read(path: string): Promise<string | null> {
    try {
      const { Body, ETag } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: path }));
      const text = (await Body?.transformToString('utf-8')) ?? '';
      this.keepTag(path, text, ETag);
      return text;
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  private async list(wanted: { readonly Prefix: string; readonly Delimiter?: string }): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for await (const page of paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket, ...wanted })) {
      for (const object of z.array(listed).parse(page.Contents ?? [])) found.set(object.Key, object.ETag);
    }
    return found;
  }

  async put(file: SiteFile): Promise<void> {
    await this.client.send(new PutObjectCommand(this.objectOf(file)));
  }

  async putOver(file: SiteFile, asRead: string | null): Promise<boolean> {
    const condition = asRead === null ? { IfNoneMatch: '*' } : { IfMatch: this.tagOf(file.path, asRead) };
    try {
      const { ETag } = await this.client.send(new PutObjectCommand({ ...this.objectOf(file), ...condition }));
      this.keepTag(file.path, file.body, ETag);
      return true;
    } catch (error) {
      if (error instanceof S3ServiceException && isOvertaken(error)) return false;
      throw error;
    }
  }

  private keepTag(path: string, body: SiteFile['body'], tag: string | undefined): void {
    const md5 = md5Of(body);
    if (tag === undefined || tag === `"${md5}"`) this.otherTags.delete(path);
    else this.otherTags.set(path, { md5, tag });
  }

  private tagOf(path: string, asRead: string): string {
    const md5 = md5Of(asRead);
    const other = this.otherTags.get(path);
    return other?.md5 === md5 ? other.tag : `"${md5}"`;
  }

  private objectOf({ path, body, contentType }: SiteFile): PutObjectCommandInput {
    return { Bucket: this.bucket, Key: path, Body: body, ContentType: compressed(contentType), CacheControl: cacheControl };
  }

  async remove(path: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: path }));
  }
}

/** The site in this bucket, with a client of its own. */
export function openS3Site(bucket: string): Site {
  return new S3Site(createS3Client(), bucket);
}
