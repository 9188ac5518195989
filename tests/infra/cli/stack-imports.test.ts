import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginRehearsal } from '../../../infra/local/clock.ts';
import { engineBinary, useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../../../shared/adapters/dynamodb/tables.ts';
import type { Stores } from '../../../shared/ports.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { startJalon } from '../../command-line.ts';
import { openLoopbackCloudFormation } from '../../loopback/cloudformation.ts';

const binary = engineBinary();

describe.skipIf(binary === null)(binary === null ? 'NO ENGINE: --stack was not tried' : 'the data of a deployed stack', () => {
  const folder = aFolder();
  const closing: (() => unknown)[] = [folder.remove];
  let env: { [name: string]: string } = {};
  let stores: Stores;

  beforeAll(async () => {
    const engine = await useEngine(folder.path, binary ?? '');
    closing.push(engine.release);
    const client = dynamoClient(engine.endpoint);
    closing.push(() => client.destroy());
    await ensureTables(client);
    stores = storesOver(dynamoTables(client, localTables));
    const outputs = {
      RecordTable: localTables.record,
      PeopleTable: localTables.people,
      LedgerTable: localTables.ledger,
      DigestsQueueUrl: 'http://127.0.0.1/digests',
      CodesQueueUrl: 'http://127.0.0.1/codes',
      SiteBucket: 'site',
      PublicUrl: 'https://jalon.example.org',
      SecretParameter: '/Jalon/secret',
    };
    const cloudFormation = await openLoopbackCloudFormation({ Jalon: outputs });
    closing.push(cloudFormation.close);
    env = {
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      JALON_DATA: join(folder.path, 'rehearsal'),
      JALON_NOW: '',
    };
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  test('a rehearsal in the folder beside it does not set its clock', { timeout: 60_000 }, async () => {
    beginRehearsal(env['JALON_DATA'] ?? '');
    const added = ['plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023', '--stack', 'Jalon'];
    expect(await startJalon(added, env).done).toMatchObject({ code: 0 });
    const [first] = (await stores.record.plan('essai-2022'))?.log ?? [];
    expect(Number(first?.at.slice(0, 4))).toBeGreaterThan(2021);
  });

  test('an import that a crash left half written is finished by the next command', { timeout: 60_000 }, async () => {
    const row = { id: 'i-1', planId: 'essai-2022', at: '2022-01-10T09:00:00Z', state: 'writing', changes: 0 } as const;
    await stores.record.stageImport(row, []);
    expect(await stores.record.unfinishedImports('essai-2022')).toHaveLength(1);
    expect(await startJalon(['plan', 'list', '--stack', 'Jalon'], env).done).toMatchObject({ code: 0 });
    expect(await stores.record.unfinishedImports('essai-2022')).toEqual([]);
  });
});
