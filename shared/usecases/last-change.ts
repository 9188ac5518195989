import { type PlanEntry, recordedIn } from '../domain/change-log.ts';

/**
 * `seq` of the newest entry about one meeting, process or document, a redaction of its texts included; 0 when there is none.
 * A plan's log moves for many reasons: a form that shows one of them is stale only when this has moved.
 */
export function lastChangeOf(log: readonly PlanEntry[], id: string): number {
  const own = new Set(log.filter((entry) => recordedIn(entry) === id).map(({ seq }) => seq));
  const touching = log.filter((entry) => own.has(entry.seq) || (entry.type === 'redacted' && own.has(entry.data.of)));
  return touching.at(-1)?.seq ?? 0;
}

/** Whether it changed since the plan stood at `version`; never for null, which skips the check. */
export function hasMoved(log: readonly PlanEntry[], id: string, version: number | null): boolean {
  return version !== null && lastChangeOf(log, id) > version;
}
