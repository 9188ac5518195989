import type { Hono } from 'hono';
import { stopMail } from '../../../shared/usecases/stop-mail.ts';
import { busy, malformed, notFound, show } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { StopPage } from '../pages/stop.tsx';

const tokenShape = /^[A-Za-z0-9_-]{43}$/;

/** The stop link of every mail (RFC 8058): opening it shows a page, sending it stops. It can do nothing else. */
export function stopRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { people, log } = deps;

  app.get('/app/stop/:token', async (c) => {
    const token = c.req.param('token');
    const contact = tokenShape.test(token) ? await people.contactByStopToken(token) : null;
    if (contact === null) return notFound(c, deps);
    const isStopped = contact.suppressed !== null;
    return show(c, <StopPage language={contact.language} person={null} path={c.req.path} isStopped={isStopped} />);
  });

  app.post('/app/stop/:token', async (c) => {
    if (c.get('form').get('List-Unsubscribe') !== 'One-Click') return malformed(c, deps);
    const token = c.req.param('token');
    if (!tokenShape.test(token)) return notFound(c, deps);
    const outcome = await stopMail({ people }, { token, now: c.get('now') });
    if (!outcome.ok) return outcome.reason === 'unknown' ? notFound(c, deps) : busy(c, deps);
    log.info('mail-stopped', { contactId: outcome.contact.id });
    return show(c, <StopPage language={outcome.contact.language} person={null} path={c.req.path} isStopped />);
  });
}
