import { beforeAll, describe, expect, it } from 'vitest';
import { type Permission, permissions, resourcePolicies, said } from './permissions.ts';
import { ofType, type Synthesized, synthesized } from './synthesize.ts';

/**
 * The table of RELIABILITY 7 as data: who may do what. `check` is the condition of somebody else's write, `together`
 * means only inside a transaction, a key after a verb means only where the partition key begins so.
 */
const table = {
  Api: {
    Record: ['read', 'check together', 'put together', 'update together'],
    People: ['read', 'put', 'update', 'delete'],
    Ledger: ['read', 'update DIG#* GATE'],
    else: ['sqs:SendMessage <CodesQueue.Arn>', 'ssm:GetParameter secret', 'ssm:GetParameter origin-key'],
  },
  Publish: {
    Record: ['read', 'follow'],
    People: [],
    Ledger: [],
    else: [
      's3:ListBucket <SiteFiles.Arn>',
      's3:GetObject <SiteFiles.Arn>/*',
      's3:PutObject <SiteFiles.Arn>/*',
      's3:DeleteObject <SiteFiles.Arn>/*',
      ...givenUp('<PublishDead.Arn>'),
    ],
  },
  Remind: {
    Record: ['read', 'read due', 'check', 'update DUE#* HEARTBEAT#*'],
    People: ['read'],
    Ledger: ['read', 'read pending', 'put', 'update'],
    else: ['sqs:SendMessage <DigestsQueue.Arn>', 'ses:GetSendQuota * in eu-west-3', ...givenUp('<TicksDead.Arn>')],
  },
  Send: {
    Record: ['read', 'check', 'put ASK#*'],
    People: ['read', 'check', 'put CODE#*'],
    Ledger: ['read', 'check', 'update'],
    else: [
      'ses:SendRawEmail identity from jalon@example.org',
      'ses:SendRawEmail configuration-set from jalon@example.org',
      'ses:SendRawEmail configuration-set from jalon@example.org',
      ...received('<DigestsQueue.Arn>'),
      ...received('<CodesQueue.Arn>'),
      'ssm:GetParameter secret',
    ],
  },
  Hear: {
    Record: [],
    People: ['get CONTACT#*', 'update CONTACT#*'],
    Ledger: ['read', 'put', 'update'],
    else: received('<MailEventsQueue.Arn>'),
  },
  Maintain: {
    Record: ['read', 'update HEARTBEAT#*'],
    People: ['read', 'read expiry', 'delete'],
    Ledger: ['read', 'read expiry', 'read pending', 'put', 'delete'],
    else: givenUp('<TicksDead.Arn>'),
  },
};

function received(queue: string): string[] {
  return [`sqs:ReceiveMessage ${queue}`, `sqs:DeleteMessage ${queue}`, `sqs:GetQueueAttributes ${queue}`];
}

/** What the CDK grants for handing a failure over: sending, and finding the queue. */
function givenUp(queue: string): string[] {
  return [`sqs:SendMessage ${queue}`, `sqs:GetQueueAttributes ${queue}`, `sqs:GetQueueUrl ${queue}`];
}

const verbs: { readonly [action: string]: string } = {
  'dynamodb:GetItem': 'get',
  'dynamodb:ConditionCheckItem': 'check',
  'dynamodb:PutItem': 'put',
  'dynamodb:UpdateItem': 'update',
  'dynamodb:DeleteItem': 'delete',
};
const reading = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const following = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'];

/** The permissions on one table in the words of the table; anything it has no word for is given as it stands. */
function inWords(all: readonly Permission[], store: string): string[] {
  const on = (resource: string) => all.filter((one) => one.resource === resource);
  const table = on(`<${store}Table.Arn>`);
  const whole = (of: readonly Permission[], actions: readonly string[], word: string) => {
    const found = of.filter(({ action, when }) => actions.includes(action) && Object.keys(when).length === 0);
    return found.length === actions.length ? [word] : found.map(({ action }) => `${action} alone`);
  };
  const indexes = all.filter(({ resource }) => resource.startsWith(`<${store}Table.Arn>/`));
  return [
    ...whole(table, reading, 'read'),
    ...whole(on(`<${store}Table.StreamArn>`), following, 'follow'),
    ...indexes.map(({ action, resource }) =>
      action === 'dynamodb:Query' ? `read ${resource.split('/').at(-1)}` : `${action} on an index`,
    ),
    ...table
      .filter(({ action, when }) => !reading.includes(action) || Object.keys(when).length > 0)
      .map(({ action, when }) => [verbs[action] ?? action, condition(when)].filter((word) => word !== '').join(' ')),
  ];
}

function condition(when: Permission['when']): string {
  const { StringEquals, 'ForAllValues:StringLike': like, Null: absent, ...others } = when;
  const enclosing = StringEquals?.['dynamodb:EnclosingOperation'] === 'TransactWriteItems' ? ['together'] : [];
  const keys = like?.['dynamodb:LeadingKeys'];
  // Without "there are keys", the condition would also hold where there are none.
  const bounded = keys === undefined || absent?.['dynamodb:LeadingKeys'] === 'false' ? [] : ['unbounded'];
  return [...enclosing, ...(Array.isArray(keys) ? keys : []), ...bounded, ...Object.keys(others)].join(' ');
}

/** Everything that is neither a table nor the function's own log. */
function elsewhere(all: readonly Permission[], name: string): string[] {
  return all
    .filter(({ resource }) => !/^<(?:Record|People|Ledger)Table\./.test(resource) && resource !== `<${name}Logs.Arn>`)
    .map(({ action, resource, when }) => {
      const from = when['StringEquals']?.['ses:FromAddress'];
      const region = when['StringEquals']?.['aws:RequestedRegion'];
      return `${action} ${short(resource)}${from === undefined ? '' : ` from ${from}`}${region === undefined ? '' : ` in ${region}`}`;
    });
}

function short(resource: string): string {
  const [, parameter] = /:parameter\/Jalon\/(secret|origin-key)$/.exec(resource) ?? [];
  if (parameter !== undefined) return parameter;
  return /:(identity|configuration-set)\/[^*]+$/.exec(resource)?.[1] ?? resource;
}

describe('access', () => {
  let made: Synthesized;
  let may: Map<string, Permission[]>;
  beforeAll(async () => {
    made = await synthesized();
    may = permissions(made);
  });

  it.each(Object.entries(table))('S17: %s may do what the table says and nothing else', (name, row) => {
    const all = may.get(name) ?? [];
    expect({
      Record: inWords(all, 'Record').sort(),
      People: inWords(all, 'People').sort(),
      Ledger: inWords(all, 'Ledger').sort(),
      else: elsewhere(all, name).sort(),
    }).toEqual({
      Record: row.Record.toSorted(),
      People: row.People.toSorted(),
      Ledger: row.Ledger.toSorted(),
      else: row.else.toSorted(),
    });
  });

  it('S17: has a row for every function', () => {
    expect([...may.keys()].sort()).toEqual(Object.keys(table).sort());
  });

  it('S17: gives publish nothing that names People, not even its table', () => {
    const [, publish] = ofType(made.service, 'AWS::Lambda::Function').find(([id]) => id.startsWith('Publish')) ?? [];
    expect(JSON.stringify(publish)).toContain('RecordTable');
    expect(JSON.stringify([publish, may.get('Publish')])).not.toMatch(/People|Ledger/);
  });

  it('S17: writes the log of its own function and no other', () => {
    for (const [name, all] of may) {
      const logging = all.filter(({ action }) => action.startsWith('logs:'));
      expect(logging.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual([
        `logs:CreateLogStream <${name}Logs.Arn>`,
        `logs:PutLogEvents <${name}Logs.Arn>`,
      ]);
    }
  });

  it('S17: allows no action and no resource by pattern, but the files of the site and the quota, which has none', () => {
    for (const [name, all] of may) {
      for (const { action, resource } of all) {
        expect(action, name).not.toContain('*');
        if (resource !== '<SiteFiles.Arn>/*' && action !== 'ses:GetSendQuota')
          expect(resource, `${name} ${action}`).not.toContain('*');
      }
    }
  });

  it('S17: attaches no managed policy and shares no role', () => {
    const roles = ofType(made.service, 'AWS::IAM::Role');
    expect(roles).toHaveLength(6);
    for (const [id, role] of roles) expect(role.Properties['ManagedPolicyArns'], id).toBeUndefined();
  });

  it('S17: lets only send call SES', () => {
    const mailing = [...may].filter(([, all]) => all.some(({ action }) => action.startsWith('ses:Send')));
    expect(mailing.map(([name]) => name)).toEqual(['Send']);
  });

  it('S18: refuses unencrypted transport on every queue, topic and bucket', () => {
    const policies = resourcePolicies(made.service);
    const refusing = policies.filter(([, statements]) =>
      statements.some(({ Effect, Condition }) => Effect === 'Deny' && Condition['Bool']?.['aws:SecureTransport'] === 'false'),
    );
    const guarded = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::S3::Bucket'].flatMap((type) => ofType(made.service, type));
    expect(refusing).toHaveLength(guarded.length);
  });

  it('S17: opens queues, topics and the bucket to services of AWS only, each bound to this account or to one resource', () => {
    const allowed = resourcePolicies(made.service).flatMap(([id, statements]) =>
      statements.filter(({ Effect }) => Effect === 'Allow').map((one) => [id, one] as const),
    );
    expect(allowed.length).toBeGreaterThan(5);
    for (const [id, one] of allowed) {
      expect(one.Principal, id).toEqual({
        Service: expect.stringMatching(/^(sns|events|ses|cloudwatch|cloudfront)\.amazonaws\.com$/),
      });
      expect(Object.values(one.Condition).flatMap(Object.keys), id).toContainEqual(
        expect.stringMatching(/^aws:Source(Arn|Account)$/i),
      );
    }
  });

  it('S17: lets functions be called by this API and these schedules only', () => {
    const calls = ofType(made.service, 'AWS::Lambda::Permission').map(([, { Properties }]) => ({
      who: Properties['Principal'],
      from: said(Properties['SourceArn'], made.data),
      what: said(Properties['FunctionName'], made.data),
    }));
    expect(calls).toEqual([
      { who: 'apigateway.amazonaws.com', from: expect.stringContaining('<PrivatePagesApi>/'), what: '<Api.Arn>' },
      { who: 'events.amazonaws.com', from: '<TicksRule.Arn>', what: '<Remind.Arn>' },
      { who: 'events.amazonaws.com', from: '<MaintenanceRule.Arn>', what: '<Maintain.Arn>' },
    ]);
  });
});
