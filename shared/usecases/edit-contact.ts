import { type Contact, contact as contactSchema } from '../domain/contact.ts';
import { refused, schemaRefusal } from '../domain/errors.ts';
import type { ContactDeps, ContactOutcome } from './contact-deps.ts';

/** Changes what a person's mails depend on: language, pause, or lifting a stop that they or their mailbox caused. */
export async function editContact(
  deps: Pick<ContactDeps, 'people'>,
  command: {
    readonly email: string;
    readonly changes: Partial<Pick<Contact, 'name' | 'function' | 'organisation' | 'language' | 'pausedUntil' | 'suppressed'>>;
  },
): Promise<ContactOutcome> {
  const known = await deps.people.contactByEmail(command.email);
  if (known === null) return refused('unknown-contact', [{ field: 'email', code: 'unknown' }]);
  const edited = contactSchema.safeParse({ ...known, ...command.changes, version: known.version + 1 });
  if (!edited.success) return schemaRefusal(edited.error);
  if (!(await deps.people.updateContact(edited.data))) return refused('busy');
  return { ok: true, contact: edited.data, isNew: false };
}
