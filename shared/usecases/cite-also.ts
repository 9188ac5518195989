import { canonicalJson } from '../domain/canonical-json.ts';
import type { PlanChange } from '../domain/change-log.ts';
import { type Refused, refused } from '../domain/errors.ts';
import type { PlanState } from '../domain/plan.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope } from './append-change.ts';

/** Most documents one meeting, step or process cites. */
const documentLimit = 20;

type Cited = { readonly documentIds: readonly string[] };

function citing<One extends Cited>(one: One, more: readonly string[]): One & { documentIds: string[] } {
  return { ...one, documentIds: [...new Set([...one.documentIds, ...more])] };
}

/** The plan with one more source for a meeting or a step, and what stood there before; null when there is no such event. */
function changed(
  { meetings, processes }: PlanState,
  id: string,
  more: readonly string[],
): { readonly before: Cited; readonly after: Cited; readonly cited: number; readonly change: PlanChange } | null {
  const meeting = meetings.find((one) => one.id === id);
  if (meeting !== undefined) {
    const after = citing(meeting, more);
    const cited = after.documentIds.length;
    return { before: meeting, after, cited, change: { type: 'meeting-recorded', data: { meeting: after } } };
  }
  const process = processes.find(({ steps = [] }) => steps.some((step) => step.id === id));
  if (process === undefined) return null;
  const steps = (process.steps ?? []).map((step) => (step.id === id ? citing(step, more) : step));
  const after = citing({ ...process, steps }, more);
  const cited = Math.max(after.documentIds.length, ...steps.map(({ documentIds }) => documentIds.length));
  return { before: process, after, cited, change: { type: 'process-recorded', data: { process: after } } };
}

/**
 * Adds documents as sources of a meeting or a step that stands: two documents told the same event. What cites them already is
 * refused as unchanged.
 */
export function citeAlso(
  deps: Pick<ChangeDeps, 'record'>,
  command: Envelope & { readonly planId: string; readonly id: string; readonly documentIds: readonly string[] },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const found = changed(current.state, command.id, command.documentIds);
    if (found === null) return refused('invalid', [{ field: 'sameAs', code: 'unknown' }]);
    if (canonicalJson(found.before) === canonicalJson(found.after)) {
      return refused('invalid', [{ field: 'sameAs', code: 'unchanged' }]);
    }
    if (found.cited > documentLimit) {
      return refused('invalid', [{ field: 'sameAs', code: 'too-many', detail: String(documentLimit) }]);
    }
    return { ok: true, change: found.change, texts: [] };
  });
}
