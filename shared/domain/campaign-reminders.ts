import { Temporal } from 'temporal-polyfill';
import { calendarFor, rollBack, rollForward } from './calendar.ts';
import type { LogEntry } from './change-log.ts';
import { type Commitment, isOpen, standingWords } from './commitment.ts';
import type { PlanPeople } from './contact.ts';
import { endOfDay, instantText, localDay } from './fuzzy-date.ts';
import type { DroppedReason, Reminder, ReminderStep } from './ledger.ts';
import type { Campaign, PlanState } from './plan.ts';
import { askedAbout, floorOf, type Recipient, unreachedAbout } from './recipients.ts';
import { decideSteps, type HeldStep, heldSteps, isStale, type PlannedReminder, unsent } from './reminder-plan.ts';
import { isClosed, lookAgainAt, mergeOccasions, nextSending, type Occasion, plannedOn } from './reminder-policy.ts';

/** Days before the end of a campaign on which whoever has not spoken yet is asked again. */
const daysBeforeClosing = [14, 3] as const;

export function isCampaignStep(step: ReminderStep): boolean {
  return step.startsWith('campaign-');
}

/**
 * The steps of a confirmed campaign, in order: its opening, rolled forward to a working day, then 14 and 3 days before it
 * closes, rolled back (RELIABILITY, section 6). Whoever confirms late, or switches mail on later still, opens it at that
 * moment. Of steps that meet the later stays; none comes before the opening or after the last day.
 */
export function campaignSteps(plan: PlanState, campaign: Campaign): readonly Occasion[] {
  const { settings, mailOnSince } = plan;
  const { id, opens, closes, confirmedAt } = campaign;
  if (mailOnSince === null || confirmedAt === null) return [];
  const calendar = calendarFor(settings.country, settings.region);
  const begun = confirmedAt > mailOnSince ? confirmedAt : mailOnSince;
  const opening = plannedOn(rollForward(opens, calendar), settings);
  const openedAt = begun > opening ? nextSending(begun, settings, calendar) : opening;
  const openedOn = localDay(Temporal.Instant.from(openedAt), settings.zone);
  const step = (name: ReminderStep, day: string, plannedAt = plannedOn(day, settings)): Occasion => ({
    ...{ step: name, day, plannedAt, effectiveDate: id, floorAt: plannedAt, merged: [] },
  });
  const again = daysBeforeClosing.map((count) =>
    step(`campaign-${count}`, rollBack(Temporal.PlainDate.from(closes).subtract({ days: count }).toString(), calendar)),
  );
  const steps = [step('campaign-open', openedOn, openedAt), ...again.filter(({ plannedAt }) => plannedAt >= openedAt)];
  return mergeOccasions(steps.filter(({ day }) => day <= closes));
}

/** The steps of a campaign as one person gets them: none waits for a weekly mail beyond the campaign's last day. */
export function campaignStepsFor(
  plan: PlanState,
  campaign: Campaign,
  recipient: Pick<Recipient, 'contact'>,
): readonly HeldStep[] {
  return heldSteps(campaignSteps(plan, campaign), () => campaign.closes, recipient, plan);
}

/**
 * Since when a campaign is as it is: confirmed, or given other days later. Steps of its new days planned before that are
 * not replayed.
 */
export function campaignSince(log: readonly LogEntry[], { id, confirmedAt }: Campaign): string | null {
  const told = log.flatMap((entry) =>
    entry.type === 'campaign-planned' && entry.data.campaign.id === id ? [{ at: entry.at, campaign: entry.data.campaign }] : [],
  );
  const [last, before] = [told.at(-1), told.at(-2)];
  if (last === undefined || confirmedAt === null) return null;
  return before?.campaign.confirmedAt === confirmedAt && last.at > confirmedAt ? last.at : confirmedAt;
}

/** Who has spoken is not asked: any word about the commitment since the campaign's first day, or nothing left to say. */
export function isCampaignAnswered({ milestones }: Pick<Commitment, 'milestones'>, { opens }: Campaign, zone: string): boolean {
  if (!milestones.some(isOpen)) return true;
  const since = instantText(Temporal.PlainDate.from(opens).toZonedDateTime(zone).toInstant());
  return milestones.some((one) => standingWords(one).some(({ at }) => at >= since));
}

/** When campaigns were given other days, or the same ones again. */
function changesOfDays(log: readonly LogEntry[]): readonly string[] {
  const told = log.flatMap((entry) => (entry.type === 'campaign-planned' ? [{ at: entry.at, id: entry.data.campaign.id }] : []));
  return told.flatMap(({ at, id }, index) => (told.slice(0, index).some((before) => before.id === id) ? [at] : []));
}

/**
 * The next instant strictly after `after` at which a campaign of a plan asks, or at which a tick looks for what it is to ask
 * again since its days changed; null when there is none.
 */
export function nextCampaignAt(plan: PlanState, log: readonly LogEntry[], after: Temporal.Instant): string | null {
  const instants = [
    ...plan.campaigns.flatMap((one) => campaignSteps(plan, one).map(({ plannedAt }) => plannedAt)),
    ...changesOfDays(log).map(lookAgainAt),
  ];
  return instants.filter((at) => at > instantText(after)).sort()[0] ?? null;
}

/** A step is looked at again for a while after it was asked: hours and holidays of a plan may have changed since. */
const lookBackDays = 7;

/** Campaigns of which a step came due between `from` and now. */
export function campaignsDue(plan: PlanState, from: string, now: Temporal.Instant): readonly Campaign[] {
  const at = instantText(now);
  const earliest = instantText(Temporal.Instant.from(from).subtract({ hours: 24 * lookBackDays }));
  return plan.campaigns.filter((one) =>
    campaignSteps(plan, one).some(({ plannedAt }) => earliest <= plannedAt && plannedAt <= at),
  );
}

type Asking = {
  readonly plan: PlanState;
  /** Of the plan. */
  readonly log: readonly LogEntry[];
  readonly now: Temporal.Instant;
  readonly restoreFloor: string | null;
};

function floorFor({ plan, log, restoreFloor }: Asking, campaign: Campaign, recipient: Recipient): string | null {
  const since = campaignSince(log, campaign);
  return since === null ? null : floorOf(plan, restoreFloor, since, recipient);
}

/**
 * Every step of a campaign that is due by now about one commitment, for whoever answers for it. Those the Ledger knows
 * already are decided: the caller leaves them as they are.
 */
export function planCampaign(
  asking: Asking,
  campaign: Campaign,
  commitment: Commitment,
  people: PlanPeople,
): readonly PlannedReminder[] {
  const { plan, now } = asking;
  const subjectId = commitment.state.id;
  const lastDayOf = () => campaign.closes;
  const isAnswered = () => isCampaignAnswered(commitment, campaign, plan.settings.zone);
  const planned = (recipient: Recipient): PlannedReminder[] => {
    const floor = floorFor(asking, campaign, recipient);
    const steps = campaignStepsFor(plan, campaign, recipient);
    if (floor === null) return [];
    return decideSteps({ plan, subjectId, now, recipient, floorFor: () => floor, steps, lastDayOf, isAnswered });
  };
  const at = instantText(now);
  const unreached = unreachedAbout(people, subjectId, at).flatMap(planned);
  return [...askedAbout(people, subjectId, at).flatMap(planned), ...unsent(unreached)];
}

/** What a planned step of a campaign is looked at with, just before it is sent. */
export type CampaignStanding = Asking & {
  readonly campaign: Campaign | null;
  readonly commitment: Commitment;
  /** Null once the role has ended. */
  readonly recipient: Recipient | null;
};

/** Does a step of a campaign still hold, just before it is sent? The reason when it does not. */
export function reasonToDropCampaign(reminder: Reminder, standing: CampaignStanding): DroppedReason | null {
  const { plan, now, campaign, commitment, recipient } = standing;
  const at = instantText(now);
  const { zone } = plan.settings;
  if (isClosed(plan, at)) return 'plan-closed';
  if (plan.mailOnSince === null) return 'mail-off';
  if (recipient === null) return 'no-recipient';
  if (campaign === null || campaign.confirmedAt === null) return 'superseded';
  const steps = campaignSteps(plan, campaign);
  // Of other days it falls due later: that is when it is told.
  if (steps.some(({ step, plannedAt }) => step === reminder.step && plannedAt > reminder.plannedAt)) return 'superseded';
  const floor = floorFor(standing, campaign, recipient);
  if (floor === null || reminder.plannedAt < floor) return 'before-floor';
  if (isStale(reminder.plannedAt, now) || at >= instantText(endOfDay(campaign.closes, zone))) return 'stale';
  if (isCampaignAnswered(commitment, campaign, zone)) return 'answered';
  const due = steps.filter(({ plannedAt }) => plannedAt <= at);
  const isOvertaken = due.some(({ plannedAt }) => plannedAt > reminder.plannedAt);
  return isOvertaken ? 'collapsed' : due.length === 0 ? 'superseded' : null;
}

/** The campaign a reminder belongs to. */
export function campaignOf(plan: PlanState, { effectiveDate }: Pick<Reminder, 'effectiveDate'>): Campaign | null {
  return plan.campaigns.find(({ id }) => id === effectiveDate) ?? null;
}
