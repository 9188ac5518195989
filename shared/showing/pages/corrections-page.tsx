import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Mended } from '../corrections.ts';
import { changePageWords } from '../messages/change-pages.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ChangeLine } from '../parts/change-line.tsx';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';
import { type Stretch, stretchFolder } from '../stretches.ts';
import type { PlanView } from '../view.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

const Lines = ({ view, mended, none, m }: Props & { mended: readonly Mended[]; none: Child }) =>
  mended.length === 0 ? (
    <p>{none}</p>
  ) : (
    <ol class="history">
      {mended.map(({ recorded }) => (
        <ChangeLine view={view} change={recorded.tell(m)} m={m} hasDetails />
      ))}
    </ol>
  );

/** Where a page of corrections lies within its plan: `corrections`, `corrections/1`. */
export function correctionsPart(stretch: Pick<Stretch<unknown>, 'number' | 'isNewest'>): string {
  return `corrections/${stretchFolder(stretch)}`.replace(/\/$/, '');
}

const Pager = ({ view, stretch, count, m }: Props & { stretch: Stretch<Mended>; count: number }) => {
  const words = changePageWords[m.language].corrections;
  const hrefOf = (number: number): string => partHref(view, correctionsPart({ number, isNewest: number === count }), m.language);
  return count < 2 ? null : (
    <nav class="pager" aria-label={words.title}>
      {stretch.number > 1 && (
        <a rel="prev" href={hrefOf(stretch.number - 1)}>
          {words.earlier}
        </a>
      )}
      {!stretch.isNewest && (
        <a rel="next" href={hrefOf(stretch.number + 1)}>
          {words.newest}
        </a>
      )}
    </nav>
  );
};

/** What was corrected or redacted in a plan: when, by which role, and why. `count` pages there are of it. */
export function correctionsPage(view: PlanView, stretch: Stretch<Mended>, count: number, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = changePageWords[language].corrections;
  const { items, first, last, of, isNewest } = stretch;
  return planPartHtml({
    view,
    language,
    part: correctionsPart(stretch),
    title: isNewest ? words.title : words.earlierPage(first, last),
    current: null,
    above: [
      { href: partHref(view, 'changes', language), text: changePageWords[language].months.title },
      ...(isNewest ? [] : [{ href: partHref(view, 'corrections', language), text: words.title }]),
    ],
    children: (
      <>
        <h1>{isNewest ? words.title : words.earlierPage(first, last)}</h1>
        {isNewest && <p class="lede">{words.lead}</p>}
        {of === 0 ? (
          <Empty title={words.none}>{words.noneMeans}</Empty>
        ) : (
          <>
            <Section id="corrected" title={words.corrected} intro={words.correctedIntro}>
              <Lines view={view} mended={items.filter(({ type }) => type === 'corrected')} none={words.noCorrection} m={m} />
            </Section>
            <Section id="redacted" title={words.redacted} intro={words.redactedIntro}>
              <Lines view={view} mended={items.filter(({ type }) => type === 'redacted')} none={words.noRedaction} m={m} />
            </Section>
            <Pager view={view} stretch={stretch} count={count} m={m} />
          </>
        )}
      </>
    ),
  });
}
