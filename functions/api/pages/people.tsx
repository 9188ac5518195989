import type { FC } from 'hono/jsx';
import type { Problem } from '../../../shared/domain/errors.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { type PeopleOfPlan, unconfirmedOf } from '../../../shared/usecases/read-people.ts';
import { privateMessages } from '../messages/messages.ts';
import { peopleWords } from '../messages/people.ts';
import { ErrorSummary, TextField } from './fields.tsx';
import type { Frame } from './layout.tsx';
import { Dates, Done, type PeopleDone, Rule, type RuleHit, scopeText, type TokenFor } from './people-parts.tsx';
import { PersonRow } from './people-row.tsx';
import { PlanFrame } from './plan-frame.tsx';

type PeopleProps = Frame & {
  readonly settings: PlanSettings;
  readonly people: PeopleOfPlan;
  readonly now: string;
  readonly tokenFor: TokenFor;
  /** As typed, where it was refused; the one in force otherwise. */
  readonly mailbox: string;
  readonly problems: readonly Problem[];
  readonly rule: RuleHit | null;
  readonly done: PeopleDone | null;
  /** Changes that wait for a second person. */
  readonly waiting: number;
  /** An administrator also edits people whose particulars another plan keeps. */
  readonly mayEditGuests: boolean;
};

const Past: FC<Pick<PeopleProps, 'people' | 'settings' | 'language'>> = ({ people, settings, language }) => {
  const say = peopleWords(language);
  return people.past.length === 0 ? null : (
    <details class="block">
      <summary>{say.past(people.past.length)}</summary>
      <table class="stacked">
        <caption class="visually-hidden">{say.pastCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.person}</th>
            <th scope="col">{say.form.role}</th>
            <th scope="col">{say.commitments}</th>
            <th scope="col">{say.dates}</th>
          </tr>
        </thead>
        <tbody>
          {people.past.map(({ contact, assignment }) => (
            <tr>
              <th scope="row">{contact.name}</th>
              <td data-label={say.form.role}>{say.role[assignment.role]}</td>
              <td data-label={say.commitments}>{scopeText(assignment, language)}</td>
              <td data-label={say.dates}>
                <Dates of={assignment} zone={settings.zone} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};

const Mailbox: FC<Pick<PeopleProps, 'settings' | 'language' | 'tokenFor' | 'mailbox' | 'problems'>> = (props) => {
  const { settings, language, tokenFor, mailbox, problems } = props;
  const say = peopleWords(language).mailbox;
  const path = `/app/plans/${settings.id}/people/mailbox`;
  return (
    <section class="block" aria-labelledby="reply">
      <h2 id="reply">{say.title}</h2>
      <form method="post" action={path}>
        <input type="hidden" name="token" value={tokenFor(path)} />
        <TextField
          language={language}
          problems={problems}
          labels={{ mailbox: say.label }}
          name="mailbox"
          label={say.label}
          hint={say.hint}
          type="email"
          maxlength={254}
          value={mailbox}
        />
        <p class="actions">
          <button type="submit">{say.save}</button>
        </p>
      </form>
    </section>
  );
};

/** Everybody of a plan by role: who waits to be confirmed, whom mail does not reach, and who is asked in their place. */
export const PeoplePage: FC<PeopleProps> = ({
  settings,
  people,
  now,
  tokenFor,
  mailbox,
  problems,
  rule,
  done,
  waiting,
  mayEditGuests,
  ...frame
}) => {
  const { language } = frame;
  const say = peopleWords(language);
  const base = `/app/plans/${settings.id}`;
  const roles = people.groups.flatMap(({ held }) => held);
  const unconfirmed = new Set(roles.filter((one) => unconfirmedOf(one).length > 0).map(({ contact }) => contact.id));
  const mark = problems.length > 0 || rule !== null ? privateMessages(language).errors.mark : '';
  return (
    <PlanFrame {...frame} settings={settings} title={say.title} mark={mark}>
      <Done language={language} done={done} />
      <Rule language={language} rule={rule} />
      <ErrorSummary language={language} problems={problems} labels={{ mailbox: say.mailbox.label }} />
      {unconfirmed.size === 0 ? null : (
        <p>
          <strong>{say.toConfirm(unconfirmed.size)}</strong>
        </p>
      )}
      {people.leaderless.length === 0 ? null : (
        <p>
          <strong>{say.leaderless(people.leaderless.map((number) => `#${number}`).join(', '))}</strong>
        </p>
      )}
      <p>{roles.length === 0 ? say.none : say.lead}</p>
      {waiting === 0 ? null : (
        <p>
          <a href={`${base}/approvals`}>{say.approvals(waiting)}</a>
        </p>
      )}
      <p class="actions">
        <a class="button" href={`${base}/people/new`}>
          {say.add}
        </a>
        <a href={`${base}/people/reassign`}>{say.reassign}</a>
      </p>
      {people.groups.map(({ role, held }) => (
        <section class="block" aria-labelledby={`role-${role}`}>
          <h2 id={`role-${role}`}>{say.groups[role]}</h2>
          {role === 'colleague' ? <p class="hint">{say.takeBackWho}</p> : null}
          <table class="stacked">
            <caption class="visually-hidden">{say.caption(say.groups[role])}</caption>
            <thead>
              <tr>
                <th scope="col">{say.person}</th>
                <th scope="col">{say.commitments}</th>
                <th scope="col">{say.state}</th>
                <th scope="col">{say.action}</th>
              </tr>
            </thead>
            <tbody>
              {held.map((one) => (
                <PersonRow {...{ held: one, language, settings, now, tokenFor, mayEditGuests }} />
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <Past people={people} settings={settings} language={language} />
      <Mailbox settings={settings} language={language} tokenFor={tokenFor} mailbox={mailbox} problems={problems} />
    </PlanFrame>
  );
};
