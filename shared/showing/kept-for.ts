/**
 * Finds its answer once for each object, which never changes: pages, feeds and months of one publication share it, and where the
 * object is still there at the next one, that too.
 */
export function keptFor<Of extends object, Answer>(find: (of: Of) => Answer): (of: Of) => Answer {
  const known = new WeakMap<Of, { readonly answer: Answer }>();
  return (of) => {
    const found = known.get(of) ?? { answer: find(of) };
    known.set(of, found);
    return found.answer;
  };
}
