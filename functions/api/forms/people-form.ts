import * as z from 'zod';
import type { Assignment, Contact } from '../../../shared/domain/contact.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { commitmentNumber, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { particularsOf } from '../../../shared/domain/particulars.ts';
import { typed } from '../../../shared/domain/public-text.ts';
import { sha256 } from '../../../shared/domain/text.ts';
import type { Form } from '../middleware/read-form.ts';

const line = z.string().max(2_000);
const token = z.string();

const particulars = {
  name: line,
  email: line,
  function: line,
  organisation: line,
  organisationNumber: line,
  language: interfaceLanguage,
};

/** Roles a form gives, with commitments where they answer for some. */
export const givenRole = z.enum(['lead', 'deputy', 'poc', 'reviewer', 'admin']);

const newPerson = z.strictObject({ token, ...particulars, role: givenRole, commitments: line });
const editedPerson = z.strictObject({ token, ...particulars, version: z.string().regex(/^[1-9]\d{0,8}$/) });
const handover = z.strictObject({
  token,
  role: z.enum(['lead', 'deputy']),
  /** Of whoever takes over, and how they were seen: {@link successorText}. */
  successor: z.union([z.string().regex(/^p-[a-z0-9]+ [0-9a-f]{64}$/), z.literal('')]),
  commitments: line,
});
const mailbox = z.strictObject({ token, mailbox: line });
/** Ids of assignments as a page showed them, with a blank between. */
const seenRoles = z.string().regex(/^a-[a-z0-9]{16,32}(?: a-[a-z0-9]{16,32}){0,499}$/);
const endedRole = z.strictObject({ token, role: givenRole, assignments: seenRoles });
const confirmedRoles = z.strictObject({ token, assignments: seenRoles, particulars: sha256 });
const nothingElse = z.strictObject({ token });

export type TypedPerson = Omit<z.infer<typeof newPerson>, 'token'>;
export type TypedEdit = Omit<z.infer<typeof editedPerson>, 'token'>;
export type TypedHandover = Omit<z.infer<typeof handover>, 'token'>;

/** Null when it is not a body of ours: a browser that shows our form sends nothing else. */
function readWith<Typed extends { token: string }>(schema: z.ZodType<Typed>, form: Form): Omit<Typed, 'token'> | null {
  const read = schema.safeParse(Object.fromEntries(form));
  if (!read.success) return null;
  const { token: _, ...rest } = read.data;
  return rest;
}

export const readNewPerson = (form: Form): TypedPerson | null => readWith(newPerson, form);
export const readEdit = (form: Form): TypedEdit | null => readWith(editedPerson, form);
export const readHandover = (form: Form): TypedHandover | null => readWith(handover, form);
export const readMailbox = (form: Form): { mailbox: string } | null => readWith(mailbox, form);

/** What {@link readEndedRole} and {@link readConfirmedRoles} read back. */
export const seenRolesText = (assignments: readonly Pick<Assignment, 'id'>[]): string =>
  assignments.map(({ id }) => id).join(' ');

/** The end of a role, by the assignments the page showed. */
export function readEndedRole(form: Form): { readonly role: z.infer<typeof givenRole>; readonly assignments: string[] } | null {
  const read = readWith(endedRole, form);
  return read === null ? null : { role: read.role, assignments: read.assignments.split(' ') };
}

/** The person and the assignments that were before somebody's eyes when they confirmed. */
export function readConfirmedRoles(form: Form): { readonly assignments: string[]; readonly particulars: string } | null {
  const read = readWith(confirmedRoles, form);
  return read === null ? null : { assignments: read.assignments.split(' '), particulars: read.particulars };
}

/** Somebody to choose as the one who takes over, as the page shows them; {@link readSuccessor} reads it back. */
export const successorText = (contact: Contact): string => `${contact.id} ${particularsOf(contact)}`;

/** Null when nobody was chosen. */
export function readSuccessor({ successor }: TypedHandover): { readonly contactId: string; readonly particulars: string } | null {
  const [id = '', particulars = ''] = successor.split(' ');
  return successor === '' ? null : { contactId: id, particulars };
}

export const isBareConfirmation = (form: Form): boolean => readWith(nothingElse, form) !== null;

/** What a person is, as the verbs take it: tidied, and nothing for what was left empty. */
export function personFrom({
  name,
  email,
  function: held,
  organisation,
  organisationNumber,
  language,
}: Omit<TypedEdit, 'version'>) {
  return {
    name: typed(name) ?? '',
    email: email.trim(),
    function: typed(held),
    organisation: typed(organisation),
    organisationNumber:
      typed(organisationNumber)
        ?.replace(/[\s\u00A0\u202F]/gu, '')
        .toUpperCase() ?? null,
    language,
  };
}

/** A person as the form shows them first. */
export function editOf({ version, name, email, organisation, organisationNumber, language, ...rest }: Contact): TypedEdit {
  return {
    ...{ name, email, language, version: String(version) },
    function: rest.function ?? '',
    organisation: organisation ?? '',
    organisationNumber: organisationNumber ?? '',
  };
}

/** `28, #29` as numbers; null when nothing was typed. */
export function numbersFrom(text: string): { readonly numbers: string[] | null; readonly problems: Problem[] } {
  const parts = text
    .split(/[\s,;]+/u)
    .map((part) => part.replace(/^#/, '').toUpperCase())
    .filter((part) => part !== '');
  const wrong = parts.filter((part) => !commitmentNumber.safeParse(part).success);
  const problems = wrong.map((): Problem => ({ field: 'commitments', code: 'malformed' })).slice(0, 1);
  return { numbers: parts.length === 0 ? null : [...new Set(parts)], problems };
}
