import type { Temporal } from 'temporal-polyfill';
import { type Assignment, type Contact, type ContactRole, contactRole, type PlanPeople } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf, compareNumbers } from '../domain/identifiers.ts';
import { askedAbout } from '../domain/recipients.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';

/** Whom mail goes to about some commitments when it no longer reaches who answers for them; nobody: it goes to nobody. */
export type StandIn = { readonly numbers: readonly string[]; readonly contacts: readonly Contact[] };

/** A role somebody holds or held, with who is asked in their place while mail does not reach them. */
export type HeldRole = {
  readonly contact: Contact;
  readonly assignment: Assignment;
  readonly standIns: readonly StandIn[];
};

/** The people of a plan as who coordinates it sees them. */
export type PeopleOfPlan = {
  readonly mailbox: string | null;
  /** Roles somebody holds now, in the order of responsibility; whoever waits to be confirmed comes first. */
  readonly groups: readonly { readonly role: ContactRole; readonly held: readonly HeldRole[] }[];
  readonly past: readonly HeldRole[];
  /** Of the plan, in their order. */
  readonly numbers: readonly string[];
  readonly contacts: readonly Contact[];
};

/** Still to be vouched for, as a person or in this role. */
export function isUnconfirmed({ contact, assignment }: Pick<HeldRole, 'contact' | 'assignment'>): boolean {
  return contact.confirmedAt === null || assignment.confirmedAt === null;
}

function standInsOf(
  people: PlanPeople,
  { contact, assignment }: Omit<HeldRole, 'standIns'>,
  numbers: readonly string[],
  at: string,
): StandIn[] {
  if (contact.suppressed === null || !['lead', 'colleague'].includes(assignment.role)) return [];
  const found = new Map<string, { numbers: string[]; contacts: readonly Contact[] }>();
  for (const number of (assignment.commitments ?? [...numbers]).toSorted(compareNumbers)) {
    const about = assignment.milestoneId ?? commitmentIdOf(assignment.planId, number);
    const asked = askedAbout(people, about, at).map((one) => one.contact);
    const key = asked.map(({ id }) => id).join(' ');
    const known = found.get(key);
    if (known === undefined) found.set(key, { numbers: [number], contacts: asked });
    else known.numbers.push(number);
  }
  return [...found.values()];
}

const byName = (a: HeldRole, b: HeldRole): number => {
  if (isUnconfirmed(a) !== isUnconfirmed(b)) return isUnconfirmed(a) ? -1 : 1;
  if (a.contact.name !== b.contact.name) return a.contact.name < b.contact.name ? -1 : 1;
  return compareNumbers(a.assignment.commitments?.[0] ?? '', b.assignment.commitments?.[0] ?? '');
};

/** Everybody of a plan by role, past holders apart. */
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
  const held = known.assignments.flatMap((assignment): HeldRole[] => {
    const contact = known.contacts.find(({ id }) => id === assignment.contactId);
    if (contact === undefined) return [];
    return [{ contact, assignment, standIns: standInsOf(known, { contact, assignment }, numbers, at) }];
  });
  const isPast = ({ assignment: { until } }: HeldRole): boolean => until !== null && until <= at;
  const groups = contactRole.options.map((role) => ({
    role,
    held: held.filter((one) => !isPast(one) && one.assignment.role === role).sort(byName),
  }));
  return {
    mailbox,
    numbers,
    contacts: known.contacts,
    groups: groups.filter((group) => group.held.length > 0),
    past: held.filter(isPast).sort((a, b) => ((a.assignment.until ?? '') > (b.assignment.until ?? '') ? -1 : 1)),
  };
}
