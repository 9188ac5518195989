import type { InterfaceLanguage } from '../domain/identifiers.ts';
import type { PeopleStore } from '../ports.ts';

const rounds = 5;

/**
 * The language of a person's private pages and mails. False when the contact kept moving; the same request may be sent
 * again. Private: no entry of any log tells it.
 */
export async function chooseLanguage(
  { people }: { readonly people: PeopleStore },
  { contactId, language }: { readonly contactId: string; readonly language: InterfaceLanguage },
): Promise<boolean> {
  for (let round = 0; round < rounds; round += 1) {
    const contact = await people.contact(contactId);
    if (contact === null) return false;
    if (contact.language === language) return true;
    if (await people.updateContact({ ...contact, version: contact.version + 1, language })) return true;
  }
  return false;
}
