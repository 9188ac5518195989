import type { Temporal } from 'temporal-polyfill';
import type { Logger, Stores } from '../../shared/ports.ts';
import { type Maintenance, maintainStores } from '../../shared/usecases/maintain.ts';

export type MaintainDeps = Stores & { readonly log: Logger };

/**
 * Once an hour: says in public when the machinery ran, purges what has expired, and audits. The line `audit-done` is what
 * the alarm counts; it is missing when any of this failed.
 */
export async function maintain({ log, ...stores }: MaintainDeps, now: Temporal.Instant): Promise<Maintenance> {
  const done = await maintainStores(stores, now);
  log.info('purged', done.purged);
  for (const { kind, ...ids } of done.audit.findings) {
    if (kind === 'tick-missing') log.error('tick-missing', ids);
    else log.error('audit-finding', { kind, ...ids });
  }
  log.info('audit-done', { findings: done.toActOn, since: done.audit.from });
  return done;
}
