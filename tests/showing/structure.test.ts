import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { personalDataIn } from '../../shared/domain/text.ts';
import { safeLink } from '../../shared/showing/links.ts';
import { plainLine, plainText } from '../../shared/showing/plain-text.ts';
import { statusCsv } from '../../shared/showing/status-csv.ts';
import { commitmentStatusJson } from '../../shared/showing/status-json.ts';
import type { PlanView } from '../../shared/showing/view.ts';
import { anyText } from '../any-text.ts';
import { aCommitment, aDate, aDeclared, andThen, aText } from '../builders.ts';
import { isFull } from '../full.ts';
import { asked, view } from './health-plan.ts';
import { structureOf } from './page-tree.ts';
import { siteOf, type TextFile } from './stages.ts';

/** Every field a person or a document fills, with these words. */
function viewWith(words: string): PlanView {
  const [text, other] = [aText(words), aText(`${words} `)];
  const number = '28';
  const record = aCommitment({
    number,
    titles: { fr: words },
    leadInstitutions: [words],
    supportingInstitutions: [words],
    responsible: [{ function: words.slice(0, 400), organisation: words.slice(0, 400) }],
    prose: { problem: { fr: { sha256: text.sha256 } } },
    texts: [text, other],
    milestones: [{ title: words, group: words, due: { ...aDate('Octobre 2021'), text: words.slice(0, 400) } }],
  });
  const id = 'fr-2021-2023/28/m1';
  const declared = andThen(
    record,
    aDeclared(id, {
      status: 'complete',
      done: { sha256: text.sha256 },
      difficulties: { sha256: other.sha256 },
      completedOn: '2021-10-30',
      evidence: [{ url: 'https://www.example.org/a?b=1&c=2', title: { sha256: text.sha256 }, kind: 'page', date: null }],
    }),
    { texts: [text, other] },
  );
  const revised = andThen(declared, {
    type: 'deadline-revised',
    data: { milestoneId: id, due: { ...aDate('2021-12-15'), text: words.slice(0, 400) }, reason: { sha256: text.sha256 } },
  });
  return view([revised], '2021-11-15', [asked(id, '2021-10-01', '-30')]);
}

const siteWith = (words: string) => siteOf(viewWith(words));

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  ']]></content><entry>',
  '&lt;b&gt; & &amp; <',
  '=HYPERLINK("http://example.org")',
  'a\r\nBEGIN:VEVENT\r\nEND:VEVENT',
  'x\\;y,z\\n',
  '<!-- --> <![CDATA[ x ]]>',
  '\u202Egnp.exe',
  '\u0000\u0008\u000B\uFFFE\uD800',
  '{"a": "b"}\u2028',
  '</title></head></textarea></style>',
  'DTSTART:20200101',
] as const;
/** As the schemas let it in: not empty, well formed. It begins with a letter so that a title is never blank. */
const asLetIn = (text: string): string => `a${text.toWellFormed()}z`;
const words = fc
  .oneof(fc.constantFrom(...hostile), anyText({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }))
  .map(asLetIn);
/** Each of the hostile ones is tried every time, chance comes after them. */
const examples = hostile.map((text): [string] => [asLetIn(text)]);

const reference = siteWith('abc');
/** Pages by their address, in which the name of a ministry stands. */
const pagesOf = (files: readonly TextFile[]): ReadonlyMap<string, string> =>
  new Map(
    files
      .filter(({ path }) => path.endsWith('.html') && !path.includes('service'))
      .map(({ path, body }) => [path.replace(/\/ministries\/[^/]+\/index/, '/ministries/one/index'), body]),
  );
/** Paragraphs and line breaks follow the text; nothing else may. */
const frameOf = (html: string): string[] => structureOf(html).filter((one) => !/^(?:br|p) /.test(one));

describe('any words in any field', () => {
  it('I16: leave the structure of every page as it is', async () => {
    const same = pagesOf(reference);
    const expected = new Map([...same].map(([path, body]) => [path, frameOf(body)]));
    const property = fc.property(words, (text) => {
      const pages = pagesOf(siteWith(text));
      expect([...pages.keys()]).toEqual([...same.keys()]);
      for (const [path, body] of pages) {
        // A page without these words is the same bytes.
        if (body !== same.get(path)) expect(frameOf(body), path).toEqual(expected.get(path));
      }
    });
    await fc.assert(property, { numRuns: isFull ? 60 : 30, examples });
  });

  it('I16: come back from JSON and CSV as they were', async () => {
    const property = fc.property(words, (text) => {
      const shown = viewWith(text);
      const [commitment] = shown.commitments;
      if (commitment === undefined) throw new Error('a commitment expected');
      const title = plainLine(text);
      const status = JSON.parse(commitmentStatusJson(shown, commitment)) as {
        withoutOgpId: { [id: string]: { title: string; milestones: { title: string; done: string }[] } };
      };
      const [facts] = Object.values(status.withoutOgpId);
      expect([facts?.title, facts?.milestones[0]?.title, facts?.milestones[0]?.done]).toEqual([title, title, plainText(text)]);
      const csv = statusCsv([{ view: shown, commitments: [commitment] }]);
      const rows: string[][] = parse(csv, { record_delimiter: '\r\n' });
      expect(rows).toHaveLength(2);
      expect(rows[1]).toHaveLength(rows[0]?.length ?? 0);
      expect(rows[1]?.[rows[0]?.indexOf('milestone_title') ?? -1]).toBe(title);
    });
    await fc.assert(property, { numRuns: 150, examples });
  });

  it('I15: never bring an address or a telephone number into a page, feed or export', () => {
    const files = siteWith('Écrire à nom.prenom@exemple.gouv.test ou au 06 12 34 56 78 avant midi').filter(
      ({ path }) => !path.endsWith('.jsonl'),
    );
    for (const { path, body } of files) {
      expect(body, path).not.toMatch(/nom\.prenom|exemple\.gouv/);
      expect(body, path).not.toMatch(/12 34 56/);
    }
    const ordinary = siteOf(view([], '2021-11-15', [])).filter(({ path }) => path.endsWith('.html'));
    for (const { path, body } of ordinary)
      expect(
        personalDataIn(body).filter((found) => found.includes('@')),
        path,
      ).toEqual([]);
  });

  it('S8: link to http and https alone, without credentials, and show the real host', () => {
    expect(safeLink('https://пример.test/a')?.host).toBe('xn--e1afmkfd.test');
    expect(safeLink('HTTPS://Www.Example.org')).toEqual({ href: 'https://www.example.org/', host: 'www.example.org' });
    for (const address of [
      'javascript:alert(1)',
      ' javascript:alert(1)',
      'data:text/html,x',
      '//example.org',
      'vbscript:x',
      'https://user:pw@example.org',
      'https:///',
      'file:///etc/passwd',
      'https://example.org/?to=nom%40example.net',
      '',
    ]) {
      const link = safeLink(address);
      expect(link === null || /^https?:\/\/[^@]+$/.test(link.href), address).toBe(true);
      if (link !== null) expect(link.host).not.toBe('');
    }
    expect(safeLink('javascript:alert(1)')).toBeNull();
    expect(safeLink('mailto:nom@example.net')).toBeNull();
    expect(safeLink('https://user:pw@example.org')).toBeNull();
    expect(safeLink('https://example.org/?to=nom%40example.net')).toBeNull();
  });

  it('is the same bytes for the same record', () => {
    expect(siteWith('abc')).toEqual(reference);
  });
});
