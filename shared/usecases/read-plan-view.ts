import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../domain/fuzzy-date.ts';
import type { RecordStore } from '../ports.ts';
import type { SiteHome } from '../showing/addresses.ts';
import { pagesOfThePast } from '../showing/past-pages.ts';
import { type PlanSource, type PlanView, planView, type ShownFile, sourceAsOf, zoneOn } from '../showing/view.ts';
import { knownCommitments } from './known-commitments.ts';

/** For when and where a plan is shown. */
export type PublishOptions = SiteHome & {
  readonly now: Temporal.Instant;
  /** A past local day: the plan is shown as it stood at its end. Null or absent: as it stands now. */
  readonly asOf?: string | null;
};

/** Reads a plan as it is to be shown; null when there is none, or none yet on that day. */
export async function readPlanView(record: RecordStore, planId: string, options: PublishOptions): Promise<PlanView | null> {
  const plan = await record.plan(planId);
  if (plan === null) return null;
  const commitments = await knownCommitments(record, planId);
  const { zone } = plan.state.settings;
  const source: PlanSource = {
    plan,
    commitments,
    asks: await record.planAsks(planId),
    positionsOn: (await record.heartbeat(planId))?.positionsOn ?? null,
    asOf: localDay(options.now, zone),
    publicUrl: options.publicUrl,
    homeLanguage: options.homeLanguage,
    contactUrl: options.contactUrl,
  };
  const { asOf } = options;
  return planView(asOf === null || asOf === undefined ? source : sourceAsOf(source, zoneOn(plan, asOf) ?? zone, asOf));
}

/** Files as the site of that day holds them. */
export function filesOn({ asOf }: Pick<PublishOptions, 'asOf'>, files: readonly ShownFile[]): readonly ShownFile[] {
  return asOf === null || asOf === undefined ? files : pagesOfThePast(files);
}
