import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meteredBy } from '../../../infra/local/metered.ts';
import { localOpenId } from '../../../infra/local/openid.ts';
import { memoryStores } from '../../../shared/adapters/memory/stores.ts';
import { instantText } from '../../../shared/domain/fuzzy-date.ts';
import { meterKeyOf } from '../../../shared/domain/keyed-hash.ts';
import { client, type LoopbackProvider, openLoopbackProvider, throughProvider } from '../../loopback/openid-provider.ts';

const address = 'http://127.0.0.1:8080';

describe('the provider of one machine', () => {
  let provider: LoopbackProvider;
  let folder: string;
  let env: { [name: string]: string };
  beforeAll(async () => {
    provider = await openLoopbackProvider({ redirectUri: `${address}/app/openid/back` });
    folder = mkdtempSync(join(tmpdir(), 'jalon-openid-'));
    const file = join(folder, 'secret');
    writeFileSync(file, `${client.secret}\n`, { mode: 0o600 });
    env = {
      JALON_OPENID_ISSUER: provider.endpoint,
      JALON_OPENID_CLIENT_ID: client.id,
      JALON_OPENID_SECRET_FILE: file,
    };
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await provider.close();
  });

  test('is none where no variable names one', () => {
    expect(localOpenId({ PATH: '/bin', JALON_OPENID_ISSUER: '' }, address)).toBeNull();
  });

  test('is asked with the secret of the file, in real time, wherever the clock of a rehearsal stands', async () => {
    const openId = localOpenId({ ...env, JALON_OPENID_NAME: 'ProConnect' }, address);
    expect(openId?.name).toBe('ProConnect');
    const sent = await openId?.begin();
    if (openId === null || sent === undefined || !sent.ok) throw new Error('no departure');
    provider.faults.idToken = (right, { honest }) => honest({ ...right, nbf: right.iat ?? 0 });
    const answer = await openId.finish(await throughProvider(sent.url), sent, Temporal.Instant.from('2021-09-15T12:00:00Z'));
    expect(answer).toMatchObject({ ok: true, claims: { subject: 'subject-1', organisationNumber: null } });
  });

  test('says what is missing, and what does not fit', () => {
    const { JALON_OPENID_SECRET_FILE: _, ...half } = env;
    expect(() => localOpenId(half, address)).toThrow(/also needs JALON_OPENID_SECRET_FILE$/);
    expect(() => localOpenId({ ...env, JALON_OPENID_ISSUER: 'http://issuer.example.org' }, address)).toThrow(/plain http/);
    expect(() => localOpenId({ ...env, JALON_OPENID_ALGORITHM: 'none' }, address)).toThrow(/algorithm/);
    expect(() => localOpenId({ ...env, JALON_OPENID_SCOPE: 'email' }, address)).toThrow(/scope/);
  });
});

test('S15: limits on one machine are counted in real time while the clock of a rehearsal stands', async () => {
  let real = Temporal.Instant.from('2026-05-04T09:00:00Z');
  const people = meteredBy({ now: () => real }, memoryStores().people);
  const standing = instantText(Temporal.Instant.from('2021-09-15T12:00:00Z'));
  const meter = { key: meterKeyOf('a secret', 'test', 'somebody'), limit: 1, seconds: 3_600 };
  expect(await people.spend(meter, standing)).toBe(true);
  expect(await people.spend(meter, standing)).toBe(false);
  real = real.add({ hours: 1 });
  expect(await people.spend(meter, standing)).toBe(true);
});
