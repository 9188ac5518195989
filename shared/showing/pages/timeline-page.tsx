import { deadlineOf, declaredStatusOf } from '../../domain/commitment.ts';
import { deadlineDay } from '../../domain/fuzzy-date.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { positionOf } from '../../domain/position.ts';
import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { timeStripWords } from '../messages/time-strip.ts';
import { Empty } from '../parts/empty.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { PlanStrip } from '../parts/time-strip.tsx';
import { Day, Published, Quoted } from '../parts/words.tsx';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = { readonly view: PlanView; readonly m: Messages };

const Rows = ({ view, commitment: { state, milestones }, m }: Props & { commitment: CommitmentView }) => (
  <>
    {milestones.map((milestone) => {
      const published = milestone.published.due;
      const expected = deadlineDay(deadlineOf(milestone).due);
      return (
        <tr>
          <th scope="row">
            <a href={hrefOf(view, milestone.id, m.language)}>
              <span class="key">
                #{state.number} {milestoneKeyOf(milestone.id)}
              </span>{' '}
              <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />
            </a>
          </th>
          <td data-label={timeStripWords[m.language].published}>
            {published === null ? m.deadline.none : <Published date={published} language={state.language} m={m} />}
          </td>
          <td data-label={timeStripWords[m.language].expected}>
            {expected === null ? timeStripWords[m.language].undated : <Day of={expected} m={m} />}
          </td>
          <td data-label={m.declared.byMinistry}>{m.declared.label[declaredStatusOf(milestone) ?? 'none']}</td>
          <td data-label={m.position.title}>{m.position.label[positionOf(milestone, view.dataDay)]}</td>
        </tr>
      );
    })}
  </>
);

/** Every milestone of a plan on its date: the strip with the keys of the milestones, then the same as a table. */
export function timelinePage(view: PlanView, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = timeStripWords[language];
  const { settings } = view.state;
  const title = titleIn(settings.titles, language, settings.languages[0] ?? language);
  const isEmpty = view.commitments.every(({ milestones }) => milestones.length === 0);
  return pageHtml(
    <Layout
      m={m}
      title={`${words.pageTitle} – ${title.text} – ${m.site.name}`}
      publicUrl={view.publicUrl}
      folders={foldersOf(view, `${settings.id}/timeline`)}
      homeHref={homeHref(language)}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
        { href: hrefOf(view, settings.id, language), text: <Quoted of={title} m={m} /> },
      ]}
      hasFeeds={false}
      nav={<PlanNav view={view} language={language} current="timeline" />}
    >
      <h1>{words.pageTitle}</h1>
      <p class="lede">{words.pageIntro}</p>
      {isEmpty ? (
        <Empty title={words.nothing} />
      ) : (
        <>
          <PlanStrip view={view} m={m} isLarge />
          <section class="block">
            <h2 id="dates">{words.asTable}</h2>
            <table class="stacked">
              <caption class="visually-hidden">{words.tableCaption}</caption>
              <thead>
                <tr>
                  <th scope="col">{m.commitment.milestone}</th>
                  <th scope="col">{words.published}</th>
                  <th scope="col">{words.expected}</th>
                  <th scope="col">{m.declared.byMinistry}</th>
                  <th scope="col">{m.position.title}</th>
                </tr>
              </thead>
              <tbody>
                {view.commitments.map((commitment) => (
                  <Rows view={view} commitment={commitment} m={m} />
                ))}
              </tbody>
            </table>
          </section>
        </>
      )}
    </Layout>,
  );
}
