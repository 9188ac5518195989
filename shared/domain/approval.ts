import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Assignment, type ContactRole, contact, contactRole, emailAddress } from './contact.ts';
import { fuzzyDate, instantText } from './fuzzy-date.ts';
import { commitmentNumber, contactId, isoInstant, milestoneId, numberOf, planId } from './identifiers.ts';
import { type Actor, actor, approvalPolicy, type PlanSettings, planSettings } from './plan.ts';

/** A change that waits for a second person, in a plan that asks for one. Private until it is carried out. */
export const approval = z.strictObject({
  id: z.string().regex(/^approval-[0-9a-f]{32}$/),
  planId,
  proposedBy: actor,
  at: isoInstant,
  /** Nobody is bound for ever by what nobody looked at. */
  expiresAt: isoInstant,
  change: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('deadline'),
      milestoneId,
      /** The version the first person saw. */
      version: z.int().min(1),
      due: fuzzyDate,
      reason: z.string().min(1).max(4_000),
    }),
    z.strictObject({ kind: z.literal('confirm-contact'), contactId }),
    z.strictObject({
      kind: z.literal('reassign-role'),
      contactId,
      role: z.enum(['lead', 'deputy']),
      commitments: z.array(commitmentNumber).min(1).max(500),
    }),
    z.strictObject({
      kind: z.literal('edit-contact'),
      contactId,
      changes: contact
        .pick({ name: true, email: true, function: true, organisation: true, organisationNumber: true })
        // A default would put in what nobody proposed.
        .extend({ organisationNumber: contact.shape.organisationNumber.unwrap() })
        .partial(),
    }),
    z.strictObject({ kind: z.literal('end-role'), contactId, role: contactRole }),
    z.strictObject({ kind: z.literal('set-mailbox'), address: emailAddress }),
    /** Only what is weakened: another setting that was made stricter meanwhile stays so. */
    z.strictObject({
      kind: z.literal('weaken-rules'),
      approval: approvalPolicy.optional(),
      signIn: planSettings.shape.signIn.optional(),
      /** Public once it is carried out. */
      reason: z.string().min(1).max(4_000).nullable(),
    }),
  ]),
});
export type Approval = z.infer<typeof approval>;

/** How long a change waits for its second person. */
const waitingDays = 30;

/** When what is proposed at an instant is forgotten. */
export function approvalExpiry(now: Temporal.Instant): string {
  return instantText(now.add({ hours: 24 * waitingDays }));
}

type Rules = Pick<PlanSettings, 'approval' | 'signIn'>;

/**
 * What of a change of settings a second person must confirm: in a plan that asks for one, giving up on that, also for OpenID
 * Connect, which one person passes alone; and asking for less when people sign in. Making either stricter is free.
 */
export function weakenedRules(standing: Rules, { approval, signIn }: Partial<Rules>): Partial<Rules> {
  if (standing.approval !== 'second-person') return {};
  return {
    ...(approval === undefined || approval === 'second-person' ? {} : { approval }),
    ...(standing.signIn === 'openid' && signIn === 'code' ? { signIn } : {}),
  };
}

/**
 * Whoever has the database itself: the command line, naming nobody. No policy binds them, as they could write the rows
 * without it; the log says that no person acted. Nobody who signs in is one: a session always has a person.
 */
export function isKeeper({ role, id }: Actor): boolean {
  return role === 'admin' && id === null;
}

const ministry: readonly ContactRole[] = ['lead', 'deputy'];
const coordination: readonly ContactRole[] = ['poc', 'admin'];
/** The most responsible first, as the log tells it. */
const order: readonly ContactRole[] = [...ministry, ...coordination];

/**
 * The role in which somebody who holds these roles (in force) may do such a thing themselves, and so confirm it: deadlines
 * by the ministry for its commitments and by the coordination, people and rules by the coordination alone. Null: in none. It
 * says for one change what the decision table says of "move-deadline", "edit-people" and "edit-plan".
 */
export function roleFor(held: readonly Assignment[], plan: string, change: Approval['change']): ContactRole | null {
  const reaches = ({ role, planId: of, commitments, milestoneId: only }: Assignment): boolean => {
    if (role === 'admin') return true;
    if (of !== plan || only !== null) return false;
    if (change.kind !== 'deadline') return role === 'poc';
    return order.includes(role) && (commitments === null || commitments.includes(numberOf(change.milestoneId)));
  };
  const reaching = held.filter(reaches).map(({ role }) => role);
  return order.find((role) => reaching.includes(role)) ?? null;
}
