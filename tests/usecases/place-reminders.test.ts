import type { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { NewReminder } from '../../shared/domain/reminder-plan.ts';
import { handOverDigest } from '../../shared/usecases/hand-over-digest.ts';
import { placeReminders } from '../../shared/usecases/place-reminders.ts';
import { aCommitment, aContact, aDigest, aPersonId, aPlan, aReminder, planSettingsOf } from '../builders.ts';
import { instant } from './reminder-world.ts';

const settings = planSettingsOf();
const lead = aPersonId('lead');
const now = instant('2021-10-01T07:00:00Z');

function reminders(count: number, step: string, plan = (_: number) => 'fr-2021-2023', after = 0): NewReminder[] {
  return Array.from({ length: count }, (_, index) => {
    const planId = plan(index);
    const { did: _did, ...planned } = aReminder({ planId, subjectId: `${planId}/${after + index + 1}/m1`, step });
    return planned;
  });
}

describe('placing reminders into digests', () => {
  test('87 commitments fit into a digest; the most urgent go first and the rest on the next working day', async () => {
    const { ledger } = memoryStores();
    const urgent = reminders(40, '-1', undefined, 60);
    const placed = await placeReminders(ledger, lead, settings, [...reminders(60, '-30'), ...urgent], now);
    expect(placed.map(({ localDate, rids }) => [localDate, rids.length])).toEqual([
      ['2021-10-01', 87],
      ['2021-10-04', 13],
    ]);
    const held = await ledger.reminders(placed[0]?.rids ?? []);
    expect([...held.values()].filter(({ step }) => step === '-1')).toHaveLength(40);
    expect(new Set([...held.values()].map(({ did }) => did))).toEqual(new Set([placed[0]?.did]));
  });

  test('of fewer commitments 300 reminders fit into a digest, written ninety at a time', async () => {
    const { ledger } = memoryStores();
    const steps = ['-30', '-7', '-1', '+1wd'].flatMap((step) => reminders(80, step));
    const placed = await placeReminders(ledger, lead, settings, steps, now);
    expect(placed.map(({ localDate, rids }) => [localDate, rids.length])).toEqual([
      ['2021-10-01', 300],
      ['2021-10-04', 20],
    ]);
    const first = await ledger.digest(placed[0]?.did ?? '');
    expect(first).toMatchObject({ version: 4, rids: placed[0]?.rids });
    const next = await ledger.reminders(placed[1]?.rids ?? []);
    expect(new Set([...next.values()].map(({ step }) => step))).toEqual(new Set(['-30']));
  });

  test('a digest speaks of seven plans at most, for one claim checks no more', async () => {
    const { ledger } = memoryStores();
    const placed = await placeReminders(
      ledger,
      lead,
      settings,
      reminders(9, '-30', (index) => `plan-${index}`),
      now,
    );
    expect(placed.map(({ rids }) => rids.length)).toEqual([7, 2]);
  });

  test('I8: a day whose digest has left takes no more: the next working day does', async () => {
    const { ledger } = memoryStores();
    await ledger.saveDigest(aDigest({ state: 'claimed' }), []);
    const [placed] = await placeReminders(ledger, lead, settings, reminders(1, '-30'), now);
    expect(placed).toMatchObject({ localDate: '2021-10-04', notBefore: '2021-10-04T07:00:00Z' });
  });

  test('a digest that more joins is kept as long as the last of its reminders', async () => {
    const { ledger } = memoryStores();
    const joined = async (at: string, step: string) => {
      const [one] = await placeReminders(ledger, lead, settings, reminders(1, step), instant(at), '2021-10-04T07:00:00Z');
      return [one?.localDate, one?.expiresAt];
    };
    expect(await joined('2021-09-28T07:00:00Z', '-30')).toEqual(['2021-10-04', '2022-11-02T07:00:00Z']);
    expect(await joined('2021-10-04T07:00:00Z', '-7')).toEqual(['2021-10-04', '2022-11-08T07:00:00Z']);
  });

  test('what came too late for its day waits for the next opening, and not before the planned hour', async () => {
    const { ledger } = memoryStores();
    const [placed] = await placeReminders(ledger, lead, settings, reminders(1, '-30'), instant('2021-10-01T18:00:00Z'));
    expect(placed).toMatchObject({ localDate: '2021-10-04', notBefore: '2021-10-04T07:00:00Z' });
  });

  test('reminders another tick has just written are not written again', async () => {
    const { ledger } = memoryStores();
    const some = reminders(3, '-30');
    const both = await Promise.all([
      placeReminders(ledger, lead, settings, some, now),
      placeReminders(ledger, lead, settings, some, now),
    ]);
    expect(both.flat()).toHaveLength(1);
    expect((await ledger.digest(aDigest().did))?.rids).toHaveLength(3);
  });
});

describe('handing a digest over to another day', () => {
  const monday = instant('2021-10-04T07:00:00Z');

  /** Plans `from` to `to`, each with a reminder, in the digest of a day; the reading says that all of it still holds. */
  async function aDay(ledger: ReturnType<typeof memoryStores>['ledger'], at: Temporal.Instant, from: number, count: number) {
    const some = reminders(count, '-30', (index) => `plan-${from + index}`);
    const [digest] = await placeReminders(ledger, lead, settings, some, at);
    if (digest === undefined) throw new Error('nothing was placed');
    const plan = aPlan().state;
    const { commitment } = aCommitment();
    const [milestone] = commitment.milestones;
    if (milestone === undefined) throw new Error('no milestone');
    const replyTo = 'contact@example.org';
    const lines = some.map((one) => ({ reminder: { ...one, did: digest.did }, plan, commitment, milestone, replyTo }));
    return { digest, reading: { contact: aContact(), assignments: [], lines, drops: [], untellable: [] } };
  }

  test('a day takes over what one claim can check: seven plans, else the next day does', async () => {
    const { ledger } = memoryStores();
    const old = await aDay(ledger, now, 0, 4);
    await aDay(ledger, monday, 10, 4);
    const { to } = await handOverDigest(ledger, old.digest, old.reading, monday);
    expect(to).toMatchObject({ localDate: '2021-10-05', rids: old.digest.rids });
    expect(await ledger.digest(old.digest.did)).toMatchObject({ state: 'dropped', reason: 'empty' });
  });

  test('a day with room takes everything over at once', async () => {
    const { ledger } = memoryStores();
    const old = await aDay(ledger, now, 0, 4);
    const open = await aDay(ledger, monday, 10, 3);
    const { to } = await handOverDigest(ledger, old.digest, old.reading, monday);
    expect(to).toMatchObject({ localDate: '2021-10-04', rids: [...open.digest.rids, ...old.digest.rids] });
  });
});
