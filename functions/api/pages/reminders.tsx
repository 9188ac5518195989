import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import type { Problem } from '../../../shared/domain/errors.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf, numberOf } from '../../../shared/domain/identifiers.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import type { MyReminders, ReminderRole } from '../../../shared/usecases/read-reminders.ts';
import type { MailWishes } from '../../../shared/usecases/tune-mail.ts';
import { privateMessages } from '../messages/messages.ts';
import { type ReminderWords, reminderWords } from '../messages/reminders.ts';
import { ErrorSummary } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';
import { explainReminders, RemindersForm } from './reminders-form.tsx';

/** Where each thing is sent, with its token: whoever comes by a link of a mail can lift no stop. */
export type ReminderActions = {
  readonly tune: { readonly path: string; readonly token: string };
  readonly stop: { readonly path: string; readonly field: { readonly name: string; readonly value: string } };
  readonly resume: { readonly path: string; readonly token: string } | null;
};

export type RemindersShown = {
  readonly mine: MyReminders;
  readonly actions: ReminderActions;
  readonly typed: MailWishes;
  readonly problems: readonly Problem[];
  /** Last day of the pause; null without one. */
  readonly pausedUntil: string | null;
  readonly done: keyof ReminderWords['done'] | null;
  /** A stop that its person cannot lift. */
  readonly isRefused?: boolean;
  /** Neither their roles nor what their plans offer can be read: all there is to do is to stop. */
  readonly isUnread?: boolean;
};

function numbersOf({ assignment: { commitments } }: ReminderRole): readonly string[] | null {
  return commitments?.map((number) => `#${number}`) ?? null;
}

function roleText(held: ReminderRole, { why }: ReminderWords): string {
  const { role, milestoneId } = held.assignment;
  if (milestoneId !== null) return why.colleague(why.milestone(milestoneKeyOf(milestoneId), numberOf(milestoneId)));
  return role === 'poc' ? why.poc : role === 'deputy' ? why.deputy(numbersOf(held)) : why.lead(numbersOf(held));
}

const Why: FC<{ readonly mine: MyReminders; readonly language: InterfaceLanguage }> = ({ mine, language }) => {
  const say = reminderWords(language);
  const m = messages[language];
  return (
    <section aria-labelledby="why">
      <h2 id="why">{mine.contact.suppressed === null ? say.why.title : say.why.titleStopped}</h2>
      {mine.roles.length === 0 ? (
        <p>{say.why.none}</p>
      ) : (
        <ul class="index">
          {mine.roles.map((held) => (
            <li>
              {roleText(held, say)}
              <p class="hint">
                <Quoted of={titleIn(held.plan.titles, language, held.plan.languages[0] ?? language)} m={m} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

type StateProps = { readonly mine: MyReminders; readonly pausedUntil: string | null; readonly language: InterfaceLanguage };

/** Whether reminders are sent, and why not. */
function stateText({ mine, pausedUntil, language }: StateProps): string {
  const say = reminderWords(language).state;
  const m = messages[language];
  const { suppressed } = mine.contact;
  if (suppressed !== null) {
    return say.stopped[suppressed.reason](dayText(localDay(Temporal.Instant.from(suppressed.at), mine.zone), m));
  }
  return pausedUntil === null ? say.sent : say.paused(dayText(pausedUntil, m));
}

const Stop: FC<{ readonly actions: ReminderActions; readonly language: InterfaceLanguage }> = ({ actions, language }) => {
  const say = reminderWords(language).stop;
  const { path, field } = actions.stop;
  return (
    <section aria-labelledby="stop">
      <h2 id="stop">{say.title}</h2>
      <p>{say.lead}</p>
      <form method="post" action={path}>
        <input type="hidden" name={field.name} value={field.value} />
        <p class="actions">
          <button type="submit" class="secondary">
            {say.button}
          </button>
        </p>
      </form>
    </section>
  );
};

type OfShown = { readonly shown: RemindersShown; readonly language: InterfaceLanguage };

/** How a stop is lifted: by the person signed in, where they asked for it themselves; else by a point of contact. */
const Lift: FC<OfShown> = ({ shown, language }) => {
  const say = reminderWords(language);
  if (shown.mine.contact.suppressed?.reason !== 'unsubscribed') return <p>{say.stop.byPoc}</p>;
  const { resume } = shown.actions;
  if (resume === null) {
    return (
      <p>
        <a href="/app/reminders">{say.stop.lift}</a>
      </p>
    );
  }
  return (
    <section aria-labelledby="resume">
      <h2 id="resume">{say.resume.title}</h2>
      <p>{say.resume.lead}</p>
      <form method="post" action={resume.path}>
        <input type="hidden" name="token" value={resume.token} />
        <p class="actions">
          <button type="submit">{say.resume.button}</button>
        </p>
      </form>
    </section>
  );
};

const Done: FC<OfShown> = ({ shown: { done }, language }) => {
  const say = reminderWords(language);
  if (done === null) return null;
  return (
    <section class="saved" aria-labelledby="done">
      <h2 id="done">{say.saved}</h2>
      <p>{say.done[done]}</p>
    </section>
  );
};

const Refused: FC<{ readonly language: InterfaceLanguage }> = ({ language }) => {
  const say = reminderWords(language).changed;
  return (
    <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
      <h2 id="refused">{say.title}</h2>
      <p>{say.text}</p>
    </section>
  );
};

/**
 * What a person is reminded of and why, and what they can do about it: tune, pause, stop, and signed in lift a stop. The same
 * page behind sign-in and behind the link of a mail, which shows nobody's name or address.
 */
export const RemindersPage: FC<Frame & { readonly shown: RemindersShown; readonly title: string }> = ({
  shown,
  title,
  ...frame
}) => {
  const { language } = frame;
  const { mine, actions, typed, problems, pausedUntil } = shown;
  const say = reminderWords(language);
  const isWrong = problems.length > 0 || shown.isRefused === true;
  const isStopped = mine.contact.suppressed !== null;
  const isUnread = shown.isUnread === true;
  // Who comes by the link of a mail most often comes to stop them.
  const isByLink = actions.resume === null;
  return (
    <Layout {...frame} title={`${isWrong ? privateMessages(language).errors.mark : ''}${title}`}>
      <h1>{title}</h1>
      <Done shown={shown} language={language} />
      {shown.isRefused === true ? <Refused language={language} /> : null}
      <ErrorSummary language={language} problems={problems} labels={say.labels} explain={explainReminders(say)} />
      <p class="lede">{isUnread ? say.unread[isStopped ? 'stopped' : 'sent'] : stateText({ mine, pausedUntil, language })}</p>
      {isByLink && !isStopped ? <Stop actions={actions} language={language} /> : null}
      {isStopped ? <Lift shown={shown} language={language} /> : null}
      {isStopped || isUnread ? null : (
        <section aria-labelledby="tune">
          <h2 id="tune">{say.tune.title}</h2>
          <RemindersForm
            action={actions.tune.path}
            token={actions.tune.token}
            offered={mine.offered}
            problems={problems}
            typed={typed}
            isByLink={isByLink}
            language={language}
          />
        </section>
      )}
      {isByLink || isStopped ? null : <Stop actions={actions} language={language} />}
      {isUnread ? null : <Why mine={mine} language={language} />}
    </Layout>
  );
};
