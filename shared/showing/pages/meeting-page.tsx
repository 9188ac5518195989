import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { couldHaveMinutes } from '../../domain/meeting-days.ts';
import type { Meeting } from '../../domain/plan.ts';
import { shownEvidence, typedPassage } from '../changes.ts';
import { capitalised } from '../dates.ts';
import { originalOf } from '../gathering-titles.ts';
import { aroundWords } from '../messages/around.ts';
import { messages } from '../messages/messages.ts';
import { meetingState } from '../parts/around-lines.tsx';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { Fact } from '../parts/fact.tsx';
import { Dated } from '../parts/gathering-parts.tsx';
import { Section } from '../parts/section.tsx';
import { Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { gatheringHtml } from './gathering-frame.tsx';

/** A meeting: which body met and when, and its minutes or, once it is past, that nothing public is left of it. Nobody who came is named. */
export function meetingPage(view: PlanView, item: Meeting, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = aroundWords[language];
  const original = originalOf(view, m);
  const { date, body, withCivilSociety, minutes } = item;
  return gatheringHtml({
    view,
    gathering: { kind: 'meeting', item },
    m,
    children: (
      <Section id="facts" title={words.facts}>
        <dl class="facts">
          <Fact name={words.date}>
            <Dated date={date} language={original} m={m} />
          </Fact>
          <Fact name={words.state}>{capitalised(meetingState(item, view.asOf, m), m)}</Fact>
          {body !== null && (
            <Fact name={words.body}>
              <Quoted of={typedPassage(body, view.texts, original, m.change.redactedWords, m)} m={m} />
            </Fact>
          )}
          {withCivilSociety && <Fact name={words.withCivilSociety}>{words.withCivilSocietyMeans}</Fact>}
          {minutes === null && couldHaveMinutes(item, view.asOf) && (
            <Fact name={words.minutes}>{capitalised(m.plan.noTrace, m)}</Fact>
          )}
          {minutes !== null && (
            <Fact name={words.minutes}>
              <EvidenceList evidence={shownEvidence([minutes], view.texts, m)} language={original} m={m} />
            </Fact>
          )}
        </dl>
      </Section>
    ),
  });
}
