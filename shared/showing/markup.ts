import type { Child } from 'hono/jsx';

/** The markup of a page or of a part of one. Its components never wait for anything, so neither does this. */
export function markupOf(drawn: Child): string {
  const markup = drawn === null || drawn === undefined ? '' : drawn.toString();
  if (typeof markup !== 'string') throw new TypeError('a component of a page waits for something');
  return markup;
}
