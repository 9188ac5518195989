import type { Context, Hono } from 'hono';
import type { Approval } from '../../../shared/domain/approval.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { isAdmin } from '../../../shared/usecases/contact-deps.ts';
import { doOrPropose } from '../../../shared/usecases/do-or-propose.ts';
import { editContact } from '../../../shared/usecases/edit-contact.ts';
import { waitingApprovals } from '../../../shared/usecases/judge-approval.ts';
import { readPeople } from '../../../shared/usecases/read-people.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { isBareConfirmation, readConfirmedRoles, readMailbox } from '../forms/people-form.ts';
import { PeoplePage } from '../pages/people.tsx';
import { doneFrom, type PeopleDone, type RuleHit, ruleOf } from '../pages/people-parts.tsx';
import { addPersonRoutes } from './add-person.tsx';
import { personRoutes } from './person.tsx';
import { commonAnswer, type InPlan, inPlan, personOf, toPeople } from './plan-people.ts';
import { reassignRoutes } from './reassign.tsx';

type Shown = { readonly mailbox?: string; readonly problems?: readonly Problem[]; readonly rule?: RuleHit | null };

/** People of a plan: who holds which role, who is confirmed, whom mail does not reach. */
export function peopleRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = async (c: Context<ApiEnv>, asked: InPlan, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> => {
    const [now, { planId, actor }] = [c.get('now'), asked];
    const [people, waiting, mayEditGuests] = await Promise.all([
      readPeople(deps, planId, now),
      waitingApprovals(deps, planId, now),
      isAdmin(deps.people, { actor, now }),
    ]);
    return show(
      c,
      <PeoplePage
        {...frameOf(c, deps)}
        settings={asked.settings}
        people={people}
        now={instantText(c.get('now'))}
        tokenFor={(path) => tokenFor(c, deps, path)}
        mailbox={shown.mailbox ?? people.mailbox ?? ''}
        problems={shown.problems ?? []}
        rule={shown.rule ?? null}
        done={status === 200 ? doneFrom(c.req.query('done')) : null}
        waiting={waiting.length}
        mayEditGuests={mayEditGuests}
      />,
      status,
    );
  };

  /** Does it, or puts it up for a second person, and says which on the list. */
  const change = async (
    c: Context<ApiEnv>,
    asked: InPlan,
    wanted: Approval['change'],
    done: PeopleDone,
    again: Shown = {},
  ): Promise<Response> => {
    const { planId, actor, approval } = asked;
    const outcome = await doOrPropose(deps, { planId, change: wanted, actor, approval, now: c.get('now') });
    if (outcome.ok) {
      const event = outcome.approval === null ? 'people-changed' : 'change-proposed';
      deps.log.info(event, { planId, kind: wanted.kind, contactId: actor.id });
      return toPeople(c, asked, outcome.approval === null ? done : 'proposed');
    }
    const rule = ruleOf(outcome);
    const status = outcome.reason === 'stale' ? 409 : 422;
    return (
      commonAnswer(c, deps, asked, outcome) ??
      page(c, asked, { ...again, rule, problems: rule === null ? outcome.problems : [] }, status)
    );
  };

  app.get('/app/plans/:plan/people', async (c) => {
    const asked = inPlan(c);
    return asked === null ? notFound(c, deps) : page(c, asked, {});
  });

  addPersonRoutes(app, deps);

  app.post('/app/plans/:plan/people/mailbox', async (c) => {
    const asked = inPlan(c);
    const typed = readMailbox(c.get('form'));
    if (asked === null) return notFound(c, deps);
    if (typed === null) return malformed(c, deps);
    const address = typed.mailbox.trim();
    return change(c, asked, { kind: 'set-mailbox', address }, 'mailbox', { mailbox: typed.mailbox });
  });

  reassignRoutes(app, deps);
  personRoutes(app, deps);

  app.post('/app/plans/:plan/people/:contact/confirm', async (c) => {
    const asked = inPlan(c);
    const person = asked === null ? null : await personOf(c, deps, asked);
    if (asked === null || person === null) return notFound(c, deps);
    const seen = readConfirmedRoles(c.get('form'));
    if (seen === null) return malformed(c, deps);
    return change(c, asked, { kind: 'confirm-contact', contactId: person.contact.id, ...seen }, 'confirmed');
  });

  app.post('/app/plans/:plan/people/:contact/resume-mail', async (c) => {
    const asked = inPlan(c);
    const person = asked === null ? null : await personOf(c, deps, asked);
    if (asked === null || person === null) return notFound(c, deps);
    if (!isBareConfirmation(c.get('form'))) return malformed(c, deps);
    const { planId, actor } = asked;
    const { contact } = person;
    const changes = { suppressed: null, pausedUntil: null };
    const command = { planId, contactId: contact.id, changes, version: contact.version, actor, now: c.get('now') };
    const outcome = await editContact(deps, command);
    if (!outcome.ok) {
      const rule = ruleOf(outcome);
      const again = { rule, problems: rule === null ? outcome.problems : [] };
      return commonAnswer(c, deps, asked, outcome) ?? page(c, asked, again, outcome.reason === 'stale' ? 409 : 422);
    }
    deps.log.info('mail-resumed', { planId, person: contact.id, contactId: actor.id });
    return toPeople(c, asked, 'resumed');
  });
}
