import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import { readingOf } from '../../../shared/showing/dates.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted, Words } from '../../../shared/showing/parts/words.tsx';
import type { ReviewedFile } from '../../../shared/usecases/review-import.ts';
import { importMessages } from '../messages/import.ts';
import { participationMessages } from '../messages/participation.ts';
import { readingText } from './date-field.tsx';
import { type FieldRead, fieldsRead, sourceLine } from './import-fields.ts';

type Finding = ReviewedFile['draft']['errors'][number];
type In = { readonly language: InterfaceLanguage };

/** Findings and fields of one file that are shown; the rest is counted. */
export const findingsAtMost = 50;
const fieldsAtMost = 1_000;

/** How many more there are than are shown. */
export const More: FC<In & { readonly count: number }> = ({ count, language }) =>
  count <= 0 ? null : <p class="quiet">{importMessages(language).review.more(count)}</p>;

/** The date in its own words, how exact it is, and the day that follows. */
const Value: FC<In & { readonly read: FieldRead; readonly original: string }> = ({ read, language, original }) => {
  const say = importMessages(language).review;
  const { text, date, isDeadline } = read;
  const quoted = <Quoted of={{ text, language: original }} m={messages[language]} />;
  if (date === null) return quoted;
  const days = isDeadline ? readingOf(date, messages[language]) : readingText(date, language);
  return (
    <>
      {quoted}
      <span class="reading">
        <Words of={days} />
        {', '}
        {say.precision(say.precisionLabel[date.precision])}
      </span>
    </>
  );
};

const Findings: FC<In & { readonly title: string; readonly findings: readonly Finding[]; readonly lines: readonly string[] }> = ({
  title,
  findings,
  lines,
  language,
}) => {
  const say = importMessages(language).review;
  if (findings.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul class="sources">
        {findings.slice(0, findingsAtMost).map(({ line, message }) => (
          <li>
            <strong>{say.atLine(line)}</strong> {message}
            {lines[line - 1] === undefined ? null : (
              <span class="group">
                <code>{sourceLine(lines, line)}</code>
              </span>
            )}
          </li>
        ))}
      </ul>
      <More count={findings.length - findingsAtMost} language={language} />
    </>
  );
};

/** The line a value was read from; what was shown of it above is not shown again. */
const InTheFile: FC<
  In & { readonly read: FieldRead; readonly above: FieldRead | undefined; readonly lines: readonly string[] }
> = ({ read, above, lines, language }) => {
  const say = importMessages(language).review;
  if (read.line === null) return <span class="quiet">{say.noLine}</span>;
  const excerpt = sourceLine(lines, read.line, read.text);
  const isShown = above?.line === read.line && sourceLine(lines, above.line, above.text) === excerpt;
  return (
    <>
      <strong>{say.atLine(read.line)}</strong> {isShown ? null : <code>{excerpt}</code>}
    </>
  );
};

type FieldsProps = In & {
  readonly fields: readonly FieldRead[];
  readonly name: string;
  readonly lines: readonly string[];
  readonly original: string;
};

/** Every field beside the line it was read from. */
const Fields: FC<FieldsProps> = ({ fields, name, lines, original, language }) => {
  const all = importMessages(language);
  const say = all.review;
  return (
    <>
      <table class="stacked">
        <caption class="visually-hidden">{say.fieldsCaption(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{say.field}</th>
            <th scope="col">{say.readAs}</th>
            <th scope="col">{say.inTheFile}</th>
          </tr>
        </thead>
        <tbody>
          {fields.slice(0, fieldsAtMost).map((read, index) => (
            <tr>
              <th scope="row">{all.fieldLabel[read.field]}</th>
              <td data-label={say.readAs}>
                <Value read={read} language={language} original={original} />
              </td>
              <td data-label={say.inTheFile}>
                <InTheFile read={read} above={fields[index - 1]} lines={lines} language={language} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={fields.length - fieldsAtMost} language={language} />
    </>
  );
};

type FileProps = In & {
  readonly file: ReviewedFile;
  readonly index: number;
  readonly added: readonly Finding[];
  /** There is nothing to confirm: what was read stands behind one line. */
  readonly isFolded: boolean;
};

/** One file: what is wrong with it, what to look at, and every field beside the line it was read from. */
export const FileReview: FC<FileProps> = ({ file, index, added, isFolded, language }) => {
  const say = importMessages(language).review;
  const { draft, lines } = file;
  const fields = fieldsRead(file);
  const kind = draft.document === null ? null : participationMessages(language).documents.kindLabel[draft.document.kind];
  const original = draft.commitments[0]?.language ?? draft.participation?.language ?? language;
  const table =
    fields.length === 0 ? null : (
      <Fields fields={fields} name={draft.source} lines={lines} original={original} language={language} />
    );
  return (
    <section class="block" aria-labelledby={`file-${index}`}>
      <h2 id={`file-${index}`}>{say.source(draft.source)}</h2>
      <p class="quiet">{draft.errors.length > 0 ? say.errors : (kind ?? say.sourceKind[draft.kind])}</p>
      <Findings title={say.errors} findings={draft.errors} lines={lines} language={language} />
      <Findings title={say.warnings} findings={[...draft.warnings, ...added]} lines={lines} language={language} />
      {table !== null && isFolded ? (
        <details class="more">
          <summary>{say.whatWasRead(fields.length)}</summary>
          {table}
        </details>
      ) : (
        table
      )}
    </section>
  );
};
