import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contactKey, identityKey } from '../../shared/adapters/dynamodb/keys.ts';
import { peopleStore } from '../../shared/adapters/dynamodb/people.ts';
import type { Session, SignInCode } from '../../shared/domain/contact.ts';
import { meterKeyOf } from '../../shared/domain/keyed-hash.ts';
import type { Meter } from '../../shared/domain/meter.ts';
import type { OpenIdStart } from '../../shared/domain/openid.ts';
import { sha256Of } from '../../shared/domain/text.ts';
import type { PeopleStore } from '../../shared/ports.ts';
import { aSession as aBrowserOf, aContact, aPersonId } from '../builders.ts';
import { backends, type OpenTables, titleOf } from './local-tables.ts';

const aCode = (as: string, input: Partial<SignInCode> = {}): SignInCode => ({
  addressKey: sha256Of(`address ${as}`),
  browser: sha256Of('browser'),
  codeHmac: null,
  contactId: aPersonId(as),
  askedAt: '2021-10-01T07:00:00Z',
  expiresAt: '2021-10-01T07:10:00Z',
  tries: 0,
  ...input,
});

const aSession = (as: string, input: Partial<Session> = {}): Session =>
  aBrowserOf({ as, tokenHash: sha256Of(`session ${as} ${input.way ?? 'code'}`), ...input });

const aStart = (as: string, input: Partial<OpenIdStart> = {}): OpenIdStart => ({
  stateHash: sha256Of(`state ${as}`),
  browser: sha256Of('browser'),
  nonce: 'n'.repeat(43),
  verifier: 'v'.repeat(43),
  next: '/app/',
  expiresAt: '2021-10-01T07:10:00Z',
  ...input,
});

const aMeter = (as: string, limit: number, seconds = 3_600): Meter => ({
  key: meterKeyOf('a secret', 'test', as),
  limit,
  seconds,
});

const identityRow = z.object({ identityRow: z.string().nullable() });

/** How many of the calls, made at once, said yes. */
const yesOf = async (calls: readonly Promise<boolean>[]): Promise<number> =>
  (await Promise.all(calls)).filter((said) => said).length;

const minute = (number: number): string => `2021-10-01T07:${String(number).padStart(2, '0')}:00Z`;

for (const backend of backends) {
  describe.skipIf(backend.missing !== null)(`Sign-ins ${titleOf(backend)}`, () => {
    let open: OpenTables;
    let people: PeopleStore;
    let count = 0;
    /** A person no other test uses. */
    const someone = (): string => {
      count += 1;
      return `person${count}`;
    };
    beforeAll(async () => {
      open = await backend.open();
      people = peopleStore(open.tables);
    });
    afterAll(() => open.close());
    /** What the two rows of a pin say. */
    const pinRowsOf = async (contactId: string, key: string) => {
      const [contact, identity] = await Promise.all([
        open.tables.get('people', contactKey(contactId)),
        open.tables.get('people', identityKey(key)),
      ]);
      return { contact: identityRow.parse(contact?.data).identityRow, identity: identity !== null };
    };

    test('a new code replaces the older one of the same address', async () => {
      const as = someone();
      await people.putCode(aCode(as, { tries: 4 }));
      await people.putCode(aCode(as, { codeHmac: sha256Of('code') }));
      expect(await people.code(aCode(as).addressKey)).toEqual(aCode(as, { codeHmac: sha256Of('code') }));
      expect(await people.code(sha256Of('other'))).toBeNull();
    });

    test('S2: of two senders of a code at once exactly one keeps the one it made', async () => {
      const asked = aCode(someone(), { codeHmac: null });
      await people.putCode(asked);
      const made = ['one', 'two', 'three'].map(sha256Of);
      const results = await Promise.all(made.map((hmac) => people.keepCode(asked, hmac)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect((await people.code(asked.addressKey))?.codeHmac).toBe(made[results.indexOf(true)]);
      await people.putCode({ ...asked, askedAt: '2021-10-20T08:05:00Z' });
      expect(await people.keepCode(asked, sha256Of('late'))).toBe(false);
    });

    test('wrong tries are counted one by one, however many come at once', async () => {
      const code = aCode(someone(), { codeHmac: sha256Of('code') });
      await people.putCode(code);
      const results = await Promise.all(Array.from({ length: 5 }, () => people.countTry(code)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect((await people.code(code.addressKey))?.tries).toBe(1);
    });

    test('S2: of two uses of a code at once exactly one takes it', async () => {
      const code = aCode(someone(), { codeHmac: sha256Of('code') });
      await people.putCode(code);
      const results = await Promise.all(Array.from({ length: 5 }, () => people.takeCode(code)));
      expect(results.filter(Boolean)).toHaveLength(1);
      expect(await people.code(code.addressKey)).toBeNull();
      expect(await people.countTry(code)).toBe(false);
    });

    test('S2: a code that was tried or replaced meanwhile cannot be taken', async () => {
      const code = aCode(someone(), { codeHmac: sha256Of('code') });
      await people.putCode(code);
      await people.countTry(code);
      expect(await people.takeCode(code)).toBe(false);
      await people.putCode({ ...code, codeHmac: sha256Of('newer') });
      expect(await people.takeCode(code)).toBe(false);
    });

    test('a browser is there until it is ended, however often that is said', async () => {
      const session = aSession(someone());
      await people.putSession(session);
      expect(await people.session(session.tokenHash)).toEqual(session);
      await people.endSession(session.tokenHash);
      await people.endSession(session.tokenHash);
      expect(await people.session(session.tokenHash)).toBeNull();
      expect(await people.sessionsOf(session.contactId)).toEqual([]);
    });

    test('every browser of a person is listed, signed in or remembered, and nobody else’s', async () => {
      const [as, other] = [someone(), someone()];
      const theirs = [aSession(as), aSession(as, { way: 'openid' }), aSession(as, { way: 'remembered' })];
      for (const one of [...theirs, aSession(other)]) await people.putSession(one);
      const listed = await people.sessionsOf(aPersonId(as));
      expect(listed).toHaveLength(3);
      expect(listed).toEqual(expect.arrayContaining(theirs));
    });

    test('S5: ending all browsers of a person ends the remembered ones too, and nobody else’s', async () => {
      const [as, other] = [someone(), someone()];
      const theirs = Array.from({ length: 11 }, (_, index) =>
        aSession(as, { tokenHash: sha256Of(`${as} ${index}`), way: index % 2 === 0 ? 'code' : 'remembered' }),
      );
      for (const one of [...theirs, aSession(other)]) await people.putSession(one);
      await people.endSessionsOf(aPersonId(as));
      expect(await people.sessionsOf(aPersonId(as))).toEqual([]);
      for (const { tokenHash } of theirs) expect(await people.session(tokenHash)).toBeNull();
      expect(await people.session(aSession(other).tokenHash)).toEqual(aSession(other));
    });

    test('S5: ending one browser twice at once and all of them meanwhile leaves none', async () => {
      const as = someone();
      const [first, second] = [aSession(as), aSession(as, { way: 'remembered' })];
      for (const one of [first, second]) await people.putSession(one);
      await Promise.all([
        people.endSession(first.tokenHash),
        people.endSession(first.tokenHash),
        people.endSessionsOf(aPersonId(as)),
      ]);
      expect(await people.sessionsOf(aPersonId(as))).toEqual([]);
      expect(await people.session(first.tokenHash)).toBeNull();
      expect(await people.session(second.tokenHash)).toBeNull();
    });

    test('S1: of two returns with one state exactly one gets the start', async () => {
      const start = aStart(someone());
      await people.putOpenIdStart(start);
      const taken = await Promise.all(Array.from({ length: 5 }, () => people.takeOpenIdStart(start.stateHash)));
      expect(taken.filter((one) => one !== null)).toEqual([start]);
      expect(await people.takeOpenIdStart(start.stateHash)).toBeNull();
      expect(await people.takeOpenIdStart(sha256Of('another state'))).toBeNull();
    });

    test('S1: an identity is pinned once and leads to its person, whatever comes later', async () => {
      const [one, other] = [aContact({ as: someone() }), aContact({ as: someone() })];
      for (const contact of [one, other]) await people.addContact(contact);
      const key = sha256Of(`identity ${one.id}`);
      expect(await people.contactByIdentity(key)).toBeNull();
      expect(await people.pinIdentity(key, one)).toBe(true);
      expect(await people.pinIdentity(key, other)).toBe(false);
      expect(await people.contactByIdentity(key)).toEqual(one);
    });

    test('S1: a person is pinned to one identity, and the second is not kept', async () => {
      const one = aContact({ as: someone() });
      await people.addContact(one);
      const [first, second] = [sha256Of(`first of ${one.id}`), sha256Of(`second of ${one.id}`)];
      expect(await people.pinIdentity(first, one)).toBe(true);
      expect(await people.pinIdentity(second, one)).toBe(false);
      expect(await people.contactByIdentity(second)).toBeNull();
      expect(await people.contactByIdentity(first)).toEqual(one);
    });

    test('S1: of two people pinned to one identity at once exactly one is', async () => {
      const [one, other] = [aContact({ as: someone() }), aContact({ as: someone() })];
      for (const contact of [one, other]) await people.addContact(contact);
      const key = sha256Of(`identity of both ${one.id}`);
      const pinned = await Promise.all([people.pinIdentity(key, one), people.pinIdentity(key, other)]);
      expect([...pinned].sort()).toEqual([false, true]);
      expect((await people.contactByIdentity(key))?.id).toBe(pinned[0] ? one.id : other.id);
    });

    test('S1: a new address unpins the person in one transaction, and its reader can be pinned in their turn', async () => {
      const as = someone();
      const one = aContact({ as });
      await people.addContact(one);
      const [theirs, successors] = [sha256Of(`their ${one.id}`), sha256Of(`successor of ${one.id}`)];
      expect(await people.pinIdentity(theirs, one)).toBe(true);
      const before = await pinRowsOf(one.id, theirs);
      expect(before).toEqual({ contact: `IDENTITY#${theirs}`, identity: true });
      const moved = { ...one, version: 2, email: `new-${as}@example.org` };
      expect(await people.updateContact(moved)).toBe(true);
      expect(await pinRowsOf(one.id, theirs)).toEqual({ contact: null, identity: false });
      expect(await people.contactByIdentity(theirs)).toBeNull();
      expect(await people.pinIdentity(theirs, one)).toBe(false);
      expect(await people.pinIdentity(successors, moved)).toBe(true);
      expect(await people.contactByIdentity(successors)).toEqual(moved);
    });

    test('S1: a new address that is refused leaves the pin where it was', async () => {
      const [one, other] = [aContact({ as: someone() }), aContact({ as: someone() })];
      for (const contact of [one, other]) await people.addContact(contact);
      const key = sha256Of(`refused ${one.id}`);
      await people.pinIdentity(key, one);
      expect(await people.updateContact({ ...one, version: 2, email: other.email })).toBe(false);
      expect(await people.updateContact({ ...one, version: 3, email: `late-${other.email}` })).toBe(false);
      expect(await people.contactByIdentity(key)).toEqual(one);
      expect(await pinRowsOf(one.id, key)).toEqual({ contact: `IDENTITY#${key}`, identity: true });
    });

    test('S1: anything else that changes about a person leaves them pinned', async () => {
      const one = aContact({ as: someone() });
      await people.addContact(one);
      const key = sha256Of(`stays ${one.id}`);
      await people.pinIdentity(key, one);
      const { stopToken } = aContact({ as: `renewed-${one.id}` });
      const changes = [{ name: 'Dominique Exemple' }, { email: one.email.toUpperCase() }, { stopToken }];
      let known = one;
      for (const change of changes) {
        known = { ...known, ...change, version: known.version + 1 };
        expect(await people.updateContact(known)).toBe(true);
        expect(await people.contactByIdentity(key)).toEqual(known);
      }
    });

    test('S1: a pin that comes while an address moves is seen: the move is made again, and leaves nothing of it', async () => {
      const as = someone();
      const one = aContact({ as });
      await people.addContact(one);
      const key = sha256Of(`between ${one.id}`);
      const overtaken = peopleStore({
        ...open.tables,
        get: async (table, at) => {
          const row = await open.tables.get(table, at);
          await people.pinIdentity(key, one);
          return row;
        },
      });
      const moved = { ...one, version: 2, email: `new-${as}@example.org` };
      expect(await overtaken.updateContact(moved)).toBe(false);
      expect(await people.contactByIdentity(key)).toEqual(one);
      expect(await people.updateContact(moved)).toBe(true);
      expect(await pinRowsOf(one.id, key)).toEqual({ contact: null, identity: false });
    });

    test('S1: of a pin and a new address at once, nobody is left pinned who came in under the old one', async () => {
      for (let round = 0; round < 20; round += 1) {
        const as = someone();
        const one = aContact({ as });
        await people.addContact(one);
        const key = sha256Of(`race ${one.id}`);
        const moved = { ...one, version: 2, email: `new-${as}@example.org` };
        const [, isMoved] = await Promise.all([people.pinIdentity(key, one), people.updateContact(moved)]);
        const left = await people.contactByIdentity(key);
        expect(isMoved ? left : left?.email).toBe(isMoved ? null : one.email);
        if (isMoved) expect(await people.pinIdentity(sha256Of(`next ${one.id}`), moved)).toBe(true);
      }
    });

    test('S15: a meter lets exactly as many through as its limit, and one again for each that has left the window', async () => {
      const meter = aMeter(someone(), 3, 600);
      for (const at of [minute(0), minute(1), minute(2)]) expect(await people.spend(meter, at)).toBe(true);
      expect(await people.spend(meter, minute(3))).toBe(false);
      expect(await people.spend(meter, '2021-10-01T07:09:59Z')).toBe(false);
      expect(await people.spend(meter, minute(10))).toBe(true);
      expect(await people.spend(meter, minute(10))).toBe(false);
      expect(await people.spend(meter, minute(11))).toBe(true);
    });

    test('S15: what a meter refused does not count', async () => {
      const meter = aMeter(someone(), 1, 600);
      expect(await people.spend(meter, minute(0))).toBe(true);
      for (let one = 1; one < 10; one += 1) expect(await people.spend(meter, minute(one))).toBe(false);
      expect(await people.spend(meter, minute(10))).toBe(true);
    });

    test('S15: a limit of nothing lets nothing through, and meters know nothing of each other', async () => {
      const [first, second] = [aMeter(someone(), 1), aMeter(someone(), 1)];
      expect(await people.spend({ ...first, limit: 0 }, minute(0))).toBe(false);
      expect(await people.spend(first, minute(0))).toBe(true);
      expect(await people.spend(second, minute(0))).toBe(true);
    });

    test('S15: however many uses come at once, exactly the limit is let through', async () => {
      for (const limit of [1, 5, 20]) {
        const meter = aMeter(someone(), limit);
        const spend = (): Promise<boolean> => people.spend(meter, minute(0));
        expect(await yesOf(Array.from({ length: limit * 3 }, spend))).toBe(limit);
        expect(await people.spend(meter, minute(1))).toBe(false);
      }
    });

    test('S15: a meter whose row was purged counts from nothing', async () => {
      const meter = aMeter(someone(), 1, 60);
      expect(await people.spend(meter, '1998-01-01T00:00:00Z')).toBe(true);
      expect(await people.purge('1998-01-01T00:01:00Z')).toBe(0);
      expect(await people.purge('1998-01-01T00:01:01Z')).toBe(1);
      expect(await people.spend(meter, '1998-01-01T00:00:30Z')).toBe(true);
      expect(await people.purge('1998-01-02T00:00:00Z')).toBe(1);
    });

    test('purging deletes codes, browsers, starts and meters that have expired and nothing else', async () => {
      const [old, kept, renewed] = [someone(), someone(), someone()];
      await people.addContact(aContact({ as: old }));
      await people.pinIdentity(sha256Of(`kept ${old}`), aContact({ as: old }));
      for (const as of [old, kept, renewed]) {
        const expiresAt = as === kept ? '1999-01-02T00:00:00Z' : '1999-01-01T00:00:00Z';
        await people.putCode(aCode(as, { expiresAt }));
        await people.putSession(aSession(as, { expiresAt }));
        await people.putSession(aSession(as, { expiresAt, way: 'remembered' }));
        await people.putOpenIdStart(aStart(as, { expiresAt }));
      }
      await people.putSession(aSession(renewed, { expiresAt: '1999-01-09T00:00:00Z' }));
      // Of each of the two: a code, a start, two rows for each browser; one browser was renewed.
      expect(await people.purge('1999-01-02T00:00:00Z')).toBe(2 * (1 + 1 + 4) - 2);
      expect(await people.purge('1999-01-02T00:00:00Z')).toBe(0);
      expect(await people.code(aCode(old).addressKey)).toBeNull();
      expect(await people.sessionsOf(aPersonId(old))).toEqual([]);
      expect(await people.session(aSession(old).tokenHash)).toBeNull();
      expect(await people.takeOpenIdStart(aStart(old).stateHash)).toBeNull();
      expect(await people.sessionsOf(aPersonId(kept))).toHaveLength(2);
      expect(await people.takeOpenIdStart(aStart(kept).stateHash)).not.toBeNull();
      expect(await people.session(aSession(renewed).tokenHash)).not.toBeNull();
      expect(await people.sessionsOf(aPersonId(renewed))).toHaveLength(1);
      expect((await people.contactByIdentity(sha256Of(`kept ${old}`)))?.id).toBe(aPersonId(old));
    });
  });
}
