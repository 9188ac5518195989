import type { MilestoneState } from './commitment.ts';
import { type Assignment, type Contact, holdersOf, isPaused, isStanding, type PlanPeople, reachableAgain } from './contact.ts';
import { numberOf } from './identifiers.ts';
import type { Reminder } from './ledger.ts';
import type { PlanState } from './plan.ts';

/** One person to be told, in which role, and since when they are the one: in it, vouched for, and reached by mail again. */
export type Recipient = { readonly contact: Contact; readonly role: Reminder['role']; readonly since: string };

/** Who is asked about a milestone, and who is told when it stays overdue. */
export type Recipients = {
  readonly asked: readonly Recipient[];
  /** Where nobody is: those who would be, and whom mail does not reach. */
  readonly unreached: readonly Recipient[];
  readonly told: readonly Recipient[];
};

/** Since when mail may be planned for an assignment; null until a point of contact vouched for it. */
export function inRoleSince({ since, confirmedAt }: Assignment): string | null {
  if (confirmedAt === null) return null;
  return confirmedAt > since ? confirmedAt : since;
}

/** Since when a person is the one to ask in an assignment; null until somebody vouched for it. */
export function toAskSince(contact: Contact, held: Assignment, at: string): string | null {
  const [since, again] = [inRoleSince(held), reachableAgain(contact, at)];
  return since !== null && again !== null && again > since ? again : since;
}

function contactsOf(people: PlanPeople, held: readonly Assignment[], role: Reminder['role'], at: string): Recipient[] {
  const recipients = held.map((one): Recipient | null => {
    const contact = people.contacts.find(({ id }) => id === one.contactId);
    const since = contact === undefined ? null : toAskSince(contact, one, at);
    return contact === undefined || since === null ? null : { contact, role, since };
  });
  const found = recipients.filter((one) => one !== null).sort((a, b) => Number(a.since > b.since) - Number(a.since < b.since));
  return found.filter(({ contact }, index) => found.findIndex((other) => other.contact.id === contact.id) === index);
}

const isConfirmed = ({ contact }: Recipient) => contact.confirmedAt !== null;
const isSilenced = ({ contact }: Recipient) => contact.suppressed !== null;

/** Does no reminder reach them at an instant, as they or their address asked? */
const isSilentAt = (at: string) => (one: Recipient) => isSilenced(one) || isPaused(one.contact, at);

/** Since when no reminder reaches somebody; null where one does, or nobody wrote it down. */
function silentSinceOf({ suppressed, pausedSince, ...pause }: Contact, at: string): string | null {
  const since = [suppressed?.at ?? null, isPaused(pause, at) ? pausedSince : null].filter((one) => one !== null);
  return since.sort()[0] ?? null;
}

const latestOf = (instants: readonly string[]): string | null => [...instants].sort().at(-1) ?? null;

/** Since when nobody answers: when the last who was vouched for left. Null where nobody ever did. */
function vacantSince(people: PlanPeople, planId: string, milestone: Pick<MilestoneState, 'id'>, at: string): string | null {
  const number = numberOf(milestone.id);
  const left = people.assignments.filter(
    (one) =>
      one.planId === planId &&
      (one.role === 'lead' || one.role === 'colleague') &&
      one.confirmedAt !== null &&
      (one.commitments === null || one.commitments.includes(number)) &&
      (one.milestoneId === null || one.milestoneId === milestone.id),
  );
  return latestOf(left.flatMap(({ until }) => (until !== null && until <= at ? [until] : [])));
}

/** Whoever is asked in another's place is the one to ask from `since` on: what fell due before is not theirs. */
function standingInSince(some: readonly Recipient[], since: string | null): Recipient[] {
  return some.map((one) => (since !== null && since > one.since ? { ...one, since } : one));
}

/**
 * The recipients of a milestone's reminders at an instant. A colleague who was handed the milestone is asked instead of
 * the lead, who is asked again once mail no longer reaches the colleague. Where nobody answers, mail can no longer reach
 * those who do (RELIABILITY F7), or all of them are in a pause, the deputy is asked, else the point of contact, from that
 * moment on; after the pause they are again. Where everybody is in a pause, those whose turn it was stay the ones to ask. Who was
 * not vouched for yet does not answer for anything.
 */
export function recipientsOf(people: PlanPeople, milestone: Pick<MilestoneState, 'id'>, at: string): Recipients {
  const [planId = ''] = milestone.id.split('/');
  const held = (role: Assignment['role']) =>
    holdersOf(people, planId, numberOf(milestone.id), role, at).filter(
      (one) => one.milestoneId === null || one.milestoneId === milestone.id,
    );
  const colleagues = contactsOf(people, held('colleague'), 'lead', at).filter(isConfirmed);
  const leads = contactsOf(people, held('lead'), 'lead', at).filter(isConfirmed);
  const deputies = contactsOf(people, held('deputy'), 'deputy', at).filter(isConfirmed);
  const pocs = contactsOf(people, held('poc'), 'poc', at).filter(isConfirmed);
  const first = colleagues.length > 0 ? colleagues : leads;
  // Whoever handed a milestone on still answers for it.
  const levels = [first, ...(colleagues.length > 0 ? [leads] : []), deputies, pocs];
  const isSilent = isSilentAt(at);
  const turn = levels.find((some) => !some.every(isSilent)) ?? levels.find((some) => !some.every(isSilenced)) ?? [];
  const reachable = turn.filter((one) => !isSilenced(one));
  const silentSince =
    first.length === 0
      ? vacantSince(people, planId, milestone, at)
      : latestOf(first.flatMap(({ contact }) => silentSinceOf(contact, at) ?? []));
  const asked = turn === first ? reachable : standingInSince(reachable, silentSince);
  const told = [...deputies, ...pocs].filter((one) => !asked.some(({ contact }) => contact.id === one.contact.id));
  return {
    asked,
    unreached: asked.length > 0 ? [] : (levels.find((some) => some.length > 0) ?? []),
    told: told.filter(({ contact }, index) => told.findIndex((other) => other.contact.id === contact.id) === index),
  };
}

/** Those who were vouched for and answer for a milestone or commitment: the colleague it was handed to, else the leads. */
function firstAsked({ contacts, assignments }: PlanPeople, id: string, at: string): readonly Recipient[] {
  const [planId = ''] = id.split('/');
  const held = (['colleague', 'lead'] as const).map((role) =>
    holdersOf({ contacts, assignments }, planId, numberOf(id), role, at).filter((one) => (one.milestoneId ?? id) === id),
  );
  const found = held.map((some) => contactsOf({ contacts, assignments }, some, 'lead', at).filter(isConfirmed));
  return found.find((some) => some.length > 0) ?? [];
}

/** Does nobody who was vouched for answer for it, neither a lead nor a colleague it was handed to? */
export function isVacant(people: PlanPeople, id: string, at: string): boolean {
  return firstAsked(people, id, at).length === 0;
}

/** Is everybody who answers for it out of reach for a while, by a pause of their own? Somebody else is asked meanwhile. */
export function isPausedOver({ contacts, assignments }: PlanPeople, id: string, at: string): boolean {
  const first = firstAsked({ contacts, assignments }, id, at);
  return first.length > 0 && first.every(isSilentAt(at)) && !first.every(isSilenced);
}

/** Who is asked about a commitment, a milestone that was handed on apart. */
export function askedAbout(people: PlanPeople, commitmentId: string, at: string): readonly Recipient[] {
  return recipientsOf(people, { id: commitmentId }, at).asked;
}

/** Who would be asked about a commitment, where mail reaches none of them. */
export function unreachedAbout(people: PlanPeople, commitmentId: string, at: string): readonly Recipient[] {
  return recipientsOf(people, { id: commitmentId }, at).unreached;
}

/** The role a reminder was written to, if this person holds it and was vouched for in it; null once it has ended. */
export function holderOf(
  contact: Contact,
  assignments: readonly Assignment[],
  { planId, subjectId, role }: Pick<Reminder, 'planId' | 'subjectId' | 'role'>,
  at: string,
): Recipient | null {
  const roles: readonly Assignment['role'][] = role === 'lead' ? ['lead', 'colleague'] : [role];
  // What concerns the plan as a whole is told to whoever has the role in any part of it.
  const isAbout = ({ commitments, milestoneId }: Assignment): boolean =>
    subjectId === planId ||
    ((commitments === null || commitments.includes(numberOf(subjectId))) && (milestoneId ?? subjectId) === subjectId);
  const held = assignments.filter(
    (one) =>
      one.contactId === contact.id && one.planId === planId && roles.includes(one.role) && isStanding(one, at) && isAbout(one),
  );
  const [since] = held
    .map((one) => toAskSince(contact, one, at))
    .filter((one) => one !== null)
    .sort();
  return since === undefined ? null : { contact, role, since };
}

/**
 * The floor of a reminder: nothing planned before it is ever sent (RELIABILITY 2.1). Null while mail is off or the person
 * is not confirmed: then there is nothing to send at all.
 */
export function floorOf(
  plan: PlanState,
  restoreFloor: string | null,
  deadlineSince: string,
  recipient: Recipient | null,
): string | null {
  if (plan.mailOnSince === null) return null;
  const personal = recipient === null ? [] : [recipient.since, recipient.contact.confirmedAt];
  if (personal.includes(null)) return null;
  const instants = [plan.mailOnSince, restoreFloor, deadlineSince, ...personal].filter((one) => one !== null);
  return instants.sort().at(-1) ?? null;
}
