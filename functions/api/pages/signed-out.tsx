import type { FC } from 'hono/jsx';
import { privateMessages } from '../messages/messages.ts';
import { type Frame, Layout } from './layout.tsx';

/** The session ended while a person was writing: their text, so that none of it is lost. */
export const SignedOutPage: FC<Frame & { readonly signIn: string; readonly written: readonly string[] }> = ({
  signIn,
  written,
  ...frame
}) => {
  const say = privateMessages(frame.language).errors;
  return (
    <Layout {...frame} title={say.signedOut}>
      <h1>{say.signedOut}</h1>
      <p>{say.signedOutText}</p>
      {written.length === 0 ? null : (
        <section aria-labelledby="yours">
          <h2 id="yours">{say.yourText}</h2>
          {written.map((text) => (
            <p class="as-typed">{text}</p>
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
