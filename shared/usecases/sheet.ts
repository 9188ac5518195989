import {
  type Commitment,
  type ImportedCommitment,
  type MilestoneState,
  type Prose,
  type ProseField,
  proseField,
  type SourceRef,
} from '../domain/commitment.ts';
import { type FuzzyDate, sameDays } from '../domain/fuzzy-date.ts';
import { milestoneKeyOf } from '../domain/identifiers.ts';
import type { ResponsibleRole, RoleWords } from '../domain/plan.ts';
import { fold, readable, type TextRef, withoutPersonalData } from '../domain/text.ts';
import type { CommitmentRecord } from '../ports.ts';
import type { Draft, DraftCommitment } from '../reading/draft.ts';

type SheetMilestone = {
  readonly title: string;
  readonly translations: Readonly<{ [language: string]: string }>;
  readonly group: string | null;
  readonly start: FuzzyDate | null;
  readonly due: FuzzyDate | null;
  readonly line: number | null;
};

/** What a sheet says, in one language, without addresses: what may enter the Record, and what two readings compare by. */
export type Sheet = {
  readonly number: string;
  readonly language: string;
  readonly title: string;
  readonly translations: Readonly<{ [language: string]: string }>;
  readonly period: { readonly start: FuzzyDate | null; readonly end: FuzzyDate | null };
  readonly leadInstitutions: readonly string[];
  readonly supportingInstitutions: readonly string[];
  readonly ogpCode: string | null;
  readonly responsible: readonly RoleWords[];
  readonly prose: Readonly<Partial<Record<ProseField, string>>>;
  readonly milestones: readonly SheetMilestone[];
  readonly lines: Readonly<{ [field: string]: number }>;
};

/** A value with every text in it as it may enter the Record: addresses and telephone numbers are gone, however deep. */
export function cleaned<Value>(value: Value): Value {
  if (typeof value === 'string') return withoutPersonalData(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, cleaned(item)])) as Value;
}

/** Where a draft comes from, as it may enter the Record: people name files after people, too. */
export function sourceOf({ source, sha256 }: Pick<Draft, 'source' | 'sha256'>): {
  readonly name: string;
  readonly sha256: string;
} {
  return { name: withoutPersonalData(source), sha256 };
}

/** A draft as it may enter the Record: addresses and numbers are gone, people are reduced to their function. */
export function sheetOfDraft(read: DraftCommitment): Sheet {
  const prose = proseField.options.flatMap((field) => (read[field] === null ? [] : [[field, read[field]] as const]));
  return {
    ...cleaned({
      title: read.title,
      translations: read.translations,
      period: read.period,
      leadInstitutions: read.leadInstitutions,
      supportingInstitutions: read.supportingInstitutions,
      responsible: read.contacts
        .map(({ role, organisation }) => ({ function: role, organisation }))
        .filter((role) => role.function !== null || role.organisation !== null),
      prose: Object.fromEntries(prose),
      milestones: read.milestones,
    }),
    ogpCode: read.ogpCode ?? null,
    number: read.number,
    language: read.language,
    lines: read.lines,
  };
}

type Told = { readonly language: string; readonly milestones: readonly Pick<SheetMilestone, 'title' | 'due'>[] };

/** The milestone of a commitment that each told milestone is: by folded title, then by equal deadline and place. */
function matchMilestones(known: readonly MilestoneState[], sheet: Told): (MilestoneState | null)[] {
  const free = new Set(known);
  const take = (found: MilestoneState | undefined): MilestoneState | null => {
    if (found === undefined) return null;
    free.delete(found);
    return found;
  };
  const titlesOf = ({ told, titles }: MilestoneState): string[] =>
    [told.titles, titles].map((texts) => fold(texts[sheet.language] ?? ''));
  const byTitle = sheet.milestones.map(({ title }) => take([...free].find((one) => titlesOf(one).includes(fold(title)))));
  return sheet.milestones.map((told, place) => {
    const already = byTitle[place] ?? null;
    if (already !== null) return already;
    const there = known[place];
    const isThere = there !== undefined && free.has(there) && told.due !== null && sameDays(there.told.due, told.due);
    return isThere ? take(there) : null;
  });
}

function nextOrdinal(known: readonly MilestoneState[]): number {
  return 1 + Math.max(0, ...known.map(({ id }) => Number(milestoneKeyOf(id).slice(1))));
}

/** The reference a field of prose has, and whether its text was redacted: a re-import never brings it back. */
function knownRef(
  before: CommitmentRecord | null,
  field: ProseField,
  language: string,
): { ref: TextRef; text: string | null } | null {
  const ref = before?.commitment.state.prose[field]?.[language];
  return ref === undefined ? null : { ref, text: before?.texts.get(ref.sha256)?.text ?? null };
}

/** The roles a sheet names, as references: place by place those of the record, where the words are the same or were redacted. */
function rolesOf(
  { responsible }: Sheet,
  before: CommitmentRecord | null,
  write: (text: string) => TextRef,
): ImportedCommitment['responsible'] {
  const told = before?.commitment.state.told.responsible ?? [];
  const written = new Map<string, TextRef>();
  const ref = (words: string | null, known: TextRef | null): TextRef | null => {
    if (words === null) return null;
    const text = known === null ? undefined : before?.texts.get(known.sha256)?.text;
    if (known !== null && (text === words || text === null)) return known;
    const own = written.get(words) ?? write(words);
    written.set(words, own);
    return own;
  };
  return responsible.map((role, place) => ({
    function: ref(role.function, told[place]?.function ?? null),
    organisation: ref(role.organisation, told[place]?.organisation ?? null),
  }));
}

/** A sheet as the log keeps it, ids assigned; with the ids of milestones it no longer tells. */
export function toImported(
  sheet: Sheet,
  {
    id,
    source,
    before,
    write,
  }: { id: string; source: SourceRef; before: CommitmentRecord | null; write: (text: string) => TextRef },
): { commitment: ImportedCommitment; missing: string[] } {
  const known = before?.commitment.milestones ?? [];
  const matched = matchMilestones(known, sheet);
  let ordinal = nextOrdinal(known);
  const milestones = sheet.milestones.map(({ title, translations, ...rest }, place) => ({
    ...rest,
    id: matched[place]?.id ?? `${id}/m${ordinal++}`,
    titles: { ...translations, [sheet.language]: title },
  }));
  const prose: Prose = {};
  for (const field of proseField.options) {
    const text = sheet.prose[field];
    if (text === undefined) continue;
    const known = knownRef(before, field, sheet.language);
    // Unchanged words keep their one place, so that a redaction finds them all; redacted ones stay away.
    const isKept = known !== null && (known.text === null || known.text === text);
    prose[field] = { [sheet.language]: isKept ? known.ref : write(text) };
  }
  const told = new Set(milestones.map((one) => one.id));
  return {
    commitment: {
      number: sheet.number,
      language: sheet.language,
      titles: { ...sheet.translations, [sheet.language]: sheet.title },
      ogpId: before === null ? unverified(sheet.ogpCode) : before.commitment.state.ogpId,
      period: sheet.period,
      leadInstitutions: [...sheet.leadInstitutions],
      supportingInstitutions: [...sheet.supportingInstitutions],
      responsible: rolesOf(sheet, before, write),
      prose,
      milestones,
      source,
      lines: { ...sheet.lines },
    },
    missing: known.filter((one) => !told.has(one.id)).map((one) => one.id),
  };
}

/** Whoever imports a code has not compared it with OGP's own pages. */
const unverified = (code: string | null): ImportedCommitment['ogpId'] => (code === null ? null : { code, verified: false });

/** One value that another reading of the same commitment changes. */
export type SheetDifference = {
  /** `title`, `problem`, `milestone m1 due`, `milestone m3`: the field as the command line names it. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

const dateText = (date: FuzzyDate | null): string | null => date?.text ?? null;
const listText = (list: readonly string[]): string | null => (list.length === 0 ? null : list.join(' ; '));
const roleText = ({ function: held, organisation }: RoleWords): string =>
  [held, organisation].filter((part) => part !== null).join(', ');

/** The roles a sheet names, without words where the record's were redacted: nothing is left to compare them with. */
function comparable(sheet: Sheet, told: readonly ResponsibleRole[], now: readonly RoleWords[]): readonly RoleWords[] {
  return sheet.responsible.map((role, place) => {
    const isGone = (part: keyof RoleWords): boolean => told[place]?.[part] != null && now[place]?.[part] === null;
    return {
      function: isGone('function') ? null : role.function,
      organisation: isGone('organisation') ? null : role.organisation,
    };
  });
}

/** What importing `sheet` would change in a commitment that exists. Empty: nothing, whatever the file's bytes. */
export function differencesOf(before: CommitmentRecord, sheet: Sheet): SheetDifference[] {
  const { state, milestones } = before.commitment;
  const { language } = sheet;
  const isOriginal = state.language === language;
  const found: SheetDifference[] = [];
  const compare = (field: string, was: string | null, is: string | null): void => {
    if (was !== is) found.push({ field, before: was, after: is });
  };
  const compareDate = (field: string, was: FuzzyDate | null, is: FuzzyDate | null): void => {
    if (!sameDays(was, is) || dateText(was) !== dateText(is)) found.push({ field, before: dateText(was), after: dateText(is) });
  };
  compare('title', state.told.titles[language] ?? null, sheet.title);
  for (const field of proseField.options) {
    const known = knownRef(before, field, language);
    if (known !== null && known.text === null) continue;
    compare(field, known?.text ?? null, sheet.prose[field] ?? null);
  }
  if (isOriginal) {
    for (const [other, title] of Object.entries(sheet.translations))
      compare(`title (${other})`, state.told.titles[other] ?? null, title);
    compareDate('period start', state.period.start, sheet.period.start);
    compareDate('period end', state.period.end, sheet.period.end);
    compare('lead institutions', listText(state.leadInstitutions), listText(sheet.leadInstitutions));
    compare('supporting institutions', listText(state.supportingInstitutions), listText(sheet.supportingInstitutions));
    const told = readable(state.told.responsible, before.texts);
    const named = comparable(sheet, state.told.responsible, told);
    compare('responsible', listText(told.map(roleText)), listText(named.map(roleText)));
  }
  const matched = matchMilestones(milestones, sheet);
  for (const [place, told] of sheet.milestones.entries()) {
    const known = matched[place] ?? null;
    if (known === null) {
      if (isOriginal) compare('milestone', null, told.title);
      continue;
    }
    const key = milestoneKeyOf(known.id);
    compare(`milestone ${key} title`, known.told.titles[language] ?? null, told.title);
    if (!isOriginal) continue;
    for (const [other, title] of Object.entries(told.translations))
      compare(`milestone ${key} title (${other})`, known.told.titles[other] ?? null, title);
    compare(`milestone ${key} group`, known.group, told.group);
    compareDate(`milestone ${key} start`, known.start, told.start);
    compareDate(`milestone ${key} due`, known.told.due, told.due);
    if (known.missingSince !== null) compare(`milestone ${key}`, null, told.title);
  }
  if (isOriginal) {
    const told = new Set(matched.map((one) => one?.id));
    for (const gone of milestones.filter(({ id, missingSince }) => !told.has(id) && missingSince === null)) {
      compare(`milestone ${milestoneKeyOf(gone.id)}`, gone.titles[language] ?? null, null);
    }
  }
  return found;
}

/** Milestones of a translation: those the original tells. What it tells besides is listed, and adds nothing. */
export function translatedMilestones(
  sheet: Sheet,
  known: Commitment,
): { milestones: { id: string; title: string }[]; unknown: readonly SheetMilestone[] } {
  const matched = matchMilestones(known.milestones, sheet);
  return {
    milestones: sheet.milestones.flatMap(({ title }, place) => {
      const there = matched[place] ?? null;
      return there === null ? [] : [{ id: there.id, title }];
    }),
    unknown: sheet.milestones.filter((_, place) => (matched[place] ?? null) === null),
  };
}

/**
 * An import planned against an older commitment, with its ids given again for the one that stands now: another import came
 * between, and no two milestones may share an id.
 */
export function rebased(
  planned: ImportedCommitment,
  current: CommitmentRecord,
): { readonly commitment: ImportedCommitment; readonly missing: string[] } {
  const { language } = planned;
  const told = { language, milestones: planned.milestones.map(({ titles, due }) => ({ title: titles[language] ?? '', due })) };
  const { milestones: known, state } = current.commitment;
  const matched = matchMilestones(known, told);
  let ordinal = nextOrdinal(known);
  const milestones = planned.milestones.map((one, place) => ({ ...one, id: matched[place]?.id ?? `${state.id}/m${ordinal++}` }));
  const ids = new Set(milestones.map(({ id }) => id));
  return { commitment: { ...planned, milestones }, missing: known.filter(({ id }) => !ids.has(id)).map(({ id }) => id) };
}
