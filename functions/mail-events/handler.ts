import type { SQSEvent } from 'aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { mailEvents } from './mail-events.ts';

const told = readEnvironment(environments['mail-events'], process.env);
const deps = { ...openDeployedTables(tablesIn(told)), log: createLog('mail-events') };
export const handler = (event: SQSEvent) => mailEvents(deps, event);
