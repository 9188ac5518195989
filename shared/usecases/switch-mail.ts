import { deadlineOf, isOpen, type MilestoneState } from '../domain/commitment.ts';
import { holdersOf } from '../domain/contact.ts';
import { type Problem, type Refused, refused } from '../domain/errors.ts';
import { deadlineDay, instantText, localDay } from '../domain/fuzzy-date.ts';
import { lastDayOf } from '../domain/plan.ts';
import type { PeopleStore } from '../ports.ts';
import { type Accepted, type ChangeDeps, changePlan, dueItemsOf, type Envelope } from './append-change.ts';
import { milestonesOfPlan } from './plan-milestones.ts';

type Deps = ChangeDeps & { readonly people: PeopleStore };

/**
 * What still keeps mail from being switched on: a commitment without a confirmed lead (`lead.28`), no confirmed point of
 * contact (`poc`), no mailbox for answers (`mailbox`).
 */
export async function mailReadiness({ record, people }: Deps, planId: string, at: string): Promise<Problem[]> {
  const [numbers, known, mailbox] = await Promise.all([
    record.commitmentNumbers(planId),
    people.peopleOf(planId),
    people.mailbox(planId),
  ]);
  const confirmed = new Set(known.contacts.filter(({ confirmedAt }) => confirmedAt !== null).map(({ id }) => id));
  const isHeld = (number: string, role: 'lead' | 'poc'): boolean =>
    holdersOf(known, planId, number, role, at).some(
      ({ contactId, milestoneId }) => milestoneId === null && confirmed.has(contactId),
    );
  const problems: Problem[] = numbers
    .filter((number) => !isHeld(number, 'lead'))
    .map((number) => ({ field: `lead.${number}`, code: 'required' }));
  const hasPoc = known.assignments.some(
    ({ role, contactId, since, until }) =>
      role === 'poc' && confirmed.has(contactId) && since <= at && (until === null || at < until),
  );
  if (numbers.length === 0) problems.push({ field: 'commitments', code: 'required' });
  if (!hasPoc) problems.push({ field: 'poc', code: 'required' });
  if (mailbox === null) problems.push({ field: 'mailbox', code: 'required' });
  return problems;
}

/**
 * Switches a plan's mail on: from this instant on its reminders go out, and nothing planned before it ever will. What is
 * already past becomes due at once, so that the next tick asks what became of it.
 */
export async function switchMailOn(deps: Deps, command: Envelope & { readonly planId: string }): Promise<Accepted | Refused> {
  const at = instantText(command.now);
  const problems = await mailReadiness(deps, command.planId, at);
  const outcome = await changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (current.state.mailOnSince !== null) return refused('invalid', [{ field: 'mail', code: 'unchanged' }]);
    const last = lastDayOf(current.state.settings);
    if (last !== null && localDay(command.now, current.state.settings.zone) > last) return refused('closed');
    if (problems.length > 0) return refused('not-ready', problems);
    return { ok: true, change: { type: 'mail-switched', data: { on: true } }, texts: [] };
  });
  if (!outcome.ok) return outcome;
  const plan = await deps.record.plan(command.planId);
  const milestones = await milestonesOfPlan(deps.record, command.planId);
  if (plan === null) return outcome;
  const today = localDay(command.now, plan.state.settings.zone);
  const isPast = (milestone: MilestoneState): boolean => {
    const day = deadlineDay(deadlineOf(milestone).due);
    return isOpen(milestone) && day !== null && day < today;
  };
  const due = await dueItemsOf(deps.record, plan.state, milestones, command.now);
  const past = new Set(milestones.filter(isPast).map(({ id }) => id));
  await deps.record.putDue(due.map((one) => (past.has(one.subjectId) ? { ...one, nextDueAt: at } : one)));
  return outcome;
}

/** Switches a plan's mail off: from the next claim on nobody is mailed about it. */
export function switchMailOff(deps: ChangeDeps, command: Envelope & { readonly planId: string }): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (current.state.mailOnSince === null) return refused('invalid', [{ field: 'mail', code: 'unchanged' }]);
    return { ok: true, change: { type: 'mail-switched', data: { on: false } }, texts: [] };
  });
}
