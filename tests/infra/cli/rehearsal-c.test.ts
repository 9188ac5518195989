import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jalon } from '../../command-line.ts';

let folder = '';
const env = (): { [name: string]: string } => ({ JALON_DATA: join(folder, 'data'), JALON_NOW: '2026-11-21T09:00:00+01:00' });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-golden-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('H4: the sample after its plan has ended mails nobody, and all four milestones are overdue', {
  timeout: 60_000,
}, async () => {
  expect(await jalon(['sample'], env())).toMatchObject({ code: 0 });
  expect(await jalon(['sample'], env())).toMatchObject({ code: 0, out: 'The sample is there already.\n' });
  const plan = JSON.parse((await jalon(['plan', 'show', '--json'], env())).out);
  const positions = plan.commitments.flatMap((one: { milestones: { position: string }[] }) =>
    one.milestones.map(({ position }) => position),
  );
  expect(positions).toEqual(['overdue', 'overdue', 'overdue', 'overdue']);
  const reminded = JSON.parse((await jalon(['remind', '--at', '2026-11-23', '--json'], env())).out);
  expect(reminded).toMatchObject({ sent: [], failed: [] });
  const rehearsed = await jalon(['rehearse', '--from', '2026-11-21', '--to', '2027-12-31', '--json'], env());
  expect(JSON.parse(rehearsed.out)).toEqual([]);
  expect(readdirSync(join(folder, 'data', 'outbox'))).toEqual([]);
});
