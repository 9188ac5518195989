import type { Child, FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { BrandMark } from '../../../shared/showing/parts/layout.tsx';
import { answeringMessages } from '../messages/answering.ts';
import { privateMessages } from '../messages/messages.ts';
import { reminderWords } from '../messages/reminders.ts';

/** What every private page is given. */
export type Frame = {
  readonly language: InterfaceLanguage;
  /** The public home page in this language. */
  readonly homeHref: string;
  /** Null when nobody is signed in. */
  readonly person: Person | null;
  /** This very page in the other language, for whoever is not signed in; absent where it answers a form. */
  readonly otherLanguage?: string;
};

/** Who is signed in, as the head of every page shows it. */
export type Person = {
  readonly name: string;
  readonly signOutToken: string;
  readonly isCoordinator: boolean;
  /** Has a list of their own: milestones to answer for, commitments to assess. */
  readonly list: 'milestones' | 'assessments' | null;
  /** Holds a role that reminders go to. */
  readonly isReminded: boolean;
  /** Token of the form that changes the language of this person, and the page to come back to; null where it cannot be changed. */
  readonly switching: { readonly token: string; readonly next: string } | null;
};

type LayoutProps = Frame & { readonly title: string; readonly children?: Child };

/** The language of a signed-in person is kept: choosing the other one is a form. */
const LanguageSwitch: FC<{ readonly of: NonNullable<Person['switching']>; readonly language: InterfaceLanguage }> = ({
  of: { token, next },
  language,
}) => {
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <form method="post" action="/app/account/language" class="switch">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <button type="submit" name="language" value={other} lang={other} class="as-link">
        {privateMessages(language).otherLanguage}
      </button>
    </form>
  );
};

/** Where somebody who is signed in goes: their own list, the plans they coordinate, their reminders, their account. */
const Ways: FC<{ readonly person: Person; readonly language: InterfaceLanguage }> = ({ person, language }) => {
  const say = privateMessages(language);
  return (
    <>
      {person.list === null ? null : (
        <a href="/app/">{person.list === 'milestones' ? say.myMilestones : answeringMessages(language).list.assess.title}</a>
      )}
      {person.isCoordinator ? <a href="/app/plans/">{say.plans}</a> : null}
      {person.isReminded ? <a href="/app/reminders">{reminderWords(language).title}</a> : null}
      <a href="/app/account">{say.account}</a>
    </>
  );
};

export const Layout: FC<LayoutProps> = ({ language, homeHref, person, title, otherLanguage, children }) => {
  const say = privateMessages(language);
  const other = language === 'fr' ? 'en' : 'fr';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{title} – Jalon</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/app/app.css" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
      </head>
      <body class="private">
        <a class="skip" href="#content">
          {say.skip}
        </a>
        <header class="site-head">
          <div class="wrap">
            <a class="brand" href={homeHref}>
              <BrandMark />
              Jalon
            </a>
            {person === null && otherLanguage === undefined ? null : (
              <nav aria-label={say.privateSide}>
                {person === null ? null : <Ways person={person} language={language} />}
                {otherLanguage === undefined ? null : (
                  <a href={otherLanguage} lang={other} hreflang={other}>
                    {say.otherLanguage}
                  </a>
                )}
              </nav>
            )}
            {person === null || person.switching === null ? null : <LanguageSwitch of={person.switching} language={language} />}
            {person === null ? null : (
              <form method="post" action="/app/sign-out" class="person">
                <span>{say.signedInAs(person.name)}</span>
                <input type="hidden" name="token" value={person.signOutToken} />
                <button type="submit" class="secondary">
                  {say.signOut}
                </button>
              </form>
            )}
          </div>
        </header>
        <main id="content" class="wrap">
          {children}
        </main>
      </body>
    </html>
  );
};

/** A page that says one thing: not found, refused, done. */
export const Notice: FC<Frame & { readonly title: string; readonly text: string; readonly children?: Child }> = ({
  title,
  text,
  children,
  ...frame
}) => (
  <Layout {...frame} title={title}>
    <h1>{title}</h1>
    <p>{text}</p>
    {children}
  </Layout>
);
