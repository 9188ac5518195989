import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ministryWords } from '../messages/ministries.ts';
import { type Ministry, ministryId, withoutMinistry } from '../ministries.ts';
import type { MinistryFacts } from '../ministry-facts.ts';
import { Empty } from '../parts/empty.tsx';
import { Layout, pageHtml } from '../parts/layout.tsx';
import { DeclaredMark } from '../parts/marks.tsx';
import { PlanNav } from '../parts/plan-nav.tsx';
import { Section } from '../parts/section.tsx';
import { Day, Quoted } from '../parts/words.tsx';
import { statusCodes } from '../verdict.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { foldersOf, homeHref, hrefOf } from './page-links.ts';

type Props = { readonly view: PlanView; readonly m: Messages };
/** A ministry with how it stands, which is found once for all languages. */
export type MinistryWithFacts = { readonly ministry: Ministry; readonly facts: MinistryFacts };

/** Milestones per declared status, each with its mark and number; statuses are never summed. */
export const DeclaredCounts = ({ counts, m }: { counts: MinistryFacts['counts']; m: Messages }) => {
  const told = statusCodes.filter((code) => (counts.get(code) ?? 0) > 0);
  if (told.length === 0) return <>{ministryWords[m.language].noMilestones}</>;
  return (
    <ul class="plain">
      {told.map((code) => (
        <li>
          <DeclaredMark status={code === 'none' ? null : code} m={m} /> <span class="numeric">{String(counts.get(code))}</span>
        </li>
      ))}
    </ul>
  );
};

const CommitmentKeys = ({ view, commitments, m }: Props & { commitments: readonly CommitmentView[] }) => (
  <>
    {commitments.map(({ state }, index) => (
      <>
        {index > 0 && ', '}
        <a href={hrefOf(view, state.id, m.language)}>#{state.number}</a>
      </>
    ))}
  </>
);

const Row = ({ view, ministry, facts, m }: Props & MinistryWithFacts) => {
  const words = ministryWords[m.language];
  const { counts, overdue, lastWord, spoke, unanswered } = facts;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(view, ministryId(view, ministry.slug), m.language)}>
          <Quoted of={ministry.name} m={m} />
        </a>
      </th>
      <td data-label={m.plan.commitments}>
        <CommitmentKeys view={view} commitments={ministry.commitments} m={m} />
      </td>
      <td data-label={words.declared}>
        <DeclaredCounts counts={counts} m={m} />
      </td>
      <td data-label={words.overdue} class="numeric">
        {String(overdue.length)}
      </td>
      <td data-label={words.spoke} class="numeric">
        {spoke.counted === 0 ? words.notYet : m.plan.xOfY(spoke.inTime, spoke.counted)}
      </td>
      <td data-label={words.unanswered} class="numeric">
        {String(unanswered.length)}
      </td>
      <td data-label={m.plan.lastWord}>{lastWord === null ? m.freshness.never : <Day of={lastWord} m={m} />}</td>
    </tr>
  );
};

const Without = ({ view, m }: Props) => {
  const commitments = withoutMinistry(view);
  const words = ministryWords[m.language];
  return commitments.length === 0 ? null : (
    <Section id="without" title={words.without} intro={words.withoutMeans}>
      <ul class="index">
        {commitments.map(({ state }) => (
          <li>
            <a href={hrefOf(view, state.id, m.language)}>
              <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** The ministries of a plan side by side: what each promised, declares, and has not answered. */
export function ministriesPage(view: PlanView, ministries: readonly MinistryWithFacts[], language: InterfaceLanguage): string {
  const m = messages[language];
  const words = ministryWords[language];
  const { id, titles, languages } = view.state.settings;
  const plan = titleIn(titles, language, languages[0] ?? language);
  return pageHtml(
    <Layout
      m={m}
      title={`${words.title} – ${plan.text} – ${m.site.name}`}
      publicUrl={view.publicUrl}
      folders={foldersOf(view, `${id}/ministries`)}
      homeHref={homeHref(language)}
      nav={<PlanNav view={view} language={language} current="ministries" />}
      crumbs={[
        { href: homeHref(language), text: m.site.home },
        { href: hrefOf(view, id, language), text: <Quoted of={plan} m={m} /> },
      ]}
      hasFeeds={false}
    >
      <h1>{words.title}</h1>
      <p class="lede">{words.lead}</p>
      {ministries.length === 0 ? (
        <Empty title={words.none}>{words.noneMeans}</Empty>
      ) : (
        <>
          <table class="stacked">
            <caption class="visually-hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{m.plan.ministry}</th>
                <th scope="col">{m.plan.commitments}</th>
                <th scope="col">{words.declared}</th>
                <th scope="col" class="numeric">
                  {words.overdue}
                </th>
                <th scope="col" class="numeric">
                  {words.spoke}
                </th>
                <th scope="col" class="numeric">
                  {words.unanswered}
                </th>
                <th scope="col">{m.plan.lastWord}</th>
              </tr>
            </thead>
            <tbody>
              {ministries.map(({ ministry, facts }) => (
                <Row view={view} ministry={ministry} facts={facts} m={m} />
              ))}
            </tbody>
          </table>
          <p class="quiet">{words.spokeNote}</p>
        </>
      )}
      <Without view={view} m={m} />
    </Layout>,
  );
}
