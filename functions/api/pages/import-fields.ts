import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import { fold, withoutPersonalData } from '../../../shared/domain/text.ts';
import type { ReviewedFile } from '../../../shared/usecases/review-import.ts';
import type { ReadField } from '../messages/import.ts';

type Draft = ReviewedFile['draft'];
type DraftCommitment = Draft['commitments'][number];
type DraftParticipation = NonNullable<Draft['participation']>;
type DraftDocument = NonNullable<Draft['document']>;

/** One value that was read. `isDeadline`: the day it holds counts, not the days it can mean. */
export type FieldRead = {
  readonly field: ReadField;
  readonly text: string;
  readonly date: FuzzyDate | null;
  readonly isDeadline: boolean;
  readonly line: number | null;
};

/** Longest excerpts of what was read and of a source line. */
const longest = 280;

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
}

type Told = { readonly line: number | null };

const word = (field: ReadField, text: string | null, { line }: Told): FieldRead[] =>
  text === null || text === '' ? [] : [{ field, text: cut(withoutPersonalData(text)), date: null, isDeadline: false, line }];
const list = (field: ReadField, texts: readonly string[], told: Told): FieldRead[] => word(field, texts.join(' ; '), told);
const dated = (field: ReadField, date: FuzzyDate | null, { line }: Told): FieldRead[] =>
  date === null ? [] : [{ field, text: date.text, date, isDeadline: field === 'milestoneDue', line }];

function commitmentFields(read: DraftCommitment): FieldRead[] {
  const at = (name: string): Told => ({ line: read.lines[name] ?? null });
  return [
    ...word('number', read.number, at('number')),
    ...word('title', read.title, at('title')),
    ...dated('start', read.period.start, at('period')),
    ...dated('end', read.period.end, at('period')),
    ...list('leadInstitutions', read.leadInstitutions, at('leadInstitutions')),
    ...list('supportingInstitutions', read.supportingInstitutions, at('supportingInstitutions')),
    // Who it is stands in the list of people; beside the line stands what may be published.
    ...read.contacts.flatMap(({ role, organisation }) =>
      word('contact', [role, organisation].filter((part) => part !== null).join(', '), at('contacts')),
    ),
    ...word('objective', read.objective, at('objective')),
    ...word('problem', read.problem, at('problem')),
    ...word('description', read.description, at('description')),
    ...word('contribution', read.contribution, at('contribution')),
    ...word('relevance', read.relevance, at('relevance')),
    ...read.milestones.flatMap((milestone) => [
      ...word('milestone', milestone.title, milestone),
      ...dated('milestoneStart', milestone.start, milestone),
      ...dated('milestoneDue', milestone.due, milestone),
    ]),
  ];
}

type Find = (text: string | null) => Told;

function participationFields(read: DraftParticipation, find: Find): FieldRead[] {
  return [
    ...word('title', read.title, find(read.title)),
    ...word('organiser', read.organiser, find(read.organiser)),
    ...dated('start', read.period.start, find(read.period.start?.text ?? null)),
    ...dated('end', read.period.end, find(read.period.end?.text ?? null)),
    ...word('purpose', read.purpose, find(read.purpose)),
    ...list('methods', read.methods, find(read.methods[0] ?? null)),
    ...word('participants', read.participants, find(read.participants)),
    ...list('deliverables', read.deliverables, find(read.deliverables[0] ?? null)),
    ...read.followUp.flatMap((one) => [...word('followUp', one.text, one), ...dated('date', one.date, one)]),
    ...read.links.flatMap(({ title, url }) => word('link', title, find(url))),
  ];
}

function documentFields(read: DraftDocument, find: Find): FieldRead[] {
  return [
    ...word('title', read.title, find(read.title)),
    ...word('publisher', read.publisher, find(read.publisher)),
    ...word('author', read.author, find(read.author)),
    ...dated('date', read.date, find(read.date?.text ?? null)),
    ...word('url', read.url, find(read.url)),
  ];
}

/** Everything that was read in one file, in the order a person checks it. */
export function fieldsRead({ draft, lines }: ReviewedFile): readonly FieldRead[] {
  const folded = lines.map((line) => fold(line.slice(0, 2_000)));
  const find: Find = (text) => {
    const wanted = fold((text ?? '').slice(0, 40));
    const at = wanted === '' ? -1 : folded.findIndex((line) => line.includes(wanted));
    return { line: at < 0 ? null : at + 1 };
  };
  return [
    ...draft.commitments.flatMap(commitmentFields),
    ...(draft.participation === null ? [] : participationFields(draft.participation, find)),
    ...(draft.document === null ? [] : documentFields(draft.document, find)),
  ];
}

/** A source line as it may be shown: addresses and numbers gone, and of a long one the part around what was read. */
export function sourceLine(lines: readonly string[], line: number, text = ''): string {
  const whole = withoutPersonalData((lines[line - 1] ?? '').slice(0, 10_000)).trim();
  const at = text === '' ? 0 : Math.max(0, whole.indexOf(text.slice(0, 20)));
  const from = whole.length <= longest ? 0 : Math.max(0, Math.min(at - 60, whole.length - longest));
  return `${from > 0 ? '…' : ''}${cut(whole.slice(from))}`;
}
