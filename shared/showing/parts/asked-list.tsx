import type { MilestoneState } from '../../domain/commitment.ts';
import { milestoneKeyOf } from '../../domain/identifiers.ts';
import type { Ask } from '../../domain/ledger.ts';
import { askedRounds, reportedDays, undoneText } from '../asked.ts';
import { titleIn } from '../changes.ts';
import { daysText, dayText } from '../dates.ts';
import { askAnchor } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { askUrn } from '../permanent-names.ts';
import type { CommitmentView } from '../view.ts';
import { Moment, Quoted, Words } from './words.tsx';

/** `Demandé les 22 et 29 octobre et le 2 novembre 2021 : sans réponse.` One sentence a round. */
export const AskedSentences = ({
  asks,
  about,
  log,
  zone,
  m,
}: {
  asks: readonly Ask[];
  about: readonly MilestoneState[];
  log: CommitmentView['log'];
  zone: string;
  m: Messages;
}) => {
  const rounds = askedRounds(asks, about, zone);
  const reported = reportedDays(asks);
  return (
    <ul class="asked">
      {rounds.map(({ days, answeredOn, undoneBy, answeredAgainOn }) => {
        const asked = m.asked.asked(daysText(days, m));
        return (
          <li>
            {answeredOn === null ? (
              <>
                <Words of={`${asked}${m.colon}`} />
                <strong>{m.asked.silent}</strong>.
              </>
            ) : (
              <>
                <Words of={`${asked}. ${m.asked.answered(dayText(answeredOn, m))}`} />
                {undoneBy !== null && <Words of={`, ${undoneText(log, undoneBy, zone, m)}`} />}.
                {answeredAgainOn !== null && <Words of={` ${m.asked.answeredAgain(dayText(answeredAgainOn, m))}.`} />}
              </>
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

/** The moments of asks under their permanent anchors, each role told once. */
export const AskLines = ({
  log,
  asks,
  zone,
  m,
}: Pick<CommitmentView, 'log'> & { asks: readonly Ask[]; zone: string; m: Messages }) => {
  const roles = [...new Set(asks.map(({ role }) => role))];
  return (
    <ul class="asked quiet">
      {roles.map((asked) => (
        <li>
          {(asked === 'poc' ? m.asked.to : m.asked.of)(m.change.role[asked])} –{' '}
          {asks
            .filter(({ role }) => role === asked)
            .map(({ rid, at }, place, all) => (
              <>
                <span id={askAnchor(askUrn(log, rid))} class="moment">
                  <Moment at={at} zone={zone} m={m} />
                </span>
                {place < all.length - 1 && ', '}
              </>
            ))}
        </li>
      ))}
    </ul>
  );
};

/** When the responsible role was asked, milestone by milestone; roles only. */
export const AskedList = ({
  commitment: { state, milestones, asks, log },
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
          <AskedSentences asks={about(milestone.id)} about={[milestone]} log={log} zone={zone} m={m} />
        </section>
      ))}
      {inGeneral.length > 0 && (
        <section class="asked-about">
          <h3>{m.asked.campaign}</h3>
          <AskedSentences asks={inGeneral} about={milestones} log={log} zone={zone} m={m} />
          {isAnchored && <AskLines log={log} asks={inGeneral} zone={zone} m={m} />}
        </section>
      )}
    </>
  );
};
