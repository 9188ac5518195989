import type { FC } from 'hono/jsx';
import type { InterfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../../shared/domain/plan.ts';
import { messages } from '../../../shared/showing/messages/messages.ts';
import { Quoted } from '../../../shared/showing/parts/words.tsx';
import { plainLine } from '../../../shared/showing/plain-text.ts';
import type { ImportedItem } from '../../../shared/usecases/import-sheets.ts';
import type { ImportReview, ReviewedPerson } from '../../../shared/usecases/review-import.ts';
import { carried } from '../forms/import-form.ts';
import { differenceLabel, importMessages } from '../messages/import.ts';
import { privateMessages } from '../messages/messages.ts';
import { participationMessages } from '../messages/participation.ts';
import type { UploadedFile } from '../middleware/read-form.ts';
import { Reading } from './date-field.tsx';
import { FileReview, findingsAtMost, More } from './import-file.tsx';
import { importPath } from './import-form.tsx';
import type { Frame } from './layout.tsx';
import { PlanFrame } from './plan-frame.tsx';

/** `own`: the plan's language, in which titles are. */
type In = { readonly language: InterfaceLanguage; readonly own: string };

/** Rows of one list: a page of an import without bounds would be larger than an answer may be. */
const shownAtMost = 400;

const Differences: FC<In & { readonly item: ImportedItem }> = ({ item, language }) => {
  const all = importMessages(language);
  const say = all.review;
  return (
    <table class="stacked">
      <caption>{say.differences(item.title)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.field}</th>
          <th scope="col">{say.before}</th>
          <th scope="col">{say.after}</th>
        </tr>
      </thead>
      <tbody>
        {item.differences.map(({ field, before, after }) => (
          <tr>
            <th scope="row">{differenceLabel(field, all)}</th>
            <td data-label={say.before}>{before ?? say.nothing}</td>
            <td data-label={say.after}>{after ?? say.nothing}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** What is new or other; of the rest only how much there is. */
const Changes: FC<In & { readonly items: readonly ImportedItem[] }> = ({ items: all, language, own }) => {
  const say = importMessages(language).review;
  const items = all.filter(({ outcome }) => outcome !== 'unchanged');
  const rest = all.length - items.length;
  if (items.length === 0) return <p class="quiet">{say.same(rest)}</p>;
  return (
    <section class="block" aria-labelledby="changes">
      <h2 id="changes">{say.changes}</h2>
      {rest === 0 ? null : <p class="quiet">{say.same(rest)}</p>}
      <table class="stacked">
        <caption class="visually-hidden">{say.changesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.subject}</th>
            <th scope="col">{say.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, shownAtMost).map(({ id, kind, title, outcome }) => (
            <tr>
              <th scope="row">
                <Quoted of={{ text: plainLine(title), language: own }} m={messages[language]} />
                <span class="group">
                  {kind === 'commitment' ? `${say.itemKind[kind]} #${id.split('/')[1] ?? id}` : say.itemKind[kind]}
                </span>
              </th>
              <td data-label={say.outcome}>{say.outcomeLabel[outcome]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={items.length - shownAtMost} language={language} />
      {items
        .filter(({ differences }) => differences.length > 0)
        .slice(0, shownAtMost)
        .map((item) => (
          <Differences item={item} language={language} own={own} />
        ))}
    </section>
  );
};

const People: FC<In & { readonly people: readonly ReviewedPerson[] }> = ({ people, language }) => {
  const say = importMessages(language).review;
  if (people.length === 0) return null;
  return (
    <section class="block" aria-labelledby="people">
      <h2 id="people">{say.people}</h2>
      <p>{say.peopleText}</p>
      <table class="stacked">
        <caption class="visually-hidden">{say.peopleCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.person}</th>
            <th scope="col">{say.address}</th>
            <th scope="col">{say.commitment}</th>
            <th scope="col">{say.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {people.slice(0, shownAtMost).map(({ person, number, isNew }) => (
            <tr>
              <th scope="row">
                {person.name ?? say.noName}
                <span class="group">{[person.role, person.organisation].filter((part) => part !== null).join(', ')}</span>
              </th>
              <td data-label={say.address}>{person.email}</td>
              <td data-label={say.commitment}>#{number}</td>
              <td data-label={say.outcome}>{isNew ? say.new : say.known}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={people.length - shownAtMost} language={language} />
    </section>
  );
};

const Proposals: FC<In & Pick<ImportReview, 'proposals'>> = ({ proposals, language, own }) => {
  const say = importMessages(language).review;
  const { kind: kinds, common } = participationMessages(language);
  if (proposals.length === 0) return null;
  return (
    <section class="block" aria-labelledby="proposals">
      <h2 id="proposals">{say.proposals}</h2>
      <p>{say.proposalsText(proposals.length)}</p>
      <ul class="sources">
        {proposals.slice(0, shownAtMost).map(({ kind, title, date, line, source, reason }) => (
          <li>
            <strong>
              <Quoted of={{ text: plainLine(title), language: own }} m={messages[language]} />
            </strong>{' '}
            <span class="quiet">({kinds[kind]})</span>
            <span class="group">
              {date === null ? common.noDate : date.text} – {source.name}, {say.atLine(line).toLowerCase()}
            </span>
            {date === null ? null : <Reading date={date} language={language} />}
            {reason === null ? null : <span class="group">{say.reason(reason)}</span>}
          </li>
        ))}
      </ul>
      <More count={proposals.length - shownAtMost} language={language} />
    </section>
  );
};

const Refusals: FC<In & { readonly review: ImportReview }> = ({ review, language }) => {
  const say = importMessages(language).review;
  return (
    <section class="error-summary" aria-labelledby="refused" tabindex={-1} autofocus>
      <h2 id="refused">{say.refused}</h2>
      <p>{say.refusedText}</p>
      <ul>
        {review.files.flatMap(({ draft }, index) =>
          draft.errors.slice(0, findingsAtMost).map(({ line, message }) => (
            <li>
              <a href={`#file-${index}`}>
                {draft.source}, {say.atLine(line).toLowerCase()}
              </a>
              {messages[language].colon}
              {message}
            </li>
          )),
        )}
        {review.problems.map(({ field }) => (
          <li>{say.tooMany(field)}</li>
        ))}
      </ul>
    </section>
  );
};

/** Deadlines that nobody moves alone here: each with its line, both dates, and the page where the new one is proposed. */
const HeldBack: FC<In & Pick<ImportReview, 'heldBack'>> = ({ heldBack, language, own }) => {
  const say = importMessages(language).review;
  const m = messages[language];
  return (
    <section class="error-summary" aria-labelledby="held-back" tabindex={-1} autofocus>
      <h2 id="held-back">{say.heldBack}</h2>
      <p>{say.heldBackText}</p>
      <ul>
        {heldBack.slice(0, shownAtMost).map(({ source, line, milestoneId, title, before, after }) => (
          <li>
            <a href={`/app/${milestoneId}/deadline`}>
              #{milestoneId.split('/').slice(1).join(' ')} <Quoted of={{ text: plainLine(title), language: own }} m={m} />
            </a>
            {m.colon}
            {before ?? say.nothing} → {after ?? say.nothing} ({source}, {say.atLine(line).toLowerCase()})
          </li>
        ))}
      </ul>
      <More count={heldBack.length - shownAtMost} language={language} />
    </section>
  );
};

type ReviewProps = Frame & {
  readonly settings: PlanSettings;
  readonly token: string;
  readonly files: readonly UploadedFile[];
  readonly review: ImportReview;
  /** The record moved on since it was reviewed: this is another difference. */
  readonly hasMoved: boolean;
};

/** What was read beside where it was read, what would change, and the confirmation. */
export const ImportReviewPage: FC<ReviewProps> = ({ settings, token, files, review, hasMoved, ...frame }) => {
  const { language } = frame;
  const say = importMessages(language).review;
  const path = importPath(settings.id);
  const mayConfirm = review.canBeWritten && !review.isUnchanged;
  const told = { language, own: settings.languages[0] ?? language };
  const { mark } = privateMessages(language).errors;
  return (
    <PlanFrame {...frame} settings={settings} title={say.title} {...(review.canBeWritten ? {} : { mark })}>
      {hasMoved ? (
        <section class="error-summary" aria-labelledby="moved" tabindex={-1} autofocus>
          <h2 id="moved">{say.moved}</h2>
          <p>{say.movedText}</p>
        </section>
      ) : null}
      {review.canBeWritten ? null : review.heldBack.length > 0 ? (
        <HeldBack heldBack={review.heldBack} {...told} />
      ) : (
        <Refusals review={review} {...told} />
      )}
      {review.isUnchanged && review.canBeWritten ? (
        <section class="saved" aria-labelledby="unchanged">
          <h2 id="unchanged">{say.unchanged}</h2>
          <p>{say.unchangedText}</p>
        </section>
      ) : null}
      {mayConfirm ? (
        <p>
          {say.lead} <a href="#confirm">{say.toConfirm}</a>
        </p>
      ) : null}
      {review.items.length === 0 ? null : <Changes items={review.items} {...told} />}
      <People people={review.people} {...told} />
      <Proposals proposals={review.proposals} {...told} />
      {review.files.map((file, index) => (
        <FileReview
          file={file}
          index={index}
          // What only the whole import can tell of this file, its own warnings left out.
          added={review.warnings.filter(
            ({ source, code, line }) =>
              source === file.draft.source && !file.draft.warnings.some((one) => one.code === code && one.line === line),
          )}
          isFolded={review.isUnchanged && review.canBeWritten}
          language={language}
        />
      ))}
      {mayConfirm ? (
        <form method="post" action={path} enctype="multipart/form-data">
          <h2 id="confirm">{say.confirmTitle}</h2>
          <p>{say.confirmText}</p>
          <input type="hidden" name="token" value={token} />
          <input type="hidden" name="digest" value={review.digest} />
          {carried(files).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <p class="actions">
            <button type="submit" name="step" value="confirm">
              {say.confirm}
            </button>
            <a href={path}>{say.other}</a>
          </p>
        </form>
      ) : (
        <p>
          <a class="button" href={path}>
            {say.other}
          </a>
        </p>
      )}
    </PlanFrame>
  );
};
