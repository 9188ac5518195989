import { Temporal } from 'temporal-polyfill';
import { campaignStepsFor, isCampaignAnswered } from '../domain/campaign-reminders.ts';
import { type Contact, isReachable, type PlanPeople } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText, localDay } from '../domain/fuzzy-date.ts';
import type { PlanState } from '../domain/plan.ts';
import { askedAbout, type Recipient, recipientsOf } from '../domain/recipients.ts';
import { type HeldStep, stepsFor } from '../domain/reminder-plan.ts';
import { isAnswered, isClosed } from '../domain/reminder-policy.ts';
import type { CommitmentRecord } from '../ports.ts';

/** A mail that is planned if nobody answers before, on a local day. */
export type NextMail = {
  readonly day: string;
  readonly contact: Contact;
  readonly milestoneIds: readonly string[];
  /** Commitments a campaign asks about. */
  readonly commitmentIds: readonly string[];
};

/** One step for one person, on the day it would leave. */
type Coming = { readonly day: string; readonly contact: Contact; readonly subjectId: string };

function comingTo(
  plan: PlanState,
  subjectId: string,
  { contact }: Recipient,
  steps: readonly HeldStep[],
  now: Temporal.Instant,
): readonly Coming[] {
  const at = instantText(now);
  return steps.flatMap(({ day, plannedAt, heldUntil }) => {
    const leavesAt = heldUntil ?? plannedAt;
    if (plannedAt <= at || isClosed(plan, leavesAt) || !isReachable(contact, leavesAt)) return [];
    return [
      { day: heldUntil === null ? day : localDay(Temporal.Instant.from(heldUntil), plan.settings.zone), contact, subjectId },
    ];
  });
}

function comingAbout(
  plan: PlanState,
  { commitment, log }: CommitmentRecord,
  people: PlanPeople,
  now: Temporal.Instant,
): readonly Coming[] {
  const at = instantText(now);
  const { zone } = plan.settings;
  const madeAt = entryTimesOf(log);
  const { id } = commitment.state;
  const ofMilestones = commitment.milestones.flatMap((milestone) =>
    recipientsOf(people, milestone, at).asked.flatMap((recipient) => {
      const steps = stepsFor({ plan, milestone, madeAt }, recipient).filter(({ step }) => !isAnswered(milestone, step, zone));
      return comingTo(plan, milestone.id, recipient, steps, now);
    }),
  );
  const ofCampaigns = plan.campaigns
    .filter((campaign) => !isCampaignAnswered(commitment, campaign, zone))
    .flatMap((campaign) =>
      askedAbout(people, id, at).flatMap((recipient) =>
        comingTo(plan, id, recipient, campaignStepsFor(plan, campaign, recipient), now),
      ),
    );
  return [...ofMilestones, ...ofCampaigns];
}

/**
 * Who gets a reminder on the next `days` days that have one, as the policy, the campaigns and the people of today have it. A
 * quick look: what really goes out is decided on the day, and {@link import('./rehearse-plan.ts').rehearsePlan} acts it
 * through.
 */
export function nextMails(
  plan: PlanState,
  commitments: readonly CommitmentRecord[],
  people: PlanPeople,
  { now, days }: { readonly now: Temporal.Instant; readonly days: number },
): readonly NextMail[] {
  if (plan.mailOnSince === null) return [];
  const found = commitments.flatMap((one) => comingAbout(plan, one, people, now));
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
