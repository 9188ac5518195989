import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jalon } from '../../command-line.ts';
import { inMemory, mailsIn } from '../../local-server.ts';

const lead = 'referente.sante@example.org';
const poc = 'point.de.contact@example.org';
const [a, b, c, d] = ['29/m1', '28/m1', '28/m2', '29/m2'].map((id) => `fr-2021-2023/${id}`);

/** Golden rehearsal A (RELIABILITY 6): mail on since 15 September 2021, nobody answers. */
const golden: readonly [day: string, to: string, told: readonly string[]][] = [
  ['2021-09-23', lead, [`${a} -7`]],
  ['2021-09-29', lead, [`${a} -1`]],
  ['2021-10-01', lead, [`${a} +1wd`, `${b} -30`]],
  ['2021-10-22', lead, [`${b} -7`]],
  ['2021-10-29', lead, [`${b} -1`]],
  ['2021-11-02', poc, [`${a} escalation`]],
  ['2021-11-02', lead, [`${a} overdue-2021-11`, `${b} +1wd`]],
  ['2021-12-01', poc, [`${b} escalation`]],
  ['2021-12-01', lead, [`${a} overdue-2021-12`, `${b} overdue-2021-12`, `${c} -30`, `${d} -30`]],
  ['2021-12-24', lead, [`${c} -7`, `${d} -7`]],
  ['2021-12-30', lead, [`${c} -1`, `${d} -1`]],
  ['2022-01-03', lead, [`${a} overdue-2022-01`, `${b} overdue-2022-01`, `${c} +1wd`, `${d} +1wd`]],
];

type Mail = { at: string; to: string; milestones: { id: string; step: string }[] };
const told = ({ at, to, milestones }: Mail) => [at.slice(0, 10), to, milestones.map(({ id, step }) => `${id} ${step}`).sort()];
/** Days on which everything is run a second time: one mail, two mails, two people. */
const repeated = ['2021-09-23', '2021-10-01', '2021-11-02', '2022-01-03'];
const expected = golden.map(([day, to, steps]) => [day, to, [...steps].sort()]);

let folder = '';
const env = (): { [name: string]: string } => ({ ...inMemory, JALON_DATA: join(folder, 'data'), JALON_NOW: '' });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jalon-golden-'));
  expect(JSON.parse((await jalon(['sample', '--json'], env())).out)).toMatchObject({
    loaded: true,
    people: [{ roles: ['lead'] }, { roles: ['poc'] }, { roles: ['reviewer'] }, { roles: ['admin'] }],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('loading the sample again changes nothing, and neither loading sends anything', async () => {
  const before = await jalon(['plan', 'show', '--json'], env());
  expect(JSON.parse((await jalon(['sample', '--json'], env())).out)).toMatchObject({ loaded: false });
  expect((await jalon(['plan', 'show', '--json'], env())).out).toBe(before.out);
  expect(readdirSync(join(folder, 'data', 'outbox'))).toEqual([]);
});

test('rehearse tells golden rehearsal A, every mail to lead and point of contact, in local time with its offset', async () => {
  const { out } = await jalon(['rehearse', '--from', '2021-09-01', '--to', '2022-01-31', '--json'], env());
  const mails: Mail[] = JSON.parse(out);
  expect(mails.map(told)).toEqual(expected);
  expect(mails.map(({ at }) => at.slice(10))).toEqual([...Array(5).fill('T09:00:00+02:00'), ...Array(7).fill('T09:00:00+01:00')]);
});

test('remind on each of these days delivers exactly these mails, and a second remind none', { timeout: 120_000 }, async () => {
  for (const day of new Set(golden.map(([one]) => one))) {
    const first = JSON.parse((await jalon(['remind', '--at', day, '--json'], env())).out);
    expect(first, day).toMatchObject({ failed: [] });
    expect(first.sent, day).toHaveLength(golden.filter(([one]) => one === day).length);
    if (!repeated.includes(day)) continue;
    const second = JSON.parse((await jalon(['remind', '--at', day, '--json'], env())).out);
    expect(second, day).toMatchObject({ sent: [], failed: [] });
  }
  const mails = await mailsIn(join(folder, 'data'));
  const delivered = mails.map(({ date, to }) => `${date?.slice(0, 10)} ${to?.[0]?.address}`);
  expect(delivered.sort()).toEqual(golden.map(([day, to]) => `${day} ${to}`).sort());
  for (const { text, html } of mails) expect(`${text}${html}`).toMatch(/Lancement|Publication|Démarrage/);
});
