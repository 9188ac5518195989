import { Temporal } from 'temporal-polyfill';
import { isKeeper, weakenedRules } from '../domain/approval.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { type Problem, type Refused, refused, schemaRefusal } from '../domain/errors.ts';
import { type Actor, type PlanSettings, planSettings } from '../domain/plan.ts';
import { noteLimit, publicTextProblems, titleProblems, typed } from '../domain/public-text.ts';
import { sha256Of } from '../domain/text.ts';
import type { PlanRecord } from '../ports.ts';
import { pageLanguageOf } from '../showing/view.ts';
import { type Accepted, type ChangeDeps, changePlan, dueItemsOf, type Envelope, textWriter } from './append-change.ts';
import { milestonesOfPlan } from './plan-milestones.ts';

/** Is there such a time zone? The schema knows only what its name looks like; a wrong one would stop every page. */
function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** What no plan can be run with, though each value alone is well formed. */
function contradictions({ zone, languages, reminderPolicy }: PlanSettings): Problem[] {
  const { window, plannedHour } = reminderPolicy;
  const isOpenThen = window.opens <= plannedHour && plannedHour < window.closes;
  return [
    ...(isZone(zone) ? [] : [{ field: 'zone', code: 'unknown' as const }]),
    ...(new Set(languages).size === languages.length ? [] : [{ field: 'languages', code: 'taken' as const }]),
    ...(window.opens < window.closes ? [] : [{ field: 'reminderPolicy.window', code: 'malformed' as const }]),
    ...(window.opens < window.closes && !isOpenThen
      ? [{ field: 'reminderPolicy.plannedHour', code: 'not-expected' as const }]
      : []),
  ];
}

/** Why a plan's settings cannot be published, or null. */
export function settingsRefusal(settings: PlanSettings): Refused | null {
  const read = planSettings.safeParse(settings);
  if (read.success) {
    const problems = [
      ...titleProblems('titles', settings.titles),
      ...publicTextProblems('ogpLabel', settings.ogpLabel ?? '', noteLimit),
      ...publicTextProblems('region', settings.region ?? '', noteLimit),
      ...publicTextProblems('period', settings.period.text, noteLimit),
      ...(Object.keys(settings.titles).length === 0 ? [{ field: 'titles', code: 'required' as const }] : []),
      ...contradictions(settings),
    ];
    return problems.length === 0 ? null : refused('invalid', problems);
  }
  return schemaRefusal(read.error);
}

export type EditPlan = Envelope & {
  readonly planId: string;
  readonly changes: Partial<Omit<PlanSettings, 'id'>>;
  readonly reason: string | null;
  /** {@link settingsHash} of the settings the person saw: refused as stale when they are others by now. */
  readonly basedOn?: string;
  /** Who confirmed it, where it weakens the rules of a plan in which a second person must. */
  readonly approvedBy?: Actor;
  /** Can anyone sign in by OpenID Connect here? Absent skips the check, for the command line: it serves nobody. */
  readonly hasOpenId?: boolean;
};

type Rules = Pick<PlanSettings, 'approval' | 'signIn'>;

/** Rules newly chosen that ask for OpenID Connect where nobody can sign in so: they would shut everybody out. */
export function openIdProblems(standing: Rules | null, chosen: Partial<Rules>, hasOpenId: boolean | undefined): Problem[] {
  if (hasOpenId !== false) return [];
  return (['approval', 'signIn'] as const)
    .filter((rule) => chosen[rule] === 'openid' && standing?.[rule] !== 'openid')
    .map((field) => ({ field, code: 'unknown' }));
}

/** What a settings form was made from: the same as long as nobody changed them. */
export function settingsHash(settings: PlanSettings): string {
  return sha256Of(canonicalJson(settings));
}

/**
 * What one person alone may not change where the plan asks for two. Checked here, where every way in comes by; the command
 * line is let through when it acts for nobody, since it then holds the database itself.
 */
function confirmationProblems(
  standing: PlanSettings,
  { changes, actor, approvedBy }: Pick<EditPlan, 'changes' | 'actor' | 'approvedBy'>,
): Problem[] {
  if (approvedBy !== undefined || isKeeper(actor)) return [];
  return Object.keys(weakenedRules(standing, changes)).map(
    (field): Problem => ({ field, code: 'not-expected', detail: 'second-person' }),
  );
}

/**
 * The language in which a plan's pages have no prefix is part of every public address, as its id is: once there is anything to link to it
 * stays. Other languages may come, go and change places behind it.
 */
function addressProblems({ state, log }: PlanRecord, hasCommitment: boolean, { languages }: PlanSettings): Problem[] {
  const isBegun = hasCommitment || log.length > 1;
  if (!isBegun || pageLanguageOf(languages) === pageLanguageOf(state.settings.languages)) return [];
  return [{ field: 'languages', code: 'not-expected', detail: 'addresses' }];
}

/** Changes a plan's settings. What is part of its public addresses is fixed: its id, and the language of its pages. */
export async function editPlan(deps: ChangeDeps, command: EditPlan): Promise<Accepted | Refused> {
  const hasCommitment = (await deps.record.commitmentNumbers(command.planId)).length > 0;
  const outcome = await changePlan(deps, command.planId, command, (current) => {
    if (current === null) return refused('unknown-plan');
    if (command.basedOn !== undefined && command.basedOn !== settingsHash(current.state.settings)) return refused('stale');
    const settings: PlanSettings = { ...current.state.settings, ...command.changes };
    if (canonicalJson(settings) === canonicalJson(current.state.settings)) {
      return refused('invalid', [{ field: 'settings', code: 'unchanged' }]);
    }
    const reason = typed(command.reason);
    const problems = [
      ...confirmationProblems(current.state.settings, command),
      ...addressProblems(current, hasCommitment, settings),
      ...openIdProblems(current.state.settings, settings, command.hasOpenId),
      ...(reason === null ? [] : publicTextProblems('reason', reason, noteLimit)),
    ];
    if (problems.length > 0) return refused('invalid', problems);
    const { writeMaybe, texts } = textWriter(deps.rng);
    return (
      settingsRefusal(settings) ?? {
        ok: true,
        change: {
          type: 'plan-edited',
          data: {
            settings,
            reason: writeMaybe(reason),
            ...(command.approvedBy === undefined ? {} : { approvedBy: command.approvedBy }),
          },
        },
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
  // A step of this very second is owed, and a tick may have passed it by in it, when the policy was another.
  await deps.record.putDue(await dueItemsOf(deps.record, plan.state, milestones, now.subtract({ seconds: 1 })));
}
