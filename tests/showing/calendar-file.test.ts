import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import type { CommitmentRecord } from '../../shared/ports.ts';
import { calendarFile } from '../../shared/showing/calendar-file.ts';
import { eventUrn } from '../../shared/showing/permanent-names.ts';
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
    const record = everyState();
    const { state, milestones } = record.commitment;
    const keys = new Map(milestones.map((one) => [eventUrn(record.log, one.id), one.id.slice(state.id.length + 1)]));
    expect(eventsOf(calendarOf([record])).map(({ uid, status }) => [keys.get(uid), status])).toEqual([
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

  it('tells when the title of a meeting was redacted, and that its day was not moved', () => {
    const title = aText('Forum avec une personne nommée');
    const meeting = {
      ...{ id: 'meeting-forum', titles: { fr: { sha256: title.sha256 } }, body: null, date: aDate('2021-11-20') },
      ...{ state: 'announced' as const, withCivilSociety: true, minutes: null, documentIds: [] },
    };
    const recorded = andThenPlan(
      aPlan(),
      { type: 'meeting-recorded', data: { meeting } },
      { at: '2021-10-01T08:00:00Z', texts: [title] },
    );
    const redacted = andThenPlan(
      recorded,
      { type: 'redacted', data: { of: 2, texts: [title.sha256], reason: aRef('Nom d’une personne.') } },
      { at: '2021-10-09T08:00:00Z' },
    );
    const [before, after] = [recorded, redacted].map((plan) => {
      const shown = planView({ ...source([], '2021-11-15'), plan });
      return shown === null ? [] : eventsOf(bodyOf(planFiles(shown), 'fr-2021-2023/calendar.ics'));
    });
    expect(before).toMatchObject([{ summary: 'Forum avec une personne nommée', stamp: '2021-10-01T08:00:00Z', sequence: 0 }]);
    expect(after).toMatchObject([{ uid: before?.[0]?.uid, stamp: '2021-10-09T08:00:00Z', sequence: 0 }]);
    expect(after?.[0]?.summary).not.toContain('Forum');
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

  it('says in words, in the summary, what is done or withdrawn', () => {
    const done = andThen(
      answered(),
      { type: 'withdrawn', data: { milestoneId: 'fr-2021-2023/28/m2', reason: { sha256: reason.sha256 } } },
      { texts: [reason] },
    );
    expect(eventsOf(calendarOf([done])).map(({ summary, status }) => [summary, status])).toEqual([
      ['[#28] Lancement du comité citoyen (octobre 2021), réalisé', 'CONFIRMED'],
      ['[#28] Publication de l’avis de comité citoyen (2022-02-15), retiré', 'CANCELLED'],
    ]);
    expect(eventsOf(calendarOf([done], 'en/fr-2021-2023/calendar.ics'))[0]?.summary).toMatch(/, complete$/);
  });

  it('counts a change of the published day beneath a revision as a revision, and another reading of the same day as none', () => {
    const corrected = (day: string) =>
      andThen(
        answered(),
        {
          type: 'corrected',
          data: {
            corrects: 1,
            reason: { sha256: reason.sha256 },
            change: { field: 'published-deadline', milestoneId: 'fr-2021-2023/28/m2', due: aDate(day) },
          },
        },
        { texts: [reason], at: '2021-12-01T08:00:00Z' },
      );
    const [moved, same] = ['2021-12-20', '2021-12-31'].map((day) => eventsOf(calendarOf([corrected(day)]))[1]);
    expect([moved?.sequence, moved?.start, moved?.stamp]).toEqual([2, '2022-02-15', '2021-12-01T08:00:00Z']);
    expect([same?.sequence, same?.start]).toEqual([1, '2022-02-15']);
  });

  it('has a name, tells programs how often to look again, and says when each event last changed', () => {
    const calendar = new ICAL.Component(ICAL.parse(calendarOf([answered()])));
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Échéances\u00A0: Plan d’action national 2021-2023');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT6H');
    expect(calendar.getFirstPropertyValue('x-published-ttl')).toBe('PT6H');
    const [first] = calendar.getAllSubcomponents('vevent');
    expect(String(first?.getFirstPropertyValue('last-modified'))).toBe('2021-11-12T16:34:00Z');
  });

  it('lists what is asked in deadlines of months, years and days alike, each on its last day alone', () => {
    const dated = aCommitment({
      milestones: [{ due: '2021' }, { due: 'Février 2024' }, { due: '2021-12-31' }, { due: 'un jour' }],
    });
    expect(eventsOf(calendarOf([dated])).map(({ start, end }) => [start, end])).toEqual([
      ['2021-12-31', '2022-01-01'],
      ['2024-02-29', '2024-03-01'],
      ['2021-12-31', '2022-01-01'],
    ]);
  });

  it('is a calendar even when there is nothing to show', () => {
    expect(eventsOf(calendarFile('Vide', 'fr', []))).toEqual([]);
  });
});
