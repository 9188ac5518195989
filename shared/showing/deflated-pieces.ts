import { Deflate } from 'fflate';
import { keptFor } from './kept-for.ts';

/** Quick, and with a table small enough to stay near the processor: half the time for the same size. */
export const effort = { level: 1, mem: 4 } as const;

/** A part of a file. Where it is the very same as in the file before, so is what was found out about it. */
export type TextPart = { readonly text: string };

/** A piece of a file, deflated on its own: it ends with a whole byte and is not the last, so that others can follow. */
export type Piece = { readonly bytes: Uint8Array; readonly deflated: Uint8Array };

const utf8 = new TextEncoder();

/** A last block without anything in it (RFC 1951, 3.2.6): what follows the last piece. */
export const nothingMore = Uint8Array.of(0x03, 0x00);

/** After the three bits of its head, a stored block of no length. */
const stored = Uint8Array.of(0x00, 0x00, 0xff, 0xff);

/**
 * Deflates up to an empty last block, then puts a stored one in its place, which fills up to a whole byte. (fflate's own
 * `flush(true)` loses the bits it begins in.)
 */
function piece({ text }: TextPart): Piece {
  const bytes = utf8.encode(text);
  const parts: Uint8Array[] = [];
  const stream = new Deflate(effort, (data) => parts.push(data));
  stream.push(bytes);
  stream.flush();
  stream.push(new Uint8Array(), true);
  const data = Buffer.concat(parts);
  // Its head is the last two bits that are set: "last", then the kind of block; seven bits of zero follow.
  const at = data.findLastIndex((byte) => byte !== 0);
  const kind = at * 8 + 31 - Math.clz32(data[at] ?? 0);
  for (const bit of [kind - 1, kind]) {
    const byte = data[bit >> 3] ?? 0;
    if ((byte & (1 << (bit & 7))) === 0) throw new RangeError('a deflated text ends with no empty block');
    data[bit >> 3] = byte & ~(1 << (bit & 7));
  }
  return { bytes, deflated: Buffer.concat([data.subarray(0, (kind + 9) >> 3), stored]) };
}

/** Of the parts that a plan's archive is made of most are those of the one before. */
export const pieceOf = keptFor(piece);
