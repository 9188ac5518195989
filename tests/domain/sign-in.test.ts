import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKeyOf, codeHmac, newCode, typedCode } from '../../shared/domain/sign-in.ts';

describe('sign-in codes', () => {
  test('S2: eight characters without look-alikes, forty bits: every character can be any of 32', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 12 }), (bytes) => {
        expect(newCode(bytes)).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
      }),
      { numRuns: 1_000 },
    );
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const [first = ''] = newCode(new Uint8Array(8).fill(byte));
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array(32).fill(8));
    expect(() => newCode(new Uint8Array(7))).toThrow(RangeError);
  });

  test('a code may be typed in small letters, with spaces or hyphens', () => {
    expect(typedCode(' abcd-efgh ')).toBe('ABCDEFGH');
    expect(typedCode('ABCD\u00A0EFGH')).toBe('ABCDEFGH');
    expect([typedCode('ABCDEFG'), typedCode('ABCDEFG0'), typedCode('ABCDEFGHJ')]).toEqual([null, null, null]);
  });

  test('the HMAC depends on secret, address and code, and never on how they are split', () => {
    const base = codeHmac('s', 'k', 'ABCDEFGH');
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(
      new Set([base, codeHmac('t', 'k', 'ABCDEFGH'), codeHmac('s', 'l', 'ABCDEFGH'), codeHmac('s', 'k', 'ABCDEFGJ')]).size,
    ).toBe(4);
    expect(codeHmac('s', 'ka', 'b')).not.toBe(codeHmac('s', 'k', 'ab'));
  });

  test('an address has one key, whatever its letter case and the spaces around it', () => {
    expect(addressKeyOf('s', ' Lead@Example.org ')).toBe(addressKeyOf('s', 'lead@example.org'));
    expect(addressKeyOf('s', 'lead@example.org')).not.toBe(addressKeyOf('s', 'poc@example.org'));
  });
});
