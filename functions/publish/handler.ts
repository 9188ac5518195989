import type { DynamoDBStreamEvent } from 'aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { openS3Site } from '../../shared/adapters/s3/site.ts';
import { systemClock as clock } from '../../shared/adapters/system/clock.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { programVersion } from '../program-version.ts';
import { publish } from './publish.ts';
import { themeBeside } from './theme.ts';

const told = readEnvironment(environments.publish, process.env);
const { record } = openDeployedTables(tablesIn(told));
const site = openS3Site(told.SITE_BUCKET);
const theme = themeBeside(import.meta.url);
const version = programVersion(import.meta.url, theme);
const home = { publicUrl: told.PUBLIC_URL, homeLanguage: told.HOME_LANGUAGE, contactUrl: told.CONTACT_URL };
const deps = { ...home, record, site, clock, version, theme, log: createLog('publish') };
export const handler = (event: DynamoDBStreamEvent) => publish(deps, event);
