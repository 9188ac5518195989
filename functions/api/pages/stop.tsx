import type { FC } from 'hono/jsx';
import { privateMessages } from '../messages/messages.ts';
import { type Frame, Layout } from './layout.tsx';

/** What the stop link of a mail opens. Opening it changes nothing: mail gateways open links. */
export const StopPage: FC<Frame & { readonly path: string; readonly isStopped: boolean }> = ({ path, isStopped, ...frame }) => {
  const say = privateMessages(frame.language).stop;
  const title = isStopped ? say.done : say.title;
  return (
    <Layout {...frame} title={title}>
      <h1>{title}</h1>
      <p>{isStopped ? say.doneText : say.lead}</p>
      <p>{say.keeps}</p>
      {isStopped ? null : (
        <form method="post" action={path}>
          <input type="hidden" name="List-Unsubscribe" value="One-Click" />
          <p class="actions">
            <button type="submit">{say.button}</button>
          </p>
        </form>
      )}
    </Layout>
  );
};
