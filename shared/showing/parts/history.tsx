import { milestoneKeyOf } from '../../domain/identifiers.ts';
import { anchorOf } from '../addresses.ts';
import { type Change, isMail, wasNow, whoText } from '../changes.ts';
import { askAnchor } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import { EvidenceList } from './evidence-list.tsx';
import { Moment, Paragraphs, Quoted, Words } from './words.tsx';

type Where = {
  readonly zone: string;
  /** Language of the content. */
  readonly language: string;
  readonly m: Messages;
  /** Address of a milestone's page, or null where the page shows one milestone only. */
  readonly milestoneHref: ((milestoneId: string) => string) | null;
};

const ChangeItem = ({ change, zone, language, m, milestoneHref }: Where & { change: Change }) => {
  const anchor = change.seq === null ? askAnchor(change.urn) : anchorOf(change.seq);
  const moved = wasNow(change);
  return (
    <li id={anchor} class={`change change-${change.kind}`}>
      <h3>
        {m.change.kind[change.kind]}
        {change.about !== null && change.milestoneId !== null && milestoneHref !== null && (
          <>
            {' – '}
            <a href={milestoneHref(change.milestoneId)}>
              <Quoted of={change.about} m={m} />
            </a>{' '}
            <span class="key">{milestoneKeyOf(change.milestoneId)}</span>
          </>
        )}
      </h3>
      <p class="quiet">
        <Moment at={change.at} zone={zone} m={m} />, {whoText(change, m)}{' '}
        <a class="permalink" href={`#${anchor}`}>
          {change.seq === null ? m.change.permalink : m.change.number(change.seq)}
        </a>
      </p>
      {moved !== null && !isMail(change) && (
        <p class="moved">
          <Words of={moved} />
        </p>
      )}
      {change.details.length > 0 && (
        <dl class="details">
          {change.details.map(({ label, passage }) => (
            <div>
              <dt>{label}</dt>
              <dd>
                <Paragraphs of={passage} m={m} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <EvidenceList evidence={change.evidence} language={language} m={m} />
    </li>
  );
};

/** Changes in full, each under its permanent anchor. */
export const History = ({ changes, ...where }: Where & { changes: readonly Change[] }) => (
  <ol class="history">
    {changes.map((change) => (
      <ChangeItem change={change} {...where} />
    ))}
  </ol>
);
