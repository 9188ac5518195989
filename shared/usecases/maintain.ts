import type { Temporal } from 'temporal-polyfill';
import { reachOf } from '../domain/audit-turn.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Stores } from '../ports.ts';
import { type Audit, auditPlans } from './audit-plans.ts';
import { noteServiceTimes } from './note-service-times.ts';
import { type Purged, purge } from './purge.ts';

/** A tick that is missing for longer than this has rung its own alarm; the audit goes on naming it. */
const freshHours = 2;

/** A part of the hour's work that failed, and why. */
export type FailedPart = { readonly part: 'service-times' | 'audit' | 'purge'; readonly error: unknown };

/** What was done; null for a part that failed. */
export type Maintenance = {
  readonly audit: Audit | null;
  readonly purged: Purged | null;
  /** For somebody to act on: findings, all but ticks missed long ago, and what the purge could not judge. */
  readonly toActOn: number;
  readonly failed: readonly FailedPart[];
};

function toActOn(audit: Audit | null, purged: Purged | null, now: Temporal.Instant): number {
  const fresh = instantText(now.subtract({ hours: freshHours }));
  const findings = (audit?.findings ?? []).filter((one) => one.kind !== 'tick-missing' || one.to >= fresh);
  return findings.length + (purged?.unread ?? []).length;
}

/**
 * What is done once an hour: the public line on the service, the audit, the purge. Each may come twice, and each is done
 * whatever became of the others.
 */
export async function maintainStores(stores: Stores, now: Temporal.Instant): Promise<Maintenance> {
  const failed: FailedPart[] = [];
  const done = async <Value>(part: FailedPart['part'], work: () => Promise<Value>): Promise<Value | null> => {
    try {
      return await work();
    } catch (error) {
      failed.push({ part, error });
      return null;
    }
  };
  await done('service-times', () => noteServiceTimes(stores, now));
  const reach = reachOf(now);
  const scope = { planId: null, isFull: reach === 'full', isRecent: reach === 'recent' };
  const audit = await done('audit', () => auditPlans(stores, scope, now));
  const purged = await done('purge', () => purge(stores, now));
  return { audit, purged, toActOn: toActOn(audit, purged, now), failed };
}
