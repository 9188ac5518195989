import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { planId } from '../../shared/domain/identifiers.ts';
import type { Clock, Logger } from '../../shared/ports.ts';
import { publishAssets, publishHome } from '../../shared/usecases/publish-home.ts';
import { type PublishDeps, publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishService } from '../../shared/usecases/publish-service.ts';
import { addAccounts, nothingPublished, type SiteAccount } from '../../shared/usecases/write-site.ts';

export type PublishHandlerDeps = PublishDeps & { readonly clock: Clock; readonly publicUrl: string; readonly log: Logger };

const streamRecord = z.object({
  dynamodb: z.object({
    SequenceNumber: z.string().min(1),
    Keys: z.object({ pk: z.object({ S: z.string() }) }),
  }),
});

/** Rows whose change is seen by the public. Due items move with every tick and show nothing. */
const shown = /^(?:PLAN|COMMITMENT|ASK|HEARTBEAT|IMPORT)#([^/]+)/;

/** The one row about the machinery itself, which belongs to no plan. */
const machinery = 'HEARTBEAT#service';

/** The plan a row of the Record belongs to, or null when nothing public changes with it. */
function planTouched(pk: string): string | null {
  return planId.safeParse(shown.exec(pk)?.[1]).data ?? null;
}

type Touched = {
  /** Plans to publish, in order, each with the first place in the stream that asks for it. */
  readonly plans: ReadonlyMap<string, string>;
  /** The first place that tells when the machinery ran; null when none does. */
  readonly machineryAt: string | null;
};

function touchedIn(event: DynamoDBStreamEvent, log: Logger): Touched {
  const plans = new Map<string, string>();
  let machineryAt: string | null = null;
  for (const record of event.Records) {
    const read = streamRecord.safeParse(record);
    if (!read.success) {
      // It names no place to resume from: retrying it would hold up its neighbours for ever.
      log.error('publish-record-unreadable', { eventId: record.eventID ?? null });
      continue;
    }
    const { pk } = read.data.dynamodb.Keys;
    if (pk.S === machinery) machineryAt ??= read.data.dynamodb.SequenceNumber;
    const id = planTouched(pk.S);
    if (id !== null && !plans.has(id)) plans.set(id, read.data.dynamodb.SequenceNumber);
  }
  return { plans, machineryAt };
}

/**
 * Changes of the Record in, public site out. Each plan touched is rendered once; one that fails is reported by its place
 * in the stream and keeps no other from being published. When the machinery ran concerns no plan: its own page alone is
 * written. Called again with the same event, it writes nothing.
 */
export async function publish(deps: PublishHandlerDeps, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { plans, machineryAt } = touchedIn(event, deps.log);
  if (plans.size === 0 && machineryAt === null) return { batchItemFailures: [] };
  const options = { now: deps.clock.now(), publicUrl: deps.publicUrl };
  const failed = new Set<string>();
  const attempt = async (what: string, sequence: string, run: () => Promise<SiteAccount>): Promise<SiteAccount> => {
    try {
      return await run();
    } catch (error) {
      deps.log.error('publish-failed', { what, error: error instanceof Error ? error.name : 'unknown' });
      failed.add(sequence);
      return nothingPublished;
    }
  };
  const [first = machineryAt ?? ''] = plans.values();
  const accounts: SiteAccount[] = [];
  if (plans.size > 0) accounts.push(await attempt('assets', first, () => publishAssets(deps, deps.publicUrl)));
  // Every page links to it, so that it stands before the first of them.
  accounts.push(await attempt('service', machineryAt ?? first, () => publishService(deps, deps.publicUrl)));
  for (const [id, sequence] of plans) accounts.push(await attempt(id, sequence, () => publishPlan(deps, id, options)));
  if (plans.size > 0) accounts.push(await attempt('home', first, () => publishHome(deps, options)));
  const { written, unchanged, removed, skipped } = addAccounts(accounts);
  deps.log.info('published', {
    plans: plans.size,
    written: written.length,
    unchanged,
    removed: removed.length,
    skipped: skipped.length,
    failed: failed.size,
  });
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}
