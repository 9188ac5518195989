import type { Context, Hono } from 'hono';
import { canonicalJson } from '../../../shared/domain/canonical-json.ts';
import type { Assessment, MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import { readable } from '../../../shared/domain/text.ts';
import { commitmentChanges } from '../../../shared/showing/commitment-changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { type AssessCommand, assessCommitment, decideAssessment } from '../../../shared/usecases/assess-commitment.ts';
import { foreseeCommitment } from '../../../shared/usecases/foresee-change.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { assessmentFrom, prefilledAssessment, readAssessment, type TypedAssessment } from '../forms/assess-form.ts';
import { AssessPage, AssessPreviewPage } from '../pages/assess.tsx';
import { type AskedCommitment, askedCommitment } from './log.ts';

type Asked = AskedCommitment & {
  readonly milestone: MilestoneState | null;
  readonly standing: Assessment | null;
  readonly path: string;
};

type Shown = { readonly typed: TypedAssessment; readonly problems?: readonly Problem[]; readonly since?: number };

/** What the IRM found, of a commitment or of one milestone: form, preview, one entry. */
export function assessRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  async function asked(c: Context<ApiEnv>): Promise<Asked | null> {
    const of = await askedCommitment(c, deps);
    if (of === null) return null;
    const { resource } = of.permit;
    const path = `/app/${resource.id}/assess`;
    const { state, milestones } = of.record.commitment;
    if (resource.kind === 'commitment') return { ...of, milestone: null, standing: state.assessment, path };
    const milestone = milestones.find(({ id }) => id === resource.id);
    return milestone === undefined ? null : { ...of, milestone, standing: milestone.assessment, path };
  }

  const pageOf = (c: Context<ApiEnv>, { telling, record, milestone, path, logPath }: Asked) => ({
    ...frameOf(c, deps),
    ...{ telling, record, milestone, path, logPath },
    token: tokenFor(c, deps, path),
  });

  const form = (c: Context<ApiEnv>, of: Asked, shown: Shown, status: 200 | 409 | 422 = 200): Response => {
    const since = of.changes.filter(
      ({ seq, kind, milestoneId }) =>
        shown.since !== undefined &&
        (seq ?? 0) > shown.since &&
        kind === 'assessed' &&
        milestoneId === (of.milestone?.id ?? null),
    );
    const more = { standing: of.standing, typed: shown.typed, problems: shown.problems ?? [] };
    return show(c, <AssessPage {...pageOf(c, of)} {...more} since={since} />, status);
  };

  /** The same assessment by the same person, sent twice: its first answer was lost. */
  const repeatOf = ({ record, standing, milestone }: Asked, command: AssessCommand): number | null => {
    const last = record.log.findLast((one) => one.type === 'assessed' && one.data.milestoneId === (milestone?.id ?? null));
    if (last === undefined || last.actor.id !== command.actor.id || standing === null) return null;
    return canonicalJson(readable(standing, record.texts)) === canonicalJson(command.assessment) ? last.seq : null;
  };

  const refusal = async (
    c: Context<ApiEnv>,
    command: AssessCommand,
    typed: TypedAssessment,
    { reason, problems }: Refused,
  ): Promise<Response> => {
    const now = await asked(c);
    if (now === null) return notFound(c, deps);
    switch (reason) {
      case 'stale': {
        const repeat = repeatOf(now, command);
        if (repeat !== null) return c.redirect(`${now.logPath}?saved=${repeat}`, 303);
        const again = { ...typed, basedOn: String(now.record.commitment.state.head.seq) };
        return form(c, now, { typed: again, since: Number(typed.basedOn) }, 409);
      }
      case 'invalid':
        return form(c, now, { typed, problems }, 422);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  for (const path of ['/app/:plan/:number/assess', '/app/:plan/:number/:milestone/assess']) {
    app.get(path, async (c) => {
      const of = await asked(c);
      if (of === null) return notFound(c, deps);
      return form(c, of, { typed: prefilledAssessment(of.standing, of.record.texts, of.record.commitment.state.head.seq) });
    });

    app.post(path, async (c) => {
      const of = await asked(c);
      if (of === null) return notFound(c, deps);
      const read = readAssessment(c.get('form'));
      if (read === null) return malformed(c, deps);
      const { typed, step } = read;
      if (step === 'edit') return form(c, of, { typed });
      const command: AssessCommand = {
        commitmentId: of.record.commitment.state.id,
        milestoneId: of.milestone?.id ?? null,
        assessment: assessmentFrom(typed),
        basedOn: Number(typed.basedOn),
        actor: of.permit.actor,
        now: c.get('now'),
      };
      if (step === 'preview') {
        const decided = decideAssessment(of.record, command, of.telling.zone, deps.rng);
        if (!decided.ok) return refusal(c, command, typed, decided);
        const foreseen = foreseeCommitment(of.record, command, decided);
        const after = commitmentChanges(foreseen, messages[c.get('language')]).at(-1);
        if (after === undefined) return notFound(c, deps);
        const { assessment } = decided.change.data;
        return show(
          c,
          <AssessPreviewPage {...pageOf(c, of)} typed={typed} assessment={assessment} texts={foreseen.texts} after={after} />,
        );
      }
      const outcome = await assessCommitment(deps, command);
      if (!outcome.ok) return refusal(c, command, typed, outcome);
      deps.log.info('assessed', { subject: of.permit.resource.id, seq: outcome.seq, contactId: command.actor.id });
      return c.redirect(`${of.logPath}?saved=${outcome.seq}`, 303);
    });
  }
}
