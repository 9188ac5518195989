import { handle } from 'hono/aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { openDeployedProvider } from '../../shared/adapters/openid/deployed.ts';
import { readOriginKey, readSecret } from '../../shared/adapters/parameters/secret.ts';
import { openSqsQueue } from '../../shared/adapters/sqs/queue.ts';
import { systemClock as clock } from '../../shared/adapters/system/clock.ts';
import { systemRng as rng } from '../../shared/adapters/system/rng.ts';
import type { CodeJob } from '../../shared/ports.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';

const told = readEnvironment(environments.api, process.env);
const stores = openDeployedTables(tablesIn(told));
const config = {
  publicUrl: told.PUBLIC_URL,
  homeLanguage: told.HOME_LANGUAGE,
  contactUrl: told.CONTACT_URL,
  secret: await readSecret(told.SECRET_PARAMETER),
  secureCookies: true,
  source: 'cloudfront',
  originKey: await readOriginKey(told.ORIGIN_KEY_PARAMETER),
  mailFrom: told.MAIL_FROM,
  mailName: told.MAIL_NAME,
  stage: told.STAGE,
} as const;
const deps = {
  ...stores,
  codes: openSqsQueue<CodeJob>(told.CODES_QUEUE_URL),
  openId: await openDeployedProvider(told),
  clock,
  rng,
  log: createLog('api'),
  config,
};
// The private pages are text, all of them: without this, some types would arrive in base64.
export const handler = handle(createApp(deps), { isContentTypeBinary: () => false });
