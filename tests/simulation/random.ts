/** Chance from a seed: the same seed gives the same numbers, in the same order, everywhere. */
export type Random = {
  /** From 0, inclusive, to 1, exclusive. */
  next(): number;
  /** A whole number from 0 to `below - 1`. */
  int(below: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** @throws RangeError for an empty list */
  pick<One>(list: readonly One[]): One;
  bytes(count: number): Uint8Array;
};

/** Mulberry32: small, fast, and good enough to choose what goes wrong. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    between: (least, most) => least + int(most - least + 1),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const one = list[int(list.length)];
      if (one === undefined) throw new RangeError('nothing to pick from');
      return one;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => int(256)),
  };
}
