import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { mailboxKey, planStateKey } from '../../shared/adapters/dynamodb/keys.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { addressKeyOf, codeHmac } from '../../shared/domain/sign-in.ts';
import type { CodeJob, MailOutcome, PeopleStore } from '../../shared/ports.ts';
import { askCode } from '../../shared/usecases/ask-code.ts';
import { editContact } from '../../shared/usecases/edit-contact.ts';
import { sendCode } from '../../shared/usecases/send-code.ts';
import { anAssignment, aPersonId, aPlan, planWritesOf } from '../builders.ts';
import { aWorld, instant, plan } from './reminder-world.ts';

const secret = 'a secret of the tests';
const askedAt = '2021-10-01T07:00:00Z';
const addressKey = addressKeyOf(secret, 'lead@example.org');

async function asked(lead: Partial<Contact> = {}, contactId: string | null = aPersonId('lead'), stores = memoryStores()) {
  const world = await aWorld({ stores, people: { lead, poc: {} } });
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

  test.each([
    ['their plan', planStateKey(plan), 'record', 'fr@example.org'],
    ['the mailbox of their plan', mailboxKey(plan), 'people', 'de@example.org'],
    ['their other plan', planStateKey('de-2021-2023'), 'record', 'fr@example.org'],
  ] as const)('with %s unreadable it is mailed all the same', async (_, key, table, replyTo) => {
    const tables = memoryTables();
    const { world, send } = await asked({}, aPersonId('lead'), storesOver(tables));
    const { record, people } = world.stores;
    for (const write of planWritesOf(aPlan({ id: 'de-2021-2023' }))) await record.appendToPlan(write);
    await people.setMailbox(plan, 'fr@example.org');
    await people.setMailbox('de-2021-2023', 'de@example.org');
    await people.addAssignment({
      ...anAssignment({ id: 'a-otherplan0000000', since: '2021-09-30T00:00:00Z' }),
      planId: 'de-2021-2023',
    });
    await tables.write({ kind: 'update', table, key, set: { data: 'nothing known' } });
    expect((await send(askedAt)).sent).toEqual([addressKey]);
    expect((await PostalMime.parse(world.mails[0]?.raw ?? '')).replyTo?.[0]?.address).toBe(replyTo);
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

describe('whom a code is answered to', () => {
  const stranger = 'aa-2022';

  test('the home plan’s mailbox, never that of a plan that only added the person, or in which their role has ended', async () => {
    const { world, send } = await asked();
    for (const write of planWritesOf(aPlan({ id: stranger }))) await world.stores.record.appendToPlan(write);
    await world.stores.people.setMailbox(stranger, 'attacker@example.org');
    const role = { id: 'a-stranger00000000', as: 'lead', planId: stranger, role: 'reviewer' } as const;
    await world.stores.people.addAssignment(anAssignment({ ...role, confirmedAt: null }));
    const ended = { ...role, id: 'a-ended00000000000', until: '2021-09-20T07:00:00Z' };
    await world.stores.people.addAssignment(anAssignment(ended));
    const later = { ...role, id: 'a-later00000000000', since: '2021-09-25T07:00:00Z' };
    await world.stores.people.addAssignment(anAssignment(later));
    await send(askedAt);
    const { replyTo, text } = await PostalMime.parse(world.mails[0]?.raw ?? '');
    expect(replyTo?.map(({ address }) => address)).toEqual([await world.stores.people.mailbox(plan)]);
    const { state } = (await world.stores.record.plan(plan)) ?? {};
    expect(text).toContain(state?.settings.titles['fr']);
  });
});

describe('a new address', () => {
  const changing = { role: 'poc', id: aPersonId('poc') } as const;

  /** A lead whose address the point of contact changes where mail can be asked for; what was asked for is sent. */
  async function moved(lead: Partial<Contact> = {}, language: 'fr' | 'en' = 'fr') {
    const world = await aWorld({ people: { lead: { language, ...lead }, poc: {} } });
    const jobs: CodeJob[] = [];
    const codes = { put: async (some: readonly CodeJob[]) => void jobs.push(...some) };
    const deps = { ...world.stores, rng: world.deps.rng, codes, config: { secret } };
    const command = { planId: plan, contactId: aPersonId('lead'), changes: { email: 'new@example.org' } };
    expect(await editContact(deps, { ...command, actor: changing, now: instant(askedAt) })).toMatchObject({ ok: true });
    const send = () => Promise.all(jobs.map((job) => sendCode({ ...world.deps, secret }, job, instant('2021-10-01T07:00:05Z'))));
    return { world, jobs, send };
  }

  test.each([
    ['fr', 'responsable au ministère', '1er octobre 2021', 'par le point de contact'],
    ['en', 'responsible at the ministry', '1 October 2021', 'by the point of contact'],
  ] as const)(
    '%s: the old one gets one mail that names role, day and mailbox, and neither address',
    async (language, ...words) => {
      const { world, jobs, send } = await moved({}, language);
      await send();
      await send();
      expect(world.mails.map(({ to }) => to)).toEqual(['lead@example.org']);
      const { text = '', html = '', replyTo } = await PostalMime.parse(world.mails[0]?.raw ?? '');
      const mailbox = await world.stores.people.mailbox(plan);
      for (const part of [text, html]) {
        for (const word of [...words, mailbox]) expect(part.replaceAll('\u00A0', ' ')).toContain(word);
        expect(part).not.toMatch(/new@example\.org|lead@example\.org/);
      }
      expect(replyTo?.[0]?.address).toBe(mailbox);
      expect(JSON.stringify(jobs)).not.toMatch(/@/);
      expect(world.mails[0]?.raw).not.toContain('List-Unsubscribe');
    },
  );

  test('an address that failed, and one of somebody nobody vouched for, get none', async () => {
    for (const lead of [
      { suppressed: { reason: 'bounced' as const, at: '2021-09-20T07:00:00Z' } },
      { suppressed: { reason: 'complained' as const, at: '2021-09-20T07:00:00Z' } },
      { confirmedAt: null },
    ]) {
      expect((await moved(lead)).jobs).toEqual([]);
    }
    expect((await moved({ suppressed: { reason: 'unsubscribed', at: '2021-09-20T07:00:00Z' } })).jobs).toHaveLength(1);
  });

  test('nobody who asks for a code keeps the old one from hearing of it', async () => {
    const { world, send } = await moved();
    const codes = { put: async () => {} };
    const asking = { secret, email: 'lead@example.org', browser: 'b'.repeat(64), source: '192.0.2.1', now: instant(askedAt) };
    expect(await askCode({ people: world.stores.people, codes }, asking)).toMatchObject({ ok: true });
    await send();
    expect(world.mails.map(({ to }) => to)).toEqual(['lead@example.org']);
  });
});
