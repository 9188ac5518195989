import { describe, expect, test } from 'vitest';
import type { Stores } from '../../shared/ports.ts';
import { type AuditScope, auditPlans } from '../../shared/usecases/audit-plans.ts';
import { eraseContact } from '../../shared/usecases/erase-contact.ts';
import { mendLost } from '../../shared/usecases/mend-lost.ts';
import { resolveDigest } from '../../shared/usecases/resolve-digest.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import {
  aDate,
  aDeclared,
  aDigest,
  anAsk,
  anAssignment,
  andThenPlan,
  aPersonId,
  aRef,
  aReminder,
  aRole,
  loseDue,
  planWritesOf,
} from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

const usual: AuditScope = { planId: null, isFull: false };
const full: AuditScope = { planId: null, isFull: true };

/** What an audit finds besides ticks: a rehearsal runs only those with something to do. */
async function found(stores: Stores, at: string, scope = usual) {
  const { findings } = await auditPlans(stores, scope, instant(at));
  return findings.filter(({ kind }) => kind !== 'tick-missing');
}

async function days(stores: Stores, at: string, scope = full) {
  const { plans } = await auditPlans(stores, scope, instant(at));
  return plans.flatMap((one) => one.days);
}

describe('the audit', () => {
  test('I14, I20: finds nothing in golden rehearsal A, every three days, and adds up', async () => {
    const world = await aWorld();
    for (let day = instant('2021-09-15T07:00:00Z'); day.toString() < '2022-01-31'; day = day.add({ hours: 72 })) {
      await world.run(day.toString(), day.add({ hours: 72 }).subtract({ seconds: 1 }).toString());
      const at = day.add({ hours: 71, minutes: 7 }).toString();
      expect([at, await found(world.stores, at)]).toEqual([at, []]);
    }
    const counted = await days(world.stores, '2022-01-31T12:00:00Z');
    expect(counted.map(({ day, sent, lost }) => [day, sent, lost])).toEqual([
      ['2021-09-23', 1, 0],
      ['2021-09-29', 1, 0],
      ['2021-10-01', 2, 0],
      ['2021-10-22', 1, 0],
      ['2021-10-29', 1, 0],
      ['2021-11-02', 3, 0],
      ['2021-12-01', 5, 0],
      ['2021-12-24', 2, 0],
      ['2021-12-30', 2, 0],
      ['2022-01-03', 4, 0],
    ]);
    for (const { planned, sent, pending, needsHuman, dropped, lost } of counted) {
      const unsent = Object.values(dropped).reduce((sum, count) => sum + count, 0);
      expect(planned).toBe(sent + pending + needsHuman + unsent + lost);
    }
  });

  test('F20: one due item that the index lost is found, with what was to be told', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T12:00:00Z');
    await loseDue(world.stores.record, [b]);
    await world.run('2021-10-01T12:00:00Z', '2021-10-25T12:00:00Z');
    const lost = { planId: plan, subjectId: b, step: '-7', effectiveDate: '2021-10-31', plannedAt: '2021-10-22T07:00:00Z' };
    expect(await found(world.stores, '2021-10-22T07:29:00Z')).toEqual([]);
    expect(await found(world.stores, '2021-10-22T07:31:00Z')).toEqual([{ kind: 'lost', ...lost }]);
    const day = (await days(world.stores, '2021-10-25T12:00:00Z')).find((one) => one.day === '2021-10-22');
    expect(day).toMatchObject({ planned: 1, sent: 0, lost: 1 });
  });

  test('F21: names a tick whose row is missing, and with all ticks dead what they lost', async () => {
    const world = await aWorld({ mailOnSince: '2021-09-23T06:30:00Z' });
    for (const slot of ['06:30', '07:00', '07:15']) await runTick(world.deps, instant(`2021-09-23T${slot}:00Z`));
    const { findings } = await auditPlans(world.stores, usual, instant('2021-09-23T07:50:00Z'));
    expect(findings.filter(({ kind }) => kind === 'tick-missing')).toEqual([
      { kind: 'tick-missing', from: '2021-09-23T06:45:00Z', to: '2021-09-23T06:45:00Z', count: 1 },
    ]);
    const dead = await aWorld();
    const ofDead = (await auditPlans(dead.stores, usual, instant('2021-09-25T07:00:00Z'))).findings;
    expect(ofDead.filter(({ kind }) => kind === 'tick-missing')).toEqual([
      { kind: 'tick-missing', from: '2021-09-18T07:00:00Z', to: '2021-09-25T06:30:00Z', count: 671 },
    ]);
    const moved = await auditPlans(dead.stores, { ...usual, isClockMoved: true }, instant('2021-09-25T07:00:00Z'));
    expect(moved.findings).toEqual(ofDead.filter(({ kind }) => kind !== 'tick-missing'));
    expect((await found(dead.stores, '2021-10-01T12:00:00Z')).map((one) => ('step' in one ? one.step : ''))).toEqual([
      ...['-30'],
      ...['-7', '-1', '+1wd'],
    ]);
  });

  test('F11, F12: a step of a date that was moved away before any tick came by is nobody’s; after one it was owed', async () => {
    const late = await aWorld();
    await late.run('2021-09-15T07:00:00Z', '2021-10-21T12:00:00Z');
    const revised = { milestoneId: b, due: aDate('2021-11-30'), reason: aRef('Le comité est reporté.') };
    await late.say(b, { type: 'deadline-revised', data: revised }, '2021-10-22T07:40:00Z');
    await late.run('2021-10-22T07:45:00Z', '2021-10-22T20:00:00Z');
    expect(await found(late.stores, '2021-10-22T20:00:00Z')).toEqual([]);

    const seen = await aWorld();
    await seen.run('2021-09-15T07:00:00Z', '2021-10-21T12:00:00Z');
    await loseDue(seen.stores.record, [b]);
    await runTick(seen.deps, instant('2021-10-22T07:15:00Z'));
    await seen.say(b, { type: 'deadline-revised', data: revised }, '2021-10-22T07:40:00Z');
    expect(await found(seen.stores, '2021-10-22T20:00:00Z')).toMatchObject([{ kind: 'lost', subjectId: b, step: '-7' }]);
  });

  test('what was answered, was past before mail was on, or is over, is owed to nobody', async () => {
    const answered = await aWorld();
    await answered.run('2021-09-15T07:00:00Z', '2021-09-24T12:00:00Z');
    const complete = aDeclared(a, {
      status: 'complete',
      completedOn: '2021-09-20',
      noEvidenceReason: aRef('Pas encore publié.'),
    });
    await answered.say(a, complete, '2021-09-24T12:00:00Z');
    await answered.run('2021-09-24T12:00:00Z', '2021-10-20T12:00:00Z');
    expect(await found(answered.stores, '2021-10-20T12:00:00Z')).toEqual([]);

    const past = await aWorld({ importedAt: '2021-12-17T08:00:00Z', mailOnSince: '2021-12-17T09:00:00Z' });
    await past.run('2021-12-17T09:00:00Z', '2021-12-21T09:00:00Z');
    expect(await found(past.stores, '2021-12-21T09:00:00Z')).toEqual([]);
    expect(await days(past.stores, '2021-12-21T09:00:00Z')).toMatchObject([{ day: '2021-12-17', sent: 2, lost: 0 }]);

    const over = await aWorld({ importedAt: '2024-02-01T08:00:00Z', mailOnSince: '2024-02-01T09:00:00Z' });
    expect(await found(over.stores, '2024-02-20T09:00:00Z', full)).toEqual([]);
  });

  test('F2, I7: after an outage over two steps both have their row, the older one as collapsed', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-02T07:00:00Z');
    await world.run('2021-11-03T08:00:00Z', '2021-11-05T08:00:00Z');
    expect(await found(world.stores, '2021-11-05T08:00:00Z')).toEqual([]);
    expect((await days(world.stores, '2021-11-05T08:00:00Z')).find(({ day }) => day === '2021-10-22')).toMatchObject({
      planned: 1,
      dropped: { collapsed: 1 },
    });
  });
});

const firstOfOctober = '2021-10-01T07:00:00Z';

describe('what an audit finds besides', () => {
  test('that no point of contact of a plan can be reached, within the hour, while its mail is on and it is open', async () => {
    const bounced = { suppressed: { reason: 'bounced' as const, at: '2021-10-01T07:00:00Z' } };
    const unreached = { kind: 'plan-unreached', planId: plan };
    const world = await aWorld({ people: { lead: {}, poc: bounced } });
    expect(await found(world.stores, '2021-10-01T08:00:00Z')).toContainEqual(unreached);
    const reached = await aWorld({ people: { lead: {}, poc: bounced, deputy: {} } });
    await reached.stores.people.addAssignment(anAssignment({ id: 'a-secondpoc0000000', as: 'deputy', role: 'poc' }));
    expect(await found(reached.stores, '2021-10-01T08:00:00Z')).not.toContainEqual(unreached);
    const closed = await aWorld({ people: { lead: {}, poc: bounced }, settings: { closesOn: '2021-09-30' } });
    expect(await found(closed.stores, '2021-10-01T08:00:00Z')).not.toContainEqual(unreached);
    const off = await aWorld({ people: { lead: {}, poc: bounced }, mailOnSince: null });
    expect(await found(off.stores, '2021-10-01T08:00:00Z')).not.toContainEqual(unreached);
  });

  test('I20: what waits past its working day, wherever its days were handed on to, and not before', async () => {
    const world = await aWorld({ gate: 'off' });
    await world.run('2021-09-15T07:00:00Z', '2021-10-04T12:00:00Z');
    const stuck = async (at: string) => (await found(world.stores, at)).filter(({ kind }) => kind === 'stuck');
    const did = (await world.stores.ledger.reminders([aReminder({ subjectId: b }).rid])).get(
      aReminder({ subjectId: b }).rid,
    )?.did;
    expect(await stuck('2021-10-01T15:59:00Z')).not.toContainEqual({ kind: 'stuck', planId: plan, did, state: 'planned' });
    expect(await stuck('2021-10-04T16:00:00Z')).toContainEqual({ kind: 'stuck', planId: plan, did, state: 'planned' });
    expect(await found(world.stores, '2021-10-04T16:00:00Z')).toContainEqual({ kind: 'gate-shut' });
  });

  test('a claim that nobody heard of is found after a working day, and what needs a person at once, with why', async () => {
    const world = await aWorld();
    world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
    await world.run('2021-09-15T07:00:00Z', '2021-09-23T07:15:00Z');
    const { did } = aDigest({ localDate: '2021-09-23' });
    expect(await found(world.stores, '2021-09-24T15:59:00Z')).toEqual([]);
    expect(await found(world.stores, '2021-09-24T16:00:00Z')).toEqual([{ kind: 'stuck', planId: plan, did, state: 'claimed' }]);
    await world.tick('2021-09-24T16:15:00Z');
    const needy = [{ kind: 'needs-human', did, reason: 'feed-not-proved' }];
    expect(await found(world.stores, '2021-09-24T16:20:00Z')).toEqual(needy);
    expect(await found(world.stores, '2021-09-24T16:20:00Z', { planId: plan, isFull: false })).toEqual(needy);
    expect(await found(world.stores, '2021-09-24T16:20:00Z', { planId: 'another', isFull: false })).toEqual([]);
    expect(await days(world.stores, '2021-09-24T16:20:00Z')).toMatchObject([{ planned: 1, needsHuman: 1, pending: 0 }]);
  });

  test('the breaker, and a reminder whose digest does not hold it', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T12:00:00Z');
    const { ledger } = world.stores;
    await ledger.setGate({ mode: 'live', version: 2, restoreFloor: null, breaker: 'AccountSendingPausedException' });
    const { did } = aDigest({ localDate: '2021-10-01' });
    const digest = await ledger.digest(did);
    if (digest === null) throw new Error('a digest was expected');
    const [kept, ...lost] = digest.rids;
    await ledger.saveDigest({ ...digest, version: digest.version + 1, rids: [kept ?? ''] }, []);
    expect(await found(world.stores, '2021-10-01T12:00:00Z')).toEqual([
      { kind: 'breaker-open' },
      ...lost.map((rid) => ({ kind: 'adrift', planId: plan, rid, did })),
      // The ask for it stands, and what it rests on is gone.
      ...lost.map((rid) => expect.objectContaining({ kind: 'ask-unfounded', rid })),
    ]);
    const { rid: nobody } = aReminder({ step: '-7', recipientId: 'p-nobody0000000000' });
    await world.stores.record.putAsk(anAsk({ rid: nobody, step: '-7', at: firstOfOctober }));
    expect(await found(world.stores, '2021-10-01T12:00:00Z')).toContainEqual({
      ...{ kind: 'ask-unfounded', planId: plan, subjectId: b, rid: nobody },
    });
  });

  test('I21: an ask that is not there two hours after its mail, and none that is on its way', async () => {
    const world = await aWorld();
    const { record } = world.stores;
    let isLosing = true;
    const losing = {
      ...record,
      putAsk: async (ask: Parameters<typeof record.putAsk>[0]) => void (isLosing || record.putAsk(ask)),
    };
    const deps = { ...world.deps, record: losing };
    await world.run('2021-09-15T07:00:00Z', '2021-09-23T06:59:00Z');
    await runTick(deps, instant('2021-09-23T07:00:00Z'));
    for (const job of world.jobs.splice(0)) await sendDigest(deps, job, instant('2021-09-23T07:00:00Z'));
    isLosing = false;
    expect(await found(world.stores, '2021-09-23T09:30:00Z')).toMatchObject([{ kind: 'ask-missing', subjectId: a }]);
    const { did } = aDigest({ localDate: '2021-09-23' });
    const digest = await world.stores.ledger.digest(did);
    if (digest === null) throw new Error('a digest was expected');
    await world.stores.ledger.saveDigest({ ...digest, version: digest.version + 1, pending: true }, []);
    expect(await found(world.stores, '2021-09-23T08:30:00Z')).toEqual([]);
    expect(await found(world.stores, '2021-09-23T09:30:00Z')).toMatchObject([{ kind: 'ask-missing' }]);
  });

  test('a digest that a person gave up counts as dropped', async () => {
    const world = await aWorld();
    world.answer(() => ({ kind: 'rejected', reason: 'MessageRejected' }));
    await world.run('2021-09-15T07:00:00Z', '2021-09-23T07:15:00Z');
    const { did } = aDigest({ localDate: '2021-09-23' });
    await resolveDigest(world.stores, { did, how: 'drop', now: instant('2021-09-23T09:00:00Z') });
    expect(await found(world.stores, '2021-09-23T09:30:00Z')).toEqual([]);
    expect(await days(world.stores, '2021-09-23T09:30:00Z')).toMatchObject([{ planned: 1, dropped: { 'given-up': 1 } }]);
  });

  test('F20: what was lost is due again after mending, and goes out once', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-01T12:00:00Z');
    await loseDue(world.stores.record, [b]);
    await world.run('2021-10-01T12:00:00Z', '2021-10-25T12:00:00Z');
    const { findings } = await auditPlans(world.stores, usual, instant('2021-10-25T12:00:00Z'));
    expect(await mendLost(world.stores.record, findings)).toEqual([b]);
    const before = world.sent.length;
    await world.run('2021-10-25T12:00:00Z', '2021-10-26T12:00:00Z');
    expect(world.sent.slice(before).map(({ milestones }) => milestones)).toEqual([[{ id: b, step: '-7' }]]);
    expect(await found(world.stores, '2021-10-26T12:00:00Z')).toEqual([]);
  });

  test('a person who was erased is still known as the one who was asked', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-09-24T12:00:00Z');
    const deps = { ...world.stores, rng: world.deps.rng };
    const actor = { role: 'admin', id: null } as const;
    const command = { planId: plan, email: 'lead@example.org', actor, now: instant('2021-09-24T12:00:00Z') };
    expect(await eraseContact(deps, command)).toEqual({ ok: true, contactId: aPersonId('lead') });
    await world.run('2021-09-24T12:00:00Z', '2021-10-20T12:00:00Z');
    expect(await found(world.stores, '2021-10-20T12:00:00Z')).toEqual([]);
  });

  test('a campaign whose due item was lost', async () => {
    const world = await aWorld();
    const { record } = world.stores;
    const before = await record.plan(plan);
    if (before === null) throw new Error('a plan was expected');
    const campaign = { id: 'autumn', opens: '2021-09-20', closes: '2021-10-20', confirmedAt: '2021-09-16T08:00:00Z' };
    const after = andThenPlan(before, { type: 'campaign-planned', data: { campaign } }, { at: '2021-09-16T08:00:00Z' });
    const [write] = planWritesOf(after).slice(-1);
    if (write !== undefined) await record.appendToPlan(write);
    await world.run('2021-09-16T08:00:00Z', '2021-09-21T08:00:00Z');
    const lost = {
      kind: 'lost',
      planId: plan,
      step: 'campaign-open',
      effectiveDate: 'autumn',
      plannedAt: '2021-09-20T07:00:00Z',
    };
    const findings = await found(world.stores, '2021-09-21T08:00:00Z');
    expect(findings).toEqual([`${plan}/28`, `${plan}/29`].map((subjectId) => ({ ...lost, subjectId })));
    expect(await mendLost(record, findings)).toEqual([plan]);
    await world.run('2021-09-21T08:00:00Z', '2021-09-21T12:00:00Z');
    expect(await found(world.stores, '2021-09-21T12:00:00Z')).toEqual([]);
  });

  test('a notice of who answers that was never planned', async () => {
    const world = await aWorld();
    const { record } = world.stores;
    const before = await record.plan(plan);
    if (before === null) throw new Error('a plan was expected');
    const data = { role: 'deputy', responsible: aRole({ function: 'adjointe', organisation: null }), commitments: null } as const;
    const after = andThenPlan(before, { type: 'contact-confirmed', data }, { at: '2021-09-16T08:00:00Z' });
    const [write] = planWritesOf(after).slice(-1);
    if (write !== undefined) await record.appendToPlan(write);
    await world.tick('2021-09-17T07:15:00Z');
    const lost = { step: `notice-${after.state.head.seq}`, subjectId: plan, plannedAt: '2021-09-17T07:00:00Z' };
    expect(await found(world.stores, '2021-09-17T08:00:00Z')).toMatchObject([{ kind: 'lost', ...lost }]);
    await mendLost(record, await found(world.stores, '2021-09-17T08:00:00Z'));
    await world.run('2021-09-17T08:00:00Z', '2021-09-17T12:00:00Z');
    expect(await found(world.stores, '2021-09-17T12:00:00Z')).toEqual([]);
  });

  test('an unsubscribe that deputy and point of contact were never told of', async () => {
    const world = await aWorld();
    const { people } = world.stores;
    const contact = await people.contact(aPersonId('lead'));
    if (contact === null) throw new Error('a person was expected');
    const suppressed = { reason: 'unsubscribed', at: '2021-09-16T08:00:00Z' } as const;
    await people.updateContact({ ...contact, suppressed, version: contact.version + 1 });
    await world.tick('2021-09-16T09:00:00Z');
    expect(await found(world.stores, '2021-09-16T10:00:00Z')).toMatchObject([
      { kind: 'lost', subjectId: plan, step: `stopped-${aPersonId('lead')}`, effectiveDate: suppressed.at },
    ]);
  });
});
