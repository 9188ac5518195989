import type { Context, Hono } from 'hono';
import type { Problem } from '../../../shared/domain/errors.ts';
import { doOrPropose } from '../../../shared/usecases/do-or-propose.ts';
import { readPeople } from '../../../shared/usecases/read-people.ts';
import { holdersNow } from '../../../shared/usecases/reassign-role.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { numbersFrom, readHandover, readSuccessor, type TypedHandover } from '../forms/people-form.ts';
import { type RuleHit, ruleOf } from '../pages/people-parts.tsx';
import { ReassignPage } from '../pages/reassign.tsx';
import { commonAnswer, type InPlan, inPlan, toPeople } from './plan-people.ts';

/** Commitments handed to another person of the plan, from now on. */
export function reassignRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  /** People who hold a role in the plan now: whom else would a point of contact know of? */
  const candidates = async (c: Context<ApiEnv>, { planId }: InPlan) => {
    const people = await readPeople(deps, planId, c.get('now'));
    const ids = new Set(people.groups.flatMap(({ held }) => held.map(({ contact }) => contact.id)));
    return { numbers: people.numbers, contacts: people.contacts.filter(({ id }) => ids.has(id)) };
  };

  const page = async (
    c: Context<ApiEnv>,
    asked: InPlan,
    typed: TypedHandover,
    problems: readonly Problem[] = [],
    rule: RuleHit | null = null,
  ): Promise<Response> => {
    const { numbers, contacts } = await candidates(c, asked);
    const path = `/app/plans/${asked.planId}/people/reassign`;
    return show(
      c,
      <ReassignPage
        {...frameOf(c, deps)}
        settings={asked.settings}
        token={tokenFor(c, deps, path)}
        typed={typed}
        contacts={contacts}
        numbers={numbers}
        problems={problems}
        rule={rule}
      />,
      rule !== null ? 409 : problems.length > 0 ? 422 : 200,
    );
  };

  app.get('/app/plans/:plan/people/reassign', async (c) => {
    const asked = inPlan(c);
    return asked === null ? notFound(c, deps) : page(c, asked, { role: 'lead', successor: '', commitments: '' });
  });

  app.post('/app/plans/:plan/people/reassign', async (c) => {
    const asked = inPlan(c);
    if (asked === null) return notFound(c, deps);
    const typed = readHandover(c.get('form'));
    if (typed === null) return malformed(c, deps);
    const { numbers, problems } = numbersFrom(typed.commitments);
    const { contacts } = await candidates(c, asked);
    const successor = readSuccessor(typed);
    const isKnown = contacts.some(({ id }) => id === successor?.contactId);
    const wrong: Problem[] = [
      ...problems,
      ...(numbers === null ? [{ field: 'commitments', code: 'required' } as const] : []),
      ...(isKnown ? [] : [{ field: 'successor', code: 'required' } as const]),
    ];
    if (wrong.length > 0 || successor === null) return page(c, asked, typed, wrong);
    const { planId, actor, approval } = asked;
    const { role } = typed;
    const now = c.get('now');
    const commitments = numbers ?? [];
    const holders = await holdersNow(deps.people, { planId, role, commitments, now });
    const change = { kind: 'reassign-role', ...successor, role, commitments, holders } as const;
    const outcome = await doOrPropose(deps, { planId, change, actor, approval, now });
    if (!outcome.ok) {
      const rule = ruleOf(outcome);
      return commonAnswer(c, deps, asked, outcome) ?? page(c, asked, typed, rule === null ? outcome.problems : [], rule);
    }
    const event = outcome.approval === null ? 'people-changed' : 'change-proposed';
    deps.log.info(event, { planId, kind: change.kind, contactId: actor.id });
    return toPeople(c, asked, outcome.approval === null ? 'reassigned' : 'proposed');
  });
}
