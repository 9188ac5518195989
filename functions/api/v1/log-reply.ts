import type { LogEntry } from '../../../shared/domain/change-log.ts';
import type { Refused } from '../../../shared/domain/errors.ts';
import { commitmentOf } from '../../../shared/domain/identifiers.ts';
import type { Accepted } from '../../../shared/usecases/append-change.ts';
import type { ApiDeps } from '../dependencies.ts';
import type { Incoming, Refusing, Reply } from './operation.ts';
import { refusing } from './refusal.ts';

async function logOf({ record }: ApiDeps, subject: string): Promise<readonly LogEntry[]> {
  const found = subject.includes('/') ? await record.commitment(subject) : await record.plan(subject);
  return found?.log ?? [];
}

function staleLog(subject: string, log: readonly LogEntry[], seen: number): Refusing {
  const since = log.filter(({ seq }) => seq > seen);
  return {
    ok: false,
    problem: 'stale',
    current: { log: subject, seq: log.at(-1)?.seq ?? 0 },
    difference: since.map(({ seq, at, type }) => ({ field: type, was: null, is: { seq, at } })),
  };
}

/**
 * The refusal of a request that names an entry its log does not have: nobody saw it, so nothing tells what they did see. Null
 * for one that was there. Every operation about a log comes by here; the log is the one of what the request was let through to.
 */
export async function aheadOfLog({ deps, permit }: Incoming, seen: number): Promise<Refusing | null> {
  if (permit === null || permit.plan === null) return null;
  const { kind, id } = permit.resource;
  const subject = kind === 'milestone' ? commitmentOf(id) : id;
  const log = kind === 'plan' ? permit.plan.log : await logOf(deps, subject);
  const head = log.at(-1)?.seq;
  // Of what is not there the verb says so.
  return head !== undefined && head < seen ? staleLog(subject, log, seen) : null;
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
  return staleLog(subject, await logOf(deps, subject), seen);
}

/** {@link logReply} for what no entry can stand against. */
export function writtenReply(subject: string, outcome: Accepted | Refused): Reply {
  return outcome.ok ? { ok: true, status: 201, body: { ok: true, log: subject, seq: outcome.seq } } : refusing(outcome);
}
