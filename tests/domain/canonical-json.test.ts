import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '../../shared/domain/canonical-json.ts';

test('sorts members by UTF-16 order at every depth and leaves out what is undefined', () => {
  const value = { b: 1, a: [{ d: null, c: 'é' }], '€': true, absent: undefined };
  expect(canonicalJson(value)).toBe('{"a":[{"c":"é","d":null}],"b":1,"€":true}');
});

test('prints the numbers of RFC 8785 as ECMAScript does', () => {
  expect(canonicalJson([Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
    '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  );
});

test('refuses what JSON cannot hold', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(RangeError);
  expect(() => canonicalJson('\uD800')).toThrow(RangeError);
});

test('any value reads back the same, and the order of members never matters', async () => {
  const wellFormed = fc.jsonValue({ noUnicodeString: false }).filter((value) => JSON.stringify(value).isWellFormed());
  await fc.assert(
    fc.property(wellFormed, (value) => {
      const once = canonicalJson(value as Json);
      const read = JSON.parse(once) as Json;
      expect(canonicalJson(read)).toBe(once);
      expect(canonicalJson(shuffled(read))).toBe(once);
    }),
    { numRuns: 1_000 },
  );
});

function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => shuffled(item));
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, item]) => [key, shuffled(item ?? null)]));
}
