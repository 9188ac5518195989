import * as fc from 'fast-check';

/** Code points that no text holds: halves of pairs. */
const halves = { from: 0xd800, count: 0x800 };

/**
 * Any character of Unicode, controls, private and unassigned ones included. What fast-check calls `binary` is the same, and
 * maps the million of them one by one before the first is drawn.
 */
const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - halves.count })
  .map((place) => String.fromCodePoint(place < halves.from ? place : place + halves.count));

/** Texts of any characters, so many at most and at least. */
export function anyText(length: { readonly minLength?: number; readonly maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit: anyCharacter, ...length });
}
