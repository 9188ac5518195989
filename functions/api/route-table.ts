import type { Action } from '../../shared/domain/authority.ts';
import { apiPath } from './v1/operation.ts';
import { operationsToMatch, routePathOf } from './v1/operations.ts';

/**
 * `form`: Origin equal to ours and the form's token. `api`: Origin equal to ours and the token of the session, in a header.
 * `one-click`: neither, by RFC 8058. `none`: nothing is changed.
 */
type Csrf = 'none' | 'form' | 'api' | 'one-click';

/** Who may ask: anyone, whoever signed in, or those the decision table lets do this to what the path names. */
type Who = 'anyone' | 'signed-in' | Action;

/** One line of the route table. `:plan`, `:number` and `:milestone` in a path name what the action is about. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly who: Who;
  readonly csrf: Csrf;
  /** `import` bodies may hold 2 MB, all others 64 KB (RELIABILITY S14). */
  readonly body?: 'import';
  /** Public data: any site may read it, without credentials (RELIABILITY S7). */
  readonly isPublic?: true;
  /** A signed-in route that a remembered browser may ask for too: its own list and its way out. */
  readonly remembered?: true;
};

const get = (path: string, who: Who, more: Partial<Route> = {}): Route => ({ method: 'GET', path, who, csrf: 'none', ...more });
const post = (path: string, who: Who, more: Partial<Route> = {}): Route => ({ method: 'POST', path, who, csrf: 'form', ...more });
const form = (path: string, who: Who): Route[] => [get(path, who), post(path, who)];

const pages: readonly Route[] = [
  get('/app', 'signed-in', { remembered: true }),
  get('/app/', 'signed-in', { remembered: true }),
  get('/app/app.css', 'anyone'),
  ...form('/app/sign-in', 'anyone'),
  ...form('/app/sign-in/code', 'anyone'),
  post('/app/sign-out', 'signed-in', { remembered: true }),
  post('/app/openid', 'anyone'),
  ...form('/app/openid/back', 'anyone'),
  get('/app/account', 'signed-in'),
  post('/app/account/language', 'signed-in'),
  post('/app/account/end-session', 'signed-in'),
  post('/app/account/sign-out-everywhere', 'signed-in'),
  ...form('/app/account/erase', 'signed-in'),
  get('/app/stop/:token', 'anyone'),
  post('/app/stop/:token', 'anyone', { csrf: 'one-click' }),
  post('/app/stop/:token/reminders', 'anyone'),
  ...form('/app/reminders', 'signed-in'),
  post('/app/reminders/stop', 'signed-in'),
  post('/app/reminders/resume', 'signed-in'),

  get('/app/plans/', 'signed-in'),
  ...form('/app/plans/new', 'create-plan'),
  get('/app/plans/:plan/', 'see-plan'),
  ...form('/app/plans/:plan/settings', 'edit-plan'),
  get('/app/plans/:plan/check', 'see-plan'),
  get('/app/plans/:plan/import', 'import-sheets'),
  post('/app/plans/:plan/import', 'import-sheets', { body: 'import' }),
  get('/app/plans/:plan/proposals', 'judge-proposal'),
  ...form('/app/plans/:plan/proposals/:proposal', 'judge-proposal'),
  get('/app/plans/:plan/people', 'see-plan'),
  ...form('/app/plans/:plan/people/new', 'edit-people'),
  post('/app/plans/:plan/people/mailbox', 'edit-people'),
  ...form('/app/plans/:plan/people/reassign', 'edit-people'),
  ...form('/app/plans/:plan/people/:contact', 'edit-people'),
  post('/app/plans/:plan/people/:contact/confirm', 'edit-people'),
  post('/app/plans/:plan/people/:contact/resume-mail', 'edit-people'),
  post('/app/plans/:plan/people/:contact/end-role', 'edit-people'),
  get('/app/plans/:plan/approvals', 'judge-approval'),
  post('/app/plans/:plan/approvals/:approval', 'judge-approval'),
  ...form('/app/plans/:plan/mail', 'switch-mail'),
  get('/app/plans/:plan/silent', 'see-plan'),
  ...form('/app/plans/:plan/campaigns', 'run-campaign'),
  ...form('/app/plans/:plan/meetings', 'record-participation'),
  ...form('/app/plans/:plan/meetings/:meeting', 'record-participation'),
  ...form('/app/plans/:plan/processes', 'record-participation'),
  ...form('/app/plans/:plan/processes/:process', 'record-participation'),
  ...form('/app/plans/:plan/documents', 'record-participation'),
  get('/app/plans/:plan/log', 'see-plan'),
  ...form('/app/plans/:plan/log/:entry/redact', 'redact-plan'),
  get('/app/plans/:plan/export', 'export-plan'),
  get('/app/plans/:plan/export/plan.json', 'export-plan'),

  get('/app/:plan/:number/', 'see-commitment'),
  ...form('/app/:plan/:number/assess', 'assess'),
  ...form('/app/:plan/:number/log/:entry/correct', 'correct'),
  ...form('/app/:plan/:number/log/:entry/redact', 'redact'),
  get('/app/:plan/:number/:milestone', 'see-form'),
  get('/app/:plan/:number/:milestone/', 'see-form'),
  post('/app/:plan/:number/:milestone/', 'declare'),
  ...form('/app/:plan/:number/:milestone/nothing-to-report', 'report-nothing'),
  get('/app/:plan/:number/:milestone/deadline', 'see-deadline'),
  post('/app/:plan/:number/:milestone/deadline', 'move-deadline'),
  ...form('/app/:plan/:number/:milestone/withdraw', 'withdraw'),
  ...form('/app/:plan/:number/:milestone/hand-on', 'hand-on'),
  post('/app/:plan/:number/:milestone/take-back', 'take-back'),
  ...form('/app/:plan/:number/:milestone/assess', 'assess-milestone'),
];

/** One line for each operation of the API, in the order in which they are matched. */
const api: readonly Route[] = [
  get(apiPath, 'anyone'),
  get(`${apiPath}/`, 'anyone'),
  get(`${apiPath}/openapi.json`, 'anyone', { isPublic: true }),
  ...operationsToMatch.map((operation): Route => {
    const path = routePathOf(operation);
    return operation.method === 'GET'
      ? get(path, operation.who, operation.isPublic ? { isPublic: true } : {})
      : post(path, operation.who, { csrf: 'api', ...(operation.bodyLimit === 'import' ? { body: 'import' } : {}) });
  }),
];

/** Every route there is. The gate refuses what is not listed here, and a test compares the list with the app. */
export const routeTable: readonly Route[] = [...pages, ...api];

/** Each line with the parts of its path: every request is compared with them. */
const lines = routeTable.map((route) => ({ route, parts: route.path.split('/') }));

function matches(wanted: readonly string[], given: readonly string[]): boolean {
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => (part.startsWith(':') ? given[index] !== '' : part === given[index]))
  );
}

/**
 * The line a request falls under: the first that fits, as in the app. HEAD is asked of the line for GET, and so is the
 * OPTIONS by which a browser asks whether another site may read public data.
 */
export function routeFor(method: string, path: string): Route | null {
  const asked = method === 'HEAD' || method === 'OPTIONS' ? 'GET' : method;
  const given = path.split('/');
  const found = lines.find(({ route, parts }) => route.method === asked && matches(parts, given))?.route ?? null;
  return method === 'OPTIONS' && found?.isPublic !== true ? null : found;
}

/** Values of the `:names` of a route in a path, decoded; null for a path that cannot be decoded. */
export function namesIn(route: Pick<Route, 'path'>, path: string): { readonly [name: string]: string } | null {
  const given = path.split('/');
  try {
    return Object.fromEntries(
      route.path.split('/').flatMap((part, index) => {
        return part.startsWith(':') ? [[part.slice(1), decodeURIComponent(given[index] ?? '')]] : [];
      }),
    );
  } catch {
    return null;
  }
}

/** An address of the public site: asked of the private side only where no file has it. */
export function isPublicAddress(path: string): boolean {
  return !/^\/(app|api)(\/|$)/.test(path);
}
