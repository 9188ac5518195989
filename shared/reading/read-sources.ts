import { sameDays } from '../domain/fuzzy-date.ts';
import type { Draft, DraftCommitment, Finding } from './draft.ts';
import { findingOf } from './messages.ts';
import { tellsTheSame } from './milestone-names.ts';
import { proposedEvents } from './proposals.ts';
import { type ReadOptions, type Source, saysTheSame, type ToldSource, tellSource } from './read-source.ts';

type Told = { readonly draft: number; readonly commitment: DraftCommitment };

/**
 * Several files as drafts, in their order. A number given twice in one language with different content refuses both
 * files; in two languages it is a translation, and a date that differs is a warning. `ok`: nothing was refused.
 */
export function readSources(files: readonly Source[], options: ReadOptions = {}): { drafts: Draft[]; ok: boolean } {
  const drafts = withYearsOfOthers(files.map((file) => tellSource(file, options)));
  const added = drafts.map(() => ({ warnings: [] as Finding[], errors: [] as Finding[] }));
  const told: Told[] = drafts.flatMap(({ commitments }, draft) => commitments.map((commitment) => ({ draft, commitment })));
  for (const [index, first] of told.entries()) {
    for (const second of told.slice(index + 1)) {
      if (first.commitment.number !== second.commitment.number || saysTheSame(first.commitment, second.commitment)) continue;
      const pairs = [
        [first, second],
        [second, first],
      ] as const;
      for (const [one, other] of pairs) {
        const name = drafts[other.draft]?.source ?? '';
        const isTranslation = one.commitment.language !== other.commitment.language;
        if (isTranslation && isOneRow(one, other)) continue;
        if (isTranslation) added[one.draft]?.warnings.push(...differences(one.commitment, other.commitment, name));
        else if (one.draft !== other.draft) added[one.draft]?.errors.push(conflict(one.commitment, other.commitment, name));
      }
    }
  }
  const read = drafts.map((draft, index) => merged(draft, added[index] ?? { warnings: [], errors: [] }));
  return { drafts: read, ok: read.every(({ errors }) => errors.length === 0) };
}

/** A table tells a commitment and its translations in one row, with one date for all of them. */
function isOneRow(one: Told, other: Told): boolean {
  const { number: line } = one.commitment.lines;
  return one.draft === other.draft && line !== undefined && other.commitment.lines['number'] === line;
}

/** Documents read together tell each other the years that their own lines lack. */
function withYearsOfOthers(read: readonly ToldSource[]): Draft[] {
  const frames = read.flatMap(({ draft, told }) => (told === null ? [] : [{ name: draft.source, frame: told.frame }]));
  return read.map(({ draft, told }) => {
    if (told === null) return draft;
    const others = frames.filter(({ frame }) => frame !== told.frame);
    return { ...draft, proposals: proposedEvents(told, others) };
  });
}

function merged(draft: Draft, added: { warnings: Finding[]; errors: Finding[] }): Draft {
  const byLine = (a: Finding, b: Finding) => a.line - b.line;
  const all = {
    ...draft,
    warnings: [...draft.warnings, ...added.warnings].sort(byLine),
    errors: [...draft.errors, ...added.errors].sort(byLine),
  };
  if (added.errors.length === 0) return all;
  return { ...all, kind: 'document', commitments: [], participation: null, document: null, proposals: [] };
}

function placeOf(commitment: DraftCommitment, line: number, file: string): string {
  return commitment.language === 'fr' ? `${file}, ligne ${line}` : `${file}, line ${line}`;
}

function conflict(one: DraftCommitment, other: DraftCommitment, file: string): Finding {
  const place = placeOf(one, other.lines['number'] ?? 1, file);
  return findingOf(one.lines['number'] ?? 1, 'number-twice', one.language, one.number, place);
}

/** Milestones of a translation are matched by a shared title, else by their place. */
function differences(one: DraftCommitment, other: DraftCommitment, file: string): Finding[] {
  return one.milestones.flatMap((milestone, index) => {
    const named = other.milestones.find(({ title }) => tellsTheSame(title, milestone.title));
    const same = named ?? (one.milestones.length === other.milestones.length ? other.milestones[index] : undefined);
    if (same === undefined || sameDays(same.due, milestone.due)) return [];
    const place = `${same.due?.text ?? '–'}, ${placeOf(one, same.line, file)}`;
    return [findingOf(milestone.line, 'date-differs-between-languages', one.language, milestone.title, place)];
  });
}
