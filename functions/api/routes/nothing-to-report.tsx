import type { Context, Hono } from 'hono';
import * as z from 'zod';
import type { AnswerDraft } from '../../../shared/domain/answer-draft.ts';
import { declaredStatusOf, standingWords } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { cleanText, noteLimit, publicTextProblems } from '../../../shared/domain/public-text.ts';
import { readText } from '../../../shared/domain/text.ts';
import { endDraft } from '../../../shared/usecases/end-draft.ts';
import { type MilestoneInPlan, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { nothingToReport } from '../../../shared/usecases/nothing-to-report.ts';
import { saveDraft } from '../../../shared/usecases/save-draft.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { draftText, versionText } from '../forms/declaration-form.ts';
import { draftOfNothing, readDraft } from '../forms/draft-form.ts';
import { NothingToReportPage } from '../pages/nothing-to-report.tsx';
import { shownDraft } from './around-milestone.ts';
import { type Allowed, allowed, notWritten, termsOf } from './milestone.tsx';

const noteForm = z.strictObject({
  token: z.string(),
  version: versionText,
  draft: draftText.default(''),
  note: z.string().default(''),
});
type NoteForm = z.infer<typeof noteForm>;

type Shown = {
  readonly note?: string;
  readonly draft: AnswerDraft | null;
  readonly problems?: readonly Problem[];
  /** What changed since the page was shown. */
  readonly changed?: 'milestone' | 'draft';
};

/** The entry by which this person said just this already: a confirmation that was sent twice. */
function repeatOf({ milestone, commitment }: MilestoneInPlan, contactId: string | null, note: string): number | null {
  const last = standingWords(milestone).at(-1);
  if (last === undefined || last.said.kind !== 'nothing-to-report' || last.by.id !== contactId) return null;
  return (readText(commitment.texts, last.said.note) ?? '') === cleanText(note) ? last.seq : null;
}

/** Does this draft say just this already? */
function saysNothing(draft: AnswerDraft, note: string): boolean {
  const read = readDraft(draft);
  return read?.kind === 'nothing-to-report' && cleanText(read.note) === cleanText(note);
}

/** "Rien à signaler": a page to confirm it, and the confirmation, or a draft of it for the lead. */
export function nothingToReportRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = async (c: Context<ApiEnv>, asked: Allowed, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> => {
    const { draft } = shown;
    const read = draft === null ? null : readDraft(draft);
    return show(
      c,
      <NothingToReportPage
        {...frameOf(c, deps)}
        of={asked.of}
        token={tokenFor(c, deps, `/app/${asked.of.milestone.id}/nothing-to-report`)}
        isDraft={termsOf(asked).isDraft}
        draft={await shownDraft(c, deps, asked, draft)}
        note={shown.note ?? (read?.kind === 'nothing-to-report' ? read.note : '')}
        problems={shown.problems ?? []}
        changed={shown.changed ?? null}
      />,
      status,
    );
  };

  const stale = async (c: Context<ApiEnv>, asked: Allowed, note: string, draft: AnswerDraft | null): Promise<Response> => {
    const { id } = asked.of.milestone;
    const of = await readMilestone(deps, id);
    if (of === null) return notFound(c, deps);
    const repeat = repeatOf(of, asked.actor.id, note);
    const now = { ...asked, of };
    return repeat === null
      ? page(c, now, { note, draft, changed: 'milestone' }, 409)
      : c.redirect(`/app/${id}/?saved=${repeat}`, 303);
  };

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, form: NoteForm, draft: AnswerDraft | null): Promise<Response> => {
    const { id } = asked.of.milestone;
    const { actor } = asked;
    const { note } = form;
    const command = { milestoneId: id, version: Number(form.version), note, actor, mayPublish: true, now: c.get('now') };
    const outcome = await nothingToReport(deps, command);
    if (outcome.ok) {
      // A filled-in draft is another answer: it stays for the lead to read.
      if (draft !== null && readDraft(draft)?.kind === 'nothing-to-report') await endDraft(deps, draft);
      deps.log.info('nothing-to-report', { milestoneId: id, seq: outcome.seq, contactId: actor.id });
      return c.redirect(`/app/${id}/?saved=${outcome.seq}`, 303);
    }
    return notWritten(c, deps, outcome, {
      stale: () => stale(c, asked, note, draft),
      invalid: () => page(c, asked, { note, draft, problems: outcome.problems }, 422),
      withdrawn: () => c.redirect(`/app/${id}/`, 303),
    });
  };

  const keepDraft = async (c: Context<ApiEnv>, asked: Allowed, form: NoteForm, draft: AnswerDraft | null): Promise<Response> => {
    const { id } = asked.of.milestone;
    const note = cleanText(form.note);
    const problems = publicTextProblems('note', note, noteLimit);
    if (problems.length > 0) return page(c, asked, { note: form.note, draft, problems }, 422);
    const outcome = await saveDraft(deps, {
      ...{ milestoneId: id, actor: asked.actor, now: c.get('now'), version: Number(form.version), draft: Number(form.draft) },
      fields: draftOfNothing(note),
    });
    if (outcome.ok) {
      deps.log.info('draft-saved', { milestoneId: id, version: outcome.draft.version, contactId: asked.actor.id });
      return c.redirect(`/app/${id}/?draft=${outcome.draft.version}`, 303);
    }
    switch (outcome.reason) {
      case 'stale':
        return outcome.current === undefined
          ? page(c, asked, { note, draft: outcome.draft ?? null, changed: 'draft' }, 409)
          : stale(c, asked, note, draft);
      case 'withdrawn':
        return c.redirect(`/app/${id}/`, 303);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/:milestone/nothing-to-report', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const { milestone } = asked.of;
    if (declaredStatusOf(milestone) === 'withdrawn') return c.redirect(`/app/${milestone.id}/`, 303);
    return page(c, asked, { draft: await deps.people.answerDraft(milestone.id) });
  });

  app.post('/app/:plan/:number/:milestone/nothing-to-report', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const read = noteForm.safeParse(Object.fromEntries(c.get('form')));
    if (!read.success) return malformed(c, deps);
    const { id, version } = asked.of.milestone;
    const { note } = read.data;
    const draft = await deps.people.answerDraft(id);
    if (Number(read.data.version) !== version) return stale(c, asked, note, draft);
    const isDraft = termsOf(asked).isDraft;
    if (read.data.draft !== (draft === null ? '' : String(draft.version))) {
      const isRepeat = isDraft && draft?.by === asked.actor.id && saysNothing(draft, note);
      return isRepeat
        ? c.redirect(`/app/${id}/?draft=${draft.version}`, 303)
        : page(c, asked, { note, draft, changed: 'draft' }, 409);
    }
    return isDraft ? keepDraft(c, asked, read.data, draft) : confirm(c, asked, read.data, draft);
  });
}
