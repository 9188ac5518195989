import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../shared/domain/ledger.ts';
import { claimTimeOf, digestOf, type MailEvent, newsOf } from '../../shared/domain/mail-event.ts';
import { withNews } from '../../shared/domain/sending.ts';
import { aDigest } from '../builders.ts';

const claimed = aDigest({ state: 'claimed', token: 't', claimedAt: '2021-10-01T07:00:00Z', attempt: 1 });

function anEvent(eventType: string, input: Partial<MailEvent> = {}): MailEvent {
  return {
    eventType,
    mail: { messageId: 'm-1', timestamp: '2021-10-01T07:00:01.000Z', tags: { digest: [claimed.did], attempt: ['1'] } },
    ...(eventType === 'Bounce' ? { bounce: { bounceType: 'Permanent', timestamp: '2021-10-01T07:05:00.000Z' } } : {}),
    ...(eventType === 'Complaint' ? { complaint: { timestamp: '2021-10-02T07:05:00.000Z' } } : {}),
    ...input,
  };
}

const afterEvent = (digest: Digest, event: MailEvent): Digest => {
  const news = newsOf(event);
  return news === null ? digest : withNews(digest, news);
};

const seen = (digest: Digest, ...types: string[]) => types.reduce((one, type) => afterEvent(one, anEvent(type)), digest);

describe('events of the mail service', () => {
  test.each(['Send', 'Delivery', 'Bounce', 'Complaint', 'DeliveryDelay'])('%s proves that SES accepted', (type) => {
    for (const state of ['planned', 'claimed', 'needs-human'] as const) {
      expect(seen({ ...claimed, state }, type)).toMatchObject({
        state: 'sent',
        reason: null,
        pending: true,
        acceptedOn: '2021-10-01',
      });
    }
  });

  test('F8: delivery only climbs', () => {
    expect(seen(claimed, 'Delivery', 'Send').delivery).toBe('delivered');
    expect(seen(claimed, 'Bounce', 'Delivery').delivery).toBe('bounced');
    expect(seen(claimed, 'Complaint', 'Bounce', 'Delivery').delivery).toBe('complained');
  });

  test('a transient bounce is no bounce of the address', () => {
    const soft = anEvent('Bounce', { bounce: { bounceType: 'Transient', timestamp: '2021-10-01T07:05:00Z' } });
    expect(afterEvent(claimed, soft)).toMatchObject({ state: 'sent', delivery: 'none' });
  });

  test('a refused content needs a person; what is dropped stays dropped; an unknown event changes nothing', () => {
    expect(seen(claimed, 'Reject')).toMatchObject({ state: 'needs-human', reason: 'rejected', pending: false });
    expect(seen(claimed, 'Rendering Failure')).toMatchObject({ state: 'needs-human', reason: 'rejected' });
    const dropped = aDigest({ state: 'dropped', reason: 'empty', pending: false });
    expect(seen(dropped, 'Reject')).toBe(dropped);
    expect(seen(claimed, 'Subscription')).toBe(claimed);
  });

  test('F8, I12: in whatever order and however often events come, the digest ends the same', () => {
    const types = fc.array(fc.constantFrom('Send', 'Delivery', 'Bounce', 'Complaint', 'Reject', 'DeliveryDelay', 'Open'), {
      minLength: 1,
      maxLength: 8,
    });
    const states = fc.constantFrom<Digest['state']>('planned', 'claimed', 'needs-human', 'sent');
    fc.assert(
      fc.property(
        types.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2, maxLength: list.length * 2 }),
          ),
        ),
        states,
        ([once, shuffled], state) => {
          const start: Digest = { ...claimed, state, ...(state === 'sent' ? { acceptedOn: '2021-10-01' } : {}) };
          expect(seen(start, ...shuffled)).toEqual(seen(start, ...once.toSorted()));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('an event proves the time of the claim it is about', () => {
    const claims = [
      { at: '2021-10-01T07:00:00Z', on: '2021-10-01', told: 'none' as const },
      { at: '2021-10-04T07:00:00Z', on: '2021-10-04', told: 'none' as const },
    ];
    const twice: Digest = { ...claimed, attempt: 2, claimedAt: '2021-10-04T07:00:00Z', claims };
    const { mail } = anEvent('Send');
    const of = (attempt: string) => ({
      eventType: 'Send',
      mail: { ...mail, tags: { digest: [claimed.did], attempt: [attempt] } },
    });
    expect(['1', '2', '3'].map((attempt) => claimTimeOf(twice, of(attempt)))).toEqual([
      '2021-10-01T07:00:00Z',
      '2021-10-04T07:00:00Z',
      null,
    ]);
    expect(claimTimeOf(claimed, of('1'))).toBe('2021-10-01T07:00:00Z');
  });

  test('mail without a digest, a code for instance, belongs to none', () => {
    const { mail } = anEvent('Send');
    expect(digestOf(anEvent('Send'))).toBe(claimed.did);
    expect(digestOf({ eventType: 'Send', mail: { ...mail, tags: { kind: ['code'] } } })).toBeNull();
    expect(digestOf({ eventType: 'Send', mail: { ...mail, tags: { digest: ['nonsense'] } } })).toBeNull();
  });
});
