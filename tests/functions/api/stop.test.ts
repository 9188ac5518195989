import { describe, expect, test } from 'vitest';
import { contactAssignmentKey, dueKey, planStateKey } from '../../../shared/adapters/dynamodb/keys.ts';
import { memoryTables } from '../../../shared/adapters/memory/tables.ts';
import { aContact, anAssignment, start } from '../../builders.ts';
import { readPage } from './page.ts';
import { aWorld, type World } from './world.ts';

const lead = aContact({ as: 'lead' });
const path = `/app/stop/${lead.stopToken}`;

const oneClick = (
  world: World,
  body: URLSearchParams | FormData = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  at = path,
) => world.app.request(at, { method: 'POST', body });

const suppressedOf = async (world: World) => (await world.stores.people.contact(lead.id))?.suppressed;

describe('the stop link', () => {
  test('S4: shows a page and changes nothing, fifty times', async () => {
    const world = await aWorld();
    const writes = world.traffic.writes;
    for (let one = 0; one < 50; one += 1) expect((await world.app.request(path)).status).toBe(200);
    expect(await suppressedOf(world)).toBeNull();
    expect(world.traffic.writes).toBe(writes);
  });

  test('S4: stops on one POST without cookie or Origin, without redirect, and again without change', async () => {
    const world = await aWorld();
    const first = await oneClick(world);
    const stopped = await suppressedOf(world);
    world.wait({ hours: 1 });
    const second = await oneClick(world);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(stopped).toEqual({ reason: 'unsubscribed', at: '2021-10-20T08:00:00Z' });
    expect(await suppressedOf(world)).toEqual(stopped);
  });

  test('S4: takes multipart/form-data, as RFC 8058 allows', async () => {
    const world = await aWorld();
    const data = new FormData();
    data.set('List-Unsubscribe', 'One-Click');
    expect((await oneClick(world, data)).status).toBe(200);
    expect(await suppressedOf(world)).toMatchObject({ reason: 'unsubscribed' });
  });

  test('S4: works from the page a person opens, in the language of that person', async () => {
    const world = await aWorld({ contacts: [{ ...lead, language: 'en' }] });
    const { title, formFor } = readPage(await (await world.app.request(path)).text());
    expect(title).toBe('Change or stop your reminders – Jalon');
    const done = await oneClick(world, new URLSearchParams([...formFor(path).fields]));
    expect(readPage(await done.text()).title).toBe('Reminders are stopped – Jalon');
  });

  test('S4: with a wrong token is the same 404 for GET and POST, and stops nobody', async () => {
    const world = await aWorld();
    const unknown = `/app/stop/${'A'.repeat(43)}`;
    for (const wrong of [unknown, '/app/stop/short', `${path}x`, `/app/stop/${encodeURIComponent(`${lead.stopToken}/`)}`]) {
      expect((await world.app.request(wrong)).status).toBe(404);
      expect((await oneClick(world, undefined, wrong)).status).toBe(404);
    }
    expect(await suppressedOf(world)).toBeNull();
  });

  test('S4: stops nothing for a body that does not say so', async () => {
    const world = await aWorld();
    for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'yes' }), new URLSearchParams({ email: 'x' })]) {
      expect((await oneClick(world, body)).status).toBe(400);
    }
    expect(await suppressedOf(world)).toBeNull();
  });

  test('S4: leaves the role, and an address that bounced stays marked as such', async () => {
    const bounced = { reason: 'bounced', at: start } as const;
    const world = await aWorld({ contacts: [{ ...lead, suppressed: bounced }] });
    expect((await oneClick(world)).status).toBe(200);
    expect(await suppressedOf(world)).toEqual(bounced);
    expect((await world.stores.people.assignmentsOf(lead.id)).map(({ until }) => until)).toEqual([null]);
  });

  test('S4: two stops at once and a mail event in between all end stopped', async () => {
    const world = await aWorld();
    const answers = await Promise.all([oneClick(world), oneClick(world), oneClick(world)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await suppressedOf(world)).toMatchObject({ reason: 'unsubscribed' });
  });

  test.each(['fr', 'en'] as const)('S4: stops where nothing else about the person can be read, %s', async (language) => {
    for (const [what, key, table] of [
      ['the plan', planStateKey('fr-2021-2023'), 'record'],
      ['a role', contactAssignmentKey(anAssignment({ as: 'lead', commitments: ['28'] })), 'people'],
      ['the due item of the plan', dueKey('fr-2021-2023'), 'record'],
    ] as const) {
      const tables = memoryTables();
      const world = await aWorld({ tables, contacts: [{ ...lead, language }] });
      await world.stores.record.putDue([{ subjectId: 'fr-2021-2023', nextDueAt: '2022-01-01T00:00:00Z', deadlineVersion: 1 }]);
      await tables.write({ kind: 'update', table, key, set: { data: 'nothing known' } });
      const page = await world.app.request(path);
      expect([what, page.status]).toEqual([what, 200]);
      const { forms, formFor } = readPage(await page.text());
      const tuning = forms.filter(({ action }) => action === `${path}/reminders`);
      expect([what, tuning.length]).toEqual([what, what === 'the due item of the plan' ? 1 : 0]);
      const done = await oneClick(world, new URLSearchParams([...formFor(path).fields]));
      expect([what, done.status, (await suppressedOf(world))?.reason]).toEqual([what, 200, 'unsubscribed']);
      const untold = world.lines.filter((line) => line.includes('stop-untold'));
      expect([what, untold.length]).toEqual([what, what === 'the due item of the plan' ? 1 : 0]);
      // Stopped, the page has nothing more to offer than how to lift it.
      expect((await world.app.request(path)).status).toBe(200);
    }
  });

  test('S20: the log names the person by pseudonym and never the token', async () => {
    const world = await aWorld();
    await oneClick(world);
    expect(world.lines.join()).toContain(lead.id);
    expect(world.lines.join()).not.toContain(lead.stopToken);
  });
});
