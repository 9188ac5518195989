import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { emailAddress } from '../../../shared/domain/contact.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { codeWindow } from '../../../shared/domain/meter.ts';
import { addressKeyOf } from '../../../shared/domain/sign-in.ts';
import { askCode } from '../../../shared/usecases/ask-code.ts';
import { signIn } from '../../../shared/usecases/sign-in.ts';
import { signOut } from '../../../shared/usecases/sign-out.ts';
import { browserOf, frameOf, malformed, show, signInAddress, tokenFor, tooMany } from '../answers.tsx';
import { type Browser, dropCookie, heldTokens, holderOf, letIn, letRemember, readBrowser, writeBrowser } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { localPath } from '../forms/local-path.ts';
import { CodePage, type KnownBrowser, SignInPage } from '../pages/sign-in.tsx';
import { sourceOf } from '../source.ts';

const common = { token: z.string(), next: z.string().max(500).default(''), lang: interfaceLanguage };
const askForm = z.strictObject({ ...common, email: z.string().max(400) });
const codeForm = z.strictObject({ ...common, code: z.string().max(100), remember: z.literal('yes').optional() });

const signOutForm = z.strictObject({ token: z.string() });

function knownBrowser(c: Context<ApiEnv>): KnownBrowser {
  const known = c.get('signedIn');
  return known === null ? 'unknown' : known.way === 'remembered' ? 'remembered' : 'signed-in';
}

/** A code is asked for and typed in one browser, known by its own token; a stranger's form tokens are bound to that. */
function beginBrowser(c: Context<ApiEnv>, deps: ApiDeps): void {
  const browser = browserOf(c, deps);
  if (c.get('signedIn') === null) c.set('holder', holderOf(browser));
}

/** Is this browser remembered for the very person a code was asked for? Tells nothing that the browser does not hold. */
function isRememberedFor(c: Context<ApiEnv>, { config }: ApiDeps, browser: Browser): boolean {
  const known = c.get('signedIn');
  return known?.way === 'remembered' && addressKeyOf(config.secret, known.contact.email) === browser.addressKey;
}

/** Sign-in by a code that is mailed and typed in the browser that asked for it. */
export function signInRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { config, people, log } = deps;
  /** The button of the provider, where there is one. */
  const openIdFor = (c: Context<ApiEnv>) =>
    deps.openId === null ? null : { name: deps.openId.name, token: tokenFor(c, deps, '/app/openid') };

  app.get('/app/sign-in', (c) => {
    const next = localPath(c.req.query('next'), config.publicUrl);
    const known = c.get('signedIn');
    // Whoever came in by a code may have to come in by OpenID Connect, where there is one.
    if (known !== null && known.way !== 'remembered' && !(known.way === 'code' && deps.openId !== null))
      return c.redirect(next, 303);
    beginBrowser(c, deps);
    const shown = { next, email: '', isMalformed: false, known: knownBrowser(c), openId: openIdFor(c) };
    return show(c, <SignInPage {...frameOf(c, deps)} {...shown} token={tokenFor(c, deps, '/app/sign-in')} />);
  });

  app.post('/app/sign-in', async (c) => {
    const read = askForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null) return malformed(c, deps);
    const next = localPath(read.data.next, config.publicUrl);
    const email = emailAddress.safeParse(read.data.email.trim());
    if (!email.success) {
      const shown = { next, email: read.data.email, isMalformed: true, known: knownBrowser(c), openId: openIdFor(c) };
      return show(c, <SignInPage {...frameOf(c, deps)} {...shown} token={tokenFor(c, deps, '/app/sign-in')} />, 422);
    }
    const asked = await askCode(deps, {
      secret: config.secret,
      email: email.data,
      browser: holderOf(browser),
      source: sourceOf(c, config),
      now: c.get('now'),
    });
    if (!asked.ok) {
      // An alarm listens for this one: nobody at all can sign in by code for up to an hour.
      if (asked.reached === 'all') log.error('codes-limit-reached');
      else log.info('code-limited', { by: asked.reached });
      return tooMany(c, deps, codeWindow);
    }
    writeBrowser(c, config, { token: browser.token, addressKey: asked.addressKey });
    log.info('code-asked');
    return c.redirect(`/app/sign-in/code?${new URLSearchParams({ lang: read.data.lang, next })}`, 303);
  });

  app.get('/app/sign-in/code', (c) => {
    const next = localPath(c.req.query('next'), config.publicUrl);
    const known = c.get('signedIn');
    if (known !== null && known.way !== 'remembered') return c.redirect(next, 303);
    const browser = readBrowser(c, config);
    if (browser === null || browser.addressKey === null) return c.redirect(signInAddress(c.get('language'), next), 303);
    const shown = { next, refusal: null, isTicked: isRememberedFor(c, deps, browser) };
    return show(c, <CodePage {...frameOf(c, deps)} {...shown} token={tokenFor(c, deps, '/app/sign-in/code')} />);
  });

  app.post('/app/sign-in/code', async (c) => {
    const read = codeForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null || browser.addressKey === null) return malformed(c, deps);
    const next = localPath(read.data.next, config.publicUrl);
    const remember = read.data.remember === 'yes';
    const now = c.get('now');
    const outcome = await signIn(deps, {
      secret: config.secret,
      addressKey: browser.addressKey,
      browser: holderOf(browser),
      code: read.data.code,
      remember,
      held: heldTokens(c, config),
      now,
    });
    if (!outcome.ok) {
      const shown = { next, refusal: outcome.reason, isTicked: remember };
      const status = outcome.reason === 'no-role' ? 403 : 422;
      return show(c, <CodePage {...frameOf(c, deps)} {...shown} token={tokenFor(c, deps, '/app/sign-in/code')} />, status);
    }
    log.info('signed-in', { contactId: outcome.contactId });
    if (outcome.remembered !== null) log.info('browser-remembered', { contactId: outcome.contactId });
    letIn(c, config, outcome.token, now);
    letRemember(c, config, outcome.remembered);
    return c.redirect(next, 303);
  });

  app.post('/app/sign-out', async (c) => {
    if (!signOutForm.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    await signOut({ people }, heldTokens(c, config));
    dropCookie(c, config, 'session');
    dropCookie(c, config, 'remembered');
    return c.redirect(`/app/sign-in?lang=${c.get('language')}`, 303);
  });
}
