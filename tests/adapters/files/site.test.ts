import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesSite } from '../../../shared/adapters/files/site.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-site-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const page = (path: string, body = 'é') => ({ path, body, contentType: 'text/html; charset=utf-8' });

describe('a site in a folder', () => {
  it('writes files and knows them again by their MD5', async () => {
    const site = filesSite(folder);
    await site.put(page('a/28/index.html'));
    await site.put(page('a/28/index.html', 'hello'));
    expect(readFileSync(join(folder, 'a/28/index.html'), 'utf8')).toBe('hello');
    expect(await site.fingerprints('a/')).toEqual(new Map([['a/28/index.html', '5d41402abc4b2a76b9719d911017c592']]));
  });

  it('lists by prefix of the whole path, as a bucket does', async () => {
    const site = filesSite(folder);
    for (const path of ['index.html', 'status.json', 'plan/index.html', 'plan-2/index.html']) await site.put(page(path));
    expect([...(await site.fingerprints('plan/')).keys()]).toEqual(['plan/index.html']);
    expect([...(await site.fingerprints('plan')).keys()].sort()).toEqual(['plan-2/index.html', 'plan/index.html']);
    expect([...(await site.fingerprints('status.json')).keys()]).toEqual(['status.json']);
    expect((await site.fingerprints('')).size).toBe(4);
    expect((await site.fingerprints('none/')).size).toBe(0);
    expect((await site.fingerprints('index.html/')).size).toBe(0);
  });

  it('lists the files directly in a folder, and none below it', async () => {
    const site = filesSite(folder);
    for (const path of ['index.html', 'plan/index.html', 'plan/28/index.html']) await site.put(page(path));
    expect([...(await site.fingerprintsIn('plan/')).keys()]).toEqual(['plan/index.html']);
    expect([...(await site.fingerprintsIn('')).keys()]).toEqual(['index.html']);
    expect((await site.fingerprintsIn('none/')).size).toBe(0);
  });

  it('reads a text back, and nothing where there is none', async () => {
    const site = filesSite(folder);
    await site.put(page('plan/index.html'));
    expect(await site.read('plan/index.html')).toBe('é');
    for (const path of ['plan', 'plan/none.html', 'plan/index.html/below']) expect(await site.read(path)).toBe(null);
  });

  it('puts a file over the one that was read and over no other, the first of two at once', async () => {
    const site = filesSite(folder);
    expect(await site.putOver(page('a/manifest.json', 'one'), 'another')).toBe(false);
    expect(await site.putOver(page('a/manifest.json', 'one'), null)).toBe(true);
    expect(await site.putOver(page('a/manifest.json', 'two'), null)).toBe(false);
    const both = ['two', 'three'].map((body) => filesSite(folder).putOver(page('a/manifest.json', body), 'one'));
    expect(await Promise.all(both)).toEqual([true, false]);
    expect(await site.read('a/manifest.json')).toBe('two');
  });

  it('writes bytes as they are', async () => {
    const site = filesSite(folder);
    const body = new Uint8Array([0, 0xff, 0x80, 0x0d]);
    await site.put({ path: 'pack.zip', body, contentType: 'application/zip' });
    expect([...readFileSync(join(folder, 'pack.zip'))]).toEqual([...body]);
    expect((await site.fingerprints('')).get('pack.zip')).toBe(createHash('md5').update(body).digest('hex'));
  });

  it('leaves nothing but the file behind, and does not list what a killed writer left', async () => {
    const site = filesSite(folder);
    await site.put(page('index.html'));
    expect(readdirSync(folder)).toEqual(['index.html']);
    writeFileSync(join(folder, '.unfinished-x'), 'half');
    expect([...(await site.fingerprints('')).keys()]).toEqual(['index.html']);
  });

  it('removes a file and the folders it leaves empty, and forgives one that is gone', async () => {
    const site = filesSite(folder);
    await site.put(page('a/28/m1/index.html'));
    await site.put(page('a/index.html'));
    await site.remove('a/28/m1/index.html');
    await site.remove('a/28/m1/index.html');
    expect(readdirSync(join(folder, 'a'))).toEqual(['index.html']);
  });

  it.each(['../outside.html', '/etc/passwd', 'a/../../b', '', 'a\0b'])('refuses the path %j', async (path) => {
    const site = filesSite(folder);
    await expect(site.put(page(path))).rejects.toThrow(RangeError);
    await expect(site.remove(path)).rejects.toThrow(RangeError);
    await expect(site.read(path)).rejects.toThrow(RangeError);
    expect(() => site.putOver(page(path), null)).toThrow(RangeError);
  });
});
