import type { PeopleStore } from '../ports.ts';

/** Ends one browser of a person, at once. False when it is not theirs or not there: nobody learns which. */
export async function endSession(
  { people }: { readonly people: PeopleStore },
  { contactId, tokenHash }: { readonly contactId: string; readonly tokenHash: string },
): Promise<boolean> {
  const theirs = await people.sessionsOf(contactId);
  if (!theirs.some((one) => one.tokenHash === tokenHash)) return false;
  await people.endSession(tokenHash);
  return true;
}
