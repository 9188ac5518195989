import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { CitedDocument } from '../../domain/plan.ts';
import { typedPassage } from '../changes.ts';
import { capitalised } from '../dates.ts';
import { gatheringTitle, originalOf } from '../gathering-titles.ts';
import { aroundWords } from '../messages/around.ts';
import { messages } from '../messages/messages.ts';
import { Fact } from '../parts/fact.tsx';
import { Dated, OutLink } from '../parts/gathering-parts.tsx';
import { Section } from '../parts/section.tsx';
import { Quoted } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { gatheringHtml } from './gathering-frame.tsx';

/** A document by title, publisher, date and address only: its text belongs to others, and its author may be a private person. */
export function documentPage(view: PlanView, item: CitedDocument, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = aroundWords[language];
  const original = originalOf(view, m);
  const { kind, publisher, date, url } = item;
  const gathering = { kind: 'document', item } as const;
  const title = gatheringTitle(view, gathering, m);
  return gatheringHtml({
    view,
    gathering,
    m,
    children: (
      <Section id="facts" title={words.facts} intro={words.notCopied}>
        <dl class="facts">
          <Fact name={words.documentKind}>{capitalised(m.plan.documentKind[kind], m)}</Fact>
          {publisher !== null && (
            <Fact name={words.publisher}>
              <Quoted of={typedPassage(publisher, view.texts, original, m.change.redactedWords, m)} m={m} />
            </Fact>
          )}
          {date !== null && (
            <Fact name={words.date}>
              <Dated date={date} language={original} m={m} />
            </Fact>
          )}
          <Fact name={words.link}>{url === null ? words.noLink : <OutLink url={url} of={title} m={m} />}</Fact>
        </dl>
      </Section>
    ),
  });
}
