import { describe, expect, test } from 'vitest';
import { enqueueDigests } from '../../shared/usecases/enqueue-digests.ts';
import { sendCode } from '../../shared/usecases/send-code.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aContact, aDigest, anAssignment, aPersonId, aReminder } from '../builders.ts';
import { aWorld, b, instant } from './reminder-world.ts';

type World = Awaited<ReturnType<typeof aWorld>>;

const since = '2021-09-15T06:00:00Z';

/** A planned digest of a lead of their own. */
async function aWaiting(world: World, as: string): Promise<string> {
  await world.stores.people.addContact(aContact({ as, confirmedAt: since }));
  await world.stores.people.addAssignment(anAssignment({ as, role: 'lead', since, commitments: ['28'] }));
  const recipientId = aPersonId(as);
  const digest = aDigest({ recipientId, localDate: '2021-10-01' });
  const reminder = aReminder({ recipientId, step: '-30', did: digest.did, subjectId: b });
  await world.stores.ledger.saveDigest({ ...digest, rids: [reminder.rid] }, [reminder]);
  return digest.did;
}

/** Time of one sender, in milliseconds: waiting passes it, and so does every call to the mail service. */
function aSender(world: World, calls: number[], began = instant('2021-10-01T07:00:00Z').epochMilliseconds) {
  let at = began;
  const moment = () => instant(new Date(at).toISOString());
  const pause = {
    moment,
    wait: async (milliseconds: number) => {
      at += milliseconds;
    },
  };
  const mailer = {
    ...world.deps.mailer,
    send: async (mail: Parameters<typeof world.deps.mailer.send>[0]) => {
      calls.push(at);
      at += 40;
      return world.deps.mailer.send(mail);
    },
  };
  return { deps: { ...world.deps, pause, mailer }, moment, now: () => instant(moment().toString({ smallestUnit: 'second' })) };
}

describe('pacing', () => {
  test('I13: three senders at once keep to what the account may send in any second', async () => {
    const world = await aWorld();
    await world.stores.ledger.setSendRate(5);
    const dids: string[] = [];
    for (let index = 0; index < 18; index += 1) dids.push(await aWaiting(world, `lead${String(index).padStart(2, '0')}x`));
    const calls: number[] = [];
    const senders = [0, 130, 260].map((late) => aSender(world, calls, instant('2021-10-01T07:00:00Z').epochMilliseconds + late));
    const work = async ({ deps, now }: (typeof senders)[number]): Promise<void> => {
      for (let did = dids.shift(); did !== undefined; did = dids.shift()) {
        expect((await sendDigest(deps, { did }, now())).sent).toEqual([did]);
      }
    };
    await Promise.all(senders.map(work));
    expect(calls).toHaveLength(18);
    for (const from of calls) expect(calls.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(5);
    expect(Math.max(...calls) - Math.min(...calls)).toBeLessThan(5_500);
  });

  test('the claim has the time after the wait', async () => {
    const world = await aWorld();
    await world.stores.ledger.setSendRate(1);
    const [first = '', second = ''] = [await aWaiting(world, 'one'), await aWaiting(world, 'two')];
    const { deps } = aSender(world, []);
    const now = instant('2021-10-01T07:00:00Z');
    await sendDigest(deps, { did: first }, now);
    const late = { ...deps, pause: { moment: () => now, wait: async () => {} } };
    await sendDigest(late, { did: second }, now);
    expect((await world.stores.ledger.digest(second))?.claimedAt).toBe('2021-10-01T07:00:01Z');
  });

  test('I3: a turn that comes after the window closed is not used', async () => {
    const world = await aWorld();
    await world.stores.ledger.setSendRate(1);
    const [first = '', second = ''] = [await aWaiting(world, 'one'), await aWaiting(world, 'two')];
    const last = instant('2021-10-01T15:59:59Z');
    const deps = { ...world.deps, pause: { moment: () => last, wait: async () => {} } };
    expect((await sendDigest(deps, { did: first }, last)).sent).toEqual([first]);
    expect((await sendDigest(deps, { did: second }, last)).skipped).toEqual([{ id: second, reason: 'not-yet' }]);
    expect((await world.stores.ledger.digest(second))?.state).toBe('planned');
  });

  test('F17: with less than twenty seconds left after its wait nothing is claimed, and nobody waited', async () => {
    const world = await aWorld();
    await world.stores.ledger.setSendRate(1);
    const did = await aWaiting(world, 'one');
    const now = instant('2021-10-01T07:00:00Z');
    await world.stores.ledger.takeSlot(now);
    let waited = 0;
    const pause = {
      moment: () => now,
      wait: async (milliseconds: number) => {
        waited += milliseconds;
      },
    };
    const account = await sendDigest({ ...world.deps, pause }, { did }, now, { millisecondsLeft: () => 21_000 });
    expect(account.skipped).toEqual([{ id: did, reason: 'no-time' }]);
    expect(waited).toBe(0);
    expect((await world.stores.ledger.digest(did))?.state).toBe('planned');
  });

  test('I13: a sign-in code takes its turn as well, and without time for it is not made', async () => {
    const world = await aWorld();
    await world.stores.ledger.setSendRate(1);
    const addressKey = 'a'.repeat(64);
    const row = {
      ...{ addressKey, browser: 'b'.repeat(64), codeHmac: null, contactId: null, tries: 0 },
      ...{ askedAt: '2021-10-01T07:00:00Z', expiresAt: '2021-10-01T07:10:00Z' },
    };
    await world.stores.people.putCode(row);
    const now = instant('2021-10-01T07:00:01Z');
    await world.stores.ledger.takeSlot(now);
    const waits: number[] = [];
    const pause = { moment: () => now, wait: async (milliseconds: number) => void waits.push(milliseconds) };
    const deps = { ...world.deps, pause, secret: 's' };
    expect((await sendCode(deps, { addressKey }, now, () => 21_000)).skipped[0]?.reason).toBe('no-time');
    expect(await world.stores.people.code(addressKey)).toEqual(row);
    await sendCode(deps, { addressKey }, now);
    expect(waits).toEqual([2_500]);
    expect((await world.stores.people.code(addressKey))?.codeHmac).not.toBeNull();
  });

  test('F5: what lay in the queue before the quota ran short leaves no further than to the last tenth, which codes get', async () => {
    const world = await aWorld();
    const dids = await Promise.all(['one', 'two', 'three'].map((as) => aWaiting(world, `${as}xx`)));
    world.setQuota({ max24Hours: 10, sentLast24Hours: 7, perSecond: 14 });
    const now = instant('2021-10-01T07:00:00Z');
    const gate = await world.stores.ledger.gate();
    const ready = (await world.stores.ledger.digests(dids.slice(0, 1))).values();
    // Two lie in the queue since an earlier tick; this one puts a third there, and sees room for two.
    await enqueueDigests(world.deps, gate, { ready: [...ready], waiting: [] }, now);
    const accounts = [];
    for (const did of dids) accounts.push(await sendDigest(world.deps, { did }, now));
    expect(accounts.map(({ sent }) => sent.length)).toEqual([1, 1, 0]);
    expect(accounts[2]?.skipped).toEqual([{ id: dids[2], reason: 'quota' }]);
    expect((await world.stores.ledger.digest(dids[2] ?? ''))?.state).toBe('planned');
    expect(await world.stores.ledger.takeSlot(now, 'code')).toBeTypeOf('number');
  });
});
