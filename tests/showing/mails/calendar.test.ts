import fc from 'fast-check';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import type { CommitmentRecord } from '../../../shared/ports.ts';
import { deadlinesFile } from '../../../shared/showing/calendar-file.ts';
import { datedMilestones, type MailLine } from '../../../shared/showing/mails/digest-content.ts';
import { writeMime } from '../../../shared/showing/mails/mime.ts';
import { eventUrn } from '../../../shared/showing/permanent-names.ts';
import { anyText } from '../../any-text.ts';
import { aCommitment, aDate, andThen, aText } from '../../builders.ts';
import { aCampaignLine, aLine, aStopLine, records } from './mail-content.ts';

const pages = { publicUrl: 'https://jalon.example.org', language: 'fr' } as const;

/** The deadlines of a record's milestones, as a mail about them attaches them. */
function fileOf(record: CommitmentRecord): string {
  const { state, milestones } = record.commitment;
  return deadlinesFile(
    'fr',
    milestones.map((milestone) => ({ pages, commitment: { state, log: record.log }, milestone })),
  );
}

function eventsOf(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const sequence = component.getFirstPropertyValue('sequence');
    return { uid: event.uid, summary: event.summary, start: String(event.startDate), end: String(event.endDate), sequence };
  });
}

const mailWith = (body: string | null) =>
  writeMime({
    ...{
      from: 'rappels@example.org',
      fromName: 'Jalon',
      to: 'lead@example.org',
      replyTo: 'contact@example.org',
      subject: 's',
      text: 'té',
      html: '<p>té',
    },
    ...{ id: 'digest-1', at: '2021-10-01T07:00:00Z', stopUrl: null, kind: 'digest', stage: 'prod' },
    calendar: body === null ? null : { name: 'echeances.ics', body },
  });

describe('the calendar of a mail', () => {
  test('holds the milestones the mail asks about, each once, those of a campaign included, and none it only tells of', () => {
    const ids = (lines: readonly MailLine[]) => datedMilestones(lines).map(({ milestone }) => milestone.id.slice(-5));
    expect(ids([aLine('citizens', 1, '-30')])).toEqual(['28/m1']);
    expect(ids([aLine('citizens', 1, '-30'), aCampaignLine('citizens')])).toEqual(['28/m1', '28/m2']);
    expect(ids([aStopLine()])).toEqual([]);
    const undated = aCommitment({ milestones: [{ due: 'courant de l’année' }] }).commitment;
    const [milestone] = undated.milestones;
    if (milestone === undefined) throw new Error('a milestone expected');
    expect(ids([{ ...aLine('citizens', 1, '-30'), commitment: undated, milestone }])).toEqual([]);
  });

  test('S11: is attached as text/calendar; method=PUBLISH, byte for byte, beside text and HTML', async () => {
    const ics = fileOf(records.citizens);
    const parsed = await PostalMime.parse(mailWith(ics));
    expect(
      parsed.attachments.map(({ filename, mimeType, method, disposition }) => [filename, mimeType, method, disposition]),
    ).toEqual([['echeances.ics', 'text/calendar', 'PUBLISH', 'attachment']]);
    // A parser takes line ends of texts as it likes: what was sent are the bytes.
    const sent = mailWith(ics).replace(/\r\n/g, '');
    expect(sent).toContain(Buffer.from(ics).toString('base64'));
    expect([parsed.text?.trim(), parsed.html?.trim()]).toEqual(['té', '<p>té']);
    expect(ics).toContain('METHOD:PUBLISH');
    expect((await PostalMime.parse(mailWith(null))).attachments).toEqual([]);
  });

  test('the same mail is the same bytes, calendar included', async () => {
    const ics = fileOf(records.citizens);
    const first = mailWith(ics);
    expect(mailWith(ics)).toBe(first);
    expect(
      Math.max(
        ...first
          .slice(first.indexOf('\r\n\r\n'))
          .split('\r\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(76);
  });

  test('S11: an event has the identity it has on the site, and a moved deadline counts up', () => {
    const [before] = eventsOf(fileOf(records.citizens));
    const [after] = eventsOf(fileOf(records.moved));
    expect(before).toMatchObject({
      uid: eventUrn(records.citizens.log, 'fr-2021-2023/28/m1'),
      start: '2021-10-31',
      end: '2021-11-01',
      sequence: 0,
    });
    expect(after).toMatchObject({ uid: before?.uid, start: '2021-11-30', end: '2021-12-01', sequence: 1 });
    const again = andThen(
      records.moved,
      {
        type: 'deadline-revised',
        data: { milestoneId: 'fr-2021-2023/28/m1', due: aDate('Décembre 2021'), reason: { sha256: aText('encore').sha256 } },
      },
      { texts: [aText('encore')] },
    );
    expect(eventsOf(fileOf(again))[0]?.sequence).toBe(2);
  });

  test('S11: names no person, organiser or zone, and no calendar of its own to subscribe to', () => {
    expect(fileOf(records.citizens)).not.toMatch(/ATTENDEE|ORGANIZER|TZID|X-WR-CALNAME|mailto/i);
  });

  const hostile = fc.oneof(
    anyText({ minLength: 1, maxLength: 120 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          'BEGIN:VEVENT',
          'END:VCALENDAR',
          'ATTENDEE:',
          '\\',
          ';',
          ',',
          ':',
          '\u2028',
          'é',
          '--',
          '"',
          ' ',
        ),
      )
      .map((parts) => `x${parts.join('')}`),
    fc.constantFrom('é'.repeat(200), '\r\nEND:VEVENT\r\nBEGIN:VALARM', 'a\\nATTENDEE:mailto:x@example.org'),
  );

  test('S9, S11: no title adds an event, a property, a header, a part or a recipient', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (title) => {
        const record = aCommitment({ title, milestones: [{ title, due: 'Octobre 2021' }] });
        const ics = fileOf(record);
        const components = new ICAL.Component(ICAL.parse(ics)).getAllSubcomponents();
        expect(components.map(({ name }) => name)).toEqual(['vevent']);
        const names = components[0]?.getAllProperties().map(({ name }) => name);
        expect(names).toEqual(eventProperties);
        for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const parsed = await PostalMime.parse(mailWith(ics));
        expect([parsed.to, parsed.cc, parsed.bcc]).toEqual([[{ name: '', address: 'lead@example.org' }], undefined, undefined]);
        expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['echeances.ics']);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  const eventProperties = new ICAL.Component(ICAL.parse(fileOf(records.citizens)))
    .getFirstSubcomponent('vevent')
    ?.getAllProperties()
    .map(({ name }) => name);
});

describe('S23: what classifies a mail', () => {
  test('Feedback-ID tells kind and installation, and nobody', async () => {
    const { headers } = await PostalMime.parse(mailWith(null));
    expect(headers.find(({ key }) => key === 'feedback-id')?.value).toBe('digest:prod:reminders:jalon');
  });

  test.each(['a b', 'a\r\nBcc: x@example.org', '', 'é'])('a stage %j that is no word is refused', async (stage) => {
    const mail = {
      from: 'f@example.org',
      fromName: 'Jalon',
      to: 't@example.org',
      replyTo: 'r@example.org',
      subject: 's',
      text: 't',
      html: 'h',
      id: '1',
    };
    const rest = { at: '2021-10-01T07:00:00Z', stopUrl: null, calendar: null, kind: 'code' as const };
    await expect((async () => writeMime({ ...mail, ...rest, stage }))()).rejects.toThrow(RangeError);
  });
});
