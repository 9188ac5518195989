import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { originHeader } from '../../../functions/api/middleware/distribution.ts';
import { framed, securityHeaders } from '../../../functions/api/middleware/security-headers.ts';
import { environments } from '../../../functions/environment.ts';
import { stages } from '../../../infra/aws/config.ts';
import { deploymentOutputs } from '../../../shared/adapters/cloudformation/deployment.ts';
import { requestLeaseSeconds } from '../../../shared/domain/request-record.ts';
import { said, withoutHash } from './permissions.ts';
import { ofType, propertiesOf, type Synthesized, synthesized } from './synthesize.ts';
import { firewallArn } from './variants.ts';

const lambda = z.object({
  Runtime: z.string(),
  Architectures: z.array(z.string()),
  Timeout: z.int(),
  MemorySize: z.int(),
  Description: z.string(),
  ReservedConcurrentExecutions: z.int().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
});
const queue = z.object({
  VisibilityTimeout: z.int().optional(),
  MessageRetentionPeriod: z.int(),
  SqsManagedSseEnabled: z.literal(true),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }), maxReceiveCount: z.int() })
    .optional(),
});
const mapping = z.object({
  EventSourceArn: z.unknown(),
  FunctionName: z.unknown(),
  BatchSize: z.int(),
  FunctionResponseTypes: z.array(z.string()),
  ScalingConfig: z.object({ MaximumConcurrency: z.int() }).optional(),
});
const alarm = z.object({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).min(1),
  TreatMissingData: z.string(),
});

const functionOf: { readonly [folder in keyof typeof environments]: string } = {
  api: 'Api',
  publish: 'Publish',
  remind: 'Remind',
  send: 'Send',
  'mail-events': 'Hear',
  maintain: 'Maintain',
};

const manual = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

/** GitHub's anchor of a heading. */
const anchors = [...manual.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-'),
);

describe('the service stack', () => {
  let made: Synthesized;
  beforeAll(async () => {
    made = await synthesized();
  });

  const functions = () =>
    ofType(made.service, 'AWS::Lambda::Function').map(([id, one]) => [withoutHash(id), lambda.parse(one.Properties)] as const);
  const queues = () =>
    ofType(made.service, 'AWS::SQS::Queue').map(([id, one]) => [withoutHash(id), queue.parse(one.Properties)] as const);
  const mappings = () => ofType(made.service, 'AWS::Lambda::EventSourceMapping').map(([, one]) => mapping.parse(one.Properties));

  it('runs six functions, all on one runtime and on arm64, with nothing beside them', () => {
    expect(functions().map(([id]) => id)).toEqual(expect.arrayContaining(Object.values(functionOf)));
    expect(functions()).toHaveLength(6);
    for (const [id, one] of functions()) {
      expect([one.Runtime, one.Architectures], id).toEqual(['nodejs24.x', ['arm64']]);
    }
  });

  it('bounds every function in time and memory', () => {
    for (const [id, one] of functions()) {
      expect(one.Timeout, id).toBeLessThanOrEqual(300);
      expect(one.MemorySize, id).toBeLessThanOrEqual(1_024);
      expect(one.Description, id).not.toBe('');
    }
  });

  it('bounds how many copies of a function run at once: by the queue, the stream, the schedule or the throttle', () => {
    expect(mappings().filter(({ ScalingConfig }) => ScalingConfig !== undefined)).toHaveLength(3);
    expect(functions().find(([id]) => id === 'Publish')?.[1].ReservedConcurrentExecutions).toBe(1);
    expect(propertiesOf(made.service, 'PrivatePagesStage')).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
  });

  it('keeps the logical ids of another stage the same, and reserves no copy where its account may have none to spare', async () => {
    const trial = await synthesized('trial');
    expect(Object.keys(trial.data.Resources)).toEqual(Object.keys(made.data.Resources));
    expect(propertiesOf(trial.service, 'Publish')).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it.each(Object.entries(functionOf))('tells %s what its handler reads and nothing more', (folder, id) => {
    const told = functions().find(([name]) => name === id)?.[1].Environment.Variables ?? {};
    const schema = z.enum(['api', 'publish', 'remind', 'send', 'mail-events', 'maintain']).parse(folder);
    expect(Object.keys(told).sort()).toEqual([...Object.keys(environments[schema].shape), 'NODE_OPTIONS'].sort());
  });

  it('tells those who publish, answer and mail the language of the front door, and whoever works on the stack', async () => {
    const english = await synthesized('in English, behind a firewall');
    for (const [of, language] of [
      [made, 'fr'],
      [english, 'en'],
    ] as const) {
      for (const id of ['Api', 'Publish', 'Send']) {
        expect(propertiesOf(of.service, id), id).toMatchObject({ Environment: { Variables: { HOME_LANGUAGE: language } } });
      }
      expect(of.service.Outputs['HomeLanguage']?.Value).toBe(language);
    }
  });

  it('S19: tells functions the name of the secret and never the secret', () => {
    for (const [id, one] of functions()) {
      const named = one.Environment.Variables['SECRET_PARAMETER'];
      expect([undefined, '/Jalon/secret'], id).toContain(named);
    }
    expect(JSON.stringify(made.service)).not.toMatch(/resolve:(ssm-secure|secretsmanager)/);
  });

  it('gives every queue an end that is kept 14 days', () => {
    const ends = new Set(queues().flatMap(([, one]) => one.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0] ?? []));
    const endless = queues().filter(([, one]) => one.RedrivePolicy === undefined);
    expect(endless.map(([id]) => id).sort()).toEqual(['CodesDead', 'DigestsDead', 'MailEventsDead', 'PublishDead', 'TicksDead']);
    for (const [id, one] of endless) expect(one.MessageRetentionPeriod, id).toBe(14 * 24 * 3_600);
    for (const end of ends) expect(endless.map(([id]) => id)).toContain(withoutHash(end));
    for (const [id, one] of queues()) if (one.RedrivePolicy) expect(one.RedrivePolicy.maxReceiveCount, id).toBe(5);
  });

  it('keeps what SES tells of people as long as the manual says, and what else waits no longer', () => {
    const manual = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    const kept = manual.split('\n## ').find((one) => one.startsWith('How long things are kept')) ?? '';
    const days = Object.fromEntries(queues().map(([id, one]) => [id, one.MessageRetentionPeriod / 86_400]));
    const line = (named: string) => kept.split('\n').find((one) => one.startsWith('| ') && one.includes(named)) ?? '';
    expect(line('`MailEvents`')).toContain(`; ${days['MailEventsQueue']} days at most`);
    expect(line('`MailEventsDead`')).toContain(`; ${days['MailEventsDead']} days at most`);
    expect(line('other queues')).toContain(`${days['DigestsQueue']} days at most (\`Codes\` ${days['CodesQueue']})`);
    expect(Object.keys(days).filter((id) => id.endsWith('Queue'))).toHaveLength(3);
  });

  it('hides a message six times as long as its reader may run, and a job for a code no longer than its reader may', () => {
    const timeout = new Map(functions().map(([id, one]) => [id, one.Timeout]));
    const hidden = Object.fromEntries(queues().map(([id, one]) => [id, one.VisibilityTimeout]));
    expect(hidden).toMatchObject({
      DigestsQueue: 6 * (timeout.get('Send') ?? 0),
      CodesQueue: 10 + (timeout.get('Send') ?? 0),
      MailEventsQueue: 6 * (timeout.get('Hear') ?? 0),
    });
  });

  it('keeps every message for longer than its five receives take, so that it can reach the dead letters', () => {
    for (const [id, one] of queues().filter(([, each]) => each.RedrivePolicy !== undefined)) {
      const receives = (one.VisibilityTimeout ?? 0) * (one.RedrivePolicy?.maxReceiveCount ?? 0);
      expect(one.MessageRetentionPeriod, id).toBeGreaterThan(receives);
    }
  });

  it('S2: tries a code five times within a quarter of an hour, and holds the last mail to a former address for its day', () => {
    const codes = queues().find(([id]) => id === 'CodesQueue')?.[1];
    expect((codes?.VisibilityTimeout ?? 0) * 5).toBeLessThan(15 * 60);
    expect(codes?.MessageRetentionPeriod).toBe(24 * 3_600);
  });

  it('F15: lets each record of a batch fail alone', () => {
    const read = mappings().map((one) => `${said(one.EventSourceArn, made.data)} → ${said(one.FunctionName, made.data)}`);
    expect(read.sort()).toEqual([
      '<CodesQueue.Arn> → <Send>',
      '<DigestsQueue.Arn> → <Send>',
      '<MailEventsQueue.Arn> → <Hear>',
      '<RecordTable.StreamArn> → <Publish>',
    ]);
    for (const one of mappings()) expect(one.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  it('F16: publishes on changes that show, in order, and sets aside what cannot be published', () => {
    expect(propertiesOf(made.service, 'PublishChanges')).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      ParallelizationFactor: 1,
      FilterCriteria: {
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { Keys: { pk: { S: [{ 'anything-but': { prefix: 'DUE#' } }] } } } }) }],
      },
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^PublishDead/), 'Arn'] } } },
    });
  });

  it('ticks every quarter of an hour and maintains every hour, in UTC, without retrying a tick', () => {
    const rules = ofType(made.service, 'AWS::Events::Rule').map(([id, one]) => [
      withoutHash(id),
      one.Properties['ScheduleExpression'],
    ]);
    expect(rules).toEqual([
      ['TicksRule', 'cron(0/15 * * * ? *)'],
      ['MaintenanceRule', 'cron(7 * * * ? *)'],
    ]);
    const calls = ofType(made.service, 'AWS::Lambda::EventInvokeConfig').map(([, one]) => one.Properties);
    expect(calls).toHaveLength(2);
    for (const call of calls) {
      expect(call).toMatchObject({
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^TicksDead/), 'Arn'] } } },
      });
    }
  });

  it('hears of each mail through a configuration set, a topic and a queue, and of no opened one', () => {
    expect(propertiesOf(made.service, 'MailEventDestination')['EventDestination']).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'delivery', 'deliveryDelay', 'bounce', 'complaint', 'reject', 'renderingFailure'],
    });
    expect(propertiesOf(made.service, 'MailEventsQueueJalonMailEventsFCC45C89')).toMatchObject({
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': [expect.stringMatching(/^MailEventsQueue/), 'Arn'] },
    });
    expect(propertiesOf(made.service, 'MailConfigurationSet')).toMatchObject({ DeliveryOptions: { TlsPolicy: 'REQUIRE' } });
  });

  it('F7: has no list of suppressed addresses but ours, so that a lifted stop lifts', () => {
    const sets = ofType(made.service, 'AWS::SES::ConfigurationSet');
    expect(sets.map(([id]) => withoutHash(id)).sort()).toEqual(['MailCodesConfigurationSet', 'MailConfigurationSet']);
    for (const [id, one] of sets) {
      expect(one.Properties, id).toMatchObject({
        SuppressionOptions: { SuppressedReasons: [] },
        DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      });
    }
  });

  it('I15: sends codes through a set that tells nobody of them', () => {
    const told = ofType(made.service, 'AWS::SES::ConfigurationSetEventDestination').map(([, one]) => one.Properties);
    expect(told.map((one) => one['ConfigurationSetName'])).toEqual([{ Ref: expect.stringMatching(/^MailConfigurationSet/) }]);
    const { CODES_CONFIGURATION_SET: codes } = functions().find(([id]) => id === 'Send')?.[1].Environment.Variables ?? {};
    expect(codes).toEqual({ Ref: expect.stringMatching(/^MailCodesConfigurationSet/) });
  });

  it('S18: shows the bucket to CloudFront alone, which speaks TLS 1.2 or later', () => {
    expect(propertiesOf(made.service, 'SiteFiles')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(propertiesOf(made.service, 'SiteDistributionOrigin1S3OriginAccessControl')).toMatchObject({
      OriginAccessControlConfig: { SigningBehavior: 'always', OriginAccessControlOriginType: 's3' },
    });
    expect(propertiesOf(made.service, 'SiteDistribution')).toMatchObject({
      DistributionConfig: { ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' }, Aliases: ['jalon.example.org'] },
    });
  });

  it('shows the private pages on the same domain, uncached, with every method and header they need', () => {
    const cached = { CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' };
    const privateOnes = ['/app/*', '/api/*'].map((PathPattern) => ({
      PathPattern,
      ...cached,
      AllowedMethods: expect.arrayContaining(['POST']),
      OriginRequestPolicyId: { Ref: expect.stringMatching(/^SiteHandedOver/) },
      ViewerProtocolPolicy: 'https-only',
    }));
    // After them, so that no private address is taken for a card.
    const cards = { PathPattern: '*/card/', ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^SiteCardHeaders/) } };
    expect(propertiesOf(made.service, 'SiteDistribution')['DistributionConfig']).toMatchObject({
      CacheBehaviors: [...privateOnes, cards],
    });
  });

  it('leaves every error of the private side as it is, and asks it for the page of a file that is not there', () => {
    const config = z
      .object({
        CustomErrorResponses: z.array(z.strictObject({ ErrorCode: z.number(), ErrorCachingMinTTL: z.literal(0) })),
        DefaultCacheBehavior: z.object({
          TargetOriginId: z.string(),
          AllowedMethods: z.tuple([z.literal('GET'), z.literal('HEAD')]),
        }),
        CacheBehaviors: z.array(z.object({ TargetOriginId: z.string() })),
        OriginGroups: z.object({
          Items: z.tuple([
            z.object({
              Id: z.string(),
              FailoverCriteria: z.object({ StatusCodes: z.object({ Items: z.tuple([z.literal(404)]) }) }),
              Members: z.object({ Items: z.array(z.object({ OriginId: z.string() })) }),
            }),
          ]),
        }),
        Origins: z.array(
          z.object({ Id: z.string(), S3OriginConfig: z.unknown().optional(), CustomOriginConfig: z.unknown().optional() }),
        ),
      })
      .parse(propertiesOf(made.service, 'SiteDistribution')['DistributionConfig']);
    // What CloudFront keeps by itself: nobody is told another person's "not found".
    expect(config.CustomErrorResponses.map(({ ErrorCode }) => ErrorCode)).toEqual([404, 500, 501, 502, 503, 504]);
    const [group] = config.OriginGroups.Items;
    expect(config.DefaultCacheBehavior.TargetOriginId).toBe(group.Id);
    const [files, missing] = group.Members.Items.map(({ OriginId }) => config.Origins.find(({ Id }) => Id === OriginId));
    expect([files?.S3OriginConfig, missing?.CustomOriginConfig]).toEqual([expect.anything(), expect.anything()]);
    expect(config.CacheBehaviors.map(({ TargetOriginId }) => TargetOriginId)).toEqual([missing?.Id, missing?.Id, group.Id]);
    expect(config.Origins).toHaveLength(2);
  });

  it('S15: believes a repeated request to be at work for longer than the function that serves it can run', () => {
    expect(lambda.parse(propertiesOf(made.service, functionOf.api)).Timeout).toBeLessThan(requestLeaseSeconds);
  });

  it('S15: hands over every header the private side reads and no other, the true address of the visitor among them', () => {
    const folders = ['functions/api', 'functions/api/middleware', 'functions/api/routes', 'functions/api/v1'];
    const sources = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.tsx?$/.test(name))
        .map((name) => readFileSync(join(folder, name), 'utf8')),
    );
    const read = sources.flatMap((text) =>
      [...text.matchAll(/(?:\.header|headers\.get)\(['"]([\w-]+)['"]\)/g)].map(([, name = '']) => name),
    );
    const policy = z
      .object({
        OriginRequestPolicyConfig: z.object({
          HeadersConfig: z.object({ HeaderBehavior: z.literal('whitelist'), Headers: z.array(z.string()).max(10) }),
          CookiesConfig: z.object({ CookieBehavior: z.literal('all') }),
          QueryStringsConfig: z.object({ QueryStringBehavior: z.literal('all') }),
        }),
      })
      .parse(propertiesOf(made.service, 'SiteHandedOver'));
    const handedOver = policy.OriginRequestPolicyConfig.HeadersConfig.Headers.map((name) => name.toLowerCase());
    expect(handedOver).toContain('cloudfront-viewer-address');
    // The length of a body is counted, not believed; a way in by X-Forwarded-For there is none.
    expect([...new Set(read)].filter((name) => name !== 'content-length').sort()).toEqual([...handedOver].sort());
  });

  it('S15: adds the key by which the private side knows that a request came through here, and writes it nowhere', () => {
    const distribution = z
      .object({
        DistributionConfig: z.object({
          Origins: z.array(
            z.object({ OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).optional() }),
          ),
        }),
      })
      .parse(propertiesOf(made.service, 'SiteDistribution'));
    const added = distribution.DistributionConfig.Origins.flatMap(({ OriginCustomHeaders = [] }) => OriginCustomHeaders);
    expect(added).toEqual([{ HeaderName: originHeader, HeaderValue: '{{resolve:ssm:/Jalon/origin-key:1}}' }]);
    const told = functions().find(([id]) => id === 'Api')?.[1].Environment.Variables ?? {};
    expect(told['ORIGIN_KEY_PARAMETER']).toBe('/Jalon/origin-key:1');
  });

  it('leans on no parameter that the deployment in the README does not have made', () => {
    // The third belongs to OpenID Connect, which this stage has and the one in the README has not.
    const named = [...JSON.stringify(made.service).matchAll(/\/Jalon\/(?!openid-)[a-z-]+/g)].map(([name]) => name);
    const steps = readFileSync('README.md', 'utf8').split('## Deploy in eight steps')[1]?.split('\n## ')[0] ?? '';
    expect(new Set(named)).toEqual(new Set(['/Jalon/secret', '/Jalon/origin-key']));
    for (const name of named) expect(steps).toContain(`--name ${name}`);
  });

  it('S15: rings when codes are refused to everybody, counting the line that is logged then', () => {
    expect(propertiesOf(made.service, 'WatchCodesRefusedFilter')).toMatchObject({
      FilterPattern: '{ $.message = "codes-limit-reached" }',
      LogGroupName: { Ref: expect.stringMatching(/^ApiLogs/) },
      MetricTransformations: [{ MetricName: 'CodesRefused', MetricNamespace: 'Jalon' }],
    });
    expect(propertiesOf(made.service, 'AlarmsCodesRefused')).toMatchObject({ MetricName: 'CodesRefused', Threshold: 0 });
    expect(readFileSync('functions/api/routes/sign-in.tsx', 'utf8')).toContain("log.error('codes-limit-reached')");
  });

  it('S15: stands behind a firewall where the configuration names one', async () => {
    const walled = await synthesized('in English, behind a firewall');
    const aclOf = (one: Synthesized) =>
      z.object({ WebACLId: z.string().optional() }).parse(propertiesOf(one.service, 'SiteDistribution')['DistributionConfig'])
        .WebACLId;
    expect([aclOf(made), aclOf(walled)]).toEqual([undefined, firewallArn]);
  });

  it('S7: says the headers of the private pages on the public ones too, and lets everyone read only the public ones', () => {
    const policies = ofType(made.service, 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(policies).toHaveLength(3);
    for (const [id, one] of policies) {
      const text = JSON.stringify(one.Properties);
      const policy = securityHeaders['Content-Security-Policy'] ?? '';
      const isCard = id.startsWith('SiteCardHeaders');
      expect(one.Properties['ResponseHeadersPolicyConfig'], id).toMatchObject({
        SecurityHeadersConfig: {
          ContentSecurityPolicy: { ContentSecurityPolicy: isCard ? framed(policy) : policy, Override: true },
          ReferrerPolicy: { ReferrerPolicy: securityHeaders['Referrer-Policy'] },
          StrictTransportSecurity: { AccessControlMaxAgeSec: 63_072_000, IncludeSubdomains: true },
          ContentTypeOptions: { Override: true },
        },
      });
      expect(text, id).toContain(JSON.stringify(securityHeaders['Permissions-Policy']));
      expect(text.includes('Access-Control-Allow-Origin'), id).toBe(isCard || id.startsWith('SitePublicHeaders'));
    }
  });

  it('lets other sites frame the cards of commitments alone, and no private address', () => {
    const behaviour = z.object({ PathPattern: z.string(), ResponseHeadersPolicyId: z.object({ Ref: z.string() }) });
    const { CacheBehaviors } = z
      .object({ CacheBehaviors: z.array(behaviour) })
      .parse(propertiesOf(made.service, 'SiteDistribution')['DistributionConfig']);
    // The first pattern that fits holds.
    expect(CacheBehaviors.map(({ PathPattern }) => PathPattern)).toEqual(['/app/*', '/api/*', '*/card/']);
    const framing = CacheBehaviors.map(({ ResponseHeadersPolicyId: { Ref } }) => Ref.startsWith('SiteCardHeaders'));
    expect(framing).toEqual([false, false, true]);
    expect(framed("frame-ancestors 'none'")).toBe('frame-ancestors *');
  });

  it('F21: rings within two hours of the last tick that came to its end, even if nothing reports it', () => {
    expect(propertiesOf(made.service, 'WatchTicksDoneFilter')).toMatchObject({
      FilterPattern: '{ $.message = "tick-done" }',
      LogGroupName: { Ref: expect.stringMatching(/^RemindLogs/) },
      MetricTransformations: [{ MetricName: 'TicksDone', MetricNamespace: 'Jalon', MetricValue: '1' }],
    });
    const alarm = z
      .object({ Period: z.number(), EvaluationPeriods: z.number() })
      .loose()
      .parse(propertiesOf(made.service, 'AlarmsTicksMissing'));
    expect(alarm).toMatchObject({
      MetricName: 'TicksDone',
      Statistic: 'Sum',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect(alarm).not.toHaveProperty('DatapointsToAlarm');
    // A tick at the very beginning of a period leaves all of that period good: the silent ones come after it.
    expect(alarm.Period * (alarm.EvaluationPeriods + 1)).toBeLessThanOrEqual(2 * 3_600);
    expect(alarm.Period).toBeGreaterThanOrEqual(15 * 60);
  });

  it('rings when a code cannot be made, counting the line that is logged then', () => {
    expect(propertiesOf(made.service, 'WatchCodesFailingFilter')).toMatchObject({
      FilterPattern: '{ $.message = "job-failed" && $.fields.kind != "digest" }',
      LogGroupName: { Ref: expect.stringMatching(/^SendLogs/) },
    });
    expect(propertiesOf(made.service, 'AlarmsCodesFailing')).toMatchObject({ MetricName: 'CodesFailing', Threshold: 0 });
  });

  it('rings when a quiet plan could not be published for three hours, counting the line that is logged then', () => {
    expect(propertiesOf(made.service, 'WatchPublishingPutOffFilter')).toMatchObject({
      FilterPattern: '{ $.message = "publish-put-off" }',
      LogGroupName: { Ref: expect.stringMatching(/^PublishLogs/) },
    });
    expect(propertiesOf(made.service, 'AlarmsPublishingPutOff')).toMatchObject({
      ...{ MetricName: 'PublishingPutOff', Threshold: 0, Period: 3_600, EvaluationPeriods: 3, Statistic: 'Sum' },
    });
    expect(readFileSync('functions/publish/publish.ts', 'utf8')).toContain("log.error('publish-put-off'");
  });

  it('F21: rings when the audit finds something, and when no audit came to its end', () => {
    const alarm = propertiesOf(made.service, 'AlarmsAuditFindings');
    expect(alarm).toMatchObject({
      MetricName: 'AuditFindings',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      Statistic: 'Maximum',
      Period: 3_600,
      EvaluationPeriods: 1,
      TreatMissingData: 'breaching',
    });
    const filter = propertiesOf(made.service, 'WatchAuditFindingsFilter');
    expect(filter).toMatchObject({
      FilterPattern: '{ $.message = "audit-done" }',
      LogGroupName: { Ref: expect.stringMatching(/^Maintain/) },
      MetricTransformations: [{ MetricName: 'AuditFindings', MetricValue: '$.fields.findings' }],
    });
    // A number that is assumed where nothing was said would keep the alarm quiet.
    expect(JSON.stringify(filter)).not.toContain('DefaultValue');
  });

  it('mails the operator what happened and which article to read', () => {
    const alarms = ofType(made.service, 'AWS::CloudWatch::Alarm').map(([id, one]) => [id, alarm.parse(one.Properties)] as const);
    expect(alarms.length).toBeGreaterThan(10);
    for (const [id, one] of alarms) {
      expect(one.AlarmDescription, id).toMatch(/^[A-Z].+\. docs\/operations\.md#[a-z-]+$/);
      expect(
        one.AlarmActions.map((action) => said(action, made.data)),
        id,
      ).toEqual(['<AlarmsTopic>']);
    }
    expect(propertiesOf(made.service, 'AlarmsTopicoperationsexampleorg')).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operations@example.org',
    });
  });

  it('has an article in the operator’s manual for each alarm, and says there what nobody can guarantee', () => {
    const linked = ofType(made.service, 'AWS::CloudWatch::Alarm').map(
      ([, one]) => /docs\/operations\.md#([a-z-]+)$/.exec(String(one.Properties['AlarmDescription']))?.[1],
    );
    expect(new Set(linked).size).toBeGreaterThan(8);
    expect(anchors).toEqual(expect.arrayContaining([...linked, 'what-we-cannot-guarantee']));
  });

  it('keeps logs as long as the stage says, and access logs say nothing about who asked', () => {
    const logs = ofType(made.service, 'AWS::Logs::LogGroup');
    expect(logs).toHaveLength(7);
    for (const [id, one] of logs) expect(one.Properties['RetentionInDays'], id).toBe(stages.production.logs);
    const settings = propertiesOf(made.service, 'PrivatePagesStage')['AccessLogSettings'];
    const { Format } = z.object({ Format: z.string() }).parse(settings);
    expect(Object.keys(JSON.parse(Format))).toEqual(['requestId', 'at', 'method', 'status', 'milliseconds']);
    expect(Format).not.toMatch(/sourceIp|userAgent|\$context\.path/i);
  });

  it('looks nothing up and lies in two templates directly in the output folder, whoever synthesizes it', () => {
    const manifest = z
      .object({
        missing: z.undefined().optional(),
        artifacts: z.record(z.string(), z.object({ environment: z.string().optional() })),
      })
      .parse(JSON.parse(readFileSync(join(made.outdir, 'manifest.json'), 'utf8')));
    expect(readdirSync(made.outdir).filter((name) => name.endsWith('.template.json'))).toEqual([
      'Jalon-data.template.json',
      'Jalon.template.json',
    ]);
    expect(manifest.artifacts['Jalon']?.environment).toBe('aws://unknown-account/eu-west-3');
  });

  it('tells the command line where everything is', () => {
    expect(Object.keys(made.service.Outputs)).toEqual(expect.arrayContaining([...deploymentOutputs]));
  });
});
