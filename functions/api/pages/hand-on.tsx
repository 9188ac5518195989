import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import type { Holder } from '../../../shared/usecases/handed-on.ts';
import type { MilestoneInPlan } from '../../../shared/usecases/my-milestones.ts';
import type { TypedHandOn } from '../forms/hand-on-form.ts';
import { type AnsweringMessages, answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { HeldBy } from './answer.tsx';
import { ErrorSummary, type FieldLabels, TextField } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { MilestoneFacts } from './milestone-facts.tsx';

type HandOnProps = Frame & {
  readonly of: MilestoneInPlan;
  readonly token: string;
  readonly takeBackToken: string;
  readonly typed: TypedHandOn;
  readonly problems: readonly Problem[];
  /** Who holds the milestone for now. */
  readonly holder: Holder | null;
  /** What an address has to end with. */
  readonly domain: string;
  /** The last day there is. */
  readonly lastDay: string | null;
  readonly isPlanOver: boolean;
  /** What was just done, or why it was not. */
  readonly notice: 'done' | 'taken-back' | 'already' | 'not-held' | null;
  /** The page to send to the colleague, as a full address. */
  readonly address: string;
};

const Outcome: FC<HandOnProps> = ({ language, notice, holder, address }) => {
  const say = answeringMessages(language).handOn;
  if (notice === 'done' && holder !== null) {
    return (
      <div class="saved" role="status">
        <h2>{say.done}</h2>
        <p>{say.doneText}</p>
        <p class="as-typed">{address}</p>
      </div>
    );
  }
  if (notice === 'taken-back') {
    return (
      <div class="saved" role="status">
        <h2>{say.takenBack}</h2>
        <p>{say.takenBackText}</p>
      </div>
    );
  }
  if (notice === 'already') {
    return (
      <p role="alert">
        <strong>{say.already}.</strong> {say.alreadyText}
      </p>
    );
  }
  return notice === 'not-held' ? <p role="alert">{say.notHeld}</p> : null;
};

const TakeBack: FC<HandOnProps & { readonly holder: Holder }> = ({ of, language, holder, takeBackToken }) => {
  const say = answeringMessages(language).handOn;
  return (
    <section aria-labelledby="held">
      <h2 id="held">{say.takeBack}</h2>
      <p class="note">
        <HeldBy holder={holder} isNaming language={language} zone={of.plan.state.settings.zone} />
      </p>
      <p>{say.takeBackLead}</p>
      <form method="post" action={`/app/${of.milestone.id}/take-back`}>
        <input type="hidden" name="token" value={takeBackToken} />
        <p class="actions">
          <button type="submit">{say.takeBack}</button>
          <a href={`/app/${of.milestone.id}/`}>{say.back}</a>
        </p>
      </form>
    </section>
  );
};

type HowProps = { readonly say: AnsweringMessages['handOn']; readonly how: TypedHandOn['how'] };

const How: FC<HowProps> = ({ say, how }) => (
  <fieldset class="field">
    <legend>{say.how}</legend>
    {(['drafts', 'publishes'] as const).map((one) => (
      <div class="choice">
        <input type="radio" name="how" id={one} value={one} checked={how === one} aria-describedby={`${one}-hint`} />
        <label for={one}>{say[one]}</label>
        <p class="hint" id={`${one}-hint`}>
          {one === 'drafts' ? say.draftsHint : say.publishesHint}
        </p>
      </div>
    ))}
  </fieldset>
);

const HandOnForm: FC<HandOnProps> = ({ of, token, language, typed, problems, domain, lastDay }) => {
  const say = answeringMessages(language).handOn;
  const labels: FieldLabels = { email: say.email, name: say.name, until: say.until };
  const own = { language, problems, labels };
  return (
    <form method="post" action={`/app/${of.milestone.id}/hand-on`} novalidate>
      <input type="hidden" name="token" value={token} />
      <TextField {...own} name="email" type="email" label={say.email} hint={say.emailHint(domain)} value={typed.email} />
      <TextField {...own} name="name" label={say.name} hint={say.nameHint} value={typed.name} />
      <TextField
        {...own}
        name="until"
        type="date"
        label={say.until}
        hint={say.untilHint(lastDay === null ? null : dayText(lastDay, messages[language]))}
        value={typed.until}
      />
      <How say={say} how={typed.how} />
      <p class="note">{say.notice}</p>
      <p class="actions">
        <button type="submit">{say.submit}</button>
        <a href={`/app/${of.milestone.id}/`}>{say.back}</a>
      </p>
    </form>
  );
};

/** A milestone handed to a colleague: the form, or who holds it and how to take it back. */
export const HandOnPage: FC<HandOnProps> = (props) => {
  const { of, language, homeHref, person, problems, holder, isPlanOver } = props;
  const all = privateMessages(language);
  const say = answeringMessages(language).handOn;
  const labels: FieldLabels = { email: say.email, name: say.name, until: say.until };
  return (
    <Layout
      language={language}
      homeHref={homeHref}
      person={person}
      title={problems.length === 0 ? say.title : `${all.errors.mark}${say.title}`}
    >
      <h1>{say.title}</h1>
      <Outcome {...props} />
      <ErrorSummary language={language} problems={problems} labels={labels} />
      <MilestoneFacts of={of} language={language} />
      {holder !== null ? (
        <TakeBack {...props} holder={holder} />
      ) : isPlanOver ? (
        <p>{say.closed}</p>
      ) : (
        <>
          <p>{say.lead}</p>
          <HandOnForm {...props} />
        </>
      )}
    </Layout>
  );
};
