import type { FC } from 'hono/jsx';
import type { MilestoneState } from '../../../shared/domain/commitment.ts';
import type { Problem } from '../../../shared/domain/errors.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { DeclaredMark } from '../../../shared/showing/parts/marks.tsx';
import { PositionCell } from '../../../shared/showing/parts/milestone-cells.tsx';
import { Paragraphs } from '../../../shared/showing/parts/words.tsx';
import { plainText } from '../../../shared/showing/plain-text.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { TypedWithdrawal } from '../forms/deadline-form.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { ErrorSummary, TextArea } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { LastWord } from './statement.tsx';
import { Carried, ConfirmOrEdit, PreviewOrBack } from './steps.tsx';

type WithdrawProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly typed: TypedWithdrawal;
  readonly problems: readonly Problem[];
  readonly isStale: boolean;
};

/** What withdrawing means, in plain words, and the reason for it. */
export const WithdrawPage: FC<WithdrawProps> = ({ of, token, typed, problems, isStale, ...frame }) => {
  const { language } = frame;
  const all = privateMessages(language);
  const say = answeringMessages(language).withdraw;
  const title = isStale ? all.stale.title : say.title;
  const path = `/app/${of.milestone.id}/`;
  const { plan, commitment, milestone } = of;
  return (
    <Layout {...frame} title={problems.length === 0 ? title : `${all.errors.mark}${title}`}>
      <h1>{title}</h1>
      <ErrorSummary language={language} problems={problems} />
      <MilestoneFacts of={of} language={language} />
      {isStale ? (
        <section aria-labelledby="recorded">
          <h2 id="recorded">{all.stale.now}</h2>
          <LastWord milestone={milestone} commitment={commitment} language={language} zone={plan.state.settings.zone} />
        </section>
      ) : null}
      <div class="note">
        <p>
          <strong>{say.warning}</strong> {say.final}
        </p>
      </div>
      <form method="post" action={`${path}withdraw`} novalidate>
        <Carried fields={{ token, version: typed.version }} />
        <TextArea
          language={language}
          problems={problems}
          name="reason"
          label={say.reason}
          hint={say.reasonHint}
          value={typed.reason}
          rows={3}
        />
        <PreviewOrBack preview={all.form.preview} back={{ href: path, text: say.back }} />
      </form>
    </Layout>
  );
};

type PreviewProps = Omit<WithdrawProps, 'problems' | 'isStale'> & {
  readonly after: MilestoneState;
  /** The plan's local day. */
  readonly today: string;
};

export const WithdrawPreviewPage: FC<PreviewProps> = ({ of, token, typed, after, today, ...frame }) => {
  const all = privateMessages(frame.language);
  const say = answeringMessages(frame.language).withdraw;
  const m = messages[frame.language];
  const original = of.commitment.commitment.state.language;
  return (
    <Layout {...frame} title={all.preview.title}>
      <h1>{all.preview.title}</h1>
      <p>{all.preview.lead}</p>
      <section class="as-published" aria-labelledby="as-published">
        <h2 id="as-published">{all.preview.asPublished}</h2>
        <MilestoneFacts of={of} language={frame.language} />
        <dl class="facts">
          <div>
            <dt>{m.declared.byMinistry}</dt>
            <dd>
              <DeclaredMark status="withdrawn" m={m} />
            </dd>
          </div>
          <div>
            <dt>{m.declared.reason}</dt>
            <dd>
              <Paragraphs of={{ text: plainText(typed.reason), language: original }} m={m} />
            </dd>
          </div>
          <div>
            <dt>{m.position.title}</dt>
            <dd>
              <PositionCell milestone={after} asOf={today} m={m} />
            </dd>
          </div>
        </dl>
      </section>
      <p class="note">{say.final}</p>
      <form method="post" action={`/app/${of.milestone.id}/withdraw`}>
        <Carried fields={{ token, version: typed.version, reason: typed.reason }} />
        <ConfirmOrEdit confirm={say.confirm} edit={all.preview.edit} />
      </form>
    </Layout>
  );
};

type WithdrawnProps = Frame & { readonly publicPath: string; readonly savedSeq: number | null };

/** A withdrawn milestone asks for nothing any more. */
export const WithdrawnPage: FC<WithdrawnProps> = ({ publicPath, savedSeq, ...frame }) => {
  const say = privateMessages(frame.language);
  return (
    <Layout {...frame} title={say.form.title}>
      <h1>{say.form.title}</h1>
      {savedSeq === null ? null : (
        <div class="saved" role="status">
          <h2>{say.saved.title}</h2>
          <p>{say.saved.text(savedSeq)}</p>
        </div>
      )}
      <p>{say.form.withdrawn}</p>
      <p>
        <a href={publicPath}>{say.form.publicPage}</a>
      </p>
    </Layout>
  );
};
