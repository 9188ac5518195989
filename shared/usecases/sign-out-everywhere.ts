import type { PeopleStore } from '../ports.ts';

/** Ends every browser of a person, signed in or remembered, at once (RELIABILITY S5). */
export async function signOutEverywhere(
  { people }: { readonly people: PeopleStore },
  { contactId }: { readonly contactId: string },
): Promise<void> {
  await people.endSessionsOf(contactId);
}
