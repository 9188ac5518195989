import { sha256Of } from '../domain/text.ts';
import type { PeopleStore } from '../ports.ts';

/** Ends the session behind a token, at once; without one it does nothing. */
export async function signOut({ people }: { readonly people: PeopleStore }, token: string): Promise<void> {
  await people.endSession(sha256Of(token));
}
