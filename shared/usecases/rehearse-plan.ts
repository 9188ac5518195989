import { Temporal } from 'temporal-polyfill';
import { canonicalJson } from '../domain/canonical-json.ts';
import { localDay } from '../domain/fuzzy-date.ts';
import { planOf } from '../domain/identifiers.ts';
import type { Digest, DueItem, Reminder } from '../domain/ledger.ts';
import { sha256Of } from '../domain/text.ts';
import { readable } from '../domain/unreadable.ts';
import type { LedgerStore, Stores } from '../ports.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';
import type { MailConfig } from './prepare-digest.ts';
import { rehearse } from './rehearse.ts';

/** One mail of a plan that would go out, on a local day. */
export type PlanMail = {
  readonly day: string;
  readonly contactId: string;
  /** What it tells, in its order: milestones, or whatever else a notice is about. */
  readonly items: readonly { readonly id: string; readonly step: string }[];
};

export type PlanRehearsal = {
  /** First and last local day, both included. The last one comes earlier where `isCut`. */
  readonly from: string;
  readonly to: string;
  readonly mails: readonly PlanMail[];
  /** Milestones that were past already: what became of them is asked at once. */
  readonly pastAlready: readonly string[];
  /** There are more mails than one page can tell; they are told up to `to`. */
  readonly isCut: boolean;
  /** SHA-256 of all of the above but the hours: what a person has read when they switch mail on. */
  readonly digest: string;
};

/** How far a page looks ahead, and how many mails it tells at most: more would take longer than a request may. */
const ahead = { months: 6 };
const mostMails = 200;

async function dueOfPlan({ record }: Stores, planId: string, until: string): Promise<readonly DueItem[]> {
  const commitments = await commitmentsOfPlan(record, planId);
  const ids = commitments.flatMap(({ commitment: { state, milestones } }) => [state.id, ...milestones.map(({ id }) => id)]);
  const found = await Promise.all([planId, ...ids].map((id) => record.due(id)));
  return found
    .filter((item) => item !== null)
    .filter(({ nextDueAt }) => nextDueAt !== null && nextDueAt <= until)
    .sort((a, b) => (`${a.nextDueAt}#${a.subjectId}` < `${b.nextDueAt}#${b.subjectId}` ? -1 : 1));
}

/** Reads of the Ledger that find nothing are remembered too: most of a rehearsal asks for rows that are not there yet. */
function readOnce(ledger: LedgerStore): Pick<LedgerStore, 'reminders' | 'digest'> {
  const reminders = new Map<string, Reminder | null>();
  const digests = new Map<string, Promise<Digest | null>>();
  return {
    reminders: async (rids) => {
      const unknown = rids.filter((rid) => !reminders.has(rid));
      const found = unknown.length === 0 ? new Map<string, Reminder>() : await ledger.reminders(unknown);
      for (const rid of unknown) reminders.set(rid, found.get(rid) ?? null);
      return new Map(rids.flatMap((rid) => reminders.get(rid) ?? []).map((one) => [one.rid, one]));
    },
    digest: (did) => {
      const read = digests.get(did) ?? ledger.digest(did);
      digests.set(did, read);
      return read;
    },
  };
}

/** The stores as if there were this plan only: nothing is read that grows with the others. */
async function onPlan(stores: Stores, planId: string, standIn: string): Promise<Stores> {
  const { record, people, ledger } = stores;
  const { contacts } = await people.peopleOf(planId);
  const known = new Set(contacts.map(({ id }) => id));
  return {
    record: {
      ...record,
      planIds: async () => [planId],
      dueSubjects: async function* (until) {
        yield* await dueOfPlan(stores, planId, until);
      },
    },
    people: { ...people, mailbox: async (id) => (await people.mailbox(id)) ?? standIn },
    ledger: {
      ...ledger,
      ...readOnce(ledger),
      pendingDigests: async function* (until) {
        for await (const digest of readable(ledger.pendingDigests(until))) if (known.has(digest.recipientId)) yield digest;
      },
    },
  };
}

/**
 * What would be sent about one plan within six months if nobody said a word, to whom and on which day, with its mail on.
 * A missing mailbox is supposed to be there. Nothing is written.
 */
export async function rehearsePlan(
  stores: Stores,
  config: MailConfig,
  { planId, now }: { readonly planId: string; readonly now: Temporal.Instant },
): Promise<PlanRehearsal | null> {
  const plan = await stores.record.plan(planId);
  if (plan === null) return null;
  const { zone } = plan.state.settings;
  const from = localDay(now, zone);
  const last = Temporal.PlainDate.from(from).add(ahead);
  const until = last.add({ days: 1 }).toZonedDateTime(zone).toInstant();
  const { contacts } = await stores.people.peopleOf(planId);
  const byAddress = new Map(contacts.map(({ id, email }) => [email, id]));
  const narrowed = await onPlan(stores, planId, config.from);
  const rehearsed = await rehearse(narrowed, config, { now, from: now, until, atMost: mostMails + 1 });
  const isCut = rehearsed.length > mostMails;
  const mails = rehearsed.slice(0, mostMails).flatMap(({ at, to, milestones }): PlanMail[] => {
    const contactId = byAddress.get(to);
    const items = milestones.filter(({ id }) => planOf(id) === planId);
    return contactId === undefined || items.length === 0 ? [] : [{ day: at.slice(0, 10), contactId, items }];
  });
  const pastAlready = [
    ...new Set(mails.flatMap(({ items }) => items.filter(({ step }) => step === 'catch-up')).map(({ id }) => id)),
  ];
  const told = { from, to: isCut ? (mails.at(-1)?.day ?? from) : last.toString(), mails, pastAlready, isCut };
  return { ...told, digest: sha256Of(canonicalJson(told)) };
}
