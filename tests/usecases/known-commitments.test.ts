import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { storedText } from '../../shared/domain/text.ts';
import type { CommitmentRecord, RecordStore } from '../../shared/ports.ts';
import { knownCommitments } from '../../shared/usecases/known-commitments.ts';
import { commitmentsOfPlan } from '../../shared/usecases/plan-milestones.ts';
import { aCommitment, aDeclared, andThen, aText, writesOf } from '../builders.ts';

const plan = 'plan-a';

async function append({ record }: { readonly record: RecordStore }, commitment: CommitmentRecord): Promise<void> {
  const known = (await record.commitment(commitment.commitment.state.id))?.log.length ?? 0;
  for (const write of writesOf(commitment).slice(known)) await record.appendToCommitment(write);
}

/** A record that tells which commitments were read from it whole. */
function watched(record: RecordStore): { readonly record: RecordStore; readonly read: string[] } {
  const read: string[] = [];
  const commitment: RecordStore['commitment'] = (id) => {
    read.push(id);
    return record.commitment(id);
  };
  return { record: { ...record, commitment }, read };
}

const declared = (number: string) => aDeclared(`${plan}/${number}/m1`, { status: 'limited' });

describe('known commitments', () => {
  it('are read whole once, and then those alone whose log went on', async () => {
    const stores = memoryStores();
    const all = ['9', '28', '29'].map((number) => aCommitment({ plan, number }));
    for (const one of all) await append(stores, one);
    const { record, read } = watched(stores.record);
    await knownCommitments(record, plan);
    expect(read.splice(0)).toEqual(['plan-a/9', 'plan-a/28', 'plan-a/29']);
    await knownCommitments(record, plan);
    expect(read).toEqual([]);
    await append(stores, andThen(all[1] ?? aCommitment(), declared('28')));
    const found = await knownCommitments(record, plan);
    expect(read).toEqual(['plan-a/28']);
    expect(found.map(({ log }) => log.length)).toEqual([1, 2, 1]);
  });

  it('find a new one in its place', async () => {
    const stores = memoryStores();
    for (const number of ['29', 'C1']) await append(stores, aCommitment({ plan, number }));
    await knownCommitments(stores.record, plan);
    for (const number of ['3', '28']) await append(stores, aCommitment({ plan, number }));
    const found = await knownCommitments(stores.record, plan);
    expect(found.map(({ commitment }) => commitment.state.number)).toEqual(['3', '28', '29', 'C1']);
  });

  it('are read again where a redaction was seen before its text was gone', async () => {
    const tables = memoryTables();
    const stores = storesOver(tables);
    const [secret, reason] = [aText('Un texte à supprimer.'), aText('Publié par erreur.')];
    const said = andThen(aCommitment({ plan }), aDeclared(`${plan}/28/m1`, { difficulties: { sha256: secret.sha256 } }), {
      texts: [secret],
    });
    const data = { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } };
    await append(stores, andThen(said, { type: 'redacted', data }, { texts: [reason] }));
    // A reader may meet rows of one transaction at different moments: the entry is there, the words are still there, too.
    let isLate = true;
    const late = storesOver({
      ...tables,
      query: async function* (query) {
        for await (const page of tables.query(query)) {
          yield page.map((row) => {
            const isSecret = isLate && storedText.safeParse(row.data).data?.sha256 === secret.sha256;
            return isSecret ? { ...row, data: secret } : row;
          });
        }
      },
    });
    const before = await knownCommitments(late.record, plan);
    expect(before.map(({ texts }) => texts.get(secret.sha256)?.text)).toEqual(['Un texte à supprimer.']);
    isLate = false;
    const after = await knownCommitments(late.record, plan);
    expect(after.map(({ texts }) => texts.get(secret.sha256)?.text)).toEqual([null]);
  });

  it('forget the plan that waited longest where too many are known', async () => {
    const stores = memoryStores();
    const plans = ['plan-a', 'plan-b', 'plan-c'];
    for (const id of plans) {
      for (let number = 1; number <= 150; number += 1) await append(stores, aCommitment({ plan: id, number: String(number) }));
    }
    const { record, read } = watched(stores.record);
    for (const id of plans) await knownCommitments(record, id);
    read.length = 0;
    for (const id of ['plan-c', 'plan-b']) await knownCommitments(record, id);
    expect(read).toEqual([]);
    await knownCommitments(record, 'plan-a');
    expect(read).toHaveLength(150);
  });

  it('are what the record holds, whatever happened since they were read', async () => {
    const steps = fc.array(fc.record({ number: fc.integer({ min: 1, max: 12 }), isRead: fc.boolean() }), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const stores = memoryStores();
        for (const { number, isRead } of all) {
          const id = `${plan}/${number}`;
          const before = await stores.record.commitment(id);
          const made =
            before === null ? aCommitment({ plan, number: String(number) }) : andThen(before, declared(String(number)));
          await append(stores, made);
          if (isRead) {
            expect(await knownCommitments(stores.record, plan)).toEqual(await commitmentsOfPlan(stores.record, plan));
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});
