import type { Context, Hono } from 'hono';
import { Temporal } from 'temporal-polyfill';
import { roleThatMay } from '../../../shared/domain/authority.ts';
import type { CommitmentEntry } from '../../../shared/domain/change-log.ts';
import { declaredStatusOf } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { cleanText } from '../../../shared/domain/public-text.ts';
import { readText } from '../../../shared/domain/text.ts';
import { confirmersOf } from '../../../shared/usecases/approvals-for-me.ts';
import { waitingApprovals } from '../../../shared/usecases/judge-approval.ts';
import { type MilestoneInPlan, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { proposeChange } from '../../../shared/usecases/propose-change.ts';
import { reviseDeadline } from '../../../shared/usecases/revise-deadline.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { asIfMoved } from '../forms/as-if-declared.ts';
import { type Move, moveFrom, readMove, type TypedMove } from '../forms/deadline-form.ts';
import { DeadlinePage, DeadlinePreviewPage, type WaitingMove } from '../pages/deadline.tsx';
import { WithdrawnPage } from '../pages/withdraw.tsx';
import { type Allowed, allowed, notWritten, publicPathOf } from './milestone.tsx';
import { withdrawRoutes } from './withdraw.tsx';

type Shown = { readonly typed: TypedMove; readonly problems?: readonly Problem[]; readonly isStale?: boolean };

const blankFor = ({ milestone }: MilestoneInPlan): TypedMove => ({ version: String(milestone.version), due: '', reason: '' });

/** Where a person goes on: the form for those who answer, the commitment for the others. */
function backFrom({ of, permit, signedIn }: Allowed): string {
  const answers = roleThatMay(signedIn.roles, { action: 'see-form', resource: permit.resource });
  return answers !== null ? `/app/${of.milestone.id}/` : `/app/${of.commitment.commitment.state.id}/`;
}

/** The last move of this milestone's deadline that still counts, if this person made it. */
function ownMove({ of: { milestone, commitment }, actor }: Allowed) {
  const last = milestone.revisions.findLast(({ retractedBy }) => retractedBy === null);
  const entry = commitment.log.find(({ seq }) => seq === last?.seq);
  return last !== undefined && entry?.actor.id === actor.id ? last : null;
}

/** Did this very move go through already? A confirmation that was sent twice. */
function isRepeat(asked: Allowed, typed: TypedMove): number | null {
  const last = ownMove(asked);
  if (last === null) return null;
  const same = (a: string, b: string): boolean => cleanText(a).replace(/\s+/gu, ' ') === cleanText(b).replace(/\s+/gu, ' ');
  const reason = readText(asked.of.commitment.texts, last.reason) ?? '';
  return same(last.due.text, typed.due) && same(reason, typed.reason) ? last.seq : null;
}

function isOwnEntry({ of, actor }: Allowed, { type, data, actor: by }: CommitmentEntry): boolean {
  return type === 'deadline-revised' && data.milestoneId === of.milestone.id && by.id === actor.id;
}

/** A new expected date for a milestone, or its withdrawal. */
export function deadlineRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const common = (c: Context<ApiEnv>, asked: Allowed, typed: TypedMove) => ({
    ...frameOf(c, deps),
    of: asked.of,
    token: tokenFor(c, deps, `/app/${asked.of.milestone.id}/deadline`),
    typed,
    isSecondNeeded: asked.of.plan.state.settings.approval === 'second-person',
  });

  /** New dates of this milestone that wait for a second person. */
  const waitingFor = async ({ of, actor }: Allowed, now: Temporal.Instant): Promise<WaitingMove[]> => {
    const { id: planId, zone } = of.plan.state.settings;
    const [waiting, everybody] = await Promise.all([waitingApprovals(deps, planId, now), deps.people.peopleOf(planId)]);
    return waiting.flatMap((one) => {
      const { change, proposedBy, id, at } = one;
      if (change.kind !== 'deadline' || change.milestoneId !== of.milestone.id) return [];
      const name = everybody.contacts.find((person) => person.id === proposedBy.id)?.name ?? '';
      const by = proposedBy.id === actor.id ? null : name;
      const on = localDay(Temporal.Instant.from(at), zone);
      return [{ id, due: change.due, reason: change.reason, by, on, confirmers: confirmersOf(everybody, one, now) }];
    });
  };

  const page = async (c: Context<ApiEnv>, asked: Allowed, shown: Shown, status: 200 | 409 | 422 = 200): Promise<Response> => {
    const waiting = await waitingFor(asked, c.get('now'));
    const proposed = waiting.find(({ id, by }) => by === null && id === c.req.query('proposed'))?.id ?? null;
    const saved = asked.of.commitment.log.find(({ seq }) => String(seq) === c.req.query('saved'));
    return show(
      c,
      <DeadlinePage
        {...common(c, asked, shown.typed)}
        problems={shown.problems ?? []}
        isStale={shown.isStale ?? false}
        savedSeq={saved !== undefined && isOwnEntry(asked, saved) ? saved.seq : null}
        proposed={proposed}
        waiting={waiting}
        publicPath={publicPathOf(asked.of, c.get('language'))}
        back={backFrom(asked)}
      />,
      status,
    );
  };

  const withdrawn = (c: Context<ApiEnv>, asked: Allowed, status: 200 | 409): Response => {
    const publicPath = publicPathOf(asked.of, c.get('language'));
    return show(c, <WithdrawnPage {...frameOf(c, deps)} publicPath={publicPath} savedSeq={null} />, status);
  };

  /** The milestone as it now stands above what was typed, or the answer to a confirmation that went through before. */
  const stale = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedMove): Promise<Response> => {
    const of = await readMilestone(deps, asked.of.milestone.id);
    if (of === null) return notFound(c, deps);
    const now = { ...asked, of };
    const repeat = isRepeat(now, typed);
    if (repeat !== null) return c.redirect(`/app/${of.milestone.id}/deadline?saved=${repeat}`, 303);
    return page(c, now, { typed: { ...typed, version: String(of.milestone.version) }, isStale: true }, 409);
  };

  /** Moves it at once, or puts it up for a second person, as the plan asks. */
  const carry = async (asked: Allowed, said: Move, version: number, now: Temporal.Instant) => {
    const { actor, permit, of } = asked;
    const { id: milestoneId } = of.milestone;
    if (permit.approval !== 'second-person') {
      const moved = await reviseDeadline(deps, { ...said, milestoneId, version, actor, now });
      if (moved.ok) deps.log.info('deadline-moved', { milestoneId, seq: moved.seq, contactId: actor.id });
      return moved.ok ? { ok: true as const, query: `saved=${moved.seq}` } : moved;
    }
    const change = { kind: 'deadline', milestoneId, version, ...said } as const;
    const proposed = await proposeChange(deps, { planId: of.plan.state.settings.id, change, actor, now });
    if (proposed.ok) deps.log.info('deadline-proposed', { milestoneId, approval: proposed.approval.id, contactId: actor.id });
    return proposed.ok ? { ok: true as const, query: `proposed=${proposed.approval.id}` } : proposed;
  };

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedMove, said: Move): Promise<Response> => {
    const { id } = asked.of.milestone;
    const outcome = await carry(asked, said, Number(typed.version), c.get('now'));
    if (outcome.ok) return c.redirect(`/app/${id}/deadline?${outcome.query}`, 303);
    return notWritten(c, deps, outcome, {
      stale: () => stale(c, asked, typed),
      invalid: () => page(c, asked, { typed, problems: outcome.problems }, 422),
      withdrawn: () => withdrawn(c, asked, 409),
    });
  };

  app.get('/app/:plan/:number/:milestone/deadline', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const isWithdrawn = declaredStatusOf(asked.of.milestone) === 'withdrawn';
    return isWithdrawn ? withdrawn(c, asked, 200) : page(c, asked, { typed: blankFor(asked.of) });
  });

  app.post('/app/:plan/:number/:milestone/deadline', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const read = readMove(c.get('form'));
    if (read === null) return malformed(c, deps);
    const { typed, step } = read;
    const { milestone, plan } = asked.of;
    const { settings } = plan.state;
    const now = c.get('now');
    if (step === 'edit') return page(c, asked, { typed });
    if (declaredStatusOf(milestone) === 'withdrawn') return withdrawn(c, asked, 409);
    if (Number(typed.version) !== milestone.version) return stale(c, asked, typed);
    const moved = moveFrom(typed, { milestone, settings, now });
    if (!moved.ok) return page(c, asked, { typed, problems: moved.problems }, 422);
    if (step === 'confirm') return confirm(c, asked, typed, moved.said);
    const after = asIfMoved(milestone, moved.said, { at: instantText(now) });
    const today = localDay(now, settings.zone);
    return show(c, <DeadlinePreviewPage {...common(c, asked, typed)} after={after} today={today} />);
  });

  withdrawRoutes(app, deps);
}
