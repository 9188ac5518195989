import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { useEngine } from '../../../infra/local/dynamodb.ts';
import { ensureTables, localTables } from '../../../infra/local/engine-tables.ts';
import { openLocalSes, type SesFault } from '../../../infra/local/ses.ts';
import { dynamoClient } from '../../../shared/adapters/dynamodb/client.ts';
import { storesOver } from '../../../shared/adapters/dynamodb/stores.ts';
import { dynamoTables, type TableIds } from '../../../shared/adapters/dynamodb/tables.ts';
import type { MailEvent } from '../../../shared/domain/mail-event.ts';
import type { Stores } from '../../../shared/ports.ts';
import { aCommitment, aContact, anAssignment, aPlan, planWritesOf, writesOf } from '../../builders.ts';
import { openLoopbackS3 } from '../../loopback/s3.ts';
import { openLoopbackSqs } from '../../loopback/sqs.ts';
import { openLoopbackParameters } from '../../loopback/ssm.ts';
import { record } from './recorder.ts';

export const planId = 'fr-2021-2023';
export const milestoneId = `${planId}/28/m1`;
export const secret = 'a secret of this test and of no other';
/** What the distribution says of every request it hands over; `events/api-get.json` says it, too. */
export const originKey = '00112233445566778899aabbccddeeff';
export const secretParameter = '/Jalon/secret';
/** When mail was switched on in the plan of {@link seed}. */
const mailOn = '2021-09-15T07:00:00Z';

/** Everything a deployment talks to, on this machine: engine, mail, queues, bucket, parameters. */
export async function openDeployment(binary: string) {
  const folder = mkdtempSync(join(tmpdir(), 'jalon-deployment-'));
  const outbox = join(folder, 'outbox');
  const engine = await useEngine(folder, binary);
  const client = dynamoClient(engine.endpoint);
  await ensureTables(client);
  const watched = dynamoClient(engine.endpoint);
  const recorder = record(watched);
  const events: MailEvent[] = [];
  let now = Temporal.Instant.from('2021-10-01T07:00:00Z');
  const clock = { now: () => now };
  let fault: SesFault | null = null;
  const ses = await openLocalSes({ outbox, clock, fault: () => fault, onEvent: async (event) => void events.push(event) });
  const sqs = await openLoopbackSqs();
  const s3 = await openLoopbackS3();
  const parameters = await openLoopbackParameters({
    [secretParameter]: { Type: 'SecureString', Value: secret },
    '/Jalon/origin-key:1': { Type: 'String', Value: originKey },
  });
  return {
    clock,
    at: (instant: string): void => {
      now = Temporal.Instant.from(instant);
    },
    /** How the mail service misbehaves from now on; null for not at all. */
    misbehave: (how: SesFault | null): void => {
      fault = how;
    },
    engine,
    recorder,
    events,
    ses,
    sqs,
    s3,
    parameters,
    /** The stores as the test uses them: not recorded. */
    stores: storesOver(dynamoTables(client, localTables)),
    /** The stores as a function has them: every call is recorded. */
    recorded: (ids: TableIds = localTables): Stores => storesOver(dynamoTables(watched, ids)),
    mails: (): string[] =>
      readdirSync(outbox)
        .sort()
        .map((name) => readFileSync(join(outbox, name), 'utf8')),
    close: async (): Promise<void> => {
      for (const one of [client, watched]) one.destroy();
      await Promise.all([ses.close(), sqs.close(), s3.close(), parameters.close()]);
      await engine.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Deployment = Awaited<ReturnType<typeof openDeployment>>;

/** A plan with one milestone due in October 2021, its lead and point of contact, mail on, the gate live. */
export async function seed({ record, people, ledger }: Stores): Promise<void> {
  for (const write of planWritesOf(aPlan({ mailOnSince: mailOn }))) await record.appendToPlan(write);
  const commitment = aCommitment({ number: '28', milestones: [{ title: 'Lancement du comité', due: 'Octobre 2021' }] });
  for (const write of writesOf(commitment)) await record.appendToCommitment(write);
  await people.addContact(aContact({ as: 'lead' }));
  await people.addContact(aContact({ as: 'poc' }));
  await people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await people.addAssignment(anAssignment({ as: 'poc', role: 'poc' }));
  await people.setMailbox(planId, 'contact@example.org');
  await ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
  await record.putDue([{ subjectId: milestoneId, nextDueAt: mailOn, deadlineVersion: 1 }]);
}
