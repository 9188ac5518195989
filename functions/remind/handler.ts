import type { Context } from 'aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { createSesClient } from '../../shared/adapters/ses/client.ts';
import { sesQuota } from '../../shared/adapters/ses/mailer.ts';
import { openSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { remind } from './remind.ts';

const told = readEnvironment(environments.remind, process.env);
const digests = openSqsQueue(told.DIGESTS_QUEUE_URL);
const mailer = sesQuota(createSesClient());
const deps = { ...openDeployedTables(tablesIn(told)), digests, mailer, log: createLog('remind') };
export const handler = (_: unknown, context: Context) =>
  remind(deps, systemClock.now(), () => context.getRemainingTimeInMillis());
