import type { Context, Hono } from 'hono';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { lastDayOfPause } from '../../../shared/domain/pause.ts';
import { homeHref } from '../../../shared/showing/pages/page-links.ts';
import { readReminders } from '../../../shared/usecases/read-reminders.ts';
import { stopMail } from '../../../shared/usecases/stop-mail.ts';
import { type MailWishes, tuneMail, wishesOf } from '../../../shared/usecases/tune-mail.ts';
import { unlessUnreadable } from '../../../shared/usecases/unless-unreadable.ts';
import { browserOf, busy, malformed, notFound, show, tokenFor } from '../answers.tsx';
import { holderOf } from '../cookies.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { readRemindersForm } from '../forms/reminders-form.ts';
import { reminderWords } from '../messages/reminders.ts';
import { RemindersPage } from '../pages/reminders.tsx';
import { StoppedPage } from '../pages/stop.tsx';
import { logUntold } from '../untold-stop.ts';

/** The language of the person whose link it is, unless they asked for the other one. */
function readIn(c: Context<ApiEnv>, { language }: Pick<Contact, 'language'>): InterfaceLanguage {
  return interfaceLanguage.safeParse(c.req.query('lang')).data ?? language;
}

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** The link of every mail: one click stops (RFC 8058), the page it opens also tunes and pauses. It can do nothing else. */
export function stopRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { people, log } = deps;

  const contactBy = async (token: string): Promise<Contact | null> =>
    tokenShape.test(token) ? people.contactByStopToken(token) : null;

  const page = async (
    c: Context<ApiEnv>,
    contact: Contact,
    again: { readonly typed?: MailWishes; readonly problems?: readonly Problem[] } = {},
  ): Promise<Response> => {
    const now = c.get('now');
    const read = await unlessUnreadable(() => readReminders(deps, { contact, now }));
    // Whatever else cannot be read, whoever comes by the link can stop.
    const isUnread = read === 'unreadable';
    const mine = isUnread ? { contact, roles: [], offered: [], zone: 'UTC' } : read;
    const browser = browserOf(c, deps);
    if (c.get('signedIn') === null) c.set('holder', holderOf(browser));
    const path = `/app/stop/${contact.stopToken}`;
    const tune = `${path}/reminders`;
    const language = readIn(c, contact);
    const kept = language === contact.language ? '' : `?lang=${language}`;
    const shown = {
      mine,
      actions: {
        tune: { path: `${tune}${kept}`, token: tokenFor(c, deps, tune) },
        stop: { path: `${path}${kept}`, field: { name: 'List-Unsubscribe', value: 'One-Click' } },
        resume: null,
      },
      typed: again.typed ?? wishesOf(mine, now),
      problems: again.problems ?? [],
      pausedUntil: lastDayOfPause(contact, mine.zone, now),
      done: c.req.query('done') === 'tuned' ? ('tuned' as const) : null,
      isUnread,
    };
    const title = reminderWords(language).linkTitle;
    const status = again.problems === undefined ? 200 : 422;
    const otherLanguage = `${path}?lang=${language === 'fr' ? 'en' : 'fr'}`;
    const frame = { language, homeHref: homeHref(language, deps.config), person: null, otherLanguage };
    return show(c, <RemindersPage {...frame} shown={shown} title={title} />, status);
  };

  app.get('/app/stop/:token', async (c) => {
    const contact = await contactBy(c.req.param('token'));
    return contact === null ? notFound(c, deps) : page(c, contact);
  });

  app.post('/app/stop/:token', async (c) => {
    if (c.get('form').get('List-Unsubscribe') !== 'One-Click') return malformed(c, deps);
    const token = c.req.param('token');
    if (!tokenShape.test(token)) return notFound(c, deps);
    const outcome = await stopMail(deps, { token, now: c.get('now') });
    if (!outcome.ok) return outcome.reason === 'unknown' ? notFound(c, deps) : busy(c, deps);
    const { id, suppressed } = outcome.contact;
    log.info('mail-stopped', { contactId: id });
    logUntold(log, id, outcome.untold);
    const language = readIn(c, outcome.contact);
    const frame = { language, homeHref: homeHref(language, deps.config), person: null };
    return show(c, <StoppedPage {...frame} canLift={suppressed?.reason === 'unsubscribed'} />);
  });

  app.post('/app/stop/:token/reminders', async (c) => {
    const contact = await contactBy(c.req.param('token'));
    if (contact === null) return notFound(c, deps);
    const wishes = readRemindersForm(c.get('form'));
    if (wishes === null) return malformed(c, deps);
    const outcome = await tuneMail(deps, { contactId: contact.id, wishes, by: 'link', now: c.get('now') });
    if (outcome.ok) {
      log.info('mail-tuned', { contactId: contact.id });
      const { data: asked } = interfaceLanguage.safeParse(c.req.query('lang'));
      return c.redirect(`/app/stop/${contact.stopToken}?done=tuned${asked === undefined ? '' : `&lang=${asked}`}`, 303);
    }
    if (outcome.reason === 'invalid') return page(c, contact, { typed: wishes, problems: outcome.problems });
    return outcome.reason === 'busy' ? busy(c, deps) : notFound(c, deps);
  });
}
