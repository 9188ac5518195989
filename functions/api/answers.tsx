import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { ruleOf } from '../../shared/domain/authority.ts';
import type { ContactRole } from '../../shared/domain/contact.ts';
import { formToken } from '../../shared/domain/form-token.ts';
import type { InterfaceLanguage } from '../../shared/domain/identifiers.ts';
import { homeHref } from '../../shared/showing/pages/page-links.ts';
import { pageHtml } from '../../shared/showing/parts/layout.tsx';
import { remindedRoles } from '../../shared/usecases/read-reminders.ts';
import type { SignedIn } from '../../shared/usecases/session.ts';
import { newToken, readBrowser, writeBrowser } from './cookies.ts';
import type { ApiDeps, ApiEnv } from './dependencies.ts';
import { privateMessages } from './messages/messages.ts';
import { openIdMessages } from './messages/openid.ts';
import type { Form } from './middleware/read-form.ts';
import { type Frame, Notice, type Person } from './pages/layout.tsx';
import { SignedOutPage } from './pages/signed-out.tsx';
import { isPublicAddress } from './route-table.ts';

type Status = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** The token for a form of this browser that is sent to `path`. */
export function tokenFor(c: Context<ApiEnv>, { config }: ApiDeps, path: string): string {
  return formToken(config.secret, c.get('holder'), path);
}

/** Name of the provider of OpenID Connect one may sign in with; null where there is none. */
export function providerOf({ openId }: ApiDeps): string | null {
  return openId?.name ?? null;
}

/** The page that was asked for, in the other language; null where it answers a form, which no link sends again. */
function otherLanguageOf(c: Context<ApiEnv>): string | null {
  if (c.req.method !== 'GET' || isPublicAddress(c.req.path)) return null;
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.set('lang', c.get('language') === 'fr' ? 'en' : 'fr');
  return `${pathname}?${searchParams}`;
}

/** What the head of a page shows of who is signed in. A remembered browser changes nothing of an account. */
function personOf(c: Context<ApiEnv>, deps: ApiDeps, { contact, roles, way }: SignedIn): Person {
  const holds = (some: readonly ContactRole[]): boolean => roles.some(({ role }) => some.includes(role));
  const isKnown = way !== 'remembered';
  return {
    name: contact.name,
    signOutToken: tokenFor(c, deps, '/app/sign-out'),
    isCoordinator: isKnown && holds(ruleOf('see-plan').by),
    list: holds(ruleOf('declare').by) || !isKnown ? 'milestones' : holds(ruleOf('assess').by) ? 'assessments' : null,
    isReminded: isKnown && holds(remindedRoles),
    switching: isKnown && c.req.method === 'GET' ? { token: tokenFor(c, deps, '/app/account/language'), next: c.req.path } : null,
  };
}

/** What every page is given: its language and the other one, and the person with their way out. */
export function frameOf(c: Context<ApiEnv>, deps: ApiDeps): Frame {
  const signedIn = c.get('signedIn');
  const other = signedIn === null ? otherLanguageOf(c) : null;
  return {
    language: c.get('language'),
    homeHref: homeHref(c.get('language'), deps.config),
    person: signedIn === null ? null : personOf(c, deps, signedIn),
    ...(other === null ? {} : { otherLanguage: other }),
  };
}

export function show(c: Context<ApiEnv>, page: Child, status: Status = 200): Response {
  return c.html(pageHtml(page), status);
}

/** Unknown, and not yours: the same page to the last byte, so that nobody learns which. */
export function notFound(c: Context<ApiEnv>, deps: ApiDeps): Response {
  const say = privateMessages(c.get('language')).errors;
  const { person, ...frame } = frameOf(c, deps);
  const switching = person?.switching ?? null;
  const same = person === null ? null : { ...person, switching: switching === null ? null : { ...switching, next: '/app/' } };
  return show(c, <Notice {...frame} person={same} title={say.notFound} text={say.notFoundText} />, 404);
}

/** The request did not come from a page of ours. */
export function forbidden(c: Context<ApiEnv>, deps: ApiDeps): Response {
  const say = privateMessages(c.get('language')).errors;
  const address = `${deps.config.publicUrl}/app/`;
  return show(
    c,
    <Notice {...frameOf(c, deps)} title={say.forbidden} text={say.forbiddenText(address)}>
      <p>
        <a href={address}>{say.home}</a>
      </p>
    </Notice>,
    403,
  );
}

export function malformed(c: Context<ApiEnv>, deps: ApiDeps, status: 400 | 413 | 415 = 400): Response {
  const say = privateMessages(c.get('language')).errors;
  const [title, text] = status === 413 ? [say.tooLarge, say.tooLargeText] : [say.malformed, say.malformedText];
  return show(c, <Notice {...frameOf(c, deps)} title={title} text={text} />, status);
}

/** Too many writes at once; nothing was lost but the moment. */
export function busy(c: Context<ApiEnv>, deps: ApiDeps): Response {
  const say = privateMessages(c.get('language')).errors;
  return show(c, <Notice {...frameOf(c, deps)} title={say.busy} text={say.busyText} />, 503);
}

/** Too many requests within a minute or an hour: the same for everyone. */
export function tooMany(c: Context<ApiEnv>, deps: ApiDeps, retryAfterSeconds = 60): Response {
  const say = privateMessages(c.get('language')).errors;
  c.header('Retry-After', String(retryAfterSeconds));
  return show(c, <Notice {...frameOf(c, deps)} title={say.tooMany} text={say.tooManyText} />, 429);
}

/** The plan asks for OpenID Connect here. */
export function openIdRequired(c: Context<ApiEnv>, deps: ApiDeps): Response {
  const frame = frameOf(c, deps);
  const say = openIdMessages(frame.language);
  const provider = providerOf(deps);
  const text = provider === null ? say.required.nowhere : say.required.text(provider);
  return show(
    c,
    <Notice {...frame} title={say.required.title} text={text}>
      {provider === null ? null : (
        <p class="actions">
          <a class="button" href={`${deps.config.publicUrl}${signInAddress(frame.language, c.req.path)}`}>
            {say.title(provider)}
          </a>
        </p>
      )}
    </Notice>,
    403,
  );
}

/** Where to sign in, and come back to `next` afterwards. */
export function signInAddress(language: InterfaceLanguage, next: string): string {
  return `/app/sign-in?${new URLSearchParams({ lang: language, next })}`;
}

/** Fields that a person did not write: choices, versions, what a page carries from one step to the next. */
const machinery = new Set([
  'token',
  'step',
  'version',
  'status',
  'draft',
  'how',
  'digest',
  'datesRead',
  'basedOn',
  'lang',
  'read',
]);

function isWritten(name: string, value: string): boolean {
  return !machinery.has(name) && !name.startsWith('file.') && value.trim() !== '';
}

/** A form came without a living session: nothing is written, and what was typed is handed back. */
export function sessionEnded(c: Context<ApiEnv>, deps: ApiDeps, form: Form): Response {
  const written = [...form].filter(([name, value]) => isWritten(name, value)).map(([, value]) => value);
  const signIn = signInAddress(c.get('language'), c.req.path);
  return show(c, <SignedOutPage {...frameOf(c, deps)} signIn={signIn} written={written} />, 401);
}

/** The browser on its way to sign in, given a token of its own if it has none; form tokens are bound to it. */
export function browserOf(c: Context<ApiEnv>, { config, rng }: ApiDeps): { token: string; addressKey: string | null } {
  const known = readBrowser(c, config);
  if (known !== null) return known;
  const browser = { token: newToken(rng), addressKey: null };
  writeBrowser(c, config, browser);
  return browser;
}
