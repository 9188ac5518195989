const home = '/app/';

/** First parts of the pages on the way in and out: nobody wants to come back to one of them. */
const onTheWay = new Set(['sign-in', 'sign-out', 'openid']);

/** The path as the router reads it; null for one that nobody can read. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * Where to go after sign-in: a private page of ours and nothing else, whatever the link said. Anything that is not one
 * leads to the list of milestones.
 */
export function localPath(wanted: string | undefined, publicUrl: string): string {
  if (wanted === undefined || wanted.length > 500 || !wanted.startsWith(home) || !URL.canParse(wanted, publicUrl)) return home;
  const url = new URL(wanted, publicUrl);
  const path = decoded(url.pathname);
  if (url.origin !== new URL(publicUrl).origin || path === null || !path.startsWith(home) || path.includes('//')) return home;
  return onTheWay.has(path.split('/')[2] ?? '') ? home : url.pathname;
}
