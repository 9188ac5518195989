import type { MilestoneState } from './commitment.ts';
import { type Assignment, type Contact, holdersOf, isStanding, type PlanPeople } from './contact.ts';
import { numberOf } from './identifiers.ts';
import type { Reminder } from './ledger.ts';
import type { PlanState } from './plan.ts';

/** One person to be told, in which role, and since when they are the one: in it, and vouched for. */
export type Recipient = { readonly contact: Contact; readonly role: Reminder['role']; readonly since: string };

/** Who is asked about a milestone, and who is told when it stays overdue. */
export type Recipients = { readonly asked: readonly Recipient[]; readonly told: readonly Recipient[] };

/** Since when mail may be planned for an assignment; null until a point of contact vouched for it. */
export function inRoleSince({ since, confirmedAt }: Assignment): string | null {
  if (confirmedAt === null) return null;
  return confirmedAt > since ? confirmedAt : since;
}

function contactsOf(people: PlanPeople, held: readonly Assignment[], role: Reminder['role']): Recipient[] {
  const recipients = held.map((one): Recipient | null => {
    const contact = people.contacts.find(({ id }) => id === one.contactId);
    const since = inRoleSince(one);
    return contact === undefined || since === null ? null : { contact, role, since };
  });
  const found = recipients.filter((one) => one !== null).sort((a, b) => Number(a.since > b.since) - Number(a.since < b.since));
  return found.filter(({ contact }, index) => found.findIndex((other) => other.contact.id === contact.id) === index);
}

const isConfirmed = ({ contact }: Recipient) => contact.confirmedAt !== null;
const isSilenced = ({ contact }: Recipient) => contact.suppressed !== null;

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
 * the lead, who is asked again once mail no longer reaches the colleague. Where nobody answers, or mail can no longer reach
 * those who do, the deputy is asked, else the point of contact (RELIABILITY F7), from that moment on. Who was not vouched
 * for yet does not answer for anything; a paused person is replaced by nobody.
 */
export function recipientsOf(people: PlanPeople, milestone: Pick<MilestoneState, 'id'>, at: string): Recipients {
  const [planId = ''] = milestone.id.split('/');
  const held = (role: Assignment['role']) =>
    holdersOf(people, planId, numberOf(milestone.id), role, at).filter(
      (one) => one.milestoneId === null || one.milestoneId === milestone.id,
    );
  const colleagues = contactsOf(people, held('colleague'), 'lead').filter(isConfirmed);
  const leads = contactsOf(people, held('lead'), 'lead').filter(isConfirmed);
  const deputies = contactsOf(people, held('deputy'), 'deputy').filter(isConfirmed);
  const pocs = contactsOf(people, held('poc'), 'poc').filter(isConfirmed);
  const first = colleagues.length > 0 ? colleagues : leads;
  const reachable = first.filter((one) => !isSilenced(one));
  // Whoever handed a milestone on still answers for it.
  const others = [...(colleagues.length > 0 ? [leads] : []), deputies, pocs];
  const fallback = others.map((some) => some.filter((one) => !isSilenced(one))).find((some) => some.length > 0) ?? [];
  const silentSince =
    first.length === 0
      ? vacantSince(people, planId, milestone, at)
      : latestOf(first.flatMap(({ contact }) => contact.suppressed?.at ?? []));
  const asked = reachable.length > 0 ? reachable : standingInSince(fallback, silentSince);
  const told = [...deputies, ...pocs].filter((one) => !asked.some(({ contact }) => contact.id === one.contact.id));
  return {
    asked,
    told: told.filter(({ contact }, index) => told.findIndex((other) => other.contact.id === contact.id) === index),
  };
}

/** Who is asked about a commitment, a milestone that was handed on apart. */
export function askedAbout(people: PlanPeople, commitmentId: string, at: string): readonly Recipient[] {
  return recipientsOf(people, { id: commitmentId }, at).asked;
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
    .map(inRoleSince)
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
