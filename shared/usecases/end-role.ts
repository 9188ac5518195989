import { type Assignment, type Contact, type ContactRole, isStanding, type PlanPeople } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import {
  adminOnly,
  approvedBy,
  type ContactDeps,
  type ContactEnvelope,
  type ContactOutcome,
  type ContactRef,
  commitmentsOf,
  findContact,
  isAdmin,
  publicRole,
  standing,
  tellPlan,
  unknownContact,
} from './contact-deps.ts';
import { endOrphanedHandOns } from './end-hand-ons.ts';
import { takeBack } from './take-back.ts';

type EndRole = ContactEnvelope & {
  readonly planId: string;
  readonly role: ContactRole;
  /** The assignments that were seen, by id: a role somebody gained since is ended on its own. */
  readonly assignments: readonly string[];
};

/** How often it is read again because another write came first. */
const rounds = 8;

/** The role of another point of contact of a plan, somebody vouched for; null where there is none. */
async function otherPoc(
  { people }: Pick<ContactDeps, 'people'>,
  { planId, now }: Pick<EndRole, 'planId' | 'now'>,
  contactId: string,
): Promise<Assignment | null> {
  const { contacts, assignments } = await people.peopleOf(planId);
  const isConfirmed = (id: string): boolean => contacts.some((one) => one.id === id && one.confirmedAt !== null);
  const others = standing(assignments, now).filter(
    (one) => one.role === 'poc' && one.confirmedAt !== null && one.contactId !== contactId,
  );
  return others.find((one) => isConfirmed(one.contactId)) ?? null;
}

/** A plan without a point of contact is out of everybody's hands: only an administrator ends the last one's role, not their own. */
export async function isLastPoc(
  deps: Pick<ContactDeps, 'people'>,
  command: ContactEnvelope & { readonly planId: string },
  contactId: string,
): Promise<boolean> {
  if ((await otherPoc(deps, command, contactId)) !== null) return false;
  return command.actor.id === contactId || !(await isAdmin(deps.people, command));
}

/** The refusal of {@link isLastPoc}. */
const lastPoc: Refused = refused('invalid', [{ field: 'role', code: 'not-expected', detail: 'last-poc' }]);

async function refusalOf(
  deps: ContactDeps,
  command: EndRole,
  contactId: string,
  held: readonly Assignment[],
): Promise<Refused | null> {
  const { role, assignments } = command;
  if (!held.some(({ id }) => assignments.includes(id))) return refused('invalid', [{ field: 'role', code: 'unchanged' }]);
  if (!held.every(({ id }) => assignments.includes(id))) return refused('stale', [{ field: 'assignments', code: 'unknown' }]);
  if (role === 'admin' && !(await isAdmin(deps.people, command))) return adminOnly;
  const isVouchedFor = held.some(({ confirmedAt }) => confirmedAt !== null);
  return role === 'poc' && isVouchedFor && (await isLastPoc(deps, command, contactId)) ? lastPoc : null;
}

/** Says in public that a person no longer has a role, for the commitments of what ended. */
export function tellEnded(
  deps: ContactDeps,
  command: ContactEnvelope & { readonly planId: string },
  contact: Contact,
  { role, ended }: { readonly role: Exclude<ContactRole, 'colleague'>; readonly ended: readonly Assignment[] },
): Promise<{ readonly ok: true } | Refused> {
  return tellPlan(deps, command, {
    type: 'role-ended',
    data: { role, responsible: publicRole(contact), commitments: commitmentsOf(ended), ...approvedBy(command) },
  });
}

/** A colleague's milestones go back to who answers for them, each with its word in the log of its commitment. */
async function takeBackThese(deps: ContactDeps, { actor, now }: EndRole, held: readonly Assignment[]): Promise<Refused | null> {
  for (const milestoneId of new Set(held.flatMap((one) => one.milestoneId ?? []))) {
    const outcome = await takeBack(deps, { milestoneId, actor, now });
    if (!outcome.ok && outcome.reason !== 'unknown-contact') return outcome;
  }
  return null;
}

/**
 * Whose role must stand for this one to end: of two points of contact who end each other at the same instant one remains. That
 * one's end was told, and is taken back in public.
 */
async function witnessOf(
  deps: ContactDeps,
  command: EndRole,
  contact: Contact,
  told: readonly Assignment[],
): Promise<{ readonly beside: Assignment | null } | Refused> {
  if (command.role !== 'poc' || told.length === 0) return { beside: null };
  const beside = await otherPoc(deps, command, contact.id);
  if (beside !== null || !(await isLastPoc(deps, command, contact.id))) return { beside };
  const data = { role: 'poc', responsible: publicRole(contact), commitments: commitmentsOf(told) } as const;
  const word = await tellPlan(deps, command, { type: 'contact-confirmed', data: { ...data, ...approvedBy(command) } });
  return word.ok ? lastPoc : word;
}

/**
 * Told first where somebody had vouched, then ended. Where another write came first, as a confirmation at the same moment, what
 * stands is read, told and ended again: nothing is written over.
 */
async function endThese(
  deps: ContactDeps,
  command: EndRole & { readonly role: Exclude<ContactRole, 'colleague'> },
  contact: Contact,
  seen: readonly Assignment[],
): Promise<Refused | null> {
  const at = instantText(command.now);
  const told = new Set<string>();
  let left = seen;
  for (let round = 0; round < rounds && left.length > 0; round += 1) {
    const ended = left.filter(({ id, confirmedAt }) => confirmedAt !== null && !told.has(id));
    const word = ended.length === 0 ? null : await tellEnded(deps, command, contact, { role: command.role, ended });
    if (word?.ok === false) return word;
    for (const { id } of ended) told.add(id);
    const witness = await witnessOf(
      deps,
      command,
      contact,
      left.filter(({ id }) => told.has(id)),
    );
    if ('ok' in witness) return witness;
    const lost = new Set<string>();
    for (const one of left) {
      const beside = witness.beside ?? undefined;
      const isEnded = await deps.people.updateAssignment({ ...one, version: one.version + 1, until: at }, beside);
      if (!isEnded) lost.add(one.id);
    }
    const now = lost.size === 0 ? [] : await deps.people.assignmentsOf(contact.id);
    left = now.filter((one) => lost.has(one.id) && isStanding(one, at));
  }
  return left.length === 0 ? null : refused('busy');
}

/** Ends one role, with what was handed on in it: where nobody is left to answer, that goes first, and once more afterwards. */
async function endWithHandOns(
  deps: ContactDeps,
  command: EndRole & { readonly role: Exclude<ContactRole, 'colleague'> },
  contact: Contact,
  held: readonly Assignment[],
): Promise<Refused | null> {
  const isOfMinistry = command.role === 'lead' || command.role === 'deputy';
  const without = ({ contacts, assignments }: PlanPeople): PlanPeople => ({
    contacts,
    assignments: assignments.filter(({ id }) => !held.some((one) => one.id === id)),
  });
  const before = isOfMinistry ? await endOrphanedHandOns(deps, command, without) : null;
  if (before?.ok === false) return before;
  const refusal = await endThese(deps, command, contact, held);
  if (refusal !== null) return refusal;
  const after = isOfMinistry ? await endOrphanedHandOns(deps, command) : null;
  return after?.ok === false ? after : null;
}

/**
 * Ends a person's role in a plan, now: no mail in it, no say in it, and, where somebody had vouched for it, every browser of
 * theirs signs in anew. The
 * assignments stay, dated, to tell who answered. Told in public, by role, where somebody had vouched for them. A colleague's
 * milestones are taken back; and when nobody is left to answer for a commitment, so is what was handed on there.
 */
export async function endRole(deps: ContactDeps, command: EndRole & ContactRef): Promise<ContactOutcome> {
  const { planId, role, now } = command;
  const known = await findContact(deps.people, command);
  const assignments = known === null ? [] : (await deps.people.assignmentsOf(known.id)).filter((one) => one.planId === planId);
  if (known === null || assignments.length === 0) return unknownContact(command);
  const held = standing(assignments, now).filter((one) => one.role === role);
  const refusal =
    (await refusalOf(deps, command, known.id, held)) ??
    (role === 'colleague'
      ? await takeBackThese(deps, command, held)
      : await endWithHandOns(deps, { ...command, role }, known, held));
  if (refusal !== null) return refusal;
  // What nobody vouched for opened no browser: whoever only added a known address signs nobody out.
  const ended = (await deps.people.assignmentsOf(known.id)).filter(({ id }) => command.assignments.includes(id));
  if (ended.some(({ confirmedAt }) => confirmedAt !== null)) await deps.people.endSessionsOf(known.id);
  return { ok: true, contact: known, isNew: false };
}
