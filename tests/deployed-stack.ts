import { join } from 'node:path';
import { engineBinary, useEngine } from '../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../infra/local/engine-tables.ts';
import { dynamoClient } from '../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../shared/adapters/dynamodb/stores.ts';
import { dynamoTables } from '../shared/adapters/dynamodb/tables.ts';
import type { Stores } from '../shared/ports.ts';
import { aFolder } from './adapters/local-tables.ts';
import { openLoopbackCloudFormation } from './loopback/cloudformation.ts';

/** Why there is no stack to try on this machine, or null. */
export const noStack: string | null = engineBinary() === null ? 'NO ENGINE: --stack was not tried' : null;

export type DeployedStack = {
  /** Where the AWS SDK finds it, and a data folder beside it that was never made. */
  readonly env: { readonly [name: string]: string };
  readonly folder: string;
  readonly stores: Stores;
  readonly close: () => Promise<void>;
};

/** A stack called `Jalon` as the command line meets one: its outputs, and its tables on the local engine. */
export async function openDeployedStack(): Promise<DeployedStack> {
  const folder = aFolder();
  const engine = await useEngine(folder.path, engineBinary() ?? '');
  const client = dynamoClient(engine.endpoint);
  await ensureTables(client);
  const outputs = {
    RecordTable: localTables.record,
    PeopleTable: localTables.people,
    LedgerTable: localTables.ledger,
    DigestsQueueUrl: 'http://127.0.0.1/digests',
    CodesQueueUrl: 'http://127.0.0.1/codes',
    SiteBucket: 'site',
    PublicUrl: 'https://jalon.example.org',
    HomeLanguage: 'en',
    SecretParameter: '/Jalon/secret',
  };
  const cloudFormation = await openLoopbackCloudFormation({ Jalon: outputs, Other: { Something: 'else' } });
  return {
    env: {
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      JALON_DATA: join(folder.path, 'beside'),
    },
    folder: folder.path,
    stores: storesOver(dynamoTables(client, localTables)),
    close: async () => {
      await cloudFormation.close();
      client.destroy();
      await engine.release();
      folder.remove();
    },
  };
}
