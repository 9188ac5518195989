import { Temporal } from 'temporal-polyfill';
import { calendarFor, isWorkingDay } from '../../shared/domain/calendar.ts';
import { deadlineOf } from '../../shared/domain/commitment.ts';
import type { Assignment, Contact } from '../../shared/domain/contact.ts';
import type { DueItem } from '../../shared/domain/ledger.ts';
import { defaultReminderPolicy, type PlanSettings, type ReminderPolicy } from '../../shared/domain/plan.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import type { Stores } from '../../shared/ports.ts';
import { aCommitment, aContact, anAssignment, aPlan, planWritesOf, writesOf } from '../builders.ts';
import { day, hour, millisecondsOf, textOf } from './clock.ts';
import type { Random } from './random.ts';

/** What a world begins with. Everything else follows from the seed as it goes. */
export type Stage = {
  readonly startsAt: number;
  /** When faults and people stop. */
  readonly stormsUntil: number;
  readonly plans: readonly PlanStage[];
  readonly people: readonly Contact[];
  readonly assignments: readonly Assignment[];
};

export type PlanStage = {
  readonly settings: Partial<PlanSettings> & { readonly id: string; readonly zone: string };
  readonly commitments: readonly { readonly number: string; readonly deadlines: readonly string[] }[];
};

const places = [
  { zone: 'Europe/Paris', country: 'FR' },
  { zone: 'America/Sao_Paulo', country: 'BR' },
  { zone: 'Asia/Kathmandu', country: 'NP' },
  { zone: 'Pacific/Kiritimati', country: 'KI' },
] as const;

/** Starts that put a change of clocks, a leap day, a month's end or a new year into the first weeks. */
const starts = ['2021-08-20', '2021-10-05', '2022-01-17', '2022-03-01', '2023-11-20', '2024-02-05'] as const;

const policies: readonly ReminderPolicy[] = [
  defaultReminderPolicy,
  { ...defaultReminderPolicy, daysBefore: [7, 1], monthlyOverdue: 2 },
  { ...defaultReminderPolicy, daysBefore: [60, 14, 3, 1], plannedHour: 17, escalateAfterDays: 10 },
];

/** The hours at which a second plan may ask; null: at that of its policy. */
const hours = [null, 11, 12, 14, 15] as const;

function dateAfter(start: number, days: number): string {
  return textOf(start + days * day).slice(0, 10);
}

type Place = (typeof places)[number];

function aPlanStage(random: Random, place: Place, index: number, milestones: number, startsAt: number, days: number): PlanStage {
  const policy = random.pick(policies);
  const plannedHour = index === 0 ? null : random.pick(hours);
  const id = `plan-${index + 1}`;
  const split = milestones > 1 && random.chance(0.5) ? random.between(1, milestones - 1) : milestones;
  const deadlines = Array.from({ length: milestones }, () => dateAfter(startsAt, random.between(-40, days + 10)));
  const shares = [deadlines.slice(0, split), deadlines.slice(split)].filter((share) => share.length > 0);
  return {
    settings: {
      id,
      ...place,
      titles: { fr: `Plan ${index + 1}` },
      period: { text: 'cinq ans', precision: 'range', from: '2020-01-01', to: '2026-12-31' },
      reminderPolicy: { ...policy, plannedHour: plannedHour ?? policy.plannedHour },
    },
    commitments: shares.map((share, place) => ({ number: String(28 + place), deadlines: share })),
  };
}

/** Everybody there may be: the first holds every role that nobody else does, the last is not confirmed yet. */
const cast = ['ana', 'boris', 'chloe', 'dora'] as const;

type Held = Pick<Assignment, 'role' | 'contactId' | 'planId' | 'confirmedAt'>;

function rolesOf(count: number, planId: string, since: string): Held[] {
  const [lead = '', poc = lead, deputy = null, newcomer = null] = cast.slice(0, count).map((name) => aContact({ as: name }).id);
  const held: readonly (readonly [Held['role'], string | null, string | null])[] = [
    ['lead', lead, since],
    ['poc', poc, since],
    ['deputy', deputy, since],
    ['lead', newcomer, null],
  ];
  return held.flatMap(([role, contactId, confirmedAt]) => (contactId === null ? [] : [{ role, contactId, planId, confirmedAt }]));
}

/** Small worlds show as much as large ones and cost less: most are small, and some are as large as they come. */
function skewed(random: Random, least: number, most: number, power = 24): number {
  return least + Math.floor((most - least + 1) * random.next() ** power);
}

/** How many worlds have several plans; everybody has a role in each of them. */
const several = 0.15;

/** How many of those have them all in one country: far apart they hardly share an hour. */
const inOneCountry = 0.9;

/** The stage that a seed sets: 1 to 3 plans, 1 to 12 milestones, 1 to 4 people, 60 to 200 days. */
export function stageFrom(random: Random): Stage {
  const startsAt = millisecondsOf(`${random.pick(starts)}T00:00:00Z`) + random.int(20) * day + random.int(24) * hour;
  const days = skewed(random, 60, 200);
  const count = random.chance(several) ? random.pick([2, 2, 2, 3]) : 1;
  const milestones = Math.max(count, skewed(random, 1, 12));
  const share = Math.floor(milestones / count);
  const [first, isOneCountry] = [random.pick(places), random.chance(inOneCountry)];
  const plans = Array.from({ length: count }, (_, index) =>
    aPlanStage(
      random,
      index === 0 || isOneCountry ? first : random.pick(places),
      index,
      index === 0 ? milestones - share * (count - 1) : share,
      startsAt,
      days,
    ),
  );
  const present = skewed(random, 1, 4, 1.3);
  const since = textOf(startsAt - hour);
  const people = cast
    .slice(0, present)
    .map((as) => aContact({ as, confirmedAt: as === 'dora' ? null : since, language: random.pick(['fr', 'en']) }));
  const assignments = plans.flatMap(({ settings }, plan) =>
    rolesOf(present, settings.id, since).map((one, index) => anAssignment({ as: `role${plan}x${index}`, since, ...one })),
  );
  return { startsAt, stormsUntil: startsAt + days * day, plans, people, assignments };
}

/** Writes the stage into stores that work: plans, commitments, people, mailboxes, an open gate; mail is off. */
export async function setStage(stage: Stage, { record, people, ledger }: Stores): Promise<void> {
  const at = textOf(stage.startsAt - hour);
  for (const person of stage.people) await people.addContact(person);
  for (const one of stage.assignments) await people.addAssignment(one);
  for (const { settings, commitments } of stage.plans) {
    await people.setMailbox(settings.id, 'contact@example.org');
    const plan = aPlan({ at, ...settings });
    for (const write of planWritesOf(plan)) await record.appendToPlan(write);
    const due: DueItem[] = [];
    for (const { number, deadlines } of commitments) {
      const milestones = deadlines.map((one, index) => ({
        title: `Jalon ${settings.id} ${number}.${String(index + 1).padStart(2, '0')}`,
        due: one,
      }));
      const commitment = aCommitment({ plan: settings.id, number, at, milestones, responsible: [] });
      for (const write of writesOf(commitment)) await record.appendToCommitment(write);
      for (const milestone of commitment.commitment.milestones) {
        const next = nextDueAt(plan.state, milestone, Temporal.Instant.from(at));
        due.push({ subjectId: milestone.id, nextDueAt: next, deadlineVersion: deadlineOf(milestone).seq });
      }
    }
    await record.putDue(due);
  }
  await ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
}

/** When the second working day after the storms is over everywhere. */
export function twoWorkingDaysAfter({ stormsUntil, plans }: Stage): number {
  const calendars = plans.map(({ settings }) => calendarFor(settings.country ?? 'FR', null));
  let at = stormsUntil + day;
  for (let worked = 0; worked < 2; at += day) {
    const date = textOf(at).slice(0, 10);
    if (calendars.every((calendar) => isWorkingDay(date, calendar))) worked += 1;
  }
  return at + day;
}
