import { createHash } from 'node:crypto';
import { type CommitmentEntry, textsOf } from '../../domain/change-log.ts';
import type { InterfaceLanguage } from '../../domain/identifiers.ts';
import type { Ask } from '../../domain/ledger.ts';
import type { Texts } from '../../domain/text.ts';
import { entryPart, folderOf, pageLanguages } from '../addresses.ts';
import type { Recorded } from '../changes.ts';
import { commitmentAfter } from '../commitment-after.ts';
import { commitmentHistory, commitmentHistoryPart } from '../commitment-history.ts';
import { recordedOf } from '../feeds/recorded.ts';
import { fileTypes } from '../file-types.ts';
import { keptFor } from '../kept-for.ts';
import { messages } from '../messages/messages.ts';
import { commitmentHistoryPage } from '../pages/commitment-history-page.tsx';
import { entryPage } from '../pages/entry-page.tsx';
import { basisOf, keyOf, type SiteUnit } from '../site-unit.ts';
import type { CommitmentView, PlanView, ShownFile } from '../view.ts';

/** A commitment as it stood after each entry of its log: an ordinary change adds a page and gives the one before it a next. */
export function entryUnits(view: PlanView, commitment: CommitmentView): SiteUnit[] {
  const { log, state } = commitment;
  const basis = basisOf(view);
  const { removed, asked } = upToEach(commitment);
  return log.map((entry, index) => {
    const hasNext = index + 1 < log.length;
    const part = `${state.id}/${entryPart(entry.seq)}`;
    return {
      name: `${state.number}/${entryPart(entry.seq)}`,
      // The hash of an entry covers every one before it.
      key: digest(basis, entry.hash, String(hasNext), removed[index] ?? '', asked[index] ?? ''),
      places: pageLanguages.map((language) => folderOf(part, language, view.language)),
      files: () => {
        const past = commitmentAfter(commitment, entry.seq, view.state.settings.zone);
        const recorded = recordedOf(commitment).find(({ seq }) => seq === entry.seq);
        if (past === null || recorded === undefined) throw new RangeError(`${state.id} has no entry ${entry.seq}`);
        return pages(view, part, (language) =>
          entryPage(view, { entry, change: recorded.tell(messages[language]), past, hasNext }, language),
        );
      },
    };
  });
}

/** The pages of a long history. One that is full does not change any more, but by a redaction. */
export function commitmentHistoryUnits(view: PlanView, commitment: CommitmentView): SiteUnit[] {
  const { id, number, language, titles } = commitment.state;
  return commitmentHistory(commitment).map((stretch) => {
    const part = `${id}/${commitmentHistoryPart(stretch)}`;
    return {
      name: `${number}/${commitmentHistoryPart(stretch)}`,
      key: keyOf({
        basis: basisOf(view),
        language,
        titles,
        isNewest: stretch.isNewest,
        first: stretch.first,
        recorded: stretch.items.map((one: Recorded) => one.madeOf()),
      }),
      places: pageLanguages.map((shown) => folderOf(part, shown, view.language)),
      files: () => pages(view, part, (shown) => commitmentHistoryPage(view, commitment, stretch, shown)),
    };
  });
}

function pages(view: PlanView, part: string, page: (language: InterfaceLanguage) => string): ShownFile[] {
  return pageLanguages.map((language) => ({
    path: `${folderOf(part, language, view.language)}index.html`,
    body: page(language),
    contentType: fileTypes.page,
  }));
}

/** What each page depends on besides the entries up to its own. */
const upToEach = keptFor(({ log, texts, asks }: CommitmentView) => ({
  removed: removedUpTo(log, texts),
  asked: askedUpTo(log, asks),
}));

/** A key made quickly: a long history has hundreds, at every publication. */
function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

/** Up to each entry, the texts it and earlier ones lost to redactions. */
function removedUpTo(log: readonly CommitmentEntry[], texts: Texts): readonly string[] {
  const gone = new Set([...texts].flatMap(([sha256, { text }]) => (text === null ? [sha256] : [])));
  let soFar = '';
  return log.map((entry) => {
    const lost = gone.size === 0 ? [] : textsOf(entry).filter((sha256) => gone.has(sha256));
    soFar = lost.length === 0 ? soFar : digest(soFar, ...lost);
    return soFar;
  });
}

/** Up to the instant of each entry, every ask; they are given oldest first. */
function askedUpTo(log: readonly CommitmentEntry[], asks: readonly Ask[]): readonly string[] {
  let [next, soFar] = [0, ''];
  return log.map((entry) => {
    for (let ask = asks[next]; ask !== undefined && ask.at <= entry.at; ask = asks[next]) {
      soFar = digest(soFar, ask.subjectId, ask.rid, ask.at, ask.on, ask.step, ask.role);
      next += 1;
    }
    return soFar;
  });
}
