import type { Temporal } from 'temporal-polyfill';
import { type Contact, isReachable, type PlanPeople } from '../domain/contact.ts';
import { entryTimesOf } from '../domain/deadline-moves.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { PlanState } from '../domain/plan.ts';
import { recipientsOf } from '../domain/recipients.ts';
import { isAnswered, isClosed, occasionsOf } from '../domain/reminder-policy.ts';
import type { CommitmentRecord } from '../ports.ts';

/** A mail that is planned if nobody answers before, on a local day. */
export type NextMail = { readonly day: string; readonly contact: Contact; readonly milestoneIds: readonly string[] };

/**
 * Who gets a reminder on the next `days` days that have one, as the policy and the people of today have it. A quick look:
 * what really goes out is decided on the day, and {@link import('./rehearse-plan.ts').rehearsePlan} acts it through.
 */
export function nextMails(
  plan: PlanState,
  commitments: readonly CommitmentRecord[],
  people: PlanPeople,
  { now, days }: { readonly now: Temporal.Instant; readonly days: number },
): readonly NextMail[] {
  const at = instantText(now);
  if (plan.mailOnSince === null) return [];
  const found = commitments.flatMap(({ commitment, log }) =>
    commitment.milestones.flatMap((milestone) =>
      occasionsOf(plan, milestone, entryTimesOf(log))
        .filter(
          ({ step, plannedAt }) =>
            plannedAt > at && !isClosed(plan, plannedAt) && !isAnswered(milestone, step, plan.settings.zone),
        )
        .flatMap(({ day, plannedAt }) =>
          recipientsOf(people, milestone, at)
            .asked.filter(({ contact }) => isReachable(contact, plannedAt))
            .map(({ contact }) => ({ day, contact, milestoneId: milestone.id })),
        ),
    ),
  );
  const first = [...new Set(found.map(({ day }) => day))].sort().slice(0, days);
  const mails = new Map<string, NextMail>();
  for (const { day, contact, milestoneId } of found.filter((one) => first.includes(one.day))) {
    const key = `${day} ${contact.id}`;
    mails.set(key, { day, contact, milestoneIds: [...(mails.get(key)?.milestoneIds ?? []), milestoneId] });
  }
  return [...mails].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, mail]) => mail);
}
