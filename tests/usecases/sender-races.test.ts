import { expect, test } from 'vitest';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import type { LedgerStore, PeopleStore } from '../../shared/ports.ts';
import { auditPlans } from '../../shared/usecases/audit-plans.ts';
import { handOverDigest } from '../../shared/usecases/hand-over-digest.ts';
import { readDigest } from '../../shared/usecases/read-digest.ts';
import { reassignRole } from '../../shared/usecases/reassign-role.ts';
import { recordMailEvent } from '../../shared/usecases/record-mail-event.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aContact, aDeclared, aDigest, aPersonId } from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

/** a's +1wd and b's −30 leave on this day. */
const tickAt = '2021-10-01T07:00:00Z';
const { did } = aDigest({ localDate: '2021-10-01' });

type World = Awaited<ReturnType<typeof aWorld>>;

/** A digest in the queue, and how many mails left since. */
async function queued() {
  const world = await aWorld();
  await world.run('2021-09-15T07:00:00Z', '2021-10-01T06:59:59Z');
  await runTick(world.deps, instant(tickAt));
  const before = world.mails.length;
  return { world, mailsSince: () => world.mails.slice(before) };
}

const findings = async ({ stores }: World, at: string) =>
  (await auditPlans(stores, { planId: null, isFull: false }, instant(at))).findings.filter(({ kind }) => kind !== 'tick-missing');

async function askedAbout({ stores }: World): Promise<string[]> {
  const asks = [...(await stores.record.asks(`${plan}/28`)), ...(await stores.record.asks(`${plan}/29`))];
  return asks
    .filter(({ on }) => on === '2021-10-01')
    .map(({ subjectId }) => subjectId)
    .sort();
}

const complete: CommitmentChange = aDeclared(a, { status: 'complete', noEvidenceReason: null });

test('F13: a role that changes hands between read and claim: the claim fails, and the ex-lead gets nothing', async () => {
  const { world, mailsSince } = await queued();
  const { stores, deps } = world;
  await stores.people.addContact(aContact({ as: 'newlead', confirmedAt: '2021-09-15T06:00:00Z' }));
  const holders = (await stores.people.peopleOf(plan)).assignments.filter(({ role }) => role === 'lead').map(({ id }) => id);
  const change = { planId: plan, contactId: aPersonId('newlead'), role: 'lead', commitments: ['28', '29'], holders } as const;
  let changed: { readonly ok: boolean } = { ok: false };
  const wait = async (): Promise<void> => {
    if (changed.ok) return;
    // Its words stand in the logs already when the reading begins; the role itself changes hands right before the claim.
    changed = await reassignRole(
      { ...stores, rng: deps.rng },
      { ...change, actor: { role: 'poc', id: aPersonId('poc') }, now: instant(tickAt) },
    );
  };
  await sendDigest({ ...deps, pause: { ...deps.pause, wait } }, { did }, instant(tickAt));
  expect(changed.ok).toBe(true);
  expect(mailsSince()).toEqual([]);
  expect(await askedAbout(world)).toEqual([]);
});

test('F13: the claim looks at the role itself, where no log says that it changed hands', async () => {
  const { world, mailsSince } = await queued();
  const { people } = world.stores;
  const wait = async (): Promise<void> => {
    for (const one of await people.assignmentsOf(aPersonId('lead'))) {
      if (one.until === null) await people.updateAssignment({ ...one, version: one.version + 1, until: tickAt });
    }
  };
  await sendDigest({ ...world.deps, pause: { ...world.deps.pause, wait } }, { did }, instant(tickAt));
  expect(mailsSince()).toEqual([]);
});

/** Everything another sender does between two calls of the one that is slow, then the word of a lead. */
async function sentAndAnswered(world: World): Promise<void> {
  await sendDigest(world.deps, { did }, instant(tickAt));
  await world.say(a, complete, '2021-10-01T07:00:01Z');
}

test.each(['before the contact is read', 'before the milestones are read', 'before the claim'] as const)(
  'I21: two senders and an answer %s: asks shown are the reminders of the one mail, and the audit is empty',
  async (when) => {
    const { world, mailsSince } = await queued();
    let isFirst = true;
    const once = async (now: typeof when): Promise<void> => {
      if (now !== when || !isFirst) return;
      isFirst = false;
      await sentAndAnswered(world);
    };
    const contact: PeopleStore['contact'] = async (id) => {
      await once('before the contact is read');
      return world.stores.people.contact(id);
    };
    const readableAssignmentsOf: PeopleStore['readableAssignmentsOf'] = async (id) => {
      await once('before the milestones are read');
      return world.stores.people.readableAssignmentsOf(id);
    };
    const claim: LedgerStore['claim'] = async (...args) => {
      await once('before the claim');
      return world.stores.ledger.claim(...args);
    };
    const { deps } = world;
    const slow = { ...deps, people: { ...deps.people, contact, readableAssignmentsOf }, ledger: { ...deps.ledger, claim } };
    await sendDigest(slow, { did }, instant('2021-10-01T07:00:02Z'));
    expect(isFirst).toBe(false);
    expect(mailsSince()).toHaveLength(1);
    expect(await askedAbout(world)).toEqual([b, a].sort());
    const rows = await world.stores.ledger.reminders((await world.stores.ledger.digest(did))?.rids ?? []);
    expect([...rows.values()].map(({ dropped }) => dropped)).toEqual([null, null]);
    expect(await findings(world, '2021-10-01T12:00:00Z')).toEqual([]);
  },
);

test('a tick that read a digest before it was sent drops nothing of it when it hands it over', async () => {
  const { world } = await queued();
  const { stores } = world;
  const indexed = await stores.ledger.digest(did);
  if (indexed === null) throw new Error('nothing was planned');
  await sentAndAnswered(world);
  const now = instant('2021-10-01T07:00:02Z');
  const reading = await readDigest(stores, indexed, null, now);
  expect(reading.drops.map(({ reason }) => reason)).toEqual(['answered']);
  expect((await handOverDigest(stores.ledger, indexed, reading, now)).to).toBeNull();
  expect((await stores.ledger.digest(did))?.state).toBe('sent');
  expect(await findings(world, '2021-10-01T12:00:00Z')).toEqual([]);
});

test('I21: what a mail told counts as asked, whatever else was written about the reminder', async () => {
  const { world } = await queued();
  const rids = (await world.stores.ledger.digest(did))?.rids ?? [];
  world.answer(async () => {
    await world.stores.ledger.dropReminders(rids.map((rid) => ({ rid, reason: 'answered' })));
    return { kind: 'accepted', messageId: 'm-1' };
  });
  await sendDigest(world.deps, { did }, instant(tickAt));
  expect(await askedAbout(world)).toEqual([b, a].sort());
  expect([...(await world.stores.ledger.reminders(rids)).values()].map(({ dropped }) => dropped)).toEqual([null, null]);
  await world.stores.ledger.dropReminders(rids.map((rid) => ({ rid, reason: 'answered' })));
  expect(await findings(world, '2021-10-01T12:00:00Z')).toEqual([]);
  const audit = await auditPlans(world.stores, { planId: plan, isFull: false }, instant('2021-10-01T12:00:00Z'));
  const day = audit.plans[0]?.days.find((one) => one.day === '2021-10-01');
  expect(day).toMatchObject({ sent: 2, dropped: {} });
});

/** A sender whose first claim is lost, with so many milliseconds left from then on, and so many gone by. */
async function secondRound(left: number, gone: number) {
  const { world, mailsSince } = await queued();
  let isFirst = true;
  let moment = instant(tickAt);
  const turns: string[] = [];
  const claim: LedgerStore['claim'] = async (...args) => {
    if (!isFirst) return world.stores.ledger.claim(...args);
    isFirst = false;
    moment = moment.add({ milliseconds: gone });
    return { ok: false, lost: false };
  };
  const takeSlot: LedgerStore['takeSlot'] = async (at) => {
    turns.push(at.toString());
    return 0;
  };
  const deps = {
    ...world.deps,
    ledger: { ...world.deps.ledger, claim, takeSlot },
    pause: { moment: () => moment, wait: async () => {} },
  };
  const account = await sendDigest(deps, { did }, instant(tickAt), { millisecondsLeft: () => (isFirst ? 60_000 : left) });
  return { account, turns, mails: mailsSince() };
}

test('F17: a claim lost with 19 s left is left to the queue', async () => {
  const { account, mails } = await secondRound(19_000, 0);
  expect(account.skipped).toEqual([{ id: did, reason: 'no-time' }]);
  expect(mails).toEqual([]);
  expect((await secondRound(20_000, 0)).mails).toHaveLength(1);
});

test('I13: a claim that is lost takes another turn, unless the first is not over yet', async () => {
  expect((await secondRound(60_000, 200)).turns).toHaveLength(1);
  const late = await secondRound(60_000, 2_000);
  expect(late.turns).toEqual([tickAt, '2021-10-01T07:00:02Z']);
  expect(late.mails).toHaveLength(1);
});

/** Two mails of one digest, both of which SES accepted; how each proof comes is up to the order of these. */
async function doubledBy(order: readonly ('event 1' | 'event 2' | 'answer 2')[]): Promise<number> {
  const { world } = await queued();
  const { stores, deps } = world;
  let told = 0;
  const hear = async (attempt: string): Promise<void> => {
    const mail = { messageId: `m-${attempt}`, timestamp: tickAt, destination: [], tags: { digest: [did], attempt: [attempt] } };
    if ((await recordMailEvent(stores, { eventType: 'Send', mail })) === 'doubled') told += 1;
  };
  world.answer(() => ({ kind: 'ambiguous', reason: 'timeout' }));
  await sendDigest(deps, { did }, instant(tickAt));
  await stores.ledger.moveFeed('2021-10-01T08:00:00Z');
  const answered = order.indexOf('answer 2');
  world.answer(async () => {
    for (const one of order.slice(0, answered)) await hear(one.slice(-1));
    return { kind: 'accepted', messageId: 'm-2' };
  });
  const { doubled = [] } = await sendDigest(deps, { did }, instant('2021-10-01T10:15:00Z'));
  told += doubled.length;
  for (const one of order.slice(answered + 1)) await hear(one.slice(-1));
  return told;
}

test('two accepted attempts are told as doubled once, in whatever order answers and events come', async () => {
  const told: number[] = [];
  const all = ['event 1', 'event 2', 'answer 2'] as const;
  for (const one of all) {
    for (const two of all.filter((each) => each !== one)) {
      told.push(await doubledBy([one, two, ...all.filter((each) => each !== one && each !== two)]));
    }
  }
  expect(told).toEqual([1, 1, 1, 1, 1, 1]);
});
