import type { FC } from 'hono/jsx';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { AsIf } from '../forms/as-if-declared.ts';
import type { TypedDeclaration } from '../forms/declaration-form.ts';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { CarriedDeclaration, WillStand } from './carried.tsx';
import { DeclareForm, type DeclareProps, type Terms } from './declare.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';
import { LastWord, Statement } from './statement.tsx';

type PreviewProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly typed: TypedDeclaration;
  readonly terms: Terms;
  /** The milestone as it will stand. */
  readonly after: AsIf;
  /** The plan's local day. */
  readonly today: string;
};

/** What the public will read, before anything is written; for a draft, once the lead has confirmed it. */
export const PreviewPage: FC<PreviewProps> = ({ of, token, typed, terms, after, today, ...frame }) => {
  const say = privateMessages(frame.language).preview;
  const { draft } = answeringMessages(frame.language);
  const title = terms.isDraft ? draft.previewTitle : say.title;
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      <p>{terms.isDraft ? draft.previewLead : say.lead}</p>
      <section class="as-published" aria-labelledby="as-published">
        <h2 id="as-published">{say.asPublished}</h2>
        <MilestoneFacts of={of} language={frame.language} />
        <Statement typed={typed} language={frame.language} original={of.commitment.commitment.state.language}>
          <WillStand of={of} after={after} today={today} language={frame.language} />
        </Statement>
      </section>
      <form method="post" action={`/app/${of.milestone.id}/`}>
        <input type="hidden" name="token" value={token} />
        <CarriedDeclaration typed={typed} />
        <p class="actions">
          <button type="submit" name="step" value={terms.isDraft ? 'save-draft' : 'confirm'}>
            {terms.isDraft ? draft.save : say.confirm}
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
    <Layout language={language} homeHref={props.homeHref} person={person} title={say.title}>
      <h1>{say.title}</h1>
      <p role="alert">{say.lead}</p>
      <MilestoneFacts of={of} language={language} />
      <div class="both">
        <section aria-labelledby="recorded">
          <h2 id="recorded">{say.now}</h2>
          <LastWord milestone={of.milestone} commitment={of.commitment} language={language} zone={of.plan.state.settings.zone} />
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
