import { describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/domain/plan.ts';
import type { RecordStore } from '../../shared/ports.ts';
import { closeCampaign } from '../../shared/usecases/close-campaign.ts';
import { confirmCampaign } from '../../shared/usecases/confirm-campaign.ts';
import { editPlan } from '../../shared/usecases/edit-plan.ts';
import { importSheets } from '../../shared/usecases/import-sheets.ts';
import { nothingToReport } from '../../shared/usecases/nothing-to-report.ts';
import { planCampaign } from '../../shared/usecases/plan-campaign.ts';
import { rehearse } from '../../shared/usecases/rehearse.ts';
import { runTick } from '../../shared/usecases/run-tick.ts';
import { switchMailOff, switchMailOn } from '../../shared/usecases/switch-mail.ts';
import { aDeclared, anActor, aPersonId, loseDue } from '../builders.ts';
import { a, aWorld, b, c, config, d, instant, plan, type Stage } from './reminder-world.ts';
import { aDraft, aDraftCommitment, aDraftMilestone } from './world.ts';

const actor: Actor = { role: 'poc', id: aPersonId('poc') };
const days = { opens: '2021-11-15', closes: '2021-12-15' };
const campaign = { planId: plan, id: '2021-2', actor };
const until = '2022-01-31T22:59:59Z';
const lead = 'lead@example.org';

const names = new Map([
  [a, 'a'],
  [b, 'b'],
  [c, 'c'],
  [d, 'd'],
  [`${plan}/28`, '#28 '],
  [`${plan}/29`, '#29 '],
]);
type Told = readonly { readonly at: string; readonly to: string; readonly milestones: readonly { id: string; step: string }[] }[];
const linesTo = (to: string, mails: Told) =>
  mails
    .filter((one) => one.to === to)
    .map(({ at, milestones }) =>
      [at.slice(0, 10), ...milestones.map(({ id, step }) => `${names.get(id)}${step}`).sort()].join(' | '),
    );
/** What of these lines the campaign asks. */
const asking = (lines: readonly string[]) =>
  lines
    .filter((line) => line.includes('campaign-'))
    .map((line) =>
      line
        .split(' | ')
        .filter((one) => !/^[a-d]/.test(one))
        .join(' | '),
    );

/** Golden rehearsal A with a campaign from 15 November to 15 December, confirmed when `confirmedAt` says. */
async function aCampaignWorld(confirmedAt: string | null = '2021-09-16T08:00:00Z', stage: Stage = {}) {
  const world = await aWorld(stage);
  const { deps } = world;
  await planCampaign(deps, { ...campaign, ...days, confirmed: false, now: instant('2021-09-15T08:00:00Z') });
  const confirm = (at: string) => confirmCampaign(deps, { ...campaign, ...days, now: instant(at) });
  if (confirmedAt !== null) {
    await world.run('2021-09-15T08:00:00Z', confirmedAt);
    await confirm(confirmedAt);
    await world.run(confirmedAt, until);
  }
  return { ...world, confirm };
}

const golden = [
  '2021-09-23 | a-7',
  '2021-09-29 | a-1',
  '2021-10-01 | a+1wd | b-30',
  '2021-10-22 | b-7',
  '2021-10-29 | b-1',
  '2021-11-02 | aoverdue-2021-11 | b+1wd',
  '2021-11-15 | #28 campaign-open | #29 campaign-open',
  '2021-12-01 | #28 campaign-14 | #29 campaign-14 | aoverdue-2021-12 | boverdue-2021-12 | c-30 | d-30',
  '2021-12-10 | #28 campaign-3 | #29 campaign-3',
  '2021-12-24 | c-7 | d-7',
  '2021-12-30 | c-1 | d-1',
  '2022-01-03 | aoverdue-2022-01 | boverdue-2022-01 | c+1wd | d+1wd',
];

describe('a campaign over the deadlines of a plan', () => {
  test('golden: one digest per person and day, as rehearsal A but for the days on which it asks', async () => {
    const world = await aCampaignWorld();
    expect(linesTo(lead, world.sent)).toEqual(golden);
    expect(linesTo('poc@example.org', world.sent)).toEqual(['2021-11-02 | aescalation', '2021-12-01 | bescalation']);
    expect(world.sent.map(({ at }) => at.slice(10)).every((time) => /^T0[78]:00:00Z$/.test(time))).toBe(true);
  });

  test('is rehearsed as it is sent, mail on or off', async () => {
    const [on, off] = [await aCampaignWorld(null), await aCampaignWorld(null, { mailOnSince: null })];
    for (const world of [on, off]) {
      await world.confirm('2021-09-15T08:30:00Z');
      const now = instant('2021-09-15T09:00:00Z');
      expect(linesTo(lead, await rehearse(world.stores, config, { now, from: now, until: instant(until) }))).toEqual(golden);
    }
  });

  test('H1: the same tick three times over asks once', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    for (let time = 0; time < 3; time += 1) await world.tick('2021-11-15T08:00:00Z');
    expect(asking(linesTo(lead, world.sent))).toEqual([golden[6]]);
  });

  test('I7: without a tick from its opening to its last days, the latest step alone goes out', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.tick('2021-12-10T08:00:00Z');
    expect(asking(linesTo(lead, world.sent))).toEqual([golden[8]]);
  });

  test('I7: two campaigns that ask on one day ask about a commitment once', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    const twin = { ...campaign, ...days, id: 'twin', closes: '2021-12-20', confirmed: true };
    await planCampaign(world.deps, { ...twin, now: instant('2021-09-15T08:45:00Z') });
    await world.run('2021-09-15T08:45:00Z', '2021-11-14T22:00:00Z');
    const account = await world.tick('2021-11-15T08:00:00Z');
    expect(asking(linesTo(lead, world.sent))).toEqual([golden[6]]);
    expect(account.skipped.map(({ reason }) => reason)).toEqual(['collapsed', 'collapsed']);
  });

  test('nobody is asked before somebody confirmed it', async () => {
    const world = await aCampaignWorld(null);
    await world.run('2021-09-15T08:00:00Z', until);
    expect(asking(linesTo(lead, world.sent))).toEqual([]);
  });

  test.each([
    ['at the next tick', '2021-11-18T10:03:00Z', ['2021-11-18', '2021-12-01', '2021-12-10']],
    ['on the next working day', '2021-11-20T10:03:00Z', ['2021-11-22', '2021-12-01', '2021-12-10']],
    ['even in its last days', '2021-12-13T10:03:00Z', ['2021-12-13']],
    ['but not on the evening of its last day', '2021-12-15T20:00:00Z', []],
  ])('I6: confirmed late it asks %s and replays nothing', async (_, confirmedAt, expected) => {
    const world = await aCampaignWorld(confirmedAt);
    expect(asking(linesTo(lead, world.sent)).map((line) => line.slice(0, 10))).toEqual(expected);
  });

  test('mail switched on after it was confirmed opens it at that moment', async () => {
    const world = await aCampaignWorld(null, { mailOnSince: null });
    await world.confirm('2021-11-18T08:00:00Z');
    await switchMailOn(world.deps, { planId: plan, actor, now: instant('2021-11-18T09:00:00Z') });
    await world.run('2021-11-18T09:00:00Z', until);
    expect(asking(linesTo(lead, world.sent)).map((line) => line.slice(0, 10))).toEqual([
      '2021-11-18',
      '2021-12-01',
      '2021-12-10',
    ]);
  });

  test('switched off and on again in the middle of it, nobody is asked twice for one step', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-11-15T08:00:00Z', '2021-12-01T12:00:00Z');
    await switchMailOff(world.deps, { planId: plan, actor, now: instant('2021-12-02T09:00:00Z') });
    await switchMailOn(world.deps, { planId: plan, actor, now: instant('2021-12-02T10:00:00Z') });
    await world.run('2021-12-02T10:00:00Z', until);
    expect(asking(linesTo(lead, world.sent)).map((line) => line.slice(0, 10))).toEqual([
      '2021-11-15',
      '2021-12-01',
      '2021-12-10',
    ]);
  });

  test('closed early it asks nobody any more, least of all for steps of its new days', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-11-15T08:00:00Z', '2021-11-25T10:00:00Z');
    await closeCampaign(world.deps, { ...campaign, now: instant('2021-11-25T10:00:00Z') });
    await world.run('2021-11-25T10:00:00Z', until);
    expect(asking(linesTo(lead, world.sent))).toEqual([golden[6]]);
  });

  test('a closed plan asks nobody', async () => {
    const world = await aCampaignWorld('2021-09-16T08:00:00Z', { settings: { closesOn: '2021-11-30' } });
    expect(asking(linesTo(lead, world.sent))).toEqual([golden[6]]);
  });
});

test('a closing day set later opens the campaign of a closed plan again, from then on', async () => {
  const world = await aCampaignWorld(null, { settings: { closesOn: '2021-11-30' } });
  await world.confirm('2021-09-15T08:30:00Z');
  await world.run('2021-09-15T08:30:00Z', '2021-12-06T10:00:00Z');
  await loseDue(world.stores.record, [plan]);
  const now = instant('2021-12-06T10:00:00Z');
  await editPlan(world.deps, { planId: plan, changes: { closesOn: '2022-01-15' }, reason: null, actor, now });
  expect((await world.stores.record.due(plan))?.nextDueAt).toBe('2021-12-10T08:00:00Z');
  await world.run('2021-12-06T10:00:00Z', until);
  expect(asking(linesTo(lead, world.sent))).toEqual([golden[6], golden[8]]);
});

describe('a commitment that is imported as a campaign opens', () => {
  const opening = instant('2021-11-15T08:00:00Z');
  const sheet = aDraftCommitment({ number: '30', milestones: [aDraftMilestone('Bilan', 'Juin 2022')] });
  /** It began right before the hour of the campaign. */
  const importing = { planId: plan, drafts: [aDraft([sheet])], actor, now: opening.subtract({ seconds: 5 }), dryRun: false };

  async function beforeOpening() {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-09-15T08:30:00Z', '2021-11-14T22:00:00Z');
    const asked = () => world.sent.flatMap(({ milestones }) => milestones.filter(({ id }) => id === `${plan}/30`));
    return { ...world, asked, import: () => importSheets(world.deps, importing) };
  }
  const once = [{ id: `${plan}/30`, step: 'campaign-open' }];

  test('and is written while the tick has asked about the others: the next asks about it too, and nobody twice', async () => {
    const world = await beforeOpening();
    const advanceDue: RecordStore['advanceDue'] = async (moves, planSeq) => {
      expect(await world.import()).toMatchObject({ ok: true });
      return world.stores.record.advanceDue(moves, planSeq);
    };
    await runTick({ ...world.deps, record: { ...world.deps.record, advanceDue } }, opening);
    await world.drain(opening);
    expect(world.asked()).toEqual([]);
    await world.run('2021-11-15T08:00:01Z', '2021-11-30T22:00:00Z');
    expect(world.asked()).toEqual(once);
    expect(asking(linesTo(lead, world.sent))).toHaveLength(2);
  });

  test('and is written after that tick: the next asks about it too', async () => {
    const world = await beforeOpening();
    await world.tick(opening.toString());
    expect(await world.import()).toMatchObject({ ok: true });
    await world.run('2021-11-15T08:00:01Z', '2021-11-30T22:00:00Z');
    expect(world.asked()).toEqual(once);
  });
});

describe('a campaign that is given other days, and its former ones again', () => {
  const opening = '2021-11-15T08:00:00Z';
  const later = { opens: '2021-11-22', closes: '2021-12-22' };

  /** On the morning it opens: planned in a digest that nobody sent yet. */
  async function opened() {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-09-15T08:30:00Z', '2021-11-14T22:00:00Z');
    await runTick(world.deps, instant(opening));
    const give = (some: typeof days, at: string) =>
      planCampaign(world.deps, { ...campaign, ...some, confirmed: true, now: instant(at) });
    const asked = () => asking(linesTo(lead, world.sent)).map((line) => line.slice(0, 10));
    return { ...world, give, asked };
  }

  test('2.2: moved before anybody was asked, it asks at its new days', async () => {
    const world = await opened();
    await world.give(later, '2021-11-15T08:05:00Z');
    await world.drain(instant('2021-11-15T08:10:00Z'));
    await world.run('2021-11-15T08:15:00Z', until);
    expect(world.asked()).toEqual(['2021-11-22', '2021-12-08', '2021-12-17']);
  });

  test.each([
    ['after what waited was dropped', true],
    ['while it still waits', false],
  ])('2.2: moved and back %s, it asks the same day, once', async (_, isDropped) => {
    const world = await opened();
    await world.give(later, '2021-11-15T08:05:00Z');
    if (isDropped) await world.drain(instant('2021-11-15T08:10:00Z'));
    await world.give(days, '2021-11-15T08:20:00Z');
    await world.drain(instant('2021-11-15T08:21:00Z'));
    await world.run('2021-11-15T08:21:00Z', until);
    expect(world.asked()).toEqual(['2021-11-15', '2021-12-01', '2021-12-10']);
  });

  test('2.2: confirmed anew with the same days while its opening waits, it asks the same day', async () => {
    const world = await opened();
    await world.give(days, '2021-11-15T08:05:00Z');
    await runTick(world.deps, instant('2021-11-15T08:15:00Z'));
    await world.drain(instant('2021-11-15T08:16:00Z'));
    await world.run('2021-11-15T08:16:00Z', until);
    expect(world.asked()).toEqual(['2021-11-15', '2021-12-01', '2021-12-10']);
  });

  test('F12: whoever was asked already is not asked for the same step again', async () => {
    const world = await opened();
    await world.drain(instant('2021-11-15T08:01:00Z'));
    await world.give(later, '2021-11-15T08:05:00Z');
    await world.run('2021-11-15T08:05:00Z', until);
    expect(world.asked()).toEqual(['2021-11-15', '2021-12-08', '2021-12-17']);
  });
});

describe('who has spoken in a campaign', () => {
  const midCampaign = '2021-11-22T10:00:00Z';

  async function answered(act: (world: Awaited<ReturnType<typeof aCampaignWorld>>) => Promise<unknown>, at = midCampaign) {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-09-15T08:30:00Z', at);
    await act(world);
    await world.run(at, until);
    return asking(linesTo(lead, world.sent));
  }

  test('"nothing to report" on any milestone ends it for the commitment, and for no other', async () => {
    const lines = await answered(({ deps }) =>
      nothingToReport(deps, { milestoneId: c, version: null, note: null, actor: anActor(), now: instant(midCampaign) }),
    );
    expect(lines).toEqual([golden[6], '2021-12-01 | #29 campaign-14', '2021-12-10 | #29 campaign-3']);
  });

  test('a word from before it opened is none; one on the morning it opens is', async () => {
    const say = (at: string) => (world: Awaited<ReturnType<typeof aCampaignWorld>>) =>
      world.say(d, aDeclared(d, { status: 'substantial' }), at);
    expect(await answered(say('2021-11-12T10:00:00Z'), '2021-11-12T10:00:00Z')).toHaveLength(3);
    const lines = await answered(say('2021-11-15T07:30:00Z'), '2021-11-15T07:30:00Z');
    expect(lines).toEqual(['2021-11-15 | #28 campaign-open', '2021-12-01 | #28 campaign-14', '2021-12-10 | #28 campaign-3']);
  });

  test('F13: said between plan and claim it is not in the mail; H7: with nothing else to say there is no mail', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-09-15T08:30:00Z', '2021-11-14T22:00:00Z');
    world.sent.length = 0;
    // The tick plans; the sender comes later.
    await runTick(world.deps, instant('2021-11-15T08:00:00Z'));
    for (const milestoneId of [b, d]) {
      const now = instant('2021-11-15T08:05:00Z');
      await nothingToReport(world.deps, { milestoneId, version: null, note: null, actor: anActor(), now });
    }
    const account = await world.drain(instant('2021-11-15T08:10:00Z'));
    expect(account.skipped.map(({ reason }) => reason)).toEqual(['answered', 'answered', 'empty']);
    expect(world.sent).toEqual([]);
  });

  test('F13: said between read and claim it is found by the claim, and the mail is made anew', async () => {
    const world = await aCampaignWorld(null);
    await world.confirm('2021-09-15T08:30:00Z');
    await world.run('2021-09-15T08:30:00Z', '2021-11-14T22:00:00Z');
    world.sent.length = 0;
    const { claim } = world.stores.ledger;
    let isSaid = false;
    world.deps.ledger = {
      ...world.stores.ledger,
      claim: async (row, checks) => {
        const now = instant('2021-11-15T08:00:00Z');
        if (!isSaid) await nothingToReport(world.deps, { milestoneId: b, version: null, note: null, actor: anActor(), now });
        isSaid = true;
        return claim(row, checks);
      },
    };
    await world.tick('2021-11-15T08:00:00Z');
    expect(linesTo(lead, world.sent)).toEqual(['2021-11-15 | #29 campaign-open']);
    expect(world.mails.at(-1)?.tags['attempt']).toBe('1');
  });

  test('I21: the commitment was asked, by role, and its page can say whether a word followed', async () => {
    const world = await aCampaignWorld();
    const asks = (await world.stores.record.asks(`${plan}/28`)).filter(({ subjectId }) => subjectId === `${plan}/28`);
    expect(asks.map(({ on, step, role }) => [on, step, role])).toEqual([
      ['2021-11-15', 'campaign-open', 'lead'],
      ['2021-12-01', 'campaign-14', 'lead'],
      ['2021-12-10', 'campaign-3', 'lead'],
    ]);
  });

  test('where nobody can be asked about a commitment the account says so', async () => {
    const world = await aCampaignWorld(null, { people: { lead: { confirmedAt: null }, poc: { confirmedAt: null } } });
    await world.confirm('2021-09-15T08:30:00Z');
    const account = await world.tick('2021-11-15T08:00:00Z');
    const ids = account.skipped.filter(({ reason }) => reason === 'no-recipient').map(({ id }) => id);
    expect(ids.filter((id) => !id.includes('/m'))).toEqual([`${plan}/28`, `${plan}/29`]);
  });
});
