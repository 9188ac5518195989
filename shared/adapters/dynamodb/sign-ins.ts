import { Temporal } from 'temporal-polyfill';
import { type Contact, session, signInCode } from '../../domain/contact.ts';
import { instantText } from '../../domain/fuzzy-date.ts';
import { meterRow } from '../../domain/meter.ts';
import { openIdStart, pinnedIdentity } from '../../domain/openid.ts';
import { sha256 } from '../../domain/text.ts';
import type { SignInStore } from '../../ports.ts';
import { inParallel, rowsOf, type Tables } from '../tables.ts';
import {
  codeKey,
  contactKey,
  contactSessionKey,
  contactSessionsPartition,
  emailKey,
  expiryOrder,
  identityKey,
  meterKey,
  openIdKey,
  sessionKey,
} from './keys.ts';
import { dataOf, jsonOf, rowOf } from './rows.ts';

/** A person with the name of the row of the identity they are pinned to, as one row says both. */
type PinnedPersonOf = (id: string) => Promise<{ readonly contact: Contact; readonly identityRow: string | null } | null>;

/** All it takes to end a browser: what else its rows say may be of a newer program. */
const namedBrowser = session.pick({ tokenHash: true, contactId: true }).strip();

/** Codes, sessions, sign-ins by OpenID Connect and what limits them, in the table of People. */
export function signInStore(tables: Tables, pinnedPersonOf: PinnedPersonOf): SignInStore {
  const browsersOf = (contactId: string) => rowsOf(tables.query({ table: 'people', pk: contactSessionsPartition(contactId) }));
  const endSession: SignInStore['endSession'] = async (tokenHash) => {
    const key = sessionKey(sha256.parse(tokenHash));
    const row = await tables.get('people', key);
    if (row === null) return;
    await tables.transact([
      { kind: 'delete', table: 'people', key },
      { kind: 'delete', table: 'people', key: contactSessionKey(dataOf(row, namedBrowser)) },
    ]);
  };

  return {
    putCode: async (code) => {
      const key = codeKey(code.addressKey);
      const row = rowOf(key, signInCode, code, expiryOrder(key, code.expiresAt));
      await tables.write({ kind: 'put', table: 'people', row });
    },
    keepCode: (asked, codeHmac) => {
      const key = codeKey(asked.addressKey);
      const row = rowOf(key, signInCode, { ...asked, codeHmac }, expiryOrder(key, asked.expiresAt));
      const when = { is: 'equal', values: { data: jsonOf(signInCode.parse(asked)) } } as const;
      return tables.write({ kind: 'put', table: 'people', row, when });
    },
    code: async (addressKey) => {
      const row = await tables.get('people', codeKey(addressKey));
      return row === null ? null : dataOf(row, signInCode);
    },
    countTry: (code) =>
      tables.write({
        kind: 'update',
        table: 'people',
        key: codeKey(code.addressKey),
        set: { 'data.tries': code.tries + 1 },
        when: { is: 'equal', values: { data: jsonOf(signInCode.parse(code)) } },
      }),
    takeCode: (code) =>
      tables.write({
        kind: 'delete',
        table: 'people',
        key: codeKey(code.addressKey),
        when: { is: 'equal', values: { data: jsonOf(signInCode.parse(code)) } },
      }),

    putSession: async (one) => {
      const put = (key: { pk: string; sk: string }) =>
        ({ kind: 'put', table: 'people', row: rowOf(key, session, one, expiryOrder(key, one.expiresAt)) }) as const;
      await tables.transact([put(sessionKey(one.tokenHash)), put(contactSessionKey(one))]);
    },
    session: async (tokenHash) => {
      const row = await tables.get('people', sessionKey(tokenHash));
      return row === null ? null : dataOf(row, session);
    },
    sessionsOf: async (contactId) => (await browsersOf(contactId)).map((row) => dataOf(row, session)),
    endSession,
    endSessionsOf: async (contactId) => {
      const all = (await browsersOf(contactId)).map((row) => dataOf(row, namedBrowser));
      await inParallel(all, 8, ({ tokenHash }) => endSession(tokenHash));
    },

    putOpenIdStart: async (start) => {
      const key = openIdKey(start.stateHash);
      await tables.write({
        kind: 'put',
        table: 'people',
        row: rowOf(key, openIdStart, start, expiryOrder(key, start.expiresAt)),
      });
    },
    takeOpenIdStart: async (stateHash) => {
      const key = openIdKey(sha256.parse(stateHash));
      const row = await tables.get('people', key);
      if (row === null) return null;
      const isMine = await tables.write({ kind: 'delete', table: 'people', key, when: { is: 'present' } });
      return isMine ? dataOf(row, openIdStart) : null;
    },
    contactByIdentity: async (key) => {
      const row = await tables.get('people', identityKey(key));
      const person = row === null ? null : await pinnedPersonOf(dataOf(row, pinnedIdentity).contactId);
      // An address may have been changed, and the pin with it, between the two reads.
      return person?.identityRow === identityKey(key).pk ? person.contact : null;
    },
    pinIdentity: async (key, { id: contactId, email }) => {
      const row = rowOf(identityKey(key), pinnedIdentity, { key, contactId });
      const result = await tables.transact([
        { kind: 'put', table: 'people', row, when: { is: 'absent' } },
        {
          kind: 'update',
          table: 'people',
          key: contactKey(contactId),
          set: { 'data.identityRow': row.pk },
          when: { is: 'equal', values: { 'data.identityRow': null, 'data.emailRow': emailKey(email).pk } },
        },
      ]);
      return result.ok;
    },

    spend: async ({ key: meter, limit, seconds }, at) => {
      const key = meterKey(meter);
      const from = instantText(Temporal.Instant.from(at).subtract({ seconds }));
      const expiresAt = instantText(Temporal.Instant.from(at).add({ seconds }));
      // Each race that is lost is a use that was counted: after `limit` of them the limit is reached.
      for (let round = 0; round <= limit; round += 1) {
        const known = await tables.get('people', key);
        const uses = (known === null ? [] : dataOf(known, meterRow).uses).filter((use) => use > from);
        if (uses.length >= limit) return false;
        const row = rowOf(key, meterRow, { key: meter, uses: [...uses, at], expiresAt }, expiryOrder(key, expiresAt));
        const when =
          known === null ? ({ is: 'absent' } as const) : ({ is: 'equal', values: { data: known.data ?? null } } as const);
        if (await tables.write({ kind: 'put', table: 'people', row, when })) return true;
      }
      return false;
    },
  };
}
