/** Who may ask for a route at all. What they may do with one milestone is the decision table's matter. */
type Who = 'anyone' | 'signed-in';

/** `form`: Origin equal to ours and the form's token. `one-click`: neither, by RFC 8058. `none`: nothing is changed. */
type Csrf = 'none' | 'form' | 'one-click';

export type Route = { readonly method: 'GET' | 'POST'; readonly path: string; readonly who: Who; readonly csrf: Csrf };

/** Every route there is. The gate refuses what is not listed here, and a test compares the list with the app. */
export const routeTable: readonly Route[] = [
  { method: 'GET', path: '/app', who: 'signed-in', csrf: 'none' },
  { method: 'GET', path: '/app/', who: 'signed-in', csrf: 'none' },
  { method: 'GET', path: '/app/app.css', who: 'anyone', csrf: 'none' },
  { method: 'GET', path: '/app/sign-in', who: 'anyone', csrf: 'none' },
  { method: 'POST', path: '/app/sign-in', who: 'anyone', csrf: 'form' },
  { method: 'GET', path: '/app/sign-in/code', who: 'anyone', csrf: 'none' },
  { method: 'POST', path: '/app/sign-in/code', who: 'anyone', csrf: 'form' },
  { method: 'POST', path: '/app/sign-out', who: 'signed-in', csrf: 'form' },
  { method: 'GET', path: '/app/stop/:token', who: 'anyone', csrf: 'none' },
  { method: 'POST', path: '/app/stop/:token', who: 'anyone', csrf: 'one-click' },
  { method: 'GET', path: '/app/:plan/:number/:milestone', who: 'signed-in', csrf: 'none' },
  { method: 'GET', path: '/app/:plan/:number/:milestone/', who: 'signed-in', csrf: 'none' },
  { method: 'POST', path: '/app/:plan/:number/:milestone/', who: 'signed-in', csrf: 'form' },
  { method: 'GET', path: '/app/:plan/:number/:milestone/nothing-to-report', who: 'signed-in', csrf: 'none' },
  { method: 'POST', path: '/app/:plan/:number/:milestone/nothing-to-report', who: 'signed-in', csrf: 'form' },
];

function matches(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}

/** The line a request falls under. HEAD is asked of the line for GET. */
export function routeFor(method: string, path: string): Route | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  return routeTable.find((route) => route.method === asked && matches(route.path, path)) ?? null;
}
