import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod';
import { planId } from '../../shared/domain/identifiers.ts';
import type { Clock, Logger } from '../../shared/ports.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { publishAssets } from '../../shared/usecases/publish-assets.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishRoot } from '../../shared/usecases/publish-root.ts';
import { publishService } from '../../shared/usecases/publish-service.ts';
import { readRootManifest } from '../../shared/usecases/root-manifest.ts';
import type { PublishDeps } from '../../shared/usecases/write-plan.ts';
import { addAccounts, type SiteAccount } from '../../shared/usecases/write-site.ts';

export type PublishHandlerDeps = PublishDeps & {
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly log: Logger;
};

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
 * Changes of the Record in, public site out. Each plan touched is published once; one that fails is reported by its place
 * in the stream and keeps no other from being published. When the machinery ran concerns no plan: its own page is written, and
 * once an hour what the root collects of all plans. Called again with the same event, it writes nothing.
 */
export async function publish(deps: PublishHandlerDeps, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { plans, machineryAt } = touchedIn(event, deps.log);
  if (plans.size === 0 && machineryAt === null) return { batchItemFailures: [] };
  const { site, publicUrl } = deps;
  const options = { now: deps.clock.now(), publicUrl };
  const failed = new Set<string>();
  const accounts: SiteAccount[] = [];
  const attempt = async (what: string, sequence: string, run: () => Promise<SiteAccount>): Promise<void> => {
    try {
      accounts.push(await run());
    } catch (error) {
      deps.log.error('publish-failed', { what, error: error instanceof Error ? error.name : 'unknown' });
      failed.add(sequence);
    }
  };
  const [first = machineryAt ?? ''] = plans.values();
  const root = await readRootManifest(deps, publicUrl);
  const isNew = root === null;
  if (isNew) await attempt('assets', first, () => publishAssets(site, { publicUrl }, deps.theme));
  // Every page links to it, so that it stands before the first of them.
  if (isNew || machineryAt !== null) await attempt('service', machineryAt ?? first, () => publishService(deps, publicUrl));
  // From what plans published before: then each of these brings its part in like after any change.
  if (isNew && failed.size === 0) await attempt('home', first, () => publishRoot(deps, options));
  for (const [id, sequence] of plans) await attempt(id, sequence, () => publishPlan(deps, id, options));
  if (machineryAt !== null) await attempt('collected', machineryAt, () => collectAgain(deps, publicUrl));
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
