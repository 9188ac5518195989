import { describe, expect, test } from 'vitest';
import { digestRowKey, reminderKey } from '../../shared/adapters/dynamodb/keys.ts';
import { digestId } from '../../shared/domain/ledger.ts';
import { proposal } from '../../shared/domain/proposal.ts';
import { noteServiceTimes } from '../../shared/usecases/note-service-times.ts';
import { planCampaign } from '../../shared/usecases/plan-campaign.ts';
import { planOverview } from '../../shared/usecases/plan-overview.ts';
import { readPeople } from '../../shared/usecases/read-people.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { aContact, anActor, anAssignment, anAssignmentId, aPersonId, aRef, overwriteAssignment } from '../builders.ts';
import { a, aWorld, b, c, instant, plan } from './reminder-world.ts';
import { aSpoiltWorld, on } from './spoilt-world.ts';

const viewer = aPersonId('poc');
const now = instant('2021-10-20T08:00:00Z');

async function overviewOf(world: Awaited<ReturnType<typeof aWorld>>, at = now) {
  const found = await planOverview(world.stores, { planId: plan, viewer, now: at });
  if (found === null) throw new Error('an overview expected');
  return found;
}

describe('the overview of a plan', () => {
  test('tells the next three days with mail, to whom and about what', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-10-20T07:45:00Z');
    const { nextMails } = await overviewOf(world);
    expect(nextMails.map(({ day, contact, milestoneIds }) => [day, contact.id, milestoneIds])).toEqual([
      ['2021-10-22', aPersonId('lead'), [b]],
      ['2021-10-29', aPersonId('lead'), [b]],
      ['2021-11-02', aPersonId('lead'), [b, a]],
      ['2021-11-02', aPersonId('poc'), [a]],
    ]);
  });

  test('tells no mail while mail is off, to whom it does not reach, or after the plan', async () => {
    expect((await overviewOf(await aWorld({ mailOnSince: null }))).nextMails).toEqual([]);
    const stopped = { suppressed: { reason: 'unsubscribed' as const, at: '2021-10-01T00:00:00Z' } };
    const silenced = await aWorld({ people: { lead: stopped, poc: stopped } });
    expect((await overviewOf(silenced)).nextMails).toEqual([]);
    const closed = await aWorld({ settings: { closesOn: '2021-10-25' } });
    await closed.run('2021-09-15T07:00:00Z', '2021-10-20T07:45:00Z');
    expect((await overviewOf(closed)).nextMails.map(({ day }) => day)).toEqual(['2021-10-22']);
  });

  test('tells what fell due and has not left: with the next tick, or when its digest may go; what left is no longer told', async () => {
    const world = await aWorld();
    const today = async (at = now) => {
      const { nextMails } = await overviewOf(world, at);
      return nextMails.filter(({ day }) => day <= '2021-10-21').map(({ day, milestoneIds }) => [day, milestoneIds]);
    };
    // No tick has come by yet: the last step of each milestone is owed.
    expect(await today()).toEqual([['2021-10-20', [b, a]]]);
    const evening = instant('2021-10-20T18:00:00Z');
    expect(await today(evening)).toEqual([['2021-10-21', [b, a]]]);
    await runTick(world.deps, evening);
    expect(world.sent).toEqual([]);
    expect(await today(evening)).toEqual([['2021-10-21', [b, a]]]);
    await world.tick('2021-10-21T07:00:00Z');
    expect(world.sent.length).toBe(1);
    expect(await today(instant('2021-10-21T08:00:00Z'))).toEqual([]);
  });

  test('foresees nothing of a row that cannot be read, and all the rest', async () => {
    const world = await aSpoiltWorld();
    await world.run(on, '2021-10-22T06:59:00Z');
    // What falls due is planned, and has not left.
    await runTick(world.deps, instant('2021-10-22T07:00:00Z'));
    const today = async () => {
      const { nextMails } = await overviewOf(world, instant('2021-10-22T07:00:01Z'));
      return nextMails.filter(({ day }) => day === '2021-10-22').map(({ contact, milestoneIds }) => [contact.id, milestoneIds]);
    };
    const whole = [[aPersonId('lead'), [b]]];
    expect(await today()).toEqual(whole);
    const { stores, spoil, mend } = world;
    const digestOf = async (day: string) => (await stores.ledger.digest(digestId(aPersonId('lead'), day)))?.did ?? '';
    const [sent, planned] = [await digestOf('2021-10-01'), await digestOf('2021-10-22')];
    await spoil('ledger', digestRowKey(sent));
    expect(await today()).toEqual(whole);
    await spoil('ledger', digestRowKey(planned));
    expect(await today()).toEqual([]);
    await mend('ledger', digestRowKey(planned));
    const { rids = [] } = (await stores.ledger.digest(planned)) ?? {};
    for (const rid of rids) await spoil('ledger', reminderKey(rid));
    expect([rids.length, await today()]).toEqual([2, []]);
  });

  test('tells the escalation to the point of contact, and a campaign that was confirmed a moment ago', async () => {
    const world = await aWorld();
    await world.run('2021-09-15T07:00:00Z', '2021-11-30T12:00:00Z');
    const { nextMails } = await overviewOf(world, instant('2021-11-30T12:00:00Z'));
    expect(nextMails.map(({ day, contact }) => [day, contact.id])).toContainEqual(['2021-12-01', aPersonId('poc')]);
    expect(nextMails.find(({ contact }) => contact.id === aPersonId('poc'))?.milestoneIds).toEqual([b]);
    const asked = await aWorld();
    await asked.run('2021-09-15T07:00:00Z', '2021-10-20T07:45:00Z');
    const campaign = { id: 'automne', opens: '2021-10-20', closes: '2021-12-15', confirmed: true };
    await planCampaign(asked.deps, { planId: plan, actor: anActor('poc'), ...campaign, now });
    const { nextMails: soon } = await overviewOf(asked, now);
    expect(soon[0]).toMatchObject({ day: '2021-10-20', commitmentIds: [`${plan}/28`, `${plan}/29`] });
  });

  test('a pause ends in time for later mails', async () => {
    const world = await aWorld({ people: { lead: { pausedUntil: '2021-10-25T00:00:00Z' } } });
    await world.run('2021-09-15T07:00:00Z', '2021-10-20T07:45:00Z');
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

  test('names commitments for which nobody answers, until somebody is named or nothing is open in them', async () => {
    const world = await aWorld();
    const about = async () => {
      const overview = await overviewOf(world);
      return [overview.leaderless, (await readPeople(world.stores, plan, now)).leaderless];
    };
    expect(await about()).toEqual([[], []]);
    await overwriteAssignment(world.stores.people, anAssignment({ as: 'lead', commitments: ['28'] }));
    expect(await about()).toEqual([['29'], ['29']]);
    await world.stores.people.addContact(aContact({ as: 'second', confirmedAt: null }));
    await world.stores.people.addAssignment(
      anAssignment({ as: 'second', commitments: ['29'], milestoneId: a, role: 'colleague' }),
    );
    expect(await about()).toEqual([['29'], ['29']]);
    await overwriteAssignment(world.stores.people, anAssignment({ as: 'lead', until: '2021-10-01T00:00:00Z' }));
    await world.stores.people.addAssignment(
      anAssignment({ id: anAssignmentId('secondlead'), as: 'second', commitments: ['29'], confirmedAt: null }),
    );
    expect(await about()).toEqual([['28'], ['28']]);
    const reason = aRef('Reporté.');
    for (const id of [b, c])
      await world.say(id, { type: 'withdrawn', data: { milestoneId: id, reason } }, '2021-10-19T08:00:00Z');
    expect(await about()).toEqual([[], []]);
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

  test('tells when the calendar last ran though that was days ago', async () => {
    const world = await aWorld();
    await world.tick('2021-10-12T07:45:00Z');
    await noteServiceTimes(world.stores, instant('2021-10-12T08:07:00Z'));
    expect((await overviewOf(world)).lastRunAt).toBe('2021-10-12T07:45:00Z');
  });

  test('of a plan that does not exist is none', async () => {
    expect(await planOverview((await aWorld()).stores, { planId: 'nowhere', viewer, now })).toBeNull();
  });
});
