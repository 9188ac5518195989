import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/domain/plan.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { switchMailOff, switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aCommitment, aContact, anAssignment, aPersonId, aPlan, loseDue, planWritesOf, writesOf } from '../builders.ts';
import { a, aWorld, b, c, d, instant, plan, type Stage } from './reminder-world.ts';
import { aDraft, aDraftCommitment, aDraftMilestone } from './world.ts';

const poc: Actor = { role: 'poc', id: aPersonId('poc') };
const lead = 'lead@example.org';
const names = new Map([
  [a, 'a'],
  [b, 'b'],
  [c, 'c'],
  [d, 'd'],
]);

type World = Awaited<ReturnType<typeof aWorld>>;
const linesTo = ({ sent }: Pick<World, 'sent'>, to: string) =>
  sent
    .filter((one) => one.to === to)
    .map(({ at, milestones }) =>
      [at.slice(0, 10), ...milestones.map(({ id, step }) => `${names.get(id) ?? id}${step}`).sort()].join(' '),
    );

/** Every monthly digest of October 2021 to July 2022 that tells of these milestones. */
const monthly = (day: string, told: string) =>
  [day, ...told.split('').map((one) => `${one}overdue-${day.slice(0, 7)}`)].join(' ');

describe('known holes elsewhere', () => {
  test('H3: on every day of two years the mails are those of the golden rehearsal, and no others', async () => {
    const world = await aWorld();
    const last = Temporal.PlainDate.from('2023-09-14');
    for (
      let day = Temporal.PlainDate.from('2021-09-15');
      Temporal.PlainDate.compare(day, last) <= 0;
      day = day.add({ days: 1 })
    ) {
      for (const hour of ['08:00', '09:00', '14:15']) {
        await world.tick(day.toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: hour }).toInstant().toString());
      }
    }
    expect(linesTo(world, lead)).toEqual([
      ...['2021-09-23 a-7', '2021-09-29 a-1', '2021-10-01 a+1wd b-30', '2021-10-22 b-7', '2021-10-29 b-1'],
      ...['2021-11-02 aoverdue-2021-11 b+1wd', '2021-12-01 aoverdue-2021-12 boverdue-2021-12 c-30 d-30'],
      ...['2021-12-24 c-7 d-7', '2021-12-30 c-1 d-1', '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd'],
      ...[monthly('2022-02-01', 'abcd'), monthly('2022-03-01', 'abcd'), monthly('2022-04-01', 'abcd')],
      ...[monthly('2022-05-02', 'bcd'), monthly('2022-06-01', 'cd'), monthly('2022-07-01', 'cd')],
    ]);
    expect(linesTo(world, 'poc@example.org')).toEqual([
      '2021-11-02 aescalation',
      '2021-12-01 bescalation',
      '2022-02-01 cescalation descalation',
    ]);
  });

  test('H8: the same sheets imported again and again mail nobody and write nothing', async () => {
    const sheet = aDraftCommitment({
      title: 'Engagement 28',
      milestones: [aDraftMilestone('Jalon m1', 'Octobre 2021'), aDraftMilestone('Jalon m2', 'Décembre 2021')],
    });
    const imported = async (days: readonly string[]) => {
      const world = await aWorld();
      let from = '2021-09-15T07:00:00Z';
      for (const day of days) {
        await world.run(from, `${day}T06:00:00Z`);
        const command = { planId: plan, drafts: [aDraft([sheet])], actor: poc, now: instant(`${day}T06:00:00Z`), dryRun: false };
        expect(await importSheets(world.deps, command)).toMatchObject({ ok: true });
        from = `${day}T06:00:01Z`;
      }
      await world.run(from, '2021-12-02T00:00:00Z');
      const log = (await world.stores.record.commitment(`${plan}/28`))?.log.length;
      return { mails: world.sent, log };
    };
    const once = await imported(['2021-09-16']);
    expect(await imported(['2021-09-16', '2021-10-01', '2021-10-23', '2021-11-02', '2021-11-15'])).toEqual(once);
    expect(once.mails.length).toBeGreaterThan(5);
  });

  test('H9: two people in two plans with milestones of the same title each get their own', async () => {
    const world = await aWorld();
    const { record, people } = world.stores;
    const at = '2021-09-15T06:00:00Z';
    const other = aPlan({ id: 'other-plan', at, mailOnSince: '2021-09-15T07:00:00Z' });
    for (const write of planWritesOf(other)) await record.appendToPlan(write);
    const twin = aCommitment({ plan: 'other-plan', at, milestones: [{ due: 'Octobre 2021' }, { due: 'Décembre 2021' }] });
    for (const write of writesOf(twin)) await record.appendToCommitment(write);
    for (const milestone of twin.commitment.milestones) {
      const next = nextDueAt(other.state, milestone, instant('2021-09-15T07:00:00Z'));
      await record.putDue([{ subjectId: milestone.id, nextDueAt: next, deadlineVersion: 1 }]);
    }
    await people.addContact(aContact({ as: 'twin', confirmedAt: at }));
    await people.addAssignment(anAssignment({ as: 'twin', planId: 'other-plan', since: at }));
    await people.setMailbox('other-plan', 'other@example.org');
    await world.run('2021-09-15T07:00:00Z', '2021-10-30T00:00:00Z');
    expect(linesTo(world, 'twin@example.org')).toEqual(
      ['2021-10-01', '2021-10-22', '2021-10-29'].map((day, index) => `${day} other-plan/28/m1${['-30', '-7', '-1'][index]}`),
    );
    expect(linesTo(world, lead).filter((line) => / b-/.test(line))).toHaveLength(3);
    const toTwin = world.mails.filter(({ to }) => to === 'twin@example.org').map(({ raw }) => raw.match(/^Reply-To: .*$/m)?.[0]);
    expect(new Set(toTwin)).toEqual(new Set(['Reply-To: other@example.org']));
  });
});

describe('the rules of the calendar', () => {
  test('an escalation is told once per milestone and date, and a later point of contact inherits none', async () => {
    const world = await aWorld();
    await world.stores.people.addContact(aContact({ as: 'later', confirmedAt: '2021-11-15T08:00:00Z' }));
    await world.stores.people.addAssignment(anAssignment({ as: 'later', role: 'poc', since: '2021-11-15T08:00:00Z' }));
    await world.run('2021-09-15T07:00:00Z', '2022-01-31T22:59:59Z');
    expect(linesTo(world, 'poc@example.org')).toEqual(['2021-11-02 aescalation', '2021-12-01 bescalation']);
    expect(linesTo(world, 'later@example.org')).toEqual(['2021-12-01 bescalation']);
  });

  test('what is past when mail is switched on is asked once per activation', async () => {
    const world = await aWorld({ mailOnSince: '2021-12-17T09:00:00Z' });
    const command = (at: string) => ({ planId: plan, actor: poc, now: instant(at) });
    await world.run('2021-12-17T09:00:00Z', '2021-12-20T09:00:00Z');
    expect(linesTo(world, lead)).toEqual(['2021-12-17 acatch-up bcatch-up']);
    await switchMailOff(world.deps, command('2021-12-20T09:00:00Z'));
    await switchMailOn(world.deps, command('2021-12-21T09:00:00Z'));
    await world.run('2021-12-21T09:00:00Z', '2021-12-23T12:00:00Z');
    expect(linesTo(world, lead)).toEqual(['2021-12-17 acatch-up bcatch-up', '2021-12-21 acatch-up bcatch-up']);
  });

  const endOf2021 = { text: '2021', precision: 'year', from: '2021-01-01', to: '2021-12-31' } as const;

  test.each<[string, Stage['settings'], string[]]>([
    ['after its last day a plan mails nobody', { period: endOf2021 }, []],
    [
      'a later closing day lets it ask on',
      { period: endOf2021, closesOn: '2022-02-10' },
      ['2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd', monthly('2022-02-01', 'abcd')],
    ],
    ['an earlier one stops it then', { closesOn: '2022-01-31' }, ['2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd']],
  ])('%s', async (_, settings, expected) => {
    const world = await aWorld({ settings: settings ?? {} });
    await world.run('2021-09-15T07:00:00Z', '2022-03-31T22:00:00Z');
    expect(linesTo(world, lead).filter((line) => line >= '2022')).toEqual(expected);
  });

  test('closed while a digest waits: every step left says so, and the digest ends empty', async () => {
    const weekly = { daysBefore: null, frequency: 'weekly' } as const;
    const world = await aWorld({ people: { lead: { reminders: weekly }, poc: {} } });
    await world.run('2021-09-15T07:00:00Z', '2021-10-22T12:00:00Z');
    world.sent.length = 0;
    const now = instant('2021-10-22T12:00:00Z');
    await editPlan(world.deps, { planId: plan, changes: { closesOn: '2021-10-22' }, reason: null, actor: poc, now });
    const account = await world.tick('2021-10-25T07:00:00Z');
    expect(account.skipped.map(({ reason }) => reason)).toEqual(['plan-closed', 'empty']);
    await world.run('2021-10-25T07:15:00Z', '2022-03-31T22:00:00Z');
    expect(world.sent).toEqual([]);
  });

  test('a closing day moved on after the plan has closed: nothing about the days between, the next monthly goes, and the audit agrees', async () => {
    const world = await aWorld({ settings: { closesOn: '2021-12-31' } });
    await world.run('2021-09-15T07:00:00Z', '2022-01-05T10:00:00Z');
    const now = instant('2022-01-05T10:00:00Z');
    await editPlan(world.deps, { planId: plan, changes: { closesOn: '2022-03-31' }, reason: null, actor: poc, now });
    world.sent.length = 0;
    await world.run('2022-01-05T10:00:01Z', '2022-02-01T12:00:00Z');
    expect(linesTo(world, lead)).toEqual(['2022-02-01 aoverdue-2022-02 boverdue-2022-02 coverdue-2022-02 doverdue-2022-02']);
    const { findings } = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2022-02-01T14:00:00Z'));
    expect(findings).toEqual([]);
  });

  test('a closing day set later opens a closed plan again: its due items ask on, and nothing is replayed', async () => {
    const world = await aWorld({ settings: { closesOn: '2021-10-15' } });
    await world.run('2021-09-15T07:00:00Z', '2021-10-26T10:00:00Z');
    world.sent.length = 0;
    // As after a long stretch without a look: nothing of the plan is due any more.
    await loseDue(world.stores.record, [a, b, c, d]);
    const now = instant('2021-10-26T10:00:00Z');
    await editPlan(world.deps, { planId: plan, changes: { closesOn: '2022-01-15' }, reason: null, actor: poc, now });
    const due = await Promise.all([a, b, c, d].map(async (id) => (await world.stores.record.due(id))?.nextDueAt ?? 'never'));
    expect(due.every((at) => at > '2021-10-26T10:00:00Z' && at < '2021-12-02')).toBe(true);
    await world.run('2021-10-26T10:00:00Z', '2022-03-31T22:00:00Z');
    const lines = linesTo(world, lead);
    expect([lines[0], lines.at(-1)]).toEqual(['2021-10-29 b-1', '2022-01-03 aoverdue-2022-01 boverdue-2022-01 c+1wd d+1wd']);
  });
});
