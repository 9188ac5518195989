import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carried, filesProblem, readImportForm } from '../../../functions/api/forms/import-form.ts';
import { differenceLabel, importMessages } from '../../../functions/api/messages/import.ts';
import { sourceLine } from '../../../functions/api/pages/import-fields.ts';
import { personalDataIn } from '../../../shared/domain/text.ts';
import { importLimits } from '../../../shared/usecases/review-import.ts';

const token = ['token', 'a token'] as const;

describe('the form of an import', () => {
  test('carries any files through the review byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 300 })), { maxLength: 20 }),
        (named) => {
          const files = named.map(([name, bytes]) => ({ name, bytes: new Uint8Array(bytes) }));
          const form = new Map([token, ['step', 'confirm'], ['digest', 'a'.repeat(64)], ...carried(files)]);
          expect(readImportForm(form, [], 'pasted.txt')?.files).toEqual(files);
        },
      ),
    );
  });

  test('fits the body of its confirmation as long as it is within its own limit', () => {
    const each = Math.floor(importLimits.bytes / importLimits.files);
    const files = Array.from({ length: importLimits.files }, (_, index) => ({
      name: `${index}`.padStart(255, 'é'),
      bytes: new Uint8Array(each),
    }));
    expect(filesProblem(files)).toBeNull();
    const size = carried(files).reduce((sum, [name, value]) => sum + 200 + name.length + Buffer.byteLength(value), 0);
    expect(size).toBeLessThan(2 * 1024 * 1024);
  });

  test('keeps the last part of a path as the name of a file', () => {
    const form = new Map([token, ['step', 'read'], ['text', '']]);
    const uploaded = [{ name: 'C:\\Users\\quelqu’un\\plan.csv', bytes: new Uint8Array([65]) }];
    expect(readImportForm(form, uploaded, 'pasted.txt')?.files[0]?.name).toBe('plan.csv');
  });

  test('gives a pasted text the same bytes whatever line ends a browser sends', () => {
    const read = (text: string) => readImportForm(new Map([token, ['step', 'read'], ['text', text]]), [], 'pasted.txt');
    expect(read('un\r\ndeux\rtrois')?.files).toEqual(read('un\ndeux\ntrois')?.files);
    expect(read('un')?.files[0]?.name).toBe('pasted.txt');
  });

  test('is none of ours with files beside a confirmation', () => {
    const form = new Map([token, ['step', 'confirm'], ['digest', 'a'.repeat(64)]]);
    expect(readImportForm(form, [{ name: 'a', bytes: new Uint8Array(1) }], 'pasted.txt')).toBeNull();
    expect(readImportForm(form, [], 'pasted.txt')).not.toBeNull();
  });

  test.each([
    [
      [
        ['file.20.name', 'a'],
        ['file.20.body', ''],
      ],
    ],
    [
      [
        ['file.0.name', 'a'],
        ['file.0.body', 'not base64!'],
      ],
    ],
    [[['file.0.body', 'QQ']]],
  ] as const)('is no form of ours with %j', (fields) => {
    const form = new Map<string, string>([token, ['step', 'confirm'], ['digest', 'a'.repeat(64)], ...fields]);
    expect(readImportForm(form, [], 'pasted.txt')).toBeNull();
  });
});

describe('a source line', () => {
  test('is never long, and never shows an address or a number, whatever it holds', () => {
    const address = fc.constantFrom('nom@example.org', '01 23 45 67 89', '+33 1 23 45 67 89');
    fc.assert(
      fc.property(
        fc.string({ maxLength: 600 }),
        address,
        fc.string({ maxLength: 600 }),
        fc.string(),
        (before, personal, after, text) => {
          const shown = sourceLine([`${before} ${personal} ${after}`], 1, text);
          expect(shown.length).toBeLessThanOrEqual(282);
          expect(personalDataIn(shown)).toEqual([]);
        },
      ),
    );
  });

  test('shows of a long line the part around what was read', () => {
    const line = `${'avant '.repeat(100)}octobre 2021${' après'.repeat(100)}`;
    expect(sourceLine([line], 1, 'octobre 2021')).toContain('octobre 2021');
    expect(sourceLine([line], 2, 'octobre 2021')).toBe('');
  });
});

test.each([
  ['title', 'titre', 'title'],
  ['title (en)', 'titre (en)', 'title (en)'],
  ['milestone', 'jalon nouveau', 'new milestone'],
  ['milestone m2', 'jalon m2', 'milestone m2'],
  ['milestone m2 title (en)', 'jalon m2, titre (en)', 'milestone m2, title (en)'],
  ['milestone m12 due', 'jalon m12, échéance publiée', 'milestone m12, published deadline'],
  ['lead institutions', 'institutions responsables', 'lead institutions'],
])('the difference "%s" has words', (field, french, english) => {
  expect(differenceLabel(field, importMessages('fr'))).toBe(french);
  expect(differenceLabel(field, importMessages('en'))).toBe(english);
});
