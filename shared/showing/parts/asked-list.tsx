import type { MilestoneState } from '../../domain/commitment.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import type { Ask } from '../../domain/ledger.ts';
import { askUrn } from '../addresses.ts';
import { askedRounds, reportedDays } from '../asked.ts';
import { titleIn } from '../changes.ts';
import { daysText, dayText } from '../dates.ts';
import { askAnchor } from '../feeds/feed.ts';
import { entryWords } from '../messages/entry.ts';
import type { Messages } from '../messages/fr.ts';
import type { CommitmentView } from '../view.ts';
import { Moment, Quoted, Words } from './words.tsx';

/** `Demandé les 22 et 29 octobre et le 2 novembre 2021 : sans réponse.` One sentence a round. */
export const AskedSentences = ({
  asks,
  about,
  zone,
  m,
}: {
  asks: readonly Ask[];
  about: readonly MilestoneState[];
  zone: string;
  m: Messages;
}) => {
  const rounds = askedRounds(asks, about, zone);
  const reported = reportedDays(asks);
  return (
    <ul class="asked">
      {rounds.map(({ days, answeredOn }) => {
        const asked = m.asked.asked(daysText(days, m));
        return (
          <li>
            {answeredOn === null ? (
              <>
                <Words of={`${asked}${m.colon}`} />
                <strong>{m.asked.silent}</strong>.
              </>
            ) : (
              <Words of={`${asked}. ${m.asked.answered(dayText(answeredOn, m))}.`} />
            )}
          </li>
        );
      })}
      {reported.length > 0 && (
        <li>
          <Words of={`${m.asked.escalated(daysText(reported, m))}.`} />
        </li>
      )}
    </ul>
  );
};

/** Each ask with its moment and the role it went to, under its permanent anchor. */
export const AskLines = ({ asks, zone, m }: { asks: readonly Ask[]; zone: string; m: Messages }) => (
  <>
    <p class="quiet">
      {entryWords[m.language].asks}
      {m.colon.trimEnd()}
    </p>
    <ul class="asked">
      {asks.map(({ rid, at, role }) => (
        <li id={askAnchor(askUrn(rid))} class="quiet">
          <Moment at={at} zone={zone} m={m} /> – {(role === 'poc' ? m.asked.to : m.asked.of)(m.change.role[role])}
        </li>
      ))}
    </ul>
  </>
);

/** When the responsible role was asked, milestone by milestone; roles only. */
export const AskedList = ({
  commitment: { state, milestones, asks },
  zone,
  isAnchored,
  m,
}: {
  commitment: CommitmentView;
  zone: string;
  /** Whether asks about no one milestone have their permanent anchors here. */
  isAnchored: boolean;
  m: Messages;
}) => {
  const about = (subjectId: string): Ask[] => asks.filter((one) => one.subjectId === subjectId);
  const asked = milestones.filter(({ id }) => about(id).length > 0);
  const inGeneral = about(state.id);
  return (
    <>
      {asks.length === 0 && <p>{m.asked.none}</p>}
      {asked.map((milestone) => (
        <section class="asked-about">
          <h3>
            <Quoted of={titleIn(milestone.titles, m.language, state.language)} m={m} />{' '}
            <span class="key">{milestoneKeyOf(milestone.id)}</span>
          </h3>
          <AskedSentences asks={about(milestone.id)} about={[milestone]} zone={zone} m={m} />
        </section>
      ))}
      {inGeneral.length > 0 && (
        <section class="asked-about">
          <h3>{m.asked.campaign}</h3>
          <AskedSentences asks={inGeneral} about={milestones} zone={zone} m={m} />
          {isAnchored && <AskLines asks={inGeneral} zone={zone} m={m} />}
        </section>
      )}
    </>
  );
};
