import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Recorded } from '../changes.ts';
import { commitmentHistoryPart } from '../commitment-history.ts';
import { entryWords } from '../messages/entry.ts';
import { messages } from '../messages/messages.ts';
import { History } from '../parts/history.tsx';
import { Section } from '../parts/section.tsx';
import type { Stretch } from '../stretches.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';
import { planPartHtml } from './plan-part.tsx';

/** A page of the history of a commitment whose own page does not tell all of it. */
export function commitmentHistoryPage(
  view: PlanView,
  { state }: CommitmentView,
  stretch: Stretch<Recorded>,
  language: InterfaceLanguage,
): string {
  const m = messages[language];
  const { history: words } = entryWords[language];
  const { number, first, last, isNewest, items } = stretch;
  const name = m.commitment.name(state.number);
  const href = (other: number): string => hrefOf(view, `${state.id}/${commitmentHistoryPart({ number: other })}`, language);
  return planPartHtml({
    view,
    language,
    part: `${state.number}/${commitmentHistoryPart(stretch)}`,
    // A page that may still grow is not named by its last change.
    title: `${name}, ${words.title} (${number})`,
    current: null,
    above: [{ href: hrefOf(view, state.id, language), text: name }],
    children: (
      <>
        <h1>
          <span class="number">{name}</span> {words.title}
        </h1>
        <p class="lede">{words.lead}</p>
        {!(number === 1 && isNewest) && (
          <nav class="pager" aria-label={words.pages}>
            {number > 1 && (
              <a rel="prev" href={href(number - 1)}>
                {words.older}
              </a>
            )}
            {!isNewest && (
              <a rel="next" href={href(number + 1)}>
                {words.newer}
              </a>
            )}
          </nav>
        )}
        <Section id="changes" title={words.stretch(first, last)}>
          <History
            changes={items.map(({ tell }) => tell(m))}
            view={view}
            language={state.language}
            m={m}
            milestoneHref={(id) => hrefOf(view, id, language)}
          />
        </Section>
      </>
    ),
  });
}
