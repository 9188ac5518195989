import type { DynamoDBStreamEvent } from 'aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { openS3Site } from '../../shared/adapters/s3/site.ts';
import { systemClock as clock } from '../../shared/adapters/system/clock.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { publish } from './publish.ts';

const told = readEnvironment(environments.publish, process.env);
const { record } = openDeployedTables(tablesIn(told));
const deps = { record, site: openS3Site(told.SITE_BUCKET), clock, publicUrl: told.PUBLIC_URL, log: createLog('publish') };
export const handler = (event: DynamoDBStreamEvent) => publish(deps, event);
