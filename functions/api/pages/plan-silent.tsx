import type { FC } from 'hono/jsx';
import { deadlineOf } from '../../../shared/domain/commitment.ts';
import { deadlineDay } from '../../../shared/domain/fuzzy-date.ts';
import { commitmentOf, type InterfaceLanguage, milestoneKeyOf } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import type { Recipient } from '../../../shared/domain/recipients.ts';
import { titleIn } from '../../../shared/showing/changes.ts';
import { daysText, dayText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Day, Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { SilentMilestone, SilentPeople } from '../../../shared/usecases/silent-milestones.ts';
import { planMailWords } from '../messages/plan-mail.ts';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

type SilentProps = Frame & { readonly settings: PlanSettings; readonly groups: readonly SilentPeople[] };

/** Name, role and function of whom would be asked today. */
function whoText({ contact, role }: Recipient, language: InterfaceLanguage): string {
  const held = contact.function === null ? '' : `, ${contact.function}`;
  return `${contact.name} (${messages[language].change.role[role]}${held})`;
}

const Deadline: FC<{ readonly of: SilentMilestone; readonly language: InterfaceLanguage }> = ({ of, language }) => {
  const say = planMailWords(language).silent;
  const m = messages[language];
  if (of.overdueSince !== null) return <Words of={say.overdueSince(dayText(of.overdueSince, m))} />;
  const day = deadlineDay(deadlineOf(of.milestone).due);
  return <Words of={day === null ? say.undated : say.ahead(dayText(day, m))} />;
};

const Row: FC<{ readonly of: SilentMilestone; readonly language: InterfaceLanguage }> = ({ of, language }) => {
  const say = planMailWords(language).silent;
  const m = messages[language];
  const { number, language: original } = of.commitment;
  const { id, titles } = of.milestone;
  return (
    <tr>
      <th scope="row">
        <span class="key">#{number}</span>{' '}
        <a href={`/app/${commitmentOf(id)}/#${milestoneKeyOf(id)}`}>
          <Quoted of={titleIn(titles, language, original)} m={m} />
        </a>
      </th>
      <td data-label={say.asked}>
        <Words of={`${m.asked.asked(daysText(of.askedOn, m))}${m.colon}${m.asked.silent}`} />
        {of.reportedOn.length === 0 ? null : (
          <span class="reading">
            <Words of={say.reported(daysText(of.reportedOn, m))} />
          </span>
        )}
      </td>
      <td data-label={say.overdue}>
        <Deadline of={of} language={language} />
      </td>
      <td data-label={say.lastWord}>{of.lastWordOn === null ? say.never : <Day of={of.lastWordOn} m={m} />}</td>
    </tr>
  );
};

/** Who has not answered, person by person; "without an answer" is said only where somebody was asked. */
export const PlanSilentPage: FC<SilentProps> = ({ settings, groups, ...frame }) => {
  const { language } = frame;
  const say = planMailWords(language).silent;
  return (
    <PlanFrame {...frame} settings={settings} title={say.title}>
      <p>{groups.length === 0 ? say.none : say.lead}</p>
      {groups.map(({ people, milestones }) => {
        const who = people.length === 0 ? say.nobody : messages[language].and(people.map((one) => whoText(one, language)));
        return (
          <section class="block">
            <h2>{who}</h2>
            {people.length > 0 ? null : (
              <p>
                {say.nobodyText} <a href={`/app/plans/${settings.id}/people`}>{say.people}</a>
              </p>
            )}
            <table class="stacked">
              <caption class="visually-hidden">{say.caption(who)}</caption>
              <thead>
                <tr>
                  <th scope="col">{say.milestone}</th>
                  <th scope="col">{say.asked}</th>
                  <th scope="col">{say.overdue}</th>
                  <th scope="col">{say.lastWord}</th>
                </tr>
              </thead>
              <tbody>
                {milestones.map((of) => (
                  <Row of={of} language={language} />
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </PlanFrame>
  );
};
