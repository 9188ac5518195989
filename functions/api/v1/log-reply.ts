import type { LogEntry } from '../../../shared/domain/change-log.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import type { Accepted } from '../../../shared/usecases/append-change.ts';
import type { ApiDeps } from '../dependencies.ts';
import type { Reply } from './operation.ts';
import { refusing } from './refusal.ts';

async function logOf({ record }: ApiDeps, subject: string): Promise<readonly LogEntry[]> {
  const found = subject.includes('/') ? await record.commitment(subject) : await record.plan(subject);
  return found?.log ?? [];
}

/**
 * What became of a change to a log. `seen` is the number of the newest entry the request knew of: when one since then stands
 * against the change, the answer tells every entry since.
 */
export async function logReply(
  deps: ApiDeps,
  { subject, seen }: { readonly subject: string; readonly seen: number },
  outcome: Accepted | Refused,
): Promise<Reply> {
  if (outcome.ok) return { ok: true, status: 201, body: { ok: true, log: subject, seq: outcome.seq } };
  if (outcome.reason !== 'stale') return refusing(outcome);
  const log = await logOf(deps, subject);
  const since = log.filter(({ seq }) => seq > seen);
  return {
    ok: false,
    problem: 'stale',
    current: { log: subject, seq: log.at(-1)?.seq ?? 0 },
    difference: since.map(({ seq, at, type }) => ({ field: type, was: null, is: { seq, at } })),
  };
}

/** {@link logReply} for what no entry can stand against. */
export function writtenReply(subject: string, outcome: Accepted | Refused): Reply {
  return outcome.ok ? { ok: true, status: 201, body: { ok: true, log: subject, seq: outcome.seq } } : refusing(outcome);
}
