import { followUpOf } from '../../domain/follow-up.ts';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { ParticipationProcess, ProcessStep } from '../../domain/plan.ts';
import type { TextRef } from '../../domain/text.ts';
import { detailWriter, type Passage, typedPassage, typedTitleIn } from '../changes.ts';
import { capitalised } from '../dates.ts';
import { originalOf } from '../gathering-titles.ts';
import { aroundWords } from '../messages/around.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { stepMessages } from '../messages/steps.ts';
import { Empty } from '../parts/empty.tsx';
import { Fact } from '../parts/fact.tsx';
import { Dated, OutLink } from '../parts/gathering-parts.tsx';
import { Section } from '../parts/section.tsx';
import { Paragraphs, Published, Quoted } from '../parts/words.tsx';
import { plainLine } from '../plain-text.ts';
import type { PlanView } from '../view.ts';
import { gatheringHtml } from './gathering-frame.tsx';

type Props = { readonly view: PlanView; readonly item: ParticipationProcess; readonly m: Messages };

/** A line somebody typed, or a word that it was removed. */
function lineOf({ view, m }: Pick<Props, 'view' | 'm'>, ref: TextRef): Passage {
  return typedPassage(ref, view.texts, originalOf(view, m), m.change.redactedWords, m);
}

const Lines = ({ refs, ...props }: Pick<Props, 'view' | 'm'> & { refs: readonly TextRef[] }) => (
  <ul class="plain">
    {refs.map((ref) => (
      <li>
        <Quoted of={lineOf(props, ref)} m={props.m} />
      </li>
    ))}
  </ul>
);

/** What is known of it besides its title, if anything is: a proposal that was confirmed tells no more. */
const Facts = ({ view, item, m }: Props) => {
  const { organiser, period, purpose, methods, participants } = item;
  const known = [organiser, period.start, period.end, purpose, participants, methods[0] ?? null];
  return known.every((one) => one === null) ? null : (
    <Section id="facts" title={aroundWords[m.language].facts}>
      <FactRows view={view} item={item} m={m} />
    </Section>
  );
};

const FactRows = ({ view, item, m }: Props) => {
  const { organiser, period, purpose, methods, participants } = item;
  const language = originalOf(view, m);
  const words = aroundWords[m.language];
  const purposes = detailWriter(view.texts, language, m).free(words.purpose, purpose);
  return (
    <dl class="facts">
      {(period.start !== null || period.end !== null) && (
        <Fact name={words.period}>
          {period.start !== null && <Published date={period.start} language={language} m={m} />}
          {period.start !== null && period.end !== null && ' – '}
          {period.end !== null && <Published date={period.end} language={language} m={m} />}
        </Fact>
      )}
      {organiser !== null && (
        <Fact name={m.plan.organiser}>
          <Quoted of={lineOf({ view, m }, organiser)} m={m} />
        </Fact>
      )}
      {purposes.map(({ label, passage }) => (
        <Fact name={label}>
          <Paragraphs of={passage} m={m} />
        </Fact>
      ))}
      {methods.length > 0 && (
        <Fact name={m.plan.methods}>
          <Lines refs={methods} view={view} m={m} />
        </Fact>
      )}
      {participants !== null && (
        <Fact name={m.plan.participants}>
          <Quoted of={lineOf({ view, m }, participants)} m={m} />
        </Fact>
      )}
    </dl>
  );
};

/** What happened on the way, with its date as published; results that were promised stay owed until they are there. */
const Steps = ({ steps, view, m }: Pick<Props, 'view' | 'm'> & { steps: readonly ProcessStep[] }) => {
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
            {followUpOwed === true && `, ${words.owed}`}
            {followUpOwed === false && `, ${words.notOwed}`}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** Whether a sentence tells the date already that stands beside it. */
const saysDay = ({ text }: Passage, date: FuzzyDate): boolean => text.includes(plainLine(date.text));

const FollowUp = ({ view, item: { followUp }, m }: Props) => (
  <ul class="plain">
    {followUp.map(({ text, url, date }) => (
      <li>
        <OutLink url={url} of={lineOf({ view, m }, text)} m={m} />
        {date !== null && !saysDay(lineOf({ view, m }, text), date) && (
          <>
            , <Dated date={date} language={originalOf(view, m)} m={m} />
          </>
        )}
      </li>
    ))}
  </ul>
);

/** A consultation or workshop: what was promised after it and what followed, which the plan owes ("devoir de suite"). */
export function processPage(view: PlanView, item: ParticipationProcess, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = aroundWords[language];
  const { deliverables, links, steps = [] } = item;
  const state = followUpOf(item);
  return gatheringHtml({
    view,
    gathering: { kind: 'process', item },
    m,
    children: (
      <>
        <Facts view={view} item={item} m={m} />
        <Section id="promised" title={words.promised}>
          {deliverables.length === 0 ? <p>{words.promisedNone}</p> : <Lines refs={deliverables} view={view} m={m} />}
        </Section>
        {steps.length > 0 && (
          <Section id="steps" title={stepMessages[language].title}>
            <Steps steps={steps} view={view} m={m} />
          </Section>
        )}
        <Section id="follow-up" title={words.followed}>
          {state === 'given' && <FollowUp view={view} item={item} m={m} />}
          {state === 'awaited' && <Empty title={capitalised(m.plan.awaited, m)}>{words.awaitedMeans}</Empty>}
          {state === 'not-owed' && <Empty title={capitalised(m.plan.notOwed, m)}>{words.notOwedMeans}</Empty>}
        </Section>
        {links.length > 0 && (
          <Section id="links" title={words.links}>
            <ul class="plain">
              {links.map(({ title, url }) => (
                <li>
                  <OutLink url={url} of={typedPassage(title, view.texts, originalOf(view, m), m.evidence.redacted, m)} m={m} />
                </li>
              ))}
            </ul>
          </Section>
        )}
      </>
    ),
  });
}
