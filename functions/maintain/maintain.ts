import type { Temporal } from 'temporal-polyfill';
import { UnreadableError } from '../../shared/domain/unreadable.ts';
import type { Logger, Stores } from '../../shared/ports.ts';
import type { Audit } from '../../shared/usecases/audit-plans.ts';
import { type FailedPart, maintainStores } from '../../shared/usecases/maintain.ts';
import type { Purged } from '../../shared/usecases/purge.ts';

export type MaintainDeps = Stores & { readonly log: Logger };

/** All of it was done. */
export type Maintained = { readonly audit: Audit; readonly purged: Purged; readonly toActOn: number };

function tellAudit(log: Logger, { findings, from }: Audit, toActOn: number): void {
  for (const { kind, ...ids } of findings) {
    if (kind === 'tick-missing') log.error('tick-missing', ids);
    else log.error('audit-finding', { kind, ...ids });
  }
  log.info('audit-done', { findings: toActOn, since: from });
}

function tellFailure(log: Logger, { part, error }: FailedPart): void {
  const where = error instanceof UnreadableError ? error.where : null;
  log.error('maintain-failed', { part, error: error instanceof Error ? error.name : 'unknown', where });
}

/**
 * Once an hour: says in public when the machinery ran, audits, and purges what has expired. The line `audit-done` is what
 * the alarm counts; it is missing where the audit failed.
 * @throws AggregateError when a part failed, after the others were done and told
 */
export async function maintain({ log, ...stores }: MaintainDeps, now: Temporal.Instant): Promise<Maintained> {
  const { audit, purged, toActOn, failed } = await maintainStores(stores, now);
  if (purged !== null) {
    const { unread, ...counts } = purged;
    log.info('purged', counts);
    for (const id of unread) log.error('purge-unread', { id });
  }
  if (audit !== null) tellAudit(log, audit, toActOn);
  for (const one of failed) tellFailure(log, one);
  if (audit === null || purged === null || failed.length > 0) {
    const parts = failed.map(({ part }) => part).join(', ');
    throw new AggregateError(
      failed.map(({ error }) => error),
      `failed: ${parts}`,
    );
  }
  return { audit, purged, toActOn };
}
