import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../functions/api/middleware/security-headers.ts';
import { staticSite } from '../../../infra/local/static-site.ts';
import { aFolder } from '../../adapters/local-tables.ts';

const folder = aFolder();
const pages = ['', 'fr-2021-2023/28/', 'fr-2021-2023/28/card/', 'en/fr-2021-2023/28/card/', 'fr-2021-2023/28/cards/'];

beforeAll(() => {
  for (const page of pages) {
    mkdirSync(join(folder.path, page), { recursive: true });
    writeFileSync(join(folder.path, page, 'index.html'), '<!DOCTYPE html>');
  }
});
afterAll(() => folder.remove());

describe('the public site of one machine', () => {
  it('lets other sites frame the cards of commitments and nothing else', async () => {
    const framers = async (path: string) => {
      const policy = (await staticSite(folder.path).request(path)).headers.get('content-security-policy');
      return /frame-ancestors ([^;]*)/.exec(policy ?? '')?.[1];
    };
    const told = await Promise.all([...pages, 'nowhere/'].map(async (page) => [page, await framers(`/${page}`)]));
    expect(told).toEqual([...pages, 'nowhere/'].map((page) => [page, page.endsWith('/card/') ? '*' : "'none'"]));
  });

  it('says of a card everything else that is said of every page', async () => {
    const answer = await staticSite(folder.path).request('/fr-2021-2023/28/card/');
    expect(answer.headers.get('content-security-policy')).toBe(
      securityHeaders['Content-Security-Policy']?.replace("frame-ancestors 'none'", 'frame-ancestors *'),
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});
