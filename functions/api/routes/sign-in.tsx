import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { emailAddress } from '../../../shared/domain/contact.ts';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { readStampedCookie, stampedCookie } from '../../../shared/domain/session-cookie.ts';
import { askCode } from '../../../shared/usecases/ask-code.ts';
import { signIn } from '../../../shared/usecases/sign-in.ts';
import { signOut } from '../../../shared/usecases/sign-out.ts';
import { browserOf, frameOf, malformed, show, signInAddress, tokenFor } from '../answers.tsx';
import { dropCookie, holderOf, readBrowser, readCookie, writeBrowser, writeCookie } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { localPath } from '../forms/local-path.ts';
import { CodePage, SignInPage } from '../pages/sign-in.tsx';

const common = { token: z.string(), next: z.string().max(500).default(''), lang: interfaceLanguage };
const askForm = z.strictObject({ ...common, email: z.string().max(400) });
const codeForm = z.strictObject({ ...common, code: z.string().max(100) });

/** Tokens of the sign-in forms are bound to this browser, signed in or not. */
function bindToBrowser(c: Context<ApiEnv>, deps: ApiDeps): void {
  c.set('holder', holderOf(browserOf(c, deps)));
}

/** Sign-in by a code that is mailed and typed in the browser that asked for it. */
export function signInRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { config, people, log } = deps;

  app.get('/app/sign-in', (c) => {
    const next = localPath(c.req.query('next'), config.publicUrl);
    if (c.get('signedIn') !== null) return c.redirect(next, 303);
    bindToBrowser(c, deps);
    const token = tokenFor(c, deps, '/app/sign-in');
    return show(c, <SignInPage {...frameOf(c, deps)} token={token} next={next} email="" isMalformed={false} />);
  });

  app.post('/app/sign-in', async (c) => {
    const read = askForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null) return malformed(c, deps);
    const next = localPath(read.data.next, config.publicUrl);
    const email = emailAddress.safeParse(read.data.email.trim());
    if (!email.success) {
      const token = tokenFor(c, deps, '/app/sign-in');
      return show(c, <SignInPage {...frameOf(c, deps)} token={token} next={next} email={read.data.email} isMalformed />, 422);
    }
    const asked = await askCode(deps, {
      secret: config.secret,
      email: email.data,
      browser: holderOf(browser),
      now: c.get('now'),
    });
    writeBrowser(c, config, { token: browser.token, addressKey: asked.addressKey });
    log.info('code-asked');
    return c.redirect(`/app/sign-in/code?${new URLSearchParams({ lang: read.data.lang, next })}`, 303);
  });

  app.get('/app/sign-in/code', (c) => {
    const next = localPath(c.req.query('next'), config.publicUrl);
    if (c.get('signedIn') !== null) return c.redirect(next, 303);
    if ((readBrowser(c, config)?.addressKey ?? null) === null) return c.redirect(signInAddress(c.get('language'), next), 303);
    const token = tokenFor(c, deps, '/app/sign-in/code');
    return show(c, <CodePage {...frameOf(c, deps)} token={token} next={next} refusal={null} />);
  });

  app.post('/app/sign-in/code', async (c) => {
    const read = codeForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null || browser.addressKey === null) return malformed(c, deps);
    const next = localPath(read.data.next, config.publicUrl);
    const now = c.get('now');
    const outcome = await signIn(deps, {
      secret: config.secret,
      addressKey: browser.addressKey,
      browser: holderOf(browser),
      code: read.data.code,
      now,
    });
    if (!outcome.ok) {
      const token = tokenFor(c, deps, '/app/sign-in/code');
      const status = outcome.reason === 'no-role' ? 403 : 422;
      return show(c, <CodePage {...frameOf(c, deps)} token={token} next={next} refusal={outcome.reason} />, status);
    }
    log.info('signed-in', { contactId: outcome.contactId });
    dropCookie(c, config, 'browser');
    writeCookie(c, config, 'session', stampedCookie(config.secret, outcome.token, now));
    return c.redirect(next, 303);
  });

  app.post('/app/sign-out', async (c) => {
    const cookie = readStampedCookie(config.secret, readCookie(c, config, 'session'), c.get('now'));
    if (cookie !== null) await signOut({ people }, cookie.token);
    dropCookie(c, config, 'session');
    return c.redirect('/app/sign-in', 303);
  });
}
