import { numberOf } from '../../domain/identifiers.ts';
import { type Change, isMail, wasNow } from '../changes.ts';
import { changeHref } from '../feeds/feed.ts';
import type { Messages } from '../messages/fr.ts';
import type { PlanView } from '../view.ts';
import { Moment, Quoted, Words } from './words.tsx';

type Props = {
  readonly view: PlanView;
  readonly changes: readonly Change[];
  readonly m: Messages;
  /** Whether each line says what it is about: not on that milestone's own page. */
  readonly isNamed: boolean;
};

/** Changes in short, each a link to the entry it tells. */
export const RecentChanges = ({ view, changes, m, isNamed }: Props) => (
  <ol class="short-history">
    {changes.map((change) => {
      const number = numberOf(change.subject);
      // The date of an ask stands beside it: whom it went to says more.
      const moved = isMail(change) ? m.change.role[change.role] : wasNow(change);
      return (
        <li>
          <a href={changeHref(view, change, m.language)}>
            {isNamed && number !== '' && <span class="key">#{number} </span>}
            {m.change.kind[change.kind]}
            {isNamed && change.about !== null && (
              <>
                {' – '}
                <Quoted of={change.about} m={m} />
              </>
            )}
            {moved !== null && (
              <>
                {m.colon}
                <Words of={moved} />
              </>
            )}
          </a>{' '}
          <span class="quiet">
            <Moment at={change.at} zone={view.state.settings.zone} m={m} />
          </span>
        </li>
      );
    })}
  </ol>
);
