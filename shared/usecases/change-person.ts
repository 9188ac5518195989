import type { Approval } from '../domain/approval.ts';
import type { Contact } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import type { ApprovalPolicy } from '../domain/plan.ts';
import type { Envelope } from './append-change.ts';
import { tryOut } from './carry-out.ts';
import type { ContactDeps } from './contact-deps.ts';
import { editContact } from './edit-contact.ts';
import { proposeChange } from './propose-change.ts';

type Known = Extract<Approval['change'], { kind: 'edit-contact' }>['changes'];

export type ChangePerson = Envelope & {
  readonly planId: string;
  readonly contactId: string;
  /** The version of the person that was seen. */
  readonly version: number;
  /** What is to be known of them; what is absent, or as it is, stays. */
  readonly changes: Known & { readonly language?: Contact['language'] };
  readonly approval: ApprovalPolicy;
};

/** `version` of the person now; `approval` what waits for a second person, null when nothing does. */
export type ChangedPerson = { readonly ok: true; readonly version: number; readonly approval: Approval | null };

function differing(contact: Contact, changes: Known): Known {
  const changed = Object.entries(changes).filter(([field, value]) =>
    Object.entries(contact).some(([name, was]) => name === field && value !== undefined && was !== value),
  );
  return Object.fromEntries(changed);
}

/**
 * Changes what is known of a person: at once and in one write, or, where the plan asks for a second person, the language at once
 * and the rest put up for one. Nothing is done unless all of it can be.
 */
export async function changePerson(deps: ContactDeps, command: ChangePerson): Promise<ChangedPerson | Refused> {
  const { planId, contactId, version, approval, actor, now } = command;
  const { language, ...particulars } = command.changes;
  const contact = (await deps.people.peopleOf(planId)).contacts.find(({ id }) => id === contactId);
  if (contact === undefined) return refused('unknown-contact');
  const known = differing(contact, particulars);
  const about = { planId, contactId, version, actor, now };
  const tuned = language === undefined || language === contact.language ? null : { language };
  if (approval !== 'second-person' || Object.keys(known).length === 0) {
    const edited = await editContact(deps, { ...about, changes: { ...known, ...tuned } });
    return edited.ok ? { ok: true, version: edited.contact.version, approval: null } : edited;
  }
  const change = { kind: 'edit-contact', contactId, changes: known } as const;
  const possible = await tryOut(deps, { planId, change: { ...change, version }, actor, now });
  if (!possible.ok) return possible;
  // First, so that what waits names the person as they stand: a language that came later would make it stale.
  const edited = tuned === null ? null : await editContact(deps, { ...about, changes: tuned });
  if (edited?.ok === false) return edited;
  const stands = edited?.contact.version ?? version;
  const proposed = await proposeChange(deps, { planId, change: { ...change, version: stands }, actor, now });
  return proposed.ok ? { ok: true, version: stands, approval: proposed.approval } : proposed;
}
