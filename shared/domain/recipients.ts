import type { MilestoneState } from './commitment.ts';
import { type Assignment, type Contact, holdersOf, isPaused, isStanding, type PlanPeople, reachableAgain } from './contact.ts';
import { numberOf } from './identifiers.ts';
import type { Reminder } from './ledger.ts';
import { type AskablePeople, changesOfPeople, peopleThen, type Reached } from './people-then.ts';
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
export function toAskSince(
  contact: Pick<Contact, 'reachableSince' | 'pausedUntil'>,
  held: Assignment,
  at: string,
): string | null {
  const [since, again] = [inRoleSince(held), reachableAgain(contact, at)];
  return since !== null && again !== null && again > since ? again : since;
}

/** A {@link Recipient} of whom as much is known as decides who is asked. */
type Askable<Who extends Reached> = Pick<Recipient, 'role' | 'since'> & { readonly contact: Who };

function contactsOf<Who extends Reached>(
  people: AskablePeople<Who>,
  held: readonly Assignment[],
  role: Reminder['role'],
  at: string,
): Askable<Who>[] {
  const recipients = held.map((one): Askable<Who> | null => {
    const contact = people.contacts.find(({ id }) => id === one.contactId);
    const since = contact === undefined ? null : toAskSince(contact, one, at);
    return contact === undefined || since === null ? null : { contact, role, since };
  });
  const found = recipients.filter((one) => one !== null).sort((a, b) => Number(a.since > b.since) - Number(a.since < b.since));
  return found.filter(({ contact }, index) => found.findIndex((other) => other.contact.id === contact.id) === index);
}

type Silenced = { readonly contact: Pick<Contact, 'suppressed' | 'pausedUntil'> };
const isConfirmed = ({ contact }: { readonly contact: Pick<Contact, 'confirmedAt'> }) => contact.confirmedAt !== null;
const isSilenced = ({ contact }: Silenced) => contact.suppressed !== null;

/** Does no reminder reach them at an instant, as they or their address asked? */
const isSilentAt = (at: string) => (one: Silenced) => isSilenced(one) || isPaused(one.contact, at);

/** Whose turn it is at an instant, and everybody it might be, those first to be asked first. */
type Turn<Who extends Reached> = {
  readonly asked: readonly Askable<Who>[];
  readonly levels: readonly (readonly Askable<Who>[])[];
  /** Deputies and points of contact. */
  readonly others: readonly Askable<Who>[];
};

function turnAt<Who extends Reached>(people: AskablePeople<Who>, id: string, at: string): Turn<Who> {
  const [planId = ''] = id.split('/');
  const held = (role: Assignment['role']) =>
    holdersOf(people, planId, numberOf(id), role, at).filter((one) => one.milestoneId === null || one.milestoneId === id);
  const colleagues = contactsOf(people, held('colleague'), 'lead', at).filter(isConfirmed);
  const leads = contactsOf(people, held('lead'), 'lead', at).filter(isConfirmed);
  const deputies = contactsOf(people, held('deputy'), 'deputy', at).filter(isConfirmed);
  const pocs = contactsOf(people, held('poc'), 'poc', at).filter(isConfirmed);
  const first = colleagues.length > 0 ? colleagues : leads;
  // Whoever handed a milestone on still answers for it.
  const levels = [first, ...(colleagues.length > 0 ? [leads] : []), deputies, pocs];
  const isSilent = isSilentAt(at);
  const turn = levels.find((some) => !some.every(isSilent)) ?? levels.find((some) => !some.every(isSilenced)) ?? [];
  return { asked: turn.filter((one) => !isSilenced(one)), levels, others: [...deputies, ...pocs] };
}

/** Of a person who was erased it is known only which roles they held: it is taken that mail reached them. */
function unknownPerson({ contactId, since }: Assignment): Reached {
  const neverSilent = { suppressed: null, pausedUntil: null, pausedSince: null, reachableSince: null };
  return { id: contactId, confirmedAt: since, ...neverSilent };
}

/** Everybody who ever was to be asked about a subject, as far as anything is known of them. */
function everConcerned({ contacts, assignments }: AskablePeople<Reached>, id: string): AskablePeople<Reached> {
  const [planId = ''] = id.split('/');
  const held = assignments.filter(
    (one) =>
      one.planId === planId &&
      (one.commitments === null || one.commitments.includes(numberOf(id))) &&
      (one.milestoneId === null || one.milestoneId === id),
  );
  const erased = held.filter(({ contactId }) => !contacts.some((one) => one.id === contactId));
  const known = contacts.filter((one) => held.some(({ contactId }) => contactId === one.id));
  return { contacts: [...known, ...erased.map(unknownPerson)], assignments: held };
}

/**
 * The one rule about whoever begins to be asked, for whatever reason: nothing that fell due before they did is theirs. Goes back
 * from change to change, as long as they were among those asked: a role that begins or ends, by its date or by a person, a word
 * that vouches or is taken back, a stop, a pause and its end all count, of whoever was asked before them.
 */
function sinceTheirTurn<Who extends Reached>(
  people: AskablePeople<Reached>,
  id: string,
  one: Askable<Who>,
  at: string,
): Askable<Who> {
  const between = changesOfPeople(people).filter((change) => one.since < change && change <= at);
  const wasAsked = (then: string) =>
    turnAt(peopleThen(people, then), id, then).asked.some(({ contact }) => contact.id === one.contact.id);
  const changes = [one.since, ...new Set(between.sort())];
  const before = changes.slice(0, -1).findLastIndex((then) => !wasAsked(then));
  return { ...one, since: changes[before + 1] ?? one.since };
}

/**
 * The recipients of a milestone's reminders at an instant. A colleague who was handed the milestone is asked instead of
 * the lead, who is asked again once mail no longer reaches the colleague. Where nobody answers, mail can no longer reach
 * those who do (RELIABILITY F7), or all of them are in a pause, the deputy is asked, else the point of contact; after the pause
 * they are again. Where everybody is in a pause, those whose turn it was stay the ones to ask. Who was not vouched for yet does
 * not answer for anything. Each is asked from the moment on at which their turn began.
 */
export function recipientsOf(people: PlanPeople, { id }: Pick<MilestoneState, 'id'>, at: string): Recipients {
  const { asked, levels, others } = turnAt(people, id, at);
  const told = others.filter((one) => !asked.some(({ contact }) => contact.id === one.contact.id));
  const concerned = everConcerned(people, id);
  return {
    asked: asked.map((one) => sinceTheirTurn(concerned, id, one, at)),
    unreached: asked.length > 0 ? [] : (levels.find((some) => some.length > 0) ?? []),
    told: told.filter(({ contact }, index) => told.findIndex((other) => other.contact.id === contact.id) === index),
  };
}

/**
 * Why somebody is asked about a milestone or commitment in another's place: nobody who was vouched for answers for it, mail reaches
 * none of those who do, or all of them are in a pause of their own. `again`: one of those is reached by now.
 */
export type InPlaceBecause = 'vacant' | 'unreachable' | 'paused' | 'again';

/** Why, and of whom it is said: the colleague it was handed to, and the leads. */
export function inPlaceBecause(
  people: PlanPeople,
  id: string,
  at: string,
): { readonly because: InPlaceBecause; readonly of: readonly Contact[] } {
  const { levels } = turnAt(people, id, at);
  const first = levels.flat().filter(({ role }) => role === 'lead');
  const of = first.map(({ contact }) => contact);
  if (first.length === 0) return { because: 'vacant', of };
  if (!first.every(isSilentAt(at))) return { because: 'again', of };
  return { because: first.every(isSilenced) ? 'unreachable' : 'paused', of };
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
