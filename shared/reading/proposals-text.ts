import { fold, withoutPersonalData } from '../domain/text.ts';

/** A line of a source, 1-based. */
export type SourceLine = { readonly text: string; readonly line: number };

/** What a document tells, one sentence at a time, without page furniture. */
export type Sentence = {
  /** One kind of space; addresses and long quotations are gone. */
  readonly text: string;
  /** Where a stretch of it begins, and on which line that stands. */
  readonly places: readonly { readonly start: number; readonly line: number }[];
  /** Sentences of one paragraph share a number. */
  readonly paragraph: number;
  /** The heading above it. */
  readonly heading: string | null;
  /** An item of a list, a line with a label, the document's own title: dates stand there without a verb. */
  readonly isEntry: boolean;
  /** The line that opens the list it stands in, "Trois ateliers sont prévus :". */
  readonly opening: string | null;
};

export type BodyOptions = {
  /** The document's own title: the text begins there. Null: with the first line. */
  readonly title: string | null;
  /** A page around an article: short lines are menus and headlines of others, and it ends with its last paragraph. */
  readonly isPage: boolean;
};

/** One kind of space; apostrophes and dashes as written. */
function evenly(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u00A0\u202F\u2009\u2007\u200A\u2060\uFEFF]+/gu, ' ')
    .trim();
}

const bullet = /^(?:[-*•·▪◦–]|\d{1,2}[.)])\s+/u;
const markup: readonly (readonly [RegExp, string])[] = [
  [/\[([^\][]{0,300})\]\([^()\s]{0,2000}\)/gu, '$1'],
  [/<\/?[a-z][^<>]{0,300}>/giu, ' '],
  [/<?https?:\/\/[^\s<>]{1,2000}>?/giu, ''],
  [/^#{1,6}\s+/u, ''],
  [/(?<![\p{L}\p{N}])(?:\*\*|__|\*|_)(?=\S)|(?<=\S)(?:\*\*|__|\*|_)(?![\p{L}\p{N}])/gu, ''],
  [/\(\s*\)/gu, ''],
];

type PlainLine = { readonly text: string; readonly isItem: boolean; readonly line: number };

/** A line as people read it. Its bullet is told apart, because markup begins with the same signs. */
function plainLine({ text, line }: SourceLine): PlainLine {
  const even = evenly(text);
  const isItem = bullet.test(even);
  const plain = markup.reduce((rest, [pattern, by]) => rest.replace(pattern, by), isItem ? even.replace(bullet, '') : even);
  return { text: withoutPersonalData(evenly(plain)), isItem, line };
}

const endsSentence = /[.!?…:;]["”»)\]]*$/u;
const boilerplate =
  /^(?:contacts? (?:presse|medias?)|(?:press|media) (?:contacts?|enquiries)|a propos(?: de| d'|$)|about |notes? aux redactions|notes? to editors|commentaires?$|comments?$)/u;
const legal = /©|copyright|tous droits reserves|all rights reserved|mentions legales|cookies|conditions generales/u;
const related =
  /^(?:a lire|lire aussi|lire egalement|voir aussi|a voir aussi|sur le meme sujet|articles? lies|dans la meme rubrique|les plus lus|related|read also|read more|see also|more on this|most read)\b/u;

const isCrumbs = (text: string): boolean => text.split(' > ').length >= 3;

/** Lines of the text itself: from its title to what is no longer its own. */
function bodyLines(lines: readonly PlainLine[], { title, isPage }: BodyOptions): PlainLine[] {
  const wanted = title === null ? null : fold(title);
  const at = wanted === null ? 0 : lines.findIndex(({ text }) => fold(text) === wanted);
  const kept: PlainLine[] = [];
  let isElsewhere = false;
  for (const one of lines.slice(Math.max(0, at))) {
    const { text } = one;
    const folded = fold(text);
    if (boilerplate.test(folded)) break;
    if (related.test(folded)) {
      // A head of its own is followed by headlines; in front of a headline it stands for that one line.
      isElsewhere ||= text.length < 40;
      continue;
    }
    if (isElsewhere && text.length >= 80 && endsSentence.test(text)) isElsewhere = false;
    const isFurniture = isElsewhere || isCrumbs(text) || legal.test(folded);
    kept.push(isFurniture ? { ...one, text: '' } : one);
  }
  if (!isPage) return kept;
  const last = kept.findLastIndex(({ text }) => text.length >= 80 && endsSentence.test(text));
  return kept.slice(0, last + 1);
}

type Paragraph = {
  readonly text: string;
  readonly places: readonly { readonly start: number; readonly line: number }[];
  readonly isItem: boolean;
};

const functionWord =
  /(?:^|\s|['’])(?:le|la|les|l|un|une|des|du|de|d|au|aux|a|à|en|et|ou|par|pour|sur|dans|avec|ce|cette|ces|son|sa|ses|leur|que|qui|the|of|an|and|or|in|on|at|to|by|for|with|its|this)$/iu;

/** Whether a line goes on where the one before it was wrapped. */
function continues(text: string, next: string): boolean {
  const before = text.slice(-20);
  if (endsSentence.test(before)) return false;
  return /^[\p{Ll}(«“"]/u.test(next) || /[,-]$/u.test(before) || functionWord.test(before);
}

function paragraphsOf(lines: readonly PlainLine[]): Paragraph[] {
  const paragraphs: { text: string; places: { start: number; line: number }[]; isItem: boolean; last: number }[] = [];
  for (const { text, isItem, line } of lines) {
    if (text === '') continue;
    const open = paragraphs.at(-1);
    if (open !== undefined && !isItem && open.last === line - 1 && open.text.length < 5_000 && continues(open.text, text)) {
      open.places.push({ start: open.text.length + 1, line });
      open.text += ` ${text}`;
      open.last = line;
    } else paragraphs.push({ text, places: [{ start: 0, line }], isItem, last: line });
  }
  return paragraphs;
}

/** Longer quotations are what somebody said; shorter ones are names. */
const longestName = 80;
const closing: Readonly<{ [opening: string]: string }> = { '“': '”', '«': '»', '"': '"' };

/** Blanks what somebody is quoted as saying: opinions are not facts. Offsets stay. */
function withoutSpeech(text: string): string {
  let out = '';
  let index = 0;
  while (index < text.length) {
    const close = closing[text.charAt(index)];
    if (close === undefined) {
      out += text.charAt(index);
      index += 1;
      continue;
    }
    const end = text.indexOf(close, index + 1);
    const next = end < 0 ? text.length : end + 1;
    const inside = text.slice(index, next);
    out += inside.length > longestName || end < 0 ? ' '.repeat(inside.length) : inside;
    index = next;
  }
  return out;
}

const abbreviation =
  /(?:^|[\s(])(?:\p{Lu}|m|mm|mme|mmes|mlle|dr|pr|st|ste|art|al|cf|no|n|p|vol|janv|fevr|févr|avr|juil|sept|oct|nov|dec|déc|mr|mrs|ms|vs|jan|feb|mar|apr|jun|jul|aug)\.$/iu;
const sentenceEnd = /[.!?…]+["”»)\]]*(?=\s+["“«([]?[\p{Lu}\p{N}])/gu;

/** Offsets of the sentences of a paragraph. */
function sentenceBounds(text: string): [number, number][] {
  const bounds: [number, number][] = [];
  let start = 0;
  for (const { index, 0: mark } of text.matchAll(sentenceEnd)) {
    const end = index + mark.length;
    if (mark === '.' && abbreviation.test(text.slice(Math.max(0, end - 8), end))) continue;
    bounds.push([start, end]);
    start = end;
  }
  bounds.push([start, text.length]);
  return bounds;
}

function lastSentence(text: string): string {
  const [from, to] = sentenceBounds(text).at(-1) ?? [0, text.length];
  return text.slice(from, to).trim();
}

/** What is longer is no sentence; nothing is looked for in it. */
const longestSentence = 2_000;
const longestHeading = 160;

function sentencesOf(paragraph: Paragraph, number: number, rest: Pick<Sentence, 'heading' | 'isEntry' | 'opening'>): Sentence[] {
  const text = withoutSpeech(paragraph.text);
  return sentenceBounds(text).flatMap(([from, to]) => {
    const start = from + (text.slice(from, to).length - text.slice(from, to).trimStart().length);
    const told = text.slice(start, to).trimEnd();
    if (told === '' || told.length > longestSentence) return [];
    const places = paragraph.places
      .map((place) => ({ start: place.start - start, line: place.line }))
      .filter((place, index, all) => place.start < told.length && (all[index + 1]?.start ?? 1) > 0)
      .map(({ start: at, line }) => ({ start: Math.max(0, at), line }));
    return [{ text: told, places, paragraph: number, ...rest }];
  });
}

/** The line on which an offset of a sentence stands. */
export function lineAt({ places }: Sentence, offset: number): number {
  return (places.findLast(({ start }) => start <= offset) ?? places[0])?.line ?? 1;
}

/** The sentences of a document, in order. Menus, trails, headlines of others, footers and press contacts are left out. */
export function sentencesIn(lines: readonly SourceLine[], options: BodyOptions): Sentence[] {
  const wanted = options.title === null ? null : fold(options.title);
  const sentences: Sentence[] = [];
  let heading: string | null = null;
  let opening: string | null = null;
  for (const [number, paragraph] of paragraphsOf(bodyLines(lines.map(plainLine), options)).entries()) {
    const { text, isItem } = paragraph;
    const isTitle = number === 0 && wanted !== null && fold(text) === wanted;
    const isWhole = endsSentence.test(text) && !isTitle;
    const isLabelled = /\p{L}\s*:\s*\S/u.test(text);
    const isShort = text.length <= longestHeading;
    const isEntry = isTitle || (!isWhole && isShort && (isItem || isLabelled || !options.isPage));
    if (isWhole || isEntry || !isShort) {
      sentences.push(
        ...sentencesOf(paragraph, number, { heading, isEntry: isEntry || isItem, opening: isItem ? opening : null }),
      );
    }
    // A line with a number is an agenda's, not a heading.
    if (!isWhole && !isItem && isShort && (isTitle || !/\d/u.test(text))) heading = isTitle ? null : text;
    if (!isItem) opening = /:$/u.test(text) ? lastSentence(text) : null;
  }
  return sentences;
}
