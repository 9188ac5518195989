import { type Assignment, holdersOf } from '../domain/contact.ts';
import { refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf } from '../domain/identifiers.ts';
import { changeCommitment, type Envelope } from './append-change.ts';
import { assign, type ContactDeps, type ContactOutcome, publicRole } from './contact-deps.ts';

/** Takes some commitments out of an assignment; null when nothing of it is left. */
function without(held: Assignment, numbers: readonly string[], all: readonly string[]): Assignment | null {
  const left = (held.commitments ?? all).filter((number) => !numbers.includes(number));
  return left.length === 0 ? null : { ...held, commitments: left };
}

/**
 * Hands commitments to another person in a role. The predecessor's assignment ends now, the successor's begins now: nobody
 * inherits a backlog. Each commitment's log says that the role changed hands.
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
  const known = await deps.people.peopleOf(planId);
  const predecessors = new Set(commitments.flatMap((number) => holdersOf(known, planId, number, role, at)));
  for (const held of predecessors) {
    if (held.contactId === successor.id) continue;
    const left = without(held, commitments, all);
    await deps.people.putAssignment(left ?? { ...held, until: at });
  }
  const missing = commitments.filter(
    (number) => !holdersOf(known, planId, number, role, at).some(({ contactId }) => contactId === successor.id),
  );
  if (missing.length > 0) {
    const given = { planId, contactId: successor.id, role, commitments: missing, milestoneId: null, since: at };
    await deps.people.putAssignment(assign(deps.rng, given));
  }
  for (const number of commitments) {
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
