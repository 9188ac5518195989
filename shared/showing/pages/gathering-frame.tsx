import type { Child } from 'hono/jsx';
import { gatheringTitle, headlinesOf } from '../gathering-titles.ts';
import type { Gathering } from '../gatherings.ts';
import { aroundWords } from '../messages/around.ts';
import type { Messages } from '../messages/fr.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { Ties } from '../parts/gathering-parts.tsx';
import { Quoted } from '../parts/words.tsx';
import { untranslatedText } from '../untranslated.ts';
import type { PlanView } from '../view.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Framed = { readonly view: PlanView; readonly gathering: Gathering; readonly m: Messages; readonly children: Child };

/** The page of a meeting, process or document: its title, what it is, and what ties it to the rest of the record. */
export function gatheringHtml({ view, gathering, m, children }: Framed): string {
  const { language } = m;
  const kind = aroundWords[language].kind[gathering.kind];
  const title = gatheringTitle(view, gathering, m);
  return planPartHtml({
    view,
    language,
    part: gathering.item.id,
    title: `${headlinesOf(view, m).get(gathering.item.id) ?? title.text} – ${kind}`,
    current: null,
    above: [{ href: partHref(view, 'around', language), text: planViewWords[language].overview.around }],
    children: (
      <>
        <h1>
          <span class="number">{kind}</span> <Quoted of={title} m={m} />
        </h1>
        {title.language !== language && (
          <p class="note">
            {untranslatedText('title', { language: title.language, planLanguages: view.state.settings.languages, m })}
          </p>
        )}
        {children}
        <Ties view={view} gathering={gathering} m={m} />
      </>
    ),
  });
}
