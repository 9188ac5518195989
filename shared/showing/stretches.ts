/**
 * A stretch of a list that only grows at its new end. Counted from the oldest, a full stretch keeps its things for ever, and
 * so does its page; the newest stretch has the list's own address.
 */
export type Stretch<One> = {
  /** From 1, the oldest. */
  readonly number: number;
  readonly isNewest: boolean;
  /** Places of its oldest and newest thing in the whole list, from 1; 0 and 0 in an empty one. */
  readonly first: number;
  readonly last: number;
  readonly of: number;
  /** Newest first. */
  readonly items: readonly One[];
};

/** A list cut into stretches, newest stretch first; an empty list has one. */
export function stretchesOf<One>(newestFirst: readonly One[], size: number): readonly Stretch<One>[] {
  const of = newestFirst.length;
  const many = Math.max(1, Math.ceil(of / size));
  return Array.from({ length: many }, (_, index) => {
    const number = many - index;
    const before = (number - 1) * size;
    const last = Math.min(of, number * size);
    return {
      number,
      isNewest: index === 0,
      first: Math.min(last, before + 1),
      last,
      of,
      items: newestFirst.slice(of - last, of - before),
    };
  });
}

/** Where a stretch lies below its list, with a closing slash: nowhere else for the newest. */
export function stretchFolder({ number, isNewest }: Pick<Stretch<unknown>, 'number' | 'isNewest'>): string {
  return isNewest ? '' : `${number}/`;
}
