import { type Contact, contact as contactSchema, emailAddress, pauseUntil, withoutStop } from '../domain/contact.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { publicTextProblems } from '../domain/public-text.ts';
import { addressHashOf } from '../domain/sign-in.ts';
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
import { homeFor } from './home-plan.ts';
import { takeLeave } from './take-leave.ts';
import { type Identifying, unvouchElsewhere } from './unvouch-elsewhere.ts';

/** What a point of contact knows of a person: changed in public, by role and kind, never by value. */
type Known = Partial<Pick<Contact, 'name' | 'email' | 'function' | 'organisation' | 'organisationNumber'>>;
/** How a person is written to: theirs, and nobody else's concern. */
type Tuning = Partial<Pick<Contact, 'language' | 'pausedUntil' | 'suppressed'>>;

/** Field by field, what the public log calls it. */
const toldAs = {
  name: 'name',
  email: 'address',
  function: 'function',
  organisation: 'organisation',
  organisationNumber: 'organisation',
} as const satisfies { readonly [field in keyof Known]: string };

const fields = Object.keys(toldAs) as readonly (keyof typeof toldAs)[];
const roles = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;

/** What keeps a person's particulars, as typed, from being kept. */
export function particularsProblems({ name, email, function: held, organisation, organisationNumber }: Known): Problem[] {
  const texts = [
    ['name', name, 200],
    ['function', held, 500],
    ['organisation', organisation, 500],
  ] as const;
  return [
    ...(email === undefined || emailAddress.safeParse(email).success ? [] : [{ field: 'email', code: 'malformed' } as const]),
    ...(name === '' ? [{ field: 'name', code: 'required' } as const] : []),
    ...(contactSchema.shape.organisationNumber.safeParse(organisationNumber).success
      ? []
      : [{ field: 'organisationNumber', code: 'malformed' } as const]),
    ...texts.flatMap(([field, text, limit]) => (text ? publicTextProblems(field, text, limit) : [])),
  ];
}

/** A person is changed by the coordination of their home plan, or by an administrator; an administrator by another one alone. */
async function authorityRefusal(
  { people, record }: Pick<ContactDeps, 'people' | 'record'>,
  command: ContactEnvelope & { readonly planId: string },
  known: Contact,
  isParticular: boolean,
): Promise<Refused | null> {
  if (await isAdmin(people, command)) return null;
  const held = await people.assignmentsOf(known.id);
  if (isParticular && standing(held, command.now).some(({ role }) => role === 'admin')) return adminOnly;
  return (await homeFor({ record }, held, command.now)) === command.planId
    ? null
    : refused('invalid', [{ field: 'plan', code: 'not-expected', detail: 'other-plan' }]);
}

async function particularsRefusal(
  { people }: Pick<ContactDeps, 'people'>,
  known: Contact,
  changes: Known,
): Promise<Refused | null> {
  const problems = particularsProblems(changes);
  const taken = changes.email === undefined || problems.length > 0 ? null : await people.contactByEmail(changes.email);
  if (taken !== null && taken.id !== known.id) problems.push({ field: 'email', code: 'taken' });
  return problems.length > 0 ? refused('invalid', problems) : null;
}

/** The public word about a person of this plan; none for somebody nobody vouched for yet, whom the log never named. */
async function tell(
  deps: ContactDeps,
  command: ContactEnvelope & { readonly planId: string },
  edited: Contact,
  changed: readonly (typeof fields)[number][],
): Promise<{ readonly ok: true } | Refused> {
  const held = standing(await deps.people.assignmentsOf(edited.id), command.now).filter(
    ({ planId, confirmedAt }) => planId === command.planId && confirmedAt !== null,
  );
  const role = roles.find((one) => held.some((assignment) => assignment.role === one));
  if (role === undefined) return { ok: true };
  return tellPlan(deps, command, {
    type: 'contact-edited',
    data: {
      role,
      responsible: publicRole(edited),
      changed: [...new Set(changed.map((field) => toldAs[field]))],
      commitments: commitmentsOf(held.filter((one) => one.role === role)),
      ...approvedBy(command),
    },
  });
}

/** What of a change decides who signs in as the person. A pinned identity goes with the address it was made under. */
function identifyingOf(changed: readonly (typeof fields)[number][]): readonly Identifying[] {
  return changed.flatMap((field): Identifying[] => (field === 'email' || field === 'organisationNumber' ? [toldAs[field]] : []));
}

/**
 * Changes what is known of a person, and what their mails depend on. A new address, name, function or unit is told in
 * public, by role; a point of contact changes them only for a person of their plan's own (`homePlanOf`). From a new
 * address on, no browser and no identity that came in under the old one is let in, and a bounce of the old one no longer
 * stops mail; the stop links in the mails it got are dead. What decides who signs in leaves them no say in any other plan until its own rule has confirmed them again.
 * The former address is told once. Language, pause and a lifted stop are between the person and Jalon.
 */
export async function editContact(
  deps: ContactDeps,
  command: ContactEnvelope &
    ContactRef & {
      readonly planId: string;
      readonly changes: Known & Tuning;
      /** The version the person saw; absent where they saw none. */
      readonly version?: number;
    },
): Promise<ContactOutcome> {
  const known = await findContact(deps.people, command);
  const isHere = known !== null && (await deps.people.assignmentsOf(known.id)).some(({ planId }) => planId === command.planId);
  if (known === null || !isHere) return unknownContact(command);
  const { changes, version } = command;
  const changed = fields.filter((field) => changes[field] !== undefined && changes[field] !== known[field]);
  const isTuned = (['language', 'pausedUntil', 'suppressed'] as const).some(
    (field) => changes[field] !== undefined && changes[field] !== known[field],
  );
  // Before anything else is said of the person: neither a difference nor its absence is for others to learn.
  const denied = await authorityRefusal(deps, command, known, changed.length > 0);
  if (denied !== null) return denied;
  // Before the version: what was done already, by a first try that died or a form sent twice, is done.
  if (changed.length === 0 && !isTuned) return refused('invalid', [{ field: 'contact', code: 'unchanged' }]);
  if (version !== undefined && version !== known.version) return refused('stale');
  const isMoved = addressHashOf(changes.email ?? known.email) !== addressHashOf(known.email);
  const isMovedBounce = isMoved && known.suppressed?.reason === 'bounced';
  const lifted = isMovedBounce ? { suppressed: null } : {};
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const paused = changes.pausedUntil === undefined ? {} : pauseUntil(known, changes.pausedUntil, instantText(command.now));
  const isLifted = known.suppressed !== null && (changes.suppressed === null || isMovedBounce);
  const again = isLifted ? { reachableSince: withoutStop({ ...known, ...paused }, instantText(command.now)).reachableSince } : {};
  // Whoever reads the former mailbox has its links: they stop, pause and tune nobody's mail any more.
  const unlinked = isMoved ? { stopToken: Buffer.from(deps.rng.bytes(32)).toString('base64url') } : {};
  const refusal = changed.length > 0 ? await particularsRefusal(deps, known, changes) : null;
  if (refusal !== null) return refusal;
  const edited = contactSchema.safeParse({
    ...{ ...known, ...lifted, ...given, ...paused, ...again, ...unlinked },
    version: known.version + 1,
  });
  if (!edited.success) return schemaRefusal(edited.error);
  if (changed.length > 0) {
    const told = await tell(deps, command, edited.data, changed);
    if (!told.ok) return told;
  }
  const identifying = identifyingOf(changed);
  const unvouch = async () =>
    identifying.length === 0 ? { ok: true as const } : unvouchElsewhere(deps, command, edited.data, identifying);
  // Before it is written, so that a crash between leaves nobody a say; and after, for whoever was vouched for meanwhile.
  const before = await unvouch();
  if (!before.ok) return before;
  if (!(await deps.people.updateContact(edited.data))) return refused('busy');
  const after = await unvouch();
  if (!after.ok) return after;
  // Nobody comes in by them any more: this is for tidiness, and a crash before it leaves no door open.
  if (isMoved) await deps.people.endSessionsOf(known.id);
  if (isMoved) await takeLeave(deps, command, known);
  return { ok: true, contact: edited.data, isNew: false };
}
