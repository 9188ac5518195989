import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { dayText } from '../../shared/showing/dates.ts';
import { fr } from '../../shared/showing/messages/fr.ts';
import { readNewDate } from '../../shared/usecases/read-new-date.ts';
import { planSettingsOf } from '../builders.ts';

const settings = planSettingsOf();
const read = (text: string) => readNewDate('due', text, settings);

test.each([
  ['15 novembre 2021', '2021-11-15'],
  ['le 1er novembre 2021', '2021-11-01'],
  ['novembre 2021', '2021-11-30'],
  ['fin novembre 2021', '2021-11-30'],
  ['15/11/2021', '2021-11-15'],
  ['2021-11-15', '2021-11-15'],
  ['T1 2022', '2022-03-31'],
  ['avant le 15 novembre 2021', '2021-11-14'],
])('reads "%s" as %s', (text, day) => {
  expect(read(text)).toMatchObject({ ok: true, due: { text, to: day } });
});

test.each([
  ['', 'required'],
  [' \n ', 'required'],
  ['bientôt', 'undated'],
  ['en continu', 'undated'],
  ['le 15 novembre 2021, sauf imprévu', 'undated'],
  ['voir nom@example.org avant le 15 novembre 2021', 'undated'],
  ['31 février 2022', 'malformed'],
  ['novembre 2021'.padEnd(201, '.'), 'too-long'],
])('refuses "%s" as %s', (text, code) => {
  expect(read(text)).toMatchObject({ ok: false, problem: { field: 'due', code } });
});

test('any day as our own pages write it is read as that day, and its words are kept on one line', () => {
  const day = fc
    .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
    .map((date) => Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO('UTC').toPlainDate().toString());
  fc.assert(
    fc.property(day, (one) => {
      const outcome = read(`  ${dayText(one, fr).replace(' ', '\n')} `);
      expect(outcome).toMatchObject({ ok: true, due: { from: one, to: one, text: dayText(one, fr).replace('\u00A0', ' ') } });
    }),
  );
});
