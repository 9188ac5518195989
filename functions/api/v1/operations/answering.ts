import * as z from 'zod';
import { mustDraft } from '../../../../shared/domain/answer-draft.ts';
import { lastDeclared } from '../../../../shared/domain/commitment.ts';
import { refused } from '../../../../shared/domain/errors.ts';
import { contactId, isoInstant } from '../../../../shared/domain/identifiers.ts';
import { readText, type TextRef } from '../../../../shared/domain/text.ts';
import { declareStatus } from '../../../../shared/usecases/declare-status.ts';
import { endDraft } from '../../../../shared/usecases/end-draft.ts';
import { handOn } from '../../../../shared/usecases/hand-on.ts';
import { type MilestoneInPlan, readMilestone } from '../../../../shared/usecases/my-milestones.ts';
import { nothingToReport } from '../../../../shared/usecases/nothing-to-report.ts';
import { proposeChange } from '../../../../shared/usecases/propose-change.ts';
import { reviseDeadline } from '../../../../shared/usecases/revise-deadline.ts';
import { takeBack } from '../../../../shared/usecases/take-back.ts';
import { withdrawMilestone } from '../../../../shared/usecases/withdraw-milestone.ts';
import type { Permit } from '../../dependencies.ts';
import { draftOf } from '../draft-told.ts';
import { fieldsAsSent, milestoneIdOf, milestoneReply, readDue } from '../milestone-reply.ts';
import { json, type Operation, type Reply, reading, writing } from '../operation.ts';
import { commitmentIn, milestoneIn, shownPlan } from '../plan-view.ts';
import { proposedReply } from '../proposed-reply.ts';
import { refusing } from '../refusal.ts';
import { accepted, acceptedOnMilestone, day, note, nothing, reason, typedDate, waiting } from '../schemas/common.ts';
import { declaration, draft as draftTold, draftVersion, lastDeclaration, type SentDeclaration } from '../schemas/declaration.ts';
import { milestoneStatus } from '../schemas/status.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

const answer = z
  .strictObject({
    version: z.int().min(1),
    milestone: milestoneStatus,
    declaration: lastDeclaration.nullable(),
    draft: draftTold.nullable(),
  })
  .meta({
    id: 'Answer',
    description:
      'A milestone to be answered for: its version for `If-Match`, its published facts, what was last declared, and a colleague’s draft.',
  });

const handedOn = accepted.extend({ person: contactId, until: isoInstant.nullable() }).meta({ id: 'HandedOn' });

/** What was last declared as it would be sent again; null when nothing was, or when it was withdrawn. A redacted text is empty. */
function lastSaid({ milestone, commitment }: MilestoneInPlan): z.input<typeof lastDeclaration> | null {
  const said = lastDeclared(milestone)?.said;
  if (said?.kind !== 'declared') return null;
  const { status, evidence, completedOn, ...texts } = said.declaration;
  const text = (ref: TextRef | null): string | null => readText(commitment.texts, ref);
  return {
    status,
    done: text(texts.done),
    evidence: evidence.map(({ title, ...one }) => ({ ...one, title: text(title) ?? '' })),
    noEvidenceReason: text(texts.noEvidenceReason),
    difficulties: text(texts.difficulties),
    completedOn,
  };
}

/** A declaration with its new date read; the verb knows whether it may carry one. */
function readExpected({ expected }: SentDeclaration, { plan }: Permit) {
  if (expected === null || plan === null) return { ok: true, expected: null } as const;
  const read = readDue('expected.due', expected.due, plan.state.settings);
  return read.ok ? ({ ok: true, expected: { due: read.due, reason: expected.reason } } as const) : read;
}

/** What the ministry says of its own milestones. */
export const answeringOperations: readonly Operation[] = [
  reading({
    id: 'readAnswer',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/answer',
    who: 'see-form',
    summary: {
      fr: 'Un jalon dont on répond\u00A0: sa version, ses faits publiés, ce qui a été déclaré en dernier.',
      en: 'A milestone one answers for: its version, its published facts, what was last declared.',
    },
    answers: { 200: json(answer) },
    run: async ({ deps, now, names, permit }) => {
      const id = milestoneIdOf(names);
      const [of, found, stored] = await Promise.all([
        readMilestone(deps, id),
        shownPlan(deps, now, names.plan),
        deps.people.answerDraft(id),
      ]);
      if (!found.ok) return found;
      const commitment = commitmentIn(found.view, names.number);
      const milestone = commitment === null ? null : milestoneIn(found.view, commitment, id);
      if (of === null || milestone === null) return unknown;
      const { version } = of.milestone;
      const draft = stored === null ? null : draftOf(stored, permit.actor.id);
      return { ok: true, status: 200, body: { version, milestone, declaration: lastSaid(of), draft } };
    },
  }),
  writing({
    id: 'declareStatus',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/declarations',
    who: 'declare',
    versioned: 'milestone',
    summary: { fr: 'Déclarer où en est un jalon.', en: 'Declare where a milestone stands.' },
    body: declaration,
    example: {
      status: 'complete',
      done: 'Le comité s’est réuni une première fois.',
      evidence: [{ url: 'https://www.example.org/compte-rendu', title: 'Compte rendu', kind: 'minutes', date: '2021-10-14' }],
      completedOn: '2021-10-14',
    },
    answers: { 201: json(acceptedOnMilestone) },
    run: async (asked) => {
      const { deps, now, names, body, version, permit, signedIn } = asked;
      const read = readExpected(body, permit);
      if (!read.ok) return read;
      const milestoneId = milestoneIdOf(names);
      const mayPublish = !mustDraft(signedIn.roles, permit.actor, milestoneId);
      const { expected } = read;
      const { draft, ...said } = body;
      const { actor } = permit;
      const outcome = await declareStatus(deps, { ...said, expected, milestoneId, version, mayPublish, actor, now });
      // A newer draft than the one that was read stays, for somebody to read.
      if (outcome.ok && draft !== null) await endDraft(deps, { milestoneId, version: draft });
      const isTold = outcome.ok || outcome.reason === 'stale';
      return milestoneReply(asked, isTold ? outcome : { ...outcome, problems: fieldsAsSent(outcome.problems) });
    },
  }),
  writing({
    id: 'reportNothing',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/nothing-to-report',
    who: 'report-nothing',
    versioned: 'milestone',
    summary: {
      fr: 'Dire qu’il n’y a rien à signaler\u00A0: c’est une réponse, et elle est datée.',
      en: 'Say that there is nothing to report: it is an answer, and it is dated.',
    },
    body: z.strictObject({ note: note.nullable().default(null), draft: draftVersion }).meta({ id: 'NothingToReport' }),
    example: { note: null },
    answers: { 201: json(acceptedOnMilestone) },
    run: async (asked) => {
      const { deps, now, names, body, version, permit, signedIn } = asked;
      const milestoneId = milestoneIdOf(names);
      const mayPublish = !mustDraft(signedIn.roles, permit.actor, milestoneId);
      const { actor } = permit;
      const outcome = await nothingToReport(deps, { milestoneId, version, note: body.note, mayPublish, actor, now });
      if (outcome.ok && body.draft !== null) await endDraft(deps, { milestoneId, version: body.draft });
      return milestoneReply(asked, outcome);
    },
  }),
  writing({
    id: 'moveDeadline',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/deadline',
    who: 'move-deadline',
    versioned: 'milestone',
    summary: {
      fr: 'Reporter une échéance, avec un motif\u00A0; l’échéance publiée reste visible.',
      en: 'Move a deadline, with a reason; the published one stays visible.',
    },
    body: z.strictObject({ due: typedDate, reason }).meta({ id: 'MovedDeadline' }),
    example: { due: '15 décembre 2021', reason: 'Le marché a été attribué en novembre.' },
    answers: { 201: json(acceptedOnMilestone), 202: json(waiting) },
    run: async (asked): Promise<Reply> => {
      const { deps, now, names, body, version, permit } = asked;
      if (permit.plan === null) return unknown;
      const read = readDue('due', body.due, permit.plan.state.settings);
      if (!read.ok) return read;
      const { actor } = permit;
      const move = { milestoneId: milestoneIdOf(names), version, due: read.due, reason: body.reason };
      if (permit.approval !== 'second-person') return milestoneReply(asked, await reviseDeadline(deps, { ...move, actor, now }));
      const change = { kind: 'deadline', ...move } as const;
      const outcome = await proposeChange(deps, { planId: names.plan, change, actor, now });
      return outcome.ok ? proposedReply(outcome) : milestoneReply(asked, outcome);
    },
  }),
  writing({
    id: 'withdrawMilestone',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/withdrawal',
    who: 'withdraw',
    versioned: 'milestone',
    summary: {
      fr: 'Renoncer à un jalon, publiquement et avec un motif.',
      en: 'Give a milestone up, in public and with a reason.',
    },
    body: z.strictObject({ reason }).meta({ id: 'Withdrawal' }),
    example: { reason: 'L’action est reprise par un autre engagement.' },
    answers: { 201: json(acceptedOnMilestone) },
    run: async (asked) => {
      const { deps, now, names, body, version, permit } = asked;
      const command = { milestoneId: milestoneIdOf(names), version, reason: body.reason, actor: permit.actor, now };
      return milestoneReply(asked, await withdrawMilestone(deps, command));
    },
  }),
  writing({
    id: 'handOn',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/hand-on',
    who: 'hand-on',
    summary: {
      fr: 'Confier un jalon à un collègue de la même maison, pour un temps.',
      en: 'Hand a milestone to a colleague of the same house, for a time.',
    },
    body: z
      .strictObject({ email: z.string().min(1).max(254), name: z.string().min(1).max(200), until: day, mayPublish: z.boolean() })
      .meta({
        id: 'HandOn',
        description: '`until` is the last day. Without `mayPublish` the colleague drafts and the lead confirms.',
      }),
    example: { email: 'colleague@example.org', name: 'Dominique Exemple', until: '2021-11-30', mayPublish: false },
    answers: { 201: json(handedOn) },
    run: async ({ deps, now, names, body, permit }) => {
      const outcome = await handOn(deps, { ...body, milestoneId: milestoneIdOf(names), actor: permit.actor, now });
      if (!outcome.ok) return refusing(outcome);
      const { seq, holder } = outcome;
      const until = holder.assignment.until;
      return {
        ok: true,
        status: 201,
        body: { ok: true, log: `${names.plan}/${names.number}`, seq, person: holder.contact.id, until },
      };
    },
  }),
  writing({
    id: 'takeBack',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/take-back',
    who: 'take-back',
    summary: { fr: 'Reprendre un jalon confié, tout de suite.', en: 'Take back a milestone that was handed on, at once.' },
    body: nothing,
    example: {},
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, permit }) => {
      const outcome = await takeBack(deps, { milestoneId: milestoneIdOf(names), actor: permit.actor, now });
      if (!outcome.ok) return refusing(outcome.reason === 'unknown-contact' ? refused('not-ready') : outcome);
      return { ok: true, status: 201, body: { ok: true, log: `${names.plan}/${names.number}`, seq: outcome.seq } };
    },
  }),
];
