import type { Context, Hono } from 'hono';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { Proposal } from '../../../shared/domain/proposal.ts';
import type { PlanRecord } from '../../../shared/ports.ts';
import { type JudgeOutcome, judgeProposal } from '../../../shared/usecases/judge-proposal.ts';
import { datesAsRead, readTypedDate } from '../../../shared/usecases/typed-date.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import { type ProposalFields, proposalFields, readProposalForm, type SentProposal } from '../forms/proposal-form.ts';
import { ProposalPage } from '../pages/proposal.tsx';
import { ProposalsPage, proposalsPath } from '../pages/proposals.tsx';
import type { Shown } from '../pages/record-form.tsx';

type Asked = { readonly plan: PlanRecord; readonly actor: Permit['actor']; readonly proposals: readonly Proposal[] };
type Again = {
  readonly typed?: ProposalFields | null;
  readonly problems?: readonly Problem[];
  readonly shown?: Shown;
  readonly isStale?: boolean;
};

/** What each verdict leads to: a form sent twice finds it reached. */
const reached = { confirm: 'confirmed', reject: 'rejected', reopen: 'waiting' } as const;

/** Dated events that documents tell of: each is confirmed, edited or rejected. */
export function proposalsRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const asked = async (c: Context<ApiEnv>): Promise<Asked | null> => {
    const permit = c.get('permit');
    if (permit === null || permit.plan === null) return null;
    const { plan, actor } = permit;
    return { plan, actor, proposals: await deps.people.proposalsOf(plan.state.settings.id) };
  };

  const page = (
    c: Context<ApiEnv>,
    { state: plan, texts }: PlanRecord,
    told: Proposal,
    again: Again,
    status: 200 | 409 | 422,
  ): Response => {
    const typed = again.typed ?? proposalFields(plan, told);
    return show(
      c,
      <ProposalPage
        {...frameOf(c, deps)}
        plan={plan}
        texts={texts}
        told={told}
        token={tokenFor(c, deps, `${proposalsPath(plan.settings.id)}/${told.id}`)}
        // What is shown is what was read: sent again unchanged, its date counts as seen.
        typed={{ ...typed, datesRead: datesAsRead([typed.date]) }}
        problems={again.problems ?? []}
        shown={again.shown ?? { as: 'plain' }}
        isStale={again.isStale ?? false}
      />,
      status,
    );
  };

  const done = (c: Context<ApiEnv>, { state: { settings } }: PlanRecord, { id }: Proposal): Response =>
    c.redirect(`${proposalsPath(settings.id)}?judged=${id}`, 303);

  const refusal = async (
    c: Context<ApiEnv>,
    { plan, actor }: Asked,
    told: Proposal,
    sent: SentProposal,
    outcome: Exclude<JudgeOutcome, { ok: true }>,
  ): Promise<Response> => {
    if (outcome.reason === 'busy') return busy(c, deps);
    if (outcome.reason !== 'stale' && outcome.reason !== 'invalid') return notFound(c, deps);
    const now = (await deps.people.proposalsOf(plan.state.settings.id)).find(({ id }) => id === told.id) ?? told;
    const hasMoved = outcome.reason === 'stale' || outcome.problems.some(({ field }) => field === 'verdict');
    if (!hasMoved) return page(c, plan, now, { typed: sent.typed, problems: outcome.problems }, 422);
    if (now.state === reached[sent.judgement.verdict]) return done(c, plan, now);
    deps.log.info('proposal-stale', { proposalId: now.id, contactId: actor.id });
    return page(c, (await deps.record.plan(plan.state.settings.id)) ?? plan, now, { typed: sent.typed, isStale: true }, 409);
  };

  const judge = async (c: Context<ApiEnv>, of: Asked, told: Proposal): Promise<Response> => {
    const { plan, actor } = of;
    const sent = readProposalForm(c.get('form'), plan.state);
    if (sent === null) return malformed(c, deps);
    const { typed, version, judgement } = sent;
    if (typed !== null && judgement.verdict === 'confirm') {
      const read = readTypedDate('date', typed.date, [told.date], plan.state.settings);
      if (!read.ok) return page(c, plan, told, { typed, problems: [read.problem] }, 422);
      if (typed.datesRead !== datesAsRead([typed.date])) return page(c, plan, told, { typed, shown: { as: 'check-dates' } }, 200);
    }
    const planId = plan.state.settings.id;
    const outcome = await judgeProposal(deps, { ...judgement, planId, id: told.id, version, actor, now: c.get('now') });
    if (!outcome.ok) return refusal(c, of, told, sent, outcome);
    deps.log.info('proposal-judged', { proposalId: told.id, state: outcome.proposal.state, contactId: actor.id });
    return done(c, plan, outcome.proposal);
  };

  app.get('/app/plans/:plan/proposals', async (c) => {
    const of = await asked(c);
    if (of === null) return notFound(c, deps);
    const { plan, proposals } = of;
    const judged = proposals.find(({ id }) => id === c.req.query('judged')) ?? null;
    return show(
      c,
      <ProposalsPage {...frameOf(c, deps)} plan={plan.state} texts={plan.texts} proposals={proposals} done={judged} />,
    );
  });

  app.get('/app/plans/:plan/proposals/:proposal', async (c) => {
    const of = await asked(c);
    const told = of?.proposals.find(({ id }) => id === c.req.param('proposal'));
    return of === null || told === undefined ? notFound(c, deps) : page(c, of.plan, told, {}, 200);
  });

  app.post('/app/plans/:plan/proposals/:proposal', async (c) => {
    const of = await asked(c);
    const told = of?.proposals.find(({ id }) => id === c.req.param('proposal'));
    return of === null || told === undefined ? notFound(c, deps) : judge(c, of, told);
  });
}
