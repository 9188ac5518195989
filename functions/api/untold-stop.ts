import { UnreadableError } from '../../shared/domain/unreadable.ts';
import type { Logger } from '../../shared/ports.ts';

/** A stop stands, and a plan may hear of it late: by the next thing that falls due there. For whoever looks after the service. */
export function logUntold(log: Logger, contactId: string, untold: readonly unknown[]): void {
  for (const error of untold) {
    log.error('stop-untold', {
      contactId,
      error: error instanceof Error ? error.name : 'unknown',
      where: error instanceof UnreadableError ? error.where : null,
    });
  }
}
