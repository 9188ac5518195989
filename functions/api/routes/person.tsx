import type { Context, Hono } from 'hono';
import type { Contact } from '../../../shared/domain/contact.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { changePerson } from '../../../shared/usecases/change-person.ts';
import { isAdmin } from '../../../shared/usecases/contact-deps.ts';
import { doOrPropose } from '../../../shared/usecases/do-or-propose.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { editOf, personFrom, readEdit, readEndedRole, type TypedEdit } from '../forms/people-form.ts';
import { doneFrom, type PeopleDone, type RuleHit, ruleOf } from '../pages/people-parts.tsx';
import { PersonPage } from '../pages/person.tsx';
import { commonAnswer, type InPlan, inPlan, type PersonInPlan, personOf, toPeople } from './plan-people.ts';

type Shown = {
  readonly typed?: TypedEdit;
  readonly problems?: readonly Problem[];
  readonly rule?: RuleHit | null;
  readonly isStale?: boolean;
};

/** One person of a plan: what is known of them, and the end of a role. */
export function personRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = async (
    c: Context<ApiEnv>,
    asked: InPlan,
    { contact, assignments, isGuest }: PersonInPlan,
    shown: Shown,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> => {
    const { actor } = asked;
    return show(
      c,
      <PersonPage
        {...frameOf(c, deps)}
        settings={asked.settings}
        contact={contact}
        assignments={assignments}
        now={instantText(c.get('now'))}
        mayEdit={!isGuest || (await isAdmin(deps.people, { actor, now: c.get('now') }))}
        tokenFor={(one) => tokenFor(c, deps, one)}
        typed={shown.typed ?? editOf(contact)}
        isStale={shown.isStale ?? false}
        problems={shown.problems ?? []}
        rule={shown.rule ?? null}
        done={status === 200 ? doneFrom(c.req.query('done')) : null}
      />,
      status,
    );
  };

  const reach = async (c: Context<ApiEnv>): Promise<{ asked: InPlan; person: PersonInPlan } | null> => {
    const asked = inPlan(c);
    const person = asked === null ? null : await personOf(c, deps, asked);
    return asked === null || person === null ? null : { asked, person };
  };

  const refuse = async (c: Context<ApiEnv>, asked: InPlan, refusal: Refused, typed?: TypedEdit): Promise<Response> => {
    const common = commonAnswer(c, deps, asked, refusal);
    if (common !== null) return common;
    const person = await personOf(c, deps, asked);
    if (person === null) return notFound(c, deps);
    const again = typed === undefined ? {} : { typed };
    if (refusal.reason === 'stale' && typed !== undefined) {
      // Saved once more as it now stands: a choice made with both before one's eyes.
      const version = String(person.contact.version);
      return page(c, asked, person, { typed: { ...typed, version }, isStale: true }, 409);
    }
    const rule = ruleOf(refusal);
    const status = refusal.reason === 'stale' ? 409 : 422;
    return page(c, asked, person, { ...again, rule, problems: rule === null ? refusal.problems : [] }, status);
  };

  const edit = async (
    c: Context<ApiEnv>,
    asked: InPlan,
    { id: contactId }: Contact,
    typed: TypedEdit,
  ): Promise<PeopleDone | Refused> => {
    const { planId, actor, approval } = asked;
    const about = { planId, contactId, version: Number(typed.version), changes: personFrom(typed) };
    const outcome = await changePerson(deps, { ...about, approval, actor, now: c.get('now') });
    if (!outcome.ok) return outcome;
    return outcome.approval === null ? 'edited' : 'proposed';
  };

  app.get('/app/plans/:plan/people/:contact', async (c) => {
    const reached = await reach(c);
    return reached === null ? notFound(c, deps) : page(c, reached.asked, reached.person, {});
  });

  app.post('/app/plans/:plan/people/:contact', async (c) => {
    const reached = await reach(c);
    if (reached === null) return notFound(c, deps);
    const typed = readEdit(c.get('form'));
    if (typed === null) return malformed(c, deps);
    const { asked, person } = reached;
    const outcome = await edit(c, asked, person.contact, typed);
    if (typeof outcome !== 'string') return refuse(c, asked, outcome, typed);
    deps.log.info('person-edited', { planId: asked.planId, person: person.contact.id, outcome, contactId: asked.actor.id });
    return toPeople(c, asked, outcome);
  });

  app.post('/app/plans/:plan/people/:contact/end-role', async (c) => {
    const reached = await reach(c);
    if (reached === null) return notFound(c, deps);
    const typed = readEndedRole(c.get('form'));
    if (typed === null) return malformed(c, deps);
    const { asked, person } = reached;
    const { planId, actor, approval } = asked;
    const change = { kind: 'end-role', contactId: person.contact.id, ...typed } as const;
    const outcome = await doOrPropose(deps, { planId, change, actor, approval, now: c.get('now') });
    if (!outcome.ok) return refuse(c, asked, outcome);
    deps.log.info(outcome.approval === null ? 'people-changed' : 'change-proposed', {
      planId,
      kind: change.kind,
      contactId: actor.id,
    });
    return toPeople(c, asked, outcome.approval === null ? 'ended' : 'proposed');
  });
}
