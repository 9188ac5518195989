import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datesAsRead, readTypedDate } from '../../shared/usecases/typed-date.ts';
import { planSettingsOf } from '../builders.ts';

const settings = planSettingsOf();
const read = (text: string, known: Parameters<typeof readTypedDate>[2] = []) => readTypedDate('date', text, known, settings);

describe('a typed date', () => {
  test.each([
    ['octobre 2021', 'month', '2021-10-01', '2021-10-31'],
    ['October 2021', 'month', '2021-10-01', '2021-10-31'],
    [' 12  octobre 2021 ', 'day', '2021-10-12', '2021-10-12'],
    ['T2 2027', 'quarter', '2027-04-01', '2027-06-30'],
    ['bientôt', 'unknown', null, null],
  ])('"%s" is read as a fact sheet would be', (text, precision, from, to) => {
    expect(read(text)).toMatchObject({ ok: true, date: { precision, from, to } });
  });

  test('keeps the days of a date that is known by the same words, whatever spaces they are typed with', () => {
    const known = { text: '27\u00A0juin dernier', precision: 'day' as const, from: '2019-06-27', to: '2019-06-27' };
    expect(read('27 juin dernier', [null, known])).toEqual({ ok: true, date: known });
    expect(read('27 juin', [known])).toMatchObject({ ok: true, date: { to: null } });
  });

  test('that no calendar has is refused, and so is a page', () => {
    expect(read('31 février 2021')).toMatchObject({ ok: false, problem: { field: 'date', code: 'malformed' } });
    expect(read('x'.repeat(301))).toMatchObject({ ok: false, problem: { code: 'too-long' } });
    expect(read(' \n')).toEqual({ ok: true, date: null });
  });

  test('never makes the reader fail, and a reading holds a text that the record takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 320 }), (text) => {
        const { date } = read(text);
        if (date !== null) expect(date.text.length).toBeLessThanOrEqual(500);
        expect(datesAsRead([text, text])).toBe(datesAsRead([` ${text} `, text]));
      }),
    );
  });
});
