/** A piece of a text, folded for matching, with its place in the original. */
export type Token = {
  readonly kind: 'word' | 'number' | 'mark';
  /** Lower case, without accents; one kind of apostrophe, dash and arrow (`>`). */
  readonly text: string;
  /** As written, accents kept: "a" and "à" differ only here. */
  readonly written: string;
  /** Offsets in the original text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** No white space before it. */
  readonly glued: boolean;
  /** A line end before it. */
  readonly newLine: boolean;
};

const accents = /\p{Mn}/gu;
const letter = /\p{L}/u;
const digit = /[0-9]/;
const blank = /[\s\u00A0\u202F\u2009\u2007\u200A]/u;
const invisible = /[\u200B\u2060\uFEFF\u00AD\p{Mn}]/u;
const marks: ReadonlyMap<string, string> = new Map([
  ...[...'\u2018\u2019\u02BC\u2032`´'].map((one) => [one, "'"] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((one) => [one, '-'] as const),
  ...[...'→⇒➔⟶►▶➜'].map((one) => [one, '>'] as const),
]);

function foldedLetters(char: string): string {
  // Modifier letters are the "er" of a typeset "1ᵉʳ".
  const form = /\p{Lm}/u.test(char) ? 'NFKD' : 'NFD';
  return char.normalize(form).replace(accents, '').toLowerCase().normalize('NFD').replace(accents, '');
}

/** Words, numbers and single marks. Letters and digits are always apart: `T2` is two tokens, the second glued. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let open: {
    kind: 'word' | 'number';
    text: string;
    written: string;
    start: number;
    end: number;
    glued: boolean;
    newLine: boolean;
  } | null = null;
  let spaced = true;
  let newLine = false;
  const close = () => {
    if (open !== null) tokens.push(open);
    open = null;
  };
  let offset = 0;
  for (const char of text) {
    const start = offset;
    offset += char.length;
    const mark = marks.get(char);
    const kind =
      mark !== undefined
        ? 'mark'
        : invisible.test(char)
          ? 'nothing'
          : blank.test(char)
            ? 'blank'
            : digit.test(char)
              ? 'number'
              : letter.test(char)
                ? 'word'
                : 'mark';
    if (kind === 'nothing') {
      if (open !== null) {
        open.end = offset;
        open.written += char;
      }
    } else if (kind === 'blank') {
      close();
      spaced = true;
      newLine ||= char === '\n' || char === '\r';
    } else {
      const folded: string = kind === 'word' ? foldedLetters(char) : (mark ?? char);
      if (kind !== 'mark' && open !== null && open.kind === kind) {
        open.text += folded;
        open.written += char;
        open.end = offset;
      } else {
        close();
        const token = { text: folded, written: char, start, end: offset, glued: !spaced, newLine };
        if (kind === 'mark') tokens.push({ kind, ...token });
        else open = { kind, ...token };
        newLine = false;
      }
      spaced = false;
    }
  }
  close();
  return tokens;
}

/** Where something was read: its value and the index after its last token. */
export type At<T> = { readonly value: T; readonly next: number };

/** A list of phrases as token texts, longest first, so that "d'ici à" wins over "d'ici". */
export type Phrases = readonly (readonly string[])[];

export function phrases(...texts: string[]): Phrases {
  return texts.map((text) => tokensOf(text).map((token) => token.text)).sort((a, b) => b.length - a.length);
}

/** The index after the longest phrase that stands at `index`, or null. */
export function phraseAt(tokens: readonly Token[], index: number, list: Phrases): number | null {
  for (const phrase of list) {
    if (phrase.every((text, step) => tokens[index + step]?.text === text)) return index + phrase.length;
  }
  return null;
}

export function isMark(token: Token | undefined, ...texts: string[]): boolean {
  return token?.kind === 'mark' && texts.includes(token.text);
}

export function isWord(token: Token | undefined, ...texts: string[]): boolean {
  return token?.kind === 'word' && texts.includes(token.text);
}
