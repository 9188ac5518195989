import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { digestOf, type MailEvent, mailEvent } from '../../shared/domain/mail-event.ts';
import type { Logger } from '../../shared/ports.ts';
import { type MailEventDeps, recordMailEvent } from '../../shared/usecases/record-mail-event.ts';

export type MailEventsDeps = MailEventDeps & { readonly log: Logger };

/** SNS puts the event as text into an envelope, unless raw delivery is on. */
const envelope = z.looseObject({ Type: z.literal('Notification'), Message: z.string() });

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * An SES event as it lies in the queue, in its SNS envelope or bare; null for a plain sentence of the mail service, such as the one
 * that says that it found the topic. @throws when it is none of these
 */
function readMailEvent(body: string): MailEvent | null {
  const parsed = jsonIn(body);
  const wrapped = envelope.safeParse(parsed);
  const told = wrapped.success ? jsonIn(wrapped.data.Message) : parsed;
  return wrapped.success && told === undefined ? null : mailEvent.parse(told);
}

/** Takes in a batch of SES events. One that cannot be read or written comes back alone. */
export async function mailEvents(deps: MailEventsDeps, event: SQSEvent): Promise<SQSBatchResponse> {
  const failures: string[] = [];
  for (const { messageId, body } of event.Records) {
    try {
      const told = readMailEvent(body);
      if (told === null) {
        deps.log.info('mail-event', { kind: 'sentence', outcome: 'ignored' });
        continue;
      }
      const outcome = await recordMailEvent(deps, told);
      deps.log.info('mail-event', { kind: told.eventType, outcome });
      if (outcome === 'doubled') deps.log.error('mail-doubled', { digest: digestOf(told) });
    } catch (error) {
      failures.push(messageId);
      deps.log.error('mail-event-failed', { message: messageId, error: error instanceof Error ? error.name : 'unknown' });
    }
  }
  return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
}
