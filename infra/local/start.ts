import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Temporal } from 'temporal-polyfill';
import { createApp } from '../../functions/api/app.ts';
import { maintain } from '../../functions/maintain/maintain.ts';
import { publish } from '../../functions/publish/publish.ts';
import { filesSite } from '../../shared/adapters/files/site.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import type { Clock, Logger } from '../../shared/ports.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { localContactUrl } from '../contact-page.ts';
import { localHomeLanguage } from '../home-language.ts';
import { localTheme } from '../theme.ts';
import { keepAddress, portOf } from './address.ts';
import { beginRehearsal, readMoment, readRehearsalClock, rehearsalClock, type StandingClock, standingClock } from './clock.ts';
import { devPages } from './dev-pages.tsx';
import { meteredBy } from './metered.ts';
import { localOpenId } from './openid.ts';
import { programVersion } from './program-version.ts';
import { localMailConfig, openRuntime } from './runtime.ts';
import { loadSample, sampleState } from './sample.ts';
import { holdFolder } from './server-lock.ts';
import { staticSite } from './static-site.ts';
import { startTicking } from './ticking.ts';

type Env = { readonly [name: string]: string | undefined };

/** How long a server that ends goes on answering what was asked before. */
const answerMilliseconds = 2_000;

/** Local times on the tools' pages; the sample's zone. */
const zone = 'Europe/Paris';

/** Maintenance comes as it does on AWS: between two ticks. */
const hourly = '7 * * * *';

/** A machine that is switched off at night misses ticks, a clock that is moved passes some over: nobody needs to be told. */
function withoutTicks(log: Logger): Logger {
  return { info: log.info, error: (event, fields) => (event === 'tick-missing' ? undefined : log.error(event, fields)) };
}

type LocalClock = { readonly clock: Clock; readonly standing: StandingClock | null };

/**
 * Real time with `JALON_NOW=now`; a clock that stands at another JALON_NOW, or where a rehearsal was left; without any of
 * these a new folder begins a rehearsal, and a folder with data of its own lives in real time.
 */
function clockFor(env: Env, dataFolder: string, isNew: boolean): LocalClock {
  const given = env['JALON_NOW'];
  if (given === 'now') return { clock: systemClock, standing: null };
  if (given !== undefined && given !== '') {
    const moment = readMoment(given);
    if (moment === null) throw new Error(`JALON_NOW: "${given}" is no time; try 2021-10-01, 2021-10-01T09:00:00+02:00 or now`);
    const standing = standingClock(moment);
    return { clock: standing, standing };
  }
  if (isNew) beginRehearsal(dataFolder);
  if (readRehearsalClock(dataFolder) === null) return { clock: systemClock, standing: null };
  const standing = rehearsalClock(dataFolder);
  return { clock: standing, standing };
}

function portOfServer(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

function listen(app: Hono, port: number): Promise<Server> {
  return new Promise((accept, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => accept(server as Server)) as Server;
    server.once('error', reject);
  });
}

/** What is asked gets its answer; then whatever a browser keeps open is closed, which would keep the server alive as long as the browser. */
async function ended(server: Server): Promise<void> {
  const closed = new Promise((done) => server.close(done));
  const late = setTimeout(() => server.closeAllConnections(), answerMilliseconds);
  await closed;
  clearTimeout(late);
}

type Started = { readonly address: string; readonly notice: string; readonly stop: () => Promise<void> };

/** Starts every part of Jalon on this machine. @throws when the port or the folder is taken, leaving nothing open */
export async function start(env: Env): Promise<Started> {
  const opened: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) await close();
  };
  try {
    return { ...(await startParts(env, (close) => opened.push(close))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Each part is told to `opening` with what ends it, as soon as it is open; they end in the opposite order. */
async function startParts(env: Env, opening: (close: () => unknown) => void): Promise<Omit<Started, 'stop'>> {
  const dataFolder = resolve(env['JALON_DATA'] ?? '.jalon');
  opening(await holdFolder(prepared(dataFolder)));
  const homeLanguage = localHomeLanguage(env);
  const contactUrl = localContactUrl(env);
  const app = new Hono();
  let address = '';
  const time: { clock: Clock } = { clock: systemClock };
  const runtime = await openRuntime({ dataFolder, env, clock: { now: () => time.clock.now() }, publicUrl: () => address });
  opening(runtime.close);
  const { stores, rng, log } = runtime;
  const sample = await sampleState(dataFolder, stores);
  const { clock, standing } = clockFor(env, dataFolder, sample === 'none');
  time.clock = clock;
  const server = await listen(app, portOf(env));
  opening(() => ended(server));
  address = `http://127.0.0.1:${portOfServer(server)}`;
  keepAddress(dataFolder, address);
  if (sample === 'none' || sample === 'unfinished') await loadSample(dataFolder, { ...stores, rng }, clock.now());
  const siteFolder = join(dataFolder, 'site');
  const oneAtATime = inTurn();
  const site = filesSite(siteFolder);
  const theme = localTheme(env);
  const home = { publicUrl: address, homeLanguage, contactUrl };
  const publishing = { ...home, record: stores.record, site, clock, version: programVersion(theme), theme, log };
  const publishNow = (): Promise<void> =>
    oneAtATime(async () => {
      await publishAll(publishing, { ...home, now: clock.now() });
    });
  await publishNow();
  opening(
    await runtime.local.follow((records) =>
      oneAtATime(async () => {
        const { batchItemFailures } = await publish(publishing, { Records: [...records] });
        // Thrown, so that the same changes are given again.
        if (batchItemFailures.length > 0) throw new Error('the site could not be published');
      }),
    ),
  );
  const maintainAt = (now: Temporal.Instant) => maintain({ ...stores, log: withoutTicks(log) }, now);
  if (standing === null) {
    opening(startTicking({ tick: () => runtime.tick(clock.now()), log }));
    opening(startTicking({ tick: () => maintainAt(clock.now()), log }, hourly));
  }
  const onDrainError = (error: unknown): void => {
    log.error('drain-failed', { error: error instanceof Error ? error.message : 'unknown' });
  };
  const api = createApp({
    ...stores,
    // While the clock of a rehearsal stands, the hour of a limit on codes would never pass.
    people: meteredBy(systemClock, stores.people),
    codes: {
      put: async (jobs) => {
        await runtime.codes.put(jobs);
        setImmediate(() => void runtime.drain().catch(onDrainError));
      },
    },
    openId: localOpenId(env, address),
    clock,
    rng,
    log,
    config: {
      ...home,
      secret: runtime.secret,
      secureCookies: false,
      source: 'socket',
      mailFrom: localMailConfig(home).from,
      mailName: localMailConfig(home).name,
      stage: localMailConfig(home).stage,
    },
  });
  for (const path of ['/app', '/app/*', '/api', '/api/*']) app.all(path, (c) => api.fetch(c.req.raw, c.env));
  const rehearsal = standing === null ? null : { ...stores, clock: standing, tick: runtime.tick, maintain: maintainAt };
  app.route(
    '/',
    devPages({ outbox: runtime.outbox, origin: () => address, now: clock.now, rehearsal, publish: publishNow, zone }),
  );
  app.route('/', staticSite(siteFolder));
  return {
    address,
    notice:
      standing === null ? 'Real time.' : `Rehearsal: the clock stands at ${momentText(clock.now())}; move it at ${address}/dev/`,
  };
}

/** Runs what it is given one after the other: two publications of one folder never meet. */
function inTurn(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function prepared(dataFolder: string): string {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  return dataFolder;
}

function momentText(now: Temporal.Instant): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(
    now.epochMilliseconds,
  );
}
