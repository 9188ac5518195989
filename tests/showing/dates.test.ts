import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, monthTitle, publishedText, spanText, writtenDay } from '../../shared/showing/dates.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { aDate } from '../builders.ts';
import { answered, pilot, view } from './health-plan.ts';
import { textIn, treeOf } from './page-tree.ts';
import { bodyOf, siteOf, stages } from './stages.ts';

const { fr, en } = messages;
const isoDay = /\d{4}-\d{2}-\d{2}/u;
const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a published date', () => {
  it('is written out where somebody typed the bare day, whatever the day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const date = { text: day, precision: 'day', from: day, to: day } as const;
        expect(publishedText(date, fr)).toBe(dayText(day, fr));
        expect(publishedText(date, en)).toBe(dayText(day, en));
        expect(publishedText(date, fr)).not.toMatch(isoDay);
      }),
    );
  });

  it.each(['31 décembre 2022', 'Octobre 2021', 'd’ici au 2022-02-15', '2021-2023'])('keeps its words: %s', (text) => {
    const date = { text, precision: 'day', from: '2022-02-15', to: '2022-02-15' } as const;
    expect(writtenDay(date, fr)).toBeNull();
    expect(publishedText(date, fr)).toBe(text);
  });

  it('keeps a day that is not the one it is read as', () => {
    expect(
      writtenDay({ text: '2022-02-15', precision: 'day', from: null, to: '2022-02-14', qualifier: 'before' }, fr),
    ).toBeNull();
    expect(writtenDay({ text: '2022-02-15', precision: 'unknown', from: null, to: null }, fr)).toBeNull();
  });
});

describe('pages', () => {
  it('show no day as a code, wherever somebody typed one', () => {
    for (const { name, view: shown } of stages) {
      for (const { path, body } of siteOf(shown)) {
        if (!path.endsWith('index.html')) continue;
        // Between tags: a machine reads the code in their attributes.
        expect(textOf(body).replace(/<[^>]*>/gu, ' '), `${name}: ${path}`).not.toMatch(isoDay);
      }
    }
  });

  it('write it out in their own language, and feeds, calendar and data keep it to the letter', () => {
    expect(aDate('2022-02-15').text).toBe('2022-02-15');
    const site = siteOf(view([answered(), pilot()], '2021-11-15'));
    for (const path of ['', 'changes/2021-11/', 'ministries/ministere-des-solidarites-et-de-la-sante/', '28/log/2/', '28/m2/']) {
      expect(textIn(treeOf(bodyOf(site, `fr-2021-2023/${path}index.html`))), path).toContain('15\u00A0février 2022');
      expect(textIn(treeOf(bodyOf(site, `en/fr-2021-2023/${path}index.html`))), path).toContain('15\u00A0February 2022');
    }
    for (const path of ['feed.atom', '28/feed.atom', 'changes/2021-11/feed.json']) {
      expect(bodyOf(site, `fr-2021-2023/${path}`), path).toContain('Décembre 2021 → 2022-02-15');
    }
    expect(bodyOf(site, 'fr-2021-2023/calendar.ics')).toContain('(2022-02-15)');
    expect(bodyOf(site, 'fr-2021-2023/status.csv')).toContain('"2022-02-15"');
  });
});

describe('a span of days', () => {
  it('tells a year that both ends share once, and a single day as a day', () => {
    expect(spanText('2021-09-23', '2021-11-02', fr)).toBe('du 23\u00A0septembre au 2\u00A0novembre 2021');
    expect(spanText('2021-09-23', '2021-11-02', en)).toBe('from 23\u00A0September to 2\u00A0November 2021');
    expect(spanText('2020-11-13', '2021-11-12', fr)).toBe('du 13\u00A0novembre 2020 au 12\u00A0novembre 2021');
    expect(spanText('2021-10-01', '2021-10-01', fr)).toBe('le 1er\u00A0octobre 2021');
  });
});

it('a month by itself begins with a capital', () => {
  expect(monthTitle('2021-12', fr)).toBe('Décembre 2021');
  expect(monthTitle('2021-08', en)).toBe('August 2021');
});
