import { describe, expect, test } from 'vitest';
import type { MailOutcome } from '../../shared/ports.ts';
import { setGate } from '../../shared/usecases/set-gate.ts';
import { aContact, anAssignment } from '../builders.ts';
import { aWorld } from './reminder-world.ts';

const importedAt = '2021-09-15T06:00:00Z';
const day = '2021-10-01T07:00:00Z';
const rejected: MailOutcome = { kind: 'rejected', reason: 'MessageRejected' };

/** Five leads hear of the same milestone on one day. */
async function ofFive() {
  const world = await aWorld({ people: { lead: {} } });
  for (const as of ['second', 'third', 'fourth', 'fifth']) {
    await world.stores.people.addContact(aContact({ as, confirmedAt: importedAt }));
    await world.stores.people.addAssignment(anAssignment({ as, role: 'lead', since: importedAt }));
  }
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:00Z');
  return { world, before: world.mails.length };
}

async function waitingForAPerson(world: Awaited<ReturnType<typeof aWorld>>): Promise<number> {
  let count = 0;
  for await (const _ of world.stores.ledger.needingPerson()) count += 1;
  return count;
}

describe('mails refused in a row', () => {
  test('F6: the third person in a row whose mail is refused stops all mail, and keeps theirs and the rest for later', async () => {
    const { world, before } = await ofFive();
    world.answer(() => rejected);
    const { failed } = await world.tick(day);
    expect(world.mails).toHaveLength(before + 3);
    expect(failed.map(({ reason }) => reason)).toEqual(['rejected', 'rejected', 'stopped']);
    const gate = await world.stores.ledger.gate();
    expect(gate).toMatchObject({ mode: 'live', breaker: '3 in a row refused: MessageRejected' });
    expect(await waitingForAPerson(world)).toBe(2);
    world.answer(() => ({ kind: 'accepted', messageId: 'm' }));
    expect((await setGate(world.stores, { breaker: null })).ok).toBe(true);
    await world.run('2021-10-01T08:00:00Z', '2021-10-01T12:00:00Z');
    expect(world.mails).toHaveLength(before + 6);
  });

  test('a mail that is accepted between shows that the others were refused for their own sake', async () => {
    const { world, before } = await ofFive();
    world.answer(() => (world.mails.length - before === 2 ? { kind: 'accepted', messageId: 'm' } : rejected));
    const { failed } = await world.tick(day);
    expect(world.mails).toHaveLength(before + 5);
    expect(failed.map(({ reason }) => reason)).toEqual(['rejected', 'rejected', 'rejected', 'stopped']);
    expect(await waitingForAPerson(world)).toBe(3);
  });

  test('one person whose mail is refused again and again stops nobody else', async () => {
    const { world } = await ofFive();
    const [first] = world.mails.map(({ to }) => to);
    world.answer(({ to }) => (to === first ? rejected : { kind: 'accepted', messageId: 'm' }));
    await world.run(day, '2021-11-10T12:00:00Z');
    expect(await waitingForAPerson(world)).toBeGreaterThan(2);
    expect((await world.stores.ledger.gate()).breaker).toBeNull();
  });

  test('after the breaker was reset two more are borne again', async () => {
    const { world, before } = await ofFive();
    world.answer(() => rejected);
    await world.tick(day);
    await setGate(world.stores, { breaker: null });
    await world.tick('2021-10-01T08:00:00Z');
    expect(world.mails).toHaveLength(before + 6);
    expect((await world.stores.ledger.gate()).breaker).not.toBeNull();
  });
});
