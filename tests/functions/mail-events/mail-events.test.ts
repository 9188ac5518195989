import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { mailEvents } from '../../../functions/mail-events/mail-events.ts';
import { memoryStores } from '../../../shared/adapters/memory/stores.ts';
import { aContact, aDigest, aPersonId } from '../../builders.ts';
import { recordedEvents, stopToken } from '../../rerun/recorded-events.ts';

const claimed = aDigest({ version: 1, state: 'claimed', token: 't', claimedAt: '2021-10-01T07:00:00Z', attempt: 1 });

function told(eventType: string, extra: object = {}) {
  return {
    eventType,
    mail: {
      messageId: 'm-1',
      timestamp: '2021-10-01T07:00:01.123Z',
      source: 'rappels@example.org',
      tags: { digest: [claimed.did], attempt: ['1'], 'ses:configuration-set': ['jalon'] },
    },
    ...extra,
  };
}

const bounce = (bounceType: string) => told('Bounce', { bounce: { bounceType, timestamp: '2021-10-01T07:05:00.000Z' } });
const complaint = told('Complaint', { complaint: { timestamp: '2021-10-02T08:00:00.000Z' } });

/** A batch as it lies in the queue: each event in its SNS envelope. */
function batch(...events: (object | string)[]): SQSEvent {
  const records = events.map((one, index) => ({
    messageId: `e-${index}`,
    body: typeof one === 'string' ? one : JSON.stringify({ Type: 'Notification', MessageId: 'n', Message: JSON.stringify(one) }),
  }));
  return { Records: records as SQSEvent['Records'] };
}

async function opened() {
  const stores = memoryStores();
  await stores.people.addContact(aContact());
  await stores.ledger.saveDigest(claimed, []);
  const errors: string[] = [];
  const lines: string[] = [];
  const line = (event: string, fields?: object) => JSON.stringify({ event, ...fields });
  const deps = {
    ...stores,
    log: {
      info: (...told: Parameters<typeof line>) => void lines.push(line(...told)),
      error: (...told: Parameters<typeof line>) => {
        lines.push(line(...told));
        errors.push(line(...told));
      },
    },
  };
  return {
    errors,
    lines,
    people: stores.people,
    take: (...events: (object | string)[]) => mailEvents(deps, batch(...events)),
    digest: () => stores.ledger.digest(claimed.did),
    contact: () => stores.people.contact(aPersonId('lead')),
    feed: () => stores.ledger.feedSeenAt(),
  };
}

describe('the function that takes in mail events', () => {
  test('a delivery proves the mail and moves the feed forward', async () => {
    const { take, digest, feed } = await opened();
    expect(await take(told('Delivery'))).toEqual({ batchItemFailures: [] });
    expect(await digest()).toMatchObject({ state: 'sent', delivery: 'delivered', messageIds: ['m-1'], pending: true });
    expect(await feed()).toBe('2021-10-01T07:00:00Z');
  });

  test('I12: the same events again change nothing', async () => {
    const { take, digest, contact } = await opened();
    await take(told('Send'), told('Delivery'), bounce('Permanent'));
    const [row, person] = [await digest(), await contact()];
    await take(bounce('Permanent'), told('Delivery'), told('Send'));
    expect([await digest(), await contact()]).toEqual([row, person]);
  });

  test('F7: a hard bounce silences the contact; a transient one does not', async () => {
    const soft = await opened();
    await soft.take(bounce('Transient'));
    expect((await soft.contact())?.suppressed).toBeNull();
    const hard = await opened();
    await hard.take(bounce('Permanent'));
    expect(await hard.contact()).toMatchObject({ suppressed: { reason: 'bounced', at: '2021-10-01T07:05:00Z' }, version: 2 });
  });

  test('F8: a complaint weighs more than a bounce, in either order', async () => {
    const orders = [
      [bounce('Permanent'), complaint],
      [complaint, bounce('Permanent')],
    ];
    for (const order of orders) {
      const { take, contact, digest } = await opened();
      await take(...order);
      expect((await contact())?.suppressed).toEqual({ reason: 'complained', at: '2021-10-02T08:00:00Z' });
      expect((await digest())?.delivery).toBe('complained');
    }
  });

  test('F7: a bounce of an address the person has left behind silences nobody; a complaint is about the person', async () => {
    const old = { mail: { ...told('Bounce').mail, destination: ['old@example.org'] } };
    const bounced = await opened();
    await bounced.take({ ...bounce('Permanent'), ...old });
    expect((await bounced.contact())?.suppressed).toBeNull();
    expect(await bounced.digest()).toMatchObject({ delivery: 'bounced', tellStop: true });
    const complained = await opened();
    await complained.take({ ...complaint, ...old });
    expect((await complained.contact())?.suppressed).toMatchObject({ reason: 'complained' });
    const current = await opened();
    await current.take({ ...bounce('Permanent'), mail: { ...old.mail, destination: ['Lead@Example.org'] } });
    expect((await current.contact())?.suppressed).toMatchObject({ reason: 'bounced' });
  });

  test('F7: what was heard of before a stop was lifted stops nobody again; what comes after does', async () => {
    const world = await opened();
    const { people } = world;
    const lead = await world.contact();
    if (lead === null) throw new Error('no lead');
    await people.updateContact({ ...lead, version: lead.version + 1, reachableSince: '2021-10-01T09:00:00Z' });
    await world.take(bounce('Permanent'));
    expect((await world.contact())?.suppressed).toBeNull();
    await world.take(complaint);
    expect((await world.contact())?.suppressed).toEqual({ reason: 'complained', at: '2021-10-02T08:00:00Z' });
  });

  test('a mail that was accepted twice is told once, by its id', async () => {
    const { take, errors } = await opened();
    const second = told('Delivery', {
      mail: { ...told('Delivery').mail, messageId: 'm-2', tags: { digest: [claimed.did], attempt: ['2'] } },
    });
    await take(second, told('Send'), told('Delivery'), second);
    expect(errors).toEqual([JSON.stringify({ event: 'mail-doubled', digest: claimed.did })]);
  });

  test('F15: what cannot be read comes back alone; mail that is not ours is let go', async () => {
    const { take, digest } = await opened();
    const foreign = { ...told('Delivery'), mail: { messageId: 'x', timestamp: '2021-10-01T07:00:01Z', tags: {} } };
    const answer = await take('no json', foreign, told('Delivery'), { eventType: 'Delivery' });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'e-0' }, { itemIdentifier: 'e-3' }]);
    expect((await digest())?.state).toBe('sent');
  });

  test('an event without an envelope, as raw delivery gives it, is read too', async () => {
    const { take, digest } = await opened();
    await take(JSON.stringify(told('Delivery')));
    expect((await digest())?.delivery).toBe('delivered');
  });

  test('a plain sentence of the mail service, as it says when it has found the topic, is no failure and proves nothing', async () => {
    const { take, digest, feed } = await opened();
    const sentence = 'Successfully validated SNS topic for Amazon SES event publishing.';
    expect(await take(JSON.stringify({ Type: 'Notification', MessageId: 'n', Message: sentence }))).toEqual({
      batchItemFailures: [],
    });
    expect([(await digest())?.state, await feed()]).toEqual(['claimed', null]);
  });

  test('I15: of the headers that events repeat, no address and no stop link goes into the log or the Ledger', async () => {
    const { take, lines, digest } = await opened();
    const events = recordedEvents({ did: claimed.did, to: 'lead@example.org', sentAt: '2021-10-01T07:00:00Z' });
    const told = Object.values(events);
    for (const part of ['lead@example.org', stopToken]) expect(JSON.stringify(told)).toContain(part);
    await take(...told, `{"broken": "lead@example.org ${stopToken}"`);
    expect(lines.length).toBeGreaterThan(told.length);
    for (const kept of [lines.join('\n'), JSON.stringify(await digest())]) {
      expect(kept).not.toMatch(/@/);
      expect(kept).not.toContain(stopToken);
    }
  });
});
