import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as keys from '../../../shared/adapters/dynamodb/keys.ts';

const planId = fc.stringMatching(/^[a-z0-9]{1,8}(?:-[a-z0-9]{1,8}){0,2}$/);
const number = fc.stringMatching(/^[A-Z]{0,2}[0-9]{1,6}$/);
const milestone = fc.tuple(planId, number, fc.integer({ min: 1, max: 40 })).map(([plan, n, m]) => `${plan}/${n}/m${m}`);
const instant = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 19)}Z`);

test('equal inputs have equal keys and different inputs different ones, whatever they are a key of', () => {
  const told = fc.oneof(
    planId.map((id) => ({ of: `plan ${id}`, key: keys.planStateKey(id) })),
    planId.map((id) => ({ of: `listed ${id}`, key: keys.planListKey(id) })),
    planId.map((id) => ({ of: `heartbeat ${id}`, key: keys.heartbeatKey(id) })),
    fc.tuple(planId, number).map(([plan, n]) => ({ of: `member ${plan}/${n}`, key: keys.memberKey(`${plan}/${n}`) })),
    fc.tuple(planId, number).map(([plan, n]) => ({ of: `state ${plan}/${n}`, key: keys.commitmentStateKey(`${plan}/${n}`) })),
    milestone.map((id) => ({ of: `milestone ${id}`, key: keys.milestoneKey(id) })),
    milestone.map((id) => ({ of: `due ${id}`, key: keys.dueKey(id) })),
    fc.tuple(planId, planId).map(([plan, id]) => ({ of: `import ${plan} ${id}`, key: keys.importKey(plan, id) })),
    fc
      .tuple(planId, planId, fc.integer({ min: 0, max: 9 }))
      .map(([plan, id, order]) => ({ of: `staged ${plan} ${id} ${order}`, key: keys.stagedKey(plan, id, order) })),
    planId.map((id) => ({ of: `mailbox ${id}`, key: keys.mailboxKey(id) })),
    planId.map((id) => ({ of: `by plan ${id}`, key: keys.planAssignmentKey({ planId: id, id: 'a-1' }) })),
    planId.map((id) => ({ of: `by person ${id}`, key: keys.contactAssignmentKey({ planId: 'p', contactId: id, id: 'a-1' }) })),
  );
  fc.assert(
    fc.property(told, told, (a, b) => {
      expect(JSON.stringify(a.key) === JSON.stringify(b.key)).toBe(a.of === b.of);
    }),
    { numRuns: 2_000 },
  );
});

test('the order of log keys is the order of their numbers', () => {
  const seq = fc.integer({ min: 1, max: 9_999_999_999 });
  fc.assert(
    fc.property(seq, seq, (a, b) => {
      expect(Math.sign(compare(keys.logKey('P', a).sk, keys.logKey('P', b).sk))).toBe(Math.sign(a - b));
    }),
    { numRuns: 1_000 },
  );
});

test('what is due at or before an instant, and nothing later, lies within its range of the index', () => {
  fc.assert(
    fc.property(instant, instant, milestone, (nextDueAt, until, subjectId) => {
      const { dueOrder } = keys.dueOrder({ subjectId, nextDueAt, deadlineVersion: 1 }) ?? { dueOrder: '' };
      const { range } = keys.dueUntil(until);
      expect(range !== undefined && 'atMost' in range && dueOrder <= range.atMost).toBe(nextDueAt <= until);
    }),
    { numRuns: 1_000 },
  );
});

test('partition keys begin as permissions name them', () => {
  expect(keys.dueKey('p/1/m1').pk).toBe('DUE#p/1/m1');
  expect(keys.heartbeatKey('p').pk).toBe('HEARTBEAT#p');
  expect(keys.askKey({ commitmentId: 'p/1', subjectId: 'p/1/m1', rid: 'r' })).toEqual({ pk: 'ASK#p', sk: '1#p/1/m1#r' });
  expect(keys.contactKey('p-1').pk).toBe('CONTACT#p-1');
  expect(keys.codeKey('k').pk).toBe('CODE#k');
  expect(keys.digestRowKey('d').pk).toBe('DIG#d');
  expect(keys.reminderKey('r').pk).toBe('REM#r');
  expect(keys.gateKey.pk).toBe('GATE');
});

test('no address and no token stands in a key', () => {
  const email = 'camille.exemple@example.org';
  expect(JSON.stringify([keys.emailKey(email), keys.stopKey('token')])).not.toMatch(/camille|example|token/);
  expect(keys.emailKey(email)).toEqual(keys.emailKey(email.toUpperCase()));
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
