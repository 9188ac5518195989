import type { Temporal } from 'temporal-polyfill';
import type { Actor } from '../../shared/domain/plan.ts';
import type { Random } from './random.ts';
import type { Stage } from './world.ts';

/** What chance chooses from when it decides who does what to whom. */
export type Scene = { readonly stage: Stage; readonly random: Random; readonly now: Temporal.Instant };

export const lead: Actor = { role: 'lead', id: 'p-lead000000000000' };
export const poc: Actor = { role: 'poc', id: 'p-poc0000000000000' };

export function aMilestoneId({ stage, random }: Scene): string {
  const { settings, commitments } = random.pick(stage.plans);
  const { number, deadlines } = random.pick(commitments);
  return `${settings.id}/${number}/m${random.between(1, deadlines.length)}`;
}

export const aPlanId = ({ stage, random }: Scene): string => random.pick(stage.plans).settings.id;

export function zoneOf({ stage }: Scene, planId: string): string {
  return stage.plans.find(({ settings }) => settings.id === planId)?.settings.zone ?? 'UTC';
}

/** A day some days after today, where the plan is. */
export function aDay(scene: Scene, planId: string, least: number, most: number): string {
  const today = scene.now.toZonedDateTimeISO(zoneOf(scene, planId)).toPlainDate();
  return today.add({ days: scene.random.between(least, most) }).toString();
}
