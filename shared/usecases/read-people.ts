import type { Temporal } from 'temporal-polyfill';
import { isOpen } from '../domain/commitment.ts';
import { type Assignment, type Contact, type ContactRole, contactRole, holdersOf, type PlanPeople } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf, compareNumbers, planOf } from '../domain/identifiers.ts';
import { askedAbout } from '../domain/recipients.ts';
import type { CommitmentRecord, PeopleStore, RecordStore } from '../ports.ts';
import { guestsOf } from './home-plan.ts';

/** Whom mail goes to about some commitments when it no longer reaches who answers for them; nobody: it goes to nobody. */
export type StandIn = { readonly numbers: readonly string[]; readonly contacts: readonly Contact[] };

/** One person in one role they hold now, however many assignments it is made of. */
export type HeldRole = {
  readonly contact: Contact;
  /** In the order of their commitments. */
  readonly assignments: readonly Assignment[];
  /** What else they are in this plan. */
  readonly alsoAs: readonly ContactRole[];
  /** Who is asked in their place while mail does not reach them. */
  readonly standIns: readonly StandIn[];
  /** Another plan keeps what is known of them. */
  readonly isGuest: boolean;
};

/** A role somebody held. */
export type PastRole = { readonly contact: Contact; readonly assignment: Assignment };

/** The people of a plan as who coordinates it sees them. */
export type PeopleOfPlan = {
  readonly mailbox: string | null;
  /** Who holds each role now, in the order of responsibility; whoever waits to be confirmed comes first. */
  readonly groups: readonly { readonly role: ContactRole; readonly held: readonly HeldRole[] }[];
  readonly past: readonly PastRole[];
  /** Of the plan, in their order. */
  readonly numbers: readonly string[];
  /** Those for which nobody answers. */
  readonly leaderless: readonly string[];
  readonly contacts: readonly Contact[];
};

/** What is still to be vouched for in a role: every assignment of somebody nobody vouched for as a person. */
export function unconfirmedOf({ contact, assignments }: Pick<HeldRole, 'contact' | 'assignments'>): readonly Assignment[] {
  return contact.confirmedAt === null ? assignments : assignments.filter(({ confirmedAt }) => confirmedAt === null);
}

/** Is anybody named who answers for a commitment as a whole, confirmed or not? */
export function hasLead(people: PlanPeople, planId: string, number: string, at: string): boolean {
  return holdersOf(people, planId, number, 'lead', at).some(({ milestoneId }) => milestoneId === null);
}

/** Numbers of the commitments still to be carried out for which nobody answers. */
export function leaderless(commitments: readonly CommitmentRecord[], people: PlanPeople, at: string): readonly string[] {
  return commitments
    .map(({ commitment }) => commitment)
    .filter(({ state, milestones }) => milestones.some(isOpen) && !hasLead(people, planOf(state.id), state.number, at))
    .map(({ state }) => state.number);
}

function standInsOf(
  people: PlanPeople,
  { contact, assignments }: Pick<HeldRole, 'contact' | 'assignments'>,
  numbers: readonly string[],
  at: string,
): StandIn[] {
  if (contact.suppressed === null) return [];
  const about = assignments
    .filter(({ role }) => role === 'lead' || role === 'colleague')
    .flatMap(({ planId, milestoneId, commitments }) =>
      (commitments ?? numbers).map((number) => ({ number, subject: milestoneId ?? commitmentIdOf(planId, number) })),
    );
  const found = new Map<string, { numbers: string[]; contacts: readonly Contact[] }>();
  for (const { number, subject } of about.toSorted((a, b) => compareNumbers(a.number, b.number))) {
    const asked = askedAbout(people, subject, at).map((one) => one.contact);
    const key = asked.map(({ id }) => id).join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { numbers: [number], contacts: asked });
    else if (!known.numbers.includes(number)) known.numbers.push(number);
  }
  return [...found.values()];
}

const byName = (a: HeldRole, b: HeldRole): number => {
  const [isWaiting, isOtherWaiting] = [a, b].map((one) => unconfirmedOf(one).length > 0);
  if (isWaiting !== isOtherWaiting) return isWaiting ? -1 : 1;
  if (a.contact.name !== b.contact.name) return a.contact.name < b.contact.name ? -1 : 1;
  return a.contact.id < b.contact.id ? -1 : 1;
};

const byCommitment = (a: Assignment, b: Assignment): number =>
  compareNumbers(a.commitments?.[0] ?? '', b.commitments?.[0] ?? '') || (a.since < b.since ? -1 : 1);

/** Everybody of a plan by role, one line for a person in a role, past holders apart. */
export async function readPeople(
  { record, people }: { readonly record: RecordStore; readonly people: PeopleStore },
  planId: string,
  now: Temporal.Instant,
): Promise<PeopleOfPlan> {
  const at = instantText(now);
  const [known, numbers, mailbox] = await Promise.all([
    people.peopleOf(planId),
    record.commitmentNumbers(planId),
    people.mailbox(planId),
  ]);
  const guests = await guestsOf(
    { record, people },
    planId,
    known.contacts.map(({ id }) => id),
    now,
  );
  const isPast = ({ until }: Assignment): boolean => until !== null && until <= at;
  const rolesOf = ({ id }: Contact, role: ContactRole) =>
    known.assignments.filter((one) => one.contactId === id && one.role === role && !isPast(one)).toSorted(byCommitment);
  const heldAs = (role: ContactRole): HeldRole[] =>
    known.contacts.flatMap((contact) => {
      const assignments = rolesOf(contact, role);
      if (assignments.length === 0) return [];
      const alsoAs = contactRole.options.filter((other) => other !== role && rolesOf(contact, other).length > 0);
      const standIns = standInsOf(known, { contact, assignments }, numbers, at);
      return [{ contact, assignments, alsoAs, standIns, isGuest: guests.has(contact.id) }];
    });
  const groups = contactRole.options.map((role) => ({ role, held: heldAs(role).sort(byName) }));
  const past = known.assignments.filter(isPast).flatMap((assignment): PastRole[] => {
    const contact = known.contacts.find(({ id }) => id === assignment.contactId);
    return contact === undefined ? [] : [{ contact, assignment }];
  });
  const unled = numbers.filter((number) => !hasLead(known, planId, number, at));
  const followed = await Promise.all(unled.map((number) => record.commitment(commitmentIdOf(planId, number))));
  return {
    mailbox,
    numbers,
    leaderless: leaderless(
      followed.filter((one) => one !== null),
      known,
      at,
    ),
    contacts: known.contacts,
    groups: groups.filter((group) => group.held.length > 0),
    past: past.sort((a, b) => ((a.assignment.until ?? '') > (b.assignment.until ?? '') ? -1 : 1)),
  };
}
