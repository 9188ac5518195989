import type { Temporal } from 'temporal-polyfill';
import type { Approval } from '../domain/approval.ts';
import { actOf, decide, roleThatMay } from '../domain/authority.ts';
import type { Assignment, Contact, ContactRole, PlanPeople, WayIn } from '../domain/contact.ts';
import type { Wording } from '../domain/identifiers.ts';
import type { PeopleStore, RecordStore } from '../ports.ts';
import { waitingApprovals } from './judge-approval.ts';
import { rolesInForce } from './session.ts';

/** How many changes of a plan wait for this person's agreement: proposed by others, and theirs to do. */
export type ApprovalsForMe = {
  readonly planId: string;
  readonly titles: Wording;
  /** Default language of the plan. */
  readonly original: string;
  readonly count: number;
};

/** Plans in which something waits for this person's agreement, if they may come to it as they came in, in the order of their ids. */
export async function approvalsForMe(
  { record, people }: { readonly record: RecordStore; readonly people: PeopleStore },
  me: {
    readonly contactId: string;
    readonly roles: readonly Assignment[];
    readonly way: WayIn;
    readonly now: Temporal.Instant;
  },
): Promise<readonly ApprovalsForMe[]> {
  const planIds = [...new Set(me.roles.filter(({ milestoneId }) => milestoneId === null).map(({ planId }) => planId))].sort();
  const found = await Promise.all(
    planIds.map(async (planId) => {
      const waiting = await waitingApprovals({ people }, planId, me.now);
      const mine = waiting.filter((one) => one.proposedBy.id !== me.contactId && roleThatMay(me.roles, actOf(one)) !== null);
      const plan = mine.length === 0 ? null : await record.plan(planId);
      if (plan === null) return [];
      const { settings } = plan.state;
      const asked = { action: 'judge-approval', resource: { kind: 'plan', id: planId }, settings } as const;
      if (decide({ ...asked, roles: me.roles, way: me.way }).is !== 'may') return [];
      const { titles, languages } = settings;
      return [{ planId, titles, original: languages[0] ?? 'fr', count: mine.length }];
    }),
  );
  return found.flat();
}

/** Somebody who may agree to a change, and in which role. */
export type Confirmer = { readonly contact: Contact; readonly role: ContactRole };

/** Everybody of the plan who may agree to a change: whoever may do the thing themselves, but for who proposed it. */
export function confirmersOf(
  { contacts, assignments }: PlanPeople,
  waiting: Pick<Approval, 'planId' | 'change' | 'proposedBy'>,
  now: Temporal.Instant,
): readonly Confirmer[] {
  return contacts
    .filter(({ id, confirmedAt }) => id !== waiting.proposedBy.id && confirmedAt !== null)
    .flatMap((contact) => {
      const held = rolesInForce(
        assignments.filter(({ contactId }) => contactId === contact.id),
        now,
      );
      const role = roleThatMay(held, actOf(waiting));
      return role === null ? [] : [{ contact, role }];
    })
    .sort((a, b) => (a.contact.name < b.contact.name ? -1 : 1));
}
