import type { Temporal } from 'temporal-polyfill';
import { type AskedGroup, askedGroups, askedOfMe, lastDayBefore, type Why } from '../domain/asked-of-me.ts';
import { isShutTo, roleThatMay, ruleOf } from '../domain/authority.ts';
import { deadlineOf, type MilestoneState } from '../domain/commitment.ts';
import type { Assignment, ContactRole, PlanPeople, WayIn } from '../domain/contact.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import { commitmentIdOf, commitmentOf, compareNumbers, milestoneId, numberOf, planOf } from '../domain/identifiers.ts';
import type { Ask } from '../domain/ledger.ts';
import type { CommitmentRecord, PeopleStore, PlanRecord, RecordStore } from '../ports.ts';
import { holderAt } from './handed-on.ts';

/** One milestone with what is around it. */
export type MilestoneInPlan = {
  readonly plan: PlanRecord;
  readonly commitment: CommitmentRecord;
  readonly milestone: MilestoneState;
};

/** The role in which somebody answers for a milestone; null for one that is not theirs. */
function answersAs(roles: readonly Assignment[], id: string): ContactRole | null {
  return roleThatMay(roles, { action: 'declare', resource: { kind: 'milestone', id } });
}

/** A milestone by its id, or null: also for a text that is no id at all. */
export async function readMilestone({ record }: { readonly record: RecordStore }, id: string): Promise<MilestoneInPlan | null> {
  if (!milestoneId.safeParse(id).success) return null;
  const [plan, commitment] = await Promise.all([record.plan(planOf(id)), record.commitment(commitmentOf(id))]);
  const milestone = commitment?.commitment.milestones.find((one) => one.id === id);
  return plan === null || commitment === null || milestone === undefined ? null : { plan, commitment, milestone };
}

/** A milestone as the person's list shows it. */
export type MyMilestone = MilestoneInPlan & {
  /** The role it is theirs by, the most responsible one. */
  readonly role: ContactRole;
  /** The last local day on which a colleague holds it; null for the others. */
  readonly until: string | null;
  readonly group: AskedGroup;
  readonly why: readonly Why[];
};

type Stores = { readonly record: RecordStore; readonly people: PeopleStore };

/** Whose list it is, how they came in, and when. */
type Me = {
  readonly contactId: string;
  readonly roles: readonly Assignment[];
  readonly way: WayIn;
  readonly now: Temporal.Instant;
};

/**
 * Milestones a person answers for: what is asked of them first, then by deadline, undated ones last. Without those of plans
 * that ask for OpenID Connect of somebody who came in otherwise; a remembered browser is told of nobody else by name.
 */
export async function myMilestones(stores: Stores, me: Me): Promise<readonly MyMilestone[]> {
  const mine = me.roles.filter(({ role }) => ruleOf('declare').by.includes(role));
  const planIds = [...new Set(mine.map(({ planId }) => planId))];
  const found = await Promise.all(planIds.map((planId) => milestonesOf(stores, planId, { ...me, roles: mine })));
  return found.flat().toSorted(byUrgency);
}

async function milestonesOf({ record, people }: Stores, planId: string, me: Me): Promise<MyMilestone[]> {
  const { roles } = me;
  const [plan, numbers, everybody] = await Promise.all([
    record.plan(planId),
    record.commitmentNumbers(planId),
    people.peopleOf(planId),
  ]);
  if (plan === null || isShutTo(plan.state.settings, me.way)) return [];
  const wanted = numbers.filter((number) => roles.some((one) => one.commitments === null || one.commitments.includes(number)));
  const found = await Promise.all(
    wanted.map(async (number) => {
      const id = commitmentIdOf(planId, number);
      const [commitment, asks] = await Promise.all([record.commitment(id), record.asks(id)]);
      if (commitment === null) return [];
      const own = commitment.commitment.milestones.filter(({ id: one }) => answersAs(roles, one) !== null);
      return Promise.all(own.map((milestone) => told({ plan, commitment, milestone }, { people, everybody, asks, me })));
    }),
  );
  return found.flat();
}

type Around = {
  readonly people: PeopleStore;
  readonly everybody: PlanPeople;
  readonly asks: readonly Ask[];
  readonly me: Me;
};

async function told(of: MilestoneInPlan, { people, everybody, asks, me }: Around): Promise<MyMilestone> {
  const { milestone, plan } = of;
  const { zone } = plan.state.settings;
  const role = answersAs(me.roles, milestone.id) ?? 'colleague';
  const holder = holderAt(everybody, milestone.id, instantText(me.now));
  // Only what was handed on at some time can have a draft.
  const wasHandedOn = everybody.assignments.some((one) => one.milestoneId === milestone.id);
  const draft = wasHandedOn ? await people.answerDraft(milestone.id) : null;
  const shown = (name: string): string | null => (me.way === 'remembered' ? null : name);
  const nameOf = (id: string): string | null => shown(everybody.contacts.find((one) => one.id === id)?.name ?? '');
  const isColleague = role === 'colleague';
  const until = isColleague ? (holder?.assignment.until ?? null) : null;
  return {
    ...of,
    role,
    until: until === null ? null : lastDayBefore(until, zone),
    ...askedOfMe({
      milestone,
      asks,
      now: me.now,
      zone,
      draft: draft === null ? null : { name: nameOf(draft.by), isMine: draft.by === me.contactId, at: draft.at },
      holder: holder === null || isColleague ? null : { name: shown(holder.contact.name), until: holder.assignment.until },
    }),
  };
}

function byUrgency(a: MyMilestone, b: MyMilestone): number {
  const groups = askedGroups.indexOf(a.group) - askedGroups.indexOf(b.group);
  return groups !== 0 ? groups : byDeadline(a, b);
}

function byDeadline(a: MilestoneInPlan, b: MilestoneInPlan): number {
  const [left, right] = [a, b].map(({ milestone }) => deadlineOf(milestone).due?.to ?? '9999-12-31');
  if (left !== right) return (left ?? '') < (right ?? '') ? -1 : 1;
  const numbers = compareNumbers(numberOf(a.milestone.id), numberOf(b.milestone.id));
  return numbers !== 0 ? numbers : a.milestone.id < b.milestone.id ? -1 : 1;
}
