import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { lastDayBefore } from '../../../shared/domain/asked-of-me.ts';
import type { Assignment } from '../../../shared/domain/contact.ts';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, milestoneKeyOf, numberOf } from '../../../shared/domain/identifiers.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day, Quoted } from '../../../shared/showing/parts/words.tsx';
import type { Account, HeldRole } from '../../../shared/usecases/read-account.ts';
import { accountMessages } from '../messages/account.ts';

/** What an assignment covers within its plan. */
function scopeOf({ milestoneId, commitments }: Assignment, language: InterfaceLanguage): string {
  const say = accountMessages(language).roles;
  if (milestoneId !== null) return say.milestone(numberOf(milestoneId), milestoneKeyOf(milestoneId));
  return commitments === null ? say.wholePlan : say.commitments(commitments);
}

const Scope: FC<{ readonly held: HeldRole; readonly language: InterfaceLanguage }> = ({ held, language }) => {
  const { assignment, plan } = held;
  if (assignment.role === 'admin') return <>{accountMessages(language).roles.everyPlan}</>;
  return (
    <>
      {plan === null ? (
        assignment.planId
      ) : (
        <Quoted of={titleIn(plan.titles, language, plan.languages[0] ?? language)} m={messages[language]} />
      )}
      <span class="block-line">{scopeOf(assignment, language)}</span>
    </>
  );
};

const RoleRow: FC<{ readonly held: HeldRole; readonly zone: string; readonly language: InterfaceLanguage }> = ({
  held,
  zone,
  language,
}) => {
  const say = accountMessages(language).roles;
  const m = messages[language];
  const { role, since, until } = held.assignment;
  const dayOf = (at: string): string => localDay(Temporal.Instant.from(at), held.plan?.zone ?? zone);
  return (
    <tr>
      <th scope="row">{m.change.role[role]}</th>
      <td data-label={say.about}>
        <Scope held={held} language={language} />
      </td>
      <td data-label={say.since}>
        <Day of={dayOf(since)} m={m} />
      </td>
      <td data-label={say.until}>
        {until === null ? say.openEnded : <Day of={lastDayBefore(until, held.plan?.zone ?? zone)} m={m} />}
      </td>
      <td data-label={say.state}>{say.states[held.state]}</td>
    </tr>
  );
};

/** Every role a person holds or held, with its plan and dates. */
export const AccountRoles: FC<{ readonly account: Account; readonly language: InterfaceLanguage }> = ({ account, language }) => {
  const say = accountMessages(language).roles;
  return (
    <section class="block" aria-labelledby="roles">
      <h2 id="roles">{say.title}</h2>
      <table class="stacked">
        <caption class="visually-hidden">{say.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.role}</th>
            <th scope="col">{say.about}</th>
            <th scope="col">{say.since}</th>
            <th scope="col">{say.until}</th>
            <th scope="col">{say.state}</th>
          </tr>
        </thead>
        <tbody>
          {account.roles.map((held) => (
            <RoleRow held={held} zone={account.zone} language={language} />
          ))}
        </tbody>
      </table>
    </section>
  );
};
