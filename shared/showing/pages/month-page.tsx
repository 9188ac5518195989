import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Recorded } from '../changes.ts';
import { monthText, monthTitle } from '../dates.ts';
import type { MonthPlace } from '../feeds/subject.ts';
import { changePageWords } from '../messages/change-pages.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { monthPart, monthStretches } from '../month-stretches.ts';
import { ChangeLine } from '../parts/change-line.tsx';
import type { Stretch } from '../stretches.ts';
import type { PlanView } from '../view.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly place: MonthPlace; readonly stretch: Stretch<Recorded>; readonly m: Messages };

/** On through time: within a busy month first, then to the months around it. */
const Pager = ({ view, place, stretch, m }: Props) => {
  const words = changePageWords[m.language].month;
  const within = monthStretches(place.recorded);
  const partOf = (number: number): string => monthPart(place.month, { number, isNewest: number === within.length });
  const older = stretch.number > 1 ? partOf(stretch.number - 1) : place.older === null ? null : `changes/${place.older}`;
  const newer = !stretch.isNewest ? partOf(stretch.number + 1) : place.newer === null ? null : `changes/${place.newer}`;
  return older === null && newer === null ? null : (
    <nav class="pager" aria-label={words.around}>
      {older !== null && (
        <a rel="prev" href={partHref(view, older, m.language)}>
          {stretch.number > 1 ? words.olderHere : `${words.older}${m.colon}${monthText(place.older ?? '', m)}`}
        </a>
      )}
      {newer !== null && (
        <a rel="next" href={partHref(view, newer, m.language)}>
          {stretch.isNewest ? `${words.newer}${m.colon}${monthText(place.newer ?? '', m)}` : words.newerHere}
        </a>
      )}
    </nav>
  );
};

/** What changed in a plan in one month, asks included, the newest first; or an earlier stretch of a month with very many. */
export function monthPage(view: PlanView, place: MonthPlace, stretch: Stretch<Recorded>, language: InterfaceLanguage): string {
  const m = messages[language];
  const { month: words, months } = changePageWords[language];
  const { first, last, of, isNewest, items } = stretch;
  const name = monthText(place.month, m);
  const folder = partHref(view, `changes/${place.month}`, language);
  return planPartHtml({
    view,
    language,
    part: monthPart(place.month, stretch),
    title: `${months.title}${m.colon}${name}${isNewest ? '' : ` (${first}–${last})`}`,
    current: null,
    above: [
      { href: partHref(view, 'changes', language), text: months.title },
      ...(isNewest ? [] : [{ href: folder, text: name }]),
    ],
    hasFeeds: isNewest,
    children: (
      <>
        <h1>{monthTitle(place.month, m)}</h1>
        <p class="lede">{items.length === of ? words.count(of) : words.stretch(first, last)}</p>
        <ol class="history">
          {items.map(({ tell }) => (
            <ChangeLine view={view} change={tell(m)} m={m} />
          ))}
        </ol>
        <Pager view={view} place={place} stretch={stretch} m={m} />
        {isNewest && (
          <p class="follow">
            {words.feeds}
            {m.colon}
            <a href={`${folder}feed.atom`}>{m.downloads.atom}</a>, <a href={`${folder}feed.json`}>{m.downloads.jsonFeed}</a>
          </p>
        )}
      </>
    ),
  });
}
