import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineBinary, useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { jalon } from '../../command-line.ts';
import { openLoopbackCloudFormation } from '../../loopback/cloudformation.ts';

const binary = engineBinary();

describe.skipIf(binary === null)(binary === null ? 'NO ENGINE: --stack was not tried' : 'a deployed stack', () => {
  let folder = '';
  let env: { [name: string]: string } = {};
  const closing: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalon-stack-'));
    const engine = await useEngine(folder, binary ?? '');
    closing.push(engine.release);
    const client = dynamoClient(engine.endpoint);
    await ensureTables(client);
    client.destroy();
    const stacks = {
      Jalon: {
        RecordTable: localTables.record,
        PeopleTable: localTables.people,
        LedgerTable: localTables.ledger,
        DigestsQueueUrl: 'http://127.0.0.1/digests',
        CodesQueueUrl: 'http://127.0.0.1/codes',
        SiteBucket: 'site',
        PublicUrl: 'https://jalon.example.org',
        SecretParameter: '/Jalon/secret',
      },
      Other: { Something: 'else' },
    };
    const cloudFormation = await openLoopbackCloudFormation(stacks);
    closing.push(cloudFormation.close);
    env = {
      AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      JALON_DATA: join(folder, 'never-made'),
      JALON_NOW: '2021-09-15',
    };
    // The AWS SDK reads the environment of its process.
    Object.assign(process.env, env);
  });

  afterAll(async () => {
    for (const close of closing) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const onStack = (...args: string[]) => jalon([...args, '--stack', 'Jalon', '--json'], env);

  test('a plan is made, read and published on the stack’s tables, under the address of its site', async () => {
    expect(await onStack('plan', 'add', 'essai-2022', '--title', 'Essai', '--period', '2021-2023')).toMatchObject({ code: 0 });
    expect(JSON.parse((await onStack('plan', 'list')).out)).toMatchObject([{ id: 'essai-2022', commitments: 0 }]);
    expect(JSON.parse((await onStack('gate', 'live')).out)).toMatchObject({ mode: 'live' });
    const out = join(folder, 'public');
    expect(await onStack('publish', '--out', out)).toMatchObject({ code: 0 });
    expect(readFileSync(join(out, 'essai-2022/index.html'), 'utf8')).toContain('https://jalon.example.org/essai-2022/');
  });

  test('a stack that is another’s is refused by what it lacks, and what belongs to one machine stays there', async () => {
    const other = await jalon(['plan', 'list', '--stack', 'Other'], env);
    expect(other).toMatchObject({ code: 1, out: '' });
    expect(other.err).toContain('RecordTable');
    expect(await onStack('sample')).toMatchObject({ code: 2 });
    expect(await onStack('remind', '--at', '2021-10-01')).toMatchObject({ code: 2 });
  });
});
