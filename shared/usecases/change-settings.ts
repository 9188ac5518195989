import { type Approval, isKeeper, weakenedRules } from '../domain/approval.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { typed } from '../domain/public-text.ts';
import type { ContactDeps } from './contact-deps.ts';
import { type EditPlan, editPlan, openIdProblems, settingsHash } from './edit-plan.ts';
import { proposeChange } from './propose-change.ts';

/** `seq` of the entry that was written, `approval` that now waits: one of them, or both. */
type Changed = { readonly ok: true; readonly seq: number | null; readonly approval: Approval | null };

/**
 * Changes a plan's settings at once, and puts up for a second person what of it weakens the rules of a plan that asks for
 * one. What goes through comes first: should nothing more happen, the form is stale and shows what is left to propose.
 */
export async function changeSettings(deps: ContactDeps, command: Omit<EditPlan, 'approvedBy'>): Promise<Changed | Refused> {
  const { planId, changes, reason, basedOn, actor, now } = command;
  const settings = (await deps.record.plan(planId))?.state.settings;
  if (settings === undefined) return refused('unknown-plan');
  const weakened = isKeeper(actor) ? {} : weakenedRules(settings, changes);
  if (Object.keys(weakened).length === 0) {
    const edited = await editPlan(deps, command);
    return edited.ok ? { ok: true, seq: edited.seq, approval: null } : edited;
  }
  if (basedOn !== undefined && basedOn !== settingsHash(settings)) return refused('stale');
  const problems = openIdProblems(settings, changes, command.hasOpenId);
  if (problems.length > 0) return refused('invalid', problems);
  const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !(name in weakened)));
  const isMore = canonicalJson({ ...settings, ...rest }) !== canonicalJson(settings);
  const edited = isMore ? await editPlan(deps, { ...command, changes: rest }) : null;
  if (edited?.ok === false) return edited;
  const change: Approval['change'] = { kind: 'weaken-rules', ...weakened, reason: typed(reason) };
  const proposed = await proposeChange(deps, { planId, change, actor, now });
  return proposed.ok ? { ok: true, seq: edited?.seq ?? null, approval: proposed.approval } : proposed;
}
