import type { FC } from 'hono/jsx';
import { accountMessages } from '../messages/account.ts';
import { type Frame, Layout } from './layout.tsx';

type EraseProps = Frame & {
  readonly token: string;
  /** Why nothing was erased; null before anybody asked. */
  readonly refusal: 'lastPoc' | 'openid' | null;
};

const List: FC<{ readonly id: string; readonly title: string; readonly items: readonly string[] }> = ({ id, title, items }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    <ul>
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  </section>
);

/** What goes, what ends and what stays, then one button: nothing is erased before. */
export const ErasePage: FC<EraseProps> = ({ token, refusal, ...frame }) => {
  const say = accountMessages(frame.language).erase;
  return (
    <Layout {...frame} title={refusal === null ? say.pageTitle : say.refused}>
      <h1>{say.pageTitle}</h1>
      {refusal === null ? null : (
        <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
          <h2 id="refused">{say.refused}</h2>
          <p>{say[refusal]}</p>
        </section>
      )}
      <p class="lede">{say.forGood}</p>
      <List id="goes" title={say.goes} items={say.goesList} />
      <section aria-labelledby="ends">
        <h2 id="ends">{say.ends}</h2>
        <p>{say.endsText}</p>
      </section>
      <List id="stays" title={say.stays} items={say.staysList} />
      <form method="post" action="/app/account/erase">
        <input type="hidden" name="token" value={token} />
        <p class="actions">
          <button type="submit">{say.button}</button>
          <a class="button secondary" href="/app/account">
            {say.cancel}
          </a>
        </p>
      </form>
    </Layout>
  );
};
