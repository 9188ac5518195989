import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { assignmentIds, contact, contactRole, emailAddress } from './contact.ts';
import { fuzzyDate, instantText } from './fuzzy-date.ts';
import { commitmentNumber, contactId, isoInstant, milestoneId, planId } from './identifiers.ts';
import { type Actor, actor, approvalPolicy, type PlanSettings, planSettings } from './plan.ts';
import { sha256 } from './text.ts';

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
    z.strictObject({
      kind: z.literal('confirm-contact'),
      contactId,
      /** The roles that were seen: one that is added later waits on its own. */
      assignments: assignmentIds.min(1),
      /** The person as they were seen (`particularsOf`). */
      particulars: sha256,
    }),
    z.strictObject({
      kind: z.literal('reassign-role'),
      contactId,
      role: z.enum(['lead', 'deputy']),
      commitments: z.array(commitmentNumber).min(1).max(500),
      /** Who held it, as it was seen. */
      holders: assignmentIds,
      /** Who takes over, as they were seen (`particularsOf`). */
      particulars: sha256,
    }),
    z.strictObject({
      kind: z.literal('edit-contact'),
      contactId,
      /** Of the person, as they were seen. */
      version: z.int().min(1),
      changes: contact
        .pick({ name: true, email: true, function: true, organisation: true, organisationNumber: true })
        // A default would put in what nobody proposed.
        .extend({ organisationNumber: contact.shape.organisationNumber.unwrap() })
        .partial(),
    }),
    z.strictObject({
      kind: z.literal('end-role'),
      contactId,
      role: contactRole,
      /** The assignments that were seen. */
      assignments: assignmentIds.min(1),
    }),
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
