import type { SiteUnit } from './site-unit.ts';
import { commitmentUnit } from './units/commitment.ts';
import { planUnit, serviceUnit } from './units/plan.ts';
import type { PlanView, ShownFile } from './view.ts';

/** Everything published of a plan, unit by unit; no two units have a file in common. */
export function planUnits(view: PlanView): SiteUnit[] {
  return [...view.commitments.map((commitment) => commitmentUnit(view, commitment)), planUnit(view), serviceUnit(view)];
}

/** Every file of a plan: its pages, feeds, calendars, exports and logs. */
export function planFiles(view: PlanView): ShownFile[] {
  return planUnits(view).flatMap(({ files }) => files());
}
