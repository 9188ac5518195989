import type { Temporal } from 'temporal-polyfill';
import { type Approval, weakenedRules } from '../domain/approval.ts';
import { type Commitment, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { type Assignment, type Contact, isStanding, type PlanPeople } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentOf } from '../domain/identifiers.ts';
import { particularsOf } from '../domain/particulars.ts';
import type { PlanSettings } from '../domain/plan.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { mayCarryOut, waitingApprovals } from './judge-approval.ts';
import { hasHandoverMoved } from './reassign-role.ts';

/** What an approval is about, as it stands now. */
export type Subject =
  | { readonly kind: 'milestone'; readonly milestone: MilestoneState; readonly commitment: Commitment }
  /** `people`: of the plan, whose roles it is about. */
  | { readonly kind: 'person'; readonly contact: Contact; readonly people: PlanPeople }
  | { readonly kind: 'mailbox'; readonly address: string | null }
  | { readonly kind: 'rules'; readonly settings: PlanSettings };

/** A change that waits, as one person sees it. */
export type SeenApproval = {
  readonly approval: Approval;
  /** Null where somebody at the command line proposed it. */
  readonly proposer: Contact | null;
  /** Null when it is gone. */
  readonly subject: Subject | null;
  /** Proposed by this very person, who may only take it back. */
  readonly isMine: boolean;
  /** It changed since it was seen, and can no longer be confirmed. */
  readonly isStale: boolean;
};

type Deps = { readonly record: RecordStore; readonly people: PeopleStore };

async function subjectOf({ record, people }: Deps, { planId, change }: Approval): Promise<Subject | null> {
  switch (change.kind) {
    case 'deadline': {
      const found = await record.commitment(commitmentOf(change.milestoneId));
      const milestone = found?.commitment.milestones.find(({ id }) => id === change.milestoneId);
      return found === null || milestone === undefined ? null : { kind: 'milestone', milestone, commitment: found.commitment };
    }
    case 'set-mailbox':
      return { kind: 'mailbox', address: await people.mailbox(planId) };
    case 'weaken-rules': {
      const plan = await record.plan(planId);
      return plan === null ? null : { kind: 'rules', settings: plan.state.settings };
    }
    case 'confirm-contact':
    case 'reassign-role':
    case 'edit-contact':
    case 'end-role': {
      const [contact, everybody] = await Promise.all([people.contact(change.contactId), people.peopleOf(planId)]);
      return contact === null ? null : { kind: 'person', contact, people: everybody };
    }
    default:
      return change satisfies never;
  }
}

/** Is the person, or who holds the roles, not as it was seen, so that carrying it out would be refused? */
function havePeopleMoved(
  { change, planId }: Approval,
  { contact, people }: Extract<Subject, { kind: 'person' }>,
  now: Temporal.Instant,
): boolean {
  const held = people.assignments.filter((one) => one.contactId === contact.id && isStanding(one, instantText(now)));
  const isSeen = (seen: readonly string[]) => (one: Assignment) => seen.includes(one.id);
  switch (change.kind) {
    case 'edit-contact':
      return contact.version !== change.version;
    case 'confirm-contact':
      return particularsOf(contact) !== change.particulars || !held.some(isSeen(change.assignments));
    case 'end-role':
      return !held.filter(({ role }) => role === change.role).every(isSeen(change.assignments));
    case 'reassign-role':
      return particularsOf(contact) !== change.particulars || hasHandoverMoved(people, { ...change, planId, now });
    default:
      return false;
  }
}

function hasMoved(approval: Approval, subject: Subject | null, now: Temporal.Instant): boolean {
  const { change } = approval;
  if (subject === null) return true;
  if (subject.kind === 'person') return havePeopleMoved(approval, subject, now);
  if (change.kind === 'weaken-rules' && subject.kind === 'rules') {
    return Object.keys(weakenedRules(subject.settings, change)).length === 0;
  }
  if (change.kind !== 'deadline' || subject.kind !== 'milestone') return false;
  return subject.milestone.version !== change.version || declaredStatusOf(subject.milestone) === 'withdrawn';
}

/** What waits in a plan for this person, or because of them; what they could not do themselves is not shown to them. */
export async function readApprovals(
  deps: Deps,
  { planId, contactId, now }: { readonly planId: string; readonly contactId: string; readonly now: Temporal.Instant },
): Promise<readonly SeenApproval[]> {
  const seen: SeenApproval[] = [];
  for (const approval of await waitingApprovals(deps, planId, now)) {
    const isMine = approval.proposedBy.id === contactId;
    if (!isMine && (await mayCarryOut(deps, contactId, approval, now)) === null) continue;
    const { id } = approval.proposedBy;
    const [proposer, subject] = await Promise.all([id === null ? null : deps.people.contact(id), subjectOf(deps, approval)]);
    seen.push({ approval, proposer, subject, isMine, isStale: hasMoved(approval, subject, now) });
  }
  return seen;
}
