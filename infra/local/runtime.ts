import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Temporal } from 'temporal-polyfill';
import { mailEvents } from '../../functions/mail-events/mail-events.ts';
import { remind } from '../../functions/remind/remind.ts';
import { sendJob } from '../../functions/send/send.ts';
import { createSesClient } from '../../shared/adapters/ses/client.ts';
import { sesMailer } from '../../shared/adapters/ses/mailer.ts';
import { systemRng } from '../../shared/adapters/system/rng.ts';
import type { Clock, CodeJob, DigestJob, Logger, Mailer, Pause, Queue, Rng, Stores } from '../../shared/ports.ts';
import type { SiteHome } from '../../shared/showing/addresses.ts';
import { addUp, failedOne, type JobAccount } from '../../shared/usecases/account.ts';
import { finishImports } from '../../shared/usecases/finish-imports.ts';
import type { MailConfig } from '../../shared/usecases/prepare-digest.ts';
import { localHomeLanguage } from '../home-language.ts';
import { openGate } from './gate.ts';
import { openLocalSes } from './ses.ts';
import { type LocalStores, openStores } from './stores.ts';

const configurationSets = { digest: 'jalon-local', code: 'jalon-local-codes' };

/** How mail of one machine presents itself. */
export function localMailConfig({ publicUrl, homeLanguage }: SiteHome): MailConfig {
  return { from: 'jalon@example.org', name: 'Jalon', publicUrl, homeLanguage, stage: 'local' };
}

/** Nothing leaves the machine: its mail needs no pace, and a clock that stands would never let a turn come. */
function noPause(clock: Clock): Pause {
  return { moment: () => clock.now(), wait: async () => {} };
}

/** Everything that sends on one machine: the production jobs on local parts. */
export type Runtime = {
  readonly local: LocalStores;
  readonly stores: Stores;
  readonly rng: Rng;
  readonly log: Logger;
  readonly secret: string;
  readonly outbox: string;
  readonly codes: Queue<CodeJob>;
  /** One tick, and then every job it put into the queues. */
  readonly tick: (now: Temporal.Instant) => Promise<JobAccount>;
  /** Works the queues empty: digests and sign-in codes. */
  readonly drain: () => Promise<JobAccount>;
  readonly close: () => Promise<void>;
};

/** Lines of JSON on standard error when JALON_DEBUG is set; otherwise only errors. */
function localLog(isVerbose: boolean): Logger {
  const write = (level: string, event: string, fields: object): void => {
    process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
  };
  return {
    info: (event, fields = {}) => (isVerbose ? write('info', event, fields) : undefined),
    error: (event, fields = {}) => write('error', event, fields),
  };
}

/** The key of codes and tokens: made at first run, readable by its owner only. */
function secretOf(dataFolder: string): string {
  const file = join(dataFolder, 'secret');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** A queue in this process. */
function processQueue<Message>(): Queue<Message> & { take(): Message | undefined } {
  const waiting: Message[] = [];
  return {
    put: async (messages) => {
      waiting.push(...messages);
    },
    take: () => waiting.shift(),
  };
}

type Sending = SiteHome & {
  readonly stores: Stores;
  readonly mailer: Mailer;
  readonly pause: Pause;
  readonly log: Logger;
  readonly secret: string;
};

/** A job that throws is told and forgotten here; the next tick puts a digest that still waits into the queue again. */
async function workOne(sending: Sending, job: DigestJob | CodeJob, now: Temporal.Instant): Promise<JobAccount> {
  const { stores, mailer, pause, log, secret } = sending;
  const config = { ...localMailConfig(sending), allowed: [] };
  try {
    return await sendJob({ ...stores, mailer, pause, rng: systemRng, secret, config }, job, now);
  } catch (error) {
    const id = 'did' in job ? job.did : job.addressKey;
    log.error('job-failed', { id, error: error instanceof Error ? error.message : 'unknown' });
    return failedOne(id, 'error');
  }
}

/** The data folder with its stores, its mail endpoint and its queues. Finishes what a crash left half imported. */
export async function openRuntime(options: {
  readonly dataFolder: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly clock: Clock;
  /** Address of the site, without a slash at the end: links in mails begin with it. */
  readonly publicUrl: () => string;
}): Promise<Runtime> {
  const { dataFolder, env, clock, publicUrl } = options;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const log = localLog(env['JALON_DEBUG'] !== undefined);
  const outbox = join(dataFolder, 'outbox');
  mkdirSync(outbox, { recursive: true });
  const local = await openStores(dataFolder, env);
  const { stores } = local;
  try {
    await finishImports(stores);
    await openGate(stores.ledger);
  } catch (error) {
    await local.close();
    throw error;
  }
  const ses = await openLocalSes({
    outbox,
    clock,
    onEvent: async (event) => {
      const body = JSON.stringify(event);
      await mailEvents({ ...stores, log }, { Records: [{ messageId: 'local', body }] } as Parameters<typeof mailEvents>[1]);
    },
  });
  const mailer = sesMailer(createSesClient({ endpoint: ses.endpoint, region: 'eu-west-3' }), configurationSets);
  const digests = processQueue<DigestJob>();
  const codes = processQueue<CodeJob>();
  const secret = secretOf(dataFolder);

  const drain = async (): Promise<JobAccount> => {
    const accounts: JobAccount[] = [];
    const home = { publicUrl: publicUrl(), homeLanguage: localHomeLanguage(env) };
    const sending = { ...home, stores, mailer, pause: noPause(clock), log, secret };
    for (let job = codes.take() ?? digests.take(); job !== undefined; job = codes.take() ?? digests.take()) {
      accounts.push(await workOne(sending, job, clock.now()));
    }
    await ses.settled();
    return addUp(accounts);
  };

  return {
    local,
    stores,
    rng: systemRng,
    log,
    secret,
    outbox,
    codes,
    drain,
    tick: async (now) => addUp([await remind({ ...stores, digests, mailer, log }, now), await drain()]),
    close: async () => {
      await drain();
      await ses.close();
      await local.close();
    },
  };
}
