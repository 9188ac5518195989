/** At most 2 MB enter an import (RELIABILITY S14). */
export const largestSource = 2_000_000;

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252' }
  | { readonly ok: false; readonly reason: 'empty' | 'too-large' | 'unknown-encoding'; readonly line: number }
  | { readonly ok: false; readonly reason: 'binary'; readonly what: string; readonly line: number };

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP, DOCX, ODT', [0x50, 0x4b, 0x03, 0x04]],
  ['DOC', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GZIP', [0x1f, 0x8b]],
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
];

/** Characters no text holds; tab, line ends and form feed are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const control = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/u;

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // A fatal decoder throws for what is not in this encoding: that is the answer.
    return null;
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** Bytes to text: UTF-8, UTF-16 by its mark, Windows-1252 when that is certain; anything else is refused. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length > largestSource) return { ok: false, reason: 'too-large', line: 1 };
  const known = signatures.find(([, signature]) => startsWith(bytes, signature));
  if (known !== undefined) return { ok: false, reason: 'binary', what: known[0], line: 1 };
  const wide = startsWith(bytes, [0xff, 0xfe]) ? 'utf-16le' : startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null;
  if (wide !== null) return checked(decodeAs(wide, bytes), 'UTF-16');
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8 !== null) return checked(utf8, 'UTF-8');
  if (!isCertainlyWestern(bytes))
    return { ok: false, reason: bytes.includes(0) ? 'binary' : 'unknown-encoding', what: 'NUL', line: 1 };
  return checked(fromWestern(bytes), 'Windows-1252');
}

/** 0x80 to 0x9F in Windows-1252; the five bytes it leaves empty never get here. */
const upperRow = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** By hand: the decoder of Node 20 reads this label as Latin-1 and turns typographic marks into control characters. */
function fromWestern(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes).toString('latin1');
  return latin1.replace(/[\u0080-\u009F]/gu, (char) => upperRow[char.charCodeAt(0) - 0x80] ?? char);
}

function checked(text: string | null, encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252'): Decoded {
  if (text === null) return { ok: false, reason: 'unknown-encoding', line: 1 };
  const found = control.exec(text);
  if (found !== null) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { ok: false, reason: 'binary', what: `U+${code}`, line: lineAt(text, found.index) };
  }
  return text.trim() === '' ? { ok: false, reason: 'empty', line: 1 } : { ok: true, text, encoding };
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/u).length;
}

const isLetter = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || isWesternLetter(byte));

/** À to ÿ without × and ÷, and Œ, œ, Š, š, Ž, ž, Ÿ. */
function isWesternLetter(byte: number): boolean {
  return (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7) || [0x8a, 0x8c, 0x8e, 0x9a, 0x9c, 0x9e, 0x9f].includes(byte);
}

/** Dashes, quotation marks, ellipsis, euro, no-break space, degree and the like. */
const westernMarks = new Set([
  ...[0x80, 0x82, 0x84, 0x85, 0x8b, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0x9b, 0xa0, 0xa3, 0xa7, 0xa9, 0xab, 0xae],
  ...[0xb0, 0xb2, 0xb3, 0xb7, 0xb9, 0xba, 0xbb, 0xbd],
]);

/**
 * Windows-1252 (and so Latin-1) for certain: no control byte, every high byte a letter inside a word or a usual mark,
 * and no sequence that UTF-8 would read, which betrays two encodings in one file.
 */
function isCertainlyWestern(bytes: Uint8Array): boolean {
  let letters = 0;
  for (const [index, byte] of bytes.entries()) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) return false;
    if (byte < 0x80) continue;
    const [before, after] = [bytes[index - 1], bytes[index + 1]];
    if (byte >= 0xc2 && byte <= 0xf4 && after !== undefined && after >= 0x80 && after <= 0xbf) return false;
    if (isWesternLetter(byte)) {
      // "à" and "À" stand alone; any other accented letter is part of a word.
      const isAlone = !isLetter(before) && !isLetter(after);
      if (isAlone && byte !== 0xe0 && byte !== 0xc0) return false;
      letters += 1;
    } else if (!westernMarks.has(byte)) return false;
  }
  return letters > 0 || bytes.some((byte) => westernMarks.has(byte));
}
