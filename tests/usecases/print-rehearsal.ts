import { Temporal } from 'temporal-polyfill';
import { calendarFor, isWorkingDay } from '../../shared/domain/calendar.ts';
import { campaignSteps } from '../../shared/domain/campaign-reminders.ts';
import { entryTimesOf } from '../../shared/domain/deadline-moves.ts';
import { endOfDay, localDay } from '../../shared/domain/fuzzy-date.ts';
import { positionOf } from '../../shared/domain/position.ts';
import { weeklyDay } from '../../shared/domain/preferences.ts';
import { nextDueAt, nextOpening, occasionsOf } from '../../shared/domain/reminder-policy.ts';
import { findDates, readDate } from '../../shared/reading/date-grammar.ts';
import { planCampaign } from '../../shared/usecases/plan-campaign.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { aDate, aMilestone, anActor, aPlan, aText } from '../builders.ts';
import { aWorld, b, config, instant, plan, type Stage } from './reminder-world.ts';

const texts = [
  'Octobre 2021',
  '31/12/2022',
  '2e trimestre 2022',
  'hiver 2024',
  'fin 2026',
  'avant décembre 2026',
  'de juillet 2017 à janvier 2018',
];

/** Dates as they are read, and as days and instants of a month in each of some zones, over a hundred years. */
function dates(): unknown {
  const read = texts.map((text) => [readDate(text, 'fr'), findDates(`Livré ${text}.`, 'fr')]);
  const zones = ['Europe/Paris', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
  const calendar = calendarFor('FR', null);
  const first = Temporal.PlainDate.from('1990-01-01');
  const days = Array.from({ length: 200 }, (_, index) => first.add({ days: index * 200 }).toString());
  const told = days.flatMap((due, index) => {
    const zone = zones[index % zones.length] ?? 'UTC';
    const { state } = aPlan({ zone, at: '1989-01-01T00:00:00Z', mailOnSince: '1989-02-01T00:00:00Z' });
    const milestone = aMilestone({ due: aDate(due) });
    const ends = endOfDay(due, zone);
    const campaign = {
      id: 'x',
      opens: due,
      closes: Temporal.PlainDate.from(due).add({ days: 30 }).toString(),
      confirmedAt: '1989-03-01T00:00:00Z',
    };
    return [
      [
        due,
        ends.toString(),
        localDay(ends, zone),
        isWorkingDay(due, calendar),
        weeklyDay(due, calendar),
        positionOf(milestone, due),
      ],
      [nextOpening(ends.toString({ smallestUnit: 'second' }), state.settings, calendar), nextDueAt(state, milestone, ends)],
      [occasionsOf(state, milestone, entryTimesOf([])), campaignSteps(state, campaign)],
    ];
  });
  return [read, told];
}

const period = {
  now: instant('2021-09-15T07:00:00Z'),
  from: instant('2021-08-31T22:00:00Z'),
  until: instant('2022-01-31T23:00:00Z'),
};

async function rehearsed(stage: Stage, at: Partial<typeof period> = {}): Promise<unknown> {
  return rehearse((await aWorld(stage)).stores, config, { ...period, ...at });
}

/** The lead's mails of a world in which a deadline was moved, and moved back where a second move is given. */
async function moved(first: string, second: string | null): Promise<unknown> {
  const world = await aWorld();
  const move = (due: string) =>
    ({ type: 'deadline-revised', data: { milestoneId: b, due: aDate(due), reason: { sha256: aText('motif').sha256 } } }) as const;
  await world.run('2021-09-15T07:00:00Z', first);
  await world.say(b, move('Novembre 2021'), first, [aText('motif')]);
  if (second !== null) {
    await world.run(first, second);
    await world.say(b, move('Octobre 2021'), second, [aText('motif')]);
  }
  await world.run(second ?? first, '2022-01-31T22:59:59Z');
  return world.sent;
}

async function afterAGap(): Promise<unknown> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T22:00:00Z');
  await world.run('2021-11-02T23:00:00Z', '2022-01-31T22:59:59Z');
  return world.sent;
}

async function withCampaign(): Promise<unknown> {
  const { stores, deps } = await aWorld();
  const days = { opens: '2021-11-15', closes: '2021-12-15', confirmed: true };
  await planCampaign(deps, { planId: plan, id: '2021-2', ...days, actor: anActor('poc'), now: period.now });
  return rehearse(stores, config, period);
}

/** Dates, steps and every golden rehearsal as text: what must not depend on the zone of the machine. */
export async function printRehearsal(): Promise<string> {
  const late = instant('2021-12-17T09:00:00Z');
  const today = instant('2026-11-20T09:00:00Z');
  const rehearsals = [
    await rehearsed({}),
    await rehearsed({ mailOnSince: '2021-12-17T09:00:00Z' }, { now: late, until: instant('2023-12-31T23:00:00Z') }),
    await rehearsed(
      { importedAt: '2026-11-20T08:00:00Z', mailOnSince: '2026-11-20T09:00:00Z' },
      { now: today, until: today.add({ hours: 9_000 }) },
    ),
    await afterAGap(),
    await moved('2021-10-20T10:00:00Z', null),
    await moved('2021-10-25T10:00:00Z', '2021-10-26T10:00:00Z'),
    await withCampaign(),
    await rehearsed({ people: { lead: { reminders: { daysBefore: null, frequency: 'weekly' } }, poc: {} } }),
  ];
  return JSON.stringify({ dates: dates(), rehearsals }, null, 1);
}

if (process.argv[1] === import.meta.filename) process.stdout.write(await printRehearsal());
