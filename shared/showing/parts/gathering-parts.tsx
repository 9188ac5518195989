import type { Child } from 'hono/jsx';
import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { type Passage, titleIn } from '../changes.ts';
import { dayText, ownWords } from '../dates.ts';
import { gatheringTitle, originalOf } from '../gathering-titles.ts';
import { citationsOf, type Gathering, surroundingsOf } from '../gatherings.ts';
import { safeLink } from '../links.ts';
import { aroundWords } from '../messages/around.ts';
import type { Messages } from '../messages/fr.ts';
import { stepMessages } from '../messages/steps.ts';
import { hrefOf } from '../pages/page-links.ts';
import { plainLine } from '../plain-text.ts';
import type { PlanView } from '../view.ts';
import { RecentChanges } from './recent-changes.tsx';
import { Section } from './section.tsx';
import { Published, Quoted, Words } from './words.tsx';

type Props = { readonly view: PlanView; readonly gathering: Gathering; readonly m: Messages };

/** Words that lead out of the site, with the host they lead to; words alone where the address may not be linked. */
export const OutLink = ({ url, of, m }: { url: string | null; of: Passage; m: Messages }) => {
  const link = url === null ? null : safeLink(url);
  const words = <Quoted of={of} m={m} />;
  return link === null ? (
    words
  ) : (
    <a href={link.href} rel="noopener nofollow ugc">
      {words} <span class="host">({link.host})</span>
    </a>
  );
};

/** What the published words alone do not tell of a date, "27 juin dernier": the day a person confirmed, or its year. */
function heldFor({ text, precision, from, to }: FuzzyDate, m: Messages): string | null {
  const day = to ?? from;
  if (day === null || text.includes(day.slice(0, 4))) return null;
  if (precision !== 'day') return day.slice(0, 4);
  const { retained } = stepMessages[m.language];
  return (to === null ? retained.from : retained.one)(dayText(day, m));
}

/** A date as published, and the day or year that its words leave out. */
export const Dated = ({ date, language, m }: { date: FuzzyDate; language: string; m: Messages }) => {
  // What stands in our own words says it all.
  const held = language !== m.language && ownWords(date, m) !== null ? null : heldFor(date, m);
  return (
    <>
      <Published date={date} language={language} m={m} />
      {held !== null && (
        <>
          {' ('}
          <Words of={held} />)
        </>
      )}
    </>
  );
};

/** Links to gatherings, each with its kind and, for a meeting, its date. */
export const GatheringLinks = ({ view, all, m }: { view: PlanView; all: readonly Gathering[]; m: Messages }) => (
  <ul class="index">
    {all.map((one) => (
      <li>
        <a href={hrefOf(view, `${view.state.settings.id}/${one.item.id}`, m.language)}>
          <Quoted of={gatheringTitle(view, one, m)} m={m} />
        </a>
        <span class="quiet block-line">
          {aroundWords[m.language].kind[one.kind]}
          {one.kind === 'meeting' && (
            <>
              , <Published date={one.item.date} language={originalOf(view, m)} m={m} />
            </>
          )}
        </span>
      </li>
    ))}
  </ul>
);

/** A section of links; where there is none, the children say so in a line. */
const Links = ({
  id,
  title,
  intro,
  all,
  view,
  m,
  children,
}: Pick<Props, 'view' | 'm'> & { id: string; title: string; intro: string; all: readonly Gathering[]; children?: Child }) =>
  all.length === 0 ? (
    <Section id={id} title={title}>
      <p>{children}</p>
    </Section>
  ) : (
    <Section id={id} title={title} intro={intro}>
      <GatheringLinks view={view} all={all} m={m} />
    </Section>
  );

/** Where it is from, what comes from it, which commitments it concerns and when it was recorded. */
export const Ties = ({ view, gathering, m }: Props) => {
  const words = aroundWords[m.language];
  const { byId, citedBy, related, entries } = surroundingsOf(view);
  const { id } = gathering.item;
  const cites = citationsOf(gathering).flatMap((one) => byId.get(one) ?? []);
  const citing = citedBy.get(id) ?? [];
  const concerned = related.get(id) ?? [];
  const recorded = (entries.get(id) ?? []).map(({ tell }) => tell(m));
  const source = gathering.kind === 'process' ? gathering.item.source : undefined;
  const readIn = source === undefined ? null : words.readIn(plainLine(source.name));
  return (
    <>
      {gathering.kind !== 'document' && (
        <Links
          id="cites"
          title={words.cites}
          intro={readIn === null ? words.citesIntro : `${words.citesIntro} ${readIn}`}
          all={cites}
          view={view}
          m={m}
        >
          {readIn ?? `${words.citesNone} ${words.citesNoneMeans}`}
        </Links>
      )}
      {(gathering.kind === 'document' || citing.length > 0) && (
        <Links id="comes-from-it" title={words.comesFrom} intro={words.comesFromIntro} all={citing} view={view} m={m}>
          {words.comesFromNone} {words.comesFromNoneMeans}
        </Links>
      )}
      {concerned.length > 0 && (
        <Section id="related" title={words.related} intro={words.relatedIntro}>
          <ul class="index">
            {concerned.map(({ by, commitment: { state, milestones }, milestoneId }) => {
              const milestone = milestones.find((one) => one.id === milestoneId);
              return (
                <li>
                  <a href={hrefOf(view, milestone?.id ?? state.id, m.language)}>
                    <span class="key">#{state.number}</span>{' '}
                    <Quoted of={titleIn((milestone ?? state).titles, m.language, state.language)} m={m} />
                  </a>{' '}
                  <span class="quiet">{by === 'sheet' ? words.sheetOf : words.evidenceOf}</span>
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {recorded.length > 0 && (
        <Section id="history" title={words.history} intro={words.historyIntro}>
          <RecentChanges view={view} changes={recorded} m={m} isNamed={false} />
        </Section>
      )}
    </>
  );
};
