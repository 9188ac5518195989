import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import type { Passage } from '../changes.ts';
import { dayText, machineDate, timeText } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { plainLine } from '../plain-text.ts';

const ordinal = /(?<!\d)1er(?!\p{L})/u;

/** A sentence of our own; French sets the end of "1er" high. */
export const Words = ({ of }: { of: string }) => {
  const parts = of.split(ordinal);
  return (
    <>
      {parts.map((part, index) =>
        index === 0 ? (
          part
        ) : (
          <>
            1<sup>er</sup>
            {part}
          </>
        ),
      )}
    </>
  );
};

/** Somebody else's words, marked with their language where it is not the page's. */
export const Quoted = ({ of, m }: { of: Passage; m: Messages }) => (
  <span lang={of.language === m.language ? undefined : of.language}>{of.text}</span>
);

/** A longer text of somebody else, paragraph by paragraph, its line breaks kept. */
export const Paragraphs = ({ of, m }: { of: Passage; m: Messages }) => (
  <>
    {of.text
      .split(/\n\s*\n/u)
      .map((paragraph) => paragraph.trim())
      .filter((paragraph) => paragraph !== '')
      .map((paragraph) => (
        <p lang={of.language === m.language ? undefined : of.language}>
          {paragraph.split('\n').map((line, index) =>
            index === 0 ? (
              line
            ) : (
              <>
                <br />
                {line}
              </>
            ),
          )}
        </p>
      ))}
  </>
);

export const Day = ({ of, m }: { of: string; m: Messages }) => (
  <time datetime={of}>
    <Words of={dayText(of, m)} />
  </time>
);

export const Moment = ({ at, zone, m }: { at: string; zone: string; m: Messages }) => (
  <time datetime={at}>
    <Words of={timeText(at, zone, m)} />
  </time>
);

/** A date as it was published, word for word. */
export const Published = ({ date, language, m }: { date: FuzzyDate; language: string; m: Messages }) => {
  const machine = machineDate(date);
  const text = <Quoted of={{ text: plainLine(date.text), language }} m={m} />;
  return machine === null ? text : <time datetime={machine}>{text}</time>;
};
