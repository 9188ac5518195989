import type { FC } from 'hono/jsx';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../../../shared/domain/fuzzy-date.ts';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Fact } from '../../../shared/showing/parts/fact.tsx';
import { Day } from '../../../shared/showing/parts/words.tsx';
import type { Account } from '../../../shared/usecases/read-account.ts';
import { accountMessages } from '../messages/account.ts';
import { AccountBrowsers } from './account-browsers.tsx';
import { AccountRoles } from './account-roles.tsx';
import { Select } from './fields.tsx';
import { type Frame, Layout } from './layout.tsx';

/** One form token for each thing that can be done here. */
export type AccountTokens = { readonly language: string; readonly end: string; readonly everywhere: string };

type AccountProps = Frame & {
  readonly account: Account;
  /** Hashes of the tokens this very browser holds. */
  readonly here: readonly string[];
  readonly tokens: AccountTokens;
  /** What was just done. */
  readonly done: 'language' | 'ended' | null;
  /** Name of the provider of OpenID Connect; null where there is none. */
  readonly provider: string | null;
};

type DayProps = { readonly at: string; readonly zone: string; readonly language: InterfaceLanguage };

const DayOf: FC<DayProps> = ({ at, zone, language }) => (
  <Day of={localDay(Temporal.Instant.from(at), zone)} m={messages[language]} />
);

/** Whether reminders reach this person, and why not; then the page on which they choose. */
const MailState: FC<{ readonly account: Account; readonly language: InterfaceLanguage }> = ({ account, language }) => {
  const say = accountMessages(language).held;
  const { contact, zone, pausedUntil } = account;
  const { suppressed } = contact;
  const stopped =
    suppressed === null ? null : [say.mailStopped[suppressed.reason], <DayOf {...{ zone, language }} at={suppressed.at} />];
  const paused = pausedUntil === null ? null : [say.mailPaused, <Day of={pausedUntil} m={messages[language]} />];
  const [words, day] = stopped ?? paused ?? [say.mailSent, null];
  return (
    <>
      {words} {day} <a href="/app/reminders">{say.reminders}</a>
    </>
  );
};

const Held: FC<{ readonly account: Account; readonly language: InterfaceLanguage }> = ({ account, language }) => {
  const { contact, zone, mailboxes } = account;
  const say = accountMessages(language).held;
  const optional = [
    [say.phone, contact.phone],
    [say.function, contact.function],
    [say.organisation, contact.organisation],
    [say.organisationNumber, contact.organisationNumber],
  ] as const;
  return (
    <section class="block" aria-labelledby="held">
      <h2 id="held">{say.title}</h2>
      <p>{say.lead}</p>
      <p>{say.kept}</p>
      <dl class="facts">
        <Fact name={say.name}>{contact.name}</Fact>
        <Fact name={say.email}>{contact.email}</Fact>
        {optional.map(([name, value]) => (value === null ? null : <Fact name={name}>{value}</Fact>))}
        <Fact name={say.confirmed}>
          {contact.confirmedAt === null ? say.notConfirmed : <DayOf zone={zone} language={language} at={contact.confirmedAt} />}
        </Fact>
        <Fact name={say.mail}>
          <MailState account={account} language={language} />
        </Fact>
      </dl>
      {mailboxes.length === 0 ? (
        <p>{say.wrongNoMailbox}</p>
      ) : (
        <p>
          {say.wrong} {mailboxes.join(', ')}
        </p>
      )}
    </section>
  );
};

const LanguageChoice: FC<{ readonly language: InterfaceLanguage; readonly token: string }> = ({ language, token }) => {
  const say = accountMessages(language);
  const choices = interfaceLanguage.options.map((value) => ({ value, label: say.language.names[value] }));
  return (
    <section class="block" aria-labelledby="language-title">
      <h2 id="language-title">{say.language.title}</h2>
      <form method="post" action="/app/account/language">
        <input type="hidden" name="token" value={token} />
        <Select
          language={language}
          problems={[]}
          labels={say.labels}
          name="language"
          label={say.language.label}
          value={language}
          choices={choices}
        />
        <p class="actions">
          <button type="submit">{say.language.save}</button>
        </p>
      </form>
    </section>
  );
};

/** A person’s own account. */
export const AccountPage: FC<AccountProps> = ({ account, here, tokens, done, provider, ...frame }) => {
  const { language } = frame;
  const say = accountMessages(language);
  // The choice of a language stands on the page itself.
  const person = frame.person === null ? null : { ...frame.person, switching: null };
  return (
    <Layout {...frame} person={person} title={say.title}>
      <h1>{say.title}</h1>
      {done === null ? null : (
        <section class="saved" aria-labelledby="done">
          <h2 id="done">{say.done.title}</h2>
          <p>{say.done[done]}</p>
        </section>
      )}
      <AccountBrowsers account={account} here={here} tokens={tokens} language={language} provider={provider} />
      <LanguageChoice language={language} token={tokens.language} />
      <AccountRoles account={account} language={language} />
      <Held account={account} language={language} />
      <section class="block" aria-labelledby="erase">
        <h2 id="erase">{say.erase.title}</h2>
        <p>{say.erase.lead}</p>
        <p class="actions">
          <a class="button secondary" href="/app/account/erase">
            {say.erase.link}
          </a>
        </p>
      </section>
    </Layout>
  );
};
