import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NoDeployment, readDeployment } from '../../../shared/adapters/cloudformation/deployment.ts';
import { openLoopbackCloudFormation } from '../../loopback/cloudformation.ts';
import type { Loopback } from '../../loopback/server.ts';

const outputs = {
  RecordTable: 'Jalon-data-RecordTable-1',
  PeopleTable: 'Jalon-data-PeopleTable-1',
  LedgerTable: 'Jalon-data-LedgerTable-1',
  DigestsQueueUrl: 'https://sqs.eu-west-3.amazonaws.com/111122223333/digests',
  CodesQueueUrl: 'https://sqs.eu-west-3.amazonaws.com/111122223333/codes',
  SiteBucket: 'jalon-files-1',
  PublicUrl: 'https://jalon.example.org',
  HomeLanguage: 'en',
  ContactUrl: 'https://www.example.org/contact',
  SecretParameter: '/Jalon/secret',
};

/** Of one that was deployed before its front door and its contact page were told. */
const { HomeLanguage: _, ContactUrl: __, ...older } = outputs;

describe('a deployed stack', () => {
  let service: Loopback;
  let client: CloudFormationClient;
  beforeAll(async () => {
    service = await openLoopbackCloudFormation({
      Jalon: outputs,
      Older: older,
      Mute: { ...outputs, ContactUrl: 'none' },
      Other: { PeopleTable: 'somebody-else' },
    });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new CloudFormationClient({ region: 'eu-west-3', endpoint: service.endpoint, credentials });
  });
  afterAll(() => service.close());

  it('tells where it keeps its things', async () => {
    expect(await readDeployment(client, 'Jalon')).toEqual({
      tables: { record: outputs.RecordTable, people: outputs.PeopleTable, ledger: outputs.LedgerTable },
      queues: { digests: outputs.DigestsQueueUrl, codes: outputs.CodesQueueUrl },
      siteBucket: outputs.SiteBucket,
      publicUrl: outputs.PublicUrl,
      homeLanguage: 'en',
      contactUrl: 'https://www.example.org/contact',
      secretParameter: outputs.SecretParameter,
    });
  });

  it('tells no front door where it was deployed before there was one to tell', async () => {
    expect(await readDeployment(client, 'Older')).toMatchObject({ publicUrl: outputs.PublicUrl, homeLanguage: undefined });
  });

  it('tells no contact page where there is none, or was none to tell', async () => {
    for (const name of ['Mute', 'Older']) expect(await readDeployment(client, name)).toMatchObject({ contactUrl: null });
  });

  it('is refused when it is somebody else’s, with what it lacks', async () => {
    const outcome = await readDeployment(client, 'Other').catch((error: unknown) => error);
    expect(outcome).toBeInstanceOf(NoDeployment);
    expect(outcome).toMatchObject({ stackName: 'Other', missing: expect.arrayContaining(['RecordTable', 'PublicUrl']) });
  });

  it('is missed aloud when there is none of that name', async () => {
    await expect(readDeployment(client, 'Jalonn')).rejects.toThrow('Jalonn does not exist');
  });
});
