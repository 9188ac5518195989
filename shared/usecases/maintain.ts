import type { Temporal } from 'temporal-polyfill';
import { reachOf } from '../domain/audit-turn.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Stores } from '../ports.ts';
import { type Audit, auditPlans } from './audit-plans.ts';
import { noteServiceTimes } from './note-service-times.ts';
import { type Purged, purge } from './purge.ts';

/** A tick that is missing for longer than this has rung its own alarm; the audit goes on naming it. */
const freshHours = 2;

export type Maintenance = {
  readonly purged: Purged;
  readonly audit: Audit;
  /** Findings for somebody to act on: all but ticks missed long ago. */
  readonly toActOn: number;
};

/** What is done once an hour: the public line on the service, the purge, the audit. Each may come twice. */
export async function maintainStores(stores: Stores, now: Temporal.Instant): Promise<Maintenance> {
  await noteServiceTimes(stores, now);
  const purged = await purge(stores, now);
  const reach = reachOf(now);
  const audit = await auditPlans(stores, { planId: null, isFull: reach === 'full', isRecent: reach === 'recent' }, now);
  const fresh = instantText(now.subtract({ hours: freshHours }));
  const toActOn = audit.findings.filter((one) => one.kind !== 'tick-missing' || one.slot >= fresh).length;
  return { purged, audit, toActOn };
}
