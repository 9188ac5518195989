import { remembered } from '../domain/remembered.ts';
import { withoutPersonalData } from '../domain/text.ts';

const lineEnds = /\r\n?|\u0085|\u2028|\u2029/gu;
// Controls but tab and line feed, direction overrides, interlinear marks and non-characters: not allowed in XML, or able
// to make a page say something else than its text.
const forbidden = /(?![\t\n])\p{Cc}|\p{Bidi_Control}|[\uFFF9-\uFFFB]|\p{Noncharacter_Code_Point}/gu;

/** One kind of line end, well formed, without control and direction characters (RELIABILITY S12). */
export function withoutControls(text: string): string {
  return text.toWellFormed().replace(lineEnds, '\n').replace(forbidden, '');
}

/** Longer texts are looked through each time: few are, and none is worth the memory. */
const longestRemembered = 4_000;

const withoutPersons = remembered((text: string): string => withoutPersonalData(withoutControls(text)), 20_000);

/**
 * Any text of the record as every output shows it: {@link withoutControls}, and no address or telephone number (I15). Looking
 * for those takes its time, and a text stands in many files.
 */
export function plainText(text: string): string {
  return text.length > longestRemembered ? withoutPersonalData(withoutControls(text)) : withoutPersons(text);
}

/** {@link plainText} on one line, for titles and cells of tables. */
export function plainLine(text: string): string {
  return plainText(text)
    .replace(/\s*[\n\t]+\s*/gu, ' ')
    .trim();
}
