import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Passage } from '../../../shared/showing/changes.ts';
import { dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import { stepWords } from '../../../shared/showing/step-words.ts';
import type { PersonInPlan } from '../../../shared/usecases/plan-overview.ts';
import type { PlanMail, PlanRehearsal } from '../../../shared/usecases/rehearse-plan.ts';
import { planMailWords } from '../messages/plan-mail.ts';

/** What a mail may be about, by its id: a milestone or a commitment with its number and title. */
export type Subjects = ReadonlyMap<string, { readonly number: string; readonly title: Passage }>;

type RehearsalProps = {
  readonly rehearsal: PlanRehearsal;
  readonly subjects: Subjects;
  readonly people: readonly PersonInPlan[];
  readonly language: InterfaceLanguage;
  /** Mail is off: it is told as if it were switched on now. */
  readonly isSupposed: boolean;
};

const Subject: FC<{ readonly id: string; readonly subjects: Subjects; readonly language: InterfaceLanguage }> = ({
  id,
  subjects,
  language,
}) => {
  const about = subjects.get(id);
  if (about === undefined) return <>{id}</>;
  return (
    <>
      <span class="key">#{about.number}</span> <Quoted of={about.title} m={messages[language]} />
    </>
  );
};

const Person: FC<{ readonly id: string; readonly people: readonly PersonInPlan[]; readonly language: InterfaceLanguage }> = ({
  id,
  people,
  language,
}) => {
  const m = messages[language];
  const one = people.find(({ contact }) => contact.id === id);
  if (one === undefined) return null;
  return (
    <>
      {one.contact.name} <span class="reading">{m.and(one.roles.map((role) => m.change.role[role]))}</span>
    </>
  );
};

const Row: FC<Omit<RehearsalProps, 'rehearsal' | 'isSupposed'> & { readonly mail: PlanMail }> = ({
  mail,
  subjects,
  people,
  language,
}) => {
  const say = planMailWords(language).mail;
  return (
    <tr>
      <th scope="row">
        <Day of={mail.day} m={messages[language]} />
      </th>
      <td data-label={say.to}>
        <Person id={mail.contactId} people={people} language={language} />
      </td>
      <td data-label={say.about}>
        <ul class="plain">
          {mail.items.map(({ id, step }) => (
            <li>
              <Subject id={id} subjects={subjects} language={language} /> ({stepWords(step, language)})
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
};

/** Every mail that would go out, day by day, and before it what will be asked about at once. */
export const Rehearsal: FC<RehearsalProps> = ({ rehearsal, isSupposed, ...known }) => {
  const { language, subjects } = known;
  const say = planMailWords(language).mail;
  const m = messages[language];
  const { from, to, mails, pastAlready, isCut } = rehearsal;
  return (
    <>
      {pastAlready.length === 0 ? null : (
        <section class="block">
          <h2>{say.past}</h2>
          <p>{say.pastLead}</p>
          <ul>
            {pastAlready.map((id) => (
              <li>
                <Subject id={id} subjects={subjects} language={language} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="block">
        <h2>{say.rehearsal}</h2>
        <p>
          <Words of={say.rehearsalLead(dayText(from, m), dayText(to, m))} /> {isSupposed ? `${say.supposedOn} ` : ''}
          {say.onlyReachable}
        </p>
        {isCut ? (
          <p class="note">
            <Words of={say.cut(mails.length, dayText(to, m))} />
          </p>
        ) : null}
        {mails.length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <table class="stacked">
            <caption class="visually-hidden">{say.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{say.day}</th>
                <th scope="col">{say.to}</th>
                <th scope="col">{say.about}</th>
              </tr>
            </thead>
            <tbody>
              {mails.map((mail) => (
                <Row mail={mail} {...known} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
};
