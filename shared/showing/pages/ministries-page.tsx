import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ministryWords } from '../messages/ministries.ts';
import { planViewWords } from '../messages/plan-views.ts';
import { type Ministry, ministryId, withoutMinistry } from '../ministries.ts';
import type { MinistryFacts } from '../ministry-facts.ts';
import { DataDay } from '../parts/data-day.tsx';
import { Empty } from '../parts/empty.tsx';
import { FormerCommitments } from '../parts/former-commitments.tsx';
import { MethodLink } from '../parts/method-link.tsx';
import { Section } from '../parts/section.tsx';
import { Tally } from '../parts/tally.tsx';
import { Day, Quoted } from '../parts/words.tsx';
import type { CommitmentView, PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';
import { planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };
/** A ministry with how it stands, which is found once for all languages. */
export type MinistryWithFacts = { readonly ministry: Ministry; readonly facts: MinistryFacts };

/** Milestones per declared status, or that there is none. */
export const DeclaredCounts = ({ facts: { milestones, counts }, m }: { facts: MinistryFacts; m: Messages }) =>
  milestones === 0 ? ministryWords[m.language].noMilestones : <Tally counts={counts} m={m} />;

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
  const { overdue, lastWord, spoke, unanswered } = facts;
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
        <DeclaredCounts facts={facts} m={m} />
      </td>
      <td data-label={words.overdue} class="numeric">
        {String(overdue.length)}
      </td>
      <td data-label={words.spoke} class="numeric">
        {spoke.counted === 0 ? words.notYet : m.plan.xOfY(spoke.inTime, spoke.counted)}
      </td>
      {view.state.settings.publishAsks && (
        <td data-label={words.unanswered} class="numeric">
          {String(unanswered.length)}
        </td>
      )}
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

const Former = ({ view, ministries, m }: Props & { ministries: readonly MinistryWithFacts[] }) => {
  const words = ministryWords[m.language];
  return ministries.length === 0 ? null : (
    <Section id="former" title={words.formerMinistries} intro={words.formerMinistriesMeans}>
      <ul class="index">
        {ministries.map(({ ministry: { slug, name, former } }) => (
          <li>
            <a href={hrefOf(view, ministryId(view, slug), m.language)}>
              <Quoted of={name} m={m} />
            </a>
            <FormerCommitments view={view} commitments={former} m={m} />
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
  const { publishAsks } = view.state.settings;
  const leading = ministries.filter(({ ministry }) => ministry.commitments.length > 0);
  return planPartHtml({
    view,
    language,
    part: 'ministries',
    title: words.title,
    current: 'ministries',
    children: (
      <>
        <h1>{words.title}</h1>
        <p class="lede">{publishAsks ? words.lead : words.leadWithoutAsks}</p>
        {!publishAsks && <p class="note">{planViewWords[language].withoutAsks.never}</p>}
        <DataDay view={view} m={m} />
        {leading.length === 0 ? (
          <Empty title={words.none}>{words.noneMeans}</Empty>
        ) : (
          <>
            <table class="stacked wide">
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
                  {publishAsks && (
                    <th scope="col" class="numeric">
                      {words.unanswered}
                    </th>
                  )}
                  <th scope="col">{m.plan.lastWord}</th>
                </tr>
              </thead>
              <tbody>
                {leading.map(({ ministry, facts }) => (
                  <Row view={view} ministry={ministry} facts={facts} m={m} />
                ))}
              </tbody>
            </table>
            <p class="quiet">
              {words.spokeNote} <MethodLink home={view} m={m} />
            </p>
          </>
        )}
        <Without view={view} m={m} />
        <Former view={view} ministries={ministries.filter((one) => !leading.includes(one))} m={m} />
      </>
    ),
  });
}
