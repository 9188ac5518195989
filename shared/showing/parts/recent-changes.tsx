import type { Child } from 'hono/jsx';
import { numberOf } from '../../domain/identifiers.ts';
import { type Change, isMail, type Passage, type Recorded, shownText, wasNow } from '../changes.ts';
import { spanText } from '../dates.ts';
import { changeHref } from '../feeds/feed.ts';
import type { ChangeKind } from '../messages/change-words.ts';
import type { Messages } from '../messages/fr.ts';
import type { CommitmentView, PlanView } from '../view.ts';
import { WhenAndWho } from './history.tsx';
import { Quoted, Words } from './words.tsx';

/** A change in two short lines: the way to where it is told, and when and by whom. */
export type ShortChange = Pick<Change, 'subject' | 'kind' | 'was' | 'now'> & {
  readonly href: string;
  /** What it is about; null where the page says so, or nothing is known. */
  readonly about: Passage | null;
  readonly when: Child;
};

const ShortLine = ({ of, isNamed, m }: { of: ShortChange; isNamed: boolean; m: Messages }) => {
  const { subject, kind, about, href, when } = of;
  const number = numberOf(subject);
  // All that a mail says is its date, which stands below.
  const moved = isMail(of) ? null : wasNow(of, (told) => shownText(told, m));
  return (
    <li>
      <a href={href}>
        {isNamed && number !== '' && <span class="key">#{number} </span>}
        {m.change.kind[kind]}
        {isNamed && about !== null && (
          <>
            {' – '}
            <Quoted of={about} m={m} />
          </>
        )}
        {moved !== null && (
          <>
            {m.colon}
            <Words of={moved} />
          </>
        )}
      </a>
      <span class="quiet block-line">{when}</span>
    </li>
  );
};

/** Changes in short; `isNamed`: whether each line says what it is about. */
export const ShortChanges = ({ of, isNamed, m }: { of: readonly ShortChange[]; isNamed: boolean; m: Messages }) => (
  <ol class="short-history">
    {of.map((one) => (
      <ShortLine of={one} isNamed={isNamed} m={m} />
    ))}
  </ol>
);

type Props = {
  readonly view: PlanView;
  readonly changes: readonly Change[];
  readonly m: Messages;
  /** Whether each line says what it is about: not on that milestone's own page. */
  readonly isNamed: boolean;
};

const gatherings: readonly ChangeKind[] = ['meeting-recorded', 'process-recorded', 'document-cited'];

/** What a change is about, on pages of its plan: they say which plan that is. */
function aboutWithin({ subject, kind, about }: Change): Passage | null {
  return numberOf(subject) === '' && !gatherings.includes(kind) ? null : about;
}

/** Changes of a plan in short, each a link to the entry it tells. */
export const RecentChanges = ({ view, changes, m, isNamed }: Props) => (
  <ShortChanges
    of={changes.map((change) => ({
      ...change,
      about: aboutWithin(change),
      href: changeHref(view, change, m.language),
      when: <WhenAndWho change={change} zone={view.state.settings.zone} m={m} />,
    }))}
    isNamed={isNamed}
    m={m}
  />
);

/** How many changes of the record the page of a plan or a ministry tells; other pages and feeds have them all. */
const recent = 10;

type OnRecord = {
  readonly view: PlanView;
  /** Newest first, mails among them. */
  readonly recorded: readonly Recorded[];
  readonly commitments: readonly CommitmentView[];
  readonly m: Messages;
};

/** What changed last on the record, and in one line how often the ministry was asked: mails would hide all else. */
export const RecentOnRecord = ({ view, recorded, commitments, m }: OnRecord) => {
  const newest: Change[] = [];
  for (const one of recorded) {
    if (newest.length === recent) break;
    if (one.seq !== null) newest.push(one.tell(m));
  }
  const asked = commitments.flatMap(({ asks }) => asks.filter(({ step }) => step !== 'escalation').map(({ on }) => on));
  const first = asked.reduce((earliest, on) => (on < earliest ? on : earliest), asked[0] ?? '');
  const last = asked.reduce((latest, on) => (on > latest ? on : latest), '');
  return (
    <>
      <RecentChanges view={view} changes={newest} m={m} isNamed />
      {asked.length > 0 && (
        <p class="quiet">
          <Words of={m.asked.inAll(asked.length, spanText(first, last, m))} />
        </p>
      )}
    </>
  );
};
