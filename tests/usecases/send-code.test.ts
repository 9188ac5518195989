import { describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import { addressKeyOf, codeHmac } from '../../shared/domain/sign-in.ts';
import type { MailOutcome, PeopleStore } from '../../shared/ports.ts';
import { sendCode } from '../../shared/usecases/send-code.ts';
import { aPersonId } from '../builders.ts';
import { aWorld, instant } from './reminder-world.ts';

const secret = 'a secret of the tests';
const askedAt = '2021-10-01T07:00:00Z';
const addressKey = addressKeyOf(secret, 'lead@example.org');

async function asked(lead: Partial<Contact> = {}, contactId: string | null = aPersonId('lead')) {
  const world = await aWorld({ people: { lead, poc: {} } });
  await world.stores.people.putCode({
    ...{ addressKey, contactId, askedAt, codeHmac: null, tries: 0 },
    ...{ browser: 'b'.repeat(64), expiresAt: '2021-10-01T07:10:00Z' },
  });
  const writes: string[] = [];
  const people: PeopleStore = {
    ...world.stores.people,
    keepCode: (row, hmac) => {
      writes.push(row.addressKey);
      return world.stores.people.keepCode(row, hmac);
    },
  };
  const send = (at: string) => sendCode({ ...world.deps, people, secret }, { addressKey }, instant(at));
  return { world, writes, send, row: () => world.stores.people.code(addressKey) };
}

describe('sending a sign-in code', () => {
  test('S2: the code is mailed once, and only its HMAC is kept', async () => {
    const { world, send, row } = await asked();
    expect((await send('2021-10-01T07:00:05Z')).sent).toEqual([addressKey]);
    const [mail] = world.mails;
    const code = /=?([A-HJ-NP-Z2-9]{8})\b/.exec(mail?.raw.match(/\r\n {4}(\S{8})\r\n/)?.[0] ?? '')?.[1] ?? '';
    expect(code).toHaveLength(8);
    expect((await row())?.codeHmac).toBe(codeHmac(secret, addressKey, code));
    expect(JSON.stringify(await row())).not.toContain(code);
    expect(mail?.tags).toEqual({ kind: 'code', stage: 'test' });
    expect(mail?.raw).not.toContain('List-Unsubscribe');
    expect((await send('2021-10-01T07:00:06Z')).skipped).toEqual([{ id: addressKey, reason: 'already-handled' }]);
    expect(world.mails).toHaveLength(1);
  });

  test('S2: an unknown address gets no mail, but the same writes', async () => {
    const known = await asked();
    const unknown = await asked({}, null);
    await known.send(askedAt);
    expect((await unknown.send(askedAt)).skipped).toEqual([{ id: addressKey, reason: 'unknown-address' }]);
    expect([known.writes, unknown.writes]).toEqual([[addressKey], [addressKey]]);
    expect(unknown.world.mails).toEqual([]);
    expect((await unknown.row())?.codeHmac).not.toBeNull();
  });

  test('S2: a code asked for at an address that the person no longer has is mailed to nobody, for the same writes', async () => {
    const [known, moved] = [await asked(), await asked({ email: 'new@example.org' })];
    for (const one of [known, moved]) await one.send(askedAt);
    expect([known, moved].map(({ world }) => world.mails.length)).toEqual([1, 0]);
    expect(moved.writes).toEqual(known.writes);
  });

  test('a code that has expired is not made any more', async () => {
    const { world, send, row } = await asked();
    expect((await send('2021-10-01T07:10:00Z')).skipped).toEqual([{ id: addressKey, reason: 'expired' }]);
    expect([world.mails, (await row())?.codeHmac]).toEqual([[], null]);
  });

  test('I9: a code still goes to whoever stopped or paused reminders, not to a dead address', async () => {
    const at = '2021-09-20T08:00:00Z';
    const stopped = await asked({ suppressed: { reason: 'unsubscribed', at }, pausedUntil: '2022-01-01T00:00:00Z' });
    const bounced = await asked({ suppressed: { reason: 'bounced', at } });
    const unconfirmed = await asked({ confirmedAt: null });
    for (const one of [stopped, bounced, unconfirmed]) await one.send(askedAt);
    expect([stopped, bounced, unconfirmed].map(({ world }) => world.mails.length)).toEqual([1, 0, 0]);
  });

  test('while the gate is shut nothing leaves', async () => {
    const { world, send } = await asked();
    await world.stores.ledger.setGate({ mode: 'live', version: 2, restoreFloor: null, breaker: 'paused' });
    expect((await send(askedAt)).skipped).toEqual([{ id: addressKey, reason: 'breaker' }]);
    await world.stores.ledger.setGate({ mode: 'off', version: 3, restoreFloor: null, breaker: null });
    expect(world.mails).toEqual([]);
  });

  test.each<[MailOutcome, string]>([
    [{ kind: 'passing', reason: 'Throttling' }, 'throttled'],
    [{ kind: 'quota' }, 'quota'],
    [{ kind: 'stopped', reason: 'AccessDenied' }, 'stopped'],
    [{ kind: 'rejected', reason: 'MessageRejected' }, 'rejected'],
    [{ kind: 'ambiguous', reason: 'timeout' }, 'unknown-outcome'],
  ])('after %j the person asks again; nothing is repeated', async (outcome, reason) => {
    const { world, send } = await asked();
    world.answer(() => outcome);
    const { skipped, failed } = await send(askedAt);
    expect([...skipped, ...failed]).toEqual([{ id: addressKey, reason }]);
    await send(askedAt);
    expect(world.mails).toHaveLength(1);
  });
});
