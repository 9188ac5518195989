import * as z from 'zod';
import type { Approval } from '../../../../shared/domain/approval.ts';
import { assignmentIds, contactRole } from '../../../../shared/domain/contact.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { commitmentNumber, contactId, isoInstant, milestoneId } from '../../../../shared/domain/identifiers.ts';
import { actor, approvalPolicy, planSettings } from '../../../../shared/domain/plan.ts';
import { judgeApproval } from '../../../../shared/usecases/judge-approval.ts';
import { readApprovals } from '../../../../shared/usecases/read-approvals.ts';
import { masked } from '../masked.ts';
import { json, type Operation, reading, writing } from '../operation.ts';
import { refusing } from '../refusal.ts';
import { done } from '../schemas/common.ts';

const waitingChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('deadline'),
    milestone: milestoneId,
    version: z.int(),
    due: fuzzyDate,
    reason: z.string(),
  }),
  z.strictObject({ kind: z.literal('confirm-contact'), person: contactId, assignments: assignmentIds }),
  z.strictObject({
    kind: z.literal('reassign-role'),
    person: contactId,
    role: contactRole,
    commitments: z.array(commitmentNumber),
    holders: assignmentIds,
  }),
  z.strictObject({
    kind: z.literal('edit-contact'),
    person: contactId,
    version: z.int(),
    changes: z.strictObject({
      name: z.string().optional(),
      address: z.string().optional(),
      function: z.string().nullable().optional(),
      organisation: z.string().nullable().optional(),
      organisationNumber: z.string().nullable().optional(),
    }),
  }),
  z.strictObject({ kind: z.literal('end-role'), person: contactId, role: contactRole, assignments: assignmentIds }),
  z.strictObject({ kind: z.literal('set-mailbox'), address: z.string() }),
  z.strictObject({
    kind: z.literal('weaken-rules'),
    approval: approvalPolicy.optional(),
    signIn: planSettings.shape.signIn.optional(),
    reason: z.string().nullable(),
  }),
]);

const approvals = z
  .strictObject({
    approvals: z.array(
      z.strictObject({
        id: z.string(),
        proposedBy: actor,
        at: isoInstant,
        expiresAt: isoInstant,
        isMine: z.boolean(),
        /** It was changed since it was seen, and can no longer be confirmed. */
        isStale: z.boolean(),
        change: waitingChange,
      }),
    ),
  })
  .meta({ id: 'Approvals', description: 'What waits for a second person. Addresses are masked: they are on the page.' });

/** A waiting change as it is told: people by pseudonym, addresses masked. */
function changeOf(one: Approval['change']): z.input<typeof waitingChange> {
  switch (one.kind) {
    case 'deadline':
      return { kind: one.kind, milestone: one.milestoneId, version: one.version, due: one.due, reason: one.reason };
    case 'confirm-contact':
      return { kind: one.kind, person: one.contactId, assignments: one.assignments };
    case 'reassign-role':
      return { kind: one.kind, person: one.contactId, role: one.role, commitments: one.commitments, holders: one.holders };
    case 'edit-contact': {
      const { email, ...rest } = one.changes;
      return {
        kind: one.kind,
        person: one.contactId,
        version: one.version,
        changes: { ...rest, ...(email === undefined ? {} : { address: masked(email) }) },
      };
    }
    case 'end-role':
      return { kind: one.kind, person: one.contactId, role: one.role, assignments: one.assignments };
    case 'set-mailbox':
      return { kind: one.kind, address: masked(one.address) };
    case 'weaken-rules':
      return one;
    default:
      return one satisfies never;
  }
}

/** What waits for a second person. */
export const approvalOperations: readonly Operation[] = [
  reading({
    id: 'listApprovals',
    section: 'people',
    path: '/{plan}/approvals',
    who: 'judge-approval',
    summary: {
      fr: 'Ce qui attend une seconde personne\u00A0: ce qu’on a proposé, et ce qu’on peut confirmer.',
      en: 'What waits for a second person: what one proposed, and what one may confirm.',
    },
    answers: { 200: json(approvals) },
    run: async ({ deps, now, names, permit }) => {
      const seen = await readApprovals(deps, { planId: names.plan, contactId: permit.actor.id, now });
      const body = {
        approvals: seen.map(({ approval: { id, proposedBy, at, expiresAt, change }, isMine, isStale }) => ({
          ...{ id, proposedBy, at, expiresAt, isMine, isStale },
          change: changeOf(change),
        })),
      };
      return { ok: true, status: 200, body };
    },
  }),
  writing({
    id: 'judgeApproval',
    section: 'people',
    path: '/{plan}/approvals/{approval}',
    who: 'judge-approval',
    summary: {
      fr: 'Confirmer ou refuser ce qu’une autre personne propose\u00A0; retirer ce qu’on a proposé.',
      en: 'Confirm or refuse what somebody else proposed; take back what one proposed.',
    },
    body: z.strictObject({ verdict: z.enum(['approve', 'refuse']) }).meta({ id: 'Verdict' }),
    example: { verdict: 'approve' },
    answers: { 200: json(done) },
    run: async ({ deps, now, names, body, permit }) => {
      const about = { planId: names.plan, id: names.approval, verdict: body.verdict };
      const outcome = await judgeApproval(deps, { ...about, actor: permit.actor, now });
      return outcome.ok ? { ok: true, status: 200, body: { ok: true } } : refusing(outcome);
    },
  }),
];
