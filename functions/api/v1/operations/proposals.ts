import * as z from 'zod';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { processStep } from '../../../../shared/domain/plan.ts';
import { type Proposal, proposal, proposalKind } from '../../../../shared/domain/proposal.ts';
import { judgeProposal } from '../../../../shared/usecases/judge-proposal.ts';
import { json, type Operation, reading, writing } from '../operation.ts';
import { refusing } from '../refusal.ts';
import { sentTitles, title, typedDate } from '../schemas/common.ts';

const proposalTold = z
  .strictObject({ ...proposal.omit({ planId: true }).shape, date: fuzzyDate.nullable() })
  .meta({ id: 'Proposal', description: 'A dated event a document tells of, with its source line. Nothing of it is public yet.' });

const proposals = z.strictObject({ proposals: z.array(proposalTold) }).meta({ id: 'Proposals' });

const judged = z.strictObject({ ok: z.literal(true), proposal: proposalTold }).meta({ id: 'Judged' });

const confirmedAs = z.strictObject({
  kind: proposalKind,
  titles: sentTitles,
  date: typedDate.nullable().default(null),
  state: processStep.shape.state,
  body: z.string().max(300).nullable().default(null),
  withCivilSociety: z.boolean().default(false),
  followUpOwed: z.boolean().nullable().default(null),
  process: z
    .union([z.strictObject({ id: z.string().max(80) }), z.strictObject({ title })])
    .nullable()
    .default(null),
});

const version = z.int().min(1);

const judgement = z
  .discriminatedUnion('verdict', [
    z.strictObject({
      verdict: z.literal('confirm'),
      version,
      as: z.union([confirmedAs, z.strictObject({ sameAs: z.string().max(80) })]),
    }),
    z.strictObject({ verdict: z.literal('reject'), version }),
    z.strictObject({ verdict: z.literal('reopen'), version }),
  ])
  .meta({
    id: 'Judgement',
    description:
      'Confirmed, a proposal becomes a meeting, a step of the participation process named, or one more source of `sameAs`. `reopen` takes a rejection back.',
  });

function told({ planId: _, ...one }: Proposal): z.input<typeof proposalTold> {
  return one;
}

/** Dated events that documents tell of: each is confirmed, edited or rejected. */
export const proposalOperations: readonly Operation[] = [
  reading({
    id: 'listProposals',
    section: 'plan',
    path: '/{plan}/proposals',
    who: 'judge-proposal',
    summary: {
      fr: 'Les événements datés que les documents d’un plan proposent.',
      en: 'The dated events that a plan’s documents propose.',
    },
    answers: { 200: json(proposals) },
    run: async ({ deps, names }) => {
      const all = await deps.people.proposalsOf(names.plan);
      return { ok: true, status: 200, body: { proposals: all.map(told) } };
    },
  }),
  writing({
    id: 'judgeProposal',
    section: 'plan',
    path: '/{plan}/proposals/{proposal}',
    who: 'judge-proposal',
    summary: { fr: 'Confirmer, corriger ou écarter une proposition.', en: 'Confirm, edit or reject a proposal.' },
    body: judgement,
    example: {
      verdict: 'confirm',
      version: 1,
      as: { kind: 'meeting', titles: { fr: 'Réunion du conseil' }, date: '27 juin 2019', state: 'held' },
    },
    answers: { 200: json(judged) },
    run: async ({ deps, now, names, body, permit }) => {
      const about = { planId: names.plan, id: names.proposal, actor: permit.actor, now };
      const outcome = await judgeProposal(deps, { ...about, ...body });
      if (outcome.ok) return { ok: true, status: 200, body: { ok: true, proposal: told(outcome.proposal) } };
      const isOther = outcome.reason === 'stale' && outcome.current !== undefined;
      return isOther ? { ok: false, problem: 'stale', current: told(outcome.current) } : refusing(outcome);
    },
  }),
];
