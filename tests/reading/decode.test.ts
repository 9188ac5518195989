import { describe, expect, it } from 'vitest';
import { decode, largestSource } from '../../shared/reading/decode.ts';

const text = 'Ministère porteur : « Santé » – l’été\r\nŒuvre à venir';

function latin1(value: string): Uint8Array {
  return Uint8Array.from(Buffer.from(value, 'latin1'));
}

function utf16(value: string, isBigEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${value}`, 'utf16le');
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
}

const read = (bytes: Uint8Array) => decode(bytes);

describe('bytes to text', () => {
  it('reads UTF-8 with and without its mark', () => {
    const bytes = new TextEncoder().encode(text);
    expect(read(bytes)).toEqual({ ok: true, text, encoding: 'UTF-8' });
    expect(read(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toEqual({ ok: true, text, encoding: 'UTF-8' });
  });

  it('reads UTF-16 by its mark, both ways round', () => {
    expect(read(utf16(text, false))).toEqual({ ok: true, text, encoding: 'UTF-16' });
    expect(read(utf16(text, true))).toEqual({ ok: true, text, encoding: 'UTF-16' });
  });

  it('reads Latin-1 and Windows-1252 when every high byte makes a word or a usual mark', () => {
    expect(read(latin1('Ministère de la santé, à l\u00A0été'))).toMatchObject({
      ok: true,
      text: 'Ministère de la santé, à l\u00A0été',
    });
    const windows = Uint8Array.of(...latin1('L'), 0x92, ...latin1('été '), 0x96, 0x20, 0x9c, ...latin1('uvre'));
    expect(read(windows)).toEqual({ ok: true, text: 'L’été – œuvre', encoding: 'Windows-1252' });
  });

  it.each([
    ['two encodings in one file', Uint8Array.of(...new TextEncoder().encode('La santé publique '), ...latin1('en été'))],
    ['letters that stand alone', latin1('a é b ü c')],
    ['other code pages', Uint8Array.of(0x82, 0xa2, 0x82, 0xa0, 0xcc, 0xc7, 0xd0)],
    ['half a UTF-16 character', Uint8Array.of(0xff, 0xfe, 0x41)],
    ['a lone surrogate', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8)],
  ])('refuses %s', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ ok: false, reason: 'unknown-encoding' });
  });

  it.each([
    ['a PDF', latin1('%PDF-1.7 text')],
    ['an office file', Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x20)],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0)],
    ['UTF-16 without its mark', Uint8Array.from(Buffer.from('texte', 'utf16le'))],
    ['a control byte', latin1('un\ndeux\u0001')],
  ])('refuses %s as binary', (_, bytes) => {
    expect(read(bytes)).toMatchObject({ ok: false, reason: 'binary' });
  });

  it('names the line of a control byte', () => {
    expect(read(latin1('un\r\ndeux\ntrois\u0001'))).toMatchObject({ line: 3 });
  });

  it('refuses nothing at all and more than 2 MB', () => {
    expect(read(new Uint8Array())).toMatchObject({ ok: false, reason: 'empty' });
    expect(read(latin1(' \r\n\t'))).toMatchObject({ ok: false, reason: 'empty' });
    expect(read(new Uint8Array(largestSource + 1).fill(0x61))).toMatchObject({ ok: false, reason: 'too-large' });
    expect(read(new Uint8Array(largestSource).fill(0x61))).toMatchObject({ ok: true });
  });
});
