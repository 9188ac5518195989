import type { Context, Hono } from 'hono';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { isClosed } from '../../../shared/domain/reminder-policy.ts';
import type { PlanRecord } from '../../../shared/ports.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { closeCampaign } from '../../../shared/usecases/close-campaign.ts';
import { confirmCampaign } from '../../../shared/usecases/confirm-campaign.ts';
import { planCampaign } from '../../../shared/usecases/plan-campaign.ts';
import { commitmentsOfPlan } from '../../../shared/usecases/plan-milestones.ts';
import { peopleInPlan } from '../../../shared/usecases/plan-overview.ts';
import { type PlanRehearsal, rehearsePlan } from '../../../shared/usecases/rehearse-plan.ts';
import { silentMilestones } from '../../../shared/usecases/silent-milestones.ts';
import { mailReadiness, switchMailOff } from '../../../shared/usecases/switch-mail.ts';
import { type SwitchedAsRead, switchMailOnAsRead } from '../../../shared/usecases/switch-mail-as-read.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import { campaignProblems, newCampaign, readCampaignForm, type TypedCampaign } from '../forms/campaign-form.ts';
import { readMailForm } from '../forms/mail-form.ts';
import { planMailWords } from '../messages/plan-mail.ts';
import { PlanCampaignsPage } from '../pages/plan-campaigns.tsx';
import { ConfirmMailPage, type MailFacts, PlanMailPage } from '../pages/plan-mail.tsx';
import type { Subjects } from '../pages/plan-rehearsal.tsx';
import { PlanSilentPage } from '../pages/plan-silent.tsx';

/** A request about a plan that the gate let through. */
type OnPlan = { readonly permit: Permit; readonly plan: PlanRecord };

function onPlan(c: Context<ApiEnv>): OnPlan | null {
  const permit = c.get('permit');
  return permit === null || permit.plan === null ? null : { permit, plan: permit.plan };
}

/** The entry that `?saved=` names, where this very person made it. */
function savedEntry(c: Context<ApiEnv>, { permit, plan }: OnPlan) {
  const seq = Number(c.req.query('saved') ?? '0');
  return plan.log.find((entry) => entry.seq === seq && entry.actor.id === permit.actor.id) ?? null;
}

/** Mail of a plan: rehearsed, switched on and off; who is silent; campaigns. */
export function planMailRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const { mailFrom: from, mailName: name, publicUrl, homeLanguage, stage } = deps.config;
  const config = { from, name, publicUrl, homeLanguage, stage };

  const subjectsOf = async (c: Context<ApiEnv>, planId: string): Promise<Subjects> => {
    const language = c.get('language');
    const commitments = await commitmentsOfPlan(deps.record, planId);
    return new Map(
      commitments.flatMap(({ commitment: { state, milestones } }) => [
        [state.id, { number: state.number, title: titleIn(state.titles, language, state.language) }] as const,
        ...milestones.map(
          ({ id, titles }) => [id, { number: state.number, title: titleIn(titles, language, state.language) }] as const,
        ),
      ]),
    );
  };

  const mailFacts = async (c: Context<ApiEnv>, { plan }: OnPlan, rehearsal: PlanRehearsal): Promise<MailFacts> => {
    const at = instantText(c.get('now'));
    const { id } = plan.state.settings;
    const [gate, missing, subjects, known] = await Promise.all([
      deps.ledger.gate(),
      plan.state.mailOnSince === null ? mailReadiness(deps, id, at) : [],
      subjectsOf(c, id),
      deps.people.peopleOf(id),
    ]);
    const isOver = isClosed(plan.state, at);
    return { plan: plan.state, isOver, gate, missing, rehearsal, subjects, people: peopleInPlan(known, id, at) };
  };

  type Told = { readonly done?: string | null; readonly refused?: { readonly title: string; readonly text: string } };

  const mailPage = async (
    c: Context<ApiEnv>,
    on: OnPlan,
    rehearsal: PlanRehearsal,
    { done = null, refused }: Told,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> => {
    const facts = await mailFacts(c, on, rehearsal);
    const token = tokenFor(c, deps, c.req.path);
    return show(
      c,
      <PlanMailPage {...frameOf(c, deps)} facts={facts} token={token} done={done} refused={refused ?? null} />,
      status,
    );
  };

  const rehearsed = (c: Context<ApiEnv>, { permit }: OnPlan) =>
    rehearsePlan(deps, config, { planId: permit.resource.id, now: c.get('now') });

  const changed = (c: Context<ApiEnv>, on: OnPlan, rehearsal: PlanRehearsal): Promise<Response> => {
    const say = planMailWords(c.get('language')).mail;
    return mailPage(c, on, rehearsal, { refused: { title: say.changed, text: say.changedText } }, 409);
  };

  app.get('/app/plans/:plan/mail', async (c) => {
    const on = onPlan(c);
    const rehearsal = on === null ? null : await rehearsed(c, on);
    if (on === null || rehearsal === null) return notFound(c, deps);
    const say = planMailWords(c.get('language')).mail;
    const saved = savedEntry(c, on);
    const done = saved?.type !== 'mail-switched' ? null : saved.data.on ? say.savedOn(saved.seq) : say.savedOff(saved.seq);
    return mailPage(c, on, rehearsal, { done });
  });

  app.post('/app/plans/:plan/mail', async (c) => {
    const on = onPlan(c);
    if (on === null) return notFound(c, deps);
    const wanted = readMailForm(c.get('form'));
    if (wanted === null) return malformed(c, deps);
    const { permit, plan } = on;
    const token = tokenFor(c, deps, c.req.path);
    if (wanted.step === 'off') {
      return show(c, <ConfirmMailPage {...frameOf(c, deps)} plan={plan.state} rehearsal={null} token={token} />);
    }
    if (wanted.step === 'on') {
      const rehearsal = await rehearsed(c, on);
      if (rehearsal === null) return notFound(c, deps);
      if (rehearsal.digest !== wanted.read) return changed(c, on, rehearsal);
      return show(c, <ConfirmMailPage {...frameOf(c, deps)} plan={plan.state} rehearsal={rehearsal} token={token} />);
    }
    const command = { planId: permit.resource.id, actor: permit.actor, now: c.get('now') };
    const outcome: SwitchedAsRead =
      wanted.step === 'confirm-on'
        ? await switchMailOnAsRead(deps, config, { ...command, read: wanted.read })
        : await switchMailOff(deps, command);
    if (outcome.ok) {
      deps.log.info('mail-switched', { planId: command.planId, on: wanted.step === 'confirm-on', contactId: permit.actor.id });
      return c.redirect(`${c.req.path}?saved=${outcome.seq}`, 303);
    }
    switch (outcome.reason) {
      case 'stale':
        return outcome.rehearsal === undefined ? c.redirect(c.req.path, 303) : changed(c, on, outcome.rehearsal);
      case 'not-ready':
      case 'closed': {
        const rehearsal = await rehearsed(c, on);
        const say = planMailWords(c.get('language')).mail;
        if (rehearsal === null) return notFound(c, deps);
        return mailPage(c, on, rehearsal, { refused: { title: say.notReady, text: say.notReadyText } }, 422);
      }
      case 'invalid':
        // It was switched already: a form that was sent twice.
        return c.redirect(c.req.path, 303);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  });

  app.get('/app/plans/:plan/silent', async (c) => {
    const on = onPlan(c);
    if (on === null) return notFound(c, deps);
    const { settings } = on.plan.state;
    const groups = await silentMilestones(deps, { planId: settings.id, now: c.get('now') });
    return show(c, <PlanSilentPage {...frameOf(c, deps)} settings={settings} groups={groups ?? []} />);
  });

  type Shown = {
    readonly typed?: TypedCampaign;
    readonly problems?: readonly Problem[];
    readonly done?: string | null;
    readonly refused?: string;
  };

  const campaignsPage = (c: Context<ApiEnv>, { plan }: OnPlan, shown: Shown, status: 200 | 409 | 422 = 200): Response => {
    const today = localDay(c.get('now'), plan.state.settings.zone);
    return show(
      c,
      <PlanCampaignsPage
        {...frameOf(c, deps)}
        settings={plan.state.settings}
        campaigns={plan.state.campaigns}
        today={today}
        token={tokenFor(c, deps, c.req.path)}
        typed={shown.typed ?? newCampaign(today, plan.state.campaigns)}
        problems={shown.problems ?? []}
        done={shown.done ?? null}
        refused={shown.refused ?? null}
      />,
      status,
    );
  };

  app.get('/app/plans/:plan/campaigns', (c) => {
    const on = onPlan(c);
    if (on === null) return notFound(c, deps);
    const saved = savedEntry(c, on);
    const say = planMailWords(c.get('language')).campaigns;
    const done = saved?.type === 'campaign-planned' ? say.savedText(saved.data.campaign.id, saved.seq) : null;
    return campaignsPage(c, on, { done });
  });

  app.post('/app/plans/:plan/campaigns', async (c) => {
    const on = onPlan(c);
    if (on === null) return notFound(c, deps);
    const wanted = readCampaignForm(c.get('form'));
    if (wanted === null) return malformed(c, deps);
    const typed = wanted.step === 'add' ? wanted : undefined;
    const missing = typed === undefined ? [] : campaignProblems(typed);
    if (missing.length > 0) return campaignsPage(c, on, { ...(typed === undefined ? {} : { typed }), problems: missing }, 422);
    const { permit } = on;
    const command = { planId: permit.resource.id, actor: permit.actor, now: c.get('now') };
    const outcome =
      wanted.step === 'add'
        ? await planCampaign(deps, {
            ...command,
            id: wanted.id,
            opens: wanted.opens,
            closes: wanted.closes === '' ? null : wanted.closes,
            confirmed: false,
            mustBeNew: true,
          })
        : wanted.step === 'confirm'
          ? await confirmCampaign(deps, { ...command, id: wanted.id, opens: wanted.opens, closes: wanted.closes })
          : await closeCampaign(deps, { ...command, id: wanted.id });
    if (outcome.ok) {
      deps.log.info('campaign-changed', {
        planId: command.planId,
        seq: outcome.seq,
        step: wanted.step,
        contactId: permit.actor.id,
      });
      return c.redirect(`${c.req.path}?saved=${outcome.seq}`, 303);
    }
    if (outcome.reason === 'busy') return busy(c, deps);
    if (typed !== undefined) return campaignsPage(c, on, { typed, problems: outcome.problems }, 422);
    const plan = await deps.record.plan(command.planId);
    const say = planMailWords(c.get('language')).campaigns;
    if (plan === null) return notFound(c, deps);
    const now = { permit, plan };
    // Confirmed or closed already: a form that was sent twice.
    if (outcome.reason === 'invalid') return c.redirect(c.req.path, 303);
    return campaignsPage(c, now, { refused: outcome.reason === 'closed' ? say.over : say.changed }, 409);
  });
}
