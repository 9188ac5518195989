/** A mail address or telephone number in a text, from `start` to before `end`. */
export type PersonalData = {
  readonly kind: 'address' | 'phone';
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
  /** An address as one mails it: `x@example.org` for `x (at) example.org`; a telephone number as written. */
  readonly plain: string;
};

const invisible = '\u200B';
/** Stands for what is no digit, letter or separator to the patterns below. */
const blot = '|';

/** A digit of another script as one of ours; one of two code units is filled up, so that offsets hold. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  // Unicode keeps the ten digits of a script together; mathematical ones are five such rows without a gap.
  const mathematical = 0x1d7ce;
  let value = 0;
  if (code >= mathematical && code < mathematical + 50) value = (code - mathematical) % 10;
  else while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return `${value}${invisible.repeat(digit.length - 1)}`;
}

const foldings: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/(?![0-9])\p{Nd}/gu, asciiDigit],
  [/[\uFF01-\uFF5E]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)],
  [/[\u00AD\u200B-\u200F\u2060\uFEFF]/gu, () => invisible],
  [/[\t\v\f\p{Zs}]/gu, () => ' '],
  [/[\r\n\u0085\u2028\u2029]/gu, () => '\n'],
  [/[\u2010-\u2015\u2212\uFE58\uFE63]/gu, () => '-'],
  [/[\u00B7\u2022\u2024\u2027\u2219\u22C5\u30FB]/gu, () => '.'],
  [/[\u2044\u2215]/gu, () => '/'],
  [/\uFE6B/gu, () => '@'],
];

/** One kind of space, dash, dot, slash and digit. Every character keeps its place, so that offsets hold in the original. */
function evened(text: string): string {
  return foldings.reduce((even, [pattern, fold]) => even.replace(pattern, fold), text);
}

const local = /[\p{L}\p{M}\p{N}._%+'\u200B-]/u;
const atSign = /@| @ | arobase | ?[[({<] ?(?:at|arobase|@) ?[\])}>] ?/giu;
const domain = /[\p{L}\p{M}\p{N}\u200B-]+(?:(?:\.| ?[[({] ?(?:dot|point|\.) ?[\])}] ?)[\p{L}\p{M}\p{N}\u200B-]+)+/iuy;

/** From each at sign backwards and forwards: a run of letters without one is passed over once, however long it is. */
function addressesIn(text: string, even: string): PersonalData[] {
  const found: PersonalData[] = [];
  for (const at of even.matchAll(atSign)) {
    const earliest = found.at(-1)?.end ?? 0;
    let start = at.index;
    while (start > earliest && local.test(even.charAt(start - 1))) start -= 1;
    domain.lastIndex = at.index + at[0].length;
    const host = start === at.index ? null : domain.exec(even);
    if (host === null) continue;
    const end = host.index + host[0].length;
    const plain = `${even.slice(start, at.index)}@${host[0].replace(/ ?[[({] ?(?:dot|point|\.) ?[\])}] ?/giu, '.')}`;
    found.push({ kind: 'address', start, end, text: text.slice(start, end), plain: plain.replaceAll(invisible, '') });
  }
  return found;
}

const year = '(?:19|20)\\d{2}';
const month = '(?:0?[1-9]|1[0-2])';
const day = '(?:0?[1-9]|[12]\\d|3[01])';
/** Numbers of other kinds that telephone patterns would take for one: dates, months, amounts, fractions, digests. */
const otherNumbers = new RegExp(
  [
    `(?<!\\p{N})(?:${day}(?<a>[/.-]))?${month}[/.-]${year}(?!\\p{N})`,
    `(?<!\\p{N})${year}(?<b>[/.-])${month}(?:\\k<b>${day}|(?!(?:[ .-]\\d{2}){2}))(?!\\p{N})`,
    '(?<![\\p{N}+)] ?|[./-])[1-9]\\d{0,2}(?<c>[ .])\\d{3}(?:\\k<c>\\d{3})*(?![ .-]?\\p{N})',
    '(?<![\\p{N}.(+] ?)0\\.\\d+(?![ .-]?\\p{N})',
    '(?<![\\p{L}\\p{N}])(?=\\d*[a-f])[\\da-f]{32,}(?![\\p{L}\\p{N}])',
  ].join('|'),
  'giu',
);

const gap = '(?:[ .()/\u200B-]{0,3}| ?\\n ?)';
/** Not within a path: numbers between slashes are days and folders, too. */
const gapOfPath = '(?:[ .()\u200B-]{0,3}| ?\\n ?)';
const phone = new RegExp(
  [
    `\\+ ?\\d{1,3}(?:${gap}\\d){8,11}(?!\\p{N})`,
    // Ten digits first, in pairs: the number of a second telephone may follow a slash.
    `(?<![\\p{L}\\p{N}/])0${gap}[1-9](?:${gap}\\d${gap}\\d){4}(?!\\p{N})`,
    `(?<![\\p{L}\\p{N}/])(?:00 ?\\d{1,3}|0)(?:${gap}\\d){8,11}(?!\\p{N})`,
    `(?<=/)(?:00 ?\\d{1,3}|0)(?:${gapOfPath}\\d){8,11}(?!\\p{N})`,
    // France's prefix without its plus, and North America's three, three and four digits.
    `(?<![\\p{L}\\p{N}])33[ .()/-]{1,3}(?:0[ .()/-]{1,3})?[1-9](?:${gap}\\d{2}){4}(?!\\p{N})`,
    `(?:\\([2-9]\\d{2}\\)|(?<![\\p{L}\\p{N}/]|\\p{N}[ .-])(?:1[ .-]{1,3}\\(?)?[2-9]\\d{2}(?:\\)|(?=[ .-])))[ .-]{0,3}[2-9]\\d{2}[ .-]{1,3}\\d{4}(?![\\p{N}]|[.-]\\p{N})`,
  ].join('|'),
  'gu',
);

function phonesIn(text: string, even: string): PersonalData[] {
  const blotted = even.replace(otherNumbers, (found) => blot.repeat(found.length));
  return [...blotted.matchAll(phone)].map(({ index: start, 0: { length } }) => {
    // A last digit of two code units is taken whole.
    const end = start + length + (/[\uDC00-\uDFFF]/.test(text.charAt(start + length)) ? 1 : 0);
    const written = text.slice(start, end);
    return { kind: 'phone', start, end, text: written, plain: written };
  });
}

/**
 * Mail addresses and telephone numbers in a text, in order, whatever spaces, dashes, dots, slashes or brackets they are
 * written with. Dates, amounts, numbers of articles and decisions, digests and plain numbers are none. Linear in the
 * text's length.
 */
export function findPersonalData(text: string): PersonalData[] {
  const even = evened(text);
  const addresses = addressesIn(text, even);
  let rest = '';
  let from = 0;
  for (const { start, end } of addresses) {
    rest += even.slice(from, start) + blot.repeat(end - start);
    from = end;
  }
  return [...addresses, ...phonesIn(text, rest + even.slice(from))].sort((a, b) => a.start - b.start);
}

/** The text with every find replaced; again where a replacement lays something bare, so that nothing can be found in it. */
export function replacePersonalData(text: string, replacement: string): string {
  let clean = text;
  for (let found = findPersonalData(clean); found.length > 0; found = findPersonalData(clean)) {
    let next = '';
    let from = 0;
    for (const { start, end } of found) {
      next += clean.slice(from, start) + replacement;
      from = end;
    }
    clean = next + clean.slice(from);
  }
  return clean;
}
