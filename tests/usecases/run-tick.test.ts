import { describe, expect, test } from 'vitest';
import { readable } from '../../shared/domain/unreadable.ts';
import type { DigestJob } from '../../shared/ports.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aContact, aDigest, anAssignment, aPersonId, aReminder, loseDue } from '../builders.ts';
import { a, aWorld, b, c, d, instant, plan } from './reminder-world.ts';

const firstOfOctober = '2021-10-01T07:00:00Z';
const did = aDigest({ localDate: '2021-10-01' }).did;

type World = Awaited<ReturnType<typeof aWorld>>;

/** A world in which nothing is due by itself. */
async function aQuietWorld(): Promise<World> {
  const world = await aWorld();
  await loseDue(world.stores.record, [a, b, c, d]);
  return world;
}

/** A planned digest of a lead of #28, with one reminder of this step. */
async function waiting(world: World, as: string, step: string): Promise<string> {
  const since = '2021-09-15T06:00:00Z';
  await world.stores.people.addContact(aContact({ as, confirmedAt: since }));
  await world.stores.people.addAssignment(anAssignment({ as, role: 'lead', since, commitments: ['28'] }));
  const recipientId = aPersonId(as);
  const digest = aDigest({ recipientId, localDate: '2021-10-01', notBefore: firstOfOctober });
  const reminder = aReminder({ recipientId, step, did: digest.did, subjectId: b });
  await world.stores.ledger.saveDigest({ ...digest, rids: [reminder.rid] }, [reminder]);
  return digest.did;
}

/** What one tick puts into the queue. */
async function queued(world: World, at: string): Promise<string[]> {
  await runTick(world.deps, instant(at));
  return world.jobs.splice(0).map((job) => job.did);
}

describe('the queue of the tick', () => {
  test('F5: with little quota left the last days before deadlines go first, then the first after, and the rest waits', async () => {
    const world = await aQuietWorld();
    const quarter = await waiting(world, 'one', '-30');
    const after = await waiting(world, 'two', '+1wd');
    const last = await waiting(world, 'three', '-1');
    const monthly = await waiting(world, 'four', 'overdue-2021-12');
    world.setQuota({ max24Hours: 200, sentLast24Hours: 178 });
    expect(await queued(world, firstOfOctober)).toEqual([last, after]);
    world.setQuota({ sentLast24Hours: 180 });
    expect(await queued(world, '2021-10-01T07:15:00Z')).toEqual([]);
    world.setQuota({ sentLast24Hours: 0 });
    expect((await queued(world, '2021-10-01T08:00:00Z')).sort()).toEqual([after, last, monthly, quarter].sort());
  });

  test('an account without a daily limit is let through whole', async () => {
    const world = await aQuietWorld();
    const one = await waiting(world, 'one', '-30');
    world.setQuota({ max24Hours: -1, sentLast24Hours: 70_000 });
    expect(await queued(world, firstOfOctober)).toEqual([one]);
  });

  test('what lies in the queue is put there again after an hour, and not with every tick', async () => {
    const world = await aQuietWorld();
    await world.tick('2021-10-01T06:45:00Z');
    const one = await waiting(world, 'one', '-7');
    const found: [string, number][] = [];
    for (const at of ['07:00', '07:15', '07:30', '07:45', '08:00', '08:15', '08:45', '09:00', '09:15']) {
      found.push([at, (await queued(world, `2021-10-01T${at}:00Z`)).filter((each) => each === one).length]);
    }
    // 08:30 never ran: the tick after it cannot know what it would have done.
    expect(found.filter(([, times]) => times > 0).map(([at]) => at)).toEqual(['07:00', '08:00', '08:45', '09:00']);
  });

  test('H1: a tick that comes twice puts a job twice at most, and the digest is sent once', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
    await runTick(world.deps, instant(firstOfOctober));
    await runTick(world.deps, instant(firstOfOctober));
    const before = world.mails.length;
    await world.drain(instant(firstOfOctober));
    expect(world.mails).toHaveLength(before + 1);
  });

  test('the rate the account may send at is kept for all senders', async () => {
    const world = await aQuietWorld();
    await waiting(world, 'one', '-7');
    world.setQuota({ perSecond: 20 });
    await queued(world, firstOfOctober);
    const moment = instant('2021-10-01T07:00:00Z');
    expect([await world.stores.ledger.takeSlot(moment), await world.stores.ledger.takeSlot(moment)]).toEqual([0, 63]);
  });
});

describe('a tick that runs out of time', () => {
  test('F17: stops between two people, says that it did not finish, and the next goes on', async () => {
    const world = await aWorld({ people: { lead: {}, deputy: {}, poc: {} } });
    // The deputy answers for #29, the lead for #28 alone.
    const [lead] = await world.stores.people.assignmentsOf(aPersonId('lead'));
    if (lead === undefined) throw new Error('no lead');
    await world.stores.people.updateAssignment({ ...lead, version: lead.version + 1, commitments: ['28'] });
    await world.stores.people.addContact(aContact({ as: 'other', confirmedAt: '2021-09-15T06:00:00Z' }));
    await world.stores.people.addAssignment(
      anAssignment({ as: 'other', role: 'lead', since: '2021-09-15T06:00:00Z', commitments: ['29'] }),
    );
    let asked = 0;
    // Time for the first person: one look for the plan, one for them.
    const left = () => (asked++ < 2 ? 300_000 : 30_000);
    const account = await runTick(world.deps, instant(firstOfOctober), left);
    expect(account.skipped).toContainEqual({ id: expect.stringMatching(/^p-/), reason: 'no-time' });
    expect(world.jobs).toHaveLength(1);
    expect((await world.stores.ledger.run(firstOfOctober))?.finishedAt).toBeNull();
    const due = await Promise.all([a, b].map(async (id) => (await world.stores.record.due(id))?.nextDueAt));
    expect(due.filter((at) => at !== null && at !== undefined && at <= firstOfOctober)).toHaveLength(1);
    await runTick(world.deps, instant('2021-10-01T07:15:00Z'));
    expect(new Set(world.jobs.map((job) => job.did)).size).toBe(2);
    expect((await world.stores.ledger.run('2021-10-01T07:15:00Z'))?.finishedAt).not.toBeNull();
    await world.drain(instant('2021-10-01T07:15:00Z'));
    expect(world.sent.map(({ to }) => to).sort()).toEqual(['lead@example.org', 'other@example.org']);
  });

  test('F17: without time for anything it leaves everything as it was', async () => {
    const world = await aWorld();
    const account = await runTick(world.deps, instant('2021-09-23T07:00:00Z'), () => 1_000);
    expect(account.skipped).toEqual([{ id: plan, reason: 'no-time' }]);
    expect(world.jobs).toEqual([]);
    expect((await world.stores.record.due(a))?.nextDueAt).toBe('2021-09-23T07:00:00Z');
  });
});

describe('a stop that is yet to be told', () => {
  async function bounced(): Promise<World> {
    const world = await aWorld({ people: { lead: {}, deputy: {}, poc: {} } });
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T07:00:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', pending: false });
    const mail = { messageId: 'm', timestamp: '2021-10-01T07:00:01.000Z', tags: { digest: [did], attempt: ['1'] } };
    const bounce = { bounceType: 'Permanent', timestamp: '2021-10-01T07:05:00.000Z' };
    await recordMailEvent(world.stores, { eventType: 'Bounce', mail, bounce });
    return world;
  }
  const noticesIn = async (world: World, jobs: readonly DigestJob[]) => {
    const digests = await Promise.all(jobs.map((job) => world.stores.ledger.digest(job.did)));
    const rids = digests.flatMap((one) => one?.rids ?? []);
    return [...(await world.stores.ledger.reminders(rids)).values()].filter(({ step }) => step.startsWith('stopped-'));
  };

  test('F7: the tick after a hard bounce plans what deputy and point of contact are told, once', async () => {
    const world = await bounced();
    expect(await world.stores.ledger.digest(did)).toMatchObject({ tellStop: true, pending: true, delivery: 'bounced' });
    await runTick(world.deps, instant('2021-10-01T07:15:00Z'));
    const told = await noticesIn(world, world.jobs);
    expect(told.map(({ role, step, subjectId }) => [role, step, subjectId]).sort()).toEqual([
      ['deputy', `stopped-${aPersonId('lead')}`, plan],
      ['poc', `stopped-${aPersonId('lead')}`, plan],
    ]);
    await world.drain(instant('2021-10-01T07:15:00Z'));
    expect(await world.stores.ledger.digest(did)).toMatchObject({ tellStop: false, pending: false, state: 'sent' });
    await runTick(world.deps, instant('2021-10-01T07:30:00Z'));
    expect(world.jobs).toEqual([]);
  });

  test('F3: a crash before the mark is off repeats it, and tells nobody twice', async () => {
    const world = await bounced();
    const { ledger } = world.stores;
    const dying = {
      ...ledger,
      saveDigest: (...[digest, reminders]: Parameters<typeof ledger.saveDigest>) =>
        digest.did === did ? Promise.reject(new Error('killed')) : ledger.saveDigest(digest, reminders),
    };
    const account = await runTick({ ...world.deps, ledger: dying }, instant('2021-10-01T07:15:00Z'));
    expect(account.failed).toEqual([{ id: did, reason: 'error' }]);
    world.jobs.splice(0);
    await runTick(world.deps, instant('2021-10-01T07:30:00Z'));
    expect(await ledger.digest(did)).toMatchObject({ tellStop: false });
    const planned: string[] = [];
    for await (const one of readable(ledger.pendingDigests('2022-01-01T00:00:00Z'))) planned.push(...one.rids);
    const steps = [...(await ledger.reminders(planned)).values()].filter(({ step }) => step.startsWith('stopped-'));
    expect(steps).toHaveLength(2);
  });

  test('F8: the same bounce again, after somebody lifted the stop, silences nobody', async () => {
    const world = await bounced();
    const lead = await world.stores.people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('no lead');
    await world.stores.people.updateContact({ ...lead, version: lead.version + 1, suppressed: null });
    const mail = { messageId: 'm', timestamp: '2021-10-01T07:00:01.000Z', tags: { digest: [did], attempt: ['1'] } };
    const bounce = { bounceType: 'Permanent', timestamp: '2021-10-01T07:05:00.000Z' };
    expect(await recordMailEvent(world.stores, { eventType: 'Bounce', mail, bounce })).toBe('unchanged');
    expect((await world.stores.people.contact(aPersonId('lead')))?.suppressed).toBeNull();
  });
});
