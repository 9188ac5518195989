import { describe, expect, test } from 'vitest';
import { paceKey } from '../../shared/adapters/dynamodb/keys.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { isUnreadable, UnreadableError, UnreadableRow } from '../../shared/domain/unreadable.ts';
import type { LedgerStore } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aPersonId } from '../builders.ts';
import { aWorld, instant } from './reminder-world.ts';

const slot = '2021-10-22T07:00:00Z';

async function untilThen() {
  const tables = memoryTables();
  const world = await aWorld({ stores: storesOver(tables) });
  await world.run('2021-09-15T07:00:00Z', '2021-10-22T06:59:59Z');
  return { ...world, tables };
}

describe('a tick that puts digests into the queue', () => {
  test('with a quota SES does not tell it says so, and the digest waits', async () => {
    const world = await untilThen();
    const quota = async (): Promise<never> => {
      throw new Error('no answer');
    };
    const { failed } = await runTick({ ...world.deps, mailer: { quota } }, instant(slot));
    expect(failed.map(({ reason }) => reason)).toEqual(['quota-unreadable']);
    expect((await world.stores.ledger.run(slot))?.finishedAt).toBeNull();
  });

  test('with a fault of the Ledger it blames no one else: it ends, and the next one sends', async () => {
    const world = await untilThen();
    const before = world.mails.length;
    const setSendRate = async (): Promise<never> => {
      throw new Error('throttled');
    };
    const ledger = { ...world.deps.ledger, setSendRate };
    await expect(runTick({ ...world.deps, ledger }, instant(slot))).rejects.toThrow('throttled');
    await world.tick('2021-10-22T07:15:00Z');
    expect(world.mails.length).toBe(before + 1);
  });

  test('with a pace nobody can read it says it anew, and what is due leaves', async () => {
    const world = await untilThen();
    const before = world.mails.length;
    await world.tables.write({ kind: 'update', table: 'ledger', key: paceKey, set: { data: 'nothing known' } });
    expect((await world.tick(slot)).failed).toEqual([]);
    expect(world.mails.length).toBe(before + 1);
  });
});

test('a digest that waits for a person and whose own row cannot be read is named, and the audit goes on', async () => {
  const world = await untilThen();
  const did = digestId(aPersonId('lead'), '2021-10-01');
  const known = await world.stores.ledger.digest(did);
  if (known === null) throw new Error('no digest');
  const needingPerson: LedgerStore['needingPerson'] = async function* () {
    yield known;
  };
  const digest: LedgerStore['digest'] = async () => {
    throw new UnreadableError('a row');
  };
  const ledger = { ...world.stores.ledger, needingPerson, digest };
  const { findings } = await auditPlans({ ...world.stores, ledger }, { planId: null, isFull: false }, instant(slot));
  expect(findings).toContainEqual({ kind: 'unreadable-row', key: did });
});

test('nothing but its stand-in is taken for a row that cannot be read, whatever its fields are called', () => {
  const others = [{ unreadable: 'ROW#1' }, { kind: 'unreadable', where: 'ROW#1', about: null }];
  expect([new UnreadableRow('ROW#1'), ...others].map(isUnreadable)).toEqual([true, false, false]);
});
