import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { engineBinary } from '../../../infra/local/dynamodb.ts';
import { localTables } from '../../../infra/local/engine-tables.ts';
import { codeIn } from '../../code-in.ts';
import { readPage } from '../../functions/api/page.ts';
import { type Deployment, openDeployment, planId, secretParameter, seed } from './deployment.ts';
import { recorded, sesEvent, sqsEvent, streamEvent } from './events.ts';
import { type Invoked, invoke, startFunction, type WarmFunction } from './invoke.ts';
import { said } from './permissions.ts';
import { ofType, propertiesOf, type Synthesized, synthesized } from './synthesize.ts';

const binary = engineBinary();
const functions = ['Api', 'Publish', 'Remind', 'Send', 'Hear', 'Maintain'];
const deployed = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.literal('index.handler'),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const response = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  cookies: z.array(z.string()).default([]),
  body: z.string(),
  isBase64Encoded: z.literal(false),
});
const unknownDigest = 'A'.repeat(43);

const title = binary === null ? 'the deployed bundles: SKIPPED, no engine binary for this platform' : 'the deployed bundles';

describe.skipIf(binary === null)(title, () => {
  let made: Synthesized;
  let here: Deployment;
  const warm = new Map<string, WarmFunction>();

  beforeAll(async () => {
    made = await synthesized();
    here = await openDeployment(binary ?? '');
    await seed(here.stores);
  });
  afterAll(async () => {
    for (const one of warm.values()) one.end();
    await here.close();
  });

  const propertiesFor = (name: string) => deployed.parse(propertiesOf(made.service, name));
  const bundleOf = (name: string): string =>
    join(made.outdir, `asset.${propertiesFor(name).Code.S3Key.replace(/\.zip$/, '')}`, 'index.mjs');

  /** The environment the template gives, with the places of this machine for what it refers to. */
  const environmentOf = (name: string): { [variable: string]: string } => {
    const places = new Map([
      ['<RecordTable>', localTables.record],
      ['<PeopleTable>', localTables.people],
      ['<LedgerTable>', localTables.ledger],
      ['<DigestsQueue>', `${here.sqs.endpoint}/1/digests`],
      ['<CodesQueue>', `${here.sqs.endpoint}/1/codes`],
      ['<SiteFiles>', 'files'],
      ['<MailConfigurationSet>', 'Jalon-MailConfigurationSet'],
    ]);
    return Object.fromEntries(
      Object.entries(propertiesFor(name).Environment.Variables).map(([variable, value]) => {
        const text = said(value, made.data);
        return [variable, places.get(text) ?? text];
      }),
    );
  };
  const surroundings = () => ({
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: here.engine.endpoint,
    AWS_ENDPOINT_URL_SES: here.ses.endpoint,
    AWS_ENDPOINT_URL_SQS: here.sqs.endpoint,
    AWS_ENDPOINT_URL_S3: here.s3.endpoint,
    AWS_ENDPOINT_URL_SSM: here.parameters.endpoint,
    TZ: 'Pacific/Kiritimati',
  });
  const call = async (name: string, ...events: readonly unknown[]): Promise<Invoked> => {
    const started = warm.get(name) ?? startFunction(bundleOf(name), { ...surroundings(), ...environmentOf(name) });
    warm.set(name, started);
    const invoked = await started.call(events);
    expect(invoked.code, invoked.errors).toBeNull();
    return invoked;
  };
  const messages = ({ lines }: Invoked) => lines.map(({ message }) => message);

  it('are six modules that carry neither the CDK nor a second copy of anything large', () => {
    for (const name of functions) {
      expect(statSync(bundleOf(name)).size, name).toBeLessThan(2_500_000);
      expect(readFileSync(bundleOf(name), 'utf8'), name).not.toContain('aws-cdk-lib');
    }
    expect(ofType(made.service, 'AWS::Lambda::Function')).toHaveLength(functions.length);
  });

  it('S17: publish has no code that could mail', () => {
    expect(readFileSync(bundleOf('Send'), 'utf8')).toContain('SendRawEmail');
    expect(readFileSync(bundleOf('Publish'), 'utf8')).not.toContain('SendRawEmail');
  });

  it('say everything that is missing in their environment at once, and do not start', async () => {
    const { code, errors, answers } = await invoke(bundleOf('Send'), surroundings(), [sqsEvent([])]);
    expect(code).not.toBe(0);
    expect(answers).toEqual([]);
    expect(errors).toContain(
      'ALLOWED, CODES_CONFIGURATION_SET, CONFIGURATION_SET, HOME_LANGUAGE, LEDGER_TABLE, MAIL_FROM, MAIL_NAME, PEOPLE_TABLE, PUBLIC_URL, RECORD_TABLE, SECRET_PARAMETER, STAGE',
    );
  });

  it('do not start without their secret, and say where it should be', async () => {
    const elsewhere = { ...surroundings(), ...environmentOf('Api'), SECRET_PARAMETER: '/Jalon/other' };
    const { code, errors } = await invoke(bundleOf('Api'), elsewhere, []);
    expect(code).not.toBe(0);
    expect(errors).toContain('ParameterNotFound');
    expect(environmentOf('Api')['SECRET_PARAMETER']).toBe(secretParameter);
  });

  it('H4: remind, called by the schedule long after a plan has ended, plans no mail', async () => {
    const tick = await call('Remind', JSON.parse(recorded('schedule')));
    expect(tick.answers).toEqual([{ sent: [], skipped: expect.any(Array), failed: [] }]);
    expect(tick.lines).toContainEqual(expect.objectContaining({ level: 'INFO', message: 'tick-done', service: 'remind' }));
    expect(here.sqs.taken).toEqual([]);
    expect(here.mails()).toEqual([]);
  });

  it('publish, called by the stream, writes the plan to the bucket, and nothing the second time', async () => {
    const event = streamEvent([`COMMITMENT#${planId}/28`, `PLAN#${planId}`]);
    expect((await call('Publish', event)).answers).toEqual([{ batchItemFailures: [] }]);
    const page = here.s3.objects.get(`files/${planId}/28/index.html`);
    expect(page?.body).toContain('Lancement du comité');
    expect(page?.cacheControl).toContain('s-maxage=5');
    expect([...here.s3.objects.keys()]).toEqual(
      expect.arrayContaining(['files/index.html', 'files/404.html', 'files/style.css', 'files/feed.atom']),
    );
    const puts = here.s3.puts;
    await call('Publish', event);
    expect(here.s3.puts).toBe(puts);
  });

  it('api and send sign somebody in with a code, through the queue', async () => {
    const shown = await get('/app/sign-in', []);
    const form = readPage(shown.body).formFor('/app/sign-in');
    const asked = await post('/app/sign-in', { ...Object.fromEntries(form.fields), email: 'lead@example.org' }, shown.cookies);
    expect(asked.statusCode).toBeLessThan(400);
    const jobs = here.sqs.taken.splice(0);
    expect(jobs).toEqual([expect.stringMatching(/^\{"addressKey":"[0-9a-f]{64}"\}$/)]);

    const mailed = await call('Send', sqsEvent(jobs));
    expect(mailed.answers).toEqual([{ batchItemFailures: [] }]);
    expect(JSON.stringify(mailed.lines)).not.toMatch(/@example\.org/);
    const mail = await PostalMime.parse(here.mails()[0] ?? '');
    expect(mail.to).toEqual([expect.objectContaining({ address: 'lead@example.org' })]);

    const cookies = [...shown.cookies, ...asked.cookies];
    const page = readPage((await get('/app/sign-in/code', cookies)).body);
    const fields = { ...Object.fromEntries(page.formFor('/app/sign-in/code').fields), code: codeIn(mail.text) };
    const entered = await post('/app/sign-in/code', fields, cookies);
    expect(entered.statusCode).toBe(303);
    expect(entered.cookies).toContainEqual(expect.stringMatching(/^__Host-.*Secure/));
    const mine = await get('/app/', entered.cookies);
    expect(mine.statusCode).toBe(200);
    expect(mine.headers['content-security-policy']).toContain("default-src 'none'");
    expect(mine.body).toContain('Engagement 28');
  });

  it('api refuses a form from another site', async () => {
    const refused = await post('/app/sign-in', { email: 'lead@example.org' }, [], 'https://evil.example');
    expect(refused.statusCode).toBe(403);
  });

  it('F6: send says that SES refuses all mail in the words the alarm listens for', async () => {
    here.misbehave('paused');
    const shown = await get('/app/sign-in', []);
    const form = readPage(shown.body).formFor('/app/sign-in');
    await post('/app/sign-in', { ...Object.fromEntries(form.fields), email: 'lead@example.org' }, shown.cookies);
    const { lines } = await call('Send', sqsEvent(here.sqs.taken.splice(0)));
    here.misbehave(null);
    expect(lines).toContainEqual(
      expect.objectContaining({ message: 'mail-failed', fields: expect.objectContaining({ reason: 'stopped' }) }),
    );
    expect(propertiesOf(made.service, 'WatchMailStoppedFilter')['FilterPattern']).toBe(
      '{ $.message = "mail-failed" && ($.fields.reason = "stopped") }',
    );
  });

  it('F15: send hands back the one message it cannot read', async () => {
    const event = sqsEvent(['{"did":"short"}', JSON.stringify({ did: unknownDigest })]);
    const handled = await call('Send', event);
    expect(handled.answers).toEqual([{ batchItemFailures: [{ itemIdentifier: event.Records[0]?.messageId }] }]);
    expect(messages(handled)).toContain('job-failed');
  });

  it('mail-events takes what SES tells through SNS, and twice is once', async () => {
    const event = sqsEvent([sesEvent('Bounce', unknownDigest)]);
    const heard = await call('Hear', event, event);
    expect(heard.answers).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    expect(heard.lines).toContainEqual(
      expect.objectContaining({ message: 'mail-event', fields: { kind: 'Bounce', outcome: 'ignored' } }),
    );
  });

  it('maintain, called by the schedule, purges, audits and reports', async () => {
    const done = await call('Maintain', JSON.parse(recorded('schedule')));
    // A deployed function has the real clock, by which the plan has been over for more than 400 days.
    const purged = { ledger: expect.any(Number), people: expect.any(Number), contacts: 2, unread: [] };
    expect(done.answers).toEqual([
      { purged, audit: expect.objectContaining({ findings: expect.any(Array) }), toActOn: expect.any(Number) },
    ]);
    expect(messages(done)).toEqual(expect.arrayContaining(['purged', 'audit-done']));
  });

  it('S15: api refuses what came around the distribution, without its key or with another, and says nothing else', async () => {
    for (const key of ['', 'x', 'f'.repeat(32)]) {
      const around = await request({ headers: { 'jalon-origin': key } }, {});
      expect(around.statusCode).toBe(403);
      expect(around.body).not.toContain('<form');
    }
    expect((await request({}, {})).statusCode).toBe(200);
  });

  /** A request as API Gateway hands it over, from the recorded one. */
  const request = async (
    { headers = {}, ...change }: { headers?: object; [field: string]: unknown },
    http: object,
  ): Promise<z.infer<typeof response>> => {
    const event = JSON.parse(recorded('api-get'));
    const { answers } = await call('Api', {
      ...event,
      ...change,
      headers: { ...event.headers, ...headers },
      requestContext: { ...event.requestContext, http: { ...event.requestContext.http, ...http } },
    });
    return response.parse(answers[0]);
  };
  const get = (path: string, cookies: readonly string[]) =>
    request({ rawPath: path, cookies: pairs(cookies) }, { method: 'GET', path });
  const post = (
    path: string,
    fields: { readonly [name: string]: string },
    cookies: readonly string[],
    origin = 'https://jalon.example.org',
  ) =>
    request(
      {
        rawPath: path,
        rawQueryString: '',
        cookies: pairs(cookies),
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        // API Gateway encodes what it does not know to be text, forms among it.
        body: Buffer.from(new URLSearchParams(fields).toString()).toString('base64'),
        isBase64Encoded: true,
      },
      { method: 'POST', path },
    );
});

/** What a browser sends back of the cookies it was given: of each name the latest. */
function pairs(cookies: readonly string[]): string[] {
  const byName = new Map(cookies.map((cookie) => [cookie.split('=')[0], cookie.split(';')[0] ?? '']));
  return [...byName.values()];
}
