import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { sha256, sha256Of } from '../../../shared/domain/text.ts';
import { homeHref } from '../../../shared/showing/pages/page-links.ts';
import { chooseLanguage } from '../../../shared/usecases/choose-language.ts';
import { endSession } from '../../../shared/usecases/end-session.ts';
import { eraseMyself } from '../../../shared/usecases/erase-contact.ts';
import { readAccount } from '../../../shared/usecases/read-account.ts';
import type { SignedIn } from '../../../shared/usecases/session.ts';
import { shutPlans } from '../../../shared/usecases/shut-plans.ts';
import { signOutEverywhere } from '../../../shared/usecases/sign-out-everywhere.ts';
import { busy, frameOf, malformed, notFound, providerOf, show, tokenFor } from '../answers.tsx';
import { dropCookie, readCookie } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { localPath } from '../forms/local-path.ts';
import { accountMessages } from '../messages/account.ts';
import { AccountPage } from '../pages/account.tsx';
import { ErasePage } from '../pages/erase.tsx';
import { Notice } from '../pages/layout.tsx';

/** `next`: the page on which the language was changed in passing; without it, the account says that it was. */
const languageForm = z.strictObject({ token: z.string(), language: interfaceLanguage, next: z.string().max(500).optional() });
const endForm = z.strictObject({ token: z.string(), browser: sha256 });
const bareForm = z.strictObject({ token: z.string() });

/** What a redirect may say was done. */
const done = z.enum(['language', 'ended']);

/** Hash of the token that remembers this browser, whoever it belongs to; null without one. */
function rememberedHere(c: Context<ApiEnv>, { config }: ApiDeps): string | null {
  const token = readCookie(c, config, 'remembered');
  return token === undefined ? null : sha256Of(token);
}

/** A person’s own account: what is held about them, their browsers, their language, the way out of all of them. */
export function accountRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { config, people, log } = deps;
  const signedInAs = (c: Context<ApiEnv>): SignedIn => whoSigned(c.get('signedIn'));

  app.get('/app/account', async (c) => {
    const { contact, tokenHash } = signedInAs(c);
    const account = await readAccount(deps, { contact, now: c.get('now') });
    const here = [tokenHash, rememberedHere(c, deps)].filter((one) => one !== null);
    const tokens = {
      language: tokenFor(c, deps, '/app/account/language'),
      end: tokenFor(c, deps, '/app/account/end-session'),
      everywhere: tokenFor(c, deps, '/app/account/sign-out-everywhere'),
    };
    const said = done.safeParse(c.req.query('done')).data ?? null;
    return show(
      c,
      <AccountPage {...frameOf(c, deps)} account={account} here={here} tokens={tokens} done={said} provider={providerOf(deps)} />,
    );
  });

  app.post('/app/account/language', async (c) => {
    const read = languageForm.safeParse(Object.fromEntries(c.get('form')));
    if (!read.success) return malformed(c, deps);
    const contactId = signedInAs(c).contact.id;
    if (!(await chooseLanguage({ people }, { contactId, language: read.data.language }))) return busy(c, deps);
    log.info('language-chosen', { contactId });
    const { next } = read.data;
    return c.redirect(next === undefined ? '/app/account?done=language' : localPath(next, config.publicUrl), 303);
  });

  app.post('/app/account/end-session', async (c) => {
    const read = endForm.safeParse(Object.fromEntries(c.get('form')));
    if (!read.success) return malformed(c, deps);
    const { contact, tokenHash } = signedInAs(c);
    const ended = read.data.browser;
    if (!(await endSession({ people }, { contactId: contact.id, tokenHash: ended }))) return notFound(c, deps);
    log.info('session-ended', { contactId: contact.id });
    if (ended === rememberedHere(c, deps)) dropCookie(c, config, 'remembered');
    if (ended !== tokenHash) return c.redirect('/app/account?done=ended', 303);
    dropCookie(c, config, 'session');
    return c.redirect(`/app/sign-in?lang=${c.get('language')}`, 303);
  });

  app.post('/app/account/sign-out-everywhere', async (c) => {
    if (!bareForm.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    const contactId = signedInAs(c).contact.id;
    await signOutEverywhere({ people }, { contactId });
    log.info('signed-out-everywhere', { contactId });
    dropCookie(c, config, 'session');
    dropCookie(c, config, 'remembered');
    return c.redirect(`/app/sign-in?lang=${c.get('language')}`, 303);
  });

  const erasing = (c: Context<ApiEnv>, refusal: 'lastPoc' | 'openid' | null, status: 200 | 403 | 409 = 200): Response =>
    show(c, <ErasePage {...frameOf(c, deps)} token={tokenFor(c, deps, '/app/account/erase')} refusal={refusal} />, status);

  app.get('/app/account/erase', (c) => erasing(c, null));

  app.post('/app/account/erase', async (c) => {
    if (!bareForm.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    const signedIn = signedInAs(c);
    const { language, id: contactId } = signedIn.contact;
    // Where a plan asks for more than a code, a code does not end what somebody is in it.
    if ((await shutPlans(deps, signedIn)).length > 0) return erasing(c, 'openid', 403);
    const outcome = await eraseMyself(deps, { contactId, now: c.get('now') });
    if (!outcome.ok) {
      if (outcome.reason === 'invalid') return erasing(c, 'lastPoc', 409);
      return outcome.reason === 'unknown-contact' ? notFound(c, deps) : busy(c, deps);
    }
    log.info('erased-at-own-word', { contactId });
    dropCookie(c, config, 'session');
    dropCookie(c, config, 'remembered');
    const say = accountMessages(language).erase;
    const frame = { language, homeHref: homeHref(language, config), person: null };
    return show(c, <Notice {...frame} title={say.done} text={say.doneText} />);
  });
}

/** Guarantee: the gate lets nobody reach the account who is not signed in. @throws TypeError were it otherwise */
function whoSigned(signedIn: SignedIn | null): SignedIn {
  if (signedIn === null) throw new TypeError('nobody is signed in');
  return signedIn;
}
