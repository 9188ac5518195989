import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { type Passage, shownText, type ToldPassage } from '../changes.ts';
import { dayText, machineDate, timeText, writtenDay } from '../dates.ts';
import type { Messages } from '../messages/fr.ts';
import { plainLine } from '../plain-text.ts';

const ordinal = /(?<!\d)1er(?!\p{L})/u;

/** A sentence of our own; French sets the end of "1er" high. */
export const Words = ({ of }: { of: string }) => {
  // Most sentences have none, and a plan has thousands.
  if (!of.includes('1er')) return <>{of}</>;
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
export const Paragraphs = ({ of, m }: { of: ToldPassage; m: Messages }) => (
  <>
    {shownText(of.text, m)
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

/** French dates are set as ours are: "1er" with its end high. */
const QuotedDate = ({ of, m }: { of: Passage; m: Messages }) => (
  <span lang={of.language === m.language ? undefined : of.language}>
    {of.language === 'fr' ? <Words of={of.text} /> : of.text}
  </span>
);

/** A date as it was published, word for word; a bare day is written out in our own. */
export const Published = ({ date, language, m }: { date: FuzzyDate; language: string; m: Messages }) => {
  const machine = machineDate(date);
  const day = writtenDay(date, m);
  const text = day === null ? <QuotedDate of={{ text: plainLine(date.text), language }} m={m} /> : <Words of={day} />;
  return machine === null ? text : <time datetime={machine}>{text}</time>;
};
