import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheControl, S3Site } from '../../../shared/adapters/s3/site.ts';
import { fileTypes } from '../../../shared/showing/file-types.ts';
import { type LoopbackS3, openLoopbackS3 } from '../../loopback/s3.ts';

const page = { path: 'fr-2021-2023/28/index.html', body: '<p>Réalisé à l’été</p>', contentType: 'text/html; charset=utf-8' };

describe('the site in a bucket', () => {
  let s3: LoopbackS3;
  let site: S3Site;
  beforeEach(async () => {
    s3 = await openLoopbackS3({ pageSize: 2 });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    site = new S3Site(new S3Client({ region: 'eu-west-3', endpoint: s3.endpoint, credentials }), 'files');
  });
  afterEach(() => s3.close());

  it('puts a file with its type, to be asked for again after seconds', async () => {
    await site.put(page);
    expect([...s3.objects.keys()]).toEqual(['files/fr-2021-2023/28/index.html']);
    expect([...s3.objects.values()]).toMatchObject([{ body: page.body, contentType: page.contentType, cacheControl }]);
    expect(cacheControl).toMatch(/max-age=0, s-maxage=5\b/);
  });

  it.each([
    [fileTypes.atom, 'application/xml; charset=utf-8'],
    [fileTypes.jsonFeed, 'application/json; charset=utf-8'],
    [fileTypes.log, 'text/plain; charset=utf-8'],
    [fileTypes.calendar, fileTypes.calendar],
    [fileTypes.page, fileTypes.page],
    [fileTypes.zip, fileTypes.zip],
  ])('serves %s as %s, so that CloudFront compresses what it can', async (contentType, served) => {
    await site.put({ ...page, contentType });
    expect(s3.objects.get(`files/${page.path}`)?.contentType).toBe(served);
  });

  it('tells the MD5 of every file below a prefix, over all pages of the listing', async () => {
    const paths = ['a/1.html', 'a/2.html', 'a/3.html', 'a/4.html', 'a/5.html', 'b/1.html'];
    for (const path of paths) await site.put({ ...page, path, body: `page ${path} é` });
    const found = await site.fingerprints('a/');
    expect([...found.keys()]).toEqual(paths.slice(0, 5));
    expect(found.get('a/3.html')).toBe(createHash('md5').update('page a/3.html é').digest('hex'));
  });

  it('finds nothing in an empty bucket, and everything without a prefix', async () => {
    expect(await site.fingerprints('')).toEqual(new Map());
    await site.put(page);
    expect((await site.fingerprints('')).size).toBe(1);
  });

  it('tells the MD5 of the files directly in a folder and none below it, over all pages of the listing', async () => {
    for (const path of ['a/1.html', 'a/2.html', 'a/3.html', 'a/b/4.html', 'ab.html']) await site.put({ ...page, path });
    expect([...(await site.fingerprintsIn('a/')).keys()]).toEqual(['a/1.html', 'a/2.html', 'a/3.html']);
    expect([...(await site.fingerprintsIn('')).keys()]).toEqual(['ab.html']);
  });

  it('reads a text back, and nothing where there is none', async () => {
    await site.put(page);
    expect(await site.read(page.path)).toBe(page.body);
    expect(await site.read('fr-2021-2023/29/index.html')).toBe(null);
  });

  it('puts a file over the one that was read and over no other, told by the store', async () => {
    const over = (body: string, asRead: string | null) => site.putOver({ ...page, path: 'a/manifest.json', body }, asRead);
    expect(await over('été', 'another')).toBe(false);
    expect(await over('été', null)).toBe(true);
    expect(await over('two', null)).toBe(false);
    expect((await Promise.all([over('two', 'été'), over('three', 'été')])).filter(Boolean)).toHaveLength(1);
    expect(await over('four', 'été')).toBe(false);
    expect(s3.objects.get('files/a/manifest.json')).toMatchObject({ contentType: page.contentType, cacheControl });
  });

  it('puts a file over bytes that are no text, once it read them', async () => {
    await site.put({ ...page, path: 'a/manifest.json', body: new Uint8Array([0x7b, 0xff, 0xfe]) });
    const lying = await site.read('a/manifest.json');
    expect(await site.putOver({ ...page, path: 'a/manifest.json', body: 'one' }, lying)).toBe(true);
    expect(await site.putOver({ ...page, path: 'a/manifest.json', body: 'two' }, lying)).toBe(false);
    expect(await site.putOver({ ...page, path: 'a/manifest.json', body: 'two' }, 'one')).toBe(true);
  });

  it.each([409, 412])('is told by a %i that somebody else came first', async (status) => {
    s3.refuse(status);
    expect(await site.putOver(page, null)).toBe(false);
  });

  it('throws what is no such thing', async () => {
    s3.refuse(403);
    await expect(site.putOver(page, null)).rejects.toThrow();
  });

  it('puts bytes as they are', async () => {
    const body = new Uint8Array([0, 0xff, 0x80, 0x0d]);
    await site.put({ path: 'a/pack.zip', body, contentType: 'application/zip' });
    expect([...(s3.objects.get('files/a/pack.zip')?.bytes ?? [])]).toEqual([...body]);
    expect(await site.fingerprints('a/')).toEqual(new Map([['a/pack.zip', createHash('md5').update(body).digest('hex')]]));
  });

  it('puts on a condition whatever the ETags are made of', async () => {
    const other = await openLoopbackS3({ tagOf: ({ bytes }) => createHash('sha256').update(bytes).digest('hex').slice(0, 32) });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const siteOf = () => new S3Site(new S3Client({ region: 'eu-west-3', endpoint: other.endpoint, credentials }), 'files');
    const [one, another] = [siteOf(), siteOf()];
    const over = (who: S3Site, body: string, asRead: string | null) =>
      who.putOver({ ...page, path: 'a/manifest.json', body }, asRead);
    expect(await over(one, 'été', null)).toBe(true);
    expect(await over(one, 'two', 'été')).toBe(true);
    expect(await another.read('a/manifest.json')).toBe('two');
    expect(await over(another, 'three', 'two')).toBe(true);
    expect(await over(one, 'four', 'two')).toBe(false);
    expect(await one.read('a/manifest.json')).toBe('three');
    expect(await over(one, 'four', 'three')).toBe(true);
    await other.close();
  });

  it('removes a file, and one that is gone already', async () => {
    await site.put(page);
    await site.remove(page.path);
    await site.remove(page.path);
    expect(s3.objects.size).toBe(0);
  });
});
