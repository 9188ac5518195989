import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RecordDisagreesError } from '../../shared/adapters/dynamodb/log-reading.ts';
import { recordStore } from '../../shared/adapters/dynamodb/record.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import { verifyLog } from '../../shared/domain/change-log.ts';
import type { DueItem } from '../../shared/domain/ledger.ts';
import { reduceCommitment } from '../../shared/domain/reduce.ts';
import { readable } from '../../shared/domain/unreadable.ts';
import {
  type CommitmentRecord,
  type CommitmentWrite,
  type ImportRow,
  movesAtOnce,
  type RecordStore,
  type StagedChange,
} from '../../shared/ports.ts';
import {
  aCommitment,
  aDeclared,
  anActor,
  anAsk,
  andThen,
  andThenPlan,
  aPlan,
  aReminder,
  aText,
  planWritesOf,
  start,
  writesOf,
} from '../builders.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

/** The write that leads from one state of a commitment to the next. */
function lastWrite(record: CommitmentRecord): CommitmentWrite {
  const write = writesOf(record).at(-1);
  if (write === undefined) throw new Error('an empty log has no last write');
  return write;
}

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`the Record ${titleOf(backend)}`, () => {
    let open: OpenTables;
    let tables: Tables;
    let record: RecordStore;
    let count = 0;
    /** A plan no other test uses. */
    const aPlanId = (): string => {
      count += 1;
      return `plan-${count}`;
    };
    const append = async (commitment: CommitmentRecord): Promise<void> => {
      for (const write of writesOf(commitment)) expect(await record.appendToCommitment(write)).toEqual({ ok: true });
    };
    const listDue = async (until: string): Promise<string[]> => {
      const found: string[] = [];
      for await (const { subjectId } of readable(record.dueSubjects(until))) found.push(subjectId);
      return found;
    };
    beforeAll(async () => {
      open = await backend.open();
      tables = open.tables;
      record = recordStore(tables);
    });
    afterAll(() => open.close());

    test('knows nothing of what was never written', async () => {
      expect(await record.plan('no-plan')).toBeNull();
      expect(await record.commitment('no-plan/1')).toBeNull();
      expect(await record.milestone('no-plan/1/m1')).toBeNull();
      expect(await record.commitmentNumbers('no-plan')).toEqual([]);
      expect(await record.asks('no-plan/1')).toEqual([]);
      expect(await record.heartbeat('no-plan')).toBeNull();
      expect(await record.due('no-plan/1/m1')).toBeNull();
      expect(await record.unfinishedImports('no-plan')).toEqual([]);
    });

    test('a plan comes back with its log and texts, and is listed', async () => {
      const reason = aText('Nouvelle période.');
      const created = aPlan({ id: aPlanId() });
      const plan = andThenPlan(
        created,
        {
          type: 'plan-edited',
          data: { settings: { ...created.state.settings, publishAsks: false }, reason: { sha256: reason.sha256 } },
        },
        { texts: [reason] },
      );
      for (const write of planWritesOf(plan)) expect(await record.appendToPlan(write)).toEqual({ ok: true });
      expect(await record.plan(plan.state.settings.id)).toEqual(plan);
      expect(await record.planIds()).toContain(plan.state.settings.id);
      expect(await record.planStates()).toContainEqual(plan.state);
    });

    test('two changes of a plan at once: one is told that its seq is taken', async () => {
      const created = aPlan({ id: aPlanId() });
      const [first] = planWritesOf(created);
      if (first !== undefined) await record.appendToPlan(first);
      const switched = (at: string) =>
        planWritesOf(andThenPlan(created, { type: 'mail-switched', data: { on: true } }, { at })).at(-1);
      const results = await Promise.all(
        [switched('2021-09-15T07:00:00Z'), switched('2021-09-15T07:00:01Z')].map((write) => write && record.appendToPlan(write)),
      );
      expect(results).toContainEqual({ ok: true });
      expect(results).toContainEqual({ ok: false, reason: 'seq-taken' });
      expect((await record.plan(created.state.settings.id))?.log).toHaveLength(2);
    });

    test('a commitment comes back as it was built, milestones in the order of their ids', async () => {
      const plan = aPlanId();
      const done = aText('Le comité s’est réuni.');
      const imported = aCommitment({ plan, milestones: Array.from({ length: 12 }, () => ({})) });
      const commitment = andThen(imported, aDeclared(`${plan}/28/m10`, { done: { sha256: done.sha256 } }), { texts: [done] });
      await append(commitment);
      expect(await record.commitment(`${plan}/28`)).toEqual(commitment);
      expect(await record.milestone(`${plan}/28/m10`)).toEqual(commitment.commitment.milestones[9]);
    });

    test('the numbers of a plan come in the order of people', async () => {
      const plan = aPlanId();
      for (const number of ['29', 'C1', '9', '28']) await append(aCommitment({ plan, number }));
      expect(await record.commitmentNumbers(plan)).toEqual(['9', '28', '29', 'C1']);
    });

    test('the heads of a plan are those of its commitments, and of no other plan', async () => {
      const [plan, other] = [aPlanId(), aPlanId()];
      const made = ['29', '28'].map((number) => aCommitment({ plan, number }));
      for (const one of [...made, aCommitment({ plan: other })]) await append(one);
      const heads = new Map(made.map(({ commitment: { state } }) => [state.id, state.head]));
      expect(await record.commitmentHeads(plan)).toEqual(heads);
      expect(await record.commitmentHeads('no-plan')).toEqual(new Map());
    });

    test('two answers about one milestone: one wins, the other is told that the milestone moved', async () => {
      const plan = aPlanId();
      const imported = aCommitment({ plan });
      await append(imported);
      const answers = ['limited', 'substantial'].map((status, second) =>
        lastWrite(
          andThen(imported, aDeclared(`${plan}/28/m1`, { status: status === 'limited' ? 'limited' : 'substantial' }), {
            at: `2021-10-01T07:00:0${second}Z`,
          }),
        ),
      );
      const results = await Promise.all(answers.map((write) => record.appendToCommitment(write)));
      expect(results).toContainEqual({ ok: true });
      expect(results).toContainEqual({ ok: false, reason: 'version-moved' });
      expect((await record.commitment(`${plan}/28`))?.log).toHaveLength(2);
    });

    test('two answers about two milestones: the second is told to read again, and then both stand', async () => {
      const plan = aPlanId();
      const imported = aCommitment({ plan, milestones: [{}, {}] });
      await append(imported);
      const answer = (onto: CommitmentRecord, key: string) => lastWrite(andThen(onto, aDeclared(`${plan}/28/${key}`)));
      const [first, second] = await Promise.all(['m1', 'm2'].map((key) => record.appendToCommitment(answer(imported, key))));
      expect([first, second]).toContainEqual({ ok: true });
      expect([first, second]).toContainEqual({ ok: false, reason: 'seq-taken' });
      const now = await record.commitment(`${plan}/28`);
      const missing = now?.commitment.milestones.find(({ words }) => words.length === 0)?.id.split('/')[2];
      if (now === null || missing === undefined) throw new Error('one answer should be missing');
      expect(await record.appendToCommitment(answer(now, missing))).toEqual({ ok: true });
      const after = await record.commitment(`${plan}/28`);
      expect(after?.commitment.milestones.map(({ words }) => words.length)).toEqual([1, 1]);
      expect(verifyLog(after?.log ?? [], after?.texts ?? new Map(), `${plan}/28`)).toBeNull();
    });

    test('the very same entry written again is accepted and stays one entry', async () => {
      const plan = aPlanId();
      const imported = aCommitment({ plan });
      await append(imported);
      await append(imported);
      expect((await record.commitment(`${plan}/28`))?.log).toHaveLength(1);
    });

    test('refuses a write whose entry does not lead from the one state to the other', async () => {
      const imported = aCommitment({ plan: aPlanId() });
      const write = lastWrite(imported);
      await expect(record.appendToCommitment({ ...write, before: imported.commitment })).rejects.toThrow(RangeError);
    });

    test('S21: a redaction empties text and salt, leaves the row, and the chain still verifies', async () => {
      const plan = aPlanId();
      const secret = aText('Un secret.');
      const reason = aText('Demande de retrait.');
      const declared = andThen(aCommitment({ plan }), aDeclared(`${plan}/28/m1`, { done: { sha256: secret.sha256 } }), {
        texts: [secret],
      });
      await append(declared);
      const redacted = andThen(
        declared,
        { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
        { texts: [reason] },
      );
      expect(await record.appendToCommitment(lastWrite(redacted))).toEqual({ ok: true });
      const read = await record.commitment(`${plan}/28`);
      expect(read).toEqual(redacted);
      expect(read?.texts.get(secret.sha256)).toEqual({ sha256: secret.sha256, salt: null, text: null });
      expect(verifyLog(read?.log ?? [], read?.texts ?? new Map(), `${plan}/28`)).toBeNull();
    });

    test('S21: a text that comes again after its redaction stays away', async () => {
      const plan = aPlanId();
      const secret = aText('Encore un secret.');
      const reason = aText('Retiré.');
      const ref = { sha256: secret.sha256 };
      const declared = andThen(aCommitment({ plan }), aDeclared(`${plan}/28/m1`, { done: ref }), { texts: [secret] });
      const redacted = andThen(
        declared,
        { type: 'redacted', data: { of: 2, texts: [secret.sha256], reason: { sha256: reason.sha256 } } },
        { texts: [reason] },
      );
      await append(declared);
      await record.appendToCommitment(lastWrite(redacted));
      const again = andThen(redacted, aDeclared(`${plan}/28/m1`, { done: ref }));
      await record.appendToCommitment({ ...lastWrite(again), texts: [secret] });
      expect((await record.commitment(`${plan}/28`))?.texts.get(secret.sha256)?.text).toBeNull();
    });

    test('a state that its log does not lead to is never shown', async () => {
      const plan = aPlanId();
      const commitment = andThen(aCommitment({ plan }), aDeclared(`${plan}/28/m1`));
      await append(commitment);
      await tables.write({ kind: 'delete', table: 'record', key: { pk: `COMMITMENT#${plan}/28`, sk: 'LOG#0000000002' } });
      await expect(record.commitment(`${plan}/28`)).rejects.toThrow(RecordDisagreesError);
    });

    test('due items are found when they are due, soonest first, and leave when nothing more is due', async () => {
      const plan = aPlanId();
      const item = (key: string, nextDueAt: string | null): DueItem => ({
        subjectId: `${plan}/28/${key}`,
        nextDueAt,
        deadlineVersion: 1,
      });
      await record.putDue([
        item('m1', '1999-01-02T07:00:00Z'),
        item('m2', '1999-01-01T07:00:00Z'),
        item('m3', '1999-01-02T07:00:01Z'),
        item('m4', null),
      ]);
      const mine = async (until: string) => (await listDue(until)).filter((id) => id.startsWith(plan));
      expect(await mine('1999-01-02T07:00:00Z')).toEqual([`${plan}/28/m2`, `${plan}/28/m1`]);
      const moved = await record.advanceDue([{ from: item('m2', '1999-01-01T07:00:00Z'), nextDueAt: null }], null);
      expect([...moved]).toEqual([`${plan}/28/m2`]);
      expect(await mine('1999-01-02T07:00:00Z')).toEqual([`${plan}/28/m1`]);
      expect(await record.due(`${plan}/28/m2`)).toEqual(item('m2', null));
    });

    test('a change is written while the plan its due items were worked out by, and those items, are as they were read', async () => {
      const plan = aPlanId();
      for (const write of planWritesOf(aPlan({ id: plan }))) await record.appendToPlan(write);
      const [write] = writesOf(aCommitment({ plan }));
      if (write === undefined) throw new Error('nothing to write');
      const read: DueItem = { subjectId: `${plan}/28/m1`, nextDueAt: '1999-06-02T07:00:00Z', deadlineVersion: 1 };
      await record.putDue([read]);
      const next = { ...read, nextDueAt: '1999-06-03T07:00:00Z' };
      const refused = { ok: false, reason: 'seq-taken' };
      expect(await record.appendToCommitment({ ...write, due: [], planSeq: 7 })).toEqual(refused);
      expect(await record.appendToCommitment({ ...write, due: [{ ...next, asRead: null }], planSeq: 1 })).toEqual(refused);
      const moved = { ...read, nextDueAt: '1999-06-01T07:00:00Z' };
      expect(await record.appendToCommitment({ ...write, due: [{ ...next, asRead: moved }], planSeq: 1 })).toEqual(refused);
      expect(await record.due(read.subjectId)).toEqual(read);
      expect(await record.appendToCommitment({ ...write, due: [{ ...next, asRead: read }], planSeq: 1 })).toEqual({ ok: true });
      expect(await record.due(read.subjectId)).toEqual(next);
    });

    test('subjects fall due no later than they are put, and those that are due sooner stay so', async () => {
      const plan = aPlanId();
      const item = (key: string, nextDueAt: string | null, deadlineVersion = 1): DueItem => {
        return { subjectId: `${plan}/28/${key}`, nextDueAt, deadlineVersion };
      };
      const [sooner, later, done] = ['1999-05-01T07:00:00Z', '1999-05-02T07:00:00Z', '1999-05-03T07:00:00Z'];
      await record.putDue([item('m1', sooner), item('m2', later), item('m3', done)]);
      await record.advanceDue([{ from: item('m3', done), nextDueAt: null }], null);
      await record.putDue([item('m1', later, 2), item('m2', sooner, 2), item('m3', later, 2), item('m4', later, 2)]);
      await record.putDue([item('m1', null, 3), item('m5', null, 3)]);
      expect(await Promise.all(['m1', 'm2', 'm3', 'm4', 'm5'].map((key) => record.due(`${plan}/28/${key}`)))).toEqual([
        item('m1', sooner),
        ...['m2'].map((key) => item(key, sooner, 2)),
        ...['m3', 'm4'].map((key) => item(key, later, 2)),
        null,
      ]);
    });

    test('a due item moves on only if it is still as it was read', async () => {
      const plan = aPlanId();
      const read: DueItem = { subjectId: `${plan}/28/m1`, nextDueAt: '1999-02-01T07:00:00Z', deadlineVersion: 1 };
      await record.putDue([read]);
      const advance = async (from: DueItem, nextDueAt: string | null): Promise<boolean> =>
        (await record.advanceDue([{ from, nextDueAt }], null)).has(from.subjectId);
      expect(await advance({ ...read, deadlineVersion: 2 }, '1999-03-01T07:00:00Z')).toBe(false);
      expect(await advance({ ...read, nextDueAt: null }, '1999-03-01T07:00:00Z')).toBe(false);
      expect(await advance(read, '1999-03-01T07:00:00Z')).toBe(true);
      expect(await advance(read, '1999-04-01T07:00:00Z')).toBe(false);
      expect(await record.due(read.subjectId)).toEqual({ ...read, nextDueAt: '1999-03-01T07:00:00Z' });
      expect(await advance({ ...read, nextDueAt: '1999-03-01T07:00:00Z' }, null)).toBe(true);
      expect((await listDue('1999-12-31T00:00:00Z')).filter((id) => id.startsWith(plan))).toEqual([]);
      expect(await advance({ ...read, subjectId: `${plan}/28/m9` }, null)).toBe(false);
      expect(await record.due(`${plan}/28/m9`)).toBeNull();
    });

    test('due items of a plan move on only while its log ends where it did when they were worked out', async () => {
      const plan = aPlanId();
      const read: DueItem = { subjectId: `${plan}/28/m1`, nextDueAt: '1999-02-01T07:00:00Z', deadlineVersion: 1 };
      await record.putDue([read]);
      const moves = [{ from: read, nextDueAt: '1999-03-01T07:00:00Z' }];
      expect([...(await record.advanceDue(moves, 1))]).toEqual([]);
      const [first, second] = planWritesOf(aPlan({ id: plan, mailOnSince: '2021-09-15T07:00:00Z' }));
      if (first === undefined || second === undefined) throw new Error('two writes expected');
      await record.appendToPlan(first);
      expect([...(await record.advanceDue(moves, null))]).toEqual([]);
      await record.appendToPlan(second);
      expect([...(await record.advanceDue(moves, 1))]).toEqual([]);
      expect(await record.due(read.subjectId)).toEqual(read);
      expect([...(await record.advanceDue(moves, 2))]).toEqual([read.subjectId]);
      expect(await record.due(read.subjectId)).toEqual({ ...read, nextDueAt: '1999-03-01T07:00:00Z' });
    });

    test('a due item that is to be looked at again is not moved on by whoever read it before', async () => {
      const plan = aPlanId();
      const read: DueItem = { subjectId: plan, nextDueAt: '1999-02-01T07:00:00Z', deadlineVersion: 3 };
      await record.putDue([read]);
      expect(await record.lookAgain({ ...read, deadlineVersion: 2 })).toBe(false);
      expect(await record.lookAgain(read)).toBe(true);
      expect(await record.lookAgain(read)).toBe(false);
      expect([...(await record.advanceDue([{ from: read, nextDueAt: null }], null))]).toEqual([]);
      const again = await record.due(plan);
      expect(again?.nextDueAt).toBe(read.nextDueAt);
      expect((await listDue('1999-02-01T07:00:00Z')).filter((id) => id === plan)).toEqual([plan]);
      expect(await record.lookAgain({ ...read, subjectId: `${plan}/28` })).toBe(false);
      expect(await record.due(`${plan}/28`)).toBeNull();
    });

    test('as many due items as there may be move on at once, those that changed meanwhile apart', async () => {
      const plan = aPlanId();
      for (const write of planWritesOf(aPlan({ id: plan }))) await record.appendToPlan(write);
      const items = Array.from({ length: movesAtOnce }, (_, index): DueItem => {
        return { subjectId: `${plan}/28/m${index + 1}`, nextDueAt: '1999-02-01T07:00:00Z', deadlineVersion: 1 };
      });
      const [changed, ...others] = items;
      if (changed === undefined) throw new Error('nothing to move');
      await record.putDue([{ ...changed, nextDueAt: '1999-01-31T07:00:00Z' }, ...others]);
      const moves = items.map((from) => ({ from, nextDueAt: '1999-02-02T07:00:00Z' }));
      expect([...(await record.advanceDue(moves, 1))].sort()).toEqual(others.map(({ subjectId }) => subjectId).sort());
      const due = (await listDue('1999-02-02T07:00:00Z')).filter((id) => id.startsWith(plan));
      expect(due).toHaveLength(movesAtOnce);
      expect(due[0]).toBe(changed.subjectId);
      expect((await record.due(changed.subjectId))?.nextDueAt).toBe('1999-01-31T07:00:00Z');
      expect([...(await record.advanceDue([], 1))]).toEqual([]);
    });

    test('due items are written with the change that moves them', async () => {
      const plan = aPlanId();
      const due: DueItem = { subjectId: `${plan}/28/m1`, nextDueAt: '1999-05-01T07:00:00Z', deadlineVersion: 1 };
      await record.appendToCommitment({ ...lastWrite(aCommitment({ plan })), due: [due] });
      expect(await record.due(due.subjectId)).toEqual(due);
    });

    test('a plan’s own due item, and a commitment’s, are written with the entry that is to be told', async () => {
      const plan = aPlanId();
      const [write] = planWritesOf(aPlan({ id: plan }));
      if (write === undefined) throw new Error('a write expected');
      const ofPlan: DueItem = { subjectId: plan, nextDueAt: '1999-05-01T07:00:00Z', deadlineVersion: 1 };
      const ofCommitment: DueItem = { ...ofPlan, subjectId: `${plan}/28`, nextDueAt: '1999-05-02T07:00:00Z' };
      expect(await record.appendToPlan({ ...write, due: [ofPlan] })).toEqual({ ok: true });
      await record.appendToCommitment({ ...lastWrite(aCommitment({ plan })), due: [ofCommitment] });
      expect([await record.due(plan), await record.due(`${plan}/28`)]).toEqual([ofPlan, ofCommitment]);
      expect((await listDue('1999-05-02T07:00:00Z')).filter((id) => id.startsWith(plan))).toEqual([plan, `${plan}/28`]);
      expect([...(await record.advanceDue([{ from: ofPlan, nextDueAt: null }], 1))]).toEqual([plan]);
    });

    test('an ask is kept once per reminder, and asks come oldest first', async () => {
      const plan = aPlanId();
      const subjectId = `${plan}/28/m1`;
      const early = anAsk({ subjectId, rid: aReminder({ subjectId, step: '-30' }).rid, at: '2021-10-01T07:00:00Z' });
      const late = anAsk({ subjectId, rid: aReminder({ subjectId, step: '-7' }).rid, at: '2021-10-22T07:00:00Z', step: '-7' });
      for (const one of [late, early, { ...early, at: '2021-10-02T07:00:00Z' }]) await record.putAsk(one);
      expect(await record.asks(`${plan}/28`)).toEqual([early, late]);
    });

    test('a plan has the asks of all its commitments, oldest first, and a commitment its own alone', async () => {
      const [plan, other] = [aPlanId(), aPlanId()];
      const made = ['28', '2', 'C2'].map((number, index) =>
        anAsk({ subjectId: `${plan}/${number}/m1`, at: `2021-10-0${3 - index}T07:00:00Z` }),
      );
      for (const one of [...made, anAsk({ subjectId: `${other}/2/m1` })]) await record.putAsk(one);
      expect(await record.planAsks(plan)).toEqual(made.toReversed());
      expect(await record.asks(`${plan}/2`)).toEqual([made[1]]);
    });

    test('the heartbeat of a plan is the last one told', async () => {
      const planId = aPlanId();
      const beat = { planId, positionsOn: '2021-10-01' };
      await record.putHeartbeat(beat);
      await record.putHeartbeat({ ...beat, positionsOn: '2021-10-02' });
      expect(await record.heartbeat(planId)).toEqual({ ...beat, positionsOn: '2021-10-02' });
    });

    test('when the machinery ran is what was told last', async () => {
      expect(await record.serviceTimes()).toBeNull();
      const times = { checkedAt: start, lastRunAt: start, lastSuccessAt: null, nextRunAt: '2021-10-01T10:15:00Z' };
      await record.putServiceTimes(times);
      await record.putServiceTimes({ ...times, lastSuccessAt: start });
      expect(await record.serviceTimes()).toEqual({ ...times, lastSuccessAt: start });
    });

    test('a staged import is unfinished until it is finished, keeps its order, and then keeps no text', async () => {
      const planId = aPlanId();
      const text = aText('Un problème.');
      const row: ImportRow = { id: 'i-1', planId, at: start, state: 'writing', changes: 12 };
      const staged = Array.from({ length: 12 }, (_, order): StagedChange => {
        const imported = aCommitment({ plan: planId, number: String(order + 1) }).log[0];
        if (imported?.type !== 'imported') throw new Error('a built commitment begins with an import');
        const { type, data } = imported;
        return {
          importId: row.id,
          order,
          subject: imported.subject,
          basedOn: 0,
          change: { type, data },
          texts: [text],
          actor: anActor('poc'),
        };
      });
      await record.stageImport(row, staged);
      expect(await record.unfinishedImports(planId)).toEqual([row]);
      expect(await record.stagedChanges(row)).toEqual(staged);
      await record.finishImport(row);
      expect(await record.unfinishedImports(planId)).toEqual([]);
      expect(await record.stagedChanges(row)).toEqual([]);
      await record.finishImport(row);
      expect(await record.unfinishedImports(planId)).toEqual([]);
    });

    test('what is written must be what the schema says', async () => {
      const bad = { ...anAsk({ subjectId: `${aPlanId()}/28/m1` }), on: '30 February' };
      await expect(record.putAsk(bad)).rejects.toThrow();
      expect(await record.asks(bad.commitmentId)).toEqual([]);
    });

    test('what is read must be what the schema says', async () => {
      const subjectId = `${aPlanId()}/28/m1`;
      const key = { pk: `DUE#${subjectId}`, sk: 'DUE' };
      await tables.write({ kind: 'put', table: 'record', row: { ...key, data: { subjectId, nextDueAt: 'soon' } } });
      await expect(record.due(subjectId)).rejects.toThrow();
    });

    test('a long log comes back whole, over several pages', async () => {
      const plan = aPlanId();
      let commitment = aCommitment({ plan });
      await append(commitment);
      for (let answer = 0; answer < 60; answer += 1) {
        const note = aText(`${answer} ${'x'.repeat(19_900)}`);
        commitment = andThen(commitment, aDeclared(`${plan}/28/m1`, { done: { sha256: note.sha256 } }), { texts: [note] });
        await record.appendToCommitment(lastWrite(commitment));
      }
      const read = await record.commitment(`${plan}/28`);
      expect(read?.log).toHaveLength(61);
      expect(read).toEqual(commitment);
      expect(read?.log.reduce<CommitmentRecord['commitment'] | null>(reduceCommitment, null)).toEqual(read?.commitment);
    });
  });
}
