import { deadlineOf, isOpen, type MilestoneState } from '../domain/commitment.ts';
import { type Assignment, holdersOf } from '../domain/contact.ts';
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
export async function mailReadiness(
  { record, people }: Pick<Deps, 'record' | 'people'>,
  planId: string,
  at: string,
): Promise<Problem[]> {
  const [numbers, known, mailbox] = await Promise.all([
    record.commitmentNumbers(planId),
    people.peopleOf(planId),
    people.mailbox(planId),
  ]);
  const confirmed = new Set(known.contacts.filter(({ confirmedAt }) => confirmedAt !== null).map(({ id }) => id));
  const isVouchedFor = ({ contactId, confirmedAt }: Assignment): boolean => confirmedAt !== null && confirmed.has(contactId);
  const hasLead = (number: string): boolean =>
    holdersOf(known, planId, number, 'lead', at).some((one) => one.milestoneId === null && isVouchedFor(one));
  const problems: Problem[] = numbers
    .filter((number) => !hasLead(number))
    .map((number) => ({ field: `lead.${number}`, code: 'required' }));
  const hasPoc = known.assignments.some(
    (one) => one.role === 'poc' && isVouchedFor(one) && one.since <= at && (one.until === null || at < one.until),
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
  const isOn = outcome.ok || (outcome.reason === 'invalid' && outcome.problems.some(({ code }) => code === 'unchanged'));
  // Also when it was on already: the process that switched it on may have died before it came here.
  if (isOn) await makePastDue(deps, command);
  return outcome;
}

async function makePastDue({ record }: Deps, { planId, now }: Envelope & { readonly planId: string }): Promise<void> {
  const plan = await record.plan(planId);
  if (plan === null) return;
  const today = localDay(now, plan.state.settings.zone);
  const isPast = (milestone: MilestoneState): boolean => {
    const day = deadlineDay(deadlineOf(milestone).due);
    return isOpen(milestone) && day !== null && day < today;
  };
  const milestones = await milestonesOfPlan(record, planId);
  const others = await dueItemsOf(
    record,
    plan.state,
    milestones.filter((one) => !isPast(one)),
    // A step of this very second is owed, and a tick may have passed it by in it, when mail was off.
    now.subtract({ seconds: 1 }),
  );
  const past = milestones.filter(isPast).map((one) => ({
    subjectId: one.id,
    nextDueAt: instantText(now),
    deadlineVersion: one.version,
  }));
  await record.putDue([...past, ...others]);
}

/** Switches a plan's mail off: from the next claim on nobody is mailed about it. */
export function switchMailOff(deps: ChangeDeps, command: Envelope & { readonly planId: string }): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (current.state.mailOnSince === null) return refused('invalid', [{ field: 'mail', code: 'unchanged' }]);
    return { ok: true, change: { type: 'mail-switched', data: { on: false } }, texts: [] };
  });
}
