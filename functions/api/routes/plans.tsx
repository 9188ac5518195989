import type { Context, Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { isShutTo, ruleOf, theInstance } from '../../../shared/domain/authority.ts';
import type { Problem, Refused } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { confirmersOf } from '../../../shared/usecases/approvals-for-me.ts';
import { changeSettings } from '../../../shared/usecases/change-settings.ts';
import { checkRecord } from '../../../shared/usecases/check-record.ts';
import { settingsHash } from '../../../shared/usecases/edit-plan.ts';
import { waitingApprovals } from '../../../shared/usecases/judge-approval.ts';
import { commitmentsOfPlan } from '../../../shared/usecases/plan-milestones.ts';
import { planOverview } from '../../../shared/usecases/plan-overview.ts';
import { startPlan } from '../../../shared/usecases/start-plan.ts';
import { busy, frameOf, malformed, notFound, providerOf, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv, Permit } from '../dependencies.ts';
import {
  inOrder,
  mailboxProblems,
  newPlan,
  onForm,
  readPlanForm,
  settingsFrom,
  type TypedPlan,
  typedSettings,
} from '../forms/plan-form.ts';
import { planWords } from '../messages/plans.ts';
import { offersFor } from '../offers.ts';
import { PlanCheckPage } from '../pages/plan-check.tsx';
import { type Difference, PlanFormPage } from '../pages/plan-form.tsx';
import { PlanOverviewPage } from '../pages/plan-overview.tsx';
import { PlansListPage } from '../pages/plans-list.tsx';
import type { WaitingRules } from '../pages/waiting-rules.tsx';

type Shown = {
  readonly typed: TypedPlan;
  readonly problems?: readonly Problem[];
  readonly settings: PlanSettings | null;
  readonly difference?: readonly Difference[];
};

/** Where the form says something else than the record. */
function differencesOf(recorded: TypedPlan, yours: TypedPlan): readonly Difference[] {
  const fields = Object.keys(recorded) as readonly (keyof TypedPlan)[];
  return fields
    .filter((field) => !['basedOn', 'reason', 'mailbox', 'id'].includes(field) && recorded[field].trim() !== yours[field].trim())
    .map((field) => ({ field, recorded: recorded[field], yours: yours[field] }));
}

/** A number of an address; nothing else of it is ever shown. */
function counted(text: string | undefined): number {
  return /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
}

/** The entry of settings that the address names as just saved, if this very person made it. */
function savedEdit(c: Context<ApiEnv>, { actor, plan }: Permit): number | null {
  const seq = Number(c.req.query('saved') ?? '0');
  const saved = plan?.log.find((one) => one.seq === seq && one.actor.id === actor.id);
  return saved?.type === 'plan-edited' ? saved.seq : null;
}

/** Plans of a point of contact: list, new, overview, settings, check-up. */
export function plansRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const hasOpenId = deps.openId !== null;

  /** Weaker rules of this plan that wait for a second person. */
  const waitingRules = async ({ id: planId, zone }: PlanSettings, me: string | null, now: Temporal.Instant) => {
    const [waiting, everybody] = await Promise.all([waitingApprovals(deps, planId, now), deps.people.peopleOf(planId)]);
    return waiting.flatMap((one): readonly WaitingRules[] => {
      const { change, proposedBy, id, at } = one;
      if (change.kind !== 'weaken-rules') return [];
      const name = everybody.contacts.find((person) => person.id === proposedBy.id)?.name ?? '';
      const by = proposedBy.id === me ? null : name;
      const on = localDay(Temporal.Instant.from(at), zone);
      return [{ id, change, by, on, confirmers: confirmersOf(everybody, one, now) }];
    });
  };

  const form = async (
    c: Context<ApiEnv>,
    { typed, problems = [], settings, difference }: Shown,
    status: 200 | 409 | 422 = 200,
  ): Promise<Response> => {
    const permit = c.get('permit');
    const waiting = settings === null ? [] : await waitingRules(settings, permit?.actor.id ?? null, c.get('now'));
    const isProposed = waiting.some(({ id, by }) => by === null && id === c.req.query('proposed'));
    const path = settings === null ? '/app/plans/new' : `/app/plans/${settings.id}/settings`;
    return show(
      c,
      <PlanFormPage
        {...frameOf(c, deps)}
        token={tokenFor(c, deps, path)}
        typed={typed}
        problems={inOrder(problems.map(onForm))}
        settings={settings}
        provider={providerOf(deps)}
        waiting={waiting}
        proposed={isProposed && permit !== null ? { saved: savedEdit(c, permit) } : null}
        {...(difference === undefined ? {} : { difference })}
      />,
      status,
    );
  };

  /** What a verb refused, on the form it came from. */
  const refusedForm = (c: Context<ApiEnv>, { reason, problems }: Refused, shown: Shown): Response | Promise<Response> => {
    switch (reason) {
      case 'exists-already':
      case 'invalid':
        return form(c, { ...shown, problems }, 422);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/plans/', async (c) => {
    const signedIn = c.get('signedIn');
    if (signedIn === null) return notFound(c, deps);
    const { roles, way } = signedIn;
    const coordinating = roles.filter(({ role }) => ruleOf('see-plan').by.includes(role));
    if (coordinating.length === 0) return notFound(c, deps);
    const seesAll = coordinating.some(({ role }) => role === 'admin');
    const mine = [...new Set(coordinating.map(({ planId }) => planId))].sort();
    const ids = seesAll ? await deps.record.planIds() : mine;
    const all = (await Promise.all(ids.map((id) => deps.record.plan(id)))).flatMap((plan) => (plan === null ? [] : [plan.state]));
    const plans = all.filter(({ settings }) => !isShutTo(settings, way));
    const shut = { count: all.length - plans.length, provider: providerOf(deps) };
    const mayAdd = offersFor(c)('create-plan', theInstance);
    const shown = { plans, shut, seesAll, mayAdd, now: c.get('now') };
    return show(c, <PlansListPage {...frameOf(c, deps)} {...shown} />);
  });

  app.get('/app/plans/new', (c) => form(c, { typed: newPlan(c.get('language')), settings: null }));

  app.post('/app/plans/new', async (c) => {
    const permit = c.get('permit');
    const typed = readPlanForm(c.get('form'));
    if (permit === null || typed === null) return malformed(c, deps);
    const read = settingsFrom(typed, null);
    const problems = [...(read.ok ? [] : read.problems), ...mailboxProblems(typed)];
    if (!read.ok || problems.length > 0) return form(c, { typed, problems, settings: null }, 422);
    const { actor } = permit;
    const command = { settings: read.settings, mailbox: typed.mailbox.trim(), hasOpenId, actor, now: c.get('now') };
    const outcome = await startPlan(deps, command);
    if (!outcome.ok) return refusedForm(c, outcome, { typed, settings: null });
    deps.log.info('plan-started', { planId: read.settings.id, contactId: actor.id, isNew: outcome.isNew });
    return c.redirect(`/app/plans/${read.settings.id}/?done=started`, 303);
  });

  app.get('/app/plans/:plan/', async (c) => {
    const permit = c.get('permit');
    if (permit === null) return notFound(c, deps);
    const { actor, resource } = permit;
    const overview = await planOverview(deps, { planId: resource.id, viewer: actor.id, now: c.get('now') });
    if (overview === null) return notFound(c, deps);
    return show(c, <PlanOverviewPage {...frameOf(c, deps)} overview={overview} done={doneText(c, permit)} />);
  });

  /** What was just done; of an entry only where the log shows that this very person made it. */
  function doneText(c: Context<ApiEnv>, permit: Permit): string | null {
    const { actor, plan } = permit;
    const say = planWords(c.get('language')).overview;
    const mine = plan?.log.filter((entry) => entry.actor.id === actor.id) ?? [];
    if (c.req.query('done') === 'started') return mine.some(({ type }) => type === 'plan-created') ? say.started : null;
    if (c.req.query('done') === 'imported') {
      const [changed = 0, contacts = 0, proposals = 0] = ['changed', 'contacts', 'proposals'].map((name) =>
        counted(c.req.query(name)),
      );
      return say.imported(changed, contacts, proposals);
    }
    const saved = savedEdit(c, permit);
    return saved === null ? null : say.edited(saved);
  }

  app.get('/app/plans/:plan/settings', (c) => {
    const settings = c.get('permit')?.plan?.state.settings;
    if (settings === undefined) return notFound(c, deps);
    return form(c, { typed: typedSettings(settings, settingsHash(settings)), settings });
  });

  app.post('/app/plans/:plan/settings', async (c) => {
    const permit = c.get('permit');
    const settings = permit?.plan?.state.settings;
    if (permit === null || settings === undefined) return notFound(c, deps);
    const typed = readPlanForm(c.get('form'));
    if (typed === null || typed.basedOn === '') return malformed(c, deps);
    const read = settingsFrom(typed, settings);
    if (!read.ok) return form(c, { typed, problems: read.problems, settings }, 422);
    const { id: planId, ...changes } = read.settings;
    const { actor } = permit;
    const { reason, basedOn } = typed;
    const command = { planId, changes, reason, basedOn, hasOpenId, actor, now: c.get('now') };
    const outcome = await changeSettings(deps, command);
    if (outcome.ok) {
      const { seq, approval } = outcome;
      const saved = seq === null ? '' : `saved=${seq}`;
      if (seq !== null) deps.log.info('plan-edited', { planId, seq, contactId: actor.id });
      if (approval === null) return c.redirect(`/app/plans/${planId}/?${saved}`, 303);
      deps.log.info('rules-proposed', { planId, approval: approval.id, contactId: actor.id });
      return c.redirect(`/app/plans/${planId}/settings?proposed=${approval.id}${saved === '' ? '' : `&${saved}`}`, 303);
    }
    if (outcome.reason !== 'stale') return refusedForm(c, outcome, { typed, settings });
    const current = (await deps.record.plan(planId))?.state.settings ?? settings;
    const recorded = typedSettings(current, settingsHash(current));
    const again = { ...typed, basedOn: recorded.basedOn };
    return form(c, { typed: again, settings: current, difference: differencesOf(recorded, typed) }, 409);
  });

  app.get('/app/plans/:plan/check', async (c) => {
    const settings = c.get('permit')?.plan?.state.settings;
    if (settings === undefined) return notFound(c, deps);
    const [findings, commitments] = await Promise.all([
      checkRecord(deps, { planId: settings.id, now: c.get('now') }),
      commitmentsOfPlan(deps.record, settings.id),
    ]);
    const named = commitments.map(({ commitment: { state } }) => ({
      number: state.number,
      title: titleIn(state.titles, c.get('language'), state.language),
    }));
    return show(c, <PlanCheckPage {...frameOf(c, deps)} settings={settings} commitments={named} findings={findings ?? []} />);
  });
}
