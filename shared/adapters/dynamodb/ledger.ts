import { type Digest, digest, feedProof, gate, type Pace, pace, type Reminder, reminder, tickRun } from '../../domain/ledger.ts';
import { nextTurn } from '../../domain/pace.ts';
import { isUnreadable } from '../../domain/unreadable.ts';
import type { ClaimChecks, Drop, LedgerStore } from '../../ports.ts';
import { type Action, type Condition, inParallel, type Row, type Tables, type WriteAction } from '../tables.ts';
import {
  commitmentStateKey,
  contactKey,
  digestRowKey,
  expiryOrder,
  feedKey,
  gateKey,
  needingPerson,
  paceKey,
  pendingOrder,
  pendingUntil,
  planAssignmentKey,
  planStateKey,
  reminderKey,
  runKey,
} from './keys.ts';
import { purgeExpired } from './purge.ts';
import { dataOf, dataOrName, jsonOf, rowOf } from './rows.ts';

/** Before a person has opened it, and wherever it does not belong: no mail. */
const closed = { mode: 'off', version: 0, restoreFloor: null, breaker: null } as const;

/** The Ledger over its table; the claim reaches into the other two. */
export function ledgerStore(tables: Tables): LedgerStore {
  return {
    gate: async () => {
      const row = await tables.get('ledger', gateKey);
      const stored = row === null ? null : dataOf(row, gate);
      if (stored === null) return { ...closed, boundTo: tables.identity };
      // Copied or restored with its data: off, with the stored version, so that a person can bind it anew.
      return stored.boundTo === tables.identity ? stored : { ...stored, mode: 'off', boundTo: tables.identity };
    },
    binding: async () => {
      const row = await tables.get('ledger', gateKey);
      return { stored: row === null ? null : dataOf(row, gate).boundTo, here: tables.identity };
    },
    setGate: (next) => {
      const data = gate.parse({ ...next, boundTo: tables.identity });
      const when = asVersion(next.version - 1, 'data.version');
      return tables.write({ kind: 'update', table: 'ledger', key: gateKey, set: { data: jsonOf(data) }, when });
    },

    reminders: async (rids) => {
      const rows = await tables.getMany('ledger', [...new Set(rids)].map(reminderKey));
      return new Map(rows.map((row) => dataOf(row, reminder)).map((one) => [one.rid, one]));
    },
    digest: async (did) => {
      const row = await tables.get('ledger', digestRowKey(did));
      return row === null ? null : dataOf(row, digest);
    },
    digests: async (dids) => {
      const rows = await tables.getMany('ledger', [...new Set(dids)].map(digestRowKey));
      return new Map(rows.map((row) => dataOf(row, digest)).map((one) => [one.did, one]));
    },
    saveDigest: async (one, reminders, asRead) => {
      const result = await tables.transact([
        digestAction(one),
        ...reminders.map((each) => reminderAction(each, asRead?.get(each.rid))),
      ]);
      return result.ok;
    },
    endDigest: async (one, drops) => (await tables.transact([digestAction(one), ...dropActions(one, drops)])).ok,
    handOver: async (from, to, rids, drops = []) => {
      const follow = rids.map((rid): Action => {
        const set = { 'data.did': to.did };
        return { kind: 'update', table: 'ledger', key: reminderKey(rid), set, when: { is: 'present' } };
      });
      return (await tables.transact([digestAction(from), digestAction(to), ...follow, ...dropActions(from, drops)])).ok;
    },
    putDropped: (reminders) => inParallel(reminders, 8, (one) => tables.write(reminderAction(one))),
    dropReminders: (drops) =>
      inParallel(drops, 8, ({ rid, reason }) =>
        tables.write({
          kind: 'update',
          table: 'ledger',
          key: reminderKey(rid),
          set: { 'data.dropped': reason },
          when: { is: 'present' },
        }),
      ),
    pendingDigests: async function* (until) {
      for await (const page of tables.query(pendingUntil(until))) for (const row of page) yield dataOrName(row, digest);
    },
    claim: async (one, checks, drops = []) => {
      const result = await tables.transact([
        digestAction(one),
        ...claimChecks(checks, tables.identity),
        ...dropActions(one, drops),
      ]);
      return result.ok ? result : { ok: false, lost: result.failed.includes(0) };
    },
    needingPerson: async function* () {
      for await (const page of tables.query(needingPerson)) for (const row of page) yield dataOrName(row, digest);
    },

    setSendRate: async (perSecond, room = null) => {
      for (let attempt = 0; attempt < paceAttempts; attempt += 1) {
        const row = await tables.get('ledger', paceKey);
        const known = row === null ? null : readablePace(row);
        if (known?.perSecond === perSecond && known.room === room) return;
        const before = known ?? unpaced;
        const data = jsonOf(pace.parse({ ...before, perSecond, room }));
        // A sender that takes a turn meanwhile keeps it, and one that read what was said before reads again.
        const when = paceAsRead(row);
        if (await tables.write({ kind: 'update', table: 'ledger', key: paceKey, set: { data }, when })) return;
      }
    },
    takeSlot: async (moment, kind = 'code') => {
      for (let attempt = 0; attempt < turnAttempts; attempt += 1) {
        const row = await tables.get('ledger', paceKey);
        if (row !== null && kind === 'code' && readablePace(row) === null) return 0;
        const before = row === null ? unpaced : dataOf(row, pace);
        const isCounted = kind === 'digest' && before.room !== null;
        if (isCounted && before.room === 0) return 'quota';
        const { takenUntil, wait } = nextTurn(before, moment.epochMilliseconds);
        const room = isCounted && before.room !== null ? before.room - 1 : before.room;
        const data = jsonOf(pace.parse({ ...before, takenUntil, room }));
        const when = paceAsRead(row);
        if (await tables.write({ kind: 'update', table: 'ledger', key: paceKey, set: { data }, when })) return wait;
      }
      throw new Error(`no turn to send after ${turnAttempts} attempts`);
    },

    feedSeenAt: async () => {
      const row = await tables.get('ledger', feedKey);
      return row === null ? null : dataOf(row, feedProof).latestClaimSeenAt;
    },
    moveFeed: async (claimedAt) => {
      const data = feedProof.parse({ latestClaimSeenAt: claimedAt });
      const when = { is: 'absent-or-below', path: 'data.latestClaimSeenAt', value: claimedAt } as const;
      await tables.write({ kind: 'update', table: 'ledger', key: feedKey, set: { data: jsonOf(data) }, when });
    },
    putRun: async (run) => {
      const key = runKey(run.slot);
      await tables.write({ kind: 'put', table: 'ledger', row: rowOf(key, tickRun, run, expiryOrder(key, run.expiresAt)) });
    },
    run: async (slot) => {
      const row = await tables.get('ledger', runKey(slot));
      return row === null ? null : dataOf(row, tickRun);
    },
    runs: async (slots) => {
      const rows = await tables.getMany('ledger', [...new Set(slots)].map(runKey));
      return new Map(rows.map((row) => dataOf(row, tickRun)).map((one) => [one.slot, one]));
    },
    purge: (before) => purgeExpired(tables, 'ledger', before),
  };
}

/** Before any tick has said what the account may send: the rate of a new one. */
const unpaced: Pace = { perSecond: 1, takenUntil: 0, room: null };

/** Null where it cannot be read: the next tick that has something to send says it anew, and until then nobody is kept from signing in. */
function readablePace(row: Row): Pace | null {
  const read = dataOrName(row, pace);
  return isUnreadable(read) ? null : read;
}

/** How often a tick tries to say the pace while senders take their turns. */
const paceAttempts = 5;

/** Senders that may take their turns first, one after the other, before this is a fault. */
const turnAttempts = 30;

function paceAsRead(row: Row | null): Condition {
  return row?.data === undefined ? { is: 'absent' } : { is: 'equal', values: { data: row.data } };
}

/** The version a row must have to be followed by the next; there is no row before the first. */
function asVersion(version: number, path: string): Condition {
  return version === 0 ? { is: 'absent' } : { is: 'equal', values: { [path]: version } };
}

/** An update for the first version, too, where it makes the row: `send` may only update the Ledger. */
function digestAction(one: Digest): Action {
  const key = digestRowKey(one.did);
  const order = pendingOrder(one);
  const expiry = expiryOrder(key, one.expiresAt);
  const when = asVersion(one.version - 1, 'data.version');
  const row: Row = rowOf(key, digest, one, { ...order, ...expiry });
  const set = { data: jsonOf(row.data), ...order, ...expiry };
  return { kind: 'update', table: 'ledger', key, set, remove: order === null ? ['work', 'workOrder'] : [], when };
}

/** A put where there is no row yet; where one was read, while it says the same of when, where and whether it is told. */
function reminderAction(one: Reminder, before?: Reminder): WriteAction {
  const key = reminderKey(one.rid);
  const row = rowOf(key, reminder, one, expiryOrder(key, one.expiresAt));
  const when: Condition =
    before === undefined
      ? { is: 'absent' }
      : {
          is: 'equal',
          values: { 'data.dropped': before.dropped, 'data.did': before.did, 'data.plannedAt': before.plannedAt },
        };
  return { kind: 'put', table: 'ledger', row, when };
}

/** What of a digest no longer holds: written with the version of it that was judged, so that nobody drops what another sent. */
function dropActions({ did }: Digest, drops: readonly Drop[]): Action[] {
  return drops.map(({ rid, reason }): Action => {
    const set = { 'data.dropped': reason };
    return { kind: 'update', table: 'ledger', key: reminderKey(rid), set, when: { is: 'equal', values: { 'data.did': did } } };
  });
}

/** What the claim rests on (RELIABILITY 2.2, step 6): each row as it was read, and the gate open. */
function claimChecks(checks: ClaimChecks, identity: string): Action[] {
  const { gateVersion, gateMode } = checks;
  const gateAsRead = { 'data.version': gateVersion, 'data.mode': gateMode, 'data.breaker': null, 'data.boundTo': identity };
  return [
    { kind: 'check', table: 'ledger', key: gateKey, when: { is: 'equal', values: gateAsRead } },
    ...[checks.contact, ...checks.stopped].map(({ id, version }): Action => {
      const when = { is: 'equal', values: { 'data.contact.version': version } } as const;
      return { kind: 'check', table: 'people', key: contactKey(id), when };
    }),
    ...checks.assignments.map((one): Action => {
      const when = { is: 'equal', values: { 'data.version': one.version } } as const;
      return { kind: 'check', table: 'people', key: planAssignmentKey(one), when };
    }),
    ...checks.plans.map(({ id, seq }): Action => {
      return { kind: 'check', table: 'record', key: planStateKey(id), when: { is: 'equal', values: { 'data.head.seq': seq } } };
    }),
    ...checks.commitments.map(({ id, seq }): Action => {
      const when = { is: 'equal', values: { 'data.head.seq': seq } } as const;
      return { kind: 'check', table: 'record', key: commitmentStateKey(id), when };
    }),
  ];
}
