import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetIdentityVerificationAttributesCommand } from '@aws-sdk/client-ses';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalSes, openLocalSes, type SesFault } from '../../../infra/local/ses.ts';
import { createSesClient } from '../../../shared/adapters/ses/client.ts';
import { sesMailer } from '../../../shared/adapters/ses/mailer.ts';
import { outcomeOf } from '../../../shared/adapters/ses/outcome.ts';
import type { MailEvent } from '../../../shared/domain/mail-event.ts';
import type { OutgoingMail } from '../../../shared/ports.ts';

const now = Temporal.Instant.from('2021-10-01T07:00:00Z');
const raw = ['From: rappels@example.org', 'To: lead@example.org', 'Subject: Essai', '', 'Été'].join('\r\n');
const mail: OutgoingMail = {
  from: 'rappels@example.org',
  to: 'lead@example.org',
  raw,
  tags: { digest: 'd'.repeat(43), attempt: '1', kind: 'digest' },
};

let outbox: string;
let fault: SesFault | null;
let events: MailEvent[];
let ses: LocalSes;

beforeEach(async () => {
  outbox = await mkdtemp(join(tmpdir(), 'jalon-outbox-'));
  fault = null;
  events = [];
  ses = await openLocalSes({
    outbox,
    clock: { now: () => now },
    fault: () => fault,
    onEvent: async (event) => void events.push(event),
  });
});

afterEach(async () => {
  await ses.close();
  await rm(outbox, { recursive: true });
});

const mailer = () =>
  sesMailer(createSesClient({ endpoint: ses.endpoint, region: 'eu-west-3' }), { digest: 'jalon-test', code: 'jalon-test-codes' });

describe('the real SES client against a loopback endpoint', () => {
  test('an accepted mail is one file in the outbox, byte for byte, named by time and digest', async () => {
    expect(await mailer().send(mail)).toMatchObject({ kind: 'accepted' });
    const files = await readdir(outbox);
    expect(files).toEqual([`20211001T070000Z-digest-${'d'.repeat(43)}.eml`]);
    expect(await readFile(join(outbox, files[0] ?? ''), 'utf8')).toBe(raw);
  });

  test('the same digest accepted twice is two files: nothing hides a double', async () => {
    await mailer().send(mail);
    await mailer().send(mail);
    expect(await readdir(outbox)).toHaveLength(2);
  });

  test('an accepted mail is told as sent, then delivered, with its tags', async () => {
    await mailer().send(mail);
    await ses.settled();
    expect(events.map(({ eventType, mail: { tags } }) => [eventType, tags?.['digest']])).toEqual([
      ['Send', ['d'.repeat(43)]],
      ['Delivery', ['d'.repeat(43)]],
    ]);
  });

  test.each<[SesFault, string, number]>([
    ['accept-and-drop', 'ambiguous', 1],
    ['accept-and-500', 'ambiguous', 1],
    ['accept-and-half-answer', 'ambiguous', 1],
    ['accept-and-empty-answer', 'ambiguous', 1],
    ['throttle', 'passing', 0],
    ['quota', 'quota', 0],
    ['reject', 'rejected', 0],
    ['invalid', 'rejected', 0],
    ['paused', 'stopped', 0],
    ['unverified', 'stopped', 0],
    ['denied', 'stopped', 0],
    ['no-configuration-set', 'stopped', 0],
  ])('F4, F5, F6: %s is %s, and SES accepted %i', async (wrong, kind, count) => {
    fault = wrong;
    expect((await mailer().send(mail)).kind).toBe(kind);
    expect(await readdir(outbox)).toHaveLength(count);
  });

  test('F4: an answer after the time limit is ambiguous, and the mail was accepted once', async () => {
    fault = 'accept-and-answer-late';
    expect((await mailer().send(mail)).kind).toBe('ambiguous');
    expect(await readdir(outbox)).toHaveLength(1);
  });

  test('a refused connection never left: it may pass', async () => {
    const gone = mailer();
    await ses.close();
    expect((await gone.send(mail)).kind).toBe('passing');
    ses = await openLocalSes({ outbox, clock: { now: () => now } });
  });

  test('the quota counts what was accepted', async () => {
    await mailer().send(mail);
    expect(await mailer().quota()).toEqual({ max24Hours: 50_000, sentLast24Hours: 1, perSecond: 14 });
  });

  test('an action the endpoint does not know is an error at once', async () => {
    const client = createSesClient({ endpoint: ses.endpoint, region: 'eu-west-3' });
    await expect(client.send(new GetIdentityVerificationAttributesCommand({ Identities: ['example.org'] }))).rejects.toThrow();
  });

  test('missing credentials and a name without address never left; anything unheard of may have been sent', () => {
    expect(outcomeOf(Object.assign(new Error('none'), { name: 'CredentialsProviderError' })).kind).toBe('unsigned');
    expect(outcomeOf(Object.assign(new Error('dns'), { code: 'ENOTFOUND' })).kind).toBe('passing');
    expect(outcomeOf(Object.assign(new Error('reset'), { code: 'ECONNRESET' })).kind).toBe('ambiguous');
    expect(outcomeOf(new Error('what')).kind).toBe('ambiguous');
    expect(outcomeOf('what').kind).toBe('ambiguous');
  });

  test('one file alone makes an SES client', () => {
    const found = execFileSync('grep', ['-rlE', 'new SES(v2)?Client\\(', 'shared', 'functions', 'infra'], { encoding: 'utf8' });
    expect(found.trim().split('\n')).toEqual(['shared/adapters/ses/client.ts']);
  });
});
