import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { Quoted } from '../parts/words.tsx';
import { plainLine } from '../plain-text.ts';
import type { PlanView } from '../view.ts';
import { homeHref, hrefOf } from './page-links.ts';

const PlanSection = ({ view, m }: { view: PlanView; m: Messages }) => {
  const { settings } = view.state;
  return (
    <section class="block">
      <h2>
        <a href={hrefOf(view, settings.id, m.language)}>
          <Quoted of={titleIn(settings.titles, m.language, settings.languages[0] ?? m.language)} m={m} />
        </a>
      </h2>
      <p class="quiet">
        {settings.announcedCommitments === null
          ? m.plan.followedOnly(view.commitments.length)
          : m.plan.followed(view.commitments.length, settings.announcedCommitments)}
      </p>
      <ul class="index">
        {view.commitments.map(({ state }) => (
          <li>
            <a href={hrefOf(view, state.id, m.language)}>
              <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
            </a>
            {state.leadInstitutions.length > 0 && (
              <span class="quiet block-line">
                <Quoted of={{ text: state.leadInstitutions.map(plainLine).join(', '), language: state.language }} m={m} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Every followed commitment, by number and title. */
export function homePage(
  views: readonly PlanView[],
  publicUrl: string,
  language: Messages['language'],
  files: readonly Download[],
): string {
  const m = messages[language];
  const titles = views.flatMap(({ state, commitments }) => [
    titleIn(state.settings.titles, language, state.settings.languages[0] ?? language),
    ...commitments.map((one) => titleIn(one.state.titles, language, one.state.language)),
  ]);
  const foreign = titles.find((title) => title.language !== language);
  return pageHtml(
    <Layout
      m={m}
      title={`${m.site.name} – ${m.site.tagline}`}
      publicUrl={publicUrl}
      folders={{ fr: homeHref('fr').slice(1), en: homeHref('en').slice(1) }}
      homeHref={homeHref(language)}
      crumbs={[]}
      hasFeeds
    >
      <h1>{m.site.followed}</h1>
      <p class="lede">{m.site.about}</p>
      {foreign !== undefined && <p class="note">{m.site.untranslated(m.languages[foreign.language] ?? foreign.language)}</p>}
      {views.length === 0 && <p>{m.site.noPlan}</p>}
      {views.map((view) => (
        <PlanSection view={view} m={m} />
      ))}
      <section class="block">
        <h2 id="downloads">{m.downloads.title}</h2>
        <Downloads files={files} m={m} />
      </section>
    </Layout>,
  );
}
