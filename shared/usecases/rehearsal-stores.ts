import type { Digest, DueItem, Gate, Reminder, TickRun } from '../domain/ledger.ts';
import { readable } from '../domain/unreadable.ts';
import type { LedgerStore, PeopleStore, PlanRecord, RecordStore, Stores } from '../ports.ts';
import { milestonesOfPlan } from './plan-milestones.ts';

/** What a rehearsal takes for granted: the gate, how far it goes, and when the mail of plans that have none is switched on. */
export type Supposed = {
  readonly gate: Gate;
  readonly until: string;
  /** Null leaves such plans without mail. */
  readonly mailOnAt: string | null;
};

function refuse(): never {
  throw new Error('a rehearsal writes nothing');
}

/** Reads once and remembers: nothing changes under a rehearsal. */
function once<Value>(read: (id: string) => Promise<Value>): (id: string) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (id) => {
    const found = known.get(id) ?? read(id);
    known.set(id, found);
    return found;
  };
}

/** Plans whose mail is off. */
export async function plansWithoutMail(record: Pick<RecordStore, 'planIds' | 'plan'>): Promise<readonly string[]> {
  const plans = await Promise.all((await record.planIds()).map((id) => record.plan(id)));
  return plans.flatMap((plan) => (plan === null || plan.state.mailOnSince !== null ? [] : [plan.state.settings.id]));
}

/** A plan as it would be had its mail been switched on at an instant; one whose mail is on stays as it is. */
function withMailOn(plan: PlanRecord | null, at: string | null): PlanRecord | null {
  if (plan === null || at === null || plan.state.mailOnSince !== null) return plan;
  return { ...plan, state: { ...plan.state, mailOnSince: at } };
}

/** What the tick would look at once the mail of these plans was switched on: they and every milestone, at that instant. */
async function dueOnceOn(record: RecordStore, plans: readonly string[], at: string): Promise<readonly DueItem[]> {
  const milestones = await Promise.all(plans.map((id) => milestonesOfPlan(record, id)));
  return [
    ...plans.map((subjectId) => ({ subjectId, nextDueAt: at, deadlineVersion: 0 })),
    ...milestones.flat().map((one) => ({ subjectId: one.id, nextDueAt: at, deadlineVersion: one.version })),
  ];
}

async function rehearsalRecord(record: RecordStore, { until, mailOnAt }: Supposed): Promise<RecordStore> {
  const due = new Map<string, DueItem>();
  for await (const item of readable(record.dueSubjects(until))) due.set(item.subjectId, item);
  if (mailOnAt !== null) {
    for (const item of await dueOnceOn(record, await plansWithoutMail(record), mailOnAt)) due.set(item.subjectId, item);
  }
  return {
    planIds: () => record.planIds(),
    planStates: () => record.planStates(),
    plan: once(async (id) => withMailOn(await record.plan(id), mailOnAt)),
    commitmentNumbers: once((id) => record.commitmentNumbers(id)),
    commitmentHeads: once((id) => record.commitmentHeads(id)),
    commitment: once((id) => record.commitment(id)),
    milestone: once((id) => record.milestone(id)),
    asks: (id) => record.asks(id),
    planAsks: (id) => record.planAsks(id),
    heartbeat: async () => null,
    serviceTimes: async () => null,
    appendToPlan: refuse,
    appendToCommitment: refuse,
    stageImport: refuse,
    unfinishedImports: (id) => record.unfinishedImports(id),
    stagedChanges: (row) => record.stagedChanges(row),
    finishImport: refuse,
    dueSubjects: async function* (last) {
      const waiting = [...due.values()].filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= last);
      yield* waiting.sort((a, b) => `${a.nextDueAt}#${a.subjectId}`.localeCompare(`${b.nextDueAt}#${b.subjectId}`, 'en'));
    },
    due: async (id) => due.get(id) ?? null,
    putDue: refuse,
    advanceDue: async (moves) => {
      for (const { from, nextDueAt } of moves) due.set(from.subjectId, { ...from, nextDueAt });
      return new Set(moves.map(({ from }) => from.subjectId));
    },
    lookAgain: refuse,
    putAsk: async () => {},
    putHeartbeat: async () => {},
    putServiceTimes: refuse,
  };
}

function rehearsalPeople(people: PeopleStore): PeopleStore {
  return {
    contact: once((id) => people.contact(id)),
    contactByEmail: (email) => people.contactByEmail(email),
    contactByStopToken: (token) => people.contactByStopToken(token),
    peopleOf: once((id) => people.peopleOf(id)),
    readablePeopleOf: once((id) => people.readablePeopleOf(id)),
    assignmentsOf: once((id) => people.assignmentsOf(id)),
    readableAssignmentsOf: once((id) => people.readableAssignmentsOf(id)),
    mailbox: once((id) => people.mailbox(id)),
    code: (key) => people.code(key),
    session: (hash) => people.session(hash),
    sessionsOf: (id) => people.sessionsOf(id),
    contactByIdentity: (key) => people.contactByIdentity(key),
    answerDraft: (id) => people.answerDraft(id),
    approvalsOf: (id) => people.approvalsOf(id),
    proposalsOf: (id) => people.proposalsOf(id),
    addContact: refuse,
    updateContact: refuse,
    addAssignment: refuse,
    updateAssignment: refuse,
    changeAssignments: refuse,
    setMailbox: refuse,
    putCode: refuse,
    keepCode: refuse,
    countTry: refuse,
    takeCode: refuse,
    putSession: refuse,
    endSession: refuse,
    endSessionsOf: refuse,
    putOpenIdStart: refuse,
    takeOpenIdStart: refuse,
    pinIdentity: refuse,
    spend: refuse,
    saveAnswerDraft: refuse,
    endAnswerDraft: refuse,
    addApproval: refuse,
    takeApproval: refuse,
    addProposals: refuse,
    updateProposal: refuse,
    beginRequest: refuse,
    takeOverRequest: refuse,
    finishRequest: refuse,
    forgetRequest: refuse,
    eraseContact: refuse,
    purge: refuse,
  };
}

async function rehearsalLedger(ledger: LedgerStore, { gate, until }: Supposed): Promise<LedgerStore> {
  const digests = new Map<string, Digest | null>();
  const reminders = new Map<string, Reminder>();
  const runs = new Map<string, TickRun>();
  for await (const one of readable(ledger.pendingDigests(until))) digests.set(one.did, one);
  const digest = async (did: string): Promise<Digest | null> => {
    const known = digests.get(did);
    return known === undefined ? ledger.digest(did) : known;
  };
  const follows = async (one: Digest) => ((await digest(one.did))?.version ?? 0) + 1 === one.version;
  const known = async (rids: readonly string[]): Promise<ReadonlyMap<string, Reminder>> => {
    const stored = await ledger.reminders(rids.filter((rid) => !reminders.has(rid)));
    for (const [rid, one] of stored) reminders.set(rid, one);
    return new Map(rids.flatMap((rid) => reminders.get(rid) ?? []).map((one) => [one.rid, one]));
  };
  const change = (rid: string, changed: Partial<Reminder>) => {
    const before = reminders.get(rid);
    if (before !== undefined) reminders.set(rid, { ...before, ...changed });
  };
  const drop: LedgerStore['dropReminders'] = async (drops) => {
    await known(drops.map(({ rid }) => rid));
    for (const { rid, reason } of drops) change(rid, { dropped: reason });
  };
  return {
    gate: async () => gate,
    binding: () => ledger.binding(),
    setGate: refuse,
    reminders: known,
    digest,
    digests: async (dids) => {
      const found = await Promise.all(dids.map(digest));
      return new Map(found.flatMap((one) => (one === null ? [] : [[one.did, one] as const])));
    },
    saveDigest: async (one, added, asRead) => {
      const taken = await known(added.map(({ rid }) => rid));
      const isMoved = [...taken.values()].some((row) => asRead?.get(row.rid) !== row);
      if (isMoved || !(await follows(one))) return false;
      digests.set(one.did, one);
      for (const reminder of added) reminders.set(reminder.rid, reminder);
      return true;
    },
    endDigest: async (one, drops) => {
      if (!(await follows(one))) return false;
      digests.set(one.did, one);
      await drop(drops);
      return true;
    },
    handOver: async (from, to, rids, drops = []) => {
      if (!(await follows(from)) || !(await follows(to))) return false;
      await drop(drops);
      digests.set(from.did, from).set(to.did, to);
      await known(rids);
      for (const rid of rids) change(rid, { did: to.did });
      return true;
    },
    putDropped: async (dropped) => {
      const taken = await known(dropped.map(({ rid }) => rid));
      for (const one of dropped) if (!taken.has(one.rid)) reminders.set(one.rid, one);
    },
    dropReminders: drop,
    pendingDigests: async function* (last) {
      const waiting = [...digests.values()].filter((one) => one?.pending === true && one.notBefore <= last);
      for (const one of waiting) if (one !== null) yield one;
    },
    claim: async (one, _, drops = []) => {
      if (!(await follows(one))) return { ok: false, lost: true };
      await drop(drops);
      digests.set(one.did, one);
      return { ok: true };
    },
    needingPerson: () => ledger.needingPerson(),
    setSendRate: async () => {},
    takeSlot: async () => 0,
    feedSeenAt: () => ledger.feedSeenAt(),
    moveFeed: async () => {},
    putRun: async (run) => {
      runs.set(run.slot, run);
    },
    run: async (slot) => runs.get(slot) ?? ledger.run(slot),
    runs: async (slots) => new Map([...(await ledger.runs(slots)), ...runs]),
    purge: refuse,
  };
}

/**
 * Stores in which the tick and the sender may act as if: they read what is there and keep to themselves what they would
 * have written. Whatever a rehearsal has no business writing is refused.
 */
export async function rehearsalStores({ record, people, ledger }: Stores, supposed: Supposed): Promise<Stores> {
  return {
    record: await rehearsalRecord(record, supposed),
    people: rehearsalPeople(people),
    ledger: await rehearsalLedger(ledger, supposed),
  };
}
