import type { FC } from 'hono/jsx';
import { reminderWords } from '../messages/reminders.ts';
import { type Frame, Layout } from './layout.tsx';

/** The answer to one click (RFC 8058): reminders are stopped, whoever lifts that must sign in. */
export const StoppedPage: FC<Frame & { readonly canLift: boolean }> = ({ canLift, ...frame }) => {
  const say = reminderWords(frame.language).stop;
  return (
    <Layout {...frame} title={say.done}>
      <h1>{say.done}</h1>
      <p>{say.doneText}</p>
      <p>{canLift ? <a href="/app/reminders">{say.lift}</a> : say.byPoc}</p>
    </Layout>
  );
};
