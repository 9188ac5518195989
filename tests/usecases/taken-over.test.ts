import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Assignment, isStanding, pauseUntil } from '../../shared/domain/contact.ts';
import { defaultReminderPolicy } from '../../shared/domain/plan.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { confirmAssignment, endAssignment, unvouchAssignment } from '../../shared/usecases/change-assignment.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { resumeMail } from '../../shared/usecases/resume-mail.ts';
import { stopMail } from '../../shared/usecases/stop-mail.ts';
import { takeBack } from '../../shared/usecases/take-back.ts';
import { aContact, anActor, anAssignment, aPersonId } from '../builders.ts';
import { aWorld, b, instant, plan } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const begun = '2021-09-20T08:00:00Z';

/** b's deadline is 31 October: its +1wd falls due on 2 November, and on the 8th a tick looks at it again. */
const changeOver = '2021-11-05T10:00:00Z';

async function contactOf({ stores }: World, as: string) {
  const found = await stores.people.contact(aPersonId(as));
  if (found === null) throw new Error(`no ${as}`);
  return found;
}

async function assignmentOf({ stores }: World, as: string): Promise<Assignment> {
  const [found] = await stores.people.assignmentsOf(aPersonId(as));
  if (found === undefined) throw new Error(`no role of ${as}`);
  return found;
}

async function addPerson({ stores }: World, as: string, input: Partial<Assignment>) {
  await stores.people.addContact(aContact({ as, email: `${as}@example.org`, confirmedAt: begun }));
  await stores.people.addAssignment(anAssignment({ as, since: begun, confirmedAt: begun, ...input }));
}

const stop = async (world: World, as: string, at: string) =>
  stopMail(world.stores, { token: (await contactOf(world, as)).stopToken, now: instant(at) });

const pause = async (world: World, as: string, pausedSince: string, pausedUntil: string) => {
  const before = await contactOf(world, as);
  await world.stores.people.updateContact({ ...before, version: before.version + 1, pausedSince, pausedUntil });
};

/** What makes b the business of somebody else, at {@link changeOver} unless it says otherwise. */
type Cause = {
  readonly earlier?: (world: World) => Promise<unknown>;
  readonly happens: (world: World) => Promise<unknown>;
  readonly asked: 'lead' | 'poc' | 'deputy' | 'sacha';
};

const heldBySacha = (until: string | null) => (world: World) =>
  addPerson(world, 'sacha', { role: 'colleague', commitments: ['28'], milestoneId: b, until });
const aDeputy = (world: World) => addPerson(world, 'deputy', { role: 'deputy' });

const causes: Readonly<Record<string, Cause>> = {
  'a hand-on ends by its date': { earlier: heldBySacha(changeOver), happens: async () => {}, asked: 'sacha' },
  'a milestone is taken back': {
    earlier: heldBySacha('2021-11-30T23:00:00Z'),
    happens: ({ stores, deps }) =>
      takeBack({ ...stores, rng: deps.rng }, { milestoneId: b, actor: anActor('lead'), now: instant(changeOver) }),
    asked: 'sacha',
  },
  'mail no longer reaches the colleague it was handed to': {
    earlier: heldBySacha('2021-11-30T23:00:00Z'),
    happens: (world) => stop(world, 'sacha', changeOver),
    asked: 'sacha',
  },
  'the deputy stops who was asked for a lead who had stopped': {
    earlier: async (world) => {
      await aDeputy(world);
      await stop(world, 'lead', '2021-10-15T10:00:00Z');
    },
    happens: (world) => stop(world, 'deputy', changeOver),
    asked: 'deputy',
  },
  'the deputy leaves who was asked for a lead in a pause': {
    earlier: async (world) => {
      await aDeputy(world);
      await pause(world, 'lead', '2021-10-15T10:00:00Z', '2021-12-15T10:00:00Z');
    },
    happens: async (world) => endAssignment(world.stores.people, await assignmentOf(world, 'deputy'), changeOver),
    asked: 'deputy',
  },
  'the deputy goes into a pause who was asked where nobody leads': {
    earlier: async (world) => {
      await aDeputy(world);
      await endAssignment(world.stores.people, await assignmentOf(world, 'lead'), '2021-10-15T10:00:00Z');
    },
    happens: (world) => pause(world, 'deputy', changeOver, '2021-12-15T10:00:00Z'),
    asked: 'deputy',
  },
  'the lead is vouched for no more': {
    happens: async (world) => unvouchAssignment(world.stores.people, await assignmentOf(world, 'lead'), changeOver),
    asked: 'lead',
  },
  'the lead stops': { happens: (world) => stop(world, 'lead', changeOver), asked: 'lead' },
  'the lead leaves': {
    happens: async (world) => endAssignment(world.stores.people, await assignmentOf(world, 'lead'), changeOver),
    asked: 'lead',
  },
  'the lead leaves and is erased': {
    happens: async (world) => {
      await endAssignment(world.stores.people, await assignmentOf(world, 'lead'), changeOver);
      await world.stores.people.eraseContact(await contactOf(world, 'lead'));
    },
    asked: 'lead',
  },
  'a lead comes back for whom the point of contact was asked': {
    earlier: (world) => stop(world, 'lead', '2021-10-15T10:00:00Z'),
    happens: ({ stores }) => resumeMail(stores, { contactId: aPersonId('lead'), now: instant(changeOver) }),
    asked: 'poc',
  },
};

const asksOf = async ({ stores }: World, step: string) =>
  (await stores.record.asks(`${plan}/28`)).filter((one) => one.subjectId === b && one.step === step);

describe('whoever takes over', () => {
  test.each(Object.entries(causes))(
    'is not asked about a step that was asked already: %s',
    async (_, { earlier, happens, asked }) => {
      const world = await aWorld();
      await world.run('2021-09-15T07:00:00Z', '2021-10-14T07:00:00Z');
      await earlier?.(world);
      await world.run('2021-10-14T07:00:01Z', changeOver);
      await happens(world);
      await world.run('2021-11-05T10:15:00Z', '2021-11-30T07:00:00Z');
      const told = world.sent.filter(({ milestones }) => milestones.some(({ id, step }) => id === b && step === '+1wd'));
      expect(told.map(({ at, to }) => [at.slice(0, 10), to.split('@')[0]])).toEqual([['2021-11-02', asked]]);
      expect(await asksOf(world, '+1wd')).toHaveLength(1);
      const { findings } = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2021-11-29T12:00:00Z'));
      expect(findings.filter(({ kind }) => kind !== 'plan-unreached')).toEqual([]);
    },
  );

  test.each(Object.entries(causes))('is asked about what falls due from then on: %s', async (_, { earlier, happens }) => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-14T07:00:00Z');
    await earlier?.(world);
    await world.run('2021-10-14T07:00:01Z', changeOver);
    await happens(world);
    await world.run('2021-11-05T10:15:00Z', '2021-12-02T07:00:00Z');
    expect(await asksOf(world, 'overdue-2021-12')).toHaveLength(1);
  });
});

describe('a step the policy did not have', () => {
  const edit = ({ stores, deps }: World, reminderPolicy: typeof defaultReminderPolicy, at: string) =>
    editPlan(
      { ...stores, rng: deps.rng },
      { planId: plan, changes: { reminderPolicy }, reason: null, actor: anActor('poc'), now: instant(at) },
    );

  test('on its day is not told when the policy has it later', async () => {
    const without = { ...defaultReminderPolicy, afterDeadline: false };
    const world = await aWorld({ settings: { reminderPolicy: without } });
    await world.run('2021-09-15T07:00:00Z', changeOver);
    expect(await edit(world, defaultReminderPolicy, changeOver)).toMatchObject({ ok: true });
    await world.run('2021-11-05T10:15:00Z', '2021-11-30T07:00:00Z');
    expect(await asksOf(world, '+1wd')).toEqual([]);
    const { findings } = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2021-11-29T12:00:00Z'));
    expect(findings).toEqual([]);
  });

  test('escalates with the next monthly digest once the policy escalates again, not with one of the past', async () => {
    const without = { ...defaultReminderPolicy, escalateAfterDays: null };
    const world = await aWorld({ settings: { reminderPolicy: without } });
    await world.run('2021-09-15T07:00:00Z', '2021-12-03T10:00:00Z');
    await edit(world, defaultReminderPolicy, '2021-12-03T10:00:00Z');
    await world.run('2021-12-03T10:15:00Z', '2022-01-04T10:00:00Z');
    expect((await asksOf(world, 'escalation')).map(({ on, role }) => [on, role])).toEqual([['2022-01-03', 'poc']]);
    const { findings } = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2022-01-04T10:00:00Z'));
    expect(findings).toEqual([]);
  });

  test('is told where another change of the policy leaves it as it was', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-29T10:00:00Z');
    await edit(world, { ...defaultReminderPolicy, monthlyOverdue: 3 }, '2021-11-02T05:00:00Z');
    await world.run('2021-11-02T05:00:01Z', '2021-11-30T07:00:00Z');
    expect((await asksOf(world, '+1wd')).map(({ on }) => on)).toEqual(['2021-11-02']);
  });
});

/** What may happen to whom on the way; each of the four roles about b is held by one person at most. */
const happening = fc.record({
  day: fc.integer({ min: 0, max: 95 }),
  hour: fc.integer({ min: 5, max: 18 }),
  who: fc.constantFrom('lead', 'deputy', 'poc', 'sacha'),
  what: fc.constantFrom('stop', 'resume', 'pause', 'unvouch', 'vouch', 'hand on', 'take back', 'end'),
  days: fc.integer({ min: 1, max: 30 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

const stopped = (who: Happening['who'], day: number): Happening => ({ day, hour: 9, who, what: 'stop', days: 1 });

async function befalls(world: World, { who, what, days }: Happening, at: string): Promise<void> {
  const { people } = world.stores;
  const later = instant(at)
    .add({ hours: 24 * days })
    .toString();
  const held = (await people.assignmentsOf(aPersonId(who))).filter((one) => isStanding(one, at));
  switch (what) {
    case 'stop':
      return void (await stop(world, who, at));
    case 'resume':
      return void (await resumeMail(world.stores, { contactId: aPersonId(who), now: instant(at) }));
    case 'pause': {
      const before = await contactOf(world, who);
      const paused = pauseUntil(before, later, at);
      return void (await people.updateContact({ ...before, ...paused, version: before.version + 1 }));
    }
    case 'unvouch':
      for (const one of held) await unvouchAssignment(people, one, at);
      return;
    case 'vouch':
      for (const one of held) await confirmAssignment(people, one, at);
      return;
    case 'hand on': {
      const all = await people.assignmentsOf(aPersonId('sacha'));
      if (all.some((one) => isStanding(one, at))) return;
      const terms: Partial<Assignment> = {
        role: 'colleague',
        commitments: ['28'],
        milestoneId: b,
        since: at,
        confirmedAt: at,
        until: later,
      };
      return void (await people.addAssignment(
        anAssignment({ as: `hand${all.length}x`, contactId: aPersonId('sacha'), ...terms }),
      ));
    }
    case 'take back':
      for (const one of await people.assignmentsOf(aPersonId('sacha'))) await endAssignment(people, one, at);
      return;
    case 'end':
      // Who leaves is followed by somebody else, who is the same person here.
      for (const one of held.filter(({ role }) => role !== 'colleague')) {
        await endAssignment(people, one, at);
        const { id: _, ...rest } = one;
        const next = { ...rest, version: 1, since: later, confirmedAt: later, until: null, unvouchedAt: null };
        await people.addAssignment(anAssignment({ ...next, id: `a-${at.replace(/\D/g, '')}${who}00` }));
      }
      return;
    default:
      return what satisfies never;
  }
}

describe('whatever happens to those who answer', () => {
  test('of each step one person is asked at most, and the audit finds nothing lost', { timeout: 120_000 }, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 2, maxLength: 8 }), async (happenings) => {
        const world = await aWorld({ people: { deputy: {} } });
        await world.stores.people.addContact(aContact({ as: 'sacha', email: 'sacha@example.org', confirmedAt: begun }));
        let now = '2021-09-15T07:00:00Z';
        const timed = happenings.map((one) => ({
          ...one,
          at: instant('2021-09-20T00:07:00Z')
            .add({ hours: 24 * one.day + one.hour })
            .toString(),
        }));
        for (const one of timed.toSorted((x, y) => (x.at < y.at ? -1 : 1))) {
          await world.run(now, one.at);
          await befalls(world, one, one.at);
          // As after a correction, or whatever else makes a tick look at it.
          await world.stores.record.putDue([{ subjectId: b, nextDueAt: one.at, deadlineVersion: 99 }]);
          now = one.at;
        }
        await world.run(now, '2022-01-31T23:00:00Z');
        const asked = (await world.stores.record.asks(`${plan}/28`)).filter(
          ({ subjectId, step }) => subjectId === b && step !== 'escalation',
        );
        for (const { role } of asked) seen.add(role);
        expect(asked.map(({ step }) => step).toSorted()).toEqual([...new Set(asked.map(({ step }) => step))].sort());
        const { findings } = await auditPlans(world.stores, { planId: plan, isFull: true }, instant('2022-01-31T23:00:00Z'));
        expect(findings.filter(({ kind }) => kind === 'lost')).toEqual([]);
      }),
      // Chance alone does not always come down to the point of contact.
      { numRuns: 20, examples: [[[stopped('lead', 2), stopped('deputy', 30)]]] },
    );
    expect([...seen].sort()).toEqual(['deputy', 'lead', 'poc']);
  });
});
