import type { FC } from 'hono/jsx';
import type { AnswerDraft } from '../../../shared/domain/answer-draft.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Moment, Paragraphs } from '../../../shared/showing/parts/words.tsx';
import { plainText } from '../../../shared/showing/plain-text.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { AsIf } from '../forms/as-if-declared.ts';
import type { ReadDraft } from '../forms/draft-form.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { CarriedDeclaration, WillStand } from './carried.tsx';
import { DeclareForm, type DeclareProps } from './declare.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { LastWord, Statement } from './statement.tsx';

/** A draft with what a page needs to show it. */
export type ShownDraft = {
  readonly draft: AnswerDraft;
  /** Null for fields no form of ours has. */
  readonly read: ReadDraft | null;
  /** Name of who wrote it; null in a remembered browser, which is told of nobody else by name. */
  readonly by: string | null;
  readonly isMine: boolean;
  /** The milestone changed since it was written. */
  readonly isOutdated: boolean;
  /** The milestone as it would stand; null for a draft that is not ready to be published. */
  readonly after: AsIf | null;
  readonly today: string;
  /** Form tokens of the page it is confirmed on. */
  readonly tokens: { readonly declare: string; readonly nothing: string };
};

type DraftProps = { readonly of: MilestoneInPlan; readonly language: InterfaceLanguage; readonly draft: ShownDraft };

/** What a draft says, as the public would read it. */
export const DraftSaid: FC<DraftProps> = ({ of, language, draft: { read, after, today } }) => {
  const original = of.commitment.commitment.state.language;
  if (read === null) return null;
  if (read.kind === 'nothing-to-report') {
    return (
      <>
        <p>
          <strong>{privateMessages(language).stale.nothingReported}</strong>
        </p>
        <Paragraphs of={{ text: plainText(read.note), language: original }} m={messages[language]} />
      </>
    );
  }
  return (
    <Statement typed={read.typed} language={language} original={original}>
      {after === null ? null : <WillStand of={of} after={after} today={today} language={language} />}
    </Statement>
  );
};

const SavedOn: FC<DraftProps> = ({ of, language, draft: { draft } }) => {
  const [before = '', behind = ''] = answeringMessages(language).draft.savedOn('|').split('|');
  return (
    <p class="hint">
      {before}
      <Moment at={draft.at} zone={of.plan.state.settings.zone} m={messages[language]} />
      {behind}
    </p>
  );
};

/** One button publishes what was just read; nothing is written before. */
const ConfirmDraft: FC<DraftProps> = ({ of, language, draft: { draft, read, tokens } }) => {
  const say = privateMessages(language);
  const path = `/app/${of.milestone.id}/`;
  const versions = { version: String(of.milestone.version), draft: String(draft.version) };
  if (read === null) return null;
  return read.kind === 'declaration' ? (
    <form method="post" action={path}>
      <input type="hidden" name="token" value={tokens.declare} />
      <CarriedDeclaration typed={{ ...read.typed, ...versions }} />
      <p class="actions">
        <button type="submit" name="step" value="confirm">
          {say.preview.confirm}
        </button>
      </p>
    </form>
  ) : (
    <form method="post" action={`${path}nothing-to-report`}>
      <input type="hidden" name="token" value={tokens.nothing} />
      <input type="hidden" name="version" value={versions.version} />
      <input type="hidden" name="draft" value={versions.draft} />
      <input type="hidden" name="note" value={read.note} />
      <p class="actions">
        <button type="submit">{say.nothing.confirm}</button>
      </p>
    </form>
  );
};

/** A colleague's draft before the one who may publish it: who wrote it, when, and one button. */
export const DraftSection: FC<DraftProps> = (props) => {
  const { of, language, draft } = props;
  const say = answeringMessages(language).draft;
  const { commitment, milestone, plan } = of;
  return (
    <section class="as-published" aria-labelledby="draft">
      <h2 id="draft">{say.title(draft.by)}</h2>
      <SavedOn {...props} />
      <p>{draft.isOutdated ? say.outdated : say.lead}</p>
      <DraftSaid {...props} />
      {draft.isOutdated ? (
        <>
          <h3>{privateMessages(language).stale.now}</h3>
          <LastWord milestone={milestone} commitment={commitment} language={language} zone={plan.state.settings.zone} />
        </>
      ) : (
        <ConfirmDraft {...props} />
      )}
      <form method="post" action={`/app/${milestone.id}/`}>
        <input type="hidden" name="token" value={draft.tokens.declare} />
        <input type="hidden" name="draft" value={String(draft.draft.version)} />
        <p class="actions">
          <button type="submit" name="step" value="discard" class="secondary">
            {say.discard}
          </button>
        </p>
      </form>
    </section>
  );
};

/** What waits for the lead, before who wrote it. */
export const OwnDraft: FC<DraftProps> = (props) => {
  const { language, draft } = props;
  const say = answeringMessages(language).draft;
  return (
    <section class="as-published" aria-labelledby="draft">
      <h2 id="draft">{draft.isMine ? say.ownTitle : say.title(draft.by)}</h2>
      <SavedOn {...props} />
      <DraftSaid {...props} />
    </section>
  );
};

type ChangedProps = Frame & DeclareProps & { readonly draft: ShownDraft | null };

/** The draft a person had before them is no longer the latest: both texts, then the form again. */
export const DraftChangedPage: FC<ChangedProps> = ({ person, draft, ...props }) => {
  const { of, language, typed } = props;
  const say = answeringMessages(language).draft;
  const { stale } = privateMessages(language);
  return (
    <Layout language={language} homeHref={props.homeHref} person={person} title={say.changed}>
      <h1>{say.changed}</h1>
      <p role="alert">{say.changedLead}</p>
      <MilestoneFacts of={of} language={language} />
      <div class="both">
        <section aria-labelledby="recorded">
          <h2 id="recorded">{say.now}</h2>
          {draft === null ? <p>{say.nobody}</p> : <DraftSaid of={of} language={language} draft={draft} />}
        </section>
        <section aria-labelledby="yours">
          <h2 id="yours">{stale.yours}</h2>
          <Statement typed={typed} language={language} original={of.commitment.commitment.state.language} />
        </section>
      </div>
      <h2>{stale.again}</h2>
      <DeclareForm {...props} />
    </Layout>
  );
};
