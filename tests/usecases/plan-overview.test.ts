import { describe, expect, test } from 'vitest';
import { proposal } from '../../shared/domain/proposal.ts';
import { planOverview } from '../../shared/usecases/plan-overview.ts';
import { aContact, anAssignment, aPersonId, overwriteAssignment } from '../builders.ts';
import { a, aWorld, b, instant, plan } from './reminder-world.ts';

const viewer = aPersonId('poc');
const now = instant('2021-10-20T08:00:00Z');

async function overviewOf(world: Awaited<ReturnType<typeof aWorld>>, at = now) {
  const found = await planOverview(world.stores, { planId: plan, viewer, now: at });
  if (found === null) throw new Error('an overview expected');
  return found;
}

describe('the overview of a plan', () => {
  test('tells the next three days with mail, to whom and about what', async () => {
    const { nextMails } = await overviewOf(await aWorld());
    expect(nextMails.map(({ day, contact, milestoneIds }) => [day, contact.id, milestoneIds])).toEqual([
      ['2021-10-22', aPersonId('lead'), [b]],
      ['2021-10-29', aPersonId('lead'), [b]],
      ['2021-11-02', aPersonId('lead'), [b, a]],
    ]);
  });

  test('tells no mail while mail is off, to whom it does not reach, or after the plan', async () => {
    expect((await overviewOf(await aWorld({ mailOnSince: null }))).nextMails).toEqual([]);
    const stopped = { suppressed: { reason: 'unsubscribed' as const, at: '2021-10-01T00:00:00Z' } };
    const silenced = await aWorld({ people: { lead: stopped, poc: stopped } });
    expect((await overviewOf(silenced)).nextMails).toEqual([]);
    const closed = await aWorld({ settings: { closesOn: '2021-10-25' } });
    expect((await overviewOf(closed)).nextMails.map(({ day }) => day)).toEqual(['2021-10-22']);
  });

  test('a pause ends in time for later mails', async () => {
    const world = await aWorld({ people: { lead: { pausedUntil: '2021-10-25T00:00:00Z' } } });
    const { nextMails, unreached } = await overviewOf(world);
    // The point of contact is asked in their place while it lasts.
    expect(nextMails.map(({ day, milestoneIds }) => [day, milestoneIds.length])).toEqual([
      ['2021-10-22', 1],
      ['2021-10-29', 1],
      ['2021-11-02', 2],
    ]);
    expect(unreached.map(({ contact }) => contact.id)).toEqual([aPersonId('lead')]);
  });

  test('counts what waits: proposals not judged yet, people nobody confirmed in their role', async () => {
    const world = await aWorld();
    const waiting = proposal.parse({
      ...{ id: `proposal-${'1'.repeat(32)}`, planId: plan, documentId: 'document-x', kind: 'meeting', title: 'Réunion' },
      ...{
        date: null,
        line: 3,
        reason: null,
        source: { name: 'x.txt', sha256: 'a'.repeat(64) },
        quote: 'Réunion',
        told: 'announced',
        followUpOwed: false,
      },
      ...{ version: 1, state: 'waiting', became: null, at: '2021-10-01T00:00:00Z' },
    });
    const judged = { ...waiting, id: `proposal-${'2'.repeat(32)}` };
    await world.stores.people.addProposals([waiting, judged]);
    await world.stores.people.updateProposal({ ...judged, version: 2, state: 'rejected' });
    await world.stores.people.addContact(aContact({ as: 'second' }));
    await world.stores.people.addAssignment(anAssignment({ as: 'second', role: 'deputy', confirmedAt: null }));
    await world.stores.people.addContact(aContact({ as: 'gone', confirmedAt: null }));
    await world.stores.people.addAssignment(anAssignment({ as: 'gone', until: '2021-10-01T00:00:00Z' }));
    const { proposals, unconfirmed } = await overviewOf(world);
    expect(proposals).toBe(1);
    expect(unconfirmed.map(({ contact, roles }) => [contact.id, roles])).toEqual([[aPersonId('second'), ['deputy']]]);
  });

  test('what mail lacks leaves out who only waits for confirmation', async () => {
    const world = await aWorld({ mailOnSince: null, people: { lead: { confirmedAt: null }, poc: {} } });
    const first = await overviewOf(world);
    expect([first.isReady, first.missing]).toEqual([false, []]);
    await overwriteAssignment(world.stores.people, anAssignment({ as: 'lead', commitments: ['28'] }));
    expect((await overviewOf(world)).missing).toEqual([{ field: 'lead.29', code: 'required' }]);
    const unsure = await aWorld({ mailOnSince: null, people: { lead: {}, poc: { confirmedAt: null } } });
    expect((await overviewOf(unsure)).missing).toEqual([]);
    await overwriteAssignment(unsure.stores.people, anAssignment({ as: 'poc', role: 'poc', until: '2021-10-01T00:00:00Z' }));
    expect((await overviewOf(unsure)).missing).toEqual([{ field: 'poc', code: 'required' }]);
  });

  test('tells the last import, and when the calendar last ran', async () => {
    const world = await aWorld();
    expect((await overviewOf(world)).lastImportAt).toBe('2021-09-15T06:00:00Z');
    expect((await overviewOf(world)).lastRunAt).toBeNull();
    await world.tick('2021-10-20T07:45:00Z');
    expect((await overviewOf(world)).lastRunAt).toBe('2021-10-20T07:45:00Z');
  });

  test('of a plan that does not exist is none', async () => {
    expect(await planOverview((await aWorld()).stores, { planId: 'nowhere', viewer, now })).toBeNull();
  });
});
