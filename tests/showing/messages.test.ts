import { describe, expect, it } from 'vitest';
import { daysText, dayText, readingOf, timeText } from '../../shared/showing/dates.ts';
import { aroundWords } from '../../shared/showing/messages/around.ts';
import { entryWords } from '../../shared/showing/messages/entry.ts';
import { messages } from '../../shared/showing/messages/messages.ts';

const { fr, en } = messages;

/** Every sentence of a dictionary, functions called with plausible words. */
function sentences(value: unknown, path = ''): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one, index) => sentences(one, `${path}.${index}`));
  if (typeof value === 'function') {
    const given = path.endsWith('.and') ? [['a', 'b']] : Array.from({ length: value.length }, () => 2);
    return [{ path, text: String(value(...given)) }];
  }
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, one]) => sentences(one, `${path}.${key}`));
  return [];
}

describe('French', () => {
  const all = sentences(fr);

  it('sets a no-break space before double punctuation and inside its quotes', () => {
    for (const { path, text } of all) {
      expect(text, path).not.toMatch(/[^\u00A0][:;?!](?:\s|$)/u);
      expect(text, path).not.toMatch(/«[^\u00A0]|[^\u00A0]»/u);
    }
    expect(all.length).toBeGreaterThan(150);
  });

  it('writes its apostrophes and capitals as printers do', () => {
    for (const { path, text } of all)
      expect(text, path).not.toMatch(/['"]|\bA (?:venir|la|propos)|\bE(?:tat|valuation|cheance|cheances)\b/u);
  });

  it('keeps to the same on the pages of entries and of what is around a plan, and says all of it in English, too', () => {
    for (const { fr: french, en: english } of [entryWords, aroundWords]) {
      for (const { path, text } of sentences(french)) {
        expect(text, path).not.toMatch(/[^\u00A0][:;?!](?:\s|$)|['"]|\bE(?:tat|valuation)\b/u);
      }
      expect(sentences(english).map(({ path }) => path)).toEqual(sentences(french).map(({ path }) => path));
    }
    expect([1, 2].map((n) => entryWords.fr.moreEvidence(n))).toEqual(['1 autre preuve', '2 autres preuves']);
  });

  it('says the labels of the six facts word for word', () => {
    expect(Object.values(fr.declared.label)).toEqual([
      'Aucune déclaration',
      'Non commencé',
      'Limité',
      'Substantiel',
      'Réalisé',
      'Retiré',
    ]);
    expect(Object.values(fr.position.label)).toEqual([
      'À venir',
      'Échéance proche',
      'Échéance dépassée',
      'Réalisé dans les délais',
      'Réalisé en retard',
      'Sans échéance datée',
    ]);
    expect(fr.irm.completionLabel.complete).toBe('Complet');
    expect(fr.declared.label.complete).not.toBe(fr.irm.completionLabel.complete);
    expect([fr.evidence.count(0), fr.evidence.count(1), fr.evidence.count(2)]).toEqual(['0 preuve', '1 preuve', '2 preuves']);
  });
});

describe('English', () => {
  it('says everything French says, in words of its own', () => {
    const same = new Set(['.site.name', '.colon', '.languages', '.language']);
    const french = new Map(sentences(fr).map(({ path, text }) => [path, text]));
    const english = sentences(en);
    expect(english.map(({ path }) => path).sort()).toEqual([...french.keys()].sort());
    const shared = english.filter(({ path, text }) => french.get(path) === text && !same.has(path)).map(({ text }) => text);
    expect(new Set(shared)).toEqual(
      new Set([
        // A published day needs no explanation, in no language.
        '',
        'article',
        'document',
        'Source',
        'Position',
        'Participation',
        'Participants',
        'Ambition',
        'plan',
        'page',
        'IRM',
        'Date',
        'Correction',
        'Import',
        '2',
      ]),
    );
  });
});

describe('dates', () => {
  it('say "1er" for the first of a month in French alone', () => {
    expect(dayText('2021-11-01', fr)).toBe('1er\u00A0novembre 2021');
    expect(dayText('2021-11-01', en)).toBe('1\u00A0November 2021');
    expect(dayText('2021-08-31', fr)).toBe('31\u00A0août 2021');
  });

  it('are told in the zone of the plan, whatever the machine’s', () => {
    expect(timeText('2021-10-31T23:30:00Z', 'Europe/Paris', fr)).toBe('1er\u00A0novembre 2021 à 0\u00A0h\u00A030');
    expect(timeText('2021-10-31T23:30:00Z', 'America/New_York', en)).toBe('31\u00A0October 2021 at 19:30');
  });

  it('join days of a month and tell a year once', () => {
    expect(daysText(['2021-10-22', '2021-10-29', '2021-11-02'], fr)).toBe('les 22 et 29\u00A0octobre et le 2\u00A0novembre 2021');
    expect(daysText(['2021-12-01', '2022-01-03'], fr)).toBe('le 1er\u00A0décembre 2021 et le 3\u00A0janvier 2022');
    expect(daysText(['2021-10-01'], en)).toBe('on 1\u00A0October 2021');
  });

  it('explain the day that counts, or why none is', () => {
    const month = { text: 'Octobre 2021', precision: 'month', from: '2021-10-01', to: '2021-10-31' } as const;
    expect(readingOf(month, fr)).toBe('échéance retenue\u00A0: 31\u00A0octobre 2021 inclus (dernier jour du mois)');
    expect(readingOf({ ...month, qualifier: 'before', from: null, to: '2021-09-30' }, fr)).toContain('veille de la date publiée');
    expect(readingOf({ text: 'En continu', precision: 'ongoing', from: null, to: null }, fr)).toBe(
      'en continu\u00A0: aucun jour retenu',
    );
    expect(readingOf({ ...month, ambiguity: 'ambiguous-winter' }, en)).toBe('reading to be confirmed');
    expect(readingOf({ text: '31 octobre 2021', precision: 'day', from: '2021-10-31', to: '2021-10-31' }, en)).toBe(
      'counted as 31\u00A0October 2021 inclusive',
    );
  });
});
