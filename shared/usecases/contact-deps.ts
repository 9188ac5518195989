import type { Assignment, Contact } from '../domain/contact.ts';
import type { Refused } from '../domain/errors.ts';
import type { ResponsibleRole } from '../domain/plan.ts';
import { withoutPersonalData } from '../domain/text.ts';
import type { PeopleStore, RecordStore, Rng } from '../ports.ts';

export type ContactDeps = { readonly record: RecordStore; readonly people: PeopleStore; readonly rng: Rng };

export type ContactOutcome = { readonly ok: true; readonly contact: Contact; readonly isNew: boolean } | Refused;

/** A new assignment, open-ended, with an id of its own. */
export function assign(rng: Rng, given: Omit<Assignment, 'id' | 'until'>): Assignment {
  return { ...given, id: `a-${Buffer.from(rng.bytes(16)).toString('hex')}`, until: null };
}

/** What the public may know of a person: function and organisation, never the name or an address. */
export function publicRole({ function: held, organisation }: Pick<Contact, 'function' | 'organisation'>): ResponsibleRole {
  const clean = (text: string | null): string | null => (text === null ? null : withoutPersonalData(text));
  return { function: clean(held), organisation: clean(organisation) };
}
