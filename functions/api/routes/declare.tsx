import type { Context, Hono } from 'hono';
import { declaredStatusOf, standingWords } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { declareStatus } from '../../../shared/usecases/declare-status.ts';
import { readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { busy, frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { asIfDeclared } from '../forms/as-if-declared.ts';
import {
  declarationFrom,
  prefilledDeclaration,
  type ReadDeclaration,
  readDeclaration,
  type Said,
  saysTheSame,
  type TypedDeclaration,
} from '../forms/declaration-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { DeclarePage } from '../pages/declare.tsx';
import { Notice } from '../pages/layout.tsx';
import { PreviewPage, StalePage } from '../pages/preview.tsx';
import { type Allowed, allowed, publicPathOf } from './milestone.tsx';

type Shown = {
  readonly typed: TypedDeclaration;
  readonly problems?: readonly Problem[];
  readonly emptyRows?: number;
  readonly isRowAdded?: boolean;
  readonly savedSeq?: number | null;
};

/** The form of one milestone, its preview, and the confirmation that writes one entry. */
export function declareRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const common = (c: Context<ApiEnv>, { of }: Allowed, shown: Shown) => ({
    ...frameOf(c, deps),
    of,
    token: tokenFor(c, deps, `/app/${of.milestone.id}/`),
    typed: shown.typed,
    problems: shown.problems ?? [],
    emptyRows: shown.emptyRows ?? (shown.typed.evidence.length === 0 ? 1 : 0),
    isRowAdded: shown.isRowAdded ?? false,
  });

  const form = (c: Context<ApiEnv>, asked: Allowed, shown: Shown, status: 200 | 422 = 200): Response => {
    const publicPath = publicPathOf(asked.of, c.get('language'));
    return show(
      c,
      <DeclarePage {...common(c, asked, shown)} savedSeq={shown.savedSeq ?? null} publicPath={publicPath} />,
      status,
    );
  };

  const withdrawn = (c: Context<ApiEnv>, { of }: Allowed, status: 200 | 409): Response => {
    const say = privateMessages(c.get('language')).form;
    return show(
      c,
      <Notice {...frameOf(c, deps)} title={say.title} text={say.withdrawn}>
        <p>
          <a href={publicPathOf(of, c.get('language'))}>{say.publicPage}</a>
        </p>
      </Notice>,
      status,
    );
  };

  /** The milestone as it now stands beside what was typed; confirming again is then a choice made with open eyes. */
  const stale = (c: Context<ApiEnv>, now: Allowed, typed: TypedDeclaration): Response => {
    const again = { ...typed, version: String(now.of.milestone.version) };
    return show(c, <StalePage {...common(c, now, { typed: again })} />, 409);
  };

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedDeclaration, said: Said): Promise<Response> => {
    const { milestone } = asked.of;
    const outcome = await declareStatus(deps, {
      ...said,
      milestoneId: milestone.id,
      version: Number(typed.version),
      actor: asked.actor,
      now: c.get('now'),
    });
    if (outcome.ok) {
      deps.log.info('declared', { milestoneId: milestone.id, seq: outcome.seq, contactId: asked.actor.id });
      return c.redirect(`/app/${milestone.id}/?saved=${outcome.seq}`, 303);
    }
    switch (outcome.reason) {
      case 'stale': {
        const of = await readMilestone(deps, milestone.id);
        if (of === null) return notFound(c, deps);
        const last = standingWords(of.milestone).at(-1);
        const isRepeat =
          last?.said.kind === 'declared' &&
          last.by.id === asked.actor.id &&
          saysTheSame(last.said.declaration, of.commitment.texts, typed);
        return isRepeat ? c.redirect(`/app/${milestone.id}/?saved=${last.seq}`, 303) : stale(c, { ...asked, of }, typed);
      }
      case 'invalid':
        return form(c, asked, { typed, problems: outcome.problems }, 422);
      case 'withdrawn':
        return withdrawn(c, asked, 409);
      case 'busy':
        return busy(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/:milestone', (c) => c.redirect(`${c.req.path}/`, 303));

  app.get('/app/:plan/:number/:milestone/', async (c) => {
    const asked = await allowed(c, deps, 'see-form');
    if (asked === null) return notFound(c, deps);
    const { milestone, commitment } = asked.of;
    if (declaredStatusOf(milestone) === 'withdrawn') return withdrawn(c, asked, 200);
    const saved = Number(c.req.query('saved') ?? '0');
    const isMine = standingWords(milestone).some(({ seq, by }) => seq === saved && by.id === asked.actor.id);
    return form(c, asked, {
      typed: prefilledDeclaration(milestone, commitment.texts),
      savedSeq: isMine ? saved : null,
    });
  });

  app.post('/app/:plan/:number/:milestone/', async (c) => {
    const asked = await allowed(c, deps, 'declare');
    if (asked === null) return notFound(c, deps);
    const read = readDeclaration(c.get('form'));
    return read === null ? malformed(c, deps) : step(c, asked, read);
  });

  async function step(c: Context<ApiEnv>, asked: Allowed, { typed, step: wanted, rows }: ReadDeclaration): Promise<Response> {
    const { milestone, plan } = asked.of;
    if (wanted === 'edit') return form(c, asked, { typed });
    if (wanted === 'add-row') {
      return form(c, asked, { typed, emptyRows: rows + 1 - typed.evidence.length, isRowAdded: true });
    }
    if (declaredStatusOf(milestone) === 'withdrawn') return withdrawn(c, asked, 409);
    const today = localDay(c.get('now'), plan.state.settings.zone);
    const read = declarationFrom(typed, today);
    if (!read.ok) return form(c, asked, { typed, problems: read.problems }, 422);
    if (wanted === 'confirm') return confirm(c, asked, typed, read.said);
    if (Number(typed.version) !== milestone.version) return stale(c, asked, typed);
    const shown = { ...typed, completedOn: read.said.completedOn ?? '' };
    const after = asIfDeclared(milestone, read.said, { by: asked.actor, at: instantText(c.get('now')) });
    return show(c, <PreviewPage {...common(c, asked, { typed: shown })} after={after} today={today} />);
  }
}
