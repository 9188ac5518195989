import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { memoryStores } from '../../shared/adapters/memory/stores.ts';
import type { Contact } from '../../shared/domain/contact.ts';
import { addressHashOf } from '../../shared/domain/sign-in.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { Rng } from '../../shared/ports.ts';
import { rememberBrowser } from '../../shared/usecases/remember-browser.ts';
import { whoIs } from '../../shared/usecases/session.ts';
import { startSession } from '../../shared/usecases/start-session.ts';
import { aContact, anAssignment } from '../builders.ts';

const now = Temporal.Instant.from('2021-10-20T08:00:00Z');
const [lead, other] = [aContact({ as: 'lead' }), aContact({ as: 'other' })];

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
    await people.addAssignment(anAssignment({ as }));
  }
  const deps = { people, rng };
  const ways = async ({ id }: Contact): Promise<string[]> => (await people.sessionsOf(id)).map(({ way }) => way).sort();
  return { deps, people, ways };
}

describe('a session', () => {
  test('S5: lasts twelve hours at most, says how it began, and keeps a hash of a token of 256 bits', async () => {
    const { deps, people } = await aWorld();
    const started = await startSession(deps, { person: lead, way: 'openid', held: [], now });
    if (!started.ok) throw new Error('no session');
    expect(Buffer.from(started.token, 'base64url')).toHaveLength(32);
    expect(await people.session(sha256Of(started.token))).toMatchObject({
      way: 'openid',
      contactId: lead.id,
      addressHash: addressHashOf('lead@example.org'),
      startedAt: '2021-10-20T08:00:00Z',
      expiresAt: '2021-10-20T20:00:00Z',
    });
  });

  test('S5: ends the session its browser held before, whoever it belonged to', async () => {
    for (const before of [lead, other]) {
      const { deps, people } = await aWorld();
      const first = await startSession(deps, { person: before, way: 'code', held: [], now });
      const held = first.ok ? [first.token] : [];
      const second = await startSession(deps, { person: lead, way: 'code', held, now });
      expect(await people.session(sha256Of(held[0] ?? ''))).toBeNull();
      expect(second.ok && (await people.session(sha256Of(second.token)))).toMatchObject({ contactId: lead.id });
    }
  });

  test('S5: by OpenID Connect leaves the browser remembered for the same person, and forgets it for any other', async () => {
    for (const [before, left] of [
      [lead, ['openid', 'remembered']],
      [other, ['openid']],
    ] as const) {
      const { deps, ways } = await aWorld();
      const held = [await rememberBrowser(deps, { person: before, now })];
      await startSession(deps, { person: lead, way: 'openid', held, now });
      expect([...(await ways(lead)), ...(before === other ? await ways(other) : [])]).toEqual(left);
    }
  });

  test('S5: by OpenID Connect forgets a browser that was remembered under another address of the same person', async () => {
    const { deps, ways } = await aWorld();
    const held = [await rememberBrowser(deps, { person: { ...lead, email: 'before@example.org' }, now })];
    await startSession(deps, { person: lead, way: 'openid', held, now });
    expect(await ways(lead)).toEqual(['openid']);
  });

  test.each(['code', 'openid', 'remembered'] as const)('S5: %s is nobody’s from a new address on, ended or not', async (way) => {
    const { deps, people } = await aWorld();
    const open = async (person: Contact): Promise<string> => {
      if (way === 'remembered') return rememberBrowser(deps, { person, now });
      const started = await startSession(deps, { person, way, held: [], now });
      return started.ok ? started.token : '';
    };
    const isIn = async (token: string): Promise<boolean> => (await whoIs({ people }, { token, now })) !== null;
    const token = await open(lead);
    expect(await isIn(token)).toBe(true);
    expect(await people.updateContact({ ...lead, email: 'Lead@Example.org', version: 2 })).toBe(true);
    expect(await isIn(token)).toBe(true);
    expect(await people.updateContact({ ...lead, email: 'new@example.org', version: 3 })).toBe(true);
    expect(await isIn(token)).toBe(false);
    // Proved a moment before the address moved, written a moment after.
    expect(await isIn(await open(lead))).toBe(false);
    expect(await isIn(await open({ ...lead, email: 'new@example.org' }))).toBe(true);
  });

  test('is refused to whom no role is left, and ends nothing', async () => {
    const { deps, people, ways } = await aWorld();
    await people.updateAssignment(anAssignment({ as: 'other', until: '2021-10-20T08:00:00Z', version: 2 }));
    const held = [await rememberBrowser(deps, { person: lead, now })];
    expect(await startSession(deps, { person: other, way: 'code', held, now })).toEqual({ ok: false, reason: 'no-role' });
    expect(await ways(lead)).toEqual(['remembered']);
    expect(await ways(other)).toEqual([]);
  });

  test('what a browser holds that is no token of ours is passed over', async () => {
    const { deps, ways } = await aWorld();
    const started = await startSession(deps, { person: lead, way: 'code', held: ['', 'x', 'x'.repeat(4_000)], now });
    expect(started.ok).toBe(true);
    expect(await ways(lead)).toEqual(['code']);
  });
});
