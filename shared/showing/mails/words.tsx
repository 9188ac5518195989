import type { FC } from 'hono/jsx';
import type { Passage, Sentence } from './shown-line.ts';

/** Words, each in its own language. */
export const Words: FC<{ readonly of: Sentence | Passage }> = ({ of }) => {
  if (typeof of === 'string') return <>{of}</>;
  if ('text' in of) return <span lang={of.lang}>{of.text}</span>;
  return (
    <>
      {of.map((part) => (
        <Words of={part} />
      ))}
    </>
  );
};
