/**
 * What is stored there is nothing this program can read: written by a newer one, or by other hands. It says where, and nothing
 * of the content. Whoever does many things at once leaves the one that rests on it, and goes on.
 */
export class UnreadableError extends Error {
  /** A key or an id. */
  readonly where: string;

  constructor(where: string, message = `${where} cannot be read by this program`, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'UnreadableError';
    this.where = where;
  }
}

/** Stands for a row in the midst of others that cannot be read. Nothing else is ever taken for one, whatever its fields are called. */
export class UnreadableRow {
  /** Its key. */
  readonly where: string;
  /** What it is about, where that can be told all the same. */
  readonly about: string | null;

  constructor(where: string, about: string | null = null) {
    this.where = where;
    this.about = about;
  }
}

export function isUnreadable(one: object): one is UnreadableRow {
  return one instanceof UnreadableRow;
}

/** The others alone, for whoever has no use for what cannot be read. */
export async function* readable<One extends object>(some: AsyncIterable<One | UnreadableRow>): AsyncIterable<One> {
  for await (const one of some) if (!isUnreadable(one)) yield one;
}
