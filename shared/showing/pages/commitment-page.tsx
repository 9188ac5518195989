import { inLanguage, type ProseField, proseField } from '../../domain/commitment.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { readText } from '../../domain/text.ts';
import { roleText, titleIn } from '../changes.ts';
import { dayText } from '../dates.ts';
import { changesOf } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { AskedList } from '../parts/asked-list.tsx';
import { AssessmentBlock } from '../parts/assessment-block.tsx';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { History } from '../parts/history.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { DeadlineCell, DeclaredCell, evidenceSummary, PositionCell } from '../parts/milestone-cells.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { Paragraphs, Published, Quoted, Words } from '../parts/words.tsx';
import { plainLine, plainText } from '../plain-text.ts';
import { uncoveredYears, verdictOf } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = { readonly view: PlanView; readonly commitment: CommitmentView; readonly m: Messages };

const MilestoneTable = ({ view, commitment, m }: Props) => {
  const { state, milestones, texts } = commitment;
  if (milestones.length === 0) return <p>{m.commitment.noMilestones}</p>;
  return (
    <table class="stacked milestones">
      <caption class="visually-hidden">{m.commitment.milestonesCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.commitment.milestone}</th>
          <th scope="col">{m.deadline.title}</th>
          <th scope="col">{m.declared.byMinistry}</th>
          <th scope="col">{m.position.title}</th>
          <th scope="col">{m.evidence.title}</th>
        </tr>
      </thead>
      <tbody>
        {milestones.map((milestone) => (
          <tr>
            <th scope="row">
              <a href={hrefOf(view, milestone.id, m.language)}>
                <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />
              </a>{' '}
              <span class="key">{milestoneKeyOf(milestone.id)}</span>
              {milestone.group !== null && (
                <span class="group">
                  <Quoted of={{ text: plainLine(milestone.group), language: state.language }} m={m} />
                </span>
              )}
            </th>
            <td data-label={m.deadline.title}>
              <DeadlineCell milestone={milestone} language={state.language} texts={texts} m={m} />
            </td>
            <td data-label={m.declared.byMinistry}>
              <DeclaredCell milestone={milestone} zone={view.state.settings.zone} m={m} />
            </td>
            <td data-label={m.position.title}>
              <PositionCell milestone={milestone} asOf={view.asOf} m={m} />
            </td>
            <td data-label={m.evidence.title}>{evidenceSummary(milestone, m)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Institutions = ({ names, language, m }: { names: readonly string[]; language: string; m: Messages }) => (
  <ul class="plain">
    {names.map((name) => (
      <li>
        <Quoted of={{ text: plainLine(name), language }} m={m} />
      </li>
    ))}
  </ul>
);

const Facts = ({ commitment: { state, texts }, m }: Omit<Props, 'view'>) => {
  const { period, ogpId, language } = state;
  const roles = state.responsible.map((role) => roleText(role, texts, m.change.redactedWords)).filter((text) => text !== '');
  return (
    <dl class="facts">
      {state.leadInstitutions.length > 0 && (
        <div>
          <dt>{m.commitment.ministry}</dt>
          <dd>
            <Institutions names={state.leadInstitutions} language={language} m={m} />
          </dd>
        </div>
      )}
      {roles.length > 0 && (
        <div>
          <dt>{m.commitment.responsible}</dt>
          <dd>
            <Institutions names={roles} language={language} m={m} />
          </dd>
        </div>
      )}
      {(period.start !== null || period.end !== null) && (
        <div>
          <dt>{m.commitment.period}</dt>
          <dd>
            {period.start !== null && <Published date={period.start} language={language} m={m} />}
            {period.start !== null && period.end !== null && ' – '}
            {period.end !== null && <Published date={period.end} language={language} m={m} />}
            {period.end !== null && period.end.to !== null && period.end.precision !== 'day' && (
              <span class="reading">
                <Words of={m.commitment.endHeld(dayText(period.end.to, m))} />
              </span>
            )}
          </dd>
        </div>
      )}
      {ogpId !== null && (
        <div>
          <dt>{m.commitment.ogpCode}</dt>
          <dd>
            {ogpId.code}
            {!ogpId.verified && ` (${m.commitment.unverified})`}
          </dd>
        </div>
      )}
      {state.supportingInstitutions.length > 0 && (
        <div>
          <dt>{m.commitment.supporting}</dt>
          <dd>
            <Institutions names={state.supportingInstitutions} language={language} m={m} />
          </dd>
        </div>
      )}
    </dl>
  );
};

const SourceText = ({ commitment: { state, texts }, m }: Omit<Props, 'view'>) => {
  const shown = proseField.options.flatMap((field: ProseField) => {
    const found = inLanguage(state.prose[field] ?? {}, m.language, state.language);
    if (found === null) return [];
    const text = readText(texts, found.value);
    const source = state.sources.find(({ language }) => language === found.language);
    // Lines are kept for the sheet of the commitment's own language; another sheet's would be wrong here.
    const line = found.language === state.language ? state.lines[field] : undefined;
    return [{ field, text, language: found.language, source, line }];
  });
  if (shown.length === 0) return null;
  return (
    <section class="block">
      <h2 id="source">{m.commitment.source}</h2>
      <p class="quiet">{m.commitment.sourceIntro}</p>
      {shown.map(({ field, text, language, source, line }) => (
        <section class="prose">
          <h3>{m.commitment.prose[field]}</h3>
          {text === null ? (
            <p>{m.change.redactedText}</p>
          ) : (
            <blockquote>
              <Paragraphs of={{ text: plainText(text), language }} m={m} />
            </blockquote>
          )}
          {source !== undefined && line !== undefined && <p class="quiet">{m.commitment.line(plainLine(source.name), line)}</p>}
        </section>
      ))}
    </section>
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
      publicUrl={view.publicUrl}
      folders={foldersOf(view, state.id)}
      homeHref={homeHref(language)}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
        { href: hrefOf(view, settings.id, language), text: <Quoted of={planTitle} m={m} /> },
      ]}
      hasFeeds
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
        <Words of={verdictOf(commitment, view.asOf, settings.zone, m)} />
      </p>
      {title.language !== language && <p class="note">{m.site.untranslated(m.languages[title.language] ?? title.language)}</p>}
      <section class="block">
        <h2 id="facts">{m.commitment.facts}</h2>
        <Facts commitment={commitment} m={m} />
      </section>
      <section class="block">
        <h2 id="milestones">{m.commitment.milestones}</h2>
        <MilestoneTable view={view} commitment={commitment} m={m} />
        {uncovered.length > 0 && <p class="quiet">{m.commitment.uncovered(m.and(uncovered))}</p>}
      </section>
      {settings.publishAsks && (
        <section class="block">
          <h2 id="asked">{m.asked.title}</h2>
          <AskedList
            asks={commitment.asks}
            milestones={commitment.milestones}
            commitmentId={state.id}
            language={state.language}
            zone={settings.zone}
            m={m}
          />
        </section>
      )}
      <Timeline commitment={commitment} m={m} />
      <section class="block irm">
        <h2 id="irm">{m.irm.title}</h2>
        <p class="quiet">{m.irm.intro}</p>
        <AssessmentBlock assessment={state.assessment} texts={commitment.texts} m={m} />
      </section>
      <SourceText commitment={commitment} m={m} />
      <section class="block">
        <h2 id="history">{m.change.title}</h2>
        <p class="quiet">{m.change.intro}</p>
        <History
          changes={changesOf(commitment, m)}
          zone={settings.zone}
          language={state.language}
          m={m}
          milestoneHref={(id) => hrefOf(view, id, language)}
        />
      </section>
      <section class="block">
        <h2 id="downloads">{m.downloads.title}</h2>
        <Downloads files={files} m={m} />
      </section>
    </Layout>,
  );
}
