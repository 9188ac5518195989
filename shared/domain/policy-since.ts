import { canonicalJson } from './canonical-json.ts';
import type { PlanEntry } from './change-log.ts';
import type { PlanSettings } from './plan.ts';
import { isBeforeDeadline, type Occasion, stepsTowards } from './reminder-policy.ts';

/** Since when a plan's policy has had a step; null where it always had, and for steps of no policy. */
export type PolicySince = (one: Pick<Occasion, 'step' | 'effectiveDate'>) => string | null;

/** Does a plan's policy have a step of this deadline? What is of no policy it always has. */
export function hasStep(settings: PlanSettings, { step, effectiveDate }: Pick<Occasion, 'step' | 'effectiveDate'>): boolean {
  if (step === 'escalation') return settings.reminderPolicy.escalateAfterDays !== null;
  const isOfPolicy = isBeforeDeadline(step) || step === '+1wd' || step.startsWith('overdue-');
  return !isOfPolicy || stepsTowards(effectiveDate, settings).some((one) => one.step === step);
}

const always: PolicySince = () => null;

/**
 * Since when the policy in force, now or at an earlier instant, has had each step without a break: whoever switches one on asks for it
 * from then on. Other hours, or another holiday, move a step and do not make it a new one.
 */
export function policySinceThen(log: readonly PlanEntry[]): (at: string | null) => PolicySince {
  const told = log.flatMap((one) =>
    one.type === 'plan-created' || one.type === 'plan-edited' ? [{ at: one.at, settings: one.data.settings }] : [],
  );
  const policies = new Set(told.map(({ settings }) => canonicalJson(settings.reminderPolicy)));
  if (policies.size < 2) return () => always;
  return (at) => {
    const known = told.filter((one) => at === null || one.at <= at);
    return (step) => {
      const without = known.findLastIndex(({ settings }) => !hasStep(settings, step));
      return without === -1 ? null : (known[without + 1]?.at ?? null);
    };
  };
}

/** {@link policySinceThen} for the policy in force now. */
export function policySinceOf(log: readonly PlanEntry[]): PolicySince {
  return policySinceThen(log)(null);
}
