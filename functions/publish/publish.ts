import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { planId } from '../../shared/domain/identifiers.ts';
import { UnreadableError } from '../../shared/domain/unreadable.ts';
import type { Clock, Logger } from '../../shared/ports.ts';
import { collectAgain } from '../../shared/usecases/collect-plans.ts';
import { olderPlans, publishOlder } from '../../shared/usecases/older-plans.ts';
import { publishAssets } from '../../shared/usecases/publish-assets.ts';
import { publishPlan } from '../../shared/usecases/publish-plan.ts';
import { publishRoot } from '../../shared/usecases/publish-root.ts';
import { publishService } from '../../shared/usecases/publish-service.ts';
import type { PublishOptions } from '../../shared/usecases/read-plan-view.ts';
import { readRootManifest } from '../../shared/usecases/root-manifest.ts';
import type { PublishDeps } from '../../shared/usecases/write-plan.ts';
import { addAccounts, type SiteAccount } from '../../shared/usecases/write-site.ts';

export type PublishHandlerDeps = PublishDeps &
  Pick<PublishOptions, 'publicUrl' | 'homeLanguage' | 'contactUrl'> & {
    readonly clock: Clock;
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

/** After so many seconds no plan of an older program is begun: changes of other plans wait meanwhile, and the next hour goes on. */
const olderWithin = 20;

/** The one row about the machinery itself, which belongs to no plan. */
const machinery = 'HEARTBEAT#service';

/** The plan a row of the Record belongs to, or null when nothing public changes with it. */
function planTouched(pk: string): string | null {
  return planId.safeParse(shown.exec(pk)?.[1]).data ?? null;
}

/** What went wrong, and where: nothing of what was read. */
function reasonOf(error: unknown): { readonly error: string; readonly where?: string } {
  if (error instanceof UnreadableError) return { error: error.name, where: error.where };
  return { error: error instanceof Error ? error.name : 'unknown' };
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
 * in the stream and keeps no other from being published; a plan of which nothing changed here is tried again by the next hour, and
 * holds up nobody's changes. When the machinery ran concerns no plan: its own page is written, and
 * once an hour what the root collects of all plans, and some of the plans that an older program published. Called again with the
 * same event, it writes nothing.
 */
export async function publish(deps: PublishHandlerDeps, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { plans, machineryAt } = touchedIn(event, deps.log);
  if (plans.size === 0 && machineryAt === null) return { batchItemFailures: [] };
  const { site, publicUrl, homeLanguage, contactUrl } = deps;
  const options = { now: deps.clock.now(), publicUrl, homeLanguage, contactUrl };
  const failed = new Set<string>();
  const accounts: SiteAccount[] = [];
  const fail = (what: string, sequence: string, error: unknown): void => {
    deps.log.error('publish-failed', { what, ...reasonOf(error) });
    failed.add(sequence);
  };
  // The stream would offer the same again ten times before what changed since: the next hour tries it in any case.
  const putOff = (what: string, error: unknown): void => {
    deps.log.error('publish-put-off', { what, ...reasonOf(error) });
  };
  const attempt = async (what: string, sequence: string, run: () => Promise<SiteAccount>): Promise<void> => {
    try {
      const account = await run();
      accounts.push(account);
      for (const one of account.failed) {
        const own = plans.get(one.id);
        if (own === undefined) putOff(one.id, one.error);
        else fail(one.id, own, one.error);
      }
    } catch (error) {
      fail(what, sequence, error);
    }
  };
  const [first = machineryAt ?? ''] = plans.values();
  const root = await readRootManifest(deps, options);
  const isNew = root === null;
  if (isNew) await attempt('assets', first, () => publishAssets(site, options, deps.theme));
  // Every page links to it, so that it stands before the first of them.
  if (isNew || machineryAt !== null) await attempt('service', machineryAt ?? first, () => publishService(deps, options));
  // From what plans published before: then each of these brings its part in like after any change.
  if (isNew && failed.size === 0) await attempt('home', first, () => publishRoot(deps, options));
  for (const [id, sequence] of plans) await attempt(id, sequence, () => publishPlan(deps, id, options));
  if (machineryAt !== null) {
    await attempt('collected', machineryAt, () => collectAgain(deps, options));
    const until = options.now.add({ seconds: olderWithin });
    await attempt('older', machineryAt, async () => {
      const { plans: older, account } = await olderPlans(deps, options);
      for (const id of older) {
        if (Temporal.Instant.compare(deps.clock.now(), until) >= 0) break;
        try {
          accounts.push(await publishOlder(deps, id, options));
        } catch (error) {
          putOff(id, error);
        }
      }
      return account;
    });
  }
  const { written, unchanged, removed, skipped } = addAccounts(accounts);
  for (const { id, reason } of skipped) {
    deps.log[reason === 'unreadable' ? 'error' : 'info']('publish-skipped', { what: id, reason });
  }
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
