import { describe, expect, test } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { type Commit, memoryTables } from '../../shared/adapters/memory/tables.ts';
import type { TableName } from '../../shared/adapters/tables.ts';
import type { OutgoingMail, Stores } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { bindingOf, lookAfterRestore } from '../../shared/usecases/look-after-restore.ts';
import { nextTick } from '../../shared/usecases/next-tick.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { setGate } from '../../shared/usecases/set-gate.ts';
import { aWorld, b, instant, plan } from './reminder-world.ts';

/** Tables whose every committed transaction is kept, as point-in-time recovery does. */
function keptTables() {
  const tables = memoryTables({ identity: 'record people ledger' });
  const commits: Commit[] = [];
  tables.onCommit((commit) => commits.push(commit));
  return { stores: storesOver(tables), commits };
}

/** New tables with the rows that the old ones held after so many commits; `names` are their identities. */
async function restored(commits: readonly Commit[], until: Readonly<Record<TableName, number>>, names: string): Promise<Stores> {
  const tables = memoryTables({ identity: names });
  for (const { number, changes } of commits) {
    for (const { table, before, after } of changes) {
      if (number > until[table]) continue;
      if (after !== null) await tables.write({ kind: 'put', table, row: after });
      else if (before !== null) await tables.write({ kind: 'delete', table, key: { pk: before.pk, sk: before.sk } });
    }
  }
  return storesOver(tables);
}

/** Ticks and sends on stores; `told` are the reminders of every accepted mail. */
function machine(deps: Awaited<ReturnType<typeof aWorld>>['deps'], stores: Stores) {
  const told: string[] = [];
  const jobs: { did: string }[] = [];
  const mailer = {
    ...deps.mailer,
    send: async (mail: OutgoingMail) => {
      told.push(...((await stores.ledger.digest(mail.tags['digest'] ?? ''))?.rids ?? []));
      return { kind: 'accepted', messageId: `m-${told.length}` } as const;
    },
  };
  const here = {
    ...deps,
    ...stores,
    mailer,
    digests: { put: async (some: readonly { did: string }[]) => void jobs.push(...some) },
  };
  const run = async (from: string, until: string): Promise<void> => {
    let at = await nextTick(stores, instant(from).subtract({ seconds: 1 }), instant(until));
    while (at !== null) {
      await runTick(here, at);
      for (const job of jobs.splice(0)) await sendDigest(here, job, at);
      at = await nextTick(stores, at, instant(until));
    }
  };
  return { told, run };
}

const noon = '2021-10-22T12:00:00Z';
const done = { isLedgerLost: false, isDone: true };

/** A record in mid-plan, with what was mailed until {@link noon}, and where it stood on the eve of 1 October. */
async function inMidPlan() {
  const { stores, commits } = keptTables();
  const world = await aWorld({ stores });
  const before = machine(world.deps, stores);
  await before.run('2021-09-15T07:00:00Z', '2021-09-30T12:00:00Z');
  const eve = commits.length;
  await before.run('2021-09-30T12:00:00Z', noon);
  return { deps: world.deps, stores, commits, told: before.told, eve, end: commits.length };
}

const steps = async (stores: Stores, rids: readonly string[]): Promise<string[]> =>
  [...(await stores.ledger.reminders(rids)).values()].map(({ subjectId, step }) => `${subjectId} ${step}`);

async function rehearse(from: Awaited<ReturnType<typeof inMidPlan>>, stores: Stores) {
  const shut = machine(from.deps, stores);
  await shut.run(noon, '2021-10-25T12:00:00Z');
  const refused = await setGate(stores, { mode: 'live' });
  const looked = await lookAfterRestore(stores, done, instant('2021-10-25T12:00:00Z'));
  const opened = await setGate(stores, { mode: 'live' });
  const after = machine(from.deps, stores);
  await after.run('2021-10-25T12:00:00Z', '2021-11-03T12:00:00Z');
  return { shut: shut.told, refused, looked, opened, told: after.told };
}

describe('after a restore', () => {
  test('F14, H6: a restored Record mails nobody until somebody looked, and then nobody twice', async () => {
    const drill = await inMidPlan();
    const stores = await restored(
      drill.commits,
      { record: drill.eve, people: drill.end, ledger: drill.end },
      'record-2 people ledger',
    );
    expect(await bindingOf(stores)).toEqual({ kind: 'moved', others: ['record'], isLedgerLost: false });
    const { shut, refused, looked, opened, told } = await rehearse(drill, stores);
    expect(shut).toEqual([]);
    expect(refused).toMatchObject({ ok: false, problems: [{ field: 'gate', detail: 'restored' }] });
    expect(looked).toMatchObject({ ok: true, dropped: [], gate: { mode: 'off', restoreFloor: null } });
    expect(opened).toMatchObject({ ok: true, gate: { mode: 'live' } });
    expect(told.filter((rid) => drill.told.includes(rid))).toEqual([]);
    expect(await steps(stores, told)).toContain(`${b} -1`);
    const { findings } = await auditPlans(stores, { planId: plan, isFull: false }, instant('2021-11-03T12:00:00Z'));
    // What the Record lost is told, and nothing is lost besides.
    expect([...new Set(findings.map(({ kind }) => kind))]).toEqual(['ask-missing']);
  });

  test('F14: with the Ledger lost nothing from before is sent, and what nobody knows of is listed', async () => {
    const drill = await inMidPlan();
    // The ask about the step of that very day was never written: nothing proves that it was sent.
    const [last] = drill.commits.filter(({ changes }) => changes.some(({ after }) => after?.pk === `ASK#${plan}`)).slice(-1);
    const stores = await restored(
      drill.commits.filter((one) => one !== last),
      { record: drill.end, people: drill.end, ledger: 0 },
      'record people ledger-2',
    );
    expect(await bindingOf(stores)).toEqual({ kind: 'moved', others: ['ledger'], isLedgerLost: true });
    const { shut, refused, looked, opened, told } = await rehearse(drill, stores);
    expect([shut, refused.ok, opened.ok]).toEqual([[], false, true]);
    expect(looked).toMatchObject({
      ok: true,
      gate: { mode: 'off', restoreFloor: '2021-10-25T12:00:00Z' },
      dropped: [{ planId: plan, subjectId: b, step: '-7', effectiveDate: '2021-10-31', plannedAt: '2021-10-22T07:00:00Z' }],
    });
    expect(told.filter((rid) => drill.told.includes(rid))).toEqual([]);
    expect(await steps(stores, told)).toContain(`${b} -1`);
    const { findings } = await auditPlans(stores, { planId: plan, isFull: true }, instant('2021-11-03T12:00:00Z'));
    expect(findings).toEqual([]);
  });

  test('F14: all three tables restored to one moment are a Ledger that does not know what was sent since', async () => {
    const drill = await inMidPlan();
    const stores = await restored(
      drill.commits,
      { record: drill.eve, people: drill.eve, ledger: drill.eve },
      'record-2 people-2 ledger-2',
    );
    expect(await bindingOf(stores)).toEqual({ kind: 'moved', others: ['record', 'people', 'ledger'], isLedgerLost: true });
    const { shut, looked, told } = await rehearse(drill, stores);
    expect(shut).toEqual([]);
    expect(looked).toMatchObject({ gate: { restoreFloor: '2021-10-25T12:00:00Z' } });
    expect(told.filter((rid) => drill.told.includes(rid))).toEqual([]);
    expect(await steps(stores, told)).toContain(`${b} -1`);
  });

  test('looking writes nothing, and tables that were not restored have nothing to look at', async () => {
    const drill = await inMidPlan();
    const stores = await restored(drill.commits, { record: drill.end, people: drill.end, ledger: drill.end }, 'a b c');
    const before = await stores.ledger.binding();
    const looked = await lookAfterRestore(stores, { isLedgerLost: false, isDone: false }, instant(noon));
    expect(looked).toMatchObject({ ok: true, binding: { kind: 'moved' } });
    expect(await stores.ledger.binding()).toEqual(before);
    const gate = await drill.stores.ledger.gate();
    expect(await lookAfterRestore(drill.stores, done, instant(noon))).toMatchObject({ ok: true, binding: { kind: 'bound' } });
    expect(await drill.stores.ledger.gate()).toEqual(gate);
    const lost = await lookAfterRestore(drill.stores, { isLedgerLost: true, isDone: true }, instant(noon));
    expect(lost).toMatchObject({ ok: true, gate: { mode: 'off', restoreFloor: noon } });
    expect(await drill.stores.ledger.gate()).toMatchObject({ mode: 'off', restoreFloor: noon });
  });

  test('a new installation opens its gate as before: nothing was ever sent', async () => {
    const { stores } = keptTables();
    expect(await bindingOf(stores)).toEqual({ kind: 'new' });
    expect(await setGate(stores, { mode: 'live' })).toMatchObject({ ok: true, gate: { mode: 'live', restoreFloor: null } });
    expect(await bindingOf(stores)).toEqual({ kind: 'bound' });
  });
});
