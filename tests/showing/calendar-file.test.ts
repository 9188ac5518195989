import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { calendarFile } from '../../shared/showing/calendar-file.ts';
import { planFiles } from '../../shared/showing/plan-files.ts';
import { planView } from '../../shared/showing/view.ts';
import { aCommitment, aDate, aDeclared, andThen, andThenPlan, aPlan, aRef, aText } from '../builders.ts';
import { answered, committee, pilot, source, view } from './health-plan.ts';
import { bodyOf, everyState } from './stages.ts';

const reason = aText('Motif.');

function eventsOf(ics: string) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      start: event.startDate.toString(),
      isDate: event.startDate.isDate,
      end: event.endDate.toString(),
      sequence: component.getFirstPropertyValue('sequence'),
      status: component.getFirstPropertyValue('status'),
      stamp: String(component.getFirstPropertyValue('dtstamp')),
    };
  });
}

const calendarOf = (records: readonly CommitmentRecord[], path = 'fr-2021-2023/calendar.ics', day = '2021-11-15'): string =>
  bodyOf(planFiles(view(records, day)), path);

describe('the calendar', () => {
  it('holds one all-day event a dated milestone, on the last day of its deadline', () => {
    const events = eventsOf(calendarOf([committee(), pilot()]));
    expect(events.map(({ summary, start, end, isDate }) => [summary, start, end, isDate])).toEqual([
      ['[#28] Lancement du comité citoyen (octobre 2021)', '2021-10-31', '2021-11-01', true],
      ['[#28] Publication de l’avis de comité citoyen (décembre 2021)', '2021-12-31', '2022-01-01', true],
      ['[#29] Lancement du pilote Haute-Garonne (septembre 2021)', '2021-09-30', '2021-10-01', true],
      ['[#29] Démarrage de généralisation nationale (décembre 2021)', '2021-12-31', '2022-01-01', true],
    ]);
  });

  it('H12: keeps what is overdue', () => {
    expect(eventsOf(calendarOf([committee()], 'fr-2021-2023/28/calendar.ics', '2023-01-01'))).toHaveLength(2);
  });

  it('counts revisions, keeps the identity of an event for life and dates it from the log', () => {
    const [before] = eventsOf(calendarOf([committee()])).slice(1);
    const [after] = eventsOf(calendarOf([answered()])).slice(1);
    expect([before?.sequence, after?.sequence]).toEqual([0, 1]);
    expect(after?.uid).toBe(before?.uid);
    expect(after?.start).toBe('2022-02-15');
    expect(after?.stamp).toBe('2021-11-05T09:30:00Z');
    const back = andThen(
      answered(),
      {
        type: 'corrected',
        data: { corrects: 2, reason: { sha256: reason.sha256 }, change: { field: 'word', milestoneId: 'fr-2021-2023/28/m2' } },
      },
      { texts: [reason] },
    );
    const [undone] = eventsOf(calendarOf([back])).slice(1);
    expect([undone?.start, undone?.sequence]).toEqual(['2021-12-31', 2]);
  });

  it('does not count a declaration as a revision', () => {
    const said = andThen(committee(), aDeclared('fr-2021-2023/28/m1', { status: 'substantial' }));
    expect(eventsOf(calendarOf([said]))[0]?.sequence).toBe(0);
  });

  it('cancels what was withdrawn and leaves out what has no day, or none that a person confirmed', () => {
    const events = eventsOf(calendarOf([everyState()]));
    expect(events.map(({ uid, status }) => [uid.split('/').at(-1), status])).toEqual([
      ['m2', 'CANCELLED'],
      ['m3', 'CONFIRMED'],
      ['m5', 'CONFIRMED'],
    ]);
  });

  it('shows a meeting whose day is known, on the plan alone', () => {
    const given = source([committee()], '2021-11-15');
    const plan = andThenPlan(aPlan(), {
      type: 'meeting-recorded',
      data: {
        meeting: {
          id: 'meeting-forum',
          titles: { fr: aRef('Forum') },
          body: null,
          date: aDate('2021-11-20'),
          state: 'announced',
          withCivilSociety: true,
          minutes: null,
          documentIds: [],
        },
      },
    });
    const shown = planView({ ...given, plan });
    if (shown === null) throw new Error('no plan');
    const files = planFiles(shown);
    expect(eventsOf(bodyOf(files, 'fr-2021-2023/calendar.ics')).map(({ summary }) => summary)).toContain('Forum');
    expect(eventsOf(bodyOf(files, 'fr-2021-2023/28/calendar.ics')).map(({ summary }) => summary)).not.toContain('Forum');
  });

  it('S11: folds at 75 octets, ends lines with CRLF, and names no zone, no organiser, no attendee', () => {
    const long = aCommitment({ milestones: [{ title: 'é'.repeat(200) }, { title: '𝕁'.repeat(90) }] });
    const ics = calendarOf([long]);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
    expect(ics).not.toMatch(/TZID|VTIMEZONE|ORGANIZER|ATTENDEE/);
    expect(eventsOf(ics).map(({ summary }) => summary)).toEqual([
      `[#28] ${'é'.repeat(200)} (octobre 2021)`,
      `[#28] ${'𝕁'.repeat(90)} (octobre 2021)`,
    ]);
  });

  it('is a calendar even when there is nothing to show', () => {
    expect(eventsOf(calendarFile('Vide', 'fr', []))).toEqual([]);
  });
});
