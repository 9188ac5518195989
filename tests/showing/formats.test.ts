import * as fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarFile } from '../../shared/showing/calendar-file.ts';
import { atom } from '../../shared/showing/feeds/atom.ts';
import { jsonFeed, readJsonFeed } from '../../shared/showing/feeds/json-feed.ts';
import { commitmentFeed, ministrySubject, newestFeed, planFeed } from '../../shared/showing/feeds/subject.ts';
import { ministriesOf } from '../../shared/showing/ministries.ts';
import { plainLine, plainText } from '../../shared/showing/plain-text.ts';
import { planView } from '../../shared/showing/view.ts';
import { anyText } from '../any-text.ts';
import { aCommitment, aDate, aDeclared, andThen, andThenPlan, aPlan, aRef, aText } from '../builders.ts';
import { isFull } from '../full.ts';
import { atomProblems, calendarProblems, jsonFeed11 } from './format-rules.ts';
import { asked, publicUrl } from './health-plan.ts';
import { bodyOf, siteOf, stages } from './stages.ts';
import { childrenOf, readXml, textOf } from './xml.ts';

describe.each(stages)('every file to subscribe to, $name', ({ view }) => {
  const files = siteOf(view);
  const named = (ending: string) => files.map(({ path }) => path).filter((path) => path.endsWith(ending));

  it('S12: keeps the rules of Atom', () => {
    for (const path of named('.atom')) expect(atomProblems(readXml(bodyOf(files, path))), path).toEqual([]);
    expect(named('.atom').length).toBeGreaterThanOrEqual(4);
  });

  it('S12: keeps the rules of JSON Feed 1.1, and lies where it says', () => {
    for (const path of named('feed.json')) {
      const feed = jsonFeed11.parse(JSON.parse(bodyOf(files, path)));
      expect(feed.feed_url).toBe(`${publicUrl}/${path}`);
    }
    expect(named('feed.json').length).toBe(named('.atom').length);
  });

  it('S11: keeps the rules of iCalendar', () => {
    for (const path of named('.ics')) expect(calendarProblems(bodyOf(files, path)), path).toEqual([]);
    expect(named('.ics').length).toBeGreaterThanOrEqual(4);
  });
});

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    ']]></content><entry>',
    '</title><id>urn:x</id>',
    '&lt;b&gt; & &amp; <',
    '&#0;&unknown;',
    'a\r\nBEGIN:VEVENT\r\nEND:VEVENT',
    '\r\n DTSTART:20200101\nATTENDEE:mailto:x',
    'x\\;y,z\\n\\',
    '\\',
    '<!-- --> <![CDATA[ x ]]> <?xml?>',
    '\u202Egnp.exe',
    '\u0000\u0008\u000B\uFFFE\uD800',
    '{"a": "b"}\u2028\u2029\u0085',
    'é'.repeat(90),
    '𝕁'.repeat(40),
    '\t\n\t',
  ),
  anyText({ maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
/** As the schemas let them in: not empty, well formed. They begin with a letter so that a title is never blank. */
const words = hostile.map((text) => `a${text.toWellFormed()}z`);
const fields = fc.record({
  title: words,
  milestone: words,
  deadline: words,
  ministry: words,
  role: words,
  done: words,
  reason: words,
  evidence: words,
  plan: words,
  meeting: words,
});
type Fields = typeof fields extends fc.Arbitrary<infer Value> ? Value : never;

const id = 'fr-2021-2023/28/m1';

/** A plan with a commitment, both filled with these words wherever a person or a document fills in any. */
function viewOf(typed: Fields) {
  const [done, reason, evidence] = [aText(typed.done), aText(`${typed.reason} `), aText(` ${typed.evidence}`)];
  const record = aCommitment({
    titles: { fr: typed.title },
    leadInstitutions: [typed.ministry],
    responsible: [{ function: typed.role, organisation: typed.role }],
    milestones: [{ title: typed.milestone, due: { ...aDate('Octobre 2021'), text: typed.deadline } }],
  });
  const declared = andThen(
    record,
    aDeclared(id, {
      status: 'complete',
      done: { sha256: done.sha256 },
      completedOn: '2021-10-30',
      evidence: [{ url: 'https://www.example.org/a?b=1&c=2', title: { sha256: evidence.sha256 }, kind: 'page', date: null }],
    }),
    { texts: [done, evidence] },
  );
  const revised = andThen(
    declared,
    {
      type: 'deadline-revised',
      data: { milestoneId: id, due: { ...aDate('2021-12-15'), text: typed.deadline }, reason: { sha256: reason.sha256 } },
    },
    { texts: [reason] },
  );
  const plan = andThenPlan(aPlan({ titles: { fr: typed.plan } }), {
    type: 'meeting-recorded',
    data: {
      meeting: {
        ...{ id: 'meeting-forum', body: null, state: 'announced', withCivilSociety: true, minutes: null, documentIds: [] },
        titles: { fr: aRef(typed.meeting) },
        date: aDate('2021-11-20'),
      },
    },
  });
  const asks = [asked(id, '2021-10-01', '-30')];
  const shown = planView({ plan, commitments: [revised], asks, positionsOn: null, asOf: '2021-11-15', publicUrl });
  const [commitment] = shown?.commitments ?? [];
  if (shown === null || commitment === undefined) throw new Error('a commitment expected');
  return { view: shown, commitment };
}

const eventProperties = (ics: string): string[][] =>
  new ICAL.Component(ICAL.parse(ics))
    .getAllSubcomponents()
    .map((event) => [event.name, ...event.getAllProperties().map(({ name }) => name)]);
const quiet = viewOf(
  Object.fromEntries(
    ['title', 'milestone', 'deadline', 'ministry', 'role', 'done', 'reason', 'evidence', 'plan', 'meeting'].map((name) => [
      name,
      'abc',
    ]),
  ) as Fields,
);

describe('any words in any field', () => {
  it('I16: leave the structure of feeds and calendars as it is, and come back from them as they were', async () => {
    const calendarOf = ({ view, commitment }: typeof quiet) =>
      calendarFile('abc', 'fr', [{ view, commitments: [commitment], meetings: true }]);
    const expected = eventProperties(calendarOf(quiet));
    expect(expected).toHaveLength(2);
    const property = fc.property(fields, (typed) => {
      const { view, commitment } = viewOf(typed);
      const [of, at] = [plainLine(typed.milestone), plainLine(typed.deadline)];

      const feed = commitmentFeed(view, commitment, 'fr');
      const document = readXml(atom(feed));
      expect(atomProblems(document)).toEqual([]);
      const entries = childrenOf(document, 'entry');
      expect(entries.map((entry) => textOf(entry, 'title'))).toEqual([
        `[#28] Demande – ${of}\u00A0: le 1er\u00A0octobre 2021`,
        `[#28] Échéance révisée – ${of}\u00A0: ${at} → ${at}`,
        `[#28] Déclaration – ${of}\u00A0: Aucune déclaration → Réalisé`,
        `[#28] Import – ${plainLine(typed.title)}\u00A0: 1 jalon lu`,
      ]);
      expect(textOf(entries[1] ?? document, 'content')).toContain(plainText(`${typed.reason} `));
      expect(textOf(entries[2] ?? document, 'content')).toContain(plainText(typed.done));
      const related = childrenOf(entries[2] ?? document, 'link').find(({ attributes }) => attributes.get('rel') === 'related');
      expect(related?.attributes.get('title')).toBe(plainLine(typed.evidence));

      const json = jsonFeed11.parse(JSON.parse(jsonFeed(feed)));
      expect(json.items.map((item) => [item.id, item.title, item.content_text])).toEqual(
        entries.map((entry) => [textOf(entry, 'id'), textOf(entry, 'title'), textOf(entry, 'content')]),
      );

      const ics = calendarFile(typed.plan, 'fr', [{ view, commitments: [commitment], meetings: true }]);
      expect(calendarProblems(ics)).toEqual([]);
      expect(eventProperties(ics)).toEqual(expected);
      const [milestone, meeting] = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents('vevent');
      expect(milestone?.getFirstPropertyValue('summary')).toContain(`[#28] ${of} (`);
      expect(meeting?.getFirstPropertyValue('summary')).toBe(plainLine(typed.meeting));
    });
    await fc.assert(property, { numRuns: isFull ? 1_000 : 300 });
  });

  it('come back from a published JSON Feed so that Atom made of it again is the same bytes', async () => {
    const property = fc.property(fields, fc.constantFrom('fr', 'en'), (typed, language) => {
      const { view } = viewOf(typed);
      const [ministry] = ministriesOf(view);
      const feeds = [planFeed(view, language)];
      if (ministry !== undefined) feeds.push(newestFeed(view, ministrySubject(view, ministry), language));
      for (const feed of feeds) {
        const entries = readJsonFeed(jsonFeed(feed));
        expect(entries).toEqual(feed.entries);
        expect(atom({ ...feed, entries: entries ?? [] })).toBe(atom(feed));
        expect(jsonFeed({ ...feed, entries: entries ?? [] })).toBe(jsonFeed(feed));
      }
    });
    await fc.assert(property, { numRuns: isFull ? 300 : 100 });
  });

  it.each(['', '{}', '{"items": [{"id": 1}]}', '[', 'null', '{"items": [{"id": "urn:x", "title": "t"}]}'])(
    'reads %j as no feed of ours',
    (text) => {
      expect(readJsonFeed(text)).toBeNull();
    },
  );
});
