import * as z from 'zod';
import { rolesOn } from '../../../../shared/domain/authority.ts';
import { assessment } from '../../../../shared/domain/commitment.ts';
import { commitmentIdOf, milestoneId } from '../../../../shared/domain/identifiers.ts';
import { sha256 } from '../../../../shared/domain/text.ts';
import { assessCommitment } from '../../../../shared/usecases/assess-commitment.ts';
import { type Correction, correctEntry } from '../../../../shared/usecases/correct-entry.ts';
import { redactTexts } from '../../../../shared/usecases/redact-texts.ts';
import type { Permit } from '../../dependencies.ts';
import { logReply, writtenReply } from '../log-reply.ts';
import { milestoneIdOf, readDate } from '../milestone-reply.ts';
import { json, type Operation, type Refusing, writing } from '../operation.ts';
import { accepted, day, reason, title, titles, typedDate, webAddress } from '../schemas/common.ts';

const { completion, verifiable, relevant, ambition, earlyResults } = assessment.shape;

const assessmentBody = z
  .strictObject({
    completion: completion.default(null),
    verifiable: verifiable.default(null),
    relevant: relevant.default(null),
    ambition: ambition.default(null),
    earlyResults: earlyResults.default(null),
    source: z.strictObject({ title, url: webAddress, date: day }),
  })
  .meta({ id: 'AssessmentBody', description: 'Values of the IRM’s own scheme, at least one, with the report they are from.' });

const assessmentExample = {
  completion: 'limited',
  source: { title: 'Rapport de résultats 2021-2023', url: 'https://www.example.org/irm', date: '2021-10-15' },
} as const;

const correctionBody = z
  .strictObject({
    change: z.discriminatedUnion('field', [
      z.strictObject({ field: z.literal('word'), milestone: milestoneId }),
      z.strictObject({ field: z.literal('milestone-title'), milestone: milestoneId, titles }),
      z.strictObject({ field: z.literal('title'), titles }),
      z.strictObject({ field: z.literal('published-deadline'), milestone: milestoneId, due: typedDate }),
      z.strictObject({
        field: z.literal('ogp-id'),
        ogpId: z.strictObject({ code: z.string().regex(/^[A-Z]{2}\d{4}$/), verified: z.boolean() }).nullable(),
      }),
    ]),
    reason,
  })
  .meta({
    id: 'CorrectionBody',
    description: '“word”: a word of the ministry no longer counts. The others mend what a document was read as.',
  });
type Sent = z.infer<typeof correctionBody>['change'];

const redactionBody = z.strictObject({ texts: z.array(sha256).min(1).max(200).nullable().default(null), reason }).meta({
  id: 'RedactionBody',
  description: 'Hashes of the texts to delete for ever, as the log tells them; null for every one of the entry.',
});
const redactionExample = { texts: null, reason: 'Le texte nommait une personne.' };

/** A correction as the log writes it; a date is read in the plan's language. */
function correctionOf(change: Sent, { plan }: Permit): { readonly ok: true; readonly change: Correction } | Refusing {
  switch (change.field) {
    case 'word':
      return { ok: true, change: { field: 'word', milestoneId: change.milestone } };
    case 'milestone-title':
      return { ok: true, change: { field: 'milestone-title', milestoneId: change.milestone, titles: change.titles } };
    case 'published-deadline': {
      if (plan === null) return { ok: false, problem: 'not-found' };
      const read = readDate('change.due', change.due, plan.state.settings);
      return read.ok ? { ok: true, change: { field: 'published-deadline', milestoneId: change.milestone, due: read.due } } : read;
    }
    case 'title':
    case 'ogp-id':
      return { ok: true, change };
    default:
      return change satisfies never;
  }
}

/** What is done to one commitment's log: assessments, corrections, redactions. */
export const commitmentOperations: readonly Operation[] = [
  writing({
    id: 'assessCommitment',
    section: 'commitment',
    path: '/{plan}/{number}/assessment',
    who: 'assess',
    versioned: 'log',
    summary: {
      fr: 'Consigner l’évaluation d’un engagement par le mécanisme indépendant, avec sa source.',
      en: 'Record the independent assessment of a commitment, with its source.',
    },
    body: assessmentBody,
    example: assessmentExample,
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit, version }) => {
      const commitmentId = commitmentIdOf(names.plan, names.number);
      const command = { commitmentId, milestoneId: null, assessment: body, basedOn: version, actor: permit.actor, now };
      return logReply(deps, { subject: commitmentId, seen: version }, await assessCommitment(deps, command));
    },
  }),
  writing({
    id: 'assessMilestone',
    section: 'commitment',
    path: '/{plan}/{number}/{milestone}/assessment',
    who: 'assess-milestone',
    versioned: 'log',
    summary: {
      fr: 'Consigner l’évaluation d’un jalon par le mécanisme indépendant, avec sa source.',
      en: 'Record the independent assessment of a milestone, with its source.',
    },
    body: assessmentBody,
    example: assessmentExample,
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit, version }) => {
      const commitmentId = commitmentIdOf(names.plan, names.number);
      const about = { commitmentId, milestoneId: milestoneIdOf(names), basedOn: version };
      const outcome = await assessCommitment(deps, { ...about, assessment: body, actor: permit.actor, now });
      return logReply(deps, { subject: commitmentId, seen: version }, outcome);
    },
  }),
  writing({
    id: 'correctEntry',
    section: 'commitment',
    path: '/{plan}/{number}/log/{entry}/corrections',
    who: 'correct',
    versioned: 'log',
    summary: {
      fr: 'Corriger ou annuler une écriture par une nouvelle écriture publique.',
      en: 'Mend or undo an entry by a new public one.',
    },
    body: correctionBody,
    example: { change: { field: 'word', milestone: 'fr-2021-2023/28/m1' }, reason: 'Déclaration saisie sur le mauvais jalon.' },
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit, signedIn, version }) => {
      const read = correctionOf(body.change, permit);
      if (!read.ok) return read;
      const commitmentId = commitmentIdOf(names.plan, names.number);
      const what = { corrects: Number(names.entry), change: read.change, reason: body.reason, basedOn: version };
      const who = { actor: permit.actor, otherRoles: rolesOn(signedIn.roles, permit.resource) };
      const outcome = await correctEntry(deps, { commitmentId, ...what, ...who, now });
      return logReply(deps, { subject: commitmentId, seen: version }, outcome);
    },
  }),
  writing({
    id: 'redactEntry',
    section: 'commitment',
    path: '/{plan}/{number}/log/{entry}/redaction',
    who: 'redact',
    summary: {
      fr: 'Supprimer pour toujours des textes d’une écriture\u00A0; l’écriture et sa preuve restent.',
      en: 'Delete texts of an entry for ever; the entry and its proof stay.',
    },
    body: redactionBody,
    example: redactionExample,
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit }) => {
      const subject = commitmentIdOf(names.plan, names.number);
      const texts = body.texts === null ? {} : { texts: body.texts };
      const command = { subject, of: Number(names.entry), reason: body.reason, ...texts, actor: permit.actor, now };
      return writtenReply(subject, await redactTexts(deps, command));
    },
  }),
  writing({
    id: 'redactPlanEntry',
    section: 'plan',
    path: '/{plan}/log/{entry}/redaction',
    who: 'redact-plan',
    summary: {
      fr: 'Supprimer pour toujours des textes d’une écriture du journal d’un plan.',
      en: 'Delete texts of an entry of a plan’s log for ever.',
    },
    body: redactionBody,
    example: redactionExample,
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit }) => {
      const texts = body.texts === null ? {} : { texts: body.texts };
      const command = { subject: names.plan, of: Number(names.entry), reason: body.reason, ...texts, actor: permit.actor, now };
      return writtenReply(names.plan, await redactTexts(deps, command));
    },
  }),
];
