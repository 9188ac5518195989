import { type LogEntry, textsOf } from '../domain/change-log.ts';
import { inLanguage } from '../domain/commitment.ts';
import type { FuzzyDate } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import type { Actor, Evidence, ResponsibleRole } from '../domain/plan.ts';
import { readText, type TextRef, type Texts } from '../domain/text.ts';
import { publishedText } from './dates.ts';
import { safeLink } from './links.ts';
import type { ChangeKind } from './messages/change-words.ts';
import type { Messages } from './messages/fr.ts';
import { plainLine, plainText } from './plain-text.ts';

/** A text and the language it is really written in. */
export type Passage = { readonly text: string; readonly language: string };

/**
 * Words of a change, with published dates between them, as `plainDate` gives them: feeds keep these to the letter, pages
 * write out a bare day, see `writtenDay`.
 */
export type Told = string | readonly (string | FuzzyDate)[];

/** A {@link Passage} that may quote a date. */
export type ToldPassage = { readonly text: Told; readonly language: string };

/** What a change tells, to the letter. */
export function toldText(told: Told): string {
  return inOneLine(told, ({ text }) => text);
}

/** What a change tells, as pages say it. */
export function shownText(told: Told, m: Messages): string {
  return inOneLine(told, (date) => publishedText(date, m));
}

function inOneLine(told: Told, say: (date: FuzzyDate) => string): string {
  return typeof told === 'string' ? told : told.map((part) => (typeof part === 'string' ? part : say(part))).join('');
}

/** A link to evidence, checked; `href` is null where the address may not be linked. */
export type ShownEvidence = {
  readonly href: string | null;
  readonly host: string;
  /** Null once its title was redacted. */
  readonly title: string | null;
  readonly kind: string;
  readonly date: string | null;
};

/**
 * One change as page and feeds tell it, in one language. It depends on its entry and the entries before it only, so that
 * it never changes afterwards; a redaction alone removes words from it.
 */
export type Change = {
  readonly urn: string;
  readonly subject: string;
  /** Null for an ask, which is no entry of a log. */
  readonly seq: number | null;
  readonly at: string;
  readonly kind: ChangeKind;
  /** Who did it; for an ask, who was asked. */
  readonly role: Actor['role'];
  readonly milestoneId: string | null;
  /** The title of the milestone or commitment at that time. */
  readonly about: Passage | null;
  readonly was: Told | null;
  readonly now: Told | null;
  /** The entry of the same log that it corrects or redacts; null for any other change. */
  readonly target: number | null;
  readonly details: readonly { readonly label: string; readonly passage: ToldPassage }[];
  readonly evidence: readonly ShownEvidence[];
};

/**
 * A change not yet told: it is known when it happened and to whom, and words are looked for only where it is shown. Of the
 * hundreds in a plan, one publication shows a few.
 */
export type Recorded = Pick<Change, 'urn' | 'subject' | 'seq' | 'at'> & {
  /** What its words depend on besides the plan's settings: the same, told the same. */
  readonly madeOf: () => string;
  readonly tell: (m: Messages) => Change;
};

/** Tells in each language once, however many pages and feeds show it. */
export function toldOnce(tell: (m: Messages) => Change): (m: Messages) => Change {
  const told = new Map<Messages, Change>();
  return (m) => {
    const known = told.get(m) ?? tell(m);
    told.set(m, known);
    return known;
  };
}

/** What each entry's words depend on: its hash, which covers all entries before it, and which of its texts were removed. */
export function madeOfEntry(texts: Texts): (entry: LogEntry) => string {
  const removed = new Set([...texts].filter(([, { text }]) => text === null).map(([sha256]) => sha256));
  return (entry) =>
    removed.size === 0 ? entry.hash : [entry.hash, ...textsOf(entry).filter((sha256) => removed.has(sha256))].join(' ');
}

/** A title in the wanted language, else in its own. */
export function titleIn(titles: Wording, wanted: string, original: string): Passage {
  const found = inLanguage(titles, wanted, original);
  return found === null ? { text: '', language: original } : { text: plainLine(found.value), language: found.language };
}

type TypedTitles = Readonly<{ [language: string]: TextRef }>;

/** {@link titleIn} for titles that people typed: where its words were redacted, a word of our own that says so. */
export function typedTitleIn(titles: TypedTitles, texts: Texts, original: string, m: Messages): Passage {
  const found = inLanguage(titles, m.language, original);
  if (found === null) return { text: '', language: original };
  return typedPassage(found.value, texts, found.language, m.evidence.redacted, m);
}

/** A line somebody typed, or `removed`, a word of our own, where it was redacted. */
export function typedPassage(ref: TextRef, texts: Texts, language: string, removed: string, m: Messages): Passage {
  const text = readText(texts, ref);
  return text === null ? { text: removed, language: m.language } : { text: plainLine(text), language };
}

export type DetailWriter = {
  /** A free text; nothing where there is none, and a word that it was removed where it was redacted. */
  free(label: string, ref: TextRef | null): Change['details'];
  /** A sentence of our own. */
  own(label: string, text: Told | null): Change['details'];
};

/** Writes details; free texts are in the language of their commitment, as far as anyone knows. */
export function detailWriter(texts: Texts, language: string, m: Messages): DetailWriter {
  return {
    free: (label, ref) => {
      if (ref === null) return [];
      const text = readText(texts, ref);
      const passage = text === null ? { text: m.change.redactedText, language: m.language } : { text: plainText(text), language };
      return [{ label, passage }];
    },
    own: (label, text) => {
      if (text === null) return [];
      return [{ label, passage: { text: typeof text === 'string' ? plainLine(text) : text, language: m.language } }];
    },
  };
}

/** Which role confirmed an entry, where a second person had to; never who. */
export function confirmation(
  { approvedBy }: { readonly approvedBy?: Actor | undefined },
  write: DetailWriter,
  m: Messages,
): Change['details'] {
  return write.own(m.change.confirmedBy, approvedBy === undefined ? null : m.change.role[approvedBy.role]);
}

export function shownEvidence(list: readonly Evidence[], texts: Texts, m: Messages): ShownEvidence[] {
  return list.map(({ url, title, kind, date }) => {
    const link = safeLink(url);
    const text = readText(texts, title);
    return {
      href: link?.href ?? null,
      host: link?.host ?? '',
      title: text === null ? null : plainLine(text),
      kind: m.evidence.kind[kind],
      date,
    };
  });
}

/**
 * `déléguée ministérielle au numérique en santé, Direction du numérique en santé`: function and unit, never a name. What was
 * redacted of it is replaced by `removed`, or left out where a reader of data expects no words of ours.
 */
export function roleText(role: ResponsibleRole, texts: Texts, removed: string | null): string {
  const parts = [role.function, role.organisation].filter((part) => part !== null);
  const words = parts.map((part) => readText(texts, part));
  const shown = words.flatMap((text) => (text === null ? (removed ?? []) : plainLine(text)));
  return (words.every((text) => text === null) ? shown.slice(0, 1) : shown).join(', ');
}

/** `Aucune déclaration → Réalisé`, or what there is of it, as {@link toldText} or {@link shownText} says it. */
export function wasNow({ was, now }: Pick<Change, 'was' | 'now'>, say: (told: Told) => string): string | null {
  if (now === null) return null;
  return was === null ? say(now) : `${say(was)} → ${say(now)}`;
}

/** A mail that was sent, and no entry of a log. */
export function isMail({ kind }: Pick<Change, 'kind'>): boolean {
  return kind === 'asked' || kind === 'reported';
}

/** `par : responsable au ministère`; for a mail, which role was asked or told. */
export function whoText({ kind, role }: Pick<Change, 'kind' | 'role'>, m: Messages): string {
  return whoSaid({ kind, role: m.change.role[role] }, m);
}

/** {@link whoText} where the role is already in words. */
export function whoSaid({ kind, role: name }: { readonly kind: ChangeKind; readonly role: string }, m: Messages): string {
  if (kind === 'reported') return m.asked.to(name);
  return kind === 'asked' ? m.asked.of(name) : m.change.by(name);
}
