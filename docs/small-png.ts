import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length);
  named.copy(framed, 4);
  framed.writeUInt32BE(crcOf(named), named.length + 4);
  return framed;
}

function chunksOf(png: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** Takes the filter off each row; `size` is bytes a pixel. */
function unfiltered(raw: Buffer, width: number, height: number, size: number): Buffer {
  const row = width * size;
  const out = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x >= size ? (out[at - size] ?? 0) : 0;
      const up = y > 0 ? (out[at - row] ?? 0) : 0;
      const corner = x >= size && y > 0 ? (out[at - row - size] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      out[at] = ((raw[y * (row + 1) + x + 1] ?? 0) + guess) & 255;
    }
  }
  return out;
}

/** How often each colour is used, the most used first. */
function coloursOf(pixels: Buffer, size: number): number[] {
  const uses = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += size) {
    const colour = pixels.readUIntBE(at, 3);
    uses.set(colour, (uses.get(colour) ?? 0) + 1);
  }
  return [...uses].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
}

/** Colours as a palette: told apart by fewer bits until there are 256 at most, each group by the one that is used most. */
function paletteOf(colours: readonly number[]): {
  readonly palette: readonly number[];
  readonly places: ReadonlyMap<number, number>;
} {
  for (let lost = 0; lost < 8; lost += 1) {
    const mask = 0x010101 * ((0xff << lost) & 0xff);
    const groups = new Map<number, number>();
    const palette: number[] = [];
    const places = new Map<number, number>();
    for (const colour of colours) {
      const group = colour & mask;
      if (!groups.has(group)) {
        groups.set(group, palette.length);
        palette.push(colour);
      }
      places.set(colour, groups.get(group) ?? 0);
    }
    if (palette.length <= 256) return { palette, places };
  }
  throw new Error('a picture of no colours');
}

/**
 * A screenshot in a palette of 256 colours: text on plain ground looks the same and weighs a third.
 * @throws Error for anything but an opaque or RGBA picture of 8 bits without interlacing
 */
export function smallPng(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = header[9] === 2 ? 3 : header[9] === 6 ? 4 : 0;
  if (header[8] !== 8 || size === 0 || header[12] !== 0) throw new Error('not a picture of ours');
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const pixels = unfiltered(raw, width, height, size);
  const { palette, places } = paletteOf(coloursOf(pixels, size));
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    rows[at + Math.floor(at / width) + 1] = places.get(pixels.readUIntBE(at * size, 3)) ?? 0;
  }
  const told = Buffer.from(header);
  told[9] = 3;
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', told),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
