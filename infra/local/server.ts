import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join, resolve } from 'node:path';
import { serve } from '@hono/node-server';
import { Cron } from 'croner';
import { Hono } from 'hono';
import type { Temporal } from 'temporal-polyfill';
import { createApp } from '../../functions/api/app.ts';
import { publish } from '../../functions/publish/publish.ts';
import { filesSite } from '../../shared/adapters/files/site.ts';
import { systemClock } from '../../shared/adapters/system/clock.ts';
import type { Clock } from '../../shared/ports.ts';
import { publishAll } from '../../shared/usecases/publish-all.ts';
import { keepAddress, portOf } from './address.ts';
import {
  readMoment,
  readRehearsalClock,
  rehearsalStart,
  type StandingClock,
  standingClock,
  writeRehearsalClock,
} from './clock.ts';
import { devPages } from './dev-pages.tsx';
import { openRuntime, type Runtime } from './runtime.ts';
import { loadSample } from './sample.ts';
import { holdFolder } from './server-lock.ts';
import { staticSite } from './static-site.ts';

type Env = { readonly [name: string]: string | undefined };

/** Local times on the tools' pages; the sample's zone. */
const zone = 'Europe/Paris';

type LocalClock = { readonly clock: Clock; readonly standing: StandingClock | null; readonly isRehearsal: boolean };

/**
 * Real time with `JALON_NOW=now`; a clock that stands at another JALON_NOW, or at the moment a rehearsal was left; without
 * any of these a new folder begins a rehearsal, and a folder with data of its own lives in real time.
 */
function clockFor(env: Env, dataFolder: string, isNew: boolean): LocalClock {
  const given = env['JALON_NOW'];
  if (given === 'now') return { clock: systemClock, standing: null, isRehearsal: false };
  if (given !== undefined && given !== '') {
    const moment = readMoment(given);
    if (moment === null) throw new Error(`JALON_NOW: "${given}" is no time; try 2021-10-01, 2021-10-01T09:00:00+02:00 or now`);
    const standing = standingClock(moment);
    return { clock: standing, standing, isRehearsal: false };
  }
  const kept = readRehearsalClock(dataFolder) ?? (isNew ? readMoment(rehearsalStart) : null);
  if (kept === null) return { clock: systemClock, standing: null, isRehearsal: false };
  const standing = standingClock(kept, (instant) => writeRehearsalClock(dataFolder, instant));
  return { clock: standing, standing, isRehearsal: true };
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

/** Starts every part of Jalon on this machine. @throws when the port or the folder is taken */
async function start(env: Env): Promise<{ address: string; notice: string; stop: () => Promise<void> }> {
  const dataFolder = resolve(env['JALON_DATA'] ?? '.jalon');
  const release = await holdFolder(prepared(dataFolder));
  const app = new Hono();
  let address = '';
  let runtime: Runtime | null = null;
  try {
    const time: { clock: Clock } = { clock: systemClock };
    const opened = await openRuntime({ dataFolder, env, clock: { now: () => time.clock.now() }, publicUrl: () => address });
    runtime = opened;
    const isNew = (await opened.stores.record.planIds()).length === 0;
    const { clock, standing, isRehearsal } = clockFor(env, dataFolder, isNew);
    time.clock = clock;
    const server = await listen(app, portOf(env));
    address = `http://127.0.0.1:${portOfServer(server)}`;
    keepAddress(dataFolder, address);
    if (isNew) {
      await loadSample({ ...opened.stores, rng: opened.rng }, clock.now());
      if (isRehearsal) writeRehearsalClock(dataFolder, clock.now());
    }
    const siteFolder = join(dataFolder, 'site');
    const site = filesSite(siteFolder);
    const oneAtATime = inTurn();
    const publishing = { record: opened.stores.record, site, clock, publicUrl: address, log: opened.log };
    const publishNow = (): Promise<void> =>
      oneAtATime(async () => {
        await publishAll(publishing, { now: clock.now(), publicUrl: address });
      });
    await publishNow();
    const unfollow = await opened.local.follow((records) =>
      oneAtATime(async () => {
        const { batchItemFailures } = await publish(publishing, { Records: [...records] });
        // Thrown, so that the same changes are given again.
        if (batchItemFailures.length > 0) throw new Error('the site could not be published');
      }),
    );
    const ticking =
      standing === null ? new Cron('*/15 * * * *', { protect: true }, async () => void (await opened.tick(clock.now()))) : null;
    const api = createApp({
      ...opened.stores,
      codes: {
        put: async (jobs) => {
          await opened.codes.put(jobs);
          setImmediate(() => void opened.drain());
        },
      },
      clock,
      rng: opened.rng,
      log: opened.log,
      config: { publicUrl: address, secret: opened.secret, secureCookies: false },
    });
    app.all('/app', (c) => api.fetch(c.req.raw));
    app.all('/app/*', (c) => api.fetch(c.req.raw));
    const rehearsal = standing === null ? null : { ...opened.stores, clock: standing, tick: opened.tick };
    app.route(
      '/',
      devPages({ outbox: opened.outbox, origin: () => address, now: clock.now, rehearsal, publish: publishNow, zone }),
    );
    app.route('/', staticSite(siteFolder));
    return {
      address,
      notice:
        standing === null
          ? 'Real time.'
          : `Rehearsal: the clock stands at ${momentText(clock.now())}; move it at ${address}/dev/`,
      stop: async () => {
        ticking?.stop();
        await new Promise((done) => server.close(done));
        await unfollow();
        await opened.close();
        await release();
      },
    };
  } catch (error) {
    await runtime?.close();
    await release();
    throw error;
  }
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

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
try {
  const { address, notice, stop } = await start(process.env);
  process.stdout.write(`${notice}\n`);
  process.stdout.write(`Jalon is ready: ${address}/\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void stop().finally(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`jalon: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
