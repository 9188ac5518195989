import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { EnvironmentOf } from '../../../functions/environment.ts';
import type { DeploymentOutput } from '../../../shared/adapters/cloudformation/deployment.ts';
import { contactPage } from '../../../shared/domain/contact-page.ts';
import type { StageConfig } from '../config.ts';
import { AlarmBell } from '../constructs/alarm-bell.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { Mail } from '../constructs/mail.ts';
import { PrivatePages } from '../constructs/private-pages.ts';
import { Clockwork } from '../constructs/schedule.ts';
import { Site } from '../constructs/site.ts';
import { themeBesideBundle } from '../constructs/theme.ts';
import { Watch } from '../constructs/watch.ts';
import { deadLettersFor, WorkQueue } from '../constructs/work-queue.ts';
import type { DataStack } from './data.ts';

export interface ServiceStackProps extends StackProps {
  readonly config: StageConfig;
  readonly data: DataStack;
}

/** Everything that can be made again from the code and the data stack. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, { config, data, ...props }: ServiceStackProps) {
    super(scope, id, props);
    const { record, people, ledger } = data;
    const publicUrl = `https://${config.domain.name}`;
    // Refused here: a function that was told something else would not start.
    const contactUrl = contactPage.nullable().parse(config.contactUrl);
    const secretParameter = `/${config.name}/secret`;
    const originKeyParameter = `/${config.name}/origin-key`;
    const openIdSecretParameter = `/${config.name}/openid-secret`;
    const tables = {
      RECORD_TABLE: record.table.tableName,
      PEOPLE_TABLE: people.table.tableName,
      LEDGER_TABLE: ledger.table.tableName,
    };

    const bell = new AlarmBell(this, 'Alarms', { operator: config.operator });
    const house = { retention: config.logs, errors: bell };

    const dead = {
      digests: deadLettersFor(this, 'DigestsDead'),
      codes: deadLettersFor(this, 'CodesDead'),
      mailEvents: deadLettersFor(this, 'MailEventsDead'),
      publish: deadLettersFor(this, 'PublishDead'),
      ticks: deadLettersFor(this, 'TicksDead'),
    };
    const limits = { send: Duration.minutes(2), mailEvents: Duration.seconds(30) };
    const digests = new WorkQueue(this, 'Digests', { deadLetters: dead.digests, readerTimeout: limits.send });
    const codes = new WorkQueue(this, 'Codes', {
      deadLetters: dead.codes,
      readerTimeout: limits.send,
      // One job at a time: it is tried again soon, while its code still lives, and five times within eleven minutes.
      hidden: Duration.seconds(limits.send.toSeconds() + 10),
      // As long as the last mail to a former address may wait; a code that is too old is not sent.
      retention: Duration.days(1),
    });
    const mailEvents = new WorkQueue(this, 'MailEvents', {
      deadLetters: dead.mailEvents,
      readerTimeout: limits.mailEvents,
    });
    const mail = new Mail(this, 'Mail', {
      identityArn: data.identity.arn,
      from: config.mail.from,
      events: mailEvents,
      deadLetters: dead.mailEvents,
    });

    const api = new HouseFunction(this, 'Api', {
      retention: config.logs,
      errors: { none: 'an answer with 5xx rings, whoever made it' },
      folder: 'api',
      description: 'Private pages: sign in, declare, stop mail',
      timeout: Duration.seconds(15),
      memorySize: 1024,
      environment: {
        ...tables,
        CODES_QUEUE_URL: codes.queue.queueUrl,
        PUBLIC_URL: publicUrl,
        HOME_LANGUAGE: config.homeLanguage,
        CONTACT_URL: JSON.stringify(contactUrl),
        MAIL_FROM: config.mail.from,
        MAIL_NAME: config.mail.name,
        STAGE: config.stage,
        SECRET_PARAMETER: secretParameter,
        ORIGIN_KEY_PARAMETER: `${originKeyParameter}:${config.originKeyVersion}`,
        OPENID: JSON.stringify(config.openId),
        OPENID_SECRET_PARAMETER: openIdSecretParameter,
      } satisfies EnvironmentOf<'api'>,
    });
    const pages = new PrivatePages(this, 'PrivatePages', {
      handler: api,
      throttle: config.throttle,
      retention: config.logs,
    });
    const site = new Site(this, 'Site', {
      domain: config.domain,
      firewallArn: config.firewallArn,
      api: pages.api,
      originKey: { parameter: originKeyParameter, version: config.originKeyVersion },
    });

    const publish = new HouseFunction(this, 'Publish', {
      ...house,
      folder: 'publish',
      description: 'Writes the public files of the plans that changed',
      timeout: Duration.minutes(2),
      memorySize: 1024,
      ...(config.publishers === null ? {} : { reservedConcurrentExecutions: config.publishers }),
      environment: {
        RECORD_TABLE: tables.RECORD_TABLE,
        SITE_BUCKET: site.bucket.bucketName,
        PUBLIC_URL: publicUrl,
        HOME_LANGUAGE: config.homeLanguage,
        CONTACT_URL: JSON.stringify(contactUrl),
      } satisfies EnvironmentOf<'publish'>,
      ...(config.theme === null ? {} : { bundling: { commandHooks: themeBesideBundle(config.theme) } }),
    });
    const onTime = {
      onFailure: new SqsDestination(dead.ticks),
      // The next tick catches up; a retry of this one would only meet it.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(15),
    };
    const remind = new HouseFunction(this, 'Remind', {
      ...house,
      ...onTime,
      folder: 'remind',
      description: 'The tick: plans what is due and hands it over to be sent',
      timeout: Duration.minutes(5),
      memorySize: 512,
      environment: { ...tables, DIGESTS_QUEUE_URL: digests.queue.queueUrl } satisfies EnvironmentOf<'remind'>,
    });
    const send = new HouseFunction(this, 'Send', {
      ...house,
      folder: 'send',
      description: 'The only one that mails: digests and sign-in codes',
      timeout: limits.send,
      memorySize: 512,
      environment: {
        ...tables,
        PUBLIC_URL: publicUrl,
        HOME_LANGUAGE: config.homeLanguage,
        MAIL_FROM: config.mail.from,
        MAIL_NAME: config.mail.name,
        CONFIGURATION_SET: mail.configurationSetName,
        CODES_CONFIGURATION_SET: mail.codesConfigurationSetName,
        ALLOWED: JSON.stringify(config.mail.allowed),
        STAGE: config.stage,
        SECRET_PARAMETER: secretParameter,
      } satisfies EnvironmentOf<'send'>,
    });
    const hear = new HouseFunction(this, 'Hear', {
      ...house,
      folder: 'mail-events',
      description: 'Writes down what became of each mail',
      timeout: limits.mailEvents,
      memorySize: 256,
      environment: {
        PEOPLE_TABLE: tables.PEOPLE_TABLE,
        LEDGER_TABLE: tables.LEDGER_TABLE,
      } satisfies EnvironmentOf<'mail-events'>,
    });
    const maintain = new HouseFunction(this, 'Maintain', {
      ...house,
      ...onTime,
      folder: 'maintain',
      description: 'Once an hour: purges what has expired, audits what was mailed',
      timeout: Duration.minutes(5),
      memorySize: 512,
      environment: tables satisfies EnvironmentOf<'maintain'>,
    });

    // Who may do what (RELIABILITY 7, S17); a test compares the template with that table.
    record.grantRead(api);
    record.grantAppend(api);
    people.grantRead(api);
    people.grantPut(api);
    people.grantUpdate(api);
    people.grantDelete(api);
    ledger.grantRead(api);
    ledger.grantUpdate(api, ['DIG#*', 'GATE']);
    codes.grantSend(api);

    record.grantRead(publish);
    site.grantPublish(publish);

    record.grantRead(remind, ['due']);
    record.grantUpdate(remind, ['DUE#*', 'HEARTBEAT#*']);
    record.grantCheck(remind);
    people.grantRead(remind);
    ledger.grantRead(remind, ['pending']);
    ledger.grantPut(remind);
    ledger.grantUpdate(remind);
    digests.grantSend(remind);
    mail.grantReadQuota(remind);

    record.grantRead(send);
    record.grantCheck(send);
    record.grantPut(send, ['ASK#*']);
    people.grantRead(send);
    people.grantCheck(send);
    people.grantPut(send, ['CODE#*']);
    ledger.grantRead(send);
    ledger.grantUpdate(send);
    ledger.grantCheck(send);
    mail.grantSend(send);

    people.grantGet(hear, ['CONTACT#*']);
    people.grantUpdate(hear, ['CONTACT#*']);
    ledger.grantRead(hear);
    ledger.grantPut(hear);
    ledger.grantUpdate(hear);

    record.grantRead(maintain);
    record.grantUpdate(maintain, ['HEARTBEAT#*']);
    people.grantRead(maintain, ['expiry']);
    people.grantDelete(maintain);
    ledger.grantRead(maintain, ['expiry', 'pending']);
    ledger.grantPut(maintain);
    ledger.grantDelete(maintain);

    const mayRead = (parameter: string) =>
      new PolicyStatement({
        actions: ['ssm:GetParameter'],
        resources: [this.formatArn({ service: 'ssm', resource: `parameter${parameter}`, arnFormat: ArnFormat.NO_RESOURCE_NAME })],
      });
    api.addToRolePolicy(mayRead(secretParameter));
    api.addToRolePolicy(mayRead(originKeyParameter));
    send.addToRolePolicy(mayRead(secretParameter));
    // Calling the provider itself needs no permission: the function reaches the internet as it is.
    if (config.openId !== null) api.addToRolePolicy(mayRead(openIdSecretParameter));

    // What calls whom.
    digests.feed(send, { batchSize: 5, maxConcurrency: 2 });
    codes.feed(send, { batchSize: 1, maxConcurrency: 5 });
    mailEvents.feed(hear, { batchSize: 10, maxConcurrency: 5 });
    publish.addEventSourceMapping('Changes', {
      eventSourceArn: record.grantFollow(publish),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(1),
      parallelizationFactor: 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      onFailure: new SqsDlq(dead.publish),
      // A tick moves due items all the time and no page shows them.
      filters: [FilterCriteria.filter({ dynamodb: { Keys: { pk: { S: [{ 'anything-but': { prefix: 'DUE#' } }] } } } })],
    });
    new Clockwork(this, 'Ticks', {
      target: remind,
      description: 'The tick, every 15 minutes',
      schedule: Schedule.cron({ minute: '0/15' }),
      deadLetters: dead.ticks,
    });
    new Clockwork(this, 'Maintenance', {
      target: maintain,
      description: 'Once an hour',
      schedule: Schedule.cron({ minute: '7' }),
      deadLetters: dead.ticks,
    });

    new Watch(this, 'Watch', {
      bell,
      namespace: config.name,
      send,
      remind,
      hear,
      publish,
      maintain,
      pages: api,
      api: pages.api,
      digests: digests.queue,
      deadLetters: Object.values(dead),
    });

    const outputs: { readonly [Name in DeploymentOutput]: string } = {
      RecordTable: tables.RECORD_TABLE,
      PeopleTable: tables.PEOPLE_TABLE,
      LedgerTable: tables.LEDGER_TABLE,
      DigestsQueueUrl: digests.queue.queueUrl,
      CodesQueueUrl: codes.queue.queueUrl,
      SiteBucket: site.bucket.bucketName,
      PublicUrl: publicUrl,
      HomeLanguage: config.homeLanguage,
      ContactUrl: contactUrl ?? 'none',
      SecretParameter: secretParameter,
    };
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
    new CfnOutput(this, 'DistributionName', {
      description: `DNS record to create: ${config.domain.name} → this name`,
      value: site.distribution.distributionDomainName,
    });
  }
}
