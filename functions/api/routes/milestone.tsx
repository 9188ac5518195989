import type { Context } from 'hono';
import { type InterfaceLanguage, interfaceLanguage } from '../../../shared/domain/identifiers.ts';
import type { Actor, PlanSettings } from '../../../shared/domain/plan.ts';
import { folderOf } from '../../../shared/showing/addresses.ts';
import { type MilestoneInPlan, readMilestone } from '../../../shared/usecases/my-milestones.ts';
import type { SignedIn } from '../../../shared/usecases/session.ts';
import { type Action, roleAllowed } from '../authority.ts';
import type { ApiDeps, ApiEnv } from '../dependencies.ts';

/** The milestone a path names, if this person may do this to it. */
export type Allowed = { readonly of: MilestoneInPlan; readonly actor: Actor; readonly signedIn: SignedIn };

/** Null for a milestone that does not exist and for one that is not theirs: the answer must not tell which. */
export async function allowed(c: Context<ApiEnv>, deps: ApiDeps, action: Action): Promise<Allowed | null> {
  const signedIn = c.get('signedIn');
  const id = [c.req.param('plan'), c.req.param('number'), c.req.param('milestone')].join('/');
  const role = signedIn === null ? null : roleAllowed(signedIn.roles, action, id);
  if (signedIn === null || role === null) return null;
  const of = await readMilestone(deps, id);
  return of === null ? null : { of, actor: { role, id: signedIn.contact.id }, signedIn };
}

/** Language whose pages have no prefix: the first of the plan's that the site speaks. */
function defaultLanguageOf({ languages }: PlanSettings): InterfaceLanguage {
  return (
    interfaceLanguage.options.find((one) => one === languages.find((code) => interfaceLanguage.safeParse(code).success)) ?? 'en'
  );
}

/** The public page of a milestone, in the reader's language. */
export function publicPathOf({ plan, milestone }: MilestoneInPlan, language: InterfaceLanguage): string {
  return `/${folderOf(milestone.id, language, defaultLanguageOf(plan.state.settings))}`;
}
