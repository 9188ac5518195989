import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const source = readFileSync(new URL('../../../infra/aws/edge/directory-index.js', import.meta.url), 'utf8');

const answer = z.union([
  z.object({ statusCode: z.literal(301), headers: z.object({ location: z.object({ value: z.string() }) }) }),
  z.object({ uri: z.string() }),
]);

/** The function as CloudFront knows it: the one called `handler` of a file that exports nothing. */
const handler = asHandler(runInNewContext(`${source}; handler`));

/** What CloudFront asks the bucket for, or where it sends the reader. */
function asked(uri: string): string {
  const said = answer.parse(handler({ request: { uri } }));
  return 'uri' in said ? said.uri : `→ ${said.headers.location.value}`;
}

describe('the addresses of the public site', () => {
  it.each([
    ['/', '/index.html'],
    ['/fr-2021-2023/', '/fr-2021-2023/index.html'],
    ['/en/fr-2021-2023/28/m1/', '/en/fr-2021-2023/28/m1/index.html'],
    ['/feed.atom', '/feed.atom'],
    ['/fr-2021-2023/28/log.jsonl', '/fr-2021-2023/28/log.jsonl'],
    ['/fr-2021-2023', '→ /fr-2021-2023/'],
    ['/fr-2021-2023/28', '→ /fr-2021-2023/28/'],
    ['/app', '→ /app/'],
  ])('%s is %s', (uri, expected) => {
    expect(asked(uri)).toBe(expected);
  });

  it('never sends a reader to another host, however the address begins', () => {
    const address = fc
      .array(fc.constantFrom('/', '\\', 'evil', '.', 'example', '%2f', '?', '#'))
      .map((parts) => `/${parts.join('')}`);
    fc.assert(
      fc.property(address, (uri) => {
        const where = asked(uri);
        if (where.startsWith('→ ')) expect(new URL(where.slice(2), 'https://jalon.example.org').host).toBe('jalon.example.org');
        else expect(where.startsWith('//')).toBe(false);
      }),
      { numRuns: 2_000 },
    );
    expect(asked('//evil.example/x')).toBe('→ /evil.example/x/');
  });
});

/** Guarantee: the file is a script whose last value is its function. */
function asHandler(value: unknown): (event: object) => unknown {
  return value as (event: object) => unknown;
}
