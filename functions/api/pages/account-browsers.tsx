import type { FC } from 'hono/jsx';
import type { Session } from '../../../shared/domain/contact.ts';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { timeText } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Moment } from '../../../shared/showing/parts/words.tsx';
import type { Account } from '../../../shared/usecases/read-account.ts';
import { accountMessages } from '../messages/account.ts';
import { openIdMessages } from '../messages/openid.ts';

type BrowsersProps = {
  readonly account: Account;
  /** Hashes of the tokens this very browser holds. */
  readonly here: readonly string[];
  readonly tokens: { readonly end: string; readonly everywhere: string };
  readonly language: InterfaceLanguage;
  /** Name of the provider of OpenID Connect; null where there is none any more. */
  readonly provider: string | null;
};

const BrowserRow: FC<Omit<BrowsersProps, 'account'> & { readonly browser: Session; readonly zone: string }> = ({
  browser,
  zone,
  here,
  tokens,
  language,
  provider,
}) => {
  const say = accountMessages(language).browsers;
  const { signedIn, unnamed } = openIdMessages(language);
  const m = messages[language];
  const { way, startedAt, expiresAt, tokenHash } = browser;
  return (
    <tr>
      <th scope="row">
        {way === 'openid' ? signedIn(provider ?? unnamed) : say.ways[way]}
        {here.includes(tokenHash) ? ` (${say.here})` : null}
      </th>
      <td data-label={say.since}>
        <Moment at={startedAt} zone={zone} m={m} />
      </td>
      <td data-label={say.until}>
        <Moment at={expiresAt} zone={zone} m={m} />
      </td>
      <td data-label={say.end}>
        <form method="post" action="/app/account/end-session">
          <input type="hidden" name="token" value={tokens.end} />
          <input type="hidden" name="browser" value={tokenHash} />
          <button type="submit" class="secondary">
            {say.endOne[way]}
            <span class="visually-hidden">{say.openedOn(timeText(startedAt, zone, m))}</span>
          </button>
        </form>
      </td>
    </tr>
  );
};

/** Where a person is signed in or remembered, and the ways out. */
export const AccountBrowsers: FC<BrowsersProps> = ({ account, ...props }) => {
  const { browsers, zone } = account;
  const isElsewhere = ({ tokenHash }: Session): number => Number(!props.here.includes(tokenHash));
  const hereFirst = browsers.toSorted((a, b) => isElsewhere(a) - isElsewhere(b));
  const say = accountMessages(props.language).browsers;
  return (
    <section class="block" aria-labelledby="browsers">
      <h2 id="browsers">{say.title}</h2>
      <p>
        {say.lead} {say.zone(zone)}
      </p>
      <table class="stacked">
        <caption class="visually-hidden">{say.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.way}</th>
            <th scope="col">{say.since}</th>
            <th scope="col">{say.until}</th>
            <th scope="col">{say.end}</th>
          </tr>
        </thead>
        <tbody>
          {hereFirst.map((browser) => (
            <BrowserRow {...props} browser={browser} zone={zone} />
          ))}
        </tbody>
      </table>
      <form method="post" action="/app/account/sign-out-everywhere">
        <input type="hidden" name="token" value={props.tokens.everywhere} />
        <p class="hint">{say.everywhereLead}</p>
        <p class="actions">
          <button type="submit">{say.everywhere}</button>
        </p>
      </form>
    </section>
  );
};
