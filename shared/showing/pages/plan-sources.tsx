import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import type { ParticipationProcess, ProcessStep } from '../../domain/plan.ts';
import { readText } from '../../domain/text.ts';
import { shownEvidence, typedPassage, typedTitleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { safeLink } from '../links.ts';
import type { Messages } from '../messages/fr.ts';
import { stepMessages } from '../messages/steps.ts';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { plainLine, plainText } from '../plain-text.ts';
import type { PlanView } from '../view.ts';

type Props = { readonly view: PlanView; readonly m: Messages };

const originalOf = (view: PlanView, m: Messages): string => view.state.settings.languages[0] ?? m.language;

const OutLink = ({ url, text }: { url: string | null; text: string }) => {
  const link = url === null ? null : safeLink(url);
  return link === null ? (
    <span>{text}</span>
  ) : (
    <a href={link.href} rel="noopener nofollow ugc">
      {text} <span class="host">({link.host})</span>
    </a>
  );
};

/** What the published words alone do not tell of a date, "27 juin dernier": the day a person confirmed, or its year. */
function heldFor({ text, precision, from, to }: FuzzyDate, m: Messages): string | null {
  const day = to ?? from;
  if (day === null || text.includes(day.slice(0, 4))) return null;
  if (precision !== 'day') return day.slice(0, 4);
  const { retained } = stepMessages[m.language];
  return (to === null ? retained.from : retained.one)(dayText(day, m));
}

const Dated = ({ date, language, m }: { date: FuzzyDate; language: string; m: Messages }) => {
  const held = heldFor(date, m);
  return (
    <>
      <Published date={date} language={language} m={m} />
      {held !== null && (
        <>
          {' ('}
          <Words of={held} />)
        </>
      )}
    </>
  );
};

/** Who met and when, with the minutes; a meeting that was announced leaves "no trace" until someone brings them. */
export const Meetings = ({ view, m }: Props) => {
  const { meetings } = view.state;
  const language = originalOf(view, m);
  if (meetings.length === 0) return null;
  return (
    <section class="block">
      <h2 id="meetings">{m.plan.meetings}</h2>
      <ul class="sources">
        {meetings.map(({ id, titles, body, date, state, minutes }) => (
          <li id={id}>
            <h3>
              <Quoted of={typedTitleIn(titles, view.texts, language, m)} m={m} />
            </h3>
            <p>
              <Dated date={date} language={language} m={m} />, {m.plan[state]}
              {body !== null && (
                <>
                  , <Quoted of={typedPassage(body, view.texts, language, m.change.redactedWords, m)} m={m} />
                </>
              )}
            </p>
            {minutes === null ? (
              <p class="quiet">{m.plan.noTrace}</p>
            ) : (
              <EvidenceList evidence={shownEvidence([minutes], view.texts, m)} language={language} m={m} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What happened on the way, with its date as published; results that were promised stay owed until they are there. */
const Steps = ({ steps, view, m }: Props & { steps: readonly ProcessStep[] }) => {
  const words = stepMessages[m.language];
  const language = originalOf(view, m);
  return (
    <ul class="plain">
      {steps.map(({ id, kind, titles, date, state, followUpOwed }) => (
        <li id={id}>
          <Quoted of={typedTitleIn(titles, view.texts, language, m)} m={m} />{' '}
          <span class="quiet">
            {words.kind[kind]}, {date === null ? words.undated : <Dated date={date} language={language} m={m} />},{' '}
            {state === 'unknown' ? words.unknown : words[state][kind]}
            {followUpOwed && `, ${words.owed}`}
          </span>
        </li>
      ))}
    </ul>
  );
};

const Process = ({ process, view, m }: Props & { process: ParticipationProcess }) => {
  const language = originalOf(view, m);
  const { id, titles, organiser, period, purpose, methods, participants, deliverables, followUp, links, steps = [] } = process;
  const purposeText = purpose === null ? null : (readText(view.texts, purpose) ?? m.change.redactedText);
  const facts = [
    { label: m.plan.organiser, values: organiser === null ? [] : [organiser] },
    { label: m.plan.methods, values: methods },
    { label: m.plan.participants, values: participants === null ? [] : [participants] },
    { label: m.plan.deliverables, values: deliverables },
  ].filter(({ values }) => values.length > 0);
  return (
    <li id={id}>
      <h3>
        <Quoted of={typedTitleIn(titles, view.texts, language, m)} m={m} />
      </h3>
      <p>
        {period.start !== null && <Published date={period.start} language={language} m={m} />}
        {period.start !== null && period.end !== null && ' – '}
        {period.end !== null && <Published date={period.end} language={language} m={m} />}
      </p>
      {purposeText !== null && <Paragraphs of={{ text: plainText(purposeText), language }} m={m} />}
      <dl class="facts">
        {facts.map(({ label, values }) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <ul class="plain">
                {values.map((value) => (
                  <li>
                    <Quoted of={typedPassage(value, view.texts, language, m.change.redactedWords, m)} m={m} />
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
        {steps.length > 0 && (
          <div>
            <dt>{stepMessages[m.language].title}</dt>
            <dd>
              <Steps steps={steps} view={view} m={m} />
            </dd>
          </div>
        )}
        <div>
          <dt>{m.plan.followUp}</dt>
          <dd>
            {followUp.length === 0 ? (
              m.plan.awaited
            ) : (
              <ul class="plain">
                {followUp.map(({ text, url, date }) => (
                  <li>
                    <OutLink url={url} text={plainLine(readText(view.texts, text) ?? m.change.redactedText)} />
                    {date !== null && (
                      <>
                        , <Published date={date} language={language} m={m} />
                      </>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
      {links.length > 0 && (
        <ul class="plain">
          {links.map(({ title, url }) => (
            <li>
              <OutLink url={url} text={plainLine(readText(view.texts, title) ?? m.evidence.redacted)} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};

/** Consultations and workshops, with what followed: the plan owes it ("devoir de suite"). */
export const Processes = ({ view, m }: Props) =>
  view.state.processes.length === 0 ? null : (
    <section class="block">
      <h2 id="processes">{m.plan.processes}</h2>
      <ul class="sources">
        {view.state.processes.map((process) => (
          <Process process={process} view={view} m={m} />
        ))}
      </ul>
    </section>
  );

/** Documents by title, publisher and date only: their text belongs to others. */
export const Documents = ({ view, m }: Props) => {
  const { documents } = view.state;
  const language = originalOf(view, m);
  if (documents.length === 0) return null;
  return (
    <section class="block">
      <h2 id="documents">{m.plan.documents}</h2>
      <ul class="sources">
        {documents.map(({ id, title, kind, publisher, date, url }) => (
          <li id={id}>
            <OutLink url={url} text={plainLine(readText(view.texts, title) ?? m.evidence.redacted)} />{' '}
            <span class="quiet">
              {m.plan.documentKind[kind]}
              {publisher !== null && `, ${plainLine(readText(view.texts, publisher) ?? m.change.redactedWords)}`}
              {date !== null && (
                <>
                  , <Published date={date} language={language} m={m} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
