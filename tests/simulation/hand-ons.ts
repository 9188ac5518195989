import type { Temporal } from 'temporal-polyfill';
import { holdersOf, isStanding } from '../../shared/domain/contact.ts';
import { numberOf, planOf } from '../../shared/domain/identifiers.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { PeopleStore, Rng } from '../../shared/ports.ts';
import { handOn } from '../../shared/usecases/hand-on.ts';
import { takeBack } from '../../shared/usecases/take-back.ts';
import { textOf } from './clock.ts';
import type { Deed } from './people.ts';
import { aDay, aMilestoneId, aPlanId, type Scene } from './scene.ts';

/** Colleagues there may be, of all plans together: one who is known already may be handed more. */
const colleagues = 3;

/** Whoever answers for a milestone; null where nobody does who was vouched for. */
async function leadOf(people: PeopleStore, milestoneId: string, now: Temporal.Instant): Promise<Actor | null> {
  const planId = planOf(milestoneId);
  const held = holdersOf(await people.peopleOf(planId), planId, numberOf(milestoneId), 'lead', textOf(now.epochMilliseconds));
  const [first] = held.filter(({ confirmedAt }) => confirmedAt !== null);
  return first === undefined ? null : { role: 'lead', id: first.contactId };
}

/** A milestone goes to a colleague for some days, and is taken back before they are over. */
export const handOnDeeds = (rng: Rng): { readonly [what: string]: (scene: Scene) => Deed['work'] } => ({
  'hand on': (scene) => {
    const milestoneId = aMilestoneId(scene);
    const until = aDay(scene, planOf(milestoneId), 0, 30);
    const email = `colleague${scene.random.int(colleagues)}@example.org`;
    return async (stores, now) => {
      const actor = await leadOf(stores.people, milestoneId, now);
      if (actor === null) return 'nobody hands it on';
      const how = { email, name: 'Une collègue', until, mayPublish: false };
      return handOn({ ...stores, rng }, { milestoneId, ...how, actor, now });
    };
  },
  'take back': (scene) => {
    const planId = aPlanId(scene);
    return async (stores, now) => {
      const at = textOf(now.epochMilliseconds);
      const { assignments } = await stores.people.peopleOf(planId);
      const held = assignments.find((one) => one.planId === planId && one.role === 'colleague' && isStanding(one, at));
      const milestoneId = held?.milestoneId ?? null;
      const actor = milestoneId === null ? null : await leadOf(stores.people, milestoneId, now);
      if (milestoneId === null || actor === null) return 'nobody takes anything back';
      return takeBack({ ...stores, rng }, { milestoneId, actor, now });
    };
  },
});
