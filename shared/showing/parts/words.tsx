import type { FuzzyDate } from '../../domain/fuzzy-date.ts';
import { type Passage, shownText, type ToldPassage } from '../changes.ts';
import { dayText, machineDate, ownWords, publishedText, saysDateAlone, timeText, writtenDay } from '../dates.ts';
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

const years = /(\d{4}-\d{4})/u;

/** No line ends within `2021-2023`. The hyphen stays the one that was typed, so that it is found and copied as such. */
const Unbroken = ({ of }: { of: string }) => {
  if (!years.test(of)) return <>{of}</>;
  const parts = of.split(years);
  return <>{parts.map((part, index) => (index % 2 === 0 ? part : <span class="whole">{part}</span>))}</>;
};

/** Somebody else's words, marked with their language where it is not the page's. */
export const Quoted = ({ of, m }: { of: Passage; m: Messages }) => (
  <span lang={of.language === m.language ? undefined : of.language}>
    <Unbroken of={of.text} />
  </span>
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

const dayAndMonth = /((?<!\d)\d{1,2}(?:er)? \p{L}+)/u;

/** French dates are set as ours are: "1er" with its end high. No line ends between a day and its month; the space stays as typed. */
const QuotedDate = ({ of, m }: { of: Passage; m: Messages }) => {
  const told = (text: string) => (of.language === 'fr' && text.includes('1er') ? <Words of={text} /> : <Unbroken of={text} />);
  const parts = of.text.split(dayAndMonth);
  return (
    <span lang={of.language === m.language ? undefined : of.language}>
      {parts.map((part, index) => (index % 2 === 0 ? told(part) : <span class="whole">{told(part)}</span>))}
    </span>
  );
};

type PublishedProps = {
  readonly date: FuzzyDate;
  /** In which it was published. */
  readonly language: string;
  readonly m: Messages;
  /** Whether the published words stand beside ours even where they say no more: where they are evidence. */
  readonly isEvidence?: boolean;
};

/** A date as it was published, word for word; a bare day, and what another language's page can say, in our own. */
export const Published = ({ date, language, m, isEvidence = false }: PublishedProps) => {
  const machine = machineDate(date);
  const told = publishedText(date, m);
  const verbatim = { text: plainLine(date.text), language };
  const isOurs = told !== verbatim.text;
  const own = language === m.language ? null : ownWords(date, m);
  const isBeside = isOurs ? isEvidence && writtenDay(date, m) === null : own !== null && !saysDateAlone(date);
  const text = isOurs ? <Words of={told} /> : isBeside ? own : <QuotedDate of={verbatim} m={m} />;
  return (
    <>
      {machine === null ? text : <time datetime={machine}>{text}</time>}
      {isBeside && (
        <>
          {' ('}
          <QuotedDate of={{ ...verbatim, text: m.quoted(verbatim.text) }} m={m} />)
        </>
      )}
    </>
  );
};
