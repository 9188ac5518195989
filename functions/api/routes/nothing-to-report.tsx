import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { declaredStatusOf, standingWords } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText } from '../../../shared/domain/text.ts';
import { type MilestoneInPlan, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { nothingToReport } from '../../../shared/usecases/nothing-to-report.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { NothingToReportPage } from '../pages/nothing-to-report.tsx';
import { type Allowed, allowed } from './milestone.tsx';

const noteForm = z.strictObject({
  token: z.string(),
  version: z.string().regex(/^[1-9]\d{0,8}$/),
  note: z.string().default(''),
});

type Shown = { readonly note?: string; readonly problems?: readonly Problem[]; readonly isStale?: boolean };

/** The entry by which this person said just this already: a confirmation that was sent twice. */
function repeatOf({ milestone, commitment }: MilestoneInPlan, contactId: string | null, note: string): number | null {
  const last = standingWords(milestone).at(-1);
  if (last === undefined || last.said.kind !== 'nothing-to-report' || last.by.id !== contactId) return null;
  return (readText(commitment.texts, last.said.note) ?? '') === cleanText(note) ? last.seq : null;
}

/** "Rien à signaler": a page to confirm it, and the confirmation. */
export function nothingToReportRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const page = (c: Context<ApiEnv>, of: MilestoneInPlan, shown: Shown, status: 200 | 409 | 422 = 200): Response =>
    show(
      c,
      <NothingToReportPage
        {...frameOf(c, deps)}
        of={of}
        token={tokenFor(c, deps, `/app/${of.milestone.id}/nothing-to-report`)}
        note={shown.note ?? ''}
        problems={shown.problems ?? []}
        isStale={shown.isStale ?? false}
      />,
      status,
    );

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, version: number, note: string): Promise<Response> => {
    const { id } = asked.of.milestone;
    const command = { milestoneId: id, version, note, actor: asked.actor, now: c.get('now') };
    const outcome = await nothingToReport(deps, command);
    if (outcome.ok) {
      deps.log.info('nothing-to-report', { milestoneId: id, seq: outcome.seq, contactId: asked.actor.id });
      return c.redirect(`/app/${id}/?saved=${outcome.seq}`, 303);
    }
    switch (outcome.reason) {
      case 'stale': {
        const of = await readMilestone(deps, id);
        if (of === null) return notFound(c, deps);
        const repeat = repeatOf(of, asked.actor.id, note);
        return repeat === null ? page(c, of, { note, isStale: true }, 409) : c.redirect(`/app/${id}/?saved=${repeat}`, 303);
      }
      case 'invalid':
        return page(c, asked.of, { note, problems: outcome.problems }, 422);
      case 'busy':
        return busy(c, deps);
      case 'withdrawn':
        return c.redirect(`/app/${id}/`, 303);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/:milestone/nothing-to-report', async (c) => {
    const asked = await allowed(c, deps, 'report-nothing');
    if (asked === null) return notFound(c, deps);
    const { milestone } = asked.of;
    return declaredStatusOf(milestone) === 'withdrawn' ? c.redirect(`/app/${milestone.id}/`, 303) : page(c, asked.of, {});
  });

  app.post('/app/:plan/:number/:milestone/nothing-to-report', async (c) => {
    const asked = await allowed(c, deps, 'report-nothing');
    if (asked === null) return notFound(c, deps);
    const read = noteForm.safeParse(Object.fromEntries(c.get('form')));
    return read.success ? confirm(c, asked, Number(read.data.version), read.data.note) : malformed(c, deps);
  });
}
