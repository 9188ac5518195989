import type { Context } from 'hono';
import type { AnswerDraft } from '../../../shared/domain/answer-draft.ts';
import { askedOfMe, type Why } from '../../../shared/domain/asked-of-me.ts';
import { instantText, localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type Holder, holderAt } from '../../../shared/usecases/handed-on.ts';
import { tokenFor } from '../answers.tsx';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';
import { type AsIf, asIfDeclared } from '../forms/as-if-declared.ts';
import { declarationFrom } from '../forms/declaration-form.ts';
import { type ReadDraft, readDraft } from '../forms/draft-form.ts';
import type { ShownDraft } from '../pages/draft.tsx';
import type { Allowed } from './milestone.tsx';

/** Who else has to do with a milestone, and what waits about it. */
export type Around = {
  readonly holder: Holder | null;
  /** Whether colleagues are named: a remembered browser is told of nobody else by name. */
  readonly isNaming: boolean;
  readonly draft: ShownDraft | null;
  readonly why: readonly Why[];
};

/** The milestone as a draft would leave it; null for one that could not be published as it is. */
function afterDraft({ of, actor }: Allowed, read: ReadDraft | null, now: ReturnType<ApiDeps['clock']['now']>): AsIf | null {
  if (read?.kind !== 'declaration') return null;
  const { settings } = of.plan.state;
  const said = declarationFrom(read.typed, { milestone: of.milestone, settings, actor, now });
  return said.ok ? asIfDeclared(of.milestone, said.said, { by: actor, at: instantText(now) }) : null;
}

function isNaming({ signedIn }: Allowed): boolean {
  return signedIn.way !== 'remembered';
}

/** A draft with its author's name, where it may be told, as the page of its milestone shows it. */
export async function shownDraft(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  asked: Allowed,
  draft: AnswerDraft | null,
): Promise<ShownDraft | null> {
  if (draft === null) return null;
  const { milestone, plan } = asked.of;
  const now = c.get('now');
  const read = readDraft(draft);
  return {
    draft,
    read,
    by: isNaming(asked) ? ((await deps.people.contact(draft.by))?.name ?? '') : null,
    isMine: draft.by === asked.actor.id,
    isOutdated: draft.basedOn !== milestone.version,
    after: afterDraft(asked, read, now),
    today: localDay(now, plan.state.settings.zone),
    tokens: {
      declare: tokenFor(c, deps, `/app/${milestone.id}/`),
      nothing: tokenFor(c, deps, `/app/${milestone.id}/nothing-to-report`),
    },
  };
}

/** Everything a page of one milestone shows around its form. */
export async function aroundOf(c: Context<ApiEnv>, deps: ApiDeps, asked: Allowed): Promise<Around> {
  const { milestone, plan, commitment } = asked.of;
  const now = c.get('now');
  const [everybody, draft, asks] = await Promise.all([
    deps.people.peopleOf(plan.state.settings.id),
    deps.people.answerDraft(milestone.id),
    deps.record.asks(commitment.commitment.state.id),
  ]);
  const holder = holderAt(everybody, milestone.id, instantText(now));
  const shown = await shownDraft(c, deps, asked, draft);
  const { why } = askedOfMe({
    ...{ milestone, asks, now, zone: plan.state.settings.zone },
    // The page shows draft and holder themselves; the line on top says what else there is.
    ...{ draft: null, holder: null },
  });
  return { holder, isNaming: isNaming(asked), draft: shown, why };
}
