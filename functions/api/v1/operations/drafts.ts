import * as z from 'zod';
import { mustDraft } from '../../../../shared/domain/answer-draft.ts';
import { noteLimit, publicTextProblems, typed } from '../../../../shared/domain/public-text.ts';
import { endDraft } from '../../../../shared/usecases/end-draft.ts';
import { readMilestone } from '../../../../shared/usecases/my-milestones.ts';
import { saveDraft } from '../../../../shared/usecases/save-draft.ts';
import { declarationFrom } from '../../forms/declaration-form.ts';
import { draftOfDeclaration, draftOfNothing } from '../../forms/draft-form.ts';
import { draftOf, typedFrom } from '../draft-told.ts';
import { fieldsAsSent, milestoneIdOf, milestoneReply } from '../milestone-reply.ts';
import { json, type Operation, writing } from '../operation.ts';
import { done, note } from '../schemas/common.ts';
import { declaration, draft, draftVersion } from '../schemas/declaration.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

const draftBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('declaration'), declaration }),
    z.strictObject({ kind: z.literal('nothing-to-report'), note: note.default(''), draft: draftVersion }),
  ])
  .meta({ id: 'DraftBody', description: 'A draft replaces the one whose version is named in `draft`, and no other.' });

const saved = z.strictObject({ ok: z.literal(true), draft }).meta({ id: 'DraftSaved' });

/** Answers of a colleague that wait for the lead. */
export const draftOperations: readonly Operation[] = [
  writing({
    id: 'saveDraft',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/draft',
    who: 'declare',
    versioned: 'milestone',
    summary: {
      fr: 'Préparer une réponse que le responsable confirmera\u00A0; rien n’est publié.',
      en: 'Prepare an answer for the lead to confirm; nothing is public.',
    },
    body: draftBody,
    example: { kind: 'declaration', declaration: { status: 'substantial', done: 'Le cahier des charges est écrit.' } },
    answers: { 200: json(saved) },
    run: async (asked) => {
      const { deps, now, names, body, version, permit, signedIn } = asked;
      const { actor } = permit;
      const milestoneId = milestoneIdOf(names);
      const of = await readMilestone(deps, milestoneId);
      if (of === null) return unknown;
      if (!mustDraft(signedIn.roles, actor, milestoneId)) return { ok: false, problem: 'conflict', detail: 'may-publish' };
      const isDeclaration = body.kind === 'declaration';
      const form = isDeclaration ? typedFrom(body.declaration, version) : null;
      const { settings } = of.plan.state;
      const read = form === null ? null : declarationFrom(form, { milestone: of.milestone, settings, actor, now });
      if (read?.ok === false && version === of.milestone.version)
        return { ok: false, problem: 'invalid', errors: fieldsAsSent(read.problems, 'declaration.') };
      const words = isDeclaration ? '' : (typed(body.note) ?? '');
      const errors = publicTextProblems('note', words, noteLimit);
      if (errors.length > 0) return { ok: false, problem: 'invalid', errors };
      const fields = form === null ? draftOfNothing(words) : draftOfDeclaration(form);
      const seen = (isDeclaration ? body.declaration.draft : body.draft) ?? 0;
      const outcome = await saveDraft(deps, { milestoneId, version, draft: seen, fields, actor, now });
      if (outcome.ok) return { ok: true, status: 200, body: { ok: true, draft: draftOf(outcome.draft, actor.id) } };
      if (outcome.reason !== 'stale' || outcome.current !== undefined) return milestoneReply(asked, outcome);
      const stands = outcome.draft ?? null;
      return { ok: false, problem: 'stale', current: { draft: stands === null ? null : draftOf(stands, actor.id) } };
    },
  }),
  writing({
    id: 'discardDraft',
    section: 'answering',
    path: '/{plan}/{number}/{milestone}/draft/discard',
    who: 'declare',
    summary: { fr: 'Écarter une réponse préparée.', en: 'Put a prepared answer aside.' },
    body: z.strictObject({ draft: z.int().min(1) }).meta({ id: 'DiscardedDraft' }),
    example: { draft: 1 },
    answers: { 200: json(done) },
    run: async ({ deps, names, body }) => {
      const outcome = await endDraft(deps, { milestoneId: milestoneIdOf(names), version: body.draft });
      return outcome.ok ? { ok: true, status: 200, body: { ok: true } } : { ok: false, problem: 'stale' };
    },
  }),
];
