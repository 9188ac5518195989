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

/** A row in the midst of others that cannot be read, by its key; `about`: its subject, where that can be told all the same. */
export type Unreadable = { readonly unreadable: string; readonly about?: string };

export function isUnreadable(one: object): one is Unreadable {
  return 'unreadable' in one;
}

/** The others alone, for whoever has no use for what cannot be read. */
export async function* readable<One extends object>(some: AsyncIterable<One | Unreadable>): AsyncIterable<One> {
  for await (const one of some) if (!isUnreadable(one)) yield one;
}
