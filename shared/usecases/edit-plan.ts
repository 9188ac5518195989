import { canonicalJson } from '../domain/canonical-json.ts';
import { type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type PlanSettings, planSettings } from '../domain/plan.ts';
import { noteLimit, publicTextProblems, titleProblems, typed } from '../domain/public-text.ts';
import { type Accepted, type ChangeDeps, changePlan, dueItemsOf, type Envelope, textWriter } from './append-change.ts';
import { milestonesOfPlan } from './plan-milestones.ts';

/** Why a plan's settings cannot be published, or null. */
export function settingsRefusal(settings: PlanSettings): Refused | null {
  const read = planSettings.safeParse(settings);
  if (read.success) {
    const problems = [
      ...titleProblems('titles', settings.titles),
      ...publicTextProblems('ogpLabel', settings.ogpLabel ?? '', noteLimit),
      ...(Object.keys(settings.titles).length === 0 ? [{ field: 'titles', code: 'required' as const }] : []),
    ];
    return problems.length === 0 ? null : refused('invalid', problems);
  }
  return schemaRefusal(read.error);
}

/** Changes a plan's settings. Its id is fixed: it is part of every public address. */
export async function editPlan(
  deps: ChangeDeps,
  command: Envelope & {
    readonly planId: string;
    readonly changes: Partial<Omit<PlanSettings, 'id'>>;
    readonly reason: string | null;
  },
): Promise<Accepted | Refused> {
  const outcome = await changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    const settings: PlanSettings = { ...current.state.settings, ...command.changes };
    if (canonicalJson(settings) === canonicalJson(current.state.settings)) {
      return refused('invalid', [{ field: 'settings', code: 'unchanged' }]);
    }
    const reason = typed(command.reason);
    const problems = reason === null ? [] : publicTextProblems('reason', reason, noteLimit);
    if (problems.length > 0) return refused('invalid', problems);
    const { writeMaybe, texts } = textWriter(deps.rng);
    return (
      settingsRefusal(settings) ?? {
        ok: true,
        change: { type: 'plan-edited', data: { settings, reason: writeMaybe(reason) } },
        texts,
      }
    );
  });
  // Also when nothing changed: the process that changed it may have died before it came here.
  if (outcome.ok || outcome.reason === 'invalid') await refreshDue(deps, command.planId, command);
  return outcome;
}

/** Computes every due item of a plan again: its policy, zone or holidays may have changed. */
async function refreshDue(deps: ChangeDeps, planId: string, { now }: Envelope): Promise<void> {
  const plan = await deps.record.plan(planId);
  if (plan === null) return;
  const milestones = await milestonesOfPlan(deps.record, planId);
  await deps.record.putDue(await dueItemsOf(deps.record, plan.state, milestones, now));
}
