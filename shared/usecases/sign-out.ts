import { sha256Of } from '../domain/text.ts';
import type { PeopleStore } from '../ports.ts';

/** Ends what a browser holds, its session and what remembers it, at once. Without a token it does nothing. */
export async function signOut({ people }: { readonly people: PeopleStore }, held: readonly string[]): Promise<void> {
  for (const token of held) await people.endSession(sha256Of(token));
}
