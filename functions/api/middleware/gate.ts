import type { Context, MiddlewareHandler } from 'hono';
import { type Action, decide, type Resource, ruleOf } from '../../../shared/domain/authority.ts';
import { isFormToken } from '../../../shared/domain/form-token.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import {
  commitmentId,
  type InterfaceLanguage,
  interfaceLanguage,
  milestoneId,
  planId,
} from '../../../shared/domain/identifiers.ts';
import { meterKeyOf } from '../../../shared/domain/keyed-hash.ts';
import { readStampedCookie, stampedCookie } from '../../../shared/domain/session-cookie.ts';
import { defaultHomeLanguage, type SiteHome } from '../../../shared/showing/addresses.ts';
import { type SignedIn, whoIs } from '../../../shared/usecases/session.ts';
import { shutPlans } from '../../../shared/usecases/shut-plans.ts';
import { holderOf, readBrowser, readCookie, writeCookie } from '../cookies.ts';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import { refuse } from '../refusals.tsx';
import { namesIn, type Route, routeFor } from '../route-table.ts';
import { apiPath } from '../v1/operation.ts';
import { preferredLanguage } from './accept-language.ts';
import { cameAround } from './distribution.ts';
import { bodyLimits, type Form, readForm, type UploadedFile } from './read-form.ts';
import { readJson } from './read-json.ts';

/** Writes of one session (RELIABILITY S15). */
const writes = { limit: 60, seconds: 60 } as const;

/**
 * Language of those we do not know yet: asked for by `lang`, as the links of their mails do, else the one their browser would rather
 * read, else that of the home page. Nothing of it is kept for others: each of these pages is answered anew.
 */
function languageAsked(c: Context<ApiEnv>, text: string | undefined, home: SiteHome): InterfaceLanguage {
  const { homeLanguage = defaultHomeLanguage } = home;
  return interfaceLanguage.safeParse(text).data ?? preferredLanguage(c.req.header('accept-language')) ?? homeLanguage;
}

/**
 * Who asks: a signed-in browser, else a remembered one. The stamp of a living session is renewed on the way, without
 * any write to a store. A token counts only in the cookie it was made for.
 */
async function recognise(c: Context<ApiEnv>, { people, config }: ApiDeps): Promise<SignedIn | null> {
  const now = c.get('now');
  const cookie = readStampedCookie(config.secret, readCookie(c, config, 'session'), now);
  if (cookie !== null) {
    const signedIn = await whoIs({ people }, { token: cookie.token, now });
    if (signedIn !== null && signedIn.way !== 'remembered') {
      if (cookie.isDueForStamp) writeCookie(c, config, 'session', stampedCookie(config.secret, cookie.token, now));
      return signedIn;
    }
  }
  const token = readCookie(c, config, 'remembered');
  if (token === undefined) return null;
  const remembered = await whoIs({ people }, { token, now });
  return remembered?.way === 'remembered' ? remembered : null;
}

/** The Origin of a request that may write: ours and no other, absent included (RELIABILITY S6). */
function isOurs(c: Context<ApiEnv>, { config }: ApiDeps): boolean {
  return c.req.header('origin') === new URL(config.publicUrl).origin;
}

type Body = { readonly form: Form; readonly files: readonly UploadedFile[]; readonly json: unknown };
const noBody: Body = { form: new Map(), files: [], json: null };

/** The body of an unsafe request, or the answer that refuses it. */
async function bodyOf(c: Context<ApiEnv>, deps: ApiDeps, route: Route): Promise<Body | Response> {
  if (route.method === 'GET') return noBody;
  if (route.csrf !== 'one-click' && !isOurs(c, deps)) return refuse(c, deps, 'forbidden');
  const limit = bodyLimits[route.body ?? 'page'];
  if (route.csrf === 'api') {
    const read = await readJson(c.req.raw, limit);
    return read.ok ? { ...noBody, json: read.body } : refuse(c, deps, refusalOf(read.status));
  }
  const multipart = route.csrf === 'one-click' ? 'one-click' : route.body === 'import' ? 'files' : 'none';
  const read = await readForm(c.req.raw, multipart, limit);
  return read.ok ? { ...noBody, form: read.form, files: read.files } : refuse(c, deps, refusalOf(read.status));
}

function refusalOf(status: 400 | 413 | 415): 'malformed' | 'too-large' | 'unsupported-type' {
  return status === 413 ? 'too-large' : status === 415 ? 'unsupported-type' : 'malformed';
}

/** What an action on this route is about, or null for names that cannot be ids. */
function resourceOf(action: Action, names: { readonly [name: string]: string }): Resource | null {
  const kind = ruleOf(action).on;
  if (kind === 'instance') return { kind, id: '' };
  const { plan = '', number = '', milestone = '' } = names;
  const [schema, id] = {
    plan: [planId, plan] as const,
    commitment: [commitmentId, `${plan}/${number}`] as const,
    milestone: [milestoneId, `${plan}/${number}/${milestone}`] as const,
  }[kind];
  return schema.safeParse(id).success ? { kind, id } : null;
}

async function permitFor(c: Context<ApiEnv>, deps: ApiDeps, route: Route, signedIn: SignedIn): Promise<Permit | Response> {
  const action = route.who as Action;
  const names = namesIn(route, c.req.path);
  const resource = names === null ? null : resourceOf(action, names);
  if (resource === null) return refuse(c, deps, 'not-found');
  const plan = resource.kind === 'instance' ? null : await deps.record.plan(resource.id.split('/')[0] ?? '');
  if (plan === null && resource.kind !== 'instance') return refuse(c, deps, 'not-found');
  const settings = plan?.state.settings ?? null;
  const shut = resource.kind === 'instance' ? await shutPlans(deps, signedIn) : [];
  const decision = decide({ roles: signedIn.roles, way: signedIn.way, action, resource, settings, shut });
  switch (decision.is) {
    case 'may':
      return { actor: { role: decision.role, id: signedIn.contact.id }, approval: decision.approval, resource, plan };
    case 'sign-in':
      return refuse(c, deps, 'sign-in-again');
    case 'openid':
      return refuse(c, deps, 'openid-required');
    case 'no':
      return refuse(c, deps, 'not-found');
    default:
      return decision satisfies never;
  }
}

/** Does the token fit: of the form that was shown to this browser, or of its session for the API? */
function fitsToken(c: Context<ApiEnv>, { config }: ApiDeps, route: Route, form: Form): boolean {
  if (route.csrf === 'none' || route.csrf === 'one-click') return true;
  const holder = c.get('holder');
  if (holder === '') return false;
  return route.csrf === 'api'
    ? isFormToken(config.secret, holder, apiPath, c.req.header('jalon-token') ?? '')
    : isFormToken(config.secret, holder, c.req.path, form.get('token') ?? '');
}

/**
 * Everything that is checked before a route runs, in this order: did it come through our distribution, is the route listed, does the request come from our
 * own pages, is its body bounded and readable, who asks, does the token fit, may they do this to that, how often. Deny by
 * default.
 */
export function gate(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('now', deps.clock.now());
    c.set('language', languageAsked(c, c.req.query('lang'), deps.config));
    c.set('signedIn', null);
    c.set('permit', null);
    c.set('holder', '');
    c.set('form', noBody.form);
    c.set('files', noBody.files);
    c.set('json', null);
    if (cameAround(c, deps.config)) return refuse(c, deps, 'forbidden');
    const route = routeFor(c.req.method, c.req.path);
    if (route === null) return refuse(c, deps, 'not-found');
    const body = await bodyOf(c, deps, route);
    if (body instanceof Response) return body;
    c.set('form', body.form);
    c.set('files', body.files);
    c.set('json', body.json);
    if (body.form.has('lang')) c.set('language', languageAsked(c, body.form.get('lang'), deps.config));

    // Public data is the same for everyone: nobody is recognised, and no cookie is renewed in an answer that others may keep.
    const signedIn = route.isPublic === true ? null : await recognise(c, deps);
    c.set('signedIn', signedIn);
    c.set('holder', signedIn?.tokenHash ?? holderOf(readBrowser(c, deps.config)));
    if (signedIn !== null) c.set('language', signedIn.contact.language);
    if (route.who !== 'anyone' && signedIn === null) return refuse(c, deps, 'not-signed-in');
    if (!fitsToken(c, deps, route, body.form)) return refuse(c, deps, 'forbidden');
    if (route.who === 'signed-in' && signedIn?.way === 'remembered' && route.remembered !== true) {
      return refuse(c, deps, 'sign-in-again');
    }
    if (route.who !== 'anyone' && route.who !== 'signed-in' && signedIn !== null) {
      const permit = await permitFor(c, deps, route, signedIn);
      if (permit instanceof Response) return permit;
      c.set('permit', permit);
    }
    if (route.method === 'POST' && signedIn !== null) {
      const meter = { key: meterKeyOf(deps.config.secret, 'writes', signedIn.tokenHash), ...writes };
      if (!(await deps.people.spend(meter, instantText(c.get('now'))))) return refuse(c, deps, 'too-many-requests');
    }
    return next();
  };
}
