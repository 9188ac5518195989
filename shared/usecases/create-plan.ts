import { type Refused, refused } from '../domain/errors.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { publicTextProblems } from '../domain/public-text.ts';
import { type Accepted, type ChangeDeps, changePlan, type Envelope } from './append-change.ts';
import { settingsRefusal } from './edit-plan.ts';

/** Starts a plan's log. Mail is off, and stays off until it is switched on. */
export function createPlan(
  deps: ChangeDeps,
  command: Envelope & { readonly settings: PlanSettings },
): Promise<Accepted | Refused> {
  return changePlan(deps, command.settings.id, command, (current) => {
    if (current !== null) return refused('exists-already', [{ field: 'id', code: 'taken' }]);
    const named = publicTextProblems('id', command.settings.id, 80);
    if (named.length > 0) return refused('invalid', named);
    return (
      settingsRefusal(command.settings) ?? {
        ok: true,
        change: { type: 'plan-created', data: { settings: command.settings } },
        texts: [],
      }
    );
  });
}
