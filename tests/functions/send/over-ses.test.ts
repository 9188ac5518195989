import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalSes, openLocalSes, type SesFault } from '../../../infra/local/ses.ts';
import { createSesClient } from '../../../shared/adapters/ses/client.ts';
import { sesMailer } from '../../../shared/adapters/ses/mailer.ts';
import type { MailEvent } from '../../../shared/domain/mail-event.ts';
import { recordMailEvent } from '../../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../../shared/usecases/send-digest.ts';
import { aDigest } from '../../builders.ts';
import { aWorld, instant, plan } from '../../usecases/reminder-world.ts';

const did = aDigest({ localDate: '2021-10-01' }).did;

let outbox: string;
let fault: SesFault | null;
let events: MailEvent[];
let ses: LocalSes;
let now = instant('2021-10-01T07:00:00Z');

beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'jalon-outbox-'));
  fault = null;
  events = [];
  ses = await openLocalSes({
    outbox,
    clock: { now: () => now },
    fault: () => fault,
    onEvent: async (event) => void events.push(event),
  });
});

afterEach(async () => {
  await ses.close();
  await rm(outbox, { recursive: true });
});

/** The world of 1 October before its digest, whose mail goes through the real client. */
async function atTheFirst() {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  const mailer = sesMailer(createSesClient({ endpoint: ses.endpoint, region: 'eu-west-3' }), {
    digest: 'jalon-test',
    code: 'jalon-test-codes',
  });
  const deps = { ...world.deps, mailer };
  return {
    ledger: world.stores.ledger,
    tick: async (at: string) => {
      now = instant(at);
      const accounts = [await runTick(deps, now)];
      for (const job of world.jobs.splice(0)) accounts.push(await sendDigest(deps, job, now));
      await ses.settled();
      return accounts;
    },
    hear: async () => {
      for (const event of events.splice(0)) await recordMailEvent(world.stores, event);
    },
    digest: () => world.stores.ledger.digest(did),
    asks: () => world.stores.record.asks(`${plan}/28`),
    accepted: async () => (await readdir(outbox)).length,
  };
}

describe('a digest through the real SES client', () => {
  test.each<SesFault>(['accept-and-drop', 'accept-and-500', 'accept-and-half-answer', 'accept-and-empty-answer'])(
    'F4: %s: it stays claimed, SES accepted it once, and its event settles it',
    async (wrong) => {
      const world = await atTheFirst();
      fault = wrong;
      await world.tick('2021-10-01T07:00:00Z');
      fault = null;
      expect(await world.digest()).toMatchObject({ state: 'claimed', attempt: 1 });
      await world.tick('2021-10-01T07:15:00Z');
      await world.tick('2021-10-01T08:00:00Z');
      expect([await world.accepted(), await world.asks()]).toEqual([1, []]);
      await world.hear();
      await world.tick('2021-10-01T08:15:00Z');
      expect(await world.digest()).toMatchObject({ state: 'sent', delivery: 'delivered', pending: false, attempt: 1 });
      expect([await world.accepted(), (await world.asks()).length]).toEqual([1, 1]);
    },
  );

  test('I1: with its events lost and others heard of, it is accepted twice at most, and the second says so in its tags', async () => {
    const world = await atTheFirst();
    fault = 'accept-and-drop';
    await world.tick('2021-10-01T07:00:00Z');
    fault = null;
    events.splice(0);
    await world.ledger.moveFeed('2021-10-01T07:30:00Z');
    await world.tick('2021-10-01T09:45:00Z');
    expect(await world.accepted()).toBe(1);
    await world.tick('2021-10-01T10:00:00Z');
    expect(events.map(({ eventType, mail }) => [eventType, mail.tags?.['attempt']])).toEqual([
      ['Send', ['2']],
      ['Delivery', ['2']],
    ]);
    await world.hear();
    for (const at of ['2021-10-01T10:15:00Z', '2021-10-01T13:00:00Z', '2021-10-02T07:00:00Z']) await world.tick(at);
    expect(await world.accepted()).toBe(2);
    expect(await world.digest()).toMatchObject({ state: 'sent', attempt: 2, pending: false });
  });

  test.each<[SesFault, object]>([
    ['throttle', { state: 'planned', attempt: 0, claims: [] }],
    ['quota', { state: 'planned', attempt: 0, claims: [] }],
    ['reject', { state: 'needs-human', reason: 'rejected' }],
    ['invalid', { state: 'needs-human', reason: 'rejected' }],
  ])('F5: %s: nothing was accepted, and what follows is %j', async (wrong, row) => {
    const world = await atTheFirst();
    fault = wrong;
    await world.tick('2021-10-01T07:00:00Z');
    expect([await world.digest(), await world.accepted()]).toEqual([expect.objectContaining(row), 0]);
    fault = null;
    await world.tick('2021-10-01T07:15:00Z');
    await world.tick('2021-10-01T08:00:00Z');
    expect(await world.accepted()).toBe(wrong === 'throttle' || wrong === 'quota' ? 1 : 0);
  });

  test.each<SesFault>(['paused', 'unverified', 'denied', 'no-configuration-set'])(
    'F6: %s: the claim is given back, the breaker trips, and no tick calls again until a person resets it',
    async (wrong) => {
      const world = await atTheFirst();
      fault = wrong;
      await world.tick('2021-10-01T07:00:00Z');
      expect(await world.digest()).toMatchObject({ state: 'planned', attempt: 0 });
      const gate = await world.ledger.gate();
      expect(gate.breaker).not.toBeNull();
      fault = null;
      await world.tick('2021-10-01T08:00:00Z');
      expect(await world.accepted()).toBe(0);
      await world.ledger.setGate({ mode: 'live', version: gate.version + 1, restoreFloor: null, breaker: null });
      await world.tick('2021-10-01T09:00:00Z');
      expect(await world.accepted()).toBe(1);
    },
  );

  test('F6: a mail service that cannot be reached at all takes nothing and loses nothing', async () => {
    const world = await atTheFirst();
    await ses.close();
    const accounts = await world.tick('2021-10-01T07:00:00Z').catch((error: unknown) => error);
    expect(accounts).toContainEqual(expect.objectContaining({ failed: [{ id: did, reason: 'quota-unreadable' }] }));
    expect(await world.digest()).toMatchObject({ state: 'planned', attempt: 0, pending: true });
    ses = await openLocalSes({ outbox, clock: { now: () => now } });
  });
});
