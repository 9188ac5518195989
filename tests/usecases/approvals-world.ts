import type { Approval } from '../../shared/domain/approval.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { PeopleStore } from '../../shared/ports.ts';
import { judgeApproval } from '../../shared/usecases/judge-approval.ts';
import { proposeChange } from '../../shared/usecases/propose-change.ts';
import { aContact, aDate, anAssignment, aPersonId } from '../builders.ts';
import { at, aWorld, type World } from './world.ts';

export const planId = 'fr-2021-2023';
export const milestoneId = `${planId}/28/m1`;
export const now = at('2021-09-16T08:00:00Z');
export const later = at('2021-09-17T08:00:00Z');
export const poc: Actor = { role: 'poc', id: aPersonId('poc') };
export const second: Actor = { role: 'poc', id: aPersonId('second') };
export const lead: Actor = { role: 'lead', id: aPersonId('lead') };

export const move = (version: number): Approval['change'] => ({
  kind: 'deadline',
  milestoneId,
  version,
  due: aDate('Novembre 2021'),
  reason: 'Le comité se réunit plus tard.',
});

/** Two points of contact and the lead of #28, all confirmed; and someone to be confirmed. */
export async function aPeopledWorld(): Promise<World> {
  const world = await aWorld();
  for (const as of ['poc', 'second', 'answering']) await world.people.addContact(aContact({ as }));
  for (const as of ['poc', 'second']) await world.people.addAssignment(anAssignment({ as, role: 'poc' }));
  await world.people.addContact(aContact({ as: 'lead', email: 'responsible@example.org' }));
  await world.people.addAssignment(anAssignment({ as: 'lead', commitments: ['28'] }));
  await world.people.addAssignment(anAssignment({ as: 'answering', role: 'deputy', confirmedAt: null }));
  return world;
}

export async function proposed(world: World, change: Approval['change'], actor: Actor = poc): Promise<Approval> {
  const outcome = await proposeChange(world, { planId, change, actor, now });
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.approval;
}

export const judge = (
  world: World,
  { id }: Pick<Approval, 'id'>,
  actor: Actor,
  verdict: 'approve' | 'refuse' = 'approve',
  when = later,
) => judgeApproval(world, { planId, id, verdict, actor, now: when });

export const logOf = async (world: World) => (await world.record.commitment(`${planId}/28`))?.log ?? [];
export const planLog = async (world: World) => (await world.record.plan(planId))?.log ?? [];
export const waiting = async (world: World) => (await world.people.approvalsOf(planId)).map(({ id }) => id);

/** The same world whose store of people dies at its n-th write. */
export function dyingAfter(world: World, writes: number): World {
  let left = writes;
  const dying =
    <Input extends unknown[], Output>(write: (...input: Input) => Promise<Output>) =>
    (...input: Input): Promise<Output> => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('the process was killed')) : write(...input);
    };
  const people: PeopleStore = {
    ...world.people,
    updateContact: dying(world.people.updateContact),
    updateAssignment: dying(world.people.updateAssignment),
    changeAssignments: dying(world.people.changeAssignments),
    takeApproval: dying(world.people.takeApproval),
    endSessionsOf: dying(world.people.endSessionsOf),
  };
  return { ...world, people };
}
