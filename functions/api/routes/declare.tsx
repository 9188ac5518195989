import type { Context, Hono } from 'hono';
import { declaredStatusOf, standingWords } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { declareStatus } from '../../../shared/usecases/declare-status.ts';
import { endDraft } from '../../../shared/usecases/end-draft.ts';
import { myMilestones, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import { saveDraft } from '../../../shared/usecases/save-draft.ts';
import { frameOf, malformed, notFound, show, tokenFor } from '../answers.tsx';
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
  typedWord,
} from '../forms/declaration-form.ts';
import { draftOfDeclaration, readDiscard, readDraft } from '../forms/draft-form.ts';
import { AnswerPage } from '../pages/answer.tsx';
import { DraftChangedPage } from '../pages/draft.tsx';
import { PreviewPage, StalePage } from '../pages/preview.tsx';
import { WithdrawnPage } from '../pages/withdraw.tsx';
import { aroundOf, shownDraft } from './around-milestone.ts';
import { type Allowed, allowed, notWritten, publicPathOf, savedBy, termsOf } from './milestone.tsx';

type Shown = {
  readonly typed: TypedDeclaration;
  readonly problems?: readonly Problem[];
  readonly emptyRows?: number;
  readonly isRowAdded?: boolean;
};

/** The form of one milestone, its preview, and the confirmation that writes one entry, or a draft for the lead. */
export function declareRoutes(app: Hono<ApiEnv>, deps: ApiDeps): void {
  const common = (c: Context<ApiEnv>, asked: Allowed, shown: Shown) => ({
    ...frameOf(c, deps),
    of: asked.of,
    token: tokenFor(c, deps, `/app/${asked.of.milestone.id}/`),
    typed: shown.typed,
    terms: termsOf(asked),
    problems: shown.problems ?? [],
    emptyRows: shown.emptyRows ?? (shown.typed.evidence.length === 0 ? 1 : 0),
    isRowAdded: shown.isRowAdded ?? false,
  });

  /** The whole screen; without `shown` the form begins with a colleague's draft, else with what was last declared. */
  const screen = async (c: Context<ApiEnv>, asked: Allowed, shown?: Shown, status: 200 | 422 = 200): Promise<Response> => {
    const { milestone, commitment } = asked.of;
    const around = await aroundOf(c, deps, asked);
    const { draft } = around;
    const prefilled = prefilledDeclaration(milestone, commitment.texts);
    const begun = draft?.read?.kind === 'declaration' ? { ...draft.read.typed, version: prefilled.version } : prefilled;
    const typed = shown?.typed ?? { ...begun, draft: draft === null ? '' : String(draft.draft.version) };
    const savedSeq = savedBy(c, asked);
    const isDraftSaved = draft?.isMine === true && c.req.query('draft') === String(draft.draft.version);
    return show(
      c,
      <AnswerPage
        {...common(c, asked, shown ?? { typed })}
        {...around}
        publicPath={publicPathOf(asked.of, c.get('language'))}
        savedSeq={savedSeq}
        isDraftSaved={isDraftSaved}
        next={savedSeq !== null || isDraftSaved ? await nextAwaited(c, asked) : null}
        isDiscarded={draft === null && c.req.query('draft') === 'none'}
        isResponsible={asked.actor.role !== 'colleague'}
      />,
      status,
    );
  };

  /** The next milestone, by urgency, that awaits an answer of this person. */
  const nextAwaited = async (c: Context<ApiEnv>, { of, signedIn: { contact, roles, way } }: Allowed) => {
    const mine = await myMilestones(deps, { contactId: contact.id, roles, way, now: c.get('now') });
    return mine.find(({ group, milestone }) => group === 'awaits' && milestone.id !== of.milestone.id) ?? null;
  };

  const withdrawn = (c: Context<ApiEnv>, asked: Allowed, status: 200 | 409): Response => {
    const publicPath = publicPathOf(asked.of, c.get('language'));
    return show(c, <WithdrawnPage {...frameOf(c, deps)} publicPath={publicPath} savedSeq={savedBy(c, asked)} />, status);
  };

  /** The milestone as it now stands beside what was typed; confirming again is then a choice made with open eyes. */
  const stale = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedDeclaration): Promise<Response> => {
    const of = await readMilestone(deps, asked.of.milestone.id);
    if (of === null) return notFound(c, deps);
    const now = { ...asked, of };
    const last = standingWords(of.milestone).at(-1);
    const said = last === undefined || last.by.id !== asked.actor.id ? null : typedWord(last, of.milestone, of.commitment.texts);
    if (last !== undefined && said !== null && saysTheSame(said, typed)) {
      return c.redirect(`/app/${of.milestone.id}/?saved=${last.seq}`, 303);
    }
    const again = { ...typed, version: String(of.milestone.version) };
    return show(c, <StalePage {...common(c, now, { typed: again })} />, 409);
  };

  /** A draft was saved or put aside since the page was shown: it is shown beside what was typed. */
  const draftChanged = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedDeclaration): Promise<Response> => {
    const { id } = asked.of.milestone;
    const stored = await deps.people.answerDraft(id);
    const read = stored === null ? null : readDraft(stored);
    const isRepeat = stored?.by === asked.actor.id && read?.kind === 'declaration' && saysTheSame(read.typed, typed);
    if (isRepeat && termsOf(asked).isDraft) return c.redirect(`/app/${id}/?draft=${stored.version}`, 303);
    const again = { ...typed, draft: stored === null ? '' : String(stored.version) };
    const draft = await shownDraft(c, deps, asked, stored);
    return show(c, <DraftChangedPage {...common(c, asked, { typed: again })} draft={draft} />, 409);
  };

  const confirm = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedDeclaration, said: Said): Promise<Response> => {
    const { id } = asked.of.milestone;
    const { actor } = asked;
    const mayPublish = !termsOf(asked).isDraft;
    const version = Number(typed.version);
    const outcome = await declareStatus(deps, { ...said, milestoneId: id, version, actor, mayPublish, now: c.get('now') });
    if (outcome.ok) {
      // A newer draft than the one that was seen stays, for somebody to read.
      if (typed.draft !== '') await endDraft(deps, { milestoneId: id, version: Number(typed.draft) });
      deps.log.info('declared', { milestoneId: id, seq: outcome.seq, contactId: actor.id });
      return c.redirect(`/app/${id}/?saved=${outcome.seq}`, 303);
    }
    return notWritten(c, deps, outcome, {
      stale: () => stale(c, asked, typed),
      invalid: () => screen(c, asked, { typed, problems: outcome.problems }, 422),
      withdrawn: () => withdrawn(c, asked, 409),
    });
  };

  const keepDraft = async (c: Context<ApiEnv>, asked: Allowed, typed: TypedDeclaration): Promise<Response> => {
    const { id } = asked.of.milestone;
    const { actor } = asked;
    const fields = draftOfDeclaration(typed);
    const versions = { version: Number(typed.version), draft: Number(typed.draft) };
    const outcome = await saveDraft(deps, { milestoneId: id, actor, now: c.get('now'), fields, ...versions });
    if (outcome.ok) {
      deps.log.info('draft-saved', { milestoneId: id, version: outcome.draft.version, contactId: actor.id });
      return c.redirect(`/app/${id}/?draft=${outcome.draft.version}`, 303);
    }
    switch (outcome.reason) {
      case 'stale':
        return outcome.current === undefined ? draftChanged(c, asked, typed) : stale(c, asked, typed);
      case 'withdrawn':
        return withdrawn(c, asked, 409);
      case 'invalid':
        return malformed(c, deps);
      default:
        return notFound(c, deps);
    }
  };

  app.get('/app/:plan/:number/:milestone', (c) => c.redirect(`${c.req.path}/`, 303));

  app.get('/app/:plan/:number/:milestone/', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    return declaredStatusOf(asked.of.milestone) === 'withdrawn' ? withdrawn(c, asked, 200) : screen(c, asked);
  });

  app.post('/app/:plan/:number/:milestone/', async (c) => {
    const asked = await allowed(c, deps);
    if (asked === null) return notFound(c, deps);
    const discarded = readDiscard(c.get('form'));
    if (discarded !== null) return discard(c, asked, discarded);
    const read = readDeclaration(c.get('form'));
    return read === null ? malformed(c, deps) : step(c, asked, read);
  });

  /** A newer draft than the one that was put aside is simply shown. */
  async function discard(c: Context<ApiEnv>, asked: Allowed, version: number): Promise<Response> {
    const { id } = asked.of.milestone;
    const ended = await endDraft(deps, { milestoneId: id, version });
    if (ended.ok) deps.log.info('draft-discarded', { milestoneId: id, version, contactId: asked.actor.id });
    return c.redirect(`/app/${id}/?draft=none`, 303);
  }

  async function step(c: Context<ApiEnv>, asked: Allowed, { typed, step: wanted, rows }: ReadDeclaration): Promise<Response> {
    const { milestone, plan } = asked.of;
    if (wanted === 'edit') return screen(c, asked, { typed });
    if (wanted === 'add-row') {
      return screen(c, asked, { typed, emptyRows: rows + 1 - typed.evidence.length, isRowAdded: true });
    }
    if (declaredStatusOf(milestone) === 'withdrawn') return withdrawn(c, asked, 409);
    const now = c.get('now');
    const { settings } = plan.state;
    // Before anything else: what is checked below would be checked against another milestone than the one that was seen.
    if (Number(typed.version) !== milestone.version) return stale(c, asked, typed);
    const read = declarationFrom(typed, { milestone, settings, actor: asked.actor, now });
    if (!read.ok) return screen(c, asked, { typed, problems: read.problems }, 422);
    const stored = await deps.people.answerDraft(milestone.id);
    if (typed.draft !== (stored === null ? '' : String(stored.version))) return draftChanged(c, asked, typed);
    const terms = termsOf(asked);
    if (wanted === 'confirm' && !terms.isDraft) return confirm(c, asked, typed, read.said);
    if (wanted === 'save-draft' && terms.isDraft) return keepDraft(c, asked, typed);
    // Also for who may publish since the page was shown, or may no longer: the button then says what it does.
    const shown = { ...typed, completedOn: read.said.completedOn ?? '' };
    const after = asIfDeclared(milestone, read.said, { by: asked.actor, at: instantText(now) });
    const today = localDay(now, settings.zone);
    return show(c, <PreviewPage {...common(c, asked, { typed: shown })} after={after} today={today} />);
  }
}
