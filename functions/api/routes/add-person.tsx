import type { Context, Hono } from 'hono';
import type { Problem } from '../../../shared/domain/errors.ts';
import { addContact } from '../../../shared/usecases/add-contact.ts';
import { isAdmin } from '../../../shared/usecases/contact-deps.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { numbersFrom, personFrom, readNewPerson, type TypedPerson } from '../forms/people-form.ts';
import { type RuleHit, ruleOf } from '../pages/people-parts.tsx';
import { AddPersonPage } from '../pages/person.tsx';
import { commonAnswer, type InPlan, inPlan, toPeople } from './plan-people.ts';

type Shown = { readonly typed: TypedPerson; readonly problems?: readonly Problem[]; readonly rule?: RuleHit | null };

/** A person given a role in a plan: unconfirmed, and so without mail and without a say. */
export function addPersonRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = async (c: Context<ApiEnv>, asked: InPlan, shown: Shown, status: 200 | 422 = 200): Promise<Response> => {
    const { planId, actor } = asked;
    const [numbers, mayAppointAdmins] = await Promise.all([
      deps.record.commitmentNumbers(planId),
      isAdmin(deps.people, { actor, now: c.get('now') }),
    ]);
    return show(
      c,
      <AddPersonPage
        {...frameOf(c, deps)}
        settings={asked.settings}
        token={tokenFor(c, deps, `/app/plans/${planId}/people/new`)}
        typed={shown.typed}
        numbers={numbers}
        mayAppointAdmins={mayAppointAdmins}
        problems={shown.problems ?? []}
        rule={shown.rule ?? null}
      />,
      status,
    );
  };

  app.get('/app/plans/:plan/people/new', async (c) => {
    const asked = inPlan(c);
    if (asked === null) return notFound(c, deps);
    const empty = { name: '', email: '', function: '', organisation: '', organisationNumber: '', commitments: '' };
    return page(c, asked, { typed: { ...empty, role: 'lead', language: c.get('language') } });
  });

  app.post('/app/plans/:plan/people/new', async (c) => {
    const asked = inPlan(c);
    if (asked === null) return notFound(c, deps);
    const typed = readNewPerson(c.get('form'));
    if (typed === null) return malformed(c, deps);
    const { numbers, problems } = numbersFrom(typed.commitments);
    if (problems.length > 0) return page(c, asked, { typed, problems }, 422);
    const { planId, actor } = asked;
    const { role } = typed;
    const command = { ...personFrom(typed), phone: null, role, commitments: numbers, planId, actor, now: c.get('now') };
    const outcome = await addContact(deps, command);
    if (outcome.ok) {
      deps.log.info('person-added', { planId, person: outcome.contact.id, role, contactId: actor.id });
      return toPeople(c, asked, outcome.isNew ? 'added' : 'known');
    }
    const rule = ruleOf(outcome);
    return commonAnswer(c, deps, asked, outcome) ?? page(c, asked, { typed, rule, problems: outcome.problems }, 422);
  });
}
