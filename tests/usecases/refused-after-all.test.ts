import { expect, test } from 'vitest';
import type { MailEvent } from '../../shared/domain/mail-event.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { resolveDigest } from '../../shared/usecases/resolve-digest.ts';
import { aDigest } from '../builders.ts';
import { aWorld, instant, plan } from './reminder-world.ts';

const tickAt = '2021-10-01T07:00:00Z';
const { did } = aDigest({ localDate: '2021-10-01' });

type World = Awaited<ReturnType<typeof aWorld>>;

const reject: MailEvent = {
  eventType: 'Reject',
  mail: { messageId: 'm-late', timestamp: tickAt, destination: [], tags: { digest: [did], attempt: ['1'] } },
};

/** What the pages show as asked that day, and what an audit finds about asks. */
async function shownAndFound({ stores }: World, at: string) {
  const asks = [...(await stores.record.asks(`${plan}/28`)), ...(await stores.record.asks(`${plan}/29`))];
  const { findings } = await auditPlans(stores, { planId: plan, isFull: false }, instant(at));
  return { asked: asks.filter(({ on }) => on === '2021-10-01').length, found: findings.map(({ kind }) => kind) };
}

async function refusedAfterItsAsks(): Promise<World> {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T08:00:00Z');
  expect(await recordMailEvent(world.stores, reject)).toBe('recorded');
  expect((await world.stores.ledger.digest(did))?.state).toBe('needs-human');
  return world;
}

test('I21: a content refused after the asks: the ask stays, the audit names the person it waits for and nothing else', async () => {
  const world = await refusedAfterItsAsks();
  expect(await shownAndFound(world, '2021-10-01T12:00:00Z')).toEqual({ asked: 2, found: ['needs-human'] });
});

test.each(['drop', 'send-again'] as const)('I21: after a person decides to %s nothing is left to find', async (how) => {
  const world = await refusedAfterItsAsks();
  expect(await resolveDigest(world.stores, { did, how, now: instant('2021-10-01T09:00:00Z') })).toMatchObject({ ok: true });
  expect(await shownAndFound(world, '2021-10-01T09:10:00Z')).toEqual({ asked: 2, found: [] });
  await world.tick('2021-10-01T09:15:00Z');
  expect(await shownAndFound(world, '2021-10-01T12:00:00Z')).toEqual({ asked: 2, found: [] });
  expect((await world.stores.ledger.digest(did))?.state).toBe(how === 'drop' ? 'dropped' : 'sent');
});

test('I21: a content refused before our own answer was written asks nothing, and nothing is missing', async () => {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  world.answer(async () => {
    await recordMailEvent(world.stores, reject);
    return { kind: 'accepted', messageId: 'm-1' };
  });
  await world.tick(tickAt);
  expect(await shownAndFound(world, '2021-10-01T12:00:00Z')).toEqual({ asked: 0, found: ['needs-human'] });
});

test('an ask of which no mail was ever accepted is still found', async () => {
  const world = await refusedAfterItsAsks();
  const [ask] = await world.stores.record.asks(`${plan}/28`);
  if (ask === undefined) throw new Error('nobody was asked');
  await world.stores.record.putAsk({ ...ask, rid: 'A'.repeat(43) });
  expect((await shownAndFound(world, '2021-10-01T12:00:00Z')).found.sort()).toEqual(['ask-unfounded', 'needs-human']);
});
