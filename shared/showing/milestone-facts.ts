import type { CommitmentEntry } from '../domain/change-log.ts';
import { deadlineOf, declaredStatusOf, inLanguage, lastDeclared, lastSpoken, type MilestoneState } from '../domain/commitment.ts';
import { lastShownChange } from '../domain/freshness.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import { commitmentOf, milestoneKeyOf } from '../domain/identifiers.ts';
import type { Declaration } from '../domain/plan.ts';
import { completedOn, type Position, positionOf } from '../domain/position.ts';
import { readText } from '../domain/text.ts';
import { folderOf } from './addresses.ts';
import { plainDate } from './dates.ts';
import { safeLink } from './links.ts';
import { perCommitment } from './per-commitment.ts';
import { plainLine, plainText } from './plain-text.ts';
import { type CommitmentView, dayOf, type PlanView } from './view.ts';

/** A published date with its words cleaned; everything else as read, in one order. */
export function shownDate(date: FuzzyDate | null): FuzzyDate | null {
  return date === null ? null : plainDate(date);
}

/** A milestone's last standing declaration, or null: withdrawn, or nothing declared. */
export function declarationOf(milestone: MilestoneState): Declaration | null {
  const said = lastDeclared(milestone)?.said;
  return said?.kind === 'declared' ? said.declaration : null;
}

/** The milestone that an entry is about; null for one about the whole commitment. */
function milestoneOf({ type, data }: CommitmentEntry): string | null {
  const about = type === 'corrected' ? data.change : data;
  return 'milestoneId' in about ? about.milestoneId : null;
}

/** The last local day on which anything its own page shows changed: a word about another milestone is none. */
export function milestoneDay(view: PlanView, { log, asks }: CommitmentView, milestone: MilestoneState): string {
  const { zone } = view.state.settings;
  const isOwn = (entry: CommitmentEntry): boolean => [null, milestone.id].includes(milestoneOf(entry));
  const days = [
    ...log.filter(isOwn).map(({ at }) => dayOf(at, zone)),
    ...asks.filter(({ subjectId }) => subjectId === milestone.id).map(({ on }) => on),
    lastShownChange(milestone, view.asOf, zone) ?? '',
  ];
  return days.reduce((last, day) => (day > last ? day : last), '');
}

/** {@link milestoneFacts} of each milestone of a commitment. */
export const factsOf = perCommitment((view, commitment): readonly MilestoneFacts[] =>
  commitment.milestones.map((one) => milestoneFacts(view, commitment, one)),
);

/** Everything the exports tell of one milestone, one field a fact; JSON and CSV are written from it. */
export function milestoneFacts(view: PlanView, { texts, state, asks, dataDay }: CommitmentView, milestone: MilestoneState) {
  const { zone, publishAsks } = view.state.settings;
  const free = (ref: { sha256: string } | null): string | null => {
    const text = readText(texts, ref);
    return text === null ? null : plainText(text);
  };
  const declared = lastDeclared(milestone);
  const declaration = declarationOf(milestone);
  const title = inLanguage(milestone.titles, state.language, state.language);
  const lastWord = lastSpoken(milestone);
  const { due } = deadlineOf(milestone);
  const position: Position = positionOf(milestone, dataDay);
  return {
    id: milestone.id,
    key: milestoneKeyOf(milestone.id),
    title: plainLine(title?.value ?? ''),
    titles: Object.fromEntries(Object.entries(milestone.titles).map(([code, text]) => [code, plainLine(text)])),
    group: milestone.group === null ? null : plainLine(milestone.group),
    start: shownDate(milestone.start),
    due: shownDate(milestone.published.due),
    publishedBefore: milestone.earlierPublished.map((one) => shownDate(one.due)),
    // One that was undone moved nothing; the log and the history tell of it.
    revisions: milestone.revisions
      .filter(({ retractedBy }) => retractedBy === null)
      .map(({ due: to, reason, at }) => ({ due: shownDate(to), reason: free(reason), on: dayOf(at, zone) })),
    expected: shownDate(due),
    declared: declaredStatusOf(milestone),
    declaredOn: declared === null ? null : dayOf(declared.at, zone),
    completedOn: completedOn(milestone),
    done: free(declaration?.done ?? null),
    difficulties: free(declaration?.difficulties ?? null),
    noEvidenceReason: free(declaration?.noEvidenceReason ?? null),
    withdrawnReason: declared?.said.kind === 'withdrawn' ? free(declared.said.reason) : null,
    evidence: (declaration?.evidence ?? []).map(({ url, title: ref, kind, date }) => ({
      url: safeLink(url)?.href ?? null,
      title: free(ref),
      kind,
      date,
    })),
    position,
    asOf: dataDay,
    lastHeardOn: lastWord === null ? null : dayOf(lastWord.at, zone),
    // None is not known to be none where a plan publishes no asks.
    asked: publishAsks ? askedDays(asks, milestone.id) : null,
    irm: milestone.assessment,
    missingFromSource: milestone.missingSince !== null,
    line: milestone.line,
    url: `${view.publicUrl}/${folderOf(commitmentOf(milestone.id), view.language, view.language)}${milestoneKeyOf(milestone.id)}/`,
  };
}
export type MilestoneFacts = ReturnType<typeof milestoneFacts>;

/** Days on which the ministry was asked about a subject, each once, in order. */
function askedDays(asks: CommitmentView['asks'], subjectId: string): string[] {
  const days = asks.filter((one) => one.subjectId === subjectId && one.role !== 'poc').map(({ on }) => on);
  return [...new Set(days)].sort();
}
