import type { FC } from 'hono/jsx';
import type { MilestoneState } from '../../../shared/domain/commitment.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { PositionCell } from '../../../shared/showing/parts/milestone-cells.tsx';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { TypedDeclaration } from '../forms/declaration-form.ts';
import { privateMessages } from '../messages/messages.ts';
import { DeclareForm, type DeclareProps } from './declare.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { LastWord, Statement } from './statement.tsx';

/** Everything typed, carried along unseen. */
const Carried: FC<{ readonly typed: TypedDeclaration }> = ({ typed }) => {
  const { evidence, ...plain } = typed;
  const rows = evidence.flatMap((row, index) => Object.entries(row).map(([part, value]) => [`evidence.${index}.${part}`, value]));
  return (
    <>
      {[...Object.entries(plain), ...rows].map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
};

type PreviewProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly typed: TypedDeclaration;
  /** The milestone as it will stand. */
  readonly after: MilestoneState;
  /** The plan's local day. */
  readonly today: string;
};

/** What the public will read, before anything is written. */
export const PreviewPage: FC<PreviewProps> = ({ of, token, typed, after, today, ...frame }) => {
  const say = privateMessages(frame.language).preview;
  const m = messages[frame.language];
  return (
    <Layout {...frame} title={say.title}>
      <h1>{say.title}</h1>
      <p>{say.lead}</p>
      <section class="as-published" aria-labelledby="as-published">
        <h2 id="as-published">{say.asPublished}</h2>
        <MilestoneFacts of={of} language={frame.language} />
        <Statement typed={typed} language={frame.language} original={of.commitment.commitment.state.language}>
          <div>
            <dt>{m.position.title}</dt>
            <dd>
              <PositionCell milestone={after} asOf={today} m={m} />
            </dd>
          </div>
        </Statement>
      </section>
      <form method="post" action={`/app/${of.milestone.id}/`}>
        <input type="hidden" name="token" value={token} />
        <Carried typed={typed} />
        <p class="actions">
          <button type="submit" name="step" value="confirm">
            {say.confirm}
          </button>
          <button type="submit" name="step" value="edit" class="secondary">
            {say.edit}
          </button>
        </p>
      </form>
    </Layout>
  );
};

/** The milestone changed meanwhile: both texts, then the form again with nothing lost. */
export const StalePage: FC<Frame & DeclareProps> = ({ person, ...props }) => {
  const { of, language, typed } = props;
  const say = privateMessages(language).stale;
  return (
    <Layout language={language} person={person} title={say.title}>
      <h1>{say.title}</h1>
      <p role="alert">{say.lead}</p>
      <MilestoneFacts of={of} language={language} />
      <div class="both">
        <section aria-labelledby="recorded">
          <h2 id="recorded">{say.now}</h2>
          <Recorded of={of} language={language} />
        </section>
        <section aria-labelledby="yours">
          <h2 id="yours">{say.yours}</h2>
          <Statement typed={typed} language={language} original={of.commitment.commitment.state.language} />
        </section>
      </div>
      <h2>{say.again}</h2>
      <DeclareForm {...props} />
    </Layout>
  );
};

export const Recorded: FC<{ readonly of: MilestoneInPlan; readonly language: InterfaceLanguage }> = ({ of, language }) => {
  const { plan, commitment, milestone } = of;
  return <LastWord milestone={milestone} commitment={commitment} language={language} zone={plan.state.settings.zone} />;
};
