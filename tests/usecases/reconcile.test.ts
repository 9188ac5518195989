import { describe, expect, test } from 'vitest';
import type { MailEvent } from '../../shared/domain/mail-event.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aDeclared, aDigest, aPersonId } from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

const did = aDigest({ localDate: '2021-10-01' }).did;
const accepted = (messageId: string) => () => ({ kind: 'accepted', messageId }) as const;

type World = Awaited<ReturnType<typeof aWorld>>;

function event(eventType: string, attempt: number, digest = did): MailEvent {
  const mail = { messageId: `e-${attempt}`, timestamp: '2021-10-01T07:00:01.000Z' };
  return { eventType, mail: { ...mail, tags: { digest: [digest], attempt: [String(attempt)] } } };
}

/** The digest of 1 October (a+1wd, b−30), claimed at 07:00 and not heard of since. */
async function unheard(at = '2021-10-01T07:00:00Z'): Promise<World> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
  if (at !== '2021-10-01T07:00:00Z')
    await world.stores.ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
  await world.tick('2021-10-01T07:00:00Z');
  if (at !== '2021-10-01T07:00:00Z') {
    await world.stores.ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    await sendDigest(world.deps, { did }, instant(at));
  }
  expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'claimed', claimedAt: at, attempt: 1 });
  world.answer(accepted('m-repeat'));
  return world;
}

const mailsOf = (world: World) => world.mails.filter(({ tags }) => tags['digest'] === did);
const stepsOf = async (world: World) => {
  const asks = await Promise.all(['28', '29'].map((number) => world.stores.record.asks(`${plan}/${number}`)));
  return asks.flat().filter(({ step }) => ['+1wd', '-30'].includes(step));
};

describe('a digest nobody has heard of', () => {
  test('a repeat that may not leave before Monday is not put into the queue before Monday, and then at the first tick', async () => {
    const world = await unheard('2021-10-01T15:30:00Z');
    await world.stores.ledger.moveFeed('2021-10-01T15:45:00Z');
    for (let at = instant('2021-10-01T15:45:00Z'); at.toString() < '2021-10-04T06:00:00Z'; at = at.add({ minutes: 15 })) {
      await runTick(world.deps, at);
    }
    expect(world.jobs.filter((job) => job.did === did)).toEqual([]);
    const opening = instant('2021-10-04T07:00:00Z');
    await runTick(world.deps, opening);
    expect(world.jobs.filter((job) => job.did === did)).toHaveLength(1);
    await world.drain(opening);
    expect(mailsOf(world)).toHaveLength(2);
  });

  test('F4: goes out once more after its grace, when a later mail was heard of', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    await world.tick('2021-10-01T09:45:00Z');
    expect(mailsOf(world)).toHaveLength(1);
    await world.tick('2021-10-01T10:00:00Z');
    expect(mailsOf(world).map(({ tags }) => tags['attempt'])).toEqual(['1', '2']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({
      ...{ state: 'sent', attempt: 2, acceptedOn: '2021-10-01', pending: false },
      claims: [{ at: '2021-10-01T07:00:00Z' }, { at: '2021-10-01T10:00:00Z', told: 'accepted' }],
    });
    expect((await stepsOf(world)).map(({ at }) => at)).toEqual(['2021-10-01T10:00:00Z', '2021-10-01T10:00:00Z']);
    await world.run('2021-10-01T10:15:00Z', '2021-10-06T00:00:00Z');
    expect(mailsOf(world)).toHaveLength(2);
  });

  test('I3: a repeat leaves inside the window, on whatever day that is, and the ask has the day it left', async () => {
    const world = await unheard('2021-10-01T15:30:00Z');
    await world.stores.ledger.moveFeed('2021-10-01T15:45:00Z');
    await world.run('2021-10-01T18:30:00Z', '2021-10-04T05:59:59Z');
    expect(mailsOf(world)).toHaveLength(1);
    await world.tick('2021-10-04T06:00:00Z');
    expect(mailsOf(world)).toHaveLength(2);
    expect((await stepsOf(world)).map(({ on }) => on)).toEqual(['2021-10-04', '2021-10-04']);
  });

  test('an event that comes in time is all that is needed', async () => {
    const world = await unheard();
    await recordMailEvent(world.stores, event('Delivery', 1));
    await world.run('2021-10-01T07:15:00Z', '2021-10-05T00:00:00Z');
    expect(mailsOf(world)).toHaveLength(1);
    expect((await stepsOf(world)).map(({ at, on }) => [at, on])).toEqual([
      ['2021-10-01T07:00:00Z', '2021-10-01'],
      ['2021-10-01T07:00:00Z', '2021-10-01'],
    ]);
  });

  test('F24: an event between the tick and the sender stops the repeat', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    await runTick(world.deps, instant('2021-10-01T10:00:00Z'));
    expect(world.jobs).toEqual([{ did }]);
    await recordMailEvent(world.stores, event('Send', 1));
    await world.drain(instant('2021-10-01T10:00:00Z'));
    expect(mailsOf(world)).toHaveLength(1);
    expect(await stepsOf(world)).toHaveLength(2);
  });

  test('F1: of two senders of a repeat one claims it', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    const now = instant('2021-10-01T10:00:00Z');
    await Promise.all([sendDigest(world.deps, { did }, now), sendDigest(world.deps, { did }, now)]);
    expect(mailsOf(world)).toHaveLength(2);
  });

  test('a second attempt that is not heard of either needs a person, and is not followed by a third', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    world.answer(() => ({ kind: 'ambiguous', reason: 'reset' }));
    await world.tick('2021-10-01T10:00:00Z');
    await world.stores.ledger.moveFeed('2021-10-01T11:00:00Z');
    await world.tick('2021-10-01T12:45:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'claimed', attempt: 2 });
    const account = await world.tick('2021-10-01T13:00:00Z');
    expect(account.failed).toEqual([{ id: did, reason: 'unknown' }]);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'unknown', pending: false });
    await world.run('2021-10-01T13:15:00Z', '2021-10-08T00:00:00Z');
    expect(mailsOf(world)).toHaveLength(2);
  });

  test('a repeat that certainly did not leave counts as none, and is tried again', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    world.answer(() => ({ kind: 'passing', reason: 'Throttling' }));
    await world.tick('2021-10-01T10:00:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({
      state: 'claimed',
      attempt: 1,
      claimedAt: '2021-10-01T07:00:00Z',
    });
    world.answer(accepted('m-2'));
    await world.tick('2021-10-01T10:15:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', attempt: 2 });
  });

  test('what about the last day before a deadline is waited for half an hour', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-09-29T06:59:59Z');
    world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
    await world.tick('2021-09-29T07:00:00Z');
    await world.stores.ledger.moveFeed('2021-09-29T07:00:01Z');
    world.answer(accepted('m'));
    const last = aDigest({ localDate: '2021-09-29' }).did;
    await world.tick('2021-09-29T07:15:00Z');
    expect((await world.stores.ledger.digest(last))?.attempt).toBe(1);
    await world.tick('2021-09-29T07:30:00Z');
    expect(await world.stores.ledger.digest(last)).toMatchObject({ attempt: 2, state: 'sent' });
  });
});

describe('what changed before a repeat', () => {
  const complete = (id: string) => aDeclared(id, { status: 'complete', completedOn: '2021-10-01' });

  test('F13: nothing holds any more: it stays unknown and needs a person, until a late event says that it was sent', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    for (const id of [a, b]) await world.say(id, complete(id), '2021-10-01T09:00:00Z');
    await world.tick('2021-10-01T10:00:00Z');
    expect(mailsOf(world)).toHaveLength(1);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'unknown' });
    await recordMailEvent(world.stores, event('Delivery', 1));
    await world.tick('2021-10-01T10:15:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', reason: null, pending: false });
    expect(await stepsOf(world)).toHaveLength(2);
  });

  test('I21: what the repeat left out is asked only if the first mail proves to have told it', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    await world.say(b, complete(b), '2021-10-01T09:00:00Z');
    await world.tick('2021-10-01T10:00:00Z');
    const digest = await world.stores.ledger.digest(did);
    const reminders = await world.stores.ledger.reminders(digest?.rids ?? []);
    expect([...reminders.values()].map(({ step, dropped }) => [step, dropped])).toEqual([
      ['+1wd', null],
      ['-30', 'answered'],
    ]);
    expect((await stepsOf(world)).map(({ step }) => step)).toEqual(['+1wd']);

    expect(await recordMailEvent(world.stores, event('Send', 1))).toBe('doubled');
    expect(await recordMailEvent(world.stores, event('Delivery', 1))).toBe('recorded');
    await world.tick('2021-10-01T10:15:00Z');
    const back = await world.stores.ledger.reminders(digest?.rids ?? []);
    expect([...back.values()].map(({ dropped }) => dropped)).toEqual([null, null]);
    expect((await stepsOf(world)).map(({ step }) => step).sort()).toEqual(['+1wd', '-30']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', acceptedOn: '2021-10-01', pending: false });
  });

  test('I9: whoever stopped mail meanwhile gets no repeat', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    const lead = await world.stores.people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('no lead');
    const suppressed = { reason: 'unsubscribed', at: '2021-10-01T09:00:00Z' } as const;
    await world.stores.people.updateContact({ ...lead, version: lead.version + 1, suppressed });
    await world.tick('2021-10-01T10:00:00Z');
    expect(mailsOf(world)).toHaveLength(1);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'unknown' });
  });

  test('a shut gate holds a repeat back, and an open one lets it go', async () => {
    const world = await unheard();
    const { ledger } = world.stores;
    await ledger.moveFeed('2021-10-01T08:00:00Z');
    await ledger.setGate({ mode: 'off', version: 2, restoreFloor: null, breaker: null });
    expect((await world.tick('2021-10-01T10:00:00Z')).skipped).toContainEqual({ id: did, reason: 'gate-off' });
    await ledger.setGate({ mode: 'live', version: 3, restoreFloor: null, breaker: null });
    await world.tick('2021-10-01T10:15:00Z');
    expect(mailsOf(world)).toHaveLength(2);
  });
});

describe('proof that events come', () => {
  test('an event proves the time of the mail it is about, not of a repeat of it', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T07:00:01Z');
    await world.tick('2021-10-01T10:00:00Z');
    await recordMailEvent(world.stores, event('Delivery', 1));
    expect(await world.stores.ledger.feedSeenAt()).toBe('2021-10-01T07:00:01Z');
    await recordMailEvent(world.stores, event('Delivery', 2));
    expect(await world.stores.ledger.feedSeenAt()).toBe('2021-10-01T10:00:00Z');
  });

  test('events of both attempts tell once that the mail was doubled', async () => {
    const world = await unheard();
    await world.stores.ledger.moveFeed('2021-10-01T08:00:00Z');
    await world.tick('2021-10-01T10:00:00Z');
    const told = [];
    for (const one of [event('Send', 2), event('Send', 1), event('Delivery', 1), event('Delivery', 2)]) {
      told.push(await recordMailEvent(world.stores, one));
    }
    expect(told).toEqual(['recorded', 'doubled', 'recorded', 'recorded']);
  });
});
