import { Temporal } from 'temporal-polyfill';
import { localDay } from '../domain/fuzzy-date.ts';
import { commitmentOf } from '../domain/identifiers.ts';
import { asksNothing, type Digest, type Reminder } from '../domain/ledger.ts';
import { acceptedClaim, whatWasTold } from '../domain/sending.ts';
import type { RecordStore, Stores } from '../ports.ts';
import { addUp, failedOne, type JobAccount, nothingDone } from './account.ts';
import { knownReminders } from './known-reminders.ts';
import { unlessUnreadable } from './unless-unreadable.ts';

/** Asks written at the same time. */
const asksAtOnce = 10;

/** Events that may come between; after that the next tick takes the digest off. */
const rounds = 3;

/**
 * The local day of an instant in each of the plans a digest tells of, where they are several: its own is that of the plan it spoke of
 * first. `unreadable` where a plan is.
 */
async function daysElsewhere(
  record: Pick<RecordStore, 'plan'>,
  reminders: readonly Reminder[],
  at: string,
): Promise<ReadonlyMap<string, string>> {
  const planIds = [...new Set(reminders.map(({ planId }) => planId))];
  if (planIds.length < 2) return new Map();
  const plans = await Promise.all(planIds.map(async (id) => ({ id, plan: await unlessUnreadable(() => record.plan(id)) })));
  return new Map(
    plans.flatMap(({ id, plan }) => {
      if (plan === null) return [];
      return [[id, plan === 'unreadable' ? plan : localDay(Temporal.Instant.from(at), plan.state.settings.zone)] as const];
    }),
  );
}

/** Can all be read that the asks of a digest rest on? */
export async function canAllBeAsked({ record, ledger }: Pick<Stores, 'record' | 'ledger'>, digest: Digest): Promise<boolean> {
  const reminders = await unlessUnreadable(() => ledger.reminders(digest.rids));
  if (reminders === 'unreadable') return false;
  const onIn = await daysElsewhere(record, [...reminders.values()], digest.notBefore);
  return ![...onIn.values()].includes('unreadable');
}

/**
 * Says in the Record that the role was asked, once per reminder SES accepted, and only then takes the digest off the
 * pending index (RELIABILITY 2.2, step 8). A crash between repeats it; the rid makes it idempotent. Notices, that of a
 * changed deadline among them, ask nothing, and neither does what only a mail that was never accepted told.
 * @returns what could not be said, for something that cannot be read: it stays in the index
 */
export async function putAsks({ record, ledger }: Pick<Stores, 'record' | 'ledger'>, digest: Digest): Promise<JobAccount> {
  const { told, untold } = whatWasTold(digest);
  const { known: reminders, unreadRids } = await knownReminders(ledger, digest.rids);
  await ledger.dropReminders(untold.filter(({ rid }) => reminders.get(rid)?.dropped === null));
  const at = acceptedClaim(digest)?.at ?? digest.claimedAt ?? digest.notBefore;
  const acceptedOn = digest.acceptedOn ?? digest.localDate;
  const onIn = await daysElsewhere(record, [...reminders.values()], at);
  const sayOne = async (rid: string): Promise<JobAccount> => {
    const one = reminders.get(rid);
    if (one === undefined) return unreadRids.has(rid) ? failedOne(rid, 'unreadable') : nothingDone;
    // Such as one left out of a repeat and dropped for it, before the mail that told it proved to have gone out after all.
    if (one.dropped !== null) await ledger.dropReminders([{ rid, reason: null }]);
    if (asksNothing(one.step)) return nothingDone;
    const { subjectId, step, role } = one;
    const on = onIn.get(one.planId) ?? acceptedOn;
    if (on === 'unreadable') return failedOne(rid, on);
    await record.putAsk({ commitmentId: commitmentOf(subjectId), subjectId, rid, on, at, step, role });
    return nothingDone;
  };
  const said: JobAccount[] = [];
  for (let first = 0; first < told.length; first += asksAtOnce) {
    said.push(...(await Promise.all(told.slice(first, first + asksAtOnce).map(sayOne))));
  }
  // What cannot be said yet keeps it in the index: a later tick asks again.
  const account = addUp(said);
  if (account.failed.length > 0) return account;
  let current: Digest | null = digest;
  // What has yet to be told of a stop keeps it in the index: the tick does that.
  for (let round = 0; round < rounds && current?.pending === true && !current.tellStop; round += 1) {
    if (whatWasTold(current).told.length !== told.length) return account;
    if (await ledger.saveDigest({ ...current, version: current.version + 1, pending: false }, [])) return account;
    // An event climbed the delivery meanwhile: the same digest, one version on.
    current = await ledger.digest(digest.did);
  }
  return account;
}
