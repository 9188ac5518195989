import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { DraftSaid, type ShownDraft } from './draft.tsx';
import { ErrorSummary, TextArea } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { LastWord } from './statement.tsx';

type NothingProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly note: string;
  readonly problems: readonly Problem[];
  /** The answer is kept for the lead instead of being published. */
  readonly isDraft: boolean;
  /** The draft that waits; an answer ends or replaces it. */
  readonly draft: ShownDraft | null;
  /** What changed since the person saw the page: what is there now is shown first. */
  readonly changed: 'milestone' | 'draft' | null;
};

/** One button, one confirmation. */
export const NothingToReportPage: FC<NothingProps> = ({ of, token, note, problems, isDraft, draft, changed, ...frame }) => {
  const { language } = frame;
  const say = privateMessages(language);
  const drafts = answeringMessages(language).draft;
  const path = `/app/${of.milestone.id}/`;
  const title = changed === 'milestone' ? say.stale.title : changed === 'draft' ? drafts.changed : say.nothing.title;
  const { plan, commitment, milestone } = of;
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      <ErrorSummary language={language} problems={problems} />
      <MilestoneFacts of={of} language={language} />
      {changed === 'milestone' ? (
        <section aria-labelledby="recorded">
          <h2 id="recorded">{say.stale.now}</h2>
          <LastWord milestone={milestone} commitment={commitment} language={language} zone={plan.state.settings.zone} />
        </section>
      ) : changed === 'draft' ? (
        <section aria-labelledby="recorded">
          <h2 id="recorded">{drafts.now}</h2>
          {draft === null ? <p>{drafts.nobody}</p> : <DraftSaid of={of} language={language} draft={draft} />}
        </section>
      ) : null}
      <p>{isDraft ? drafts.nothingLead : say.nothing.lead}</p>
      <form method="post" action={`${path}nothing-to-report`} novalidate>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="version" value={String(milestone.version)} />
        <input type="hidden" name="draft" value={draft === null ? '' : String(draft.draft.version)} />
        <TextArea
          language={language}
          problems={problems}
          name="note"
          label={`${say.nothing.note} ${say.form.optional}`}
          hint={say.nothing.noteHint}
          value={note}
          rows={2}
        />
        <p class="actions">
          <button type="submit">{isDraft ? drafts.save : say.nothing.confirm}</button>
          <a href={path}>{say.nothing.back}</a>
        </p>
      </form>
    </Layout>
  );
};
