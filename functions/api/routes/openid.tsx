import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { openIdReturnPath } from '../../../shared/domain/openid.ts';
import { beginOpenId } from '../../../shared/usecases/begin-openid.ts';
import { finishOpenId } from '../../../shared/usecases/finish-openid.ts';
import { frameOf, malformed, notFound, show, signInAddress, tokenFor, tooMany } from '../answers.tsx';
import { heldTokens, holderOf, letIn, readBrowser } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { localPath } from '../forms/local-path.ts';
import { BackPage, LeavePage, OpenIdFailedPage } from '../pages/openid.tsx';
import { sourceOf } from '../source.ts';

const beginForm = z.strictObject({ token: z.string(), next: z.string().max(500).default(''), lang: interfaceLanguage });

/** What a provider may send along that matters here; by its rules it may add anything, which is left out. */
const answerShape = z.object({
  code: z.string().min(1).max(4_000),
  state: z.string().min(32).max(200),
  iss: z.string().min(1).max(500).optional(),
});
const finishForm = z.strictObject({ ...answerShape.shape, token: z.string(), lang: interfaceLanguage });

/** What an address says, or null where it says anything twice: one reader could take the first, another the last. */
function sentAlong(address: string): { readonly [name: string]: string } | null {
  const parameters = [...new URL(address).searchParams];
  return new Set(parameters.map(([name]) => name)).size === parameters.length ? Object.fromEntries(parameters) : null;
}

function parametersOf({ code, state, iss }: z.infer<typeof answerShape>): { readonly [name: string]: string } {
  return { code, state, ...(iss === undefined ? {} : { iss }) };
}

/** Sign-in through a provider of OpenID Connect. */
export function openIdRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { config, people, rng, log, openId } = deps;
  if (openId === null) {
    for (const path of ['/app/openid', openIdReturnPath]) app.post(path, (c) => notFound(c, deps));
    app.get(openIdReturnPath, (c) => notFound(c, deps));
    return;
  }
  const { name } = openId;
  const fail = (c: Context<ApiEnv>, is: 'refused' | 'unreachable') => {
    const signIn = signInAddress(c.get('language'), '/app/');
    const shown = { ...frameOf(c, deps), name, is, signIn };
    return show(c, <OpenIdFailedPage {...shown} />, is === 'refused' ? 401 : 503);
  };

  app.post('/app/openid', async (c) => {
    const read = beginForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null) return malformed(c, deps);
    const begun = await beginOpenId(
      { people, openId },
      {
        secret: config.secret,
        browser: holderOf(browser),
        source: sourceOf(c, config),
        next: localPath(read.data.next, config.publicUrl),
        now: c.get('now'),
      },
    );
    if (begun.ok) {
      // A redirect to another site in answer to a form is what `form-action` forbids; a page that leads on is not.
      c.header('Refresh', `0;url=${begun.url}`);
      return show(c, <LeavePage {...frameOf(c, deps)} name={name} url={begun.url} />);
    }
    if (begun.reason === 'too-many') return tooMany(c, deps, 3_600);
    log.error('openid-unreachable', { why: begun.why });
    return fail(c, 'unreachable');
  });

  app.get(openIdReturnPath, (c) => {
    const read = answerShape.safeParse(sentAlong(c.req.url));
    if (!read.success || readBrowser(c, config) === null) {
      log.info('openid-refused', { reason: read.success ? 'no-browser' : 'no-answer' });
      return fail(c, 'refused');
    }
    const answer = parametersOf(read.data);
    const other = new URLSearchParams({ ...answer, lang: c.get('language') === 'fr' ? 'en' : 'fr' });
    const shown = { ...frameOf(c, deps), name, answer, otherLanguage: `${openIdReturnPath}?${other}` };
    return show(c, <BackPage {...shown} token={tokenFor(c, deps, openIdReturnPath)} />);
  });

  app.post(openIdReturnPath, async (c) => {
    const read = finishForm.safeParse(Object.fromEntries(c.get('form')));
    const browser = readBrowser(c, config);
    if (!read.success || browser === null) return malformed(c, deps);
    const answer = new URL(`${config.publicUrl}${openIdReturnPath}`);
    answer.search = String(new URLSearchParams(parametersOf(read.data)));
    const now = c.get('now');
    const command = { answer, browser: holderOf(browser), held: heldTokens(c, config), now };
    const outcome = await finishOpenId({ people, rng, openId }, command);
    if (outcome.ok) {
      log.info('signed-in', { contactId: outcome.contactId, way: 'openid' });
      letIn(c, config, outcome.token, now);
      return c.redirect(outcome.next, 303);
    }
    const { reason, why } = outcome;
    if (reason === 'unreachable') {
      log.error('openid-unreachable', { why });
      return fail(c, reason);
    }
    log.info('openid-refused', { reason, why });
    return fail(c, 'refused');
  });
}
