import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { PlannedReminder } from '../../shared/domain/reminder-plan.ts';
import { placeReminders } from '../../shared/usecases/place-reminders.ts';
import { aDigest, aPersonId, aReminder, planSettingsOf } from '../builders.ts';
import { instant } from './reminder-world.ts';

const settings = planSettingsOf();
const lead = aPersonId('lead');
const now = instant('2021-10-01T07:00:00Z');

function reminders(count: number, step: string, plan = (_: number) => 'fr-2021-2023'): PlannedReminder[] {
  return Array.from({ length: count }, (_, index) => {
    const planId = plan(index);
    const { did: _did, ...planned } = aReminder({ planId, subjectId: `${planId}/${index + 1}/m1`, step });
    return planned;
  });
}

describe('placing reminders into digests', () => {
  test('ninety fit into a digest; the most urgent go first and the rest on the next working day', async () => {
    const { ledger } = memoryStores();
    const placed = await placeReminders(ledger, lead, settings, [...reminders(60, '-30'), ...reminders(40, '-1')], now);
    expect(placed.map(({ localDate, rids }) => [localDate, rids.length])).toEqual([
      ['2021-10-01', 90],
      ['2021-10-04', 10],
    ]);
    const held = await ledger.reminders(placed[0]?.rids ?? []);
    expect([...held.values()].filter(({ step }) => step === '-1')).toHaveLength(40);
    expect(new Set([...held.values()].map(({ did }) => did))).toEqual(new Set([placed[0]?.did]));
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
