import type { Approval } from './approval.ts';
import type { Assignment, ContactRole, WayIn } from './contact.ts';
import { numberOf, planOf } from './identifiers.ts';
import type { ApprovalPolicy, PlanSettings } from './plan.ts';

/** What a request is about: a milestone, a commitment or a plan by its id; the instance as a whole has none. */
export type ResourceKind = 'milestone' | 'commitment' | 'plan' | 'instance';
export type Resource = { readonly kind: ResourceKind; readonly id: string };
export const theInstance: Resource = { kind: 'instance', id: '' };

type Rule = {
  readonly on: ResourceKind;
  readonly by: readonly ContactRole[];
  /** Open to a remembered browser too: its owner's "declare" and "nothing to report" forms, nothing else. */
  readonly remembered?: true;
  /** Follows the plan's approval policy: at once, by a second person, or only after OpenID Connect. */
  readonly approval?: true;
  /** Closed to whoever speaks for the government in the plan, in whatever other role they come. */
  readonly independent?: true;
};

const ministry: readonly ContactRole[] = ['lead', 'deputy'];
const answering: readonly ContactRole[] = ['lead', 'deputy', 'colleague'];
const coordination: readonly ContactRole[] = ['poc', 'admin'];

/** The decision table (RELIABILITY 7, I17): action → on what, by whom, on which terms. What is not listed is denied. */
export const decisions = {
  'see-form': { on: 'milestone', by: answering, remembered: true },
  declare: { on: 'milestone', by: answering, remembered: true },
  'report-nothing': { on: 'milestone', by: answering, remembered: true },
  'hand-on': { on: 'milestone', by: ministry },
  /** Not only whoever handed it on: a role may have ended since. */
  'take-back': { on: 'milestone', by: [...ministry, ...coordination] },
  withdraw: { on: 'milestone', by: ministry },
  'see-deadline': { on: 'milestone', by: [...ministry, ...coordination] },
  'move-deadline': { on: 'milestone', by: [...ministry, ...coordination], approval: true },
  'assess-milestone': { on: 'milestone', by: ['reviewer'], independent: true },
  'see-commitment': { on: 'commitment', by: [...ministry, 'reviewer', ...coordination] },
  assess: { on: 'commitment', by: ['reviewer'], independent: true },
  /** A word of the ministry's own side; every other entry is `correct-any`'s. */
  correct: { on: 'commitment', by: [...ministry, ...coordination], approval: true },
  'correct-any': { on: 'commitment', by: coordination, approval: true },
  redact: { on: 'commitment', by: coordination },
  /** A plan stands on the site for good, at an address of its own: no plan's own coordination puts another one beside it. */
  'create-plan': { on: 'instance', by: ['admin'] },
  'see-plan': { on: 'plan', by: coordination },
  /** The approval policy is a setting itself: what would walk around it is approved by it. */
  'edit-plan': { on: 'plan', by: coordination, approval: true },
  'redact-plan': { on: 'plan', by: coordination },
  /** A published deadline may come otherwise with the next sheet: it moves as any deadline does. */
  'import-sheets': { on: 'plan', by: coordination, approval: true },
  'judge-proposal': { on: 'plan', by: coordination },
  'edit-people': { on: 'plan', by: coordination, approval: true },
  'switch-mail': { on: 'plan', by: coordination },
  'run-campaign': { on: 'plan', by: coordination },
  'record-participation': { on: 'plan', by: coordination },
  'export-plan': { on: 'plan', by: coordination },
  /** Coming to what waits; carrying out or refusing it is for those who may do the thing itself, as {@link actOf} says. */
  'judge-approval': { on: 'plan', by: [...ministry, ...coordination] },
  /** What no plan's own coordination does: making, changing or ending an administrator, and what reaches past one plan. */
  'oversee-people': { on: 'instance', by: ['admin'] },
} as const satisfies { readonly [action: string]: Rule };

export type Action = keyof typeof decisions;

export function ruleOf(action: Action): Rule {
  return decisions[action];
}

const order: readonly ContactRole[] = ['lead', 'deputy', 'colleague', 'poc', 'reviewer', 'admin'];

/** Does this role reach the resource? A lead's reaches a plan too: what they may do there is in the table. */
function reaches(held: Assignment, { kind, id }: Resource): boolean {
  if (held.role === 'admin' || kind === 'instance') return true;
  if (held.planId !== planOf(id)) return false;
  if (kind === 'plan') return held.milestoneId === null;
  if (held.commitments !== null && !held.commitments.includes(numberOf(id))) return false;
  return held.milestoneId === null || (kind === 'milestone' && held.milestoneId === id);
}

/** Roles among those held that reach a resource, the most responsible first. */
export function rolesOn(held: readonly Assignment[], resource: Resource): readonly ContactRole[] {
  const reaching = new Set(held.filter((one) => reaches(one, resource)).map(({ role }) => role));
  return order.filter((role) => reaching.has(role));
}

/** The reviewer's word is nobody else's: not that of a lead who is a reviewer too, nor of a coordinator who appointed themselves. */
function speaksForGovernment(held: readonly Assignment[], { id }: Resource): boolean {
  return held.some(({ role, planId }) => role === 'admin' || (role !== 'reviewer' && planId === planOf(id)));
}

/** Something somebody wants to do. */
export type Act = { readonly action: Action; readonly resource: Resource };

/** The role in which somebody who holds these (in force) does such a thing, the most responsible that may; null: in none. */
export function roleThatMay(held: readonly Assignment[], { action, resource }: Act): ContactRole | null {
  const rule = ruleOf(action);
  if (rule.on !== resource.kind) return null;
  if (rule.independent === true && speaksForGovernment(held, resource)) return null;
  return rolesOn(held, resource).find((one) => rule.by.includes(one)) ?? null;
}

/** What a change that waits for a second person does: who may do that themselves may confirm it. */
export function actOf({ planId, change }: Pick<Approval, 'planId' | 'change'>): Act {
  switch (change.kind) {
    case 'deadline':
      return { action: 'move-deadline', resource: { kind: 'milestone', id: change.milestoneId } };
    case 'end-role':
      return change.role === 'admin'
        ? { action: 'oversee-people', resource: theInstance }
        : { action: 'edit-people', resource: { kind: 'plan', id: planId } };
    case 'confirm-contact':
    case 'reassign-role':
    case 'edit-contact':
    case 'set-mailbox':
      return { action: 'edit-people', resource: { kind: 'plan', id: planId } };
    case 'weaken-rules':
      return { action: 'edit-plan', resource: { kind: 'plan', id: planId } };
    default:
      return change satisfies never;
  }
}

/**
 * `may`: in this role, under this approval policy. `sign-in`: this browser is only remembered, a fresh code or OpenID
 * Connect opens it. `openid`: the plan asks for OpenID Connect here. `no`: as if the resource did not exist.
 */
export type Decision =
  | { readonly is: 'may'; readonly role: ContactRole; readonly approval: ApprovalPolicy }
  | { readonly is: 'sign-in' }
  | { readonly is: 'openid' }
  | { readonly is: 'no' };

export type Asked = Act & {
  readonly roles: readonly Assignment[];
  readonly way: WayIn;
  /** Of the plan the resource belongs to; null for the instance. */
  readonly settings: Pick<PlanSettings, 'approval' | 'signIn'> | null;
  /** Plans among those of the roles that are shut to this way in: on the instance, a role there counts for nothing. */
  readonly shut?: readonly string[];
};

/** Is a plan shut to whoever came in this way? One that asks for OpenID Connect shows and takes nothing without it. */
export function isShutTo({ signIn }: Pick<PlanSettings, 'signIn'>, way: WayIn): boolean {
  return signIn === 'openid' && way !== 'openid';
}

/** The one place that decides. Pure: everything it depends on is an argument. */
export function decide({ roles, way, action, resource, settings, shut = [] }: Asked): Decision {
  const rule = ruleOf(action);
  if (roleThatMay(roles, { action, resource }) === null) return { is: 'no' };
  const counting = settings === null ? roles.filter(({ planId }) => !shut.includes(planId)) : roles;
  const role = roleThatMay(counting, { action, resource });
  if (role === null || (settings !== null && isShutTo(settings, way))) return { is: 'openid' };
  if (way === 'remembered' && rule.remembered !== true) return { is: 'sign-in' };
  const approval = rule.approval === true && settings !== null ? settings.approval : 'none';
  if (approval === 'openid' && way !== 'openid') return { is: 'openid' };
  return { is: 'may', role, approval };
}
