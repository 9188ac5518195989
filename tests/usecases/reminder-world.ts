import { Temporal } from 'temporal-polyfill';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { CommitmentChange } from '../../shared/domain/change-log.ts';
import { deadlineOf } from '../../shared/domain/commitment.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { commitmentOf } from '../../shared/domain/identifiers.ts';
import type { PlanSettings } from '../../shared/domain/plan.ts';
import { nextDueAt } from '../../shared/domain/reminder-policy.ts';
import type { StoredText } from '../../shared/domain/text.ts';
import type { CommitmentRecord, DigestJob, MailOutcome, OutgoingMail, PlanRecord, Stores } from '../../shared/ports.ts';
import { addUp, type JobAccount } from '../../shared/usecases/account.ts';
import { nextTick } from '../../shared/usecases/next-tick.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { sendDigest } from '../../shared/usecases/send-digest.ts';
import { aCommitment, aContact, anActor, anAssignment, andThen, aPlan, planWritesOf, writesOf } from '../builders.ts';

export const plan = 'fr-2021-2023';
/** The four milestones of the golden rehearsals. */
export const a = `${plan}/29/m1`;
export const b = `${plan}/28/m1`;
export const c = `${plan}/28/m2`;
export const d = `${plan}/29/m2`;

export const config = {
  from: 'rappels@example.org',
  name: 'Jalon',
  publicUrl: 'https://jalon.example.org',
  stage: 'test',
  allowed: [],
};

export const instant = (text: string) => Temporal.Instant.from(text);

type Sent = { at: string; to: string; milestones: { id: string; step: string }[] };

/** How a test sets the stage: everything as in golden rehearsal A unless told otherwise. */
export type Stage = {
  importedAt?: string;
  mailOnSince?: string | null;
  settings?: Partial<PlanSettings>;
  people?: { lead?: Partial<Contact>; poc?: Partial<Contact>; deputy?: Partial<Contact> };
  gate?: 'live' | 'off' | 'sandbox';
  /** Where it is kept; new stores in memory unless told otherwise. */
  stores?: Stores;
  /** Who gets real mail in the sandbox. */
  allowed?: readonly string[];
};

/** Plan, two commitments, people and gate on stores in memory, with a mail service that takes notes. */
export async function aWorld(stage: Stage = {}) {
  const importedAt = stage.importedAt ?? '2021-09-15T06:00:00Z';
  const mailOnSince = stage.mailOnSince === undefined ? '2021-09-15T07:00:00Z' : stage.mailOnSince;
  const stores: Stores = stage.stores ?? memoryStores();
  const people = { lead: {}, poc: {}, ...stage.people };
  for (const [as, changes] of Object.entries(people)) {
    await stores.people.addContact(aContact({ as, confirmedAt: importedAt, ...changes }));
    const role = as === 'lead' || as === 'deputy' ? as : 'poc';
    await stores.people.addAssignment(anAssignment({ as, role, since: importedAt }));
  }
  await stores.people.setMailbox(plan, 'contact@example.org');
  const planRecord: PlanRecord = aPlan({
    at: importedAt,
    ...(mailOnSince === null ? {} : { mailOnSince }),
    ...stage.settings,
  });
  for (const write of planWritesOf(planRecord)) await stores.record.appendToPlan(write);
  const records = new Map<string, CommitmentRecord>();
  for (const one of [
    aCommitment({ number: '28', at: importedAt, milestones: [{ due: 'Octobre 2021' }, { due: 'Décembre 2021' }] }),
    aCommitment({ number: '29', at: importedAt, milestones: [{ due: 'Septembre 2021' }, { due: 'Décembre 2021' }] }),
  ]) {
    for (const write of writesOf(one)) await stores.record.appendToCommitment(write);
    records.set(one.commitment.state.id, one);
    for (const milestone of one.commitment.milestones) {
      const from = instant(mailOnSince ?? importedAt).subtract({ seconds: 1 });
      const deadlineVersion = deadlineOf(milestone).seq;
      await stores.record.putDue([
        { subjectId: milestone.id, nextDueAt: nextDueAt(planRecord.state, milestone, from), deadlineVersion },
      ]);
    }
  }
  await stores.ledger.setGate({ mode: stage.gate ?? 'live', version: 1, restoreFloor: null, breaker: null });

  const jobs: DigestJob[] = [];
  const sent: Sent[] = [];
  const mails: OutgoingMail[] = [];
  let outcome: (mail: OutgoingMail) => MailOutcome | Promise<MailOutcome> = () => ({
    kind: 'accepted',
    messageId: `m-${mails.length}`,
  });
  let now = instant('2021-09-15T07:00:00Z');
  let chance = 0;
  const rng = { bytes: (count: number) => Uint8Array.from({ length: count }, () => (chance++ * 37) % 256) };
  const mailer = {
    send: async (mail: OutgoingMail) => {
      mails.push(mail);
      const answer = await outcome(mail);
      if (answer.kind === 'accepted') {
        const digest = await stores.ledger.digest(mail.tags['digest'] ?? '');
        const known = await stores.ledger.reminders(digest?.rids ?? []);
        const milestones = (digest?.rids ?? []).map((rid) => known.get(rid)).filter((one) => one !== undefined);
        sent.push({
          at: now.toString(),
          to: mail.to,
          milestones: milestones.map(({ subjectId, step }) => ({ id: subjectId, step })),
        });
      }
      return answer;
    },
    quota: async () => quota,
  };
  let quota = { max24Hours: 200, sentLast24Hours: 0, perSecond: 1 };
  const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
  const pause = { moment: () => now, wait: async () => {} };
  const deps = { ...stores, digests, mailer, rng, pause, config: { ...config, allowed: stage.allowed ?? [] } };

  const drain = async (at: Temporal.Instant): Promise<JobAccount> => {
    now = at;
    const accounts: JobAccount[] = [];
    for (const job of jobs.splice(0)) accounts.push(await sendDigest(deps, job, at));
    return addUp(accounts);
  };
  const tick = async (at: string): Promise<JobAccount> => addUp([await runTick(deps, instant(at)), await drain(instant(at))]);
  return {
    ...{ stores, deps, jobs, sent, mails, tick, drain },
    answer: (next: typeof outcome) => {
      outcome = next;
    },
    setQuota: (next: Partial<typeof quota>) => {
      quota = { ...quota, ...next };
    },
    /** Runs every tick of a period that has something to do. */
    run: async (from: string, until: string) => {
      let at = await nextTick(stores, instant(from).subtract({ seconds: 1 }), instant(until));
      while (at !== null) {
        await tick(at.toString());
        at = await nextTick(stores, at, instant(until));
      }
    },
    /** Writes one more entry about a milestone, with its due item, as a verb does. */
    say: async (milestoneId: string, change: CommitmentChange, at: string, texts: StoredText[] = []) => {
      const id = commitmentOf(milestoneId);
      const before = records.get(id);
      if (before === undefined) throw new Error(`${id} is not in this world`);
      const after = andThen(before, change, { at, actor: anActor('lead'), texts });
      const last = writesOf(after).at(-1);
      const milestone = after.commitment.milestones.find((one) => one.id === milestoneId);
      if (last === undefined || milestone === undefined) throw new Error(`nothing was said about ${milestoneId}`);
      const due = {
        subjectId: milestoneId,
        nextDueAt: nextDueAt(planRecord.state, milestone, instant(at)),
        deadlineVersion: deadlineOf(milestone).seq,
      };
      const answered = await stores.record.appendToCommitment({ ...last, due: [due] });
      if (!answered.ok) throw new Error(answered.reason);
      records.set(id, after);
    },
  };
}
