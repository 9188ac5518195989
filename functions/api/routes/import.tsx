import type { Context, Hono } from 'hono';
import { interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { confirmImport, type ImportReview, reviewImport } from '../../../shared/usecases/review-import.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import { filesProblem, type ImportForm, readImportForm } from '../forms/import-form.ts';
import { type FilesProblem, importMessages } from '../messages/import.ts';
import type { UploadedFile } from '../middleware/read-form.ts';
import { ImportFormPage, importPath } from '../pages/import-form.tsx';
import { ImportReviewPage } from '../pages/import-review.tsx';

type Asked = { readonly settings: PlanSettings; readonly actor: Permit['actor'] };

/** A pasted text is named in the plan's own language: the name is public, and the same text has the same one. */
function pastedNameOf({ languages }: PlanSettings): string {
  return importMessages(interfaceLanguage.catch('en').parse(languages[0])).pastedName;
}

/** Fact sheets and documents read in the browser: chosen, shown beside what was read, confirmed. */
export function importRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const asked = (c: Context<ApiEnv>): Asked | null => {
    const permit = c.get('permit');
    return permit === null || permit.plan === null ? null : { settings: permit.plan.state.settings, actor: permit.actor };
  };

  const frame = (c: Context<ApiEnv>, { settings }: Asked) => ({
    ...frameOf(c, deps),
    settings,
    token: tokenFor(c, deps, importPath(settings.id)),
  });

  const form = (c: Context<ApiEnv>, of: Asked, text: string, problem: FilesProblem | null): Response =>
    show(c, <ImportFormPage {...frame(c, of)} text={text} problem={problem} />, problem === null ? 200 : 422);

  const page = (c: Context<ApiEnv>, of: Asked, files: readonly UploadedFile[], review: ImportReview, hasMoved = false) =>
    show(
      c,
      <ImportReviewPage {...frame(c, of)} files={files} review={review} hasMoved={hasMoved} />,
      hasMoved ? 409 : review.canBeWritten ? 200 : 422,
    );

  const read = async (c: Context<ApiEnv>, of: Asked, { files }: ImportForm): Promise<Response> => {
    const reviewed = await reviewImport(deps, {
      planId: of.settings.id,
      sources: files,
      actor: of.actor,
      now: c.get('now'),
    });
    return reviewed.ok ? page(c, of, files, reviewed.review) : notFound(c, deps);
  };

  const confirm = async (c: Context<ApiEnv>, of: Asked, { files }: ImportForm, digest: string): Promise<Response> => {
    const { id: planId } = of.settings;
    const outcome = await confirmImport(deps, { planId, sources: files, actor: of.actor, now: c.get('now'), digest });
    if (outcome.ok) {
      const changed = outcome.report?.items.filter((item) => item.outcome !== 'unchanged').length ?? 0;
      const contacts = outcome.report?.newContacts ?? 0;
      const proposals = outcome.report?.newProposals ?? 0;
      deps.log.info('imported', { planId, contactId: of.actor.id, changed, contacts, proposals });
      const told = new URLSearchParams({
        done: 'imported',
        ...{ changed: String(changed), contacts: String(contacts), proposals: String(proposals) },
      });
      return c.redirect(`/app/plans/${planId}/?${told}`, 303);
    }
    if (outcome.reason === 'moved') return page(c, of, files, outcome.review, true);
    return outcome.reason === 'unknown-plan' ? notFound(c, deps) : busy(c, deps);
  };

  app.get('/app/plans/:plan/import', (c) => {
    const of = asked(c);
    return of === null ? notFound(c, deps) : form(c, of, '', null);
  });

  app.post('/app/plans/:plan/import', (c) => {
    const of = asked(c);
    if (of === null) return notFound(c, deps);
    const sent = readImportForm(c.get('form'), c.get('files'), pastedNameOf(of.settings));
    if (sent === null) return malformed(c, deps);
    const problem = filesProblem(sent.files);
    if (problem !== null) return form(c, of, sent.text, problem);
    return sent.digest === null ? read(c, of, sent) : confirm(c, of, sent, sent.digest);
  });
}
