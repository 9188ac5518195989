import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Action, type Condition, type Row, rowsOf, type Tables } from '../../shared/adapters/tables.ts';
import { canonicalJson } from '../../shared/domain/canonical-json.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

const listed = z.object({ list: z.array(z.string()) });

const put = (row: Row, when?: Extract<Action, { kind: 'put' }>['when']): Extract<Action, { kind: 'put' }> => ({
  kind: 'put',
  table: 'record',
  row,
  ...(when === undefined ? {} : { when }),
});

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(titleOf(backend), () => {
    let open: OpenTables;
    let tables: Tables;
    let count = 0;
    /** A partition no other test uses. */
    const aPartition = (): string => {
      count += 1;
      return `TEST#${count}`;
    };
    beforeAll(async () => {
      open = await backend.open();
      tables = open.tables;
    });
    afterAll(() => open.close());

    test('gives back what was put, and null for what was not', async () => {
      const row = {
        pk: aPartition(),
        sk: 'A',
        data: { text: 'été', number: 3, list: [1, null, { deep: true }], empty: '', no: null },
      };
      expect(await tables.write(put(row))).toBe(true);
      expect(await tables.get('record', row)).toEqual(row);
      expect(await tables.get('record', { ...row, sk: 'B' })).toBeNull();
      expect(await tables.get('people', row)).toBeNull();
    });

    test('shares nothing with its callers', async () => {
      const data = { list: ['as put'] };
      const key = { pk: aPartition(), sk: 'A' };
      const writing = tables.write(put({ ...key, data }));
      data.list.push('changed before it was written');
      await writing;
      const read = listed.parse((await tables.get('record', key))?.data);
      read.list.push('changed after it was read');
      expect((await tables.get('record', key))?.data).toEqual({ list: ['as put'] });
    });

    test('leaves out members that are undefined', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      await tables.write(put({ ...key, data: { kept: 1, left: undefined } }));
      expect((await tables.get('record', key))?.data).toStrictEqual({ kept: 1 });
    });

    test('gives maps back in the order of their names, so that what is made of them is the same bytes each time', async () => {
      const names = ['problem', 'objective', 'été', 'a', 'B', '10', 'zz', 'description', 'relevance', 'm2', 'm1'];
      const data = Object.fromEntries(names.map((name) => [name, { second: [{ y: 1, x: 2 }], first: name }]));
      const key = { pk: aPartition(), sk: 'A' };
      await tables.write(put({ ...key, data }));
      const read = JSON.stringify((await tables.get('record', key))?.data);
      expect(read).toBe(canonicalJson(data));
      expect(JSON.stringify((await tables.getMany('record', [key]))[0]?.data)).toBe(read);
      for await (const [row] of tables.query({ table: 'record', pk: key.pk })) expect(JSON.stringify(row?.data)).toBe(read);
    });

    test('reads many rows and leaves out the absent ones', async () => {
      const pk = aPartition();
      for (const sk of ['A', 'B']) await tables.write(put({ pk, sk, data: sk }));
      const rows = await tables.getMany(
        'record',
        [...'ABC'].map((sk) => ({ pk, sk })),
      );
      expect(rows.map(({ sk }) => sk).sort()).toEqual(['A', 'B']);
      expect(await tables.getMany('record', [])).toEqual([]);
    });

    test('reads more rows at once than one batch takes', async () => {
      const pk = aPartition();
      const keys = Array.from({ length: 130 }, (_, index) => ({ pk, sk: `K${index}` }));
      for (let first = 0; first < keys.length; first += 65) {
        await tables.transact(keys.slice(first, first + 65).map((key) => put({ ...key, data: 1 })));
      }
      expect(await tables.getMany('record', keys)).toHaveLength(130);
    });

    test('queries a partition in the order of its sort keys, by beginning and up to an end', async () => {
      const pk = aPartition();
      for (const sk of ['LOG#02', 'STATE', 'LOG#10', 'LOG#01', 'TEXT#a']) await tables.write(put({ pk, sk, data: 1 }));
      const keys = async (range?: { begins: string } | { atMost: string }) =>
        (await rowsOf(tables.query({ table: 'record', pk, ...(range === undefined ? {} : { range }) }))).map(({ sk }) => sk);
      expect(await keys()).toEqual(['LOG#01', 'LOG#02', 'LOG#10', 'STATE', 'TEXT#a']);
      expect(await keys({ begins: 'LOG#' })).toEqual(['LOG#01', 'LOG#02', 'LOG#10']);
      expect(await keys({ begins: 'LOG#1' })).toEqual(['LOG#10']);
      expect(await keys({ atMost: 'LOG#02' })).toEqual(['LOG#01', 'LOG#02']);
      expect(await keys({ begins: 'NONE' })).toEqual([]);
    });

    test('a sparse index holds the rows that have its attributes, in its order', async () => {
      const pk = aPartition();
      const due = `DUE ${pk}`;
      await tables.write(put({ pk, sk: 'B', data: 1, due, dueOrder: '2021-10-01#b' }));
      await tables.write(put({ pk, sk: 'A', data: 2, due, dueOrder: '2021-10-02#a' }));
      await tables.write(put({ pk, sk: 'C', data: 3 }));
      await tables.write(put({ pk, sk: 'D', data: 4, due, dueOrder: '2021-10-02#a' }));
      const inIndex = async (atMost: string) =>
        (await rowsOf(tables.query({ table: 'record', index: 'due', pk: due, range: { atMost } }))).map(({ data }) => data);
      expect(await inIndex('2021-10-01#~')).toEqual([1]);
      expect((await inIndex('2021-10-02#~')).sort()).toEqual([1, 2, 4]);
      await tables.write({
        kind: 'update',
        table: 'record',
        key: { pk, sk: 'B' },
        set: { data: 5 },
        remove: ['due', 'dueOrder'],
      });
      await tables.write({ kind: 'delete', table: 'record', key: { pk, sk: 'D' } });
      expect(await inIndex('2021-10-02#~')).toEqual([2]);
      expect(await tables.get('record', { pk, sk: 'B' })).toEqual({ pk, sk: 'B', data: 5 });
    });

    test('an index of keys gives keys and no content', async () => {
      const pk = aPartition();
      const row = { pk, sk: 'A', data: { secret: 1 }, expiry: `EXPIRES ${pk}`, expiresAt: '2021-10-01T00:00:00Z' };
      await tables.write({ kind: 'put', table: 'people', row });
      const { data: _, ...keys } = row;
      expect(await rowsOf(tables.query({ table: 'people', index: 'expiry', pk: row.expiry }))).toEqual([keys]);
    });

    test('a query larger than a page comes in pages of at most 1 MB', async () => {
      const pk = aPartition();
      const text = 'x'.repeat(300 * 1024);
      for (const sk of ['A', 'B', 'C', 'D', 'E']) await tables.write(put({ pk, sk, data: text }));
      const pages: number[] = [];
      for await (const page of tables.query({ table: 'record', pk })) pages.push(page.length);
      expect(pages.reduce((sum, length) => sum + length, 0)).toBe(5);
      expect(pages.length).toBeGreaterThan(1);
      expect(Math.max(...pages)).toBeLessThanOrEqual(4);
    });

    test.each<[string, Condition, boolean, boolean]>([
      ['absent', { is: 'absent' }, true, false],
      ['present', { is: 'present' }, false, true],
      ['equal to a number', { is: 'equal', values: { 'data.version': 1 } }, false, true],
      ['equal to another number', { is: 'equal', values: { 'data.version': 2 } }, false, false],
      ['equal to null', { is: 'equal', values: { 'data.none': null } }, false, true],
      ['null where there is a value', { is: 'equal', values: { 'data.version': null } }, false, false],
      ['equal in two places', { is: 'equal', values: { 'data.version': 1, 'data.text': 'a' } }, false, true],
      ['equal in one of two places', { is: 'equal', values: { 'data.version': 1, 'data.text': 'b' } }, false, false],
      ['equal as a whole', { is: 'equal', values: { data: { text: 'a', none: null, version: 1 } } }, false, true],
      ['equal in part', { is: 'equal', values: { data: { text: 'a', version: 1 } } }, false, false],
      ['equal to what is missing', { is: 'equal', values: { 'data.missing.deep': null } }, false, false],
      ['below', { is: 'below', path: 'data.text', value: 'b' }, false, true],
      ['not below', { is: 'below', path: 'data.text', value: 'a' }, false, false],
      ['absent or below', { is: 'absent-or-below', path: 'data.text', value: 'b' }, true, true],
      ['neither absent nor below', { is: 'absent-or-below', path: 'data.text', value: 'a' }, true, false],
    ])('a condition "%s" holds for a row as it says', async (_, when, ifAbsent, ifThere) => {
      const pk = aPartition();
      const row = { pk, sk: 'A', data: { version: 1, text: 'a', none: null } };
      await tables.write(put(row));
      expect(await tables.write(put({ pk, sk: 'absent', data: 1 }, when))).toBe(ifAbsent);
      expect(await tables.write(put({ ...row, data: 'written' }, when))).toBe(ifThere);
      expect((await tables.get('record', row))?.data).toEqual(ifThere ? 'written' : row.data);
      expect((await tables.get('record', { pk, sk: 'absent' }))?.data).toBe(ifAbsent ? 1 : undefined);
    });

    test('an update sets and removes by path, and makes an absent row', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      const update = (set: { [path: string]: string | { a: number; b?: number } }, remove: string[] = []) =>
        tables.write({ kind: 'update', table: 'record', key, set, remove });
      await update({ data: { a: 1, b: 2 }, due: 'x', dueOrder: 'y' });
      expect(await tables.get('record', key)).toEqual({ ...key, data: { a: 1, b: 2 }, due: 'x', dueOrder: 'y' });
      await update({ 'data.a': 'changed' }, ['due', 'dueOrder']);
      expect(await tables.get('record', key)).toEqual({ ...key, data: { a: 'changed', b: 2 } });
    });

    test('an update below something that is not there is refused', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      const update = { kind: 'update', table: 'record', key, set: { 'data.deep': 1 } } as const;
      await expect(tables.write(update)).rejects.toMatchObject({ name: 'ValidationException' });
      await expect(tables.transact([update])).rejects.toMatchObject({ name: 'TransactionCanceledException' });
      expect(await tables.write({ ...update, when: { is: 'present' } })).toBe(false);
    });

    test('ensure writes what is missing and never overwrites, null included', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      await tables.write({ kind: 'ensure', table: 'record', row: { ...key, data: { text: null } } });
      expect(await tables.write({ kind: 'ensure', table: 'record', row: { ...key, data: { text: 'again' } } })).toBe(true);
      expect(await tables.get('record', key)).toEqual({ ...key, data: { text: null } });
    });

    test('a delete with a condition leaves a row that has changed', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      await tables.write(put({ ...key, data: { tries: 1 } }));
      const remove = (tries: number) =>
        tables.write({ kind: 'delete', table: 'record', key, when: { is: 'equal', values: { 'data.tries': tries } } });
      expect(await remove(0)).toBe(false);
      expect(await remove(1)).toBe(true);
      expect(await remove(1)).toBe(false);
      expect(await tables.write({ kind: 'delete', table: 'record', key })).toBe(true);
    });

    test('a transaction writes everything over several tables, or nothing and says which conditions failed', async () => {
      const pk = aPartition();
      const actions = (version: number): Action[] => [
        put(
          { pk, sk: 'STATE', data: { version: version + 1 } },
          version === 0 ? { is: 'absent' } : { is: 'equal', values: { 'data.version': version } },
        ),
        { kind: 'put', table: 'people', row: { pk, sk: 'P', data: version } },
        { kind: 'update', table: 'ledger', key: { pk, sk: 'L' }, set: { data: version } },
        { kind: 'check', table: 'people', key: { pk, sk: 'NOBODY' }, when: { is: 'absent' } },
        put({ pk, sk: `LOG#${version}`, data: 1 }, { is: 'absent' }),
      ];
      expect(await tables.transact(actions(0))).toEqual({ ok: true });
      expect(await tables.transact(actions(0))).toEqual({ ok: false, failed: [0, 4] });
      await tables.write({ kind: 'put', table: 'people', row: { pk, sk: 'NOBODY' } });
      expect(await tables.transact(actions(1))).toEqual({ ok: false, failed: [3] });
      expect((await tables.get('record', { pk, sk: 'STATE' }))?.data).toEqual({ version: 1 });
      expect((await tables.get('people', { pk, sk: 'P' }))?.data).toBe(0);
      expect(await tables.get('record', { pk, sk: 'LOG#1' })).toBeNull();
    });

    test('of writers who saw the same version exactly one wins', async () => {
      const key = { pk: aPartition(), sk: 'A' };
      await tables.write(put({ ...key, data: { version: 1 } }));
      const won = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          tables.transact([
            put({ ...key, data: { version: 2, by: index } }, { is: 'equal', values: { 'data.version': 1 } }),
            put({ pk: key.pk, sk: `BY#${index}`, data: 1 }),
          ]),
        ),
      );
      expect(won.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await rowsOf(tables.query({ table: 'record', pk: key.pk }))).toHaveLength(2);
    });

    test.each<[string, (pk: string) => Action[]]>([
      ['no action at all', () => []],
      ['101 actions', (pk) => Array.from({ length: 101 }, (_, index) => put({ pk, sk: `K${index}`, data: 1 }))],
      [
        'two actions on one item',
        (pk) => [put({ pk, sk: 'A', data: 1 }), { kind: 'check', table: 'record', key: { pk, sk: 'A' }, when: { is: 'absent' } }],
      ],
      ['an empty key', (pk) => [put({ pk, sk: '', data: 1 })]],
      ['an item over 400 KB', (pk) => [put({ pk, sk: 'A', data: 'é'.repeat(205 * 1024) })]],
      [
        'over 4 MB together',
        (pk) => Array.from({ length: 11 }, (_, index) => put({ pk, sk: `K${index}`, data: 'x'.repeat(390 * 1024) })),
      ],
    ])('refuses %s and writes nothing', async (_, actions) => {
      const pk = aPartition();
      await expect(tables.transact(actions(pk))).rejects.toMatchObject({
        name: 'ValidationException',
      });
      expect(await rowsOf(tables.query({ table: 'record', pk }))).toEqual([]);
    });

    test('takes 100 actions and an item just below 400 KB', async () => {
      const pk = aPartition();
      const actions = Array.from({ length: 99 }, (_, index) => put({ pk, sk: `K${index}`, data: 1 }));
      expect(await tables.transact([...actions, put({ pk, sk: 'large', data: 'x'.repeat(400 * 1024 - 100) })])).toEqual({
        ok: true,
      });
    });

    test('refuses a table or an index it does not have', async () => {
      await expect(rowsOf(tables.query({ table: 'record', index: 'nothing', pk: 'X' }))).rejects.toThrow('nothing');
    });
  });
}
