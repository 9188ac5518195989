import { Logger as Powertools } from '@aws-lambda-powertools/logger';
import type { Logger } from '../shared/ports.ts';

/** JSON lines for CloudWatch: the event's name is the message, and its fields lie beside it. */
export function createLog(service: string): Logger {
  const log = new Powertools({ serviceName: service });
  return {
    info: (event, fields = {}) => log.info(event, { fields }),
    error: (event, fields = {}) => log.error(event, { fields }),
  };
}
