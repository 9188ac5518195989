import type { FC } from 'hono/jsx';
import { accountMessages } from '../messages/account.ts';
import { privateMessages } from '../messages/messages.ts';
import { type Frame, Layout } from './layout.tsx';

/**
 * A form came from a browser that is not signed in, its session being over, or that is only remembered: what was typed,
 * so that none of it is lost.
 */
export const SignedOutPage: FC<Frame & { readonly signIn: string; readonly written: readonly string[] }> = ({
  signIn,
  written,
  ...frame
}) => {
  const say = privateMessages(frame.language).errors;
  const { askedTitle, askedText } = accountMessages(frame.language).remember;
  const [title, text] = frame.person === null ? [say.signedOut, say.signedOutText] : [askedTitle, askedText];
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      {written.length === 0 ? null : (
        <section aria-labelledby="yours">
          <h2 id="yours">{say.yourText}</h2>
          {written.map((one) => (
            <p class="as-typed">{one}</p>
          ))}
        </section>
      )}
      <p class="actions">
        <a class="button" href={signIn}>
          {say.signInAgain}
        </a>
      </p>
    </Layout>
  );
};
