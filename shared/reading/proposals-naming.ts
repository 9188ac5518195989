import type { ProposalKind } from '../domain/proposal.ts';
import type { Token } from './date-tokens.ts';
import type { Mention, NamedEvent } from './proposals-events.ts';
import { kindName } from './proposals-messages.ts';
import { tidyTitle } from './proposals-names.ts';
import { lastBody } from './proposals-titles.ts';

/** An event's phrase as an earlier sentence told it. */
type Spoken = {
  readonly kind: ProposalKind;
  readonly noun: string;
  readonly text: string;
  readonly isNamed: boolean;
  readonly about: string;
};

/** What was spoken of before a sentence: it names what the sentence itself only points at. */
export type Memory = {
  /** In the same paragraph, oldest first. */
  readonly spoken: readonly Spoken[];
  readonly body: string | null;
  readonly heading: string | null;
};

export const noMemory: Memory = { spoken: [], body: null, heading: null };

const longestAbout = 240;
const lists = /^[^.]{0,200}?(?::\s+|,?\s+(?=(?:portant sur|consacrée?s? à|dédiée?s? à|devoted to|dealing with)\s))(?<about>.+)$/u;

function cutAt(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\s,;][^\s,;]*$/u, '');
}

function sliceOf(text: string, tokens: readonly Token[], first: number, next: number): string {
  return text.slice(tokens[first]?.start ?? 0, tokens[next - 1]?.end ?? 0);
}

/** The memory with what one more clause names. */
export function remembering(
  memory: Memory,
  text: string,
  tokens: readonly Token[],
  events: readonly NamedEvent[],
  language: string,
): Memory {
  const spoken = events.map(({ kind, noun, phrase }): Spoken => {
    const end = tokens[phrase.next - 1]?.end ?? text.length;
    const about = lists.exec(text.slice(end))?.groups?.['about'] ?? '';
    const told = sliceOf(text, tokens, phrase.first, phrase.next);
    return {
      kind,
      noun: tokens[noun]?.text ?? '',
      text: told,
      isNamed: phrase.isNamed,
      about: cutAt(about.replace(/[.;:\s]+$/u, ''), longestAbout),
    };
  });
  const body = lastBody(tokens, language);
  return {
    ...memory,
    spoken: [...memory.spoken, ...spoken].slice(-20),
    body: body === null ? memory.body : sliceOf(text, tokens, body.first, body.next),
  };
}

const colon = (language: string): string => (language === 'fr' ? '\u00A0: ' : ': ');

function spokenText({ text, about }: Spoken, language: string): string {
  if (about === '') return text;
  return /^(?:portant|consacr|dédi|devoted|dealing)/u.test(about) ? `${text}, ${about}` : `${text}${colon(language)}${about}`;
}

/** What a bare "la prochaine réunion", "les inscriptions" is about, as far as the text tells. */
function contextOf(kind: ProposalKind, memory: Memory, language: string): string | null {
  if (kind === 'meeting' && memory.body !== null) return memory.body;
  const other = kind === 'call' ? memory.spoken.findLast((one) => one.kind !== 'call') : undefined;
  if (other !== undefined) return spokenText(other, language);
  const { heading } = memory;
  return heading !== null && heading.length <= 120 ? heading : null;
}

export type Title = { readonly text: string; readonly kind: ProposalKind; readonly isNamed: boolean };

const longestClause = 160;

/** "Le comité a remis son avis": what stands before the date, from the last comma on. */
function statementBefore(text: string, tokens: readonly Token[], spot: number): string {
  const [at] = [tokens.slice(0, spot).findLastIndex(({ text: mark }) => [',', ':'].includes(mark))];
  return text.slice(tokens[at + 1]?.start ?? 0, tokens[spot]?.start ?? text.length);
}

function nounTitle(
  mention: Mention & { named: { by: 'noun' } },
  text: string,
  tokens: readonly Token[],
  memory: Memory,
  language: string,
) {
  const { event, isSubject } = mention.named;
  const { kind, phrase } = event;
  const own = sliceOf(text, tokens, phrase.first, phrase.next);
  if (phrase.isNamed) return { text: own, isNamed: true };
  const noun = tokens[event.noun]?.text;
  // "cette session" may be called a meeting before; "la consultation" is the one that was called so.
  const before = memory.spoken.findLast((one) => one.kind === kind && one.isNamed && (phrase.isThis || one.noun === noun));
  if ((phrase.isThis || phrase.isDefinite) && before !== undefined) return { text: before.text, isNamed: true };
  // The event is only where the sentence ends: what it says of it is the title.
  if (!isSubject && mention.spot !== null && phrase.first >= mention.spot.next) {
    const said = text.slice(tokens[mention.spot.next]?.start ?? 0).replace(/^[\s,:–-]+/u, '');
    return { text: cutAt(said.replace(/[.;:]+$/u, ''), longestClause), isNamed: true };
  }
  if (!isSubject && mention.spot !== null && phrase.next <= mention.spot.first) {
    const said = statementBefore(text, tokens, mention.spot.first);
    if (said.length <= longestClause) return { text: said, isNamed: true };
  }
  const context = contextOf(kind, memory, language);
  return { text: context === null ? own : `${own} (${context})`, isNamed: context !== null };
}

function subjectTitle(
  { first, next }: { first: number; next: number },
  text: string,
  tokens: readonly Token[],
  memory: Memory,
  language: string,
) {
  const told = sliceOf(text, tokens, first, next).replace(/^(?:le |la |les |l['’]|the )/iu, '');
  const isPronoun = next - first <= 2 && told.length <= 6;
  const who = isPronoun || told === '' ? (memory.body ?? '') : cutAt(told, longestClause);
  const name = kindName('meeting', language);
  return { text: who === '' ? name : `${name}${colon(language)}${who}`, isNamed: who !== '' };
}

/**
 * What an event is called: its own phrase, with what was spoken of before where the phrase alone says too little. Null when it
 * points at something that was not spoken of.
 */
export function titleOf(
  mention: Mention,
  text: string,
  tokens: readonly Token[],
  memory: Memory,
  language: string,
): Title | null {
  const { named } = mention;
  if (named.by === 'pronoun') {
    const meant = memory.spoken.findLast(({ kind }) => named.kinds.includes(kind));
    if (meant === undefined) return null;
    return finished({ text: spokenText(meant, language), isNamed: true }, meant.kind, mention, text, tokens, language);
  }
  if (named.by === 'subject') {
    return finished(subjectTitle(named, text, tokens, memory, language), 'meeting', mention, text, tokens, language);
  }
  const own = nounTitle({ ...mention, named }, text, tokens, memory, language);
  return finished(own, named.event.kind, mention, text, tokens, language);
}

function finished(
  told: { text: string; isNamed: boolean },
  kind: ProposalKind,
  { place }: Mention,
  text: string,
  tokens: readonly Token[],
  language: string,
): Title {
  const where = place === null ? '' : sliceOf(text, tokens, place.first, place.next);
  const title = tidyTitle(told.text, language) || kindName(kind, language);
  const whole = where === '' || title.includes(where) ? title : tidyTitle(`${title}, ${where}`, language);
  return { text: whole, kind, isNamed: told.isNamed };
}
