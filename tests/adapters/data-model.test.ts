import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';

const text = readFileSync(new URL('../../docs/data-model.md', import.meta.url), 'utf8');
const stores = memoryStores();

test.each([
  ['RecordStore', stores.record],
  ['PeopleStore', stores.people],
  ['LedgerStore', stores.ledger],
])('the data model names the question and the key of every function of %s', (name, store) => {
  const section = text.split('\n## ').find((one) => one.includes(`function of \`${name}\``)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  const named = new Set(rows.flatMap((row) => [...(row.split('|').at(-2) ?? '').matchAll(/`(\w+)`/g)].map(([, one]) => one)));
  named.delete(name);
  expect([...named].sort()).toEqual(Object.keys(store).sort());
});

test('the data model names every partition that a key is built for', () => {
  const keys = readFileSync(new URL('../../shared/adapters/dynamodb/keys.ts', import.meta.url), 'utf8');
  const prefixes = new Set([...keys.matchAll(/`([A-Z]+)#/g)].map(([, prefix = '']) => `${prefix}#`));
  expect(prefixes.size).toBeGreaterThan(20);
  expect([...prefixes].filter((prefix) => !text.includes(prefix))).toEqual([]);
});
