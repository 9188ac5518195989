import type { Child } from 'hono/jsx';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import { titleIn } from '../changes.ts';
import { dayText, spanText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { messages } from '../messages/messages.ts';
import { ogpCountWords } from '../messages/ogp-counts.ts';
import { ogpCountsOf } from '../ogp-counts.ts';
import { type Download, Downloads } from '../parts/downloads.tsx';
import { ogpFigures } from '../parts/ogp-figures.tsx';
import { Section } from '../parts/section.tsx';
import { type Stat, Stats } from '../parts/stats.tsx';
import { Day, Quoted, Words } from '../parts/words.tsx';
import type { PlanView } from '../view.ts';
import { hrefOf } from './page-links.ts';
import { partHref, planPartHtml } from './plan-part.tsx';

type Props = { readonly view: PlanView; readonly m: Messages };

/** What a standard asks, the numbers, and the rule behind them. */
const Counted = ({
  id,
  numbers,
  words,
  items,
  m,
  children,
}: {
  id: string;
  /** Of the standards. */
  numbers: readonly string[];
  words: { readonly title: string; readonly asks: string; readonly rule: string };
  items: readonly Stat[];
  m: Messages;
  children?: Child;
}) => {
  const { standard, asked, rule } = ogpCountWords[m.language];
  return (
    <Section id={id} title={words.title}>
      <dl class="facts">
        <div>
          <dt>
            {asked} ({standard(m.and(numbers), numbers.length)})
          </dt>
          <dd>{words.asks}</dd>
        </div>
        <div>
          <dt>{rule}</dt>
          <dd>{words.rule}</dd>
        </div>
      </dl>
      {items.length > 0 && <Stats items={items} />}
      {children}
    </Section>
  );
};

const CommitmentTable = ({ view, m }: Props) => {
  const words = ogpCountWords[m.language].updates;
  const { commitments } = ogpCountsOf(view);
  const states = new Map(view.commitments.map(({ state }) => [state.id, state]));
  return (
    <table class="stacked">
      <caption class="visually-hidden">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{m.plan.commitment}</th>
          <th scope="col" class="numeric">
            {words.days}
          </th>
          <th scope="col" class="numeric">
            {words.withEvidence}
          </th>
          <th scope="col" class="numeric">
            {words.complete}
          </th>
          <th scope="col" class="numeric">
            {words.overdue}
          </th>
          <th scope="col">{m.plan.lastWord}</th>
        </tr>
      </thead>
      <tbody>
        {commitments.map((one) => {
          const state = states.get(one.id);
          return state === undefined ? null : (
            <tr>
              <th scope="row">
                <a href={hrefOf(view, one.id, m.language)}>
                  <span class="key">#{state.number}</span> <Quoted of={titleIn(state.titles, m.language, state.language)} m={m} />
                </a>
              </th>
              <td data-label={words.days} class="numeric">
                {String(one.updateDays)}
              </td>
              <td data-label={words.withEvidence} class="numeric">
                {m.plan.xOfY(one.withEvidence, one.milestones)}
              </td>
              <td data-label={words.complete} class="numeric">
                {m.plan.xOfY(one.completeWithEvidence, one.complete)}
              </td>
              <td data-label={words.overdue} class="numeric">
                {String(one.overdue)}
              </td>
              <td data-label={m.plan.lastWord}>{one.lastWord === null ? m.freshness.never : <Day of={one.lastWord} m={m} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const MeetingYears = ({ view, m }: Props) => {
  const words = ogpCountWords[m.language].meetings;
  const { years } = ogpCountsOf(view).meetings;
  return years.length === 0 ? null : (
    <table class="counts">
      <caption>{words.byYear}</caption>
      <thead>
        <tr>
          <th scope="col">{words.year}</th>
          <th scope="col" class="numeric">
            {words.held}
          </th>
          <th scope="col" class="numeric">
            {words.ofWhich}
          </th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, held, withCivilSociety }) => (
          <tr>
            <th scope="row">{year}</th>
            <td class="numeric">{String(held)}</td>
            <td class="numeric">{String(withCivilSociety)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** Counts and dates for OGP's standards, each with what is asked and the rule behind the number. Never a verdict. */
export function ogpCountsPage(view: PlanView, language: InterfaceLanguage, files: readonly Download[]): string {
  const m = messages[language];
  const words = ogpCountWords[language];
  const counts = ogpCountsOf(view);
  const figures = ogpFigures(view, m);
  return planPartHtml({
    view,
    language,
    part: 'ogp',
    title: words.title,
    current: 'ogp',
    children: (
      <>
        <h1>{words.title}</h1>
        <p class="lede">{words.lead}</p>
        <p>
          <Words of={`${m.plan.asOf(dayText(counts.to, m))}. ${words.period}${m.colon}${spanText(counts.from, counts.to, m)}.`} />
        </p>
        <Counted id="updates" numbers={['2.2']} words={words.updates} m={m} items={figures.updates}>
          {counts.commitments.length > 0 && (
            <p>
              <a href="#commitments">{words.byCommitment}</a>
            </p>
          )}
        </Counted>
        <Counted id="evidence" numbers={['2.2']} words={words.evidence} m={m} items={figures.evidence} />
        <Counted id="meetings" numbers={['1.1', '5.1']} words={words.meetings} m={m} items={figures.meetings}>
          <MeetingYears view={view} m={m} />
          <p>
            <a href={partHref(view, 'around', language)}>{words.meetings.all}</a>
          </p>
        </Counted>
        <Counted id="participation" numbers={['3.1', '4.1']} words={words.processes} m={m} items={figures.processes} />
        <Counted id="site" numbers={['2.1']} words={words.site} items={[]} m={m} />
        {counts.commitments.length > 0 && (
          <Section id="commitments" title={words.byCommitment}>
            <CommitmentTable view={view} m={m} />
          </Section>
        )}
        <Section id="downloads" title={words.downloads.title}>
          <Downloads files={files} m={m} />
        </Section>
      </>
    ),
  });
}
