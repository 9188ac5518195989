import { Temporal } from 'temporal-polyfill';
import { calendarFor } from '../domain/calendar.ts';
import { campaignStepsFor, isCampaignAnswered, planCampaign } from '../domain/campaign-reminders.ts';
import { type Contact, isReachable, type PlanPeople } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import { policySinceOf } from '../domain/policy-since.ts';
import { askedAbout, type Recipient, recipientsOf } from '../domain/recipients.ts';
import {
  escalationOfMilestone,
  type HeldStep,
  heldSteps,
  type PlannedReminder,
  planMilestone,
  stepsFor,
} from '../domain/reminder-plan.ts';
import { isAnswered, isClosed, nextSending } from '../domain/reminder-policy.ts';
import type { CommitmentRecord, LedgerStore, PlanRecord } from '../ports.ts';
import { knownDigests } from './known-digests.ts';
import { knownReminders } from './known-reminders.ts';

/** A mail that is planned if nobody answers before, on a local day. */
export type NextMail = {
  readonly day: string;
  readonly contact: Contact;
  readonly milestoneIds: readonly string[];
  /** Commitments a campaign asks about. */
  readonly commitmentIds: readonly string[];
};

/** Of whom and what the next mails are foreseen. */
export type Foreseen = {
  readonly plan: PlanRecord;
  readonly commitments: readonly CommitmentRecord[];
  readonly people: PlanPeople;
  readonly restoreFloor: string | null;
  readonly now: Temporal.Instant;
};

/** One step for one person, at the moment it would leave. */
type Coming = { readonly at: string; readonly contact: Contact; readonly subjectId: string };

/** Steps that fall due from now on. */
function comingTo(
  subjectId: string,
  { contact }: Pick<Recipient, 'contact'>,
  steps: readonly HeldStep[],
  now: Temporal.Instant,
): readonly Coming[] {
  return steps.flatMap(({ plannedAt, heldUntil }) =>
    plannedAt <= instantText(now) ? [] : [{ at: heldUntil ?? plannedAt, contact, subjectId }],
  );
}

function comingAbout({ plan: { state: plan, log }, people, now }: Foreseen, record: CommitmentRecord): readonly Coming[] {
  const at = instantText(now);
  const { commitment } = record;
  const { zone } = plan.settings;
  const madeAt = entryTimesOf(record.log);
  const { id } = commitment.state;
  const ofMilestones = commitment.milestones.flatMap((milestone) => {
    const { asked, told } = recipientsOf(people, milestone, at);
    const coming = (recipient: Recipient, steps: readonly HeldStep[]) =>
      comingTo(
        milestone.id,
        recipient,
        steps.filter(({ step }) => !isAnswered(milestone, step, zone)),
        now,
      );
    const escalation = escalationOfMilestone({ plan, milestone, madeAt, policySince: policySinceOf(log) });
    const escalated = escalation === null ? [] : [escalation];
    return [
      ...asked.flatMap((one) => coming(one, stepsFor({ plan, milestone, madeAt }, one))),
      ...told.flatMap((one) =>
        coming(
          one,
          heldSteps(escalated, () => null, one, plan),
        ),
      ),
    ];
  });
  const ofCampaigns = plan.campaigns
    .filter((campaign) => !isCampaignAnswered(commitment, campaign, zone))
    .flatMap((campaign) =>
      askedAbout(people, id, at).flatMap((recipient) =>
        comingTo(id, recipient, campaignStepsFor(plan, campaign, recipient), now),
      ),
    );
  return [...ofMilestones, ...ofCampaigns];
}

/** Steps that fell due by now and are to be sent: what a tick would plan about a commitment. */
function dueAbout({ plan: { state: plan, log }, people, restoreFloor, now }: Foreseen, record: CommitmentRecord) {
  const { commitment } = record;
  const madeAt = entryTimesOf(record.log);
  const subject = { plan, madeAt, policySince: policySinceOf(log), now };
  const asking = { plan, log, now, restoreFloor };
  const planned: readonly PlannedReminder[] = [
    ...commitment.milestones.flatMap((milestone) =>
      planMilestone({ ...subject, milestone }, recipientsOf(people, milestone, instantText(now)), restoreFloor),
    ),
    ...plan.campaigns.flatMap((campaign) => planCampaign(asking, campaign, commitment, people)),
  ];
  return planned.filter(({ dropped }) => dropped === null);
}

/**
 * Those that fell due and have not left: the next tick that may send them plans them, or their digest waits for its hour. What the
 * Ledger knows otherwise was sent, dropped or is being sent. Of a row that cannot be read nothing is foreseen.
 */
async function waiting(ledger: Pick<LedgerStore, 'reminders' | 'digests'>, foreseen: Foreseen): Promise<readonly Coming[]> {
  const { plan, commitments, people, now } = foreseen;
  const { settings } = plan.state;
  const due = commitments.flatMap((one) => dueAbout(foreseen, one));
  const { known, unreadRids } = await knownReminders(
    ledger,
    due.map(({ rid }) => rid),
  );
  const dids = [...known.values()].flatMap(({ did, dropped }) => (did === null || dropped !== null ? [] : [did]));
  const digests = await knownDigests(ledger, [...new Set(dids)]);
  const at = instantText(now);
  const next = nextSending(at, settings, calendarFor(settings.country, settings.region));
  const later = (one: string) => (one > next ? one : next);
  return due.flatMap(({ rid, recipientId, subjectId, heldUntil }): readonly Coming[] => {
    const contact = people.contacts.find(({ id }) => id === recipientId);
    if (contact === undefined || unreadRids.has(rid)) return [];
    const row = known.get(rid);
    if (row === undefined) return [{ at: later(heldUntil ?? next), contact, subjectId }];
    const digest = row.did === null || row.dropped !== null ? undefined : digests.get(row.did);
    return digest?.state === 'planned' ? [{ at: later(digest.notBefore), contact, subjectId }] : [];
  });
}

/**
 * Who gets a reminder on the next `days` days that have one, as the policy, the campaigns and the people of today have it:
 * whoever is asked, whoever is told that nobody answered, and what fell due and waits for the next tick. A quick look: what really goes
 * out is decided on the day, and {@link import('./rehearse-plan.ts').rehearsePlan} acts it through.
 */
export async function nextMails(
  ledger: Pick<LedgerStore, 'reminders' | 'digests'>,
  foreseen: Foreseen,
  days: number,
): Promise<readonly NextMail[]> {
  const { plan, commitments } = foreseen;
  if (plan.state.mailOnSince === null) return [];
  const all = [...(await waiting(ledger, foreseen)), ...commitments.flatMap((one) => comingAbout(foreseen, one))];
  const found = all
    .filter(({ at, contact }) => !isClosed(plan.state, at) && isReachable(contact, at))
    .map(({ at, ...one }) => ({ ...one, day: localDay(Temporal.Instant.from(at), plan.state.settings.zone) }));
  const first = [...new Set(found.map(({ day }) => day))].sort().slice(0, days);
  const mails = new Map<string, NextMail>();
  for (const { day, contact, subjectId } of found.filter((one) => first.includes(one.day))) {
    const key = `${day} ${contact.id}`;
    const known = mails.get(key) ?? { day, contact, milestoneIds: [], commitmentIds: [] };
    const list = commitments.some(({ commitment }) => commitment.state.id === subjectId) ? 'commitmentIds' : 'milestoneIds';
    mails.set(key, { ...known, [list]: [...new Set([...known[list], subjectId])] });
  }
  return [...mails].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mail]) => mail);
}
