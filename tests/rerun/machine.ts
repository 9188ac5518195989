import type { DynamoDBStreamEvent } from 'aws-lambda';
import { createApp } from '../../functions/api/app.ts';
import type { ApiConfig } from '../../functions/api/dependencies.ts';
import { mailEvents } from '../../functions/mail-events/mail-events.ts';
import { maintain } from '../../functions/maintain/maintain.ts';
import { publish } from '../../functions/publish/publish.ts';
import { remind } from '../../functions/remind/remind.ts';
import { send } from '../../functions/send/send.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { streamRecords } from '../../shared/adapters/memory/stream-records.ts';
import type { Tables } from '../../shared/adapters/tables.ts';
import type { CodeJob, DigestJob, Logger, MailOutcome, OutgoingMail, Stores } from '../../shared/ports.ts';
import { queued } from '../loopback/queued.ts';
import type { Random } from '../simulation/random.ts';
import { type Rows, watchedTables } from '../simulation/rows.ts';
import { publicUrl, recordedSite, version } from '../usecases/publish-world.ts';
import { at, countingRng } from '../usecases/world.ts';

const silent: Logger = { info: () => {}, error: () => {} };
const secret = 'a secret of these tests and of no others';

/** Of every machine that goes on from the same rows: the gate stays bound to its tables. */
const identity = 'tables of these tests';

/** How often a queue or a stream gives the same records again before they end among the dead letters. */
const receives = 5;

/** Lets the calls of two runs take turns, in another order for each seed. */
function inTurns(tables: Tables, random: Random): Tables {
  const turn = async (): Promise<void> => {
    for (let left = random.int(4); left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    identity: tables.identity,
    get: (...call) => turn().then(() => tables.get(...call)),
    getMany: (...call) => turn().then(() => tables.getMany(...call)),
    write: (...call) => turn().then(() => tables.write(...call)),
    transact: (...call) => turn().then(() => tables.transact(...call)),
    query: async function* (query) {
      await turn();
      yield* tables.query(query);
    },
  };
}

/** Gives a batch to a function as AWS does: what it hands back comes again, alone. */
async function delivered<Item>(
  items: readonly Item[],
  take: (items: readonly Item[]) => Promise<readonly Item[]>,
): Promise<void> {
  let waiting = items;
  for (let time = 0; waiting.length > 0; time += 1) {
    if (time === receives) throw new Error(`${waiting.length} records are never taken`);
    waiting = await take(waiting);
  }
}

/** The functions over rows of their own, and everything they do to the world outside. */
export async function aMachine(begin: Rows, when: string, random?: Random, outcome: 'accepted' | 'ambiguous' = 'accepted') {
  let now = at(when);
  const stream: DynamoDBStreamEvent['Records'] = [];
  let commits = 0;
  const watched = await watchedTables(
    identity,
    begin,
    () => now.epochMilliseconds,
    (changes) => {
      commits += 1;
      stream.push(...streamRecords({ number: commits, changes }));
    },
  );
  const stores: Stores = storesOver(random === undefined ? watched.tables : inTurns(watched.tables, random));
  const mails: OutgoingMail[] = [];
  const jobs: (DigestJob | CodeJob)[] = [];
  const site = recordedSite();
  const rng = countingRng();
  const clock = { now: () => now };
  const mailer = {
    send: async (mail: OutgoingMail): Promise<MailOutcome> => {
      mails.push(mail);
      const messageId = `message-${mail.tags['digest'] ?? 'code'}-${mail.tags['attempt'] ?? '1'}`;
      return outcome === 'accepted' ? { kind: outcome, messageId } : { kind: outcome, reason: 'TimeoutError' };
    },
    quota: async () => ({ max24Hours: 200, sentLast24Hours: 0, perSecond: 14 }),
  };
  const pause = { moment: () => now, wait: async () => {} };
  const put = async (some: readonly (DigestJob | CodeJob)[]): Promise<void> => void jobs.push(...some);
  const config = { from: 'rappels@example.org', name: 'Jalon', publicUrl, stage: 'test', allowed: [] };
  const sending = { ...stores, mailer, rng, pause, clock, secret, config, log: silent };
  const apiConfig: ApiConfig = {
    ...{ publicUrl, secret, secureCookies: true, mailFrom: config.from, mailName: config.name, stage: 'test' },
    source: 'cloudfront',
  };
  const app = createApp({ ...stores, codes: { put }, openId: null, clock, rng, log: silent, config: apiConfig });
  return {
    ...{ stores, mails, jobs, site, stream, app, rows: watched.rows },
    moveTo: (instant: string): void => {
      now = at(instant);
    },
    remind: () => remind({ ...stores, digests: { put }, mailer, log: silent }, now),
    maintain: () => maintain({ ...stores, log: silent }, now),
    send: (some: readonly (DigestJob | CodeJob)[]) =>
      delivered(some, async (waiting) => {
        const { batchItemFailures } = await send(sending, queued(waiting));
        return batchItemFailures.map(({ itemIdentifier }) => placeOf(waiting, itemIdentifier));
      }),
    hear: (events: readonly object[]) =>
      delivered(events, async (waiting) => {
        const wrapped = waiting.map((one) => ({ Type: 'Notification', Message: JSON.stringify(one) }));
        const { batchItemFailures } = await mailEvents({ ...stores, log: silent }, queued(wrapped));
        return batchItemFailures.map(({ itemIdentifier }) => placeOf(waiting, itemIdentifier));
      }),
    publish: (records: DynamoDBStreamEvent['Records']) =>
      delivered(records, async (waiting) => {
        const { batchItemFailures } = await publish(
          { record: stores.record, site, clock, publicUrl, version, log: silent },
          {
            Records: [...waiting],
          },
        );
        return batchItemFailures.length === 0 ? [] : waiting;
      }),
  };
}
export type Machine = Awaited<ReturnType<typeof aMachine>>;

function placeOf<Item>(items: readonly Item[], messageId: string): Item {
  const found = items[Number(messageId.replace('message-', ''))];
  if (found === undefined) throw new Error(`${messageId} was not in the batch`);
  return found;
}
