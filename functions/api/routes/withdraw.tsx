import type { Context, Hono } from 'hono';
import { declaredStatusOf } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { requiredText } from '../../../shared/domain/public-text.ts';
import { readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { withdrawMilestone } from '../../../shared/usecases/withdraw-milestone.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { asIfWithdrawn } from '../forms/as-if-declared.ts';
import { readWithdrawal, type TypedWithdrawal } from '../forms/deadline-form.ts';
import { WithdrawPage, WithdrawPreviewPage } from '../pages/withdraw.tsx';
import { type Allowed, allowed, notWritten } from './milestone.tsx';

type Shown = { readonly typed: TypedWithdrawal; readonly problems?: readonly Problem[]; readonly isStale?: boolean };

/** A milestone is given up: a plain warning, a reason, a preview. Once done, its own page says so. */
export function withdrawRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const common = (c: Context<ApiEnv>, { of }: Allowed, typed: TypedWithdrawal) => ({
    ...frameOf(c, deps),
    of,
    token: tokenFor(c, deps, `/app/${of.milestone.id}/withdraw`),
    typed,
  });

  const page = (c: Context<ApiEnv>, asked: Allowed, shown: Shown, status: 200 | 409 | 422 = 200): Response =>
    show(
      c,
      <WithdrawPage {...common(c, asked, shown.typed)} problems={shown.problems ?? []} isStale={shown.isStale ?? false} />,
      status,
    );

  /** Withdrawn already, by this person or another: the page of the milestone says what there is to say. */
  const done = (c: Context<ApiEnv>, { of, actor }: Allowed): Response => {
    const last = of.milestone.words.at(-1);
    const isMine = last?.said.kind === 'withdrawn' && last.by.id === actor.id;
    return c.redirect(`/app/${of.milestone.id}/${isMine ? `?saved=${last.seq}` : ''}`, 303);
  };

  const stale = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedWithdrawal): Promise<Response> => {
    const of = await readMilestone(deps, asked.of.milestone.id);
    if (of === null) return notFound(c, deps);
    const now = { ...asked, of };
    if (declaredStatusOf(of.milestone) === 'withdrawn') return done(c, now);
    return page(c, now, { typed: { ...typed, version: String(of.milestone.version) }, isStale: true }, 409);
  };

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedWithdrawal): Promise<Response> => {
    const { id } = asked.of.milestone;
    const { actor } = asked;
    const command = { milestoneId: id, version: Number(typed.version), reason: typed.reason, actor, now: c.get('now') };
    const outcome = await withdrawMilestone(deps, command);
    if (outcome.ok) {
      deps.log.info('withdrawn', { milestoneId: id, seq: outcome.seq, contactId: actor.id });
      return c.redirect(`/app/${id}/?saved=${outcome.seq}`, 303);
    }
    const asItStands = (): Promise<Response> => stale(c, asked, typed);
    return notWritten(c, deps, outcome, {
      stale: asItStands,
      withdrawn: asItStands,
      invalid: () => page(c, asked, { typed, problems: outcome.problems }, 422),
    });
  };

  app.get('/app/:plan/:number/:milestone/withdraw', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const { milestone } = asked.of;
    if (declaredStatusOf(milestone) === 'withdrawn') return c.redirect(`/app/${milestone.id}/`, 303);
    return page(c, asked, { typed: { version: String(milestone.version), reason: '' } });
  });

  app.post('/app/:plan/:number/:milestone/withdraw', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const read = readWithdrawal(c.get('form'));
    if (read === null) return malformed(c, deps);
    const { typed, step } = read;
    const { milestone, plan } = asked.of;
    const now = c.get('now');
    if (declaredStatusOf(milestone) === 'withdrawn') return done(c, asked);
    if (step === 'edit') return page(c, asked, { typed });
    if (Number(typed.version) !== milestone.version) return stale(c, asked, typed);
    const { problems } = requiredText('reason', typed.reason);
    if (problems.length > 0) return page(c, asked, { typed, problems }, 422);
    if (step === 'confirm') return confirm(c, asked, typed);
    const after = asIfWithdrawn(milestone, { by: asked.actor, at: instantText(now) });
    const today = localDay(now, plan.state.settings.zone);
    return show(c, <WithdrawPreviewPage {...common(c, asked, typed)} after={after} today={today} />);
  });
}
