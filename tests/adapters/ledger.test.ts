import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import { digestLimits } from '../../shared/domain/claim-size.ts';
import type { Digest } from '../../shared/domain/ledger.ts';
import { readable } from '../../shared/domain/unreadable.ts';
import type { ClaimChecks, Stores } from '../../shared/ports.ts';
import {
  aCommitment,
  aContact,
  aDeclared,
  aDigest,
  anAssignment,
  andThen,
  aPersonId,
  aPlan,
  aReminder,
  planWritesOf,
  writesOf,
} from '../builders.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

const claimed = (digest: Digest, token: string): Digest => ({
  ...digest,
  version: digest.version + 1,
  state: 'claimed',
  token,
  claimedAt: '2021-10-01T07:00:00Z',
  leaseUntil: '2021-10-01T07:15:00Z',
  attempt: 1,
});

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`the Ledger ${titleOf(backend)}`, () => {
    let open: OpenTables;
    let tables: Tables;
    let stores: Stores;
    let count = 0;
    /** A name no other test uses. */
    const aName = (): string => {
      count += 1;
      return `name${count}`;
    };
    const listPending = async (until: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const { did } of readable(stores.ledger.pendingDigests(until))) found.push(did);
      return found;
    };
    /** A planned digest about one milestone, everything it rests on, and the gate open. */
    async function aClaim(): Promise<{ digest: Digest; checks: ClaimChecks }> {
      const as = aName();
      const plan = aPlan({ id: `plan-${as}` });
      for (const write of planWritesOf(plan)) await stores.record.appendToPlan(write);
      for (const write of writesOf(aCommitment({ plan: `plan-${as}` }))) await stores.record.appendToCommitment(write);
      await stores.people.addContact(aContact({ as }));
      const other = aName();
      await stores.people.addContact(aContact({ as: other }));
      const held = anAssignment({ as, planId: `plan-${as}` });
      await stores.people.addAssignment(held);
      const { version } = await stores.ledger.gate();
      await stores.ledger.setGate({ mode: 'live', version: version + 1, restoreFloor: null, breaker: null });
      const digest = aDigest({ recipientId: aPersonId(as) });
      await stores.ledger.saveDigest(digest, []);
      return {
        digest,
        checks: {
          gateVersion: version + 1,
          gateMode: 'live',
          contact: { id: aPersonId(as), version: 1 },
          plans: [{ id: `plan-${as}`, seq: 1 }],
          commitments: [{ id: `plan-${as}/28`, seq: 1 }],
          assignments: [{ id: held.id, planId: held.planId, version: 1 }],
          stopped: [{ id: aPersonId(other), version: 1 }],
        },
      };
    }
    beforeAll(async () => {
      open = await backend.open();
      tables = open.tables;
      stores = storesOver(tables);
    });
    afterAll(() => open.close());

    test('the gate is off until someone opens it, and each setting follows the last', async () => {
      expect(await stores.ledger.gate()).toMatchObject({ mode: 'off', version: 0 });
      const live = { mode: 'live', version: 1, restoreFloor: null, breaker: null } as const;
      expect(await stores.ledger.setGate(live)).toBe(true);
      expect(await stores.ledger.setGate(live)).toBe(false);
      expect(await stores.ledger.setGate({ ...live, version: 3 })).toBe(false);
      expect(await stores.ledger.gate()).toEqual({ ...live, boundTo: tables.identity });
    });

    test('F14: on other tables the same gate reads as off until it is bound anew', async () => {
      const { version } = await stores.ledger.gate();
      await stores.ledger.setGate({ mode: 'live', version: version + 1, restoreFloor: null, breaker: null });
      const elsewhere = storesOver({ ...tables, identity: 'restored tables' }).ledger;
      expect(await elsewhere.gate()).toMatchObject({ mode: 'off', version: version + 1, boundTo: 'restored tables' });
      expect(await elsewhere.setGate({ mode: 'live', version: version + 2, restoreFloor: null, breaker: null })).toBe(true);
      expect(await elsewhere.gate()).toMatchObject({ mode: 'live' });
      expect(await stores.ledger.gate()).toMatchObject({ mode: 'off' });
    });

    test('a digest and its reminders are written together, once', async () => {
      const recipientId = aPersonId(aName());
      const reminder = aReminder({ recipientId });
      const digest = aDigest({ recipientId, rids: [reminder.rid] });
      expect(await stores.ledger.saveDigest(digest, [reminder])).toBe(true);
      expect(await stores.ledger.saveDigest(digest, [reminder])).toBe(false);
      expect(await stores.ledger.digest(digest.did)).toEqual(digest);
      expect(await stores.ledger.reminders([reminder.rid, aReminder({ recipientId, step: '-7' }).rid])).toEqual(
        new Map([[reminder.rid, reminder]]),
      );
    });

    test('a reminder that exists stops the digest that would tell it again', async () => {
      const recipientId = aPersonId(aName());
      const reminder = aReminder({ recipientId });
      await stores.ledger.putDropped([{ ...reminder, dropped: 'before-floor' }]);
      const digest = aDigest({ recipientId, rids: [reminder.rid] });
      expect(await stores.ledger.saveDigest(digest, [reminder])).toBe(false);
      expect(await stores.ledger.digest(digest.did)).toBeNull();
    });

    test('a reminder that was dropped is told again in place of the row that was read, and of no other', async () => {
      const recipientId = aPersonId(aName());
      const reminder = aReminder({ recipientId });
      const row = { ...reminder, did: null, dropped: 'superseded' } as const;
      await stores.ledger.putDropped([row]);
      const digest = aDigest({ recipientId, rids: [reminder.rid] });
      const readAs = (changes: Partial<typeof reminder>) => new Map([[row.rid, { ...row, ...changes }]]);
      for (const other of [{ dropped: 'answered' }, { did: digest.did }, { plannedAt: '2021-09-01T07:00:00Z' }] as const) {
        expect(await stores.ledger.saveDigest(digest, [reminder], readAs(other))).toBe(false);
      }
      expect(await stores.ledger.digest(digest.did)).toBeNull();
      expect(await stores.ledger.saveDigest(digest, [reminder], readAs({}))).toBe(true);
      expect((await stores.ledger.reminders([row.rid])).get(row.rid)).toEqual(reminder);
      expect(await stores.ledger.saveDigest({ ...digest, version: 2 }, [reminder], readAs({}))).toBe(false);
    });

    test('a digest is saved only over the version before it, and keeps 90 reminders', async () => {
      const recipientId = aPersonId(aName());
      const reminders = Array.from({ length: 90 }, (_, index) => aReminder({ recipientId, effectiveDate: `day-${index}` }));
      const digest = aDigest({ recipientId });
      await stores.ledger.saveDigest(digest, []);
      const next = { ...digest, version: 2, rids: reminders.map(({ rid }) => rid) };
      expect(await stores.ledger.saveDigest(next, reminders)).toBe(true);
      expect(await stores.ledger.saveDigest(next, [])).toBe(false);
      expect(await stores.ledger.saveDigest({ ...next, version: 4 }, [])).toBe(false);
      expect((await stores.ledger.reminders(next.rids)).size).toBe(90);
    });

    test('dropping says why, leaves the first account of a reminder that left alone, and makes none', async () => {
      const recipientId = aPersonId(aName());
      const reminder = aReminder({ recipientId });
      await stores.ledger.saveDigest(aDigest({ recipientId, rids: [reminder.rid] }), [reminder]);
      const unknown = aReminder({ recipientId, step: '-1' }).rid;
      await stores.ledger.dropReminders([
        { rid: reminder.rid, reason: 'answered' },
        { rid: unknown, reason: 'answered' },
      ]);
      await stores.ledger.putDropped([{ ...reminder, dropped: 'stale' }]);
      const found = await stores.ledger.reminders([reminder.rid, unknown]);
      expect([...found.values()]).toEqual([{ ...reminder, dropped: 'answered' }]);
      await stores.ledger.dropReminders([{ rid: reminder.rid, reason: null }]);
      expect((await stores.ledger.reminders([reminder.rid])).get(reminder.rid)).toEqual(reminder);
    });

    test('pending digests come soonest first and leave when they need no more work', async () => {
      const [early, late, done] = ['1999-01-01', '1999-01-02', '1999-01-01'].map((localDate) =>
        aDigest({ recipientId: aPersonId(aName()), localDate }),
      );
      if (early === undefined || late === undefined || done === undefined) throw new Error('three digests');
      for (const one of [late, early, done]) await stores.ledger.saveDigest(one, []);
      await stores.ledger.saveDigest({ ...done, version: 2, state: 'dropped', reason: 'empty', pending: false }, []);
      expect(await listPending('1999-01-01T07:00:00Z')).toEqual([early.did]);
      expect(await listPending('1999-01-02T07:00:00Z')).toEqual([early.did, late.did]);
    });

    test('a digest whose day is over hands its reminders to the next, or nothing happens', async () => {
      const recipientId = aPersonId(aName());
      const [kept, handed] = [aReminder({ recipientId, step: '-7' }), aReminder({ recipientId, step: '-30' })];
      const from = aDigest({ recipientId, localDate: '2021-10-01', rids: [handed.rid] });
      const to = aDigest({ recipientId, localDate: '2021-10-04', rids: [kept.rid] });
      await stores.ledger.saveDigest(from, [{ ...handed, did: from.did }]);
      await stores.ledger.saveDigest(to, [{ ...kept, did: to.did }]);
      const ended: Digest = { ...from, version: 2, state: 'dropped', reason: 'empty', pending: false, rids: [] };
      const fuller = { ...to, version: 2, rids: [kept.rid, handed.rid] };
      expect(await stores.ledger.handOver(ended, { ...fuller, version: 3 }, [handed.rid])).toBe(false);
      expect(await stores.ledger.digest(from.did)).toEqual(from);
      expect(await stores.ledger.handOver(ended, fuller, [handed.rid])).toBe(true);
      expect(await stores.ledger.digest(from.did)).toEqual(ended);
      expect(await stores.ledger.digest(to.did)).toEqual(fuller);
      expect((await stores.ledger.reminders([handed.rid])).get(handed.rid)?.did).toBe(to.did);
    });

    test('F1: of five claims at once exactly one wins', async () => {
      const { digest, checks } = await aClaim();
      const results = await Promise.all(
        Array.from({ length: 5 }, (_, index) => stores.ledger.claim(claimed(digest, `token-${index}`), checks)),
      );
      const winner = results.findIndex(({ ok }) => ok);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.filter(({ ok }) => !ok)).toEqual(Array.from({ length: 4 }, () => ({ ok: false, lost: true })));
      expect(await stores.ledger.digest(digest.did)).toEqual(claimed(digest, `token-${winner}`));
    });

    test.each<[string, (checks: ClaimChecks) => Promise<ClaimChecks | undefined>]>([
      ['the gate was set meanwhile', async (checks) => ({ ...checks, gateVersion: checks.gateVersion - 1 })],
      [
        'the gate is not live',
        async ({ gateVersion, ...rest }) => {
          await stores.ledger.setGate({ mode: 'sandbox', version: gateVersion + 1, restoreFloor: null, breaker: null });
          return { ...rest, gateVersion: gateVersion + 1 };
        },
      ],
      [
        'the breaker has tripped',
        async ({ gateVersion, ...rest }) => {
          await stores.ledger.setGate({ mode: 'live', version: gateVersion + 1, restoreFloor: null, breaker: 'paused account' });
          return { ...rest, gateVersion: gateVersion + 1 };
        },
      ],
      [
        'the contact was suppressed',
        async (checks) => {
          const one = await stores.people.contact(checks.contact.id);
          if (one !== null)
            await stores.people.updateContact({ ...one, version: one.version + 1, pausedUntil: '2022-01-01T00:00:00Z' });
          return undefined;
        },
      ],
      [
        'the plan changed',
        async (checks) => {
          const plan = aPlan({ id: checks.plans[0]?.id ?? '', mailOnSince: '2021-09-15T07:00:00Z' });
          for (const write of planWritesOf(plan)) await stores.record.appendToPlan(write);
          return undefined;
        },
      ],
      [
        'the commitment moved on',
        async (checks) => ({ ...checks, commitments: checks.commitments.map((one) => ({ ...one, seq: 7 })) }),
      ],
      [
        'the role of whoever is asked has moved on',
        async (checks) => {
          const [held] = await stores.people.assignmentsOf(checks.contact.id);
          if (held !== undefined) await stores.people.updateAssignment({ ...held, version: 2, until: '2021-10-01T07:00:00Z' });
          return undefined;
        },
      ],
      [
        'somebody whom mail did not reach is reached again',
        async (checks) => {
          const one = await stores.people.contact(checks.stopped[0]?.id ?? '');
          if (one !== null) await stores.people.updateContact({ ...one, version: 2 });
          return undefined;
        },
      ],
      [
        'the milestone was answered',
        async (checks) => {
          const plan = checks.plans[0]?.id ?? '';
          for (const write of writesOf(andThen(aCommitment({ plan }), aDeclared(`${plan}/28/m1`)))) {
            await stores.record.appendToCommitment(write);
          }
          return undefined;
        },
      ],
    ])('no claim when %s, and the digest stays as it was', async (_, change) => {
      const { digest, checks } = await aClaim();
      const now = (await change(checks)) ?? checks;
      expect(await stores.ledger.claim(claimed(digest, 'token'), now)).toEqual({ ok: false, lost: false });
      expect(await stores.ledger.digest(digest.did)).toEqual(digest);
    });

    test('no claim on other tables than the gate is bound to', async () => {
      const { digest, checks } = await aClaim();
      const elsewhere = storesOver({ ...tables, identity: 'restored tables' }).ledger;
      expect(await elsewhere.claim(claimed(digest, 'token'), checks)).toEqual({ ok: false, lost: false });
    });

    test('one transaction takes a digest as full as it may be: seven plans, three roles, each reminder its own', async () => {
      const { digest, checks } = await aClaim();
      const [plan = { id: '', seq: 0 }] = checks.plans;
      const most = digestLimits.subjects - 30;
      const commitments = Array.from({ length: most }, (_, index) => ({ id: `${plan.id}/${index + 100}`, seq: 1 }));
      const stopped = Array.from({ length: 10 }, () => ({ id: aPersonId(aName()), version: 1 }));
      const drops = Array.from(
        { length: 20 },
        (_, index) => ({ rid: aReminder({ step: `-${index + 1}` }).rid, reason: 'answered' }) as const,
      );
      const plans = Array.from({ length: digestLimits.plans }, (_, index) => ({ id: `none-${index}`, seq: 1 }));
      const assignments = Array.from({ length: 3 }, (_, index) => anAssignment({ as: `${aName()}${index}` }));
      const full = { ...checks, plans, commitments, stopped, assignments };
      expect(3 + 7 + 3 + most + 10 + 20).toBe(100);
      expect(await stores.ledger.claim(claimed(digest, 'token'), full, drops)).toEqual({ ok: false, lost: false });
      const one = { rid: aReminder({ step: '-99' }).rid, reason: 'answered' } as const;
      await expect(stores.ledger.claim(claimed(digest, 'token'), full, [...drops, one])).rejects.toThrow();
    });

    test('what a claim, an end or a handing over drops is written with the digest it was judged in, or not at all', async () => {
      const { digest, checks } = await aClaim();
      const { recipientId, did } = digest;
      const [kept, gone] = [aReminder({ recipientId, step: '-7', did }), aReminder({ recipientId, step: '-30', did })];
      const held: Digest = { ...digest, version: 2, rids: [kept.rid, gone.rid] };
      expect(await stores.ledger.saveDigest(held, [kept, gone])).toBe(true);
      const drops = [{ rid: gone.rid, reason: 'answered' }] as const;
      const droppedNow = async () => (await stores.ledger.reminders([gone.rid])).get(gone.rid)?.dropped;
      expect(await stores.ledger.claim(claimed(digest, 'late'), checks, drops)).toEqual({ ok: false, lost: true });
      const ended: Digest = { ...held, version: 2, state: 'dropped', reason: 'empty', pending: false };
      expect(await stores.ledger.endDigest(ended, drops)).toBe(false);
      const to = aDigest({ recipientId, localDate: '2021-10-04', rids: [kept.rid] });
      expect(await stores.ledger.handOver(ended, to, [kept.rid], drops)).toBe(false);
      expect(await droppedNow()).toBeNull();
      expect(await stores.ledger.claim(claimed(held, 'token'), checks, drops)).toEqual({ ok: true });
      expect(await droppedNow()).toBe('answered');
    });

    test('a claim holds while the commitment a campaign asks about is as read, and no longer', async () => {
      const { digest, checks } = await aClaim();
      const [commitment = { id: '', seq: 0 }] = checks.commitments;
      const moved = { ...checks, commitments: [{ ...commitment, seq: 2 }] };
      expect(await stores.ledger.claim(claimed(digest, 'token'), moved)).toEqual({ ok: false, lost: false });
      expect(await stores.ledger.claim(claimed(digest, 'token'), checks)).toEqual({ ok: true });
    });

    test('the sandbox lets through only a claim that was made for the sandbox', async () => {
      const { digest, checks } = await aClaim();
      const gateVersion = checks.gateVersion + 1;
      await stores.ledger.setGate({ mode: 'sandbox', version: gateVersion, restoreFloor: null, breaker: null });
      const row = claimed(digest, 'token');
      expect(await stores.ledger.claim(row, { ...checks, gateVersion })).toEqual({ ok: false, lost: false });
      expect(await stores.ledger.claim(row, { ...checks, gateVersion, gateMode: 'sandbox' })).toEqual({ ok: true });
    });

    test('F1: of five repeats at once exactly one is claimed, and only over the claim that was read', async () => {
      const { digest, checks } = await aClaim();
      const first = claimed(digest, 'first');
      expect(await stores.ledger.claim(first, checks)).toEqual({ ok: true });
      const repeat = (token: string): Digest => ({ ...claimed(first, token), attempt: 2 });
      const results = await Promise.all(
        Array.from({ length: 5 }, (_, index) => stores.ledger.claim(repeat(`repeat-${index}`), checks)),
      );
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await stores.ledger.claim(repeat('late'), checks)).toEqual({ ok: false, lost: true });
      const winner = results.findIndex(({ ok }) => ok);
      expect(await stores.ledger.digest(digest.did)).toEqual(repeat(`repeat-${winner}`));
    });

    test('digests that need a person are listed apart from those the tick works on, until somebody decided', async () => {
      const digest = aDigest({ recipientId: aPersonId(aName()), localDate: '1999-02-01' });
      await stores.ledger.saveDigest(digest, []);
      const left: Digest = { ...digest, version: 2, state: 'needs-human', reason: 'unknown', pending: false };
      await stores.ledger.saveDigest(left, []);
      const listed: Digest[] = [];
      for await (const one of readable(stores.ledger.needingPerson())) listed.push(one);
      expect(listed).toContainEqual(left);
      expect(await listPending('1999-02-02T00:00:00Z')).not.toContain(digest.did);
      await stores.ledger.saveDigest({ ...left, version: 3, state: 'dropped' }, []);
      for await (const one of readable(stores.ledger.needingPerson())) expect(one.did).not.toBe(digest.did);
    });

    test('I13: senders at once take different turns, evenly apart', async () => {
      const moment = Temporal.Instant.from('2021-10-01T07:00:00.250Z');
      await stores.ledger.setSendRate(10);
      const waits = await Promise.all(Array.from({ length: 6 }, () => stores.ledger.takeSlot(moment)));
      expect(waits.map(Number).sort((a, b) => a - b)).toEqual([0, 125, 250, 375, 500, 625]);
      expect(await stores.ledger.takeSlot(moment.add({ milliseconds: 800 }))).toBe(0);
    });

    test('a new rate keeps the turns that are taken', async () => {
      const moment = Temporal.Instant.from('2031-10-01T07:00:00Z');
      await stores.ledger.setSendRate(1);
      await stores.ledger.takeSlot(moment);
      await stores.ledger.setSendRate(100);
      await stores.ledger.setSendRate(100);
      expect(await stores.ledger.takeSlot(moment)).toBe(1_250);
      expect(await stores.ledger.takeSlot(moment)).toBe(1_263);
    });

    test('of what is left of a day’s quota senders take one digest each, however many ask at once; codes take none of it', async () => {
      const moment = Temporal.Instant.from('2032-10-01T07:00:00Z');
      await stores.ledger.setSendRate(10, 3);
      const asked = await Promise.all(Array.from({ length: 5 }, () => stores.ledger.takeSlot(moment, 'digest')));
      expect(asked.filter((one) => one === 'quota')).toHaveLength(2);
      expect(await stores.ledger.takeSlot(moment, 'code')).toBeTypeOf('number');
      await stores.ledger.setSendRate(10, 1);
      expect(await stores.ledger.takeSlot(moment, 'code')).toBeTypeOf('number');
      expect(await stores.ledger.takeSlot(moment, 'digest')).toBeTypeOf('number');
      expect(await stores.ledger.takeSlot(moment, 'digest')).toBe('quota');
      await stores.ledger.setSendRate(10, null);
      expect(await stores.ledger.takeSlot(moment, 'digest')).toBeTypeOf('number');
    });

    test('the proof of the feed only moves forward', async () => {
      expect(await stores.ledger.feedSeenAt()).toBeNull();
      for (const at of ['2021-10-01T07:00:00Z', '2021-10-02T07:00:00Z', '2021-09-01T07:00:00Z']) await stores.ledger.moveFeed(at);
      expect(await stores.ledger.feedSeenAt()).toBe('2021-10-02T07:00:00Z');
    });

    test('a tick run is kept by its slot', async () => {
      const run = {
        slot: '2021-10-01T07:15:00Z',
        startedAt: '2021-10-01T07:15:02Z',
        finishedAt: null,
        expiresAt: '2022-11-05T00:00:00Z',
      };
      await stores.ledger.putRun(run);
      await stores.ledger.putRun({ ...run, finishedAt: '2021-10-01T07:15:09Z' });
      expect(await stores.ledger.run(run.slot)).toEqual({ ...run, finishedAt: '2021-10-01T07:15:09Z' });
      expect(await stores.ledger.run('2021-10-01T07:30:00Z')).toBeNull();
    });

    test('runs and digests are read many at a time, those that exist', async () => {
      const slots = ['2021-10-02T07:00:00Z', '2021-10-02T07:15:00Z', '2021-10-02T07:30:00Z'];
      const run = { startedAt: '2021-10-02T07:00:02Z', finishedAt: null, expiresAt: '2022-11-05T00:00:00Z' };
      for (const slot of [slots[0], slots[2]]) await stores.ledger.putRun({ ...run, slot: slot ?? '' });
      const found = await stores.ledger.runs([...slots, ...slots]);
      expect([...found.keys()].sort()).toEqual([slots[0], slots[2]]);
      const [one, other, absent] = [1, 2, 3].map(() => aDigest({ recipientId: aPersonId(aName()) }));
      for (const digest of [one, other]) if (digest !== undefined) await stores.ledger.saveDigest(digest, []);
      const dids = [one, other, absent, one].map((digest) => digest?.did ?? '');
      const digests = await stores.ledger.digests(dids);
      expect([...digests.values()].map(({ did }) => did).sort()).toEqual([one?.did, other?.did].sort());
      expect([await stores.ledger.digests([]), await stores.ledger.runs([])]).toEqual([new Map(), new Map()]);
    });

    test('F14: the gate says which tables it was opened on, and which these are', async () => {
      const { version, boundTo } = await stores.ledger.gate();
      await stores.ledger.setGate({ mode: 'off', version: version + 1, restoreFloor: null, breaker: null });
      expect(await stores.ledger.binding()).toEqual({ stored: boundTo, here: boundTo });
      const other = storesOver({ ...tables, identity: `${boundTo}-2` });
      expect(await other.ledger.binding()).toEqual({ stored: boundTo, here: `${boundTo}-2` });
      expect((await other.ledger.gate()).mode).toBe('off');
      const none = storesOver({ ...tables, get: async () => null });
      expect(await none.ledger.binding()).toEqual({ stored: null, here: boundTo });
    });

    test('purging deletes rows past their time and leaves the others', async () => {
      const recipientId = aPersonId(aName());
      const old = aReminder({ recipientId, step: '-30', expiresAt: '1999-01-01T00:00:00Z' });
      const kept = aReminder({ recipientId, step: '-7', expiresAt: '1999-01-03T00:00:00Z' });
      const digest = aDigest({ recipientId, rids: [old.rid, kept.rid], expiresAt: '1999-01-01T00:00:00Z' });
      await stores.ledger.saveDigest(digest, [old, kept]);
      expect(await stores.ledger.purge('1999-01-02T00:00:00Z')).toBe(2);
      expect(await stores.ledger.digest(digest.did)).toBeNull();
      expect([...(await stores.ledger.reminders([old.rid, kept.rid])).keys()]).toEqual([kept.rid]);
      expect(await stores.ledger.purge('1999-01-02T00:00:00Z')).toBe(0);
    });
  });
}
