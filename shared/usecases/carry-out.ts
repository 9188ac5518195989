import type { Approval } from '../domain/approval.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { planOf } from '../domain/identifiers.ts';
import { confirmContact } from './confirm-contact.ts';
import type { ContactDeps, ContactEnvelope } from './contact-deps.ts';
import { editContact } from './edit-contact.ts';
import { editPlan } from './edit-plan.ts';
import { endRole } from './end-role.ts';
import { reassignRole } from './reassign-role.ts';
import { reviseDeadline } from './revise-deadline.ts';
import { setMailbox } from './set-mailbox.ts';

/** The same stores with nothing written. */
function withoutWriting({ record, people, rng }: ContactDeps): ContactDeps {
  return {
    rng,
    record: {
      ...record,
      appendToPlan: async () => ({ ok: true }),
      appendToCommitment: async () => ({ ok: true }),
      putDue: async () => {},
    },
    people: {
      ...people,
      updateContact: async () => true,
      addAssignment: async () => true,
      updateAssignment: async () => true,
      changeAssignments: async () => true,
      endSessionsOf: async () => {},
      setMailbox: async () => {},
    },
  };
}

type CarryOut = ContactEnvelope & { readonly planId: string; readonly change: Approval['change'] };

/** Says whether a change would be carried out, once it was confirmed, and writes nothing. */
export function tryOut(deps: ContactDeps, command: CarryOut): Promise<{ readonly ok: true } | Refused> {
  return carry(withoutWriting(deps), command, { isTrial: true });
}

/** Does what was proposed, by the verb that would have done it at once. */
export function carryOut(deps: ContactDeps, command: CarryOut): Promise<{ readonly ok: true } | Refused> {
  return carry(deps, command, { isTrial: false });
}

async function carry(
  deps: ContactDeps,
  command: CarryOut,
  { isTrial }: { readonly isTrial: boolean },
): Promise<{ readonly ok: true } | Refused> {
  const { change, ...rest } = command;
  switch (change.kind) {
    case 'deadline': {
      if (planOf(change.milestoneId) !== command.planId) return refused('unknown-milestone');
      const { milestoneId, version, due, reason } = change;
      const by = command.approved?.by;
      const { actor, now } = command;
      return reviseDeadline(deps, {
        actor,
        now,
        milestoneId,
        version,
        due,
        reason,
        ...(by === undefined ? {} : { approvedBy: by }),
      });
    }
    case 'confirm-contact':
      return confirmContact(deps, {
        ...rest,
        contactId: change.contactId,
        assignments: change.assignments,
        particulars: change.particulars,
      });
    case 'reassign-role':
      return reassignRole(deps, {
        ...rest,
        contactId: change.contactId,
        role: change.role,
        commitments: change.commitments,
        holders: change.holders,
        particulars: change.particulars,
      });
    case 'edit-contact':
      return editContact(deps, { ...rest, contactId: change.contactId, version: change.version, changes: change.changes });
    case 'end-role':
      return endRole(deps, { ...rest, contactId: change.contactId, role: change.role, assignments: change.assignments });
    case 'set-mailbox':
      return setMailbox(deps, { planId: command.planId, address: change.address });
    case 'weaken-rules': {
      const { kind: _, reason, ...changes } = change;
      const { planId, actor, now } = command;
      // Tried as if somebody had confirmed it: that is what it waits for.
      const by = command.approved?.by ?? (isTrial ? actor : undefined);
      return editPlan(deps, { planId, changes, reason, actor, now, ...(by === undefined ? {} : { approvedBy: by }) });
    }
    default:
      return change satisfies never;
  }
}
