import { S3Client } from '@aws-sdk/client-s3';
import type { DynamoDBStreamEvent, SQSEvent } from 'aws-lambda';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { mailEvents } from '../../../functions/mail-events/mail-events.ts';
import { maintain } from '../../../functions/maintain/maintain.ts';
import { publish } from '../../../functions/publish/publish.ts';
import { remind } from '../../../functions/remind/remind.ts';
import { send } from '../../../functions/send/send.ts';
import { engineBinary } from '../../../infra/local/dynamodb.ts';
import { localTables } from '../../../infra/local/engine-tables.ts';
import { S3Site } from '../../../shared/adapters/s3/site.ts';
import { createSesClient } from '../../../shared/adapters/ses/client.ts';
import { sesMailer } from '../../../shared/adapters/ses/mailer.ts';
import { systemRng as rng } from '../../../shared/adapters/system/rng.ts';
import { digestId } from '../../../shared/domain/ledger.ts';
import type { CodeJob, DigestJob } from '../../../shared/ports.ts';
import { aPersonId } from '../../builders.ts';
import { codeIn } from '../../code-in.ts';
import { aBrowser } from '../../functions/api/world.ts';
import { type Deployment, milestoneId, openDeployment, planId, secret, seed } from './deployment.ts';
import { sesEvent, sqsEvent, streamEvent } from './events.ts';
import { isAllowed, type Permission, permissions } from './permissions.ts';
import type { Call } from './recorder.ts';
import { type Synthesized, synthesized } from './synthesize.ts';

const binary = engineBinary();
const publicUrl = 'https://jalon.example.org';
const log = { info: () => {}, error: () => {} };
const named = new Map<string, string>([
  [localTables.record, 'Record'],
  [localTables.people, 'People'],
  [localTables.ledger, 'Ledger'],
]);

/** A call in the words of the template. */
const asked = ({ table, index, ...call }: Call) => ({
  ...call,
  resource: `<${named.get(table)}Table.Arn>${index === null ? '' : `/index/${index}`}`,
});

const title =
  binary === null
    ? 'what functions ask of the tables: SKIPPED, no engine binary for this platform'
    : 'what functions ask of the tables';

describe.skipIf(binary === null)(title, () => {
  let made: Synthesized;
  let may: Map<string, Permission[]>;
  let here: Deployment;
  const codes: CodeJob[] = [];
  const digests: DigestJob[] = [];

  beforeAll(async () => {
    made = await synthesized();
    may = permissions(made);
    here = await openDeployment(binary ?? '');
    await seed(here.stores);
  });
  afterAll(async () => {
    await here.close();
  });

  /** Everything asked since the last time, refused or not, by the permissions of one function. */
  const refusedTo = (name: string): { asked: number; refused: unknown[] } => {
    const calls = here.recorder.take().map(asked);
    return { asked: calls.length, refused: calls.filter((call) => !isAllowed(may.get(name) ?? [], call)) };
  };
  const mailer = () =>
    sesMailer(createSesClient({ endpoint: here.ses.endpoint, region: 'eu-west-3' }), {
      digest: 'jalon-test',
      code: 'jalon-test-codes',
    });
  const sending = () => ({
    ...here.recorded(),
    mailer: mailer(),
    rng,
    clock: here.clock,
    secret,
    pause: { moment: () => here.clock.now(), wait: async () => {} },
    config: { from: 'jalon@example.org', name: 'Jalon', publicUrl, stage: 'test', allowed: [] },
    log,
  });
  const sendAll = async (jobs: readonly object[]): Promise<void> => {
    const answer = await send(sending(), sqsEvent(jobs.map((job) => JSON.stringify(job))) satisfies SQSEvent);
    expect(answer.batchItemFailures).toEqual([]);
  };

  it('S17: remind plans a digest with what its role allows', async () => {
    const queue = { put: async (jobs: readonly DigestJob[]) => void digests.push(...jobs) };
    await remind({ ...here.recorded(), digests: queue, mailer: mailer(), log }, here.clock.now());
    expect(digests).toEqual([{ did: digestId(aPersonId('lead'), '2021-10-01') }]);
    expect(refusedTo('Remind')).toEqual({ asked: expect.toSatisfy((count) => count > 5), refused: [] });
  });

  it('S17: send claims, mails and asks with what its role allows', async () => {
    await sendAll(digests);
    expect(here.mails()).toHaveLength(1);
    expect(await here.stores.record.asks(`${planId}/28`)).toHaveLength(1);
    expect(refusedTo('Send')).toEqual({ asked: expect.toSatisfy((count) => count > 5), refused: [] });
  });

  it('S17: mail-events writes down a bounce and silences the contact with what its role allows', async () => {
    await here.ses.settled();
    const event = sqsEvent([sesEvent('Bounce', digests[0]?.did ?? '')]);
    const { people: known, ledger: kept } = here.recorded({ people: localTables.people, ledger: localTables.ledger });
    await mailEvents({ people: known, ledger: kept, log }, event);
    expect(await here.stores.people.contact(aPersonId('lead'))).toMatchObject({ suppressed: { reason: 'bounced' } });
    expect(refusedTo('Hear')).toEqual({ asked: expect.toSatisfy((count) => count > 3), refused: [] });
  });

  it('S17: api signs somebody in and takes an answer with what its role allows, and send mails the code likewise', async () => {
    here.at('2021-10-01T08:00:00Z');
    const queue = { put: async (jobs: readonly CodeJob[]) => void codes.push(...jobs) };
    const config = {
      ...{ publicUrl, secret, secureCookies: true, source: 'cloudfront' as const },
      ...{ mailFrom: 'jalon@example.org', mailName: 'Jalon', stage: 'test' },
    };
    const app = createApp({ ...here.recorded(), codes: queue, openId: null, clock: here.clock, rng, log, config });
    const browser = aBrowser({ app, config });
    const lead = await here.stores.people.contact(aPersonId('lead'));
    if (lead === null) throw new Error('the lead is gone');
    await here.stores.people.updateContact({ ...lead, suppressed: null, version: lead.version + 1 });
    await browser.submit('/app/sign-in', '/app/sign-in', { email: 'lead@example.org' });
    const asking = refusedTo('Api');
    await sendAll(codes);
    const mailing = refusedTo('Send');
    const code = codeIn((await PostalMime.parse(here.mails().at(-1) ?? '')).text);
    expect((await browser.submit('/app/sign-in/code', '/app/sign-in/code', { code })).status).toBe(303);
    const path = `/app/${milestoneId}/`;
    const answer = { status: 'substantial', done: 'Le comité est installé.', step: 'confirm' };
    expect((await browser.submit(path, path, answer)).status).toBe(303);
    expect((await here.stores.record.milestone(milestoneId))?.words).toHaveLength(1);
    const answering = refusedTo('Api');
    expect([asking, mailing, answering]).toEqual([
      { asked: expect.toSatisfy((count) => count > 1), refused: [] },
      { asked: expect.toSatisfy((count) => count > 3), refused: [] },
      { asked: expect.toSatisfy((count) => count > 5), refused: [] },
    ]);
  });

  it('S17: publish writes a plan with what its role allows, seeing the Record alone', async () => {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const site = new S3Site(new S3Client({ region: 'eu-west-3', endpoint: here.s3.endpoint, credentials }), 'files');
    const seen = here.recorded({ record: localTables.record });
    const event: DynamoDBStreamEvent = streamEvent([`PLAN#${planId}`]);
    expect(await publish({ record: seen.record, site, clock: here.clock, publicUrl, version: 'program-1', log }, event)).toEqual({
      batchItemFailures: [],
    });
    expect([...here.s3.objects.keys()]).toContain(`files/${planId}/28/index.html`);
    expect(refusedTo('Publish')).toEqual({ asked: expect.toSatisfy((count) => count > 2), refused: [] });
  });

  it('S17: maintain purges what has expired with what its role allows', async () => {
    here.at('2023-06-01T07:00:00Z');
    const done = await maintain({ ...here.recorded(), log }, here.clock.now());
    expect(done.purged.ledger).toBeGreaterThan(0);
    expect(refusedTo('Maintain')).toEqual({ asked: expect.toSatisfy((count) => count > 5), refused: [] });
  });

  it('would notice: publish reading People, api writing outside a transaction, remind touching a plan', () => {
    const alone = { action: 'PutItem', resource: '<RecordTable.Arn>', keys: [`PLAN#${planId}`], inTransaction: false };
    expect(isAllowed(may.get('Publish') ?? [], { ...alone, action: 'GetItem', resource: '<PeopleTable.Arn>' })).toBe(false);
    expect(isAllowed(may.get('Api') ?? [], alone)).toBe(false);
    expect(isAllowed(may.get('Api') ?? [], { ...alone, inTransaction: true })).toBe(true);
    expect(isAllowed(may.get('Remind') ?? [], { ...alone, action: 'UpdateItem' })).toBe(false);
    expect(isAllowed(may.get('Remind') ?? [], { ...alone, action: 'UpdateItem', keys: ['DUE#x'] })).toBe(true);
    expect(isAllowed(may.get('Maintain') ?? [], { ...alone, action: 'Scan', resource: '<LedgerTable.Arn>' })).toBe(false);
  });
});
