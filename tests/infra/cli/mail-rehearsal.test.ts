import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jalon } from '../../command-line.ts';

let folder = '';
const env = (): { [name: string]: string } => ({ JALON_DATA: join(folder, 'data'), JALON_NOW: '' });
const run = (...args: string[]) => jalon(args, env());
const remind = async (at: string, ...more: string[]) =>
  JSON.parse((await run('remind', '--at', at, '--json', ...more)).out) as {
    sent: string[];
    skipped: { id: string; reason: string }[];
    failed: unknown[];
    mails?: { at: string; milestones: { step: string }[] }[];
  };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-mail-'));
  expect(JSON.parse((await run('sample', '--json')).out)).toMatchObject({ loaded: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what mail would do', () => {
  test('a dry run at an instant is that tick alone, and at a day all of its ticks; nothing is sent', async () => {
    expect(await remind('2021-09-23T00:30:00+02:00', '--dry-run')).toMatchObject({ sent: [], failed: [], mails: [] });
    const [tick, day] = [await remind('2021-09-23T09:00:00+02:00', '--dry-run'), await remind('2021-09-23', '--dry-run')];
    for (const { sent, mails } of [tick, day]) {
      expect(sent).toHaveLength(1);
      expect(mails).toMatchObject([{ at: '2021-09-23T09:00:00+02:00', milestones: [{ step: '-7' }] }]);
    }
    expect(readdirSync(join(folder, 'data', 'outbox'))).toEqual([]);
    const { mails: _, ...rehearsed } = day;
    expect(await remind('2021-09-23')).toEqual(rehearsed);
  });

  test('rehearsing a plan whose mail is off says so beside the mails; a dry run leaves it off', async () => {
    expect((await run('rehearse', '--from', '2021-09-24', '--to', '2021-09-30', '--json')).err).toBe('');
    expect((await run('mail', 'off')).code).toBe(0);
    const { out, err } = await run('rehearse', '--from', '2021-09-24', '--to', '2021-09-30', '--json');
    expect(err).toBe('Mail of fr-2021-2023 is off; this is what would go out if it were switched on now.\n');
    expect(JSON.parse(out)).toMatchObject([{ at: '2021-09-29T09:00:00+02:00', milestones: [{ step: '-1' }] }]);
    expect(await remind('2021-09-29', '--dry-run')).toMatchObject({ sent: [], failed: [], mails: [] });
  });

  test('rehearsing behind a shut gate says so beside the mails', async () => {
    expect((await run('gate', 'off')).code).toBe(0);
    const { out, err } = await run('rehearse', '--from', '2021-09-24', '--to', '2021-09-30', '--json');
    expect(err).toContain('The gate is off; this is what would go out if it were live.\n');
    expect(JSON.parse(out)).toHaveLength(1);
  });
});
