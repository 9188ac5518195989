import { titleIn } from '../changes.ts';
import type { Messages } from '../messages/fr.ts';
import { ministryWords } from '../messages/ministries.ts';
import { leadingNow, ministryId } from '../ministries.ts';
import { hrefOf } from '../pages/page-links.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { Quoted } from './words.tsx';

type Props = { readonly view: PlanView; readonly commitments: readonly CommitmentView[]; readonly m: Messages };

const NowLedBy = ({ view, commitment, m }: Pick<Props, 'view' | 'm'> & { commitment: CommitmentView }) => {
  const words = ministryWords[m.language];
  const leads = leadingNow(commitment);
  if (leads.length === 0) return <>{words.nobodyNamed}</>;
  return (
    <>
      {words.nowLedBy}{' '}
      {leads.map(({ slug, name }, place) => (
        <>
          {place === 0 ? '' : ', '}
          <a href={hrefOf(view, ministryId(view, slug), m.language)}>
            <Quoted of={name} m={m} />
          </a>
        </>
      ))}
    </>
  );
};

/** Commitments that a ministry led once, each with who leads it now. */
export const FormerCommitments = ({ view, commitments, m }: Props) => (
  <ul class="index">
    {commitments.map((commitment) => {
      const { id, number, titles, language } = commitment.state;
      return (
        <li>
          <a href={hrefOf(view, id, m.language)}>
            <span class="key">#{number}</span> <Quoted of={titleIn(titles, m.language, language)} m={m} />
          </a>
          <span class="quiet block-line">
            <NowLedBy view={view} commitment={commitment} m={m} />
          </span>
        </li>
      );
    })}
  </ul>
);
