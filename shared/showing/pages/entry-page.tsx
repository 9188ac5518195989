import type { CommitmentEntry } from '../../domain/change-log.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { entryPart } from '../addresses.ts';
import { type Change, titleIn } from '../changes.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { AskedList } from '../parts/asked-list.tsx';
import { AssessmentBlock } from '../parts/assessment-block.tsx';
import { ChangeBody, ChangeName, targetHref, WhenAndWho } from '../parts/history.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { MilestoneTable } from '../parts/milestone-table.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { PromiseFacts } from '../parts/promise-facts.tsx';
import { Section } from '../parts/section.tsx';
import { SourceText } from '../parts/source-text.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { Moment, Quoted } from '../parts/words.tsx';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

/** An entry of a commitment's log, and the commitment as it stood right after it. */
export type EntryView = {
  readonly entry: CommitmentEntry;
  /** The entry as it is told everywhere. */
  readonly change: Change;
  readonly past: CommitmentView;
  readonly hasNext: boolean;
};

type Props = EntryView & { readonly view: PlanView; readonly m: Messages };

const Banner = ({ view, entry, past, m }: Props) => {
  const words = entryWords[m.language];
  return (
    <p class="note">
      {words.lead} <Moment at={entry.at} zone={view.state.settings.zone} m={m} />. {words.maybeNot}{' '}
      <a href={hrefOf(view, past.state.id, m.language)}>{words.toCurrent}</a>.
    </p>
  );
};

const Neighbours = ({ view, entry: { seq }, past: { state }, hasNext, m }: Props) => {
  const words = entryWords[m.language];
  const href = (other: number): string => hrefOf(view, `${state.id}/${entryPart(other)}`, m.language);
  return seq === 1 && !hasNext ? null : (
    <nav class="pager" aria-label={words.neighbours}>
      {seq > 1 && (
        <a rel="prev" href={href(seq - 1)}>
          {words.previous(seq - 1)}
        </a>
      )}
      {hasNext && (
        <a rel="next" href={href(seq + 1)}>
          {words.next(seq + 1)}
        </a>
      )}
    </nav>
  );
};

const Brought = ({ view, change, past, m }: Props) => (
  <Section id="change" title={entryWords[m.language].changed}>
    <div class={`change change-${change.kind}`}>
      <h3>
        <ChangeName change={change} m={m} milestoneHref={(id) => hrefOf(view, id, m.language)} />
      </h3>
      <p class="quiet">
        <WhenAndWho change={change} zone={view.state.settings.zone} m={m} />
      </p>
      <ChangeBody change={change} language={past.state.language} m={m} targetHref={targetHref(view, change, m)} />
    </div>
  </Section>
);

const Proof = ({ view, entry, past, m }: Props) => {
  const words = entryWords[m.language];
  return (
    <Section id="proof" title={words.proof} intro={words.proofIntro}>
      <dl class="facts">
        <div>
          <dt>{words.hash}</dt>
          <dd>
            <code>{entry.hash}</code>
          </dd>
        </div>
        <div>
          <dt>{words.previousHash}</dt>
          <dd>
            <code>{entry.prevHash}</code>
          </dd>
        </div>
      </dl>
      <p>
        <a href={`${hrefOf(view, past.state.id, view.language)}log.jsonl`}>{words.log}</a>
      </p>
    </Section>
  );
};

/** The commitment as it stood right after one entry of its log, for ever at one address. */
export function entryPage(view: PlanView, shown: EntryView, language: InterfaceLanguage): string {
  const m = messages[language];
  const words = entryWords[language];
  const { entry, past } = shown;
  const { state } = past;
  const { settings } = view.state;
  const title = titleIn(state.titles, language, state.language);
  const planTitle = titleIn(settings.titles, language, settings.languages[0] ?? language);
  const props = { ...shown, view, m };
  return pageHtml(
    <Layout
      m={m}
      title={`${m.commitment.name(state.number)}, ${words.after(entry.seq)} – ${title.text} – ${planTitle.text}`}
      home={view}
      folders={foldersOf(view, `${state.id}/${entryPart(entry.seq)}`)}
      crumbs={[
        { href: homeHref(language, view), text: m.site.home },
        { href: hrefOf(view, settings.id, language), text: <Quoted of={planTitle} m={m} /> },
        { href: hrefOf(view, state.id, language), text: m.commitment.name(state.number) },
      ]}
      hasFeeds={false}
      isIndexed={false}
      nav={<PlanNav view={view} language={language} current={null} asOf={past.dataDay} />}
    >
      <h1>
        <span class="number">
          {m.commitment.name(state.number)}, {words.after(entry.seq)}
        </span>{' '}
        <Quoted of={title} m={m} />
      </h1>
      <Banner {...props} />
      <p class="lede">
        <Verdict commitment={past} asOf={past.dataDay} zone={settings.zone} m={m} />
      </p>
      <Neighbours {...props} />
      <Brought {...props} />
      <Section id="facts" title={words.factsThen}>
        <PromiseFacts commitment={past} m={m} />
      </Section>
      <Section id="milestones" title={m.commitment.milestones}>
        <MilestoneTable view={view} commitment={past} asOf={past.dataDay} m={m} />
      </Section>
      <Section id="irm" title={words.irmThen} isApart>
        <AssessmentBlock assessment={state.assessment} texts={past.texts} m={m} />
      </Section>
      {settings.publishAsks && (
        <Section id="asked" title={words.askedThen} intro={m.asked.intro}>
          <AskedList commitment={past} zone={settings.zone} isAnchored={false} m={m} />
        </Section>
      )}
      <Timeline commitment={past} m={m} milestoneHref={(id) => hrefOf(view, id, language)} />
      <SourceText commitment={past} m={m} />
      <Proof {...props} />
    </Layout>,
  );
}
