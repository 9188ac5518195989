import { expect, it } from 'vitest';
import type { LedgerStore } from '../../shared/ports.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aDigest } from '../builders.ts';
import { aWorld, instant } from './reminder-world.ts';

const tickAt = '2021-10-01T07:00:00Z';
const { did } = aDigest({ localDate: '2021-10-01' });

/** A digest in the queue, and a sender whom `meanwhile` overtakes after it has judged the row as planned. */
async function overtaken(meanwhile: (world: Awaited<ReturnType<typeof aWorld>>) => Promise<unknown>) {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  await runTick(world.deps, instant(tickAt));
  const before = world.mails.length;
  let isFirst = true;
  const gate: LedgerStore['gate'] = async () => {
    if (isFirst) {
      isFirst = false;
      await meanwhile(world);
    }
    return world.stores.ledger.gate();
  };
  const late = { ...world.deps, ledger: { ...world.deps.ledger, gate } };
  return { world, late, mailsSince: () => world.mails.length - before };
}

it('F1: what the queue gives a second time mails nothing once another sender has sent it', async () => {
  const { late, mailsSince } = await overtaken(({ deps }) => sendDigest(deps, { did }, instant(tickAt)));
  const account = await sendDigest(late, { did }, instant(tickAt), { repeated: true });
  expect(mailsSince()).toBe(1);
  expect(account.skipped).toEqual([{ id: did, reason: 'changing' }]);
});

it('F1: what the queue gives a second time mails nothing while another sender waits for an answer', async () => {
  let answer: () => void = () => {};
  let other: Promise<unknown> = Promise.resolve();
  const { late, mailsSince } = await overtaken(async ({ deps, stores, answer: answers }) => {
    answers(() => new Promise((resolve) => (answer = () => resolve({ kind: 'accepted', messageId: 'm-first' }))));
    other = sendDigest(deps, { did }, instant(tickAt));
    while ((await stores.ledger.digest(did))?.state !== 'claimed') await new Promise(setImmediate);
  });
  const again = await sendDigest(late, { did }, instant(tickAt), { repeated: true });
  expect(again.skipped).toEqual([{ id: did, reason: 'changing' }]);
  answer();
  await other;
  expect(mailsSince()).toBe(1);
});
