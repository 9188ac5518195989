import type { Context } from 'hono';
import { type Assignment, type Contact, contactRole } from '../../../shared/domain/contact.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import { contactId } from '../../../shared/domain/identifiers.ts';
import type { ApprovalPolicy, PlanSettings } from '../../../shared/domain/plan.ts';
import { homeFor } from '../../../shared/usecases/home-plan.ts';
import { busy, notFound } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import type { PeopleDone } from '../pages/people-parts.tsx';

/** The plan a path names, which the gate let this person ask for. */
export type InPlan = {
  readonly planId: string;
  readonly settings: PlanSettings;
  readonly actor: Permit['actor'];
  readonly approval: ApprovalPolicy;
};

export function inPlan(c: Context<ApiEnv>): InPlan | null {
  const permit = c.get('permit');
  if (permit === null || permit.plan === null) return null;
  const { settings } = permit.plan.state;
  return { planId: settings.id, settings, actor: permit.actor, approval: permit.approval };
}

/** A person of this plan with their roles in it, those in force first. */
export type PersonInPlan = {
  readonly contact: Contact;
  readonly assignments: readonly Assignment[];
  /** Another plan keeps what is known of them. */
  readonly isGuest: boolean;
};

/** Null for nobody, and for somebody of another plan: the same answer for both. */
export async function personOf(
  c: Context<ApiEnv>,
  { people, record }: ApiDeps,
  { planId }: InPlan,
): Promise<PersonInPlan | null> {
  const id = contactId.safeParse(c.req.param('contact'));
  if (!id.success) return null;
  const [contact, held] = await Promise.all([people.contact(id.data), people.assignmentsOf(id.data)]);
  const assignments = held
    .filter((one) => one.planId === planId)
    .toSorted(
      (a, b) =>
        Number(a.until !== null) - Number(b.until !== null) ||
        contactRole.options.indexOf(a.role) - contactRole.options.indexOf(b.role) ||
        (a.since < b.since ? 1 : -1),
    );
  const isGuest = (await homeFor({ record }, held, c.get('now'))) !== planId;
  return contact === null || assignments.length === 0 ? null : { contact, assignments, isGuest };
}

/** Back to the people of the plan, which tell what was done. */
export function toPeople(c: Context<ApiEnv>, { planId }: InPlan, done: PeopleDone): Response {
  return c.redirect(`/app/plans/${planId}/people?done=${done}`, 303);
}

/** Answers that are the same for every form about people; null where the form is to be shown again. */
export function commonAnswer(c: Context<ApiEnv>, deps: ApiDeps, asked: InPlan, { reason, problems }: Refused): Response | null {
  // A form that was sent twice: the second finds everything as it wants it.
  if (problems.some(({ code }) => code === 'unchanged')) return toPeople(c, asked, 'unchanged');
  switch (reason) {
    case 'invalid':
    case 'unknown-commitment':
    case 'stale':
      return null;
    case 'busy':
      return busy(c, deps);
    default:
      return notFound(c, deps);
  }
}
