import type { Context, SQSEvent } from 'aws-lambda';
import { openDeployedTables } from '../../shared/adapters/dynamodb/deployed.ts';
import { readSecret } from '../../shared/adapters/parameters/secret.ts';
import { createSesClient } from '../../shared/adapters/ses/client.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { systemClock as clock } from '../../shared/adapters/system/clock.ts';
import { systemPause as pause } from '../../shared/adapters/system/pause.ts';
import { systemRng as rng } from '../../shared/adapters/system/rng.ts';
import { environments, readEnvironment, tablesIn } from '../environment.ts';
import { createLog } from '../log.ts';
import { send } from './send.ts';

const told = readEnvironment(environments.send, process.env);
const secret = await readSecret(told.SECRET_PARAMETER);
const sets = { digest: told.CONFIGURATION_SET, code: told.CODES_CONFIGURATION_SET };
const mailer = sesMailer(createSesClient(), sets);
const config = {
  from: told.MAIL_FROM,
  name: told.MAIL_NAME,
  publicUrl: told.PUBLIC_URL,
  homeLanguage: told.HOME_LANGUAGE,
  stage: told.STAGE,
  allowed: told.ALLOWED,
};
const deps = { ...openDeployedTables(tablesIn(told)), mailer, rng, pause, clock, secret, config, log: createLog('send') };
export const handler = (event: SQSEvent, context: Context) => send(deps, event, () => context.getRemainingTimeInMillis());
