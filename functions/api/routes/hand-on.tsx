import type { Context, Hono } from 'hono';
import * as z from 'zod';
import { declaredStatusOf } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { planOf } from '../../../shared/domain/identifiers.ts';
import { lastDayOf } from '../../../shared/domain/plan.ts';
import { defaultUntil, handOn, mailDomainOf } from '../../../shared/usecases/hand-on.ts';
import { holderAt } from '../../../shared/usecases/handed-on.ts';
import { takeBack } from '../../../shared/usecases/take-back.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { readHandOn, type TypedHandOn } from '../forms/hand-on-form.ts';
import { HandOnPage } from '../pages/hand-on.tsx';
import { type Allowed, allowed } from './milestone.tsx';

const onlyToken = z.strictObject({ token: z.string() });

type Shown = {
  readonly typed?: TypedHandOn;
  readonly problems?: readonly Problem[];
  readonly notice?: 'already' | 'not-held';
};

/** A milestone handed to a colleague, and taken back. */
export function handOnRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const holderNow = async (c: Context<ApiEnv>, { of }: Allowed) =>
    holderAt(await deps.people.peopleOf(of.plan.state.settings.id), of.milestone.id, instantText(c.get('now')));

  const page = async (c: Context<ApiEnv>, asked: Allowed, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> => {
    const { milestone, plan } = asked.of;
    const { settings } = plan.state;
    const now = c.get('now');
    const lastDay = lastDayOf(settings);
    const holder = await holderNow(c, asked);
    const done = c.req.query('done') === '1' && holder !== null ? 'done' : null;
    const takenBack = c.req.query('taken-back') === '1' && holder === null ? 'taken-back' : null;
    return show(
      c,
      <HandOnPage
        {...frameOf(c, deps)}
        of={asked.of}
        token={tokenFor(c, deps, `/app/${milestone.id}/hand-on`)}
        takeBackToken={tokenFor(c, deps, `/app/${milestone.id}/take-back`)}
        typed={shown.typed ?? { email: '', name: '', until: defaultUntil(settings, now), how: 'drafts' }}
        problems={shown.problems ?? []}
        holder={holder}
        domain={mailDomainOf(asked.signedIn.contact.email)}
        lastDay={lastDay}
        isPlanOver={lastDay !== null && lastDay < localDay(now, settings.zone)}
        notice={shown.notice ?? done ?? takenBack}
        address={`${deps.config.publicUrl}/app/${milestone.id}/`}
      />,
      status,
    );
  };

  const carry = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedHandOn): Promise<Response> => {
    const { id } = asked.of.milestone;
    const { actor } = asked;
    const { how, ...given } = typed;
    const command = { ...given, milestoneId: id, mayPublish: how === 'publishes', actor, now: c.get('now') };
    const outcome = await handOn(deps, command);
    if (outcome.ok) {
      const { contact } = outcome.holder;
      deps.log.info('handed-on', { milestoneId: id, seq: outcome.seq, contactId: actor.id, colleague: contact.id });
      return c.redirect(`/app/${id}/hand-on?done=1`, 303);
    }
    switch (outcome.reason) {
      case 'exists-already': {
        const holder = await holderNow(c, asked);
        // Sent twice: the first one did it.
        const isRepeat = holder?.contact.email.toLowerCase() === typed.email.toLowerCase();
        return isRepeat ? c.redirect(`/app/${id}/hand-on?done=1`, 303) : page(c, asked, { typed, notice: 'already' }, 409);
      }
      case 'invalid':
        return page(c, asked, { typed, problems: outcome.problems }, 422);
      case 'closed':
        return page(c, asked, { typed }, 409);
      case 'withdrawn':
        return c.redirect(`/app/${id}/`, 303);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/:milestone/hand-on', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const { milestone } = asked.of;
    const isWithdrawn = declaredStatusOf(milestone) === 'withdrawn' && (await holderNow(c, asked)) === null;
    return isWithdrawn ? c.redirect(`/app/${milestone.id}/`, 303) : page(c, asked, {});
  });

  app.post('/app/:plan/:number/:milestone/hand-on', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const typed = readHandOn(c.get('form'));
    return typed === null ? malformed(c, deps) : carry(c, asked, typed);
  });

  app.post('/app/:plan/:number/:milestone/take-back', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    if (!onlyToken.safeParse(Object.fromEntries(c.get('form'))).success) return malformed(c, deps);
    const { id } = asked.of.milestone;
    const isOfMinistry = asked.actor.role === 'lead' || asked.actor.role === 'deputy';
    const people = `/app/plans/${planOf(id)}/people`;
    const outcome = await takeBack(deps, { milestoneId: id, actor: asked.actor, now: c.get('now') });
    if (outcome.ok) {
      deps.log.info('taken-back', { milestoneId: id, seq: outcome.seq, contactId: asked.actor.id });
      return c.redirect(isOfMinistry ? `/app/${id}/hand-on?taken-back=1` : `${people}?done=taken-back`, 303);
    }
    if (outcome.reason === 'busy') return busy(c, deps);
    // The list of people says how it stands.
    if (!isOfMinistry) return c.redirect((await holderNow(c, asked)) === null ? `${people}?done=unchanged` : people, 303);
    // Nobody holds it any more, or somebody moved it at this moment: the page says how it stands.
    return page(c, asked, (await holderNow(c, asked)) === null ? { notice: 'not-held' } : {}, 409);
  });
}
