import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import { privateMessages } from '../messages/messages.ts';
import { ErrorSummary, TextArea } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { Recorded } from './preview.tsx';

type NothingProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly note: string;
  readonly problems: readonly Problem[];
  /** The milestone was changed since the person saw it: what is recorded now is shown first. */
  readonly isStale: boolean;
};

/** One button, one confirmation. */
export const NothingToReportPage: FC<NothingProps> = ({ of, token, note, problems, isStale, ...frame }) => {
  const { language } = frame;
  const say = privateMessages(language);
  const path = `/app/${of.milestone.id}/`;
  return (
    <Layout {...frame} title={isStale ? say.stale.title : say.nothing.title}>
      <h1>{isStale ? say.stale.title : say.nothing.title}</h1>
      <ErrorSummary language={language} problems={problems} />
      <MilestoneFacts of={of} language={language} />
      {isStale ? (
        <section aria-labelledby="recorded">
          <h2 id="recorded">{say.stale.now}</h2>
          <Recorded of={of} language={language} />
        </section>
      ) : null}
      <p>{say.nothing.lead}</p>
      <form method="post" action={`${path}nothing-to-report`} novalidate>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="version" value={String(of.milestone.version)} />
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
          <button type="submit">{say.nothing.confirm}</button>
          <a href={path}>{say.nothing.back}</a>
        </p>
      </form>
    </Layout>
  );
};
