import { titleIn } from '../changes.ts';
import { commitmentHistory, commitmentHistoryPart, newestOnPage } from '../commitment-history.ts';
import { changesOf } from '../feeds/feed.ts';
import { recordedOf } from '../feeds/recorded.ts';
import { surroundingsOf } from '../gatherings.ts';
import { aroundWords } from '../messages/around.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { AskedList } from '../parts/asked-list.tsx';
import { AssessmentBlock } from '../parts/assessment-block.tsx';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { EmbedSnippet } from '../parts/embed-snippet.tsx';
import { GatheringLinks } from '../parts/gathering-parts.tsx';
import { History } from '../parts/history.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { MilestoneTable } from '../parts/milestone-table.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { PromiseFacts } from '../parts/promise-facts.tsx';
import { Section } from '../parts/section.tsx';
import { SourceText } from '../parts/source-text.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { Quoted } from '../parts/words.tsx';
import { untranslatedText } from '../untranslated.ts';
import { uncoveredYears } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';
import { partHref } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly commitment: CommitmentView; readonly m: Messages };

/** What its evidence or its sheet leads to; the record ties everything else to the plan. */
const Around = ({ view, commitment, m }: Props) => {
  const words = aroundWords[m.language].commitment;
  const all = surroundingsOf(view).around.get(commitment) ?? [];
  return (
    <Section
      id="around"
      title={words.title}
      intro={all.length === 0 ? words.none : words.intro}
      more={{ href: partHref(view, 'around', m.language), text: words.all }}
    >
      {all.length > 0 && <GatheringLinks view={view} all={all} m={m} />}
    </Section>
  );
};

/** The newest changes in full, and the way to all of them where there are more. */
const Newest = ({ view, commitment, m }: Props) => {
  const { state } = commitment;
  const words = entryWords[m.language].history;
  const [stretch] = commitmentHistory(commitment);
  const many = recordedOf(commitment).length;
  return (
    <Section
      id="history"
      title={m.change.title}
      intro={stretch === undefined ? m.change.intro : `${words.newestOf(newestOnPage, many)} ${m.change.intro}`}
      {...(stretch === undefined
        ? {}
        : { more: { href: hrefOf(view, `${state.id}/${commitmentHistoryPart(stretch)}`, m.language), text: words.all } })}
    >
      <History
        changes={changesOf(commitment, m, newestOnPage)}
        view={view}
        language={state.language}
        m={m}
        milestoneHref={(id) => hrefOf(view, id, m.language)}
      />
    </Section>
  );
};

/** One commitment: what was promised, what the ministry declared, when it was asked, and everything that happened. */
export function commitmentPage(
  view: PlanView,
  commitment: CommitmentView,
  language: Messages['language'],
  files: readonly Download[],
): string {
  const m = messages[language];
  const { state } = commitment;
  const { settings } = view.state;
  const title = titleIn(state.titles, language, state.language);
  const planTitle = titleIn(settings.titles, language, settings.languages[0] ?? language);
  const uncovered = uncoveredYears(commitment);
  return pageHtml(
    <Layout
      m={m}
      title={`${m.commitment.name(state.number)} – ${title.text} – ${planTitle.text}`}
      home={view}
      folders={foldersOf(view, state.id)}
      crumbs={[
        { href: homeHref(language, view), text: m.site.home },
        { href: hrefOf(view, settings.id, language), text: <Quoted of={planTitle} m={m} /> },
      ]}
      hasFeeds
      nav={<PlanNav view={view} language={language} current={null} asOf={commitment.dataDay} />}
      foot={
        <p>
          {m.site.head(state.head.seq)}
          {m.colon}
          <code>{state.head.hash}</code>. {m.site.verifyHint}
        </p>
      }
    >
      <h1>
        <span class="number">{m.commitment.name(state.number)}</span> <Quoted of={title} m={m} />
      </h1>
      <p class="lede">
        <Verdict commitment={commitment} asOf={view.asOf} zone={settings.zone} m={m} />
      </p>
      {title.language !== language && (
        <p class="note">{untranslatedText('commitment', { language: title.language, planLanguages: settings.languages, m })}</p>
      )}
      <Section id="facts" title={m.commitment.facts}>
        <PromiseFacts commitment={commitment} m={m} />
      </Section>
      <Section id="milestones" title={m.commitment.milestones}>
        <MilestoneTable view={view} commitment={commitment} asOf={view.asOf} m={m} />
        {uncovered.length > 0 && <p class="quiet">{m.commitment.uncovered(m.and(uncovered))}</p>}
      </Section>
      <Timeline commitment={commitment} m={m} milestoneHref={(id) => hrefOf(view, id, language)} />
      <Section id="irm" title={m.irm.title} intro={m.irm.intro} isApart={state.assessment !== null}>
        <AssessmentBlock assessment={state.assessment} texts={commitment.texts} m={m} />
      </Section>
      {settings.publishAsks && (
        <Section id="asked" title={m.asked.title} intro={m.asked.intro}>
          <AskedList commitment={commitment} zone={settings.zone} isAnchored m={m} />
        </Section>
      )}
      <Around view={view} commitment={commitment} m={m} />
      <SourceText commitment={commitment} m={m} />
      <Newest view={view} commitment={commitment} m={m} />
      <Section id="downloads" title={m.downloads.title}>
        <Downloads files={files} m={m} />
        <EmbedSnippet view={view} commitment={commitment} m={m} />
      </Section>
    </Layout>,
  );
}
