import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, monthTitle, ownWords, publishedText, spanText, writtenDay } from '../../shared/showing/dates.ts';
import { textOf } from '../../shared/showing/file-types.ts';
import { messages } from '../../shared/showing/messages/messages.ts';
import { Published } from '../../shared/showing/parts/words.tsx';
import { plainLine } from '../../shared/showing/plain-text.ts';
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

describe('a date of another language', () => {
  const quarter = { text: '4e trimestre 2021', precision: 'quarter', from: '2021-10-01', to: '2021-12-31' } as const;

  it('is said in the page’s own words where the published ones say no more', () => {
    expect(publishedText(aDate('Septembre 2021'), en)).toBe('September 2021');
    expect(publishedText(aDate('Septembre 2021'), fr)).toBe('Septembre 2021');
    expect(publishedText(aDate('October 2021'), fr)).toBe('Octobre 2021');
    expect(publishedText(quarter, en)).toBe('4th quarter of 2021');
    expect(publishedText(quarter, fr)).toBe('4e trimestre 2021');
    expect(publishedText({ text: '1er octobre 2021', precision: 'day', from: '2021-10-01', to: '2021-10-01' }, en)).toBe(
      '1\u00A0October 2021',
    );
    expect(
      publishedText(
        { text: 'd’ici octobre 2021', precision: 'month', from: '2021-10-01', to: '2021-10-31', qualifier: 'by' },
        en,
      ),
    ).toBe('d’ici octobre 2021');
  });

  it('reads the same to whoever published it, whatever the day and however exact', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('day', 'month', 'year'), (day, precision) => {
        const date = { precision, from: day, to: day };
        expect(publishedText({ ...date, text: '?' }, fr)).toBe('?');
        const own = { fr: ownWords({ ...date, text: '?' }, fr) ?? '', en: ownWords({ ...date, text: '?' }, en) ?? '' };
        expect(publishedText({ ...date, text: own.fr }, en)).toBe(plainLine(own.en));
        expect(publishedText({ ...date, text: own.fr }, fr)).toBe(plainLine(own.fr));
      }),
    );
  });

  it('keeps what more was published beside it, in its own language, and its words where they are evidence', () => {
    const date = { text: 'octobre 2021 (comité)', precision: 'month', from: '2021-10-01', to: '2021-10-31' } as const;
    const said = (props: Omit<Parameters<typeof Published>[0], 'm' | 'language'>) =>
      Published({ ...props, language: 'fr', m: en }).toString();
    expect(said({ date })).toBe('<time datetime="2021-10">October 2021</time> (<span lang="fr">“octobre 2021 (comité)”</span>)');
    expect(said({ date: aDate('Octobre 2021') })).toBe('<time datetime="2021-10">October 2021</time>');
    expect(said({ date: aDate('Octobre 2021'), isEvidence: true })).toBe(
      '<time datetime="2021-10">October 2021</time> (<span lang="fr">“Octobre 2021”</span>)',
    );
    expect(said({ date: aDate('2021'), isEvidence: true })).toContain('2021');
    expect(said({ date: { text: 'En continu', precision: 'ongoing', from: null, to: null } })).toBe(
      '<span lang="fr">En continu</span>',
    );
  });

  it('stands on no English page as a French deadline, and on the page of its milestone as published', () => {
    const site = siteOf(view([answered(), pilot()], '2021-11-15'));
    for (const path of ['', 'timeline/', 'overdue/', 'no-word/', '28/', 'changes/2021-11/', '28/log/2/']) {
      const told = textIn(treeOf(bodyOf(site, `en/fr-2021-2023/${path}index.html`)));
      expect(told.match(/(?:Septembre|Octobre|Décembre) 2021/gu), path).toBeNull();
    }
    const own = textIn(treeOf(bodyOf(site, 'en/fr-2021-2023/28/m1/index.html'))).replace(/\s+/gu, ' ');
    expect(own).toContain('October 2021 (“Octobre 2021”)counted as 31 October 2021 inclusive');
  });

  it('breaks no line within two years', () => {
    const html = bodyOf(siteOf(view([answered()], '2021-11-15')), 'fr-2021-2023/index.html');
    expect(html).toContain('<span class="whole">2021-2023</span>');
  });
});
