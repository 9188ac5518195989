import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { planOf } from '../../shared/domain/identifiers.ts';
import type { Clock, Logger } from '../../shared/ports.ts';
import { publishHome } from '../../shared/usecases/publish-home.ts';
import { type PublishDeps, publishPlan } from '../../shared/usecases/publish-plan.ts';

export type PublishHandlerDeps = PublishDeps & { readonly clock: Clock; readonly publicUrl: string; readonly log: Logger };

/** Rows whose change is seen by the public. Due items move with every tick and show nothing. */
const shown = /^(?:PLAN|COMMITMENT|ASK|HEARTBEAT|IMPORT)#(.+)$/;

/** The plan a stream record is about; null when nothing public changed with it. */
function planIn({ dynamodb }: DynamoDBRecord): string | null {
  const id = shown.exec(dynamodb?.Keys?.['pk']?.S ?? '')?.[1];
  return id === undefined ? null : planOf(id);
}

/**
 * Publishes the plans that a batch of the Record's stream touched, each once, and then the home page. A plan that fails is told
 * by its first record, so that only what comes after it is given again; the others are published all the same.
 */
export async function publish(deps: PublishHandlerDeps, event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const when = { now: deps.clock.now(), publicUrl: deps.publicUrl };
  const firsts = new Map<string, DynamoDBRecord>();
  for (const record of event.Records) {
    const planId = planIn(record);
    if (planId !== null && !firsts.has(planId)) firsts.set(planId, record);
  }
  const failures: string[] = [];
  const attempt = async (
    record: DynamoDBRecord | undefined,
    subject: string,
    work: () => Promise<{ written: readonly string[] }>,
  ) => {
    try {
      const { written } = await work();
      deps.log.info('published', { subject, written: written.length });
    } catch (error) {
      deps.log.error('publish-failed', { subject, error: error instanceof Error ? error.name : 'unknown' });
      failures.push(record?.dynamodb?.SequenceNumber ?? '');
    }
  };
  for (const [planId, record] of firsts) await attempt(record, planId, () => publishPlan(deps, planId, when));
  const [first] = firsts.values();
  if (first !== undefined) await attempt(first, 'home', () => publishHome(deps, when));
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
