import { withoutControls } from './plain-text.ts';

/** Longest line of an iCalendar file in octets, its end not counted (RFC 5545, 3.1). */
const longest = 75;

/** One property: `SUMMARY:…`, folded. The value must be escaped already where it is a text. */
export function calendarLine(property: string, value: string): string {
  return folded(`${property}:${value}`);
}

/** A value of type TEXT (RFC 5545, 3.3.11): no text can end its line or begin another property. */
export function calendarText(text: string): string {
  return withoutControls(text)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', ' ');
}

/** Lines of a file, each ended as iCalendar wants it. */
export function calendarLines(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}

/** Folded between characters: an accent counts two octets, and none is ever cut. */
function folded(line: string): string {
  if (line.length * 3 <= longest || Buffer.byteLength(line) <= longest) return line;
  let out = '';
  let room = longest;
  for (const character of line) {
    const octets = octetsOf(character.codePointAt(0) ?? 0);
    if (octets > room) {
      out += '\r\n ';
      room = longest - 1;
    }
    out += character;
    room -= octets;
  }
  return out;
}

/** Octets of a character in UTF-8. */
function octetsOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
