import { emailAddress } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import type { ContactDeps } from './contact-deps.ts';

/** Sets the mailbox that answers to a plan's mails go to. */
export async function setMailbox(
  { record, people }: Pick<ContactDeps, 'record' | 'people'>,
  command: { readonly planId: string; readonly address: string },
): Promise<{ ok: true } | Refused> {
  if (!emailAddress.safeParse(command.address).success) return refused('invalid', [{ field: 'mailbox', code: 'malformed' }]);
  if ((await record.plan(command.planId)) === null) return refused('unknown-plan');
  await people.setMailbox(command.planId, command.address);
  return { ok: true };
}
