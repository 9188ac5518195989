import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { remind } from '../../functions/remind/remind.ts';
import { send } from '../../functions/send/send.ts';
import { engineBinary, useEngine } from '../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../../shared/adapters/dynamodb/tables.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import type { DigestJob, Logger, OutgoingMail, Stores } from '../../shared/ports.ts';
import { switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aFolder } from '../adapters/local-tables.ts';
import { aPersonId } from '../builders.ts';
import { aStage } from '../crash/stage.ts';
import { setStage } from '../simulation/world.ts';
import { config } from '../usecases/reminder-world.ts';
import { at, countingRng } from '../usecases/world.ts';
import { type EngineFault, type LossyEngine, openLossyEngine } from './lossy-engine.ts';
import { queued } from './queued.ts';

const silent: Logger = { info: () => {}, error: () => {} };
const mailOn = '2021-10-05T07:00:00Z';
const minusSeven = '2021-10-22T07:00:00Z';
const did = digestId(aPersonId('ana'), '2021-10-22');
const commitment = 'plan-1/28';

const binary = engineBinary();
const title = 'tick and sender over a DynamoDB that fails';

describe.skipIf(binary === null)(binary === null ? `${title}: SKIPPED, no engine binary for this platform` : title, () => {
  let folder: ReturnType<typeof aFolder>;
  let engine: Awaited<ReturnType<typeof useEngine>>;
  let proxy: LossyEngine;
  let client: ReturnType<typeof dynamoClient>;
  let stores: Stores;
  /** Which requests fail, and how. */
  let fault: (action: string, body: string) => EngineFault | null;
  let failed: number;
  let mails: OutgoingMail[];

  const open = async (): Promise<void> => {
    folder = aFolder();
    engine = await useEngine(folder.path, binary ?? '');
    proxy = await openLossyEngine(engine.endpoint, (action, body) => fault(action, body));
    client = dynamoClient(proxy.endpoint);
    await ensureTables(client);
    stores = storesOver(dynamoTables(client, localTables));
  };
  const close = async (): Promise<void> => {
    client.destroy();
    await proxy.close();
    await engine.release();
    folder.remove();
  };

  beforeEach(async () => {
    [fault, mails] = [() => null, []];
    await open();
    await setStage(aStage(['ana']), stores);
    await switchMailOn(
      { ...stores, rng: countingRng('stage') },
      { planId: 'plan-1', actor: { role: 'poc', id: null }, now: at(mailOn) },
    );
  });
  afterEach(() => close());

  /** The tick and the senders of one moment; what the queue was told to give again is given again. */
  const morning = async (when: string): Promise<void> => {
    const now = at(when);
    const jobs: DigestJob[] = [];
    const mailer = {
      send: async (mail: OutgoingMail) => ({ kind: 'accepted', messageId: `m-${mails.push(mail)}` }) as const,
      quota: async () => ({ max24Hours: 200, sentLast24Hours: 0, perSecond: 14 }),
    };
    const digests = { put: async (some: readonly DigestJob[]) => void jobs.push(...some) };
    const pause = { moment: () => now, wait: async () => {} };
    const deps = {
      ...stores,
      digests,
      mailer,
      pause,
      config,
      rng: countingRng(),
      clock: { now: () => now },
      secret: 's',
      log: silent,
    };
    await remind(deps, now).catch(() => {});
    for (let took = 1; took < 5; took += 1) {
      if ((await send(deps, queued(jobs, took))).batchItemFailures.length === 0) break;
    }
  };

  /** Fails the first `times` transactions that bring a digest into a state; the client makes three attempts at one. */
  const failing = (kind: EngineFault, times: number, state: 'claimed' | 'sent'): void => {
    failed = 0;
    fault = (action, body) => {
      if (failed === times || action !== 'TransactWriteItems' || !body.includes(`"state":{"S":"${state}"}`)) return null;
      failed += 1;
      return kind;
    };
  };

  test.each<[EngineFault, number]>([
    ['500-after', 1],
    ['500-after', 3],
    ['500-before', 1],
    ['500-before', 3],
    ['throttled-before', 1],
  ])('F9: with the claim answered %s, %i times, the mail is sent once', async (kind, times) => {
    failing(kind, times, 'claimed');
    await morning(minusSeven);
    expect(failed).toBe(times);
    await morning('2021-10-22T08:15:00Z');
    expect(mails).toHaveLength(1);
    expect(await stores.ledger.digest(did)).toMatchObject({ state: 'sent', attempt: 1, pending: false });
    expect(await stores.record.asks(commitment)).toHaveLength(1);
  });

  test('F9: an outcome that was written, though every answer said otherwise, is found written by the next receive', async () => {
    failing('500-after', 3, 'sent');
    await morning(minusSeven);
    expect(failed).toBe(3);
    expect(mails).toHaveLength(1);
    expect(await stores.ledger.digest(did)).toMatchObject({ state: 'sent', attempt: 1, pending: false });
    expect(await stores.record.asks(commitment)).toHaveLength(1);
  });

  test('F9: an outcome that could not be written leaves the claim: SES is not called again, and nobody counts as asked', async () => {
    failing('500-before', 3, 'sent');
    await morning(minusSeven);
    expect(failed).toBe(3);
    await morning('2021-10-22T08:15:00Z');
    expect(mails).toHaveLength(1);
    expect(await stores.ledger.digest(did)).toMatchObject({ state: 'claimed', attempt: 1 });
    expect(await stores.record.asks(commitment)).toEqual([]);
  });
});
