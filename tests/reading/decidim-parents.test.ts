import { expect, test } from 'vitest';
import { readDecidimParents } from '../../shared/reading/decidim-parents.ts';

const pairs = (text: string) => {
  const read = readDecidimParents(text);
  return read.ok ? [...read.parents] : `line ${read.line}`;
};

test.each([['number,id\n28,112\n29,113\n'], ['\uFEFF"number";"id"\r\n"#28";"112"\r\n\r\n29;113'], ['28, 112\n29 ,113']])(
  'reads the ids of results however a spreadsheet wrote them: %j',
  (text) => {
    expect(pairs(text)).toEqual([
      ['28', '112'],
      ['29', '113'],
    ]);
  },
);

test.each([
  ['28', 'line 1'],
  ['number,id\n28,112\nx,1', 'line 3'],
  ['28,abc', 'line 1'],
  ['28,1;DROP', 'line 1'],
])('refuses what is no number and id, with its line: %j', (text, expected) => {
  expect(pairs(text)).toBe(expected);
});
