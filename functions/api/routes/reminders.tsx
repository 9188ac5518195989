import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { Problem } from '../../../shared/domain/errors.ts';
import { lastDayOfPause } from '../../../shared/domain/pause.ts';
import { readReminders } from '../../../shared/usecases/read-reminders.ts';
import { resumeMail } from '../../../shared/usecases/resume-mail.ts';
import { stopMail } from '../../../shared/usecases/stop-mail.ts';
import { type MailWishes, tuneMail, wishesOf } from '../../../shared/usecases/tune-mail.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { readRemindersForm } from '../forms/reminders-form.ts';
import { reminderWords } from '../messages/reminders.ts';
import { RemindersPage } from '../pages/reminders.tsx';
import { logUntold } from '../untold-stop.ts';

const bare = z.strictObject({ token: z.string() });
const done = z.enum(['tuned', 'stopped', 'resumed']);

type Again = {
  readonly typed?: MailWishes;
  readonly problems?: readonly Problem[];
  readonly isRefused?: boolean;
};

/** "My reminders": what a person is reminded of and why, how, and the way to stop and to begin again. */
export function remindersRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { people, log } = deps;
  const path = '/app/reminders';

  const page = async (c: Context<ApiEnv>, contactId: string, again: Again, status: 200 | 409 | 422): Promise<Response> => {
    const contact = await people.contact(contactId);
    if (contact === null) return notFound(c, deps);
    const now = c.get('now');
    const mine = await readReminders(deps, { contact, now });
    const tokenTo = (to: string) => ({ path: to, token: tokenFor(c, deps, to) });
    const shown = {
      mine,
      actions: {
        tune: tokenTo(path),
        stop: { path: `${path}/stop`, field: { name: 'token', value: tokenFor(c, deps, `${path}/stop`) } },
        resume: tokenTo(`${path}/resume`),
      },
      typed: again.typed ?? wishesOf(mine, now),
      problems: again.problems ?? [],
      pausedUntil: lastDayOfPause(contact, mine.zone, now),
      done: done.safeParse(c.req.query('done')).data ?? null,
      isRefused: again.isRefused ?? false,
    };
    const frame = frameOf(c, deps);
    return show(c, <RemindersPage {...frame} shown={shown} title={reminderWords(frame.language).title} />, status);
  };

  app.get(path, async (c) => {
    const signedIn = c.get('signedIn');
    return signedIn === null ? notFound(c, deps) : page(c, signedIn.contact.id, {}, 200);
  });

  app.post(path, async (c) => {
    const signedIn = c.get('signedIn');
    const wishes = readRemindersForm(c.get('form'));
    if (signedIn === null) return notFound(c, deps);
    if (wishes === null) return malformed(c, deps);
    const contactId = signedIn.contact.id;
    const outcome = await tuneMail(deps, { contactId, wishes, by: 'signed-in', now: c.get('now') });
    if (outcome.ok) {
      log.info('mail-tuned', { contactId });
      return c.redirect(`${path}?done=tuned`, 303);
    }
    if (outcome.reason === 'invalid') return page(c, contactId, { typed: wishes, problems: outcome.problems }, 422);
    return outcome.reason === 'busy' ? busy(c, deps) : notFound(c, deps);
  });

  app.post(`${path}/stop`, async (c) => {
    const signedIn = c.get('signedIn');
    if (signedIn === null) return notFound(c, deps);
    if (!bare.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    const { id: contactId, stopToken } = signedIn.contact;
    const outcome = await stopMail(deps, { token: stopToken, now: c.get('now') });
    if (!outcome.ok) return outcome.reason === 'busy' ? busy(c, deps) : notFound(c, deps);
    log.info('mail-stopped', { contactId });
    logUntold(log, contactId, outcome.untold);
    return c.redirect(`${path}?done=stopped`, 303);
  });

  app.post(`${path}/resume`, async (c) => {
    const signedIn = c.get('signedIn');
    if (signedIn === null) return notFound(c, deps);
    if (!bare.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    const contactId = signedIn.contact.id;
    const outcome = await resumeMail({ people }, { contactId, now: c.get('now') });
    if (outcome.ok) {
      log.info('mail-resumed', { contactId });
      return c.redirect(`${path}?done=resumed`, 303);
    }
    if (outcome.reason === 'not-ready') return page(c, contactId, { isRefused: true }, 409);
    return outcome.reason === 'busy' ? busy(c, deps) : notFound(c, deps);
  });
}
