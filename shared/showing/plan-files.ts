import { commitmentSubject } from './feeds/subject.ts';
import { filesOfUnits } from './plan-manifest.ts';
import type { SiteUnit } from './site-unit.ts';
import { sitemapUnit } from './sitemap.ts';
import { aroundUnit } from './units/around.ts';
import { correctionUnits, historyUnits, monthStretchUnits, monthsUnit } from './units/change-pages.ts';
import { commitmentUnit } from './units/commitment.ts';
import { commitmentHistoryUnits, entryUnits } from './units/entries.ts';
import { gatheringUnits } from './units/gatherings.ts';
import { ministryUnits } from './units/ministries.ts';
import { archiveUnits, monthUnits } from './units/months.ts';
import { ogpCountsUnit } from './units/ogp-counts.ts';
import { planUnit, serviceUnit } from './units/plan.ts';
import { timelineUnit } from './units/timeline.ts';
import { viewUnits } from './units/views.ts';
import type { PlanView, ShownFile } from './view.ts';

/** Everything published of a plan, unit by unit; no two units have a file in common. */
export function planUnits(view: PlanView): SiteUnit[] {
  const units = [
    ...view.commitments.map((commitment) => commitmentUnit(view, commitment)),
    ...view.commitments.flatMap((commitment) => entryUnits(view, commitment)),
    ...view.commitments.flatMap((commitment) => commitmentHistoryUnits(view, commitment)),
    ...gatheringUnits(view),
    ...view.commitments.flatMap((commitment) => archiveUnits(view, commitmentSubject(commitment))),
    ...ministryUnits(view),
    ...monthUnits(view),
    ...monthStretchUnits(view),
    monthsUnit(view),
    ...historyUnits(view),
    ...correctionUnits(view),
    ...viewUnits(view),
    ogpCountsUnit(view),
    aroundUnit(view),
    planUnit(view),
    timelineUnit(view),
    ...(view.isPast ? [] : [serviceUnit(view)]),
  ];
  return [...units, sitemapUnit(view, units)];
}

/** Every file of a plan: its pages, feeds, calendars, exports and logs. */
export function planFiles(view: PlanView): ShownFile[] {
  return filesOfUnits(planUnits(view));
}
