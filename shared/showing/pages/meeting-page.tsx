import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Meeting } from '../../domain/plan.ts';
import { shownEvidence, typedPassage } from '../changes.ts';
import { originalOf } from '../gathering-titles.ts';
import { aroundWords } from '../messages/around.ts';
import { messages } from '../messages/messages.ts';
import { EvidenceList } from '../parts/evidence-list.tsx';
import { Dated } from '../parts/gathering-parts.tsx';
import { Section } from '../parts/section.tsx';
import { Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { gatheringHtml } from './gathering-frame.tsx';

/** A meeting: which body met and when, and its minutes or that nothing public is left of it. Nobody who came is named. */
export function meetingPage(view: PlanView, item: Meeting, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = aroundWords[language];
  const original = originalOf(view, m);
  const { date, state, body, withCivilSociety, minutes } = item;
  return gatheringHtml({
    view,
    gathering: { kind: 'meeting', item },
    m,
    children: (
      <Section id="facts" title={words.facts}>
        <dl class="facts">
          <div>
            <dt>{words.date}</dt>
            <dd>
              <Dated date={date} language={original} m={m} />
            </dd>
          </div>
          <div>
            <dt>{words.state}</dt>
            <dd>{m.plan[state]}</dd>
          </div>
          {body !== null && (
            <div>
              <dt>{words.body}</dt>
              <dd>
                <Quoted of={typedPassage(body, view.texts, original, m.change.redactedWords, m)} m={m} />
              </dd>
            </div>
          )}
          {withCivilSociety && (
            <div>
              <dt>{words.withCivilSociety}</dt>
              <dd>{words.withCivilSocietyMeans}</dd>
            </div>
          )}
          <div>
            <dt>{words.minutes}</dt>
            <dd>
              {minutes === null ? (
                m.plan.noTrace
              ) : (
                <EvidenceList evidence={shownEvidence([minutes], view.texts, m)} language={original} m={m} />
              )}
            </dd>
          </div>
        </dl>
      </Section>
    ),
  });
}
