import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

/** How many requests: JALON_FUZZ=1000000 for a long run. */
const requests = Number(process.env['JALON_FUZZ'] ?? '5000');
const seed = Number(process.env['JALON_FUZZ_SEED'] ?? randomInt(2 ** 31));
const isLong = requests > 10_000;

test(
  `S14: ${requests} requests made from the OpenAPI document get no 5xx, no answer the document does not tell, and no secret`,
  async () => {
    const replay = `JALON_FUZZ=${requests} JALON_FUZZ_SEED=${seed} npx vitest run tests/functions/api/v1/fuzz.test.ts`;
    console.log(`API fuzzer: to replay, ${replay} (JALON_FUZZ_PATH begins where a run stopped)`);
    const { statuses, operations, never } = await fuzz(requests, seed, process.env['JALON_FUZZ_PATH']);
    console.log(`API fuzzer: answers by status ${JSON.stringify(statuses)}; never fulfilled: ${never.join(', ') || 'none'}`);
    expect(Object.values(statuses).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(requests);
    // Requests that nothing ever lets through would prove little.
    expect(never.length).toBeLessThan(operations / 4);
    // These take what was read before: a program that has read it gets them done.
    expect(never.filter((id) => ['correctEntry', 'confirmPerson', 'endRole', 'reassignRole'].includes(id))).toEqual([]);
  },
  isLong ? 24 * 3_600_000 : 300_000,
);
