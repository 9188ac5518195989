import { describe, expect, test } from 'vitest';
import type { MailOutcome } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { setGate } from '../../shared/usecases/set-gate.ts';
import { aContact, anAssignment } from '../builders.ts';
import { aWorld, instant } from './reminder-world.ts';

const importedAt = '2021-09-15T06:00:00Z';
const day = '2021-10-01T07:00:00Z';
const accepted: MailOutcome = { kind: 'accepted', messageId: 'm' };
const throttled: MailOutcome = { kind: 'passing', reason: 'Throttling' };
const expired: MailOutcome = { kind: 'unsigned', reason: 'ExpiredToken' };

type World = Awaited<ReturnType<typeof aWorld>>;

/** Leads beside the first hear of the same milestones on the same day. */
async function theMorning(...others: string[]): Promise<World> {
  const world = await aWorld();
  for (const as of others) {
    await world.stores.people.addContact(aContact({ as, confirmedAt: importedAt }));
    await world.stores.people.addAssignment(anAssignment({ as, role: 'lead', since: importedAt }));
  }
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:00Z');
  return world;
}

/** Ticks with their senders a few seconds later; the longest wait that each tick saw. */
async function waits(world: World, from: string, until: string): Promise<{ at: string; minutes: number }[]> {
  const seen: { at: string; minutes: number }[] = [];
  for (let at = instant(from); at.toString() < until; at = at.add({ minutes: 15 })) {
    const { waitedMinutes = 0 } = await runTick(world.deps, at);
    seen.push({ at: at.toString(), minutes: waitedMinutes });
    await world.drain(at.add({ seconds: 5 }));
  }
  return seen;
}

const breakerOf = async ({ stores }: World) => (await stores.ledger.gate()).breaker;

describe('a mail that is put off again and again', () => {
  test('F5: has waited since it was first due: the alarm of two hours rings, and the audit finds it a working day later', async () => {
    const world = await theMorning();
    world.answer(() => throttled);
    const seen = await waits(world, day, '2021-10-04T16:00:00Z');
    expect(seen.find(({ minutes }) => minutes > 120)).toEqual({ at: '2021-10-01T09:15:00Z', minutes: 135 });
    const stuckAt = async (at: string) => {
      const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant(at));
      return findings.filter(({ kind }) => kind === 'stuck').length;
    };
    expect(await stuckAt('2021-10-04T15:59:00Z')).toBe(0);
    expect(await stuckAt('2021-10-04T16:00:00Z')).toBe(1);
  });

  test('is let rest in between: no tick tries it before its rest is over, and every tick after that does', async () => {
    const world = await theMorning();
    world.answer(() => throttled);
    const before = world.mails.length;
    await world.tick(day);
    const { leaseUntil, notBefore, did } = (await pendingOf(world)) ?? {};
    expect([notBefore, leaseUntil && leaseUntil > day]).toEqual([day, true]);
    await runTick(world.deps, instant('2021-10-01T07:00:30Z'));
    expect(world.jobs).toEqual([]);
    // Nor does a job that was in the queue twice.
    const again = await sendDigest(world.deps, { did: did ?? '' }, instant('2021-10-01T07:00:30Z'));
    expect(again.skipped).toEqual([{ id: did, reason: 'not-yet' }]);
    await waits(world, '2021-10-01T07:15:00Z', '2021-10-01T09:00:00Z');
    expect(world.mails.length - before).toBe(8);
    world.answer(() => accepted);
    await world.tick('2021-10-01T09:00:00Z');
    expect(await world.stores.ledger.digest(did ?? '')).toMatchObject({ state: 'sent', attempt: 1 });
  });

  test('a repeat that is put off rests as well, and is found stuck by its claim', async () => {
    const world = await theMorning();
    world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
    await world.tick(day);
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    world.answer(() => throttled);
    const before = world.mails.length;
    await waits(world, '2021-10-01T10:00:00Z', '2021-10-01T11:00:00Z');
    expect(world.mails.length - before).toBe(4);
    await waits(world, '2021-10-05T06:00:00Z', '2021-10-05T06:15:00Z');
    const { findings } = await auditPlans(world.stores, { planId: null, isFull: false }, instant('2021-10-05T06:00:10Z'));
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'stuck', state: 'claimed' }));
  });
});

async function pendingOf(world: World) {
  for await (const one of world.stores.ledger.pendingDigests('2021-10-01T23:00:00Z')) if ('did' in one) return one;
  return null;
}

describe('calls that are refused for their signature or credentials', () => {
  test('F18: one alone passes: it stops nobody, and its mail leaves with the next tick', async () => {
    const world = await theMorning('second', 'third', 'fourth');
    const before = world.mails.length;
    world.answer(() => (world.mails.length - before === 1 ? expired : accepted));
    const { failed, skipped } = await world.tick(day);
    expect([failed, skipped.map(({ reason }) => reason), await breakerOf(world)]).toEqual([[], ['throttled'], null]);
    await world.tick('2021-10-01T07:15:00Z');
    expect(world.mails.length - before).toBe(5);
    expect((await world.stores.ledger.gate()).refused).toBeUndefined();
  });

  test('F18: two with an acceptance between, again and again, stop nobody', async () => {
    const world = await theMorning('second', 'third', 'fourth', 'fifth', 'sixth');
    let calls = 0;
    world.answer(() => (++calls % 3 === 0 ? accepted : expired));
    await waits(world, day, '2021-10-01T12:00:00Z');
    expect(await breakerOf(world)).toBeNull();
    expect(calls).toBeGreaterThan(12);
  });

  test('F18: three in a row stop all mail, and nothing waits for a person but the breaker', async () => {
    const world = await theMorning('second', 'third', 'fourth');
    const before = world.mails.length;
    world.answer(() => expired);
    const { failed } = await world.tick(day);
    expect(world.mails.length - before).toBe(3);
    expect(failed.map(({ reason }) => reason)).toEqual(['stopped']);
    expect(await breakerOf(world)).toBe('3 in a row refused: ExpiredToken');
    for await (const one of world.stores.ledger.needingPerson()) expect(one).toBeNull();
    world.answer(() => accepted);
    await setGate(world.stores, { breaker: null });
    await world.run('2021-10-01T08:00:00Z', '2021-10-01T12:00:00Z');
    expect(world.mails.length - before).toBe(7);
  });

  test('F18: also where all three were about the only mail of the day', async () => {
    const world = await theMorning();
    const before = world.mails.length;
    world.answer(() => expired);
    await waits(world, day, '2021-10-01T09:00:00Z');
    expect([world.mails.length - before, await breakerOf(world)]).toEqual([3, '3 in a row refused: ExpiredToken']);
  });
});
