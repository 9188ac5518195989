import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf, stretchFolder } from '../../shared/showing/stretches.ts';

const newestFirst = (many: number): number[] => Array.from({ length: many }, (_, index) => many - index);

describe('stretches of a growing list', () => {
  it('hold everything once, in order, no more than so many each', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 60 }), (many, size) => {
        const stretches = stretchesOf(newestFirst(many), size);
        expect(stretches.flatMap(({ items }) => items)).toEqual(newestFirst(many));
        expect(stretches.every(({ items }) => items.length <= size)).toBe(true);
        for (const { items, first, last } of stretches) expect([items.at(-1) ?? 0, items[0] ?? 0]).toEqual([first, last]);
      }),
    );
  });

  it('never change again once a newer one begins, and keep their address', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 60 }), (many, more, size) => {
        const closed = (all: number): Map<string, readonly number[]> =>
          new Map(
            stretchesOf(newestFirst(all), size)
              .filter(({ isNewest }) => !isNewest)
              .map((one) => [stretchFolder(one), one.items]),
          );
        const after = closed(many + more);
        for (const [folder, items] of closed(many)) expect(after.get(folder)).toEqual(items);
      }),
    );
  });

  it('are one, at the list’s own address, of an empty list', () => {
    expect(stretchesOf([], 10)).toEqual([{ number: 1, isNewest: true, first: 0, last: 0, of: 0, items: [] }]);
    expect(stretchFolder({ number: 1, isNewest: true })).toBe('');
    expect(stretchFolder({ number: 1, isNewest: false })).toBe('1/');
  });
});
