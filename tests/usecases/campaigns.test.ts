import { describe, expect, test } from 'vitest';
import { closeCampaign } from '../../shared/usecases/close-campaign.ts';
import { confirmCampaign } from '../../shared/usecases/confirm-campaign.ts';
import { planCampaign } from '../../shared/usecases/plan-campaign.ts';
import { anActor } from '../builders.ts';
import { at, aWorld } from './world.ts';

const planId = 'fr-2021-2023';
const who = { planId, id: '2022-1', actor: anActor('poc') };
const days = { opens: '2022-06-01', closes: '2022-06-30' };
const during = at('2022-06-10T10:00:00Z');

async function aCampaign() {
  const world = await aWorld();
  const planned = await planCampaign(world, { ...who, ...days, confirmed: false, now: at('2022-05-20T10:00:00Z') });
  if (!planned.ok) throw new Error(planned.reason);
  const campaign = async () => (await world.record.plan(planId))?.state.campaigns[0];
  return { world, campaign };
}

describe('a campaign', () => {
  test('confirmed keeps its days; confirmed again is refused and writes nothing', async () => {
    const { world, campaign } = await aCampaign();
    expect((await confirmCampaign(world, { ...who, ...days, now: during })).ok).toBe(true);
    expect(await campaign()).toEqual({ id: '2022-1', ...days, confirmedAt: '2022-06-10T10:00:00Z' });
    expect(await confirmCampaign(world, { ...who, ...days, now: during.add({ hours: 1 }) })).toMatchObject({ reason: 'invalid' });
    expect((await campaign())?.confirmedAt).toBe('2022-06-10T10:00:00Z');
  });

  test('is not confirmed with days nobody recorded, nor once it is over', async () => {
    const { world, campaign } = await aCampaign();
    const other = { ...who, opens: days.opens, closes: '2022-07-15', now: during };
    expect(await confirmCampaign(world, other)).toMatchObject({ reason: 'stale' });
    const late = { ...who, ...days, now: at('2022-07-01T10:00:00Z') };
    expect(await confirmCampaign(world, late)).toMatchObject({ reason: 'closed' });
    expect((await campaign())?.confirmedAt).toBeNull();
    expect((await confirmCampaign(world, { ...who, ...days, now: at('2022-06-30T21:00:00Z') })).ok).toBe(true);
  });

  test('closed early ends today, in the zone of the plan, and stays confirmed', async () => {
    const { world, campaign } = await aCampaign();
    await confirmCampaign(world, { ...who, ...days, now: during });
    expect((await closeCampaign(world, { ...who, now: at('2022-06-12T22:30:00Z') })).ok).toBe(true);
    expect(await campaign()).toEqual({
      id: '2022-1',
      opens: '2022-06-01',
      closes: '2022-06-13',
      confirmedAt: '2022-06-10T10:00:00Z',
    });
  });

  test('cannot be closed before the day after it opened, nor twice', async () => {
    const { world } = await aCampaign();
    expect(await closeCampaign(world, { ...who, now: at('2022-06-01T10:00:00Z') })).toMatchObject({
      problems: [{ field: 'opens', code: 'in-the-future' }],
    });
    await closeCampaign(world, { ...who, now: during });
    expect(await closeCampaign(world, { ...who, now: during })).toMatchObject({ problems: [{ code: 'unchanged' }] });
  });

  test('that nobody knows is neither confirmed nor closed', async () => {
    const { world } = await aCampaign();
    const unknown = { ...who, id: 'x', now: during };
    expect(await confirmCampaign(world, { ...unknown, ...days })).toMatchObject({ reason: 'unknown-entry' });
    expect(await closeCampaign(world, unknown)).toMatchObject({ reason: 'unknown-entry' });
  });

  test('of the same name replaces the older one, unless it has to be new', async () => {
    const { world, campaign } = await aCampaign();
    const again = { ...who, opens: '2022-06-02', closes: null, confirmed: false, now: during };
    expect(await planCampaign(world, { ...again, mustBeNew: true })).toMatchObject({ reason: 'exists-already' });
    expect((await campaign())?.opens).toBe('2022-06-01');
    expect((await planCampaign(world, again)).ok).toBe(true);
    expect((await campaign())?.closes).toBe('2022-07-02');
  });

  test('does not open after the last day of its plan', async () => {
    const { world } = await aCampaign();
    const late = { ...who, id: 'late', opens: '2024-01-01', closes: null, confirmed: false, now: during };
    expect(await planCampaign(world, late)).toMatchObject({ reason: 'closed', problems: [{ field: 'opens' }] });
  });
});
