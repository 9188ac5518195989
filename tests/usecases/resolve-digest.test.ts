import { describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/domain/ledger.ts';
import type { MailOutcome } from '../../shared/ports.ts';
import { resolveDigest } from '../../shared/usecases/resolve-digest.ts';
import { aDeclared, aDigest } from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

const did = aDigest({ localDate: '2021-10-01' }).did;

type World = Awaited<ReturnType<typeof aWorld>>;

/** The digest of Friday 1 October, left to a person after this outcome. */
async function left(outcome: MailOutcome): Promise<World> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  world.answer(() => outcome);
  await world.run('2021-10-01T07:00:00Z', '2021-10-02T08:00:00Z');
  world.answer(() => ({ kind: 'accepted', messageId: 'm' }));
  expect((await world.stores.ledger.digest(did))?.state).toBe('needs-human');
  return world;
}

const unknown: MailOutcome = { kind: 'ambiguous', reason: 'timeout' };
const rejected: MailOutcome = { kind: 'rejected', reason: 'MessageRejected' };
const attempts = (world: World) => world.mails.filter(({ tags }) => tags['digest'] === did).map(({ tags }) => tags['attempt']);
const monday = '2021-10-04T06:00:00Z';
const asks = async (world: World) => (await world.stores.record.asks(`${plan}/28`)).map(({ step, on }) => [step, on]);

describe('a person decides about a digest', () => {
  test('that is dropped: nothing of it is sent or shown as asked, and why it needed a person stays', async () => {
    const world = await left(unknown);
    const outcome = await resolveDigest(world.stores, { did, how: 'drop', now: instant('2021-10-02T09:00:00Z') });
    expect(outcome).toMatchObject({ ok: true, digest: { state: 'dropped', reason: 'feed-not-proved', pending: false } });
    await world.run(monday, '2021-10-06T00:00:00Z');
    expect([attempts(world), await asks(world)]).toEqual([['1'], []]);
  });

  test('that is sent again where a mail may have left: the same digest, as a repeat, on a working day', async () => {
    const world = await left(unknown);
    await resolveDigest(world.stores, { did, how: 'send-again', now: instant('2021-10-02T09:00:00Z') });
    await world.run('2021-10-02T09:00:00Z', '2021-10-04T05:59:59Z');
    expect(attempts(world)).toEqual(['1']);
    await world.run(monday, '2021-10-06T00:00:00Z');
    expect(attempts(world)).toEqual(['1', '2']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', acceptedOn: '2021-10-04', pending: false });
    expect(await asks(world)).toEqual([['-30', '2021-10-04']]);
  });

  test('whose repeat is not heard of either: it comes back to the person, and is never repeated by itself', async () => {
    const world = await left(unknown);
    await resolveDigest(world.stores, { did, how: 'send-again', now: instant('2021-10-02T09:00:00Z') });
    world.answer(() => unknown);
    await world.stores.ledger.moveFeed('2021-10-05T12:00:00Z');
    await world.run(monday, '2021-10-06T00:00:00Z');
    expect(attempts(world)).toEqual(['1', '2']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'unknown', attempt: 2 });
  });

  test('that is sent again after SES refused it: as if it were planned now, since nothing ever left', async () => {
    const world = await left(rejected);
    await resolveDigest(world.stores, { did, how: 'send-again', now: instant('2021-10-02T09:00:00Z') });
    await world.run('2021-10-02T09:00:00Z', '2021-10-06T00:00:00Z');
    expect(attempts(world)).toEqual(['1']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'dropped', reason: 'empty' });
    expect(world.sent.at(-1)).toMatchObject({ at: '2021-10-04T07:00:00Z', milestones: [{ id: a }, { id: b }] });
  });

  test('F13: that is sent again when nothing holds any more: it comes back as unknown', async () => {
    const world = await left(unknown);
    for (const id of [a, b])
      await world.say(id, aDeclared(id, { status: 'complete', completedOn: '2021-10-01' }), '2021-10-02T08:30:00Z');
    await resolveDigest(world.stores, { did, how: 'send-again', now: instant('2021-10-02T09:00:00Z') });
    await world.run('2021-10-02T09:00:00Z', '2021-10-06T00:00:00Z');
    expect(attempts(world)).toEqual(['1']);
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'needs-human', reason: 'unknown' });
  });

  test('F26: that arrived after all: the next tick shows who was asked, on the day it left', async () => {
    const world = await left(unknown);
    await resolveDigest(world.stores, { did, how: 'sent-after-all', now: instant('2021-10-02T09:00:00Z') });
    await world.run('2021-10-02T09:00:00Z', '2021-10-04T07:00:00Z');
    expect(await world.stores.ledger.digest(did)).toMatchObject({ state: 'sent', reason: null, pending: false });
    expect(await asks(world)).toEqual([['-30', '2021-10-01']]);
    expect(attempts(world)).toEqual(['1']);
  });

  test('only about one that needs it, and only what can be', async () => {
    const world = await left(rejected);
    const now = instant('2021-10-02T09:00:00Z');
    const reason = async (one: Digest['did'], how: 'drop' | 'sent-after-all') => {
      const outcome = await resolveDigest(world.stores, { did: one, how, now });
      return outcome.ok ? 'ok' : outcome.reason;
    };
    expect(await reason(did, 'sent-after-all')).toBe('never-sent');
    expect(await reason(aDigest({ localDate: '2021-09-29' }).did, 'drop')).toBe('needs-nobody');
    expect(await reason(aDigest({ localDate: '2030-01-01' }).did, 'drop')).toBe('unknown-digest');
    const { ledger } = world.stores;
    const outrun = { ...ledger, saveDigest: async () => false };
    expect(await resolveDigest({ ledger: outrun }, { did, how: 'drop', now })).toEqual({ ok: false, reason: 'moved' });
    expect(await reason(did, 'drop')).toBe('ok');
    expect(await reason(did, 'drop')).toBe('needs-nobody');
  });
});
