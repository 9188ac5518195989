import { Temporal } from 'temporal-polyfill';
import { dueKey, planAssignmentsPartition, planPartition, reminderKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { nextCampaignAt } from '../../../shared/domain/campaign-reminders.ts';
import { planEntry } from '../../../shared/domain/change-log.ts';
import { assignment, isStanding } from '../../../shared/domain/contact.ts';
import { dueItem, reminder } from '../../../shared/domain/ledger.ts';
import { type PlanState, planState } from '../../../shared/domain/plan.ts';
import { inRoleSince } from '../../../shared/domain/recipients.ts';
import { planStopNotices, stoppedContactOf } from '../../../shared/domain/stop-notices.ts';
import { minute, textOf } from '../clock.ts';
import { contactIn, gateIn, type Violation } from '../history.ts';
import { contentOf, contentsOf, type Rows } from '../rows.ts';

/** Within this a tick looks at a stop: a quarter of an hour, or the next tick after it. */
const soon = 30 * minute;

/** When the plan's campaigns ask next. */
function nextAsking(rows: Rows, plan: PlanState, now: Temporal.Instant): string | null {
  const log = contentsOf(rows, 'record', `${planPartition(plan.settings.id)} `, planEntry, 'LOG#');
  return nextCampaignAt(
    plan,
    log.sort((a, b) => a.seq - b.seq),
    now,
  );
}

/** Is there a stop that somebody is to hear of and that the Ledger knows nothing about yet? A bounce is told by its own mark. */
function hasUntoldStop(rows: Rows, plan: PlanState, now: Temporal.Instant): boolean {
  const assignments = contentsOf(rows, 'people', `${planAssignmentsPartition(plan.settings.id)} `, assignment);
  const ids = [...new Set(assignments.map(({ contactId }) => contactId))];
  const contacts = ids.flatMap((id) => contactIn(rows, id) ?? []);
  // Whoever got a role when mail did not reach them any more is told of with whatever falls due next.
  const isHeld = (id: string, at: string): boolean =>
    assignments.some(
      (one) => one.contactId === id && (inRoleSince(one) ?? '~') <= at && isStanding(one, textOf(now.epochMilliseconds)),
    );
  const isOwn = (id: string): boolean =>
    contacts.some(
      ({ id: other, suppressed }) => other === id && suppressed?.reason === 'unsubscribed' && isHeld(id, suppressed.at),
    );
  return planStopNotices(plan, { contacts, assignments }, now, gateIn(rows)?.restoreFloor ?? null).some(
    ({ rid, step, dropped }) =>
      dropped === null && isOwn(stoppedContactOf({ step })) && contentOf(rows, 'ledger', reminderKey(rid), reminder) === null,
  );
}

/** I20: the plan's own due item is no later than its campaigns ask next, and soon where a stop is yet to be told. */
export function planLiveness(rows: Rows, at: number): readonly Violation[] {
  const now = Temporal.Instant.from(textOf(at));
  const plans = contentsOf(rows, 'record', 'PLAN#', planState, 'STATE').filter(({ mailOnSince }) => mailOnSince !== null);
  return plans.flatMap((plan) => {
    const { id } = plan.settings;
    const due = contentOf(rows, 'record', dueKey(id), dueItem)?.nextDueAt ?? null;
    const next = nextAsking(rows, plan, now);
    const told = `${id} is next looked at ${due === null ? 'never' : `at ${due}`}`;
    const isLate = next !== null && (due === null || due > next);
    const isUntold = (due === null || due > textOf(at + soon)) && hasUntoldStop(rows, plan, now);
    return [
      ...(isLate ? [{ invariant: 'I20', told: `${told} and has a campaign to ask at ${next}` }] : []),
      ...(isUntold ? [{ invariant: 'I20', told: `${told} and has a stop to tell` }] : []),
    ];
  });
}
