import type { Child, FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { homeLanguage } from '../../../shared/showing/addresses.ts';
import { BrandMark } from '../../../shared/showing/parts/layout.tsx';
import { privateMessages } from '../messages/messages.ts';

/** What every private page is given. */
export type Frame = {
  readonly language: InterfaceLanguage;
  /** Null when nobody is signed in. */
  readonly person: { readonly name: string; readonly signOutToken: string; readonly isCoordinator: boolean } | null;
};

type LayoutProps = Frame & {
  readonly title: string;
  /** The same page in the other language, where one may choose. */
  readonly otherLanguage?: string;
  readonly children?: Child;
};

export const Layout: FC<LayoutProps> = ({ language, person, title, otherLanguage, children }) => {
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
            <a class="brand" href={language === homeLanguage ? '/' : `/${language}/`}>
              <BrandMark />
              Jalon
            </a>
            {person === null && otherLanguage === undefined ? null : (
              <nav aria-label={say.privateSide}>
                {person === null ? null : <a href="/app/">{say.myMilestones}</a>}
                {person?.isCoordinator === true ? <a href="/app/plans/">{say.plans}</a> : null}
                {person === null ? null : <a href="/app/account">{say.account}</a>}
                {otherLanguage === undefined ? null : (
                  <a href={otherLanguage} lang={other} hreflang={other}>
                    {say.otherLanguage}
                  </a>
                )}
              </nav>
            )}
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
