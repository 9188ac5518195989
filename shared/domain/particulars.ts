import { canonicalJson } from './canonical-json.ts';
import type { Contact } from './contact.ts';
import { sha256Of } from './text.ts';

/** What somebody has before their eyes of a person when they vouch for them. */
type Seen = Pick<Contact, 'name' | 'email' | 'function' | 'organisation' | 'organisationNumber' | 'stopToken'>;

/**
 * Names a person as they were seen: name, address, function, unit. Whoever vouches for a person vouches for these, and for no
 * other; how the person is written to, as by a pause or a language, is not among them. A number that the reader is not shown
 * cannot be tried out from it: the stop token, which no page shows, goes in.
 */
export function particularsOf({ name, email, function: held, organisation, organisationNumber, stopToken }: Seen): string {
  return sha256Of(canonicalJson({ name, email, function: held, organisation, organisationNumber, stopToken }));
}
