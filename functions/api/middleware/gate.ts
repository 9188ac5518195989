import type { Context, MiddlewareHandler } from 'hono';
import { isFormToken } from '../../../shared/domain/form-token.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { readStampedCookie, stampedCookie } from '../../../shared/domain/session-cookie.ts';
import { type SignedIn, whoIs } from '../../../shared/usecases/session.ts';
import { forbidden, malformed, notFound, sessionEnded, signInAddress } from '../answers.tsx';
import { holderOf, readBrowser, readCookie, writeCookie } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { type Route, routeFor } from '../route-table.ts';
import { type Form, readForm } from './read-form.ts';

/** Language of those we do not know yet: asked for by `lang`, French otherwise. No negotiation. */
function languageAsked(text: string | undefined): InterfaceLanguage {
  return interfaceLanguage.safeParse(text).data ?? 'fr';
}

/** Who asks; the stamp of a living session is renewed on the way, without any write to a store. */
async function recognise(c: Context<ApiEnv>, { people, config }: ApiDeps): Promise<SignedIn | null> {
  const now = c.get('now');
  const cookie = readStampedCookie(config.secret, readCookie(c, config, 'session'), now);
  if (cookie === null) return null;
  const signedIn = await whoIs({ people }, { token: cookie.token, now });
  if (signedIn !== null && cookie.isDueForStamp) {
    writeCookie(c, config, 'session', stampedCookie(config.secret, cookie.token, now));
  }
  return signedIn;
}

/** The Origin of a request that may write: ours and no other, absent included (RELIABILITY S6). */
function isOurs(c: Context<ApiEnv>, { config }: ApiDeps): boolean {
  return c.req.header('origin') === new URL(config.publicUrl).origin;
}

/** The body of an unsafe request, or the answer that refuses it. */
async function bodyOf(c: Context<ApiEnv>, deps: ApiDeps, route: Route): Promise<Form | Response> {
  if (route.method === 'GET') return new Map();
  if (route.csrf !== 'one-click' && !isOurs(c, deps)) return forbidden(c, deps);
  const read = await readForm(c.req.raw, route.csrf === 'one-click');
  return read.ok ? read.form : malformed(c, deps, read.status);
}

/**
 * Everything that is checked before a route runs, in this order: is the route listed, does the request come from our
 * own pages, is its body bounded and readable, who asks, does the form's token fit. Deny by default.
 */
export function gate(deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('now', deps.clock.now());
    c.set('language', languageAsked(c.req.query('lang')));
    c.set('signedIn', null);
    c.set('holder', '');
    c.set('form', new Map());
    const route = routeFor(c.req.method, c.req.path);
    if (route === null) return notFound(c, deps);
    const body = await bodyOf(c, deps, route);
    if (body instanceof Response) return body;
    c.set('form', body);
    if (body.has('lang')) c.set('language', languageAsked(body.get('lang')));

    const signedIn = await recognise(c, deps);
    c.set('signedIn', signedIn);
    c.set('holder', signedIn?.tokenHash ?? holderOf(readBrowser(c, deps.config)));
    if (signedIn !== null) c.set('language', signedIn.contact.language);
    if (route.who === 'signed-in' && signedIn === null) {
      return route.method === 'GET' ? c.redirect(signInAddress(c.get('language'), c.req.path), 303) : sessionEnded(c, deps, body);
    }
    if (route.csrf === 'form') {
      const holder = c.get('holder');
      const fits = isFormToken(deps.config.secret, holder, c.req.path, body.get('token') ?? '');
      if (holder === '' || !fits) return forbidden(c, deps);
    }
    return next();
  };
}
