import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import { effort, nothingMore, pieceOf, type TextPart } from './deflated-pieces.ts';

/** One file of an archive, packed. */
export type Packed = { readonly path: string; readonly crc: number; readonly size: number; readonly data: Uint8Array };

const utf8 = new TextEncoder();

/**
 * Packs one file. Deflated by fflate and not by the engine, whose bytes differ from one processor to another: the same
 * content is the same archive everywhere.
 */
export function packed(path: string, body: string | Uint8Array): Packed {
  const bytes = typeof body === 'string' ? utf8.encode(body) : body;
  return { path, crc: crc32(bytes), size: bytes.length, data: deflateSync(bytes, effort) };
}

/** Packs a file that is put together of these parts. */
export function packedParts(path: string, parts: readonly TextPart[]): Packed {
  // The checksum of nothing is not the one it goes on from.
  const pieces = parts.filter(({ text }) => text !== '').map(pieceOf);
  return {
    path,
    crc: pieces.reduce((crc, { bytes }) => crc32(bytes, crc), 0),
    size: pieces.reduce((size, { bytes }) => size + bytes.length, 0),
    data: Buffer.concat([...pieces.map(({ deflated }) => deflated), nothingMore]),
  };
}

const localHeader = { signature: 0x04034b50, length: 30 };
const centralHeader = { signature: 0x02014b50, length: 46 };
const endRecord = { signature: 0x06054b50, length: 22 };
const version = 20;
/** Names are UTF-8. */
const flags = 0x0800;
const deflated = 8;
/** 1 January 1980, midnight: the first moment ZIP can name, and nobody's. */
const [time, day] = [0, 0x21];

/** What both headers of a file say of it, from `version` on. */
function describe(view: DataView, offset: number, { crc, size, data }: Packed, nameLength: number): void {
  const shorts = [version, flags, deflated, time, day];
  for (const [index, value] of shorts.entries()) view.setUint16(offset + 2 * index, value, true);
  view.setUint32(offset + 10, crc, true);
  view.setUint32(offset + 14, data.length, true);
  view.setUint32(offset + 18, size, true);
  view.setUint16(offset + 22, nameLength, true);
}

/** An archive of these files, in the order of their paths; the same files give the same bytes. */
export function zipOf(files: readonly Packed[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map((file) => ({ file, name: utf8.encode(file.path) }));
  const localSize = sorted.reduce((sum, { file, name }) => sum + localHeader.length + name.length + file.data.length, 0);
  const centralSize = sorted.reduce((sum, { name }) => sum + centralHeader.length + name.length, 0);
  const zip = new Uint8Array(localSize + centralSize + endRecord.length);
  const view = new DataView(zip.buffer);
  let [at, central] = [0, localSize];
  for (const { file, name } of sorted) {
    view.setUint32(central, centralHeader.signature, true);
    view.setUint16(central + 4, version, true);
    describe(view, central + 6, file, name.length);
    view.setUint32(central + 42, at, true);
    zip.set(name, central + centralHeader.length);
    central += centralHeader.length + name.length;

    view.setUint32(at, localHeader.signature, true);
    describe(view, at + 4, file, name.length);
    zip.set(name, at + localHeader.length);
    zip.set(file.data, at + localHeader.length + name.length);
    at += localHeader.length + name.length + file.data.length;
  }
  view.setUint32(central, endRecord.signature, true);
  view.setUint16(central + 8, sorted.length, true);
  view.setUint16(central + 10, sorted.length, true);
  view.setUint32(central + 12, centralSize, true);
  view.setUint32(central + 16, localSize, true);
  return zip;
}
