import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStores } from '../../../infra/local/stores.ts';
import { defaultReminderPolicy } from '../../../shared/domain/plan.ts';
import { aFolder } from '../../adapters/local-tables.ts';
import { aContact, anAssignment, aPersonId, aPlan, planWritesOf } from '../../builders.ts';
import { jalon } from '../../command-line.ts';

const daysBefore = [60, 45, 30, 21, 14, 7, 3, 1];
const lead = 'lead@example.org';
const env = { JALON_NOW: '2021-10-20T08:00:00Z', JALON_STORE: 'memory' };

let folder: ReturnType<typeof aFolder>;
const run = (...args: string[]) => jalon(['contact', 'reminders', ...args], { ...env, JALON_DATA: folder.path });

beforeEach(async () => {
  folder = aFolder();
  const { stores, close } = await openStores(folder.path, env);
  // One plan may have six days: who has a role in two may be offered more.
  for (const [id, days] of [
    ['fr-2021-2023', daysBefore.slice(2)],
    ['other-plan', daysBefore.slice(0, 2)],
  ] as const) {
    const plan = aPlan({ id, reminderPolicy: { ...defaultReminderPolicy, daysBefore: days } });
    for (const write of planWritesOf(plan)) await stores.record.appendToPlan(write);
  }
  await stores.people.addAssignment(anAssignment({ id: 'a-inanotherplan000', planId: 'other-plan' }));
  const bounced = { reason: 'bounced', at: '2021-10-19T08:00:00Z' } as const;
  for (const one of [aContact(), aContact({ as: 'gone', suppressed: bounced })]) await stores.people.addContact(one);
  for (const as of ['lead', 'gone']) await stores.people.addAssignment(anAssignment({ as, commitments: ['28'] }));
  await close();
});
afterEach(() => folder.remove());

describe('jalon contact reminders', () => {
  test('shows how a person is reminded, in words and as JSON', async () => {
    const { code, out, err } = await run(lead);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      ['days before a deadline: all (60, 45, 30, 21, 14, 7, 3, 1)', 'frequency: as-due', 'language: fr', 'pause: none', ''].join(
        '\n',
      ),
    );
    expect(JSON.parse((await run(lead, '--json')).out)).toEqual({
      ...{ id: aPersonId('lead'), offered: daysBefore, daysBefore: null, frequency: 'as-due', language: 'fr' },
      ...{ pauseUntil: null, stopped: null },
    });
  });

  test('changes what the options name and nothing else', async () => {
    expect((await run(lead, '--days', '7,1', '--frequency', 'weekly')).code).toBe(0);
    const { code, out } = await run(lead, '--pause-until', '2021-11-10', '--language', 'en', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([
      ...[0, { daysBefore: [7, 1], frequency: 'weekly', language: 'en', pauseUntil: '2021-11-10' }],
    ]);
    const back = await run(lead, '--days', 'all', '--pause-until', 'none', '--json');
    expect(JSON.parse(back.out)).toMatchObject({ daysBefore: null, frequency: 'weekly', pauseUntil: null });
    expect((await run(lead, '--days', 'none')).out).toContain('days before a deadline: none of 60');
  });

  test('refuses with exit 1 what the page refuses, names the field, and writes nothing', async () => {
    const many = await run(lead, '--days', '60,45,30,21,14,7,3', '--json');
    expect(many.code).toBe(1);
    expect(JSON.parse(many.out)).toMatchObject({ problems: [{ field: 'daysBefore', code: 'too-many', detail: '6' }] });
    expect(many.err).toContain('daysBefore are too many (6)');
    expect((await run(lead, '--days', '12')).err).toContain('daysBefore is unknown');
    expect((await run(lead, '--pause-until', '2021-10-19')).err).toContain('pauseUntil lies in the past');
    expect((await run('nobody@example.org')).code).toBe(1);
    expect(JSON.parse((await run(lead, '--json')).out)).toMatchObject({ daysBefore: null, pauseUntil: null });
  });

  test('stops and resumes; after a bounce it says what to do instead', async () => {
    expect((await run(lead, '--stop')).out).toContain('stopped: unsubscribed, 2021-10-20T08:00:00Z');
    expect(JSON.parse((await run(lead, '--resume', '--json')).out)).toMatchObject({ stopped: null });
    const gone = await run('gone@example.org', '--resume');
    expect([gone.code, gone.err]).toEqual([1, expect.stringContaining('--lift-stop')]);
  });

  test.each([
    ['no address', []],
    ['a list that is none', [lead, '--days', 'sometimes']],
    ['another frequency', [lead, '--frequency', 'never']],
    ['two things at once', [lead, '--stop', '--days', '7']],
  ])('is a wrong call with %s: exit 2', async (_, args) => {
    expect((await run(...args)).code).toBe(2);
  });
});
