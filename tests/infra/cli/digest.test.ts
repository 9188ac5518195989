import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openStores } from '../../../infra/local/stores.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { aDigest, aPersonId, aReminder } from '../../builders.ts';
import { jalon } from '../../command-line.ts';

const claims = [{ at: '2021-10-01T07:00:00Z', on: '2021-10-01', told: 'none' as const }];
const recipientId = aPersonId('lead');
const rejected = aDigest({ recipientId, localDate: '2021-09-29' });
const reminder = aReminder({ recipientId, step: '-7' });
const unknown = aDigest({ recipientId, localDate: '2021-10-01', rids: [reminder.rid], claims, attempt: 1 });

let folder: ReturnType<typeof aFolder>;
const run = (...args: string[]) =>
  jalon(['digest', ...args], { JALON_DATA: folder.path, JALON_NOW: '2021-10-04T08:00:00Z', JALON_STORE: 'memory' });

beforeEach(async () => {
  folder = aFolder();
  const { stores, close } = await openStores(folder.path, { JALON_STORE: 'memory' });
  await stores.ledger.saveDigest({ ...unknown, state: 'needs-human', reason: 'unknown', pending: false }, [
    { ...reminder, did: unknown.did },
  ]);
  await stores.ledger.saveDigest({ ...rejected, state: 'needs-human', reason: 'rejected', pending: false }, []);
  await stores.ledger.saveDigest(aDigest({ recipientId, localDate: '2021-10-04' }), []);
  await close();
});
afterEach(() => folder.remove());

const listed = z.array(z.looseObject({ did: z.string(), reason: z.string() }));

/** A digest as it lies in the folder after a command. */
async function stored(did: string) {
  const { stores, close } = await openStores(folder.path, { JALON_STORE: 'memory' });
  const found = await stores.ledger.digest(did);
  await close();
  return found;
}

describe('jalon digest', () => {
  test('lists what waits for a person, oldest first, with why, and what was handed over when', async () => {
    const { code, out, err } = await run('list');
    expect(code).toBe(0);
    expect(out).toBe(
      [
        `${rejected.did}  rejected  2021-09-29  ${recipientId}  never handed over`,
        `${unknown.did}  unknown  2021-10-01  ${recipientId}  handed over 2021-10-01T07:00:00Z`,
        '  fr-2021-2023/28/m1 (7 days before)',
        '',
      ].join('\n'),
    );
    expect(err).toBe('2 mail(s) wait for a person.\n');
    expect(out).not.toContain('@');
    expect(listed.parse(JSON.parse((await run('list', '--json')).out)).map(({ did }) => did)).toEqual([
      rejected.did,
      unknown.did,
    ]);
  });

  test.each([
    ['drop', 'dropped'],
    ['resend', 'planned'],
    ['sent', 'sent'],
  ])('%s leaves it %s, and off the list', async (verb, state) => {
    const { code, out } = await run(verb, '--json', '--', unknown.did);
    expect([code, JSON.parse(out)]).toEqual([0, { ok: true, did: unknown.did, state }]);
    expect((await stored(unknown.did))?.state).toBe(state);
    expect(listed.parse(JSON.parse((await run('list', '--json')).out)).map(({ did }) => did)).toEqual([rejected.did]);
  });

  test('refuses in words what cannot be', async () => {
    expect(await run('sent', '--', rejected.did)).toMatchObject({
      code: 1,
      err: expect.stringContaining('never handed to the mail service'),
    });
    expect(await run('drop', '--', 'nothing')).toMatchObject({ code: 1, err: expect.stringContaining('jalon digest list') });
    expect(JSON.parse((await run('drop', '--json', 'nothing')).out)).toEqual({ ok: false, reason: 'unknown-digest' });
    expect(await run('drop')).toMatchObject({ code: 2 });
  });
});
