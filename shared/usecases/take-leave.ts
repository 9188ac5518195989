import type { Contact, ContactRole } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { addressKeyOf } from '../domain/sign-in.ts';
import type { ContactDeps, ContactEnvelope } from './contact-deps.ts';
import { rolesInForce } from './session.ts';

/** How long the sender may take. */
const waitingHours = 24;

const roles: readonly ContactRole[] = ['lead', 'deputy', 'poc', 'colleague', 'reviewer', 'admin'];

/** Only who is known to have read there: not where nobody vouched for the person, nor an address that failed or reported us. */
function readsThere({ confirmedAt, suppressed }: Contact): boolean {
  return confirmedAt !== null && (suppressed === null || suppressed.reason === 'unsubscribed');
}

/**
 * Asks for one last mail to the address a person had, after it was changed: whoever reads there is told by whom, when and in
 * which role, and whom to ask if it was not meant. At most once: a crash before loses it, and the log tells the change in any
 * case. Nothing is asked for where there is no queue to ask in, as at the command line.
 */
export async function takeLeave(
  deps: ContactDeps,
  { planId, actor, now }: ContactEnvelope & { readonly planId: string },
  former: Contact,
): Promise<void> {
  if (deps.codes === undefined || deps.config === undefined || !readsThere(former)) return;
  const held = rolesInForce(await deps.people.assignmentsOf(former.id), now).filter((one) => one.planId === planId);
  const role = roles.find((one) => held.some((assignment) => assignment.role === one));
  if (role === undefined) return;
  const at = instantText(now);
  // Capitals: the key of no address, which are all in lower case. Nobody can ask for a code over it.
  const addressKey = addressKeyOf(deps.config.secret, `FAREWELL ${former.id} ${former.version} ${at}`);
  await deps.people.putCode({
    ...{ addressKey, browser: addressKey, codeHmac: null, contactId: former.id, tries: 0 },
    farewell: { email: former.email, planId, role, by: actor.role === 'system' ? 'admin' : actor.role },
    askedAt: at,
    expiresAt: instantText(now.add({ hours: waitingHours })),
  });
  await deps.codes.put([{ addressKey }]);
}
