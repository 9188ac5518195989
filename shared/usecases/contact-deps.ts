import type { Temporal } from 'temporal-polyfill';
import { isKeeper } from '../domain/approval.ts';
import { roleThatMay, theInstance } from '../domain/authority.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { LogEntry } from '../domain/change-log.ts';
import { type Assignment, type Contact, isStanding } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { compareNumbers } from '../domain/identifiers.ts';
import type { Actor, RoleWords } from '../domain/plan.ts';
import { readable, type Texts, withoutPersonalData } from '../domain/text.ts';
import type { CodeJob, PeopleStore, Queue, RecordStore, Rng } from '../ports.ts';
import { changePlan, type Envelope } from './append-change.ts';
import { type ToldRoleChange, withRole } from './role-texts.ts';

export type ContactDeps = {
  readonly record: RecordStore;
  readonly people: PeopleStore;
  readonly rng: Rng;
  /** Where a last mail to a former address is asked for, and the key that names it; absent at the command line, which has tables alone. */
  readonly codes?: Queue<CodeJob>;
  readonly config?: { readonly secret: string };
};

export type ContactOutcome = { readonly ok: true; readonly contact: Contact; readonly isNew: boolean } | Refused;

/** A person as a verb is told of: by address, as people know them, or by id, as pages and approvals do. */
export type ContactRef = { readonly email: string } | { readonly contactId: string };

/** Who confirmed what the actor had proposed, and since when it was waiting. */
export type Approved = { readonly by: Actor; readonly since: string };

/** Who does it, when, and who confirmed it where the plan asks for a second person. */
export type ContactEnvelope = Envelope & { readonly approved?: Approved };

/** A new assignment, open-ended, with an id of its own. */
export function assign(
  rng: Rng,
  given: Omit<Assignment, 'id' | 'version' | 'until' | 'unvouchedAt'> & Partial<Pick<Assignment, 'unvouchedAt'>>,
): Assignment {
  return { unvouchedAt: null, ...given, id: `a-${Buffer.from(rng.bytes(16)).toString('hex')}`, version: 1, until: null };
}

/**
 * What the public may know of a person: function and organisation, never the name or an address. In words, which
 * {@link withRole} makes texts of the log.
 */
export function publicRole({ function: held, organisation }: Pick<Contact, 'function' | 'organisation'>): RoleWords {
  const clean = (text: string | null): string | null => (text === null ? null : withoutPersonalData(text));
  return { function: clean(held), organisation: clean(organisation) };
}

export function findContact(people: Pick<PeopleStore, 'contact' | 'contactByEmail'>, ref: ContactRef): Promise<Contact | null> {
  return 'email' in ref ? people.contactByEmail(ref.email) : people.contact(ref.contactId);
}

/** Nobody by that address or id, as far as this plan is concerned. */
export function unknownContact(ref: ContactRef): Refused {
  return refused('unknown-contact', [{ field: 'email' in ref ? 'email' : 'contactId', code: 'unknown' }]);
}

/** Assignments that have begun and not ended, vouched for or not. */
export function standing(assignments: readonly Assignment[], now: Temporal.Instant): readonly Assignment[] {
  const at = instantText(now);
  return assignments.filter((one) => isStanding(one, at));
}

/** May whoever acts do what no plan's own coordination does, in whatever role they act here? The keeper of the record may. */
export async function isAdmin(people: Pick<PeopleStore, 'assignmentsOf'>, { actor, now }: Envelope): Promise<boolean> {
  if (actor.id === null) return isKeeper(actor);
  const held = standing(await people.assignmentsOf(actor.id), now).filter(({ confirmedAt }) => confirmedAt !== null);
  return roleThatMay(held, { action: 'oversee-people', resource: theInstance }) !== null;
}

/** Only an administrator makes, changes or ends an administrator. */
export const adminOnly: Refused = refused('invalid', [{ field: 'role', code: 'not-expected', detail: 'admin-only' }]);

/** The commitments that assignments answer for together; null for the whole plan. */
export function commitmentsOf(assignments: readonly Pick<Assignment, 'commitments'>[]): string[] | null {
  if (assignments.some(({ commitments }) => commitments === null)) return null;
  return [...new Set(assignments.flatMap(({ commitments }) => commitments ?? []))].sort(compareNumbers);
}

/** `approvedBy` of an entry, absent where one person was enough. */
export function approvedBy({ approved }: ContactEnvelope): { approvedBy?: Actor } {
  return approved === undefined ? {} : { approvedBy: approved.by };
}

/** What an entry says in words, apart from who confirmed it. */
function saying({ type, data }: ToldRoleChange | Pick<LogEntry, 'type' | 'data'>, texts: Texts): string {
  const said = Object.entries(readable(data, texts)).filter(([name, value]) => name !== 'approvedBy' && value !== undefined);
  return canonicalJson({ type, data: Object.fromEntries(said) });
}

/**
 * Was this very change, once a second person confirmed it, written already? Looked up where the next entry is decided, so
 * that of two confirmations at once one writes, and confirming again after a crash goes on where it stopped.
 */
export function isTold(
  { log, texts }: { readonly log: readonly LogEntry[]; readonly texts: Texts },
  { actor, approved }: ContactEnvelope,
  change: ToldRoleChange,
): boolean {
  if (approved === undefined) return false;
  return log.some(
    (one) =>
      one.at >= approved.since &&
      'approvedBy' in one.data &&
      canonicalJson(one.actor) === canonicalJson(actor) &&
      saying(one, texts) === saying(change, texts),
  );
}

/** Says in public, by role, what changed for a person of a plan; once, however often a confirmed change is carried out. */
export async function tellPlan(
  deps: Pick<ContactDeps, 'record' | 'rng'>,
  command: ContactEnvelope & { readonly planId: string },
  change: Extract<ToldRoleChange, { type: 'contact-confirmed' | 'contact-edited' | 'role-ended' }>,
): Promise<{ readonly ok: true } | Refused> {
  const outcome = await changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    return isTold(current, command, change) ? refused('exists-already') : withRole(deps.rng, current, change);
  });
  return outcome.ok || outcome.reason === 'exists-already' ? { ok: true } : outcome;
}
