import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Rng } from '../../shared/ports.ts';
import { rememberBrowser } from '../../shared/usecases/remember-browser.ts';
import { startSession } from '../../shared/usecases/start-session.ts';
import { aContact, anAssignment, aPersonId } from '../builders.ts';

const now = Temporal.Instant.from('2021-10-20T08:00:00Z');
const [lead, other] = [aPersonId('lead'), aPersonId('other')];

async function aWorld() {
  const { people } = memoryStores();
  let drawn = 0;
  const rng: Rng = {
    bytes: (count) => {
      drawn += 1;
      return Uint8Array.from({ length: count }, () => drawn);
    },
  };
  for (const as of ['lead', 'other']) {
    await people.addContact(aContact({ as }));
    await people.putAssignment(anAssignment({ as }));
  }
  const deps = { people, rng };
  const ways = async (id: string): Promise<string[]> => (await people.sessionsOf(id)).map(({ way }) => way).sort();
  return { deps, people, ways };
}

describe('a session', () => {
  test('S5: lasts twelve hours at most, says how it began, and keeps a hash of a token of 256 bits', async () => {
    const { deps, people } = await aWorld();
    const started = await startSession(deps, { contactId: lead, way: 'openid', held: [], now });
    if (!started.ok) throw new Error('no session');
    expect(Buffer.from(started.token, 'base64url')).toHaveLength(32);
    expect(await people.session(sha256Of(started.token))).toMatchObject({
      way: 'openid',
      contactId: lead,
      startedAt: '2021-10-20T08:00:00Z',
      expiresAt: '2021-10-20T20:00:00Z',
    });
  });

  test('S5: ends the session its browser held before, whoever it belonged to', async () => {
    for (const before of [lead, other]) {
      const { deps, people } = await aWorld();
      const first = await startSession(deps, { contactId: before, way: 'code', held: [], now });
      const held = first.ok ? [first.token] : [];
      const second = await startSession(deps, { contactId: lead, way: 'code', held, now });
      expect(await people.session(sha256Of(held[0] ?? ''))).toBeNull();
      expect(second.ok && (await people.session(sha256Of(second.token)))).toMatchObject({ contactId: lead });
    }
  });

  test('S5: by OpenID Connect leaves the browser remembered for the same person, and forgets it for any other', async () => {
    for (const [before, left] of [
      [lead, ['openid', 'remembered']],
      [other, ['openid']],
    ] as const) {
      const { deps, ways } = await aWorld();
      const held = [await rememberBrowser(deps, { contactId: before, now })];
      await startSession(deps, { contactId: lead, way: 'openid', held, now });
      expect([...(await ways(lead)), ...(before === other ? await ways(other) : [])]).toEqual(left);
    }
  });

  test('is refused to whom no role is left, and ends nothing', async () => {
    const { deps, people, ways } = await aWorld();
    await people.putAssignment(anAssignment({ as: 'other', until: '2021-10-20T08:00:00Z' }));
    const held = [await rememberBrowser(deps, { contactId: lead, now })];
    expect(await startSession(deps, { contactId: other, way: 'code', held, now })).toEqual({ ok: false, reason: 'no-role' });
    expect(await ways(lead)).toEqual(['remembered']);
    expect(await ways(other)).toEqual([]);
  });

  test('what a browser holds that is no token of ours is passed over', async () => {
    const { deps, ways } = await aWorld();
    const started = await startSession(deps, { contactId: lead, way: 'code', held: ['', 'x', 'x'.repeat(4_000)], now });
    expect(started.ok).toBe(true);
    expect(await ways(lead)).toEqual(['code']);
  });
});
