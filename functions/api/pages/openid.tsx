import type { FC } from 'hono/jsx';
import { openIdMessages } from '../messages/openid.ts';
import { type Frame, Layout, Notice } from './layout.tsx';

/** What a list leaves out: how many plans ask for OpenID Connect, and with whom one signs in; null where nobody can. */
export type Shut = { readonly count: number; readonly provider: string | null };

type Provider = Frame & {
  /** Name of the provider. */
  readonly name: string;
};

/** Offers the way through the provider on the page where one signs in. */
export const OpenIdChoice: FC<Provider & { readonly token: string; readonly next: string }> = ({
  name,
  token,
  next,
  language,
}) => {
  const say = openIdMessages(language);
  return (
    <section aria-labelledby="openid">
      <h2 id="openid">{say.title(name)}</h2>
      <p>{say.lead(name)}</p>
      <form method="post" action="/app/openid">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="lang" value={language} />
        <p class="actions">
          <button type="submit">{say.title(name)}</button>
        </p>
      </form>
    </section>
  );
};

/** The one line that stands for what a list leaves out, and leads to where it is seen; nothing where nothing is left out. */
export const ShutLine: FC<Pick<Frame, 'language'> & { readonly of: Shut; readonly next: string }> = ({
  language,
  of: { count, provider },
  next,
}) => {
  const say = openIdMessages(language);
  if (count === 0) return null;
  if (provider === null) return <p class="note">{say.shut.nowhere(count)}</p>;
  return (
    <p class="note">
      {say.shut.text(count, provider)}{' '}
      <a href={`/app/sign-in?${new URLSearchParams({ lang: language, next })}`}>{say.title(provider)}</a>
    </p>
  );
};

/** On the way out: the browser goes on by itself, and otherwise by the link. */
export const LeavePage: FC<Provider & { readonly url: string }> = ({ name, url, ...frame }) => {
  const say = openIdMessages(frame.language).leave;
  return (
    <Notice {...frame} title={say.title(name)} text={say.text(name)}>
      <p class="actions">
        <a class="button" href={url}>
          {say.go(name)}
        </a>
      </p>
    </Notice>
  );
};

type BackProps = Provider & {
  readonly token: string;
  /** What the provider sent along, by name. */
  readonly answer: Readonly<{ [name: string]: string }>;
  readonly otherLanguage: string;
};

/** On the way back: opening this page does nothing, its button signs in. */
export const BackPage: FC<BackProps> = ({ name, token, answer, otherLanguage, ...frame }) => {
  const say = openIdMessages(frame.language).back;
  return (
    <Layout {...frame} title={say.title} {...(frame.person === null ? { otherLanguage } : {})}>
      <h1>{say.title}</h1>
      <p>{say.text(name)}</p>
      <form method="post" action="/app/openid/back">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="lang" value={frame.language} />
        {Object.entries(answer).map(([key, value]) => (
          <input type="hidden" name={key} value={value} />
        ))}
        <p class="actions">
          <button type="submit">{say.go}</button>
        </p>
      </form>
    </Layout>
  );
};

/** Every refusal is this page: it tells nobody what was wrong. */
export const OpenIdFailedPage: FC<Provider & { readonly is: 'refused' | 'unreachable'; readonly signIn: string }> = ({
  name,
  is,
  signIn,
  ...frame
}) => {
  const say = openIdMessages(frame.language);
  const [title, text] =
    is === 'refused' ? [say.refused.title, say.refused.text(name)] : [say.unreachable.title(name), say.unreachable.text];
  return (
    <Notice {...frame} title={title} text={text}>
      <p class="actions">
        <a class="button" href={signIn}>
          {say.signIn}
        </a>
      </p>
    </Notice>
  );
};
