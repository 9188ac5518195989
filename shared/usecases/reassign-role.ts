import { type Assignment, type Contact, holdersOf, type PlanPeople } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf } from '../domain/identifiers.ts';
import { changeCommitment } from './append-change.ts';
import {
  approvedBy,
  assign,
  type ContactDeps,
  type ContactEnvelope,
  type ContactOutcome,
  type ContactRef,
  findContact,
  isTold,
  publicRole,
  unknownContact,
} from './contact-deps.ts';

type ReassignRole = ContactEnvelope & {
  readonly planId: string;
  readonly role: 'lead' | 'deputy';
  readonly commitments: readonly string[];
};

/** Who holds the role now, and which of the commitments change hands. */
type Handover = {
  readonly holders: (number: string) => readonly Assignment[];
  readonly moving: readonly string[];
};

function handoverOf(people: PlanPeople, { planId, role, commitments, now }: ReassignRole, successor: Contact): Handover {
  const at = instantText(now);
  const holders = (number: string): readonly Assignment[] =>
    holdersOf(people, planId, number, role, at).filter(({ milestoneId }) => milestoneId === null);
  const isTheirs = (number: string): boolean =>
    holders(number).length > 0 && holders(number).every(({ contactId }) => contactId === successor.id);
  return { holders, moving: [...new Set(commitments)].filter((number) => !isTheirs(number)) };
}

/** Says in the log of one commitment that the role changed hands; once, however often a confirmed change is carried out. */
async function tell(
  deps: ContactDeps,
  command: ReassignRole,
  number: string,
  successor: Contact,
): Promise<{ ok: true } | Refused> {
  const { role, now } = command;
  const told = await changeCommitment(deps, commitmentIdOf(command.planId, number), command, (current) => {
    if (current === null) return refused('unknown-commitment');
    const responsible = publicRole(successor);
    const since = instantText(now);
    const change = {
      type: 'reassigned',
      data: { role, milestoneId: null, responsible, since, ...approvedBy(command) },
    } as const;
    return isTold(current.log, command, change) ? refused('exists-already') : { ok: true, texts: [], change };
  });
  return told.ok || told.reason === 'exists-already' ? { ok: true } : told;
}

/** The successor first, the predecessor last: a crash between leaves two who answer, never none. */
async function move(
  deps: ContactDeps,
  { planId, role, now }: ReassignRole,
  successor: Contact,
  { holders, moving }: Handover,
  all: readonly string[],
): Promise<void> {
  const at = instantText(now);
  const gained = moving.filter((number) => !holders(number).some(({ contactId }) => contactId === successor.id));
  if (gained.length > 0) {
    // Handing over is vouching for someone who was confirmed before; anyone else still has to be.
    const confirmedAt = successor.confirmedAt === null ? null : at;
    const given = { planId, contactId: successor.id, role, commitments: gained, milestoneId: null, since: at, confirmedAt };
    await deps.people.putAssignment(assign(deps.rng, { ...given, mayPublish: false }));
  }
  for (const held of new Set(moving.flatMap(holders).filter(({ contactId }) => contactId !== successor.id))) {
    const left = (held.commitments ?? all).filter((number) => !moving.includes(number));
    const { id: _, until: __, ...kept } = held;
    const isKept = left.every((number) => holders(number).some((one) => one.id !== held.id && one.contactId === held.contactId));
    if (!isKept) await deps.people.putAssignment(assign(deps.rng, { ...kept, commitments: left }));
    await deps.people.putAssignment({ ...held, until: at });
    if (left.length === 0) await deps.people.endSessionsOf(held.contactId);
  }
}

/**
 * Hands commitments to another person in a role. The predecessor's assignment ends now, the successor's begins now: nobody
 * inherits a backlog. What the predecessor keeps goes on as before, and the ended assignment stays to tell who answered.
 * Each commitment's log says that the role changed hands, and says so first: a crash is mended by handing over again.
 */
export async function reassignRole(deps: ContactDeps, command: ReassignRole & ContactRef): Promise<ContactOutcome> {
  const { planId, commitments } = command;
  const successor = await findContact(deps.people, command);
  if (successor === null) return unknownContact(command);
  const all = await deps.record.commitmentNumbers(planId);
  const unknown = commitments.filter((number) => !all.includes(number));
  if (unknown.length > 0 || commitments.length === 0) {
    const problems = unknown.map((detail) => ({ field: 'commitments', code: 'unknown', detail }) as const);
    return refused('unknown-commitment', problems);
  }
  const handover = handoverOf(await deps.people.peopleOf(planId), command, successor);
  if (handover.moving.length === 0) return refused('invalid', [{ field: 'commitments', code: 'unchanged' }]);
  for (const number of handover.moving) {
    const told = await tell(deps, command, number, successor);
    if (!told.ok) return told;
  }
  await move(deps, command, successor, handover, all);
  return { ok: true, contact: successor, isNew: false };
}
