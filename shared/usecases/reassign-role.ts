import { type Assignment, type Contact, holdersOf, type PlanPeople } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf } from '../domain/identifiers.ts';
import { particularsOf } from '../domain/particulars.ts';
import { assignmentsAtOnce, type PeopleStore, type Rng } from '../ports.ts';
import { changeCommitment } from './append-change.ts';
import { movedPerson } from './confirm-contact.ts';
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
import { endOrphanedHandOns } from './end-hand-ons.ts';
import { withRole } from './role-texts.ts';

type Wanted = {
  readonly planId: string;
  readonly role: 'lead' | 'deputy';
  readonly commitments: readonly string[];
};

type ReassignRole = ContactEnvelope &
  Wanted & {
    /** Who held it, as it was seen: ids of assignments. See {@link holdersNow}. */
    readonly holders: readonly string[];
    /** Who takes over, as they were seen (`particularsOf`); absent where they were named by what is known of them. */
    readonly particulars?: string;
  };

/** How often it is read again because another write came first. */
const rounds = 4;

const stale = refused('stale', [{ field: 'holders', code: 'unknown' }]);

/** Who holds the role now, and which of the commitments change hands. */
type Handover = {
  readonly holders: (number: string) => readonly Assignment[];
  readonly moving: readonly string[];
};

function handoverOf(
  people: PlanPeople,
  { planId, role, commitments, now }: Wanted & Pick<ReassignRole, 'now'>,
  successorId: string | null,
): Handover {
  const at = instantText(now);
  const holders = (number: string): readonly Assignment[] =>
    holdersOf(people, planId, number, role, at).filter(({ milestoneId }) => milestoneId === null);
  const isTheirs = (number: string): boolean =>
    holders(number).length > 0 && holders(number).every(({ contactId }) => contactId === successorId);
  return { holders, moving: [...new Set(commitments)].filter((number) => !isTheirs(number)) };
}

/** The assignments by which somebody holds the role for any of these commitments now: what a person sees before they change it. */
export async function holdersNow(
  people: Pick<PeopleStore, 'peopleOf'>,
  wanted: Wanted & Pick<ReassignRole, 'now'>,
): Promise<string[]> {
  const { holders } = handoverOf(await people.peopleOf(wanted.planId), wanted, null);
  return [...new Set(wanted.commitments.flatMap(holders).map(({ id }) => id))].sort();
}

/**
 * Whoever would lose the role was seen to hold it, and no commitment that had somebody has nobody now. What the successor gained
 * meanwhile takes nothing from anyone.
 */
function isAsSeen({ assignments }: PlanPeople, { holders, moving }: Handover, seen: readonly string[], successorId: string) {
  const covered = (number: string): boolean =>
    assignments.some(({ id, commitments }) => seen.includes(id) && (commitments === null || commitments.includes(number)));
  return moving.every((number) => {
    const held = holders(number);
    if (held.length === 0) return !covered(number);
    return held.every(({ id, contactId }) => contactId === successorId || seen.includes(id));
  });
}

/** Does somebody hold the role who was not seen to, or nobody any more where somebody was? */
export function hasHandoverMoved(
  people: PlanPeople,
  wanted: Wanted & Pick<ReassignRole, 'now' | 'holders'> & { readonly contactId: string },
): boolean {
  return !isAsSeen(people, handoverOf(people, wanted, wanted.contactId), wanted.holders, wanted.contactId);
}

/** The last word of a commitment's log about who holds the role. */
async function lastWord({ record }: ContactDeps, { planId, role }: Wanted, number: string): Promise<number | null> {
  const found = await record.commitment(commitmentIdOf(planId, number));
  return found?.log.findLast((one) => one.type === 'reassigned' && one.data.role === role)?.seq ?? null;
}

/**
 * Says in the log of one commitment that the role changed hands; once, however often a confirmed change is carried out. Refused
 * as stale when it changed hands since `seen`. The entry; null for one that was there.
 */
async function tell(
  deps: ContactDeps,
  command: ReassignRole,
  successor: Contact,
  { number, seen }: { readonly number: string; readonly seen: number | null },
): Promise<{ ok: true; seq: number | null } | Refused> {
  const { role } = command;
  const told = await changeCommitment(deps, commitmentIdOf(command.planId, number), command, (current) => {
    if (current === null) return refused('unknown-commitment');
    const responsible = publicRole(successor);
    const change = { type: 'reassigned', data: { role, milestoneId: null, responsible, ...approvedBy(command) } } as const;
    if (isTold(current, command, change)) return refused('exists-already');
    const hasMoved = current.log.some((one) => one.type === 'reassigned' && one.data.role === role && one.seq > (seen ?? 0));
    return hasMoved ? stale : withRole(deps.rng, current, change);
  });
  return told.ok || told.reason !== 'exists-already' ? told : { ok: true, seq: null };
}

/** What is written: the successor's assignment, and each of the predecessors' with what it leaves them. */
type Move = {
  readonly gained: Assignment | null;
  readonly left: readonly {
    readonly ended: Assignment;
    readonly kept: Assignment | null;
    /** Nothing of this assignment is left to them. */
    readonly isWhole: boolean;
  }[];
};

function moveOf(
  rng: Rng,
  { planId, role, now }: ReassignRole,
  successor: Contact,
  { holders, moving }: Handover,
  all: readonly string[],
): Move {
  const at = instantText(now);
  const numbers = moving.filter((number) => !holders(number).some(({ contactId }) => contactId === successor.id));
  // Handing over is vouching for someone who was confirmed before; anyone else still has to be.
  const confirmedAt = successor.confirmedAt === null ? null : at;
  const given = { planId, contactId: successor.id, role, commitments: numbers, milestoneId: null, since: at, confirmedAt };
  const held = [...new Set(moving.flatMap(holders))].filter(({ contactId }) => contactId !== successor.id);
  return {
    gained: numbers.length === 0 ? null : assign(rng, { ...given, mayPublish: false }),
    left: held.map((one) => {
      const { id: _, version, until: __, ...rest } = one;
      const commitments = (one.commitments ?? all).filter((number) => !moving.includes(number));
      const isKept = commitments.every((number) =>
        holders(number).some((other) => other.id !== one.id && other.contactId === one.contactId),
      );
      return {
        ended: { ...one, version: version + 1, until: at },
        kept: isKept ? null : assign(rng, { ...rest, commitments }),
        isWhole: commitments.length === 0,
      };
    }),
  };
}

/**
 * In one transaction, so that nobody is left with what they no longer hold, nor the commitments without anybody. Where there are
 * too many for one, the successor comes first: a crash between leaves two who answer, never none. False when somebody's
 * assignment was changed meanwhile.
 */
async function write(people: PeopleStore, { gained, left }: Move): Promise<boolean> {
  const added = gained === null ? [] : [gained];
  const width = Math.floor((assignmentsAtOnce - 1) / 2);
  for (let from = 0; from === 0 || from < left.length; from += width) {
    const some = left.slice(from, from + width);
    const change = {
      added: [...(from === 0 ? added : []), ...some.flatMap(({ kept }) => kept ?? [])],
      updated: some.map(({ ended }) => ended),
    };
    if (!(await people.changeAssignments(change))) return false;
  }
  return true;
}

/** The people as they will be once it is done. */
function asMoved({ gained, left }: Move, successor: Contact): (people: PlanPeople) => PlanPeople {
  const ended = new Set(left.map(({ ended: { id } }) => id));
  const added = [gained, ...left.map(({ kept }) => kept)].filter((one) => one !== null);
  return ({ contacts, assignments }) => ({
    contacts: [...contacts.filter(({ id }) => id !== successor.id), successor],
    assignments: [...assignments.filter(({ id }) => !ended.has(id)), ...added],
  });
}

/** Tells each commitment that was not told yet, and remembers by which entry. */
async function tellEach(
  deps: ContactDeps,
  command: ReassignRole,
  successor: Contact,
  {
    moving,
    seen,
    told,
  }: { moving: readonly string[]; seen: ReadonlyMap<string, number | null>; told: Map<string, number | null> },
): Promise<Refused | null> {
  for (const number of moving.filter((one) => !told.has(one))) {
    const word = await tell(deps, command, successor, { number, seen: seen.get(number) ?? null });
    if (!word.ok) return word;
    told.set(number, word.seq);
  }
  return null;
}

/**
 * Hands commitments to another person in a role. The predecessor's assignment ends now, the successor's begins now: nobody
 * inherits a backlog. What the predecessor keeps goes on as before, and the ended assignment stays to tell who answered.
 * Each commitment's log says that the role changed hands, and says so first: a crash is mended by handing over again. Of two
 * who hand over at once, the last word of the log stands. Refused as stale where others hold the role than were seen to.
 */
export async function reassignRole(deps: ContactDeps, command: ReassignRole & ContactRef): Promise<ContactOutcome> {
  const { planId, commitments, holders } = command;
  const all = await deps.record.commitmentNumbers(planId);
  const unknown = commitments.filter((number) => !all.includes(number));
  if (unknown.length > 0 || commitments.length === 0) {
    const problems = unknown.map((detail) => ({ field: 'commitments', code: 'unknown', detail }) as const);
    return refused('unknown-commitment', problems);
  }
  const told = new Map<string, number | null>();
  for (let round = 0; round < rounds; round += 1) {
    // The logs before the people: whoever hands over from here on is seen by the log.
    const seen = new Map<string, number | null>();
    await Promise.all(commitments.map(async (number) => seen.set(number, await lastWord(deps, command, number))));
    const isOvertaken = [...told].some(([number, seq]) => seq !== null && seen.get(number) !== seq);
    if (isOvertaken) return stale;
    const successor = await findContact(deps.people, command);
    if (successor === null) return unknownContact(command);
    if (command.particulars !== undefined && command.particulars !== particularsOf(successor)) return movedPerson;
    const people = await deps.people.peopleOf(planId);
    const handover = handoverOf(people, command, successor.id);
    const done = { ok: true, contact: successor, isNew: false } as const;
    if (handover.moving.length === 0) {
      return round === 0 ? refused('invalid', [{ field: 'commitments', code: 'unchanged' }]) : done;
    }
    if (round === 0 && !isAsSeen(people, handover, holders, successor.id)) return stale;
    const move = moveOf(deps.rng, command, successor, handover, all);
    const refusal = await tellEach(deps, command, successor, { moving: handover.moving, seen, told });
    if (refusal !== null) return refusal;
    const orphaned = await endOrphanedHandOns(deps, command, asMoved(move, successor));
    if (!orphaned.ok) return orphaned;
    if (!(await write(deps.people, move))) continue;
    for (const { ended, isWhole } of move.left) {
      if (isWhole && ended.confirmedAt !== null) await deps.people.endSessionsOf(ended.contactId);
    }
    const left = await endOrphanedHandOns(deps, command);
    return left.ok ? done : left;
  }
  return refused('busy');
}
