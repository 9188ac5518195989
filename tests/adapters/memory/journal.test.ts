import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from '../../../shared/adapters/memory/file-lock.ts';
import { JournalDamagedError } from '../../../shared/adapters/memory/journal.ts';
import { identityOf, isAlive } from '../../../shared/adapters/memory/process-identity.ts';
import { type MemoryTables, memoryTables } from '../../../shared/adapters/memory/tables.ts';
import { rowsOf } from '../../../shared/adapters/tables.ts';
import { aFolder } from '../local-tables.ts';

let folder: ReturnType<typeof aFolder>;
let journal: string;
let opened: MemoryTables[];
beforeEach(() => {
  folder = aFolder();
  journal = join(folder.path, 'record.journal');
  opened = [];
});
afterEach(async () => {
  for (const one of opened) await one.close();
  folder.remove();
});

const open = (): MemoryTables => {
  const tables = memoryTables({ journal });
  opened.push(tables);
  return tables;
};
const put = (tables: MemoryTables, sk: string, data: string | number = sk) =>
  tables.write({ kind: 'put', table: 'record', row: { pk: 'A', sk, data, due: 'DUE', dueOrder: sk } });
const keys = async (tables: MemoryTables) => (await rowsOf(tables.query({ table: 'record', pk: 'A' }))).map(({ sk }) => sk);

test('what was committed is there when the journal is opened again, indexes included', async () => {
  const before = open();
  await put(before, '1', 'été');
  await put(before, '2');
  await before.transact([
    { kind: 'delete', table: 'record', key: { pk: 'A', sk: '2' } },
    { kind: 'update', table: 'record', key: { pk: 'A', sk: '1' }, set: { dueOrder: '9' } },
    { kind: 'put', table: 'people', row: { pk: 'P', sk: 'P', data: null } },
  ]);
  const after = open();
  expect(await keys(after)).toEqual(['1']);
  expect(await rowsOf(after.query({ table: 'record', index: 'due', pk: 'DUE' }))).toEqual([
    { pk: 'A', sk: '1', data: 'été', due: 'DUE', dueOrder: '9' },
  ]);
  expect(await after.get('people', { pk: 'P', sk: 'P' })).toEqual({ pk: 'P', sk: 'P', data: null });
});

test('one transaction is one line, and one that changes nothing is none', async () => {
  const tables = open();
  await tables.transact([
    { kind: 'put', table: 'record', row: { pk: 'A', sk: '1' } },
    { kind: 'put', table: 'people', row: { pk: 'A', sk: '1' } },
  ]);
  await tables.write({ kind: 'delete', table: 'record', key: { pk: 'A', sk: 'absent' } });
  await tables.write({ kind: 'put', table: 'record', row: { pk: 'A', sk: '1' }, when: { is: 'absent' } });
  expect(readFileSync(journal, 'utf8').split('\n')).toHaveLength(2);
  expect(statSync(journal).mode & 0o077).toBe(0);
});

test('a line torn at any byte is ignored and gone after the next write; every line before it stays', async () => {
  const tables = open();
  await put(tables, '1');
  const whole = statSync(journal).size;
  await put(tables, '2', 'é'.repeat(20));
  const bytes = readFileSync(journal);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: whole, max: bytes.length - 1 }), async (end) => {
      writeFileSync(journal, bytes.subarray(0, end));
      const reader = memoryTables({ journal });
      expect(await keys(reader)).toEqual(['1']);
      await put(reader, '3');
      const again = memoryTables({ journal });
      expect(await keys(again)).toEqual(['1', '3']);
      await Promise.all([reader.close(), again.close()]);
    }),
    { numRuns: 40 },
  );
});

test('a last line that is whole but wrong was never acknowledged, and is dropped like a torn one', async () => {
  await put(open(), '1');
  appendFileSync(journal, '0123456789abcdef [{"table":"record"}]\n');
  const tables = open();
  expect(await keys(tables)).toEqual(['1']);
  await put(tables, '2');
  expect(await keys(open())).toEqual(['1', '2']);
});

test('a changed line in the middle is refused by its number, and nothing is written over it', async () => {
  const tables = open();
  for (const sk of ['1', '2', '3']) await put(tables, sk);
  const text = readFileSync(journal, 'utf8');
  writeFileSync(journal, text.replace('"data":"2"', '"data":"x"'));
  const changed = readFileSync(journal, 'utf8');
  expect(() => memoryTables({ journal })).toThrow(JournalDamagedError);
  expect(() => memoryTables({ journal })).toThrow('line 2');
  expect(readFileSync(journal, 'utf8')).toBe(changed);
});

test('a journal that became shorter while it was in use is noticed', async () => {
  const tables = open();
  await put(tables, '1');
  truncateSync(journal, 5);
  await expect(tables.get('record', { pk: 'A', sk: '1' })).rejects.toThrow('shorter');
});

test('two that share a journal see what the other committed, and conditions hold between them', async () => {
  const [one, other] = [open(), open()];
  await put(one, '1');
  expect(await keys(other)).toEqual(['1']);
  const won = await Promise.all(
    [one, other, one, other].map((tables, by) =>
      tables.write({ kind: 'put', table: 'record', row: { pk: 'A', sk: '2', data: by }, when: { is: 'absent' } }),
    ),
  );
  expect(won.filter(Boolean)).toHaveLength(1);
  expect(await one.get('record', { pk: 'A', sk: '2' })).toEqual(await other.get('record', { pk: 'A', sk: '2' }));
});

test('commits of others are told in order, once, when they are caught up', async () => {
  const [one, other] = [open(), open()];
  await put(one, 'before');
  other.catchUp();
  const told: (string | undefined)[] = [];
  const forget = other.onCommit(({ changes }) => told.push(...changes.map(({ after }) => after?.sk)));
  await put(one, '1');
  await put(other, '2');
  await put(one, '3');
  other.catchUp();
  forget();
  await put(other, '4');
  expect(told).toEqual(['1', '2', '3']);
});

test('a lock left by a killed process is taken over, one held by a living process is waited for', async () => {
  const lock = join(folder.path, 'test.lock');
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  for (const left of [lock, `${lock}.${dead}-1`, `${lock}.${dead}-2`]) {
    writeFileSync(left, JSON.stringify({ pid: dead, started: '1' }));
  }
  const order: string[] = [];
  await Promise.all(
    ['first', 'second', 'third'].map((name) =>
      withFileLock(lock, async () => {
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`${name} out`);
      }),
    ),
  );
  for (let place = 0; place < order.length; place += 2) {
    expect(order[place + 1]).toBe(order[place]?.replace('in', 'out'));
  }
  expect(order).toHaveLength(6);
  expect(readdirSync(folder.path).filter((name) => name.startsWith('test.lock'))).toEqual([]);
});

test('the lock is given up when the work fails', async () => {
  const lock = join(folder.path, 'test.lock');
  await expect(withFileLock(lock, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed');
  expect(existsSync(lock)).toBe(false);
  expect(await withFileLock(lock, () => 'again')).toBe('again');
});

test('a process is told from a later one with the same number', () => {
  const me = identityOf(process.pid);
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: me.started === null ? null : `${me.started}0` })).toBe(me.started === null);
  expect(isAlive({ pid: spawnSync(process.execPath, ['-e', '']).pid, started: null })).toBe(false);
});

const forget = (tables: MemoryTables, sk: string) =>
  tables.write({ kind: 'put', table: 'record', row: { pk: 'A', sk, data: null }, forgets: true });

test('what a row was before it was to be forgotten is nowhere in the folder, however often it was written', async () => {
  const tables = open();
  for (const word of ['geheim-un', 'geheim-deux']) await put(tables, '1', word);
  await put(tables, '2', 'bleibt');
  await forget(tables, '1');
  const bytes = readdirSync(folder.path).map((name) => readFileSync(join(folder.path, name), 'utf8'));
  expect(bytes.join('\n')).not.toContain('geheim');
  expect(bytes.join('\n')).toContain('bleibt');
  const again = open();
  expect(await keys(again)).toEqual(['1', '2']);
  expect(await again.get('record', { pk: 'A', sk: '1' })).toEqual({ pk: 'A', sk: '1', data: null });
});

test('whoever has the journal open goes on where they were when another writes it anew', async () => {
  const [one, other, behind] = [open(), open(), open()];
  await put(one, '1', 'geheim');
  await put(one, '2');
  expect(await keys(other)).toEqual(['1', '2']);
  const told: number[] = [];
  other.onCommit(({ number }) => told.push(number));
  await forget(one, '1');
  await put(one, '3');
  expect(await keys(other)).toEqual(['1', '2', '3']);
  expect((await other.get('record', { pk: 'A', sk: '1' }))?.data).toBeNull();
  expect(told).toEqual([3, 4]);
  await put(other, '4');
  expect(await keys(one)).toEqual(['1', '2', '3', '4']);
  // Read nothing before: the newest word on each row is all there is to read.
  expect(await keys(behind)).toEqual(['1', '2', '3', '4']);
  expect((await behind.get('record', { pk: 'A', sk: '1' }))?.data).toBeNull();
});

test('a journal whose writer was killed before it was written anew is made up for by the next write', async () => {
  const tables = open();
  await put(tables, '1', 'geheim');
  const before = readFileSync(journal);
  await forget(tables, '1');
  const last = readFileSync(journal, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  await tables.close();
  writeFileSync(journal, Buffer.concat([before, Buffer.from(`${last}\n`)]));
  const next = open();
  expect((await next.get('record', { pk: 'A', sk: '1' }))?.data).toBeNull();
  expect(readFileSync(journal, 'utf8')).toContain('geheim');
  await put(next, '2');
  expect(readFileSync(journal, 'utf8')).not.toContain('geheim');
  expect(await keys(open())).toEqual(['1', '2']);
});

test('written anew, a journal of any changes says the same', async () => {
  const anyChange = fc.record({ sk: fc.constantFrom('1', '2', '3'), how: fc.constantFrom('put', 'delete', 'forget', 'update') });
  await fc.assert(
    fc.asyncProperty(fc.array(anyChange, { maxLength: 12 }), async (changes) => {
      const own = aFolder();
      const path = join(own.path, 'record.journal');
      const [journalled, plain] = [memoryTables({ journal: path }), memoryTables()];
      for (const tables of [journalled, plain]) {
        for (const [place, { sk, how }] of changes.entries()) {
          if (how === 'put') await put(tables, sk, place);
          else if (how === 'forget') await forget(tables, sk);
          else if (how === 'delete') await tables.write({ kind: 'delete', table: 'record', key: { pk: 'A', sk } });
          else await tables.write({ kind: 'update', table: 'record', key: { pk: 'A', sk }, set: { dueOrder: `u${place}` } });
        }
      }
      const again = memoryTables({ journal: path });
      const rows = async (tables: MemoryTables) => rowsOf(tables.query({ table: 'record', pk: 'A' }));
      expect(await rows(journalled)).toEqual(await rows(plain));
      expect(await rows(again)).toEqual(await rows(plain));
      await Promise.all([journalled.close(), again.close()]);
      own.remove();
    }),
    { numRuns: 60 },
  );
});
