import { type Assignment, holdersOf } from '../domain/contact.ts';
import { refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf } from '../domain/identifiers.ts';
import { changeCommitment, type Envelope } from './append-change.ts';
import { assign, type ContactDeps, type ContactOutcome, publicRole } from './contact-deps.ts';

/**
 * Hands commitments to another person in a role. The predecessor's assignment ends now, the successor's begins now: nobody
 * inherits a backlog. What the predecessor keeps goes on as before, and the ended assignment stays to tell who answered.
 * Each commitment's log says that the role changed hands.
 */
export async function reassignRole(
  deps: ContactDeps,
  command: Envelope & {
    readonly planId: string;
    readonly role: 'lead' | 'deputy';
    readonly commitments: readonly string[];
    readonly email: string;
  },
): Promise<ContactOutcome> {
  const { planId, role, commitments } = command;
  const successor = await deps.people.contactByEmail(command.email);
  if (successor === null) return refused('unknown-contact', [{ field: 'email', code: 'unknown' }]);
  const all = await deps.record.commitmentNumbers(planId);
  const unknown = commitments.filter((number) => !all.includes(number));
  if (unknown.length > 0 || commitments.length === 0) return refused('unknown-commitment');
  const at = instantText(command.now);
  const people = await deps.people.peopleOf(planId);
  const holders = (number: string): readonly Assignment[] =>
    holdersOf(people, planId, number, role, at).filter(({ milestoneId }) => milestoneId === null);
  const isTheirs = (number: string): boolean =>
    holders(number).length > 0 && holders(number).every(({ contactId }) => contactId === successor.id);
  const moving = commitments.filter((number) => !isTheirs(number));
  if (moving.length === 0) return refused('invalid', [{ field: 'commitments', code: 'unchanged' }]);
  const ending = new Set(moving.flatMap(holders).filter(({ contactId }) => contactId !== successor.id));
  for (const held of ending) {
    await deps.people.putAssignment({ ...held, until: at });
    const left = (held.commitments ?? all).filter((number) => !moving.includes(number));
    if (left.length === 0) continue;
    const { id: _, until: __, ...kept } = held;
    await deps.people.putAssignment(assign(deps.rng, { ...kept, commitments: left }));
  }
  const gained = moving.filter((number) => !holders(number).some(({ contactId }) => contactId === successor.id));
  if (gained.length > 0) {
    // Handing over is vouching for someone who was confirmed before; anyone else still has to be.
    const confirmedAt = successor.confirmedAt === null ? null : at;
    const given = { planId, contactId: successor.id, role, commitments: gained, milestoneId: null, since: at, confirmedAt };
    await deps.people.putAssignment(assign(deps.rng, given));
  }
  for (const number of moving) {
    const told = await changeCommitment(deps, commitmentIdOf(planId, number), command, (current) =>
      current === null
        ? refused('unknown-commitment')
        : {
            ok: true,
            texts: [],
            change: { type: 'reassigned', data: { role, milestoneId: null, responsible: publicRole(successor), since: at } },
          },
    );
    if (!told.ok) return told;
  }
  return { ok: true, contact: successor, isNew: false };
}
