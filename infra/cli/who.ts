import { holdersOf, type PlanPeople } from '../../shared/domain/contact.ts';
import { instantText } from '../../shared/domain/fuzzy-date.ts';
import { numberOf, planOf } from '../../shared/domain/identifiers.ts';
import type { Actor } from '../../shared/domain/plan.ts';
import type { Stores } from '../../shared/ports.ts';
import { type Context, oneOf, UsageError, type Values } from './command.ts';

/** Roles the command line can act in. Whoever may run it on the data may act for any role; the log says which. */
const actingRoles = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;
type ActingRole = (typeof actingRoles)[number];

export const asOption = { as: { type: 'string' } } as const;
export const asHelp = '  --as ROLE       act as lead, deputy, poc, reviewer or admin';

function isHeld(people: PlanPeople, subject: string, role: ActingRole, at: string): boolean {
  return role !== 'admin' && holdersOf(people, planOf(subject), numberOf(subject), role, at).length > 0;
}

/**
 * The actor of a change to a plan, commitment or milestone: a role and nobody. Whoever holds the role did not act, so the log
 * names no pseudonym, and they are told of the change like everybody else.
 * @throws UsageError when a word of the ministry is to be recorded and nobody answers for it
 */
export async function actorFor(
  context: Context,
  { people }: Pick<Stores, 'people'>,
  values: Values,
  subject: string,
  fallback: ActingRole,
): Promise<Actor> {
  const role = oneOf(values, 'as', actingRoles, fallback);
  const held = isHeld(await people.peopleOf(planOf(subject)), subject, role, instantText(context.now));
  if (held || role === 'admin' || role === 'reviewer') return { role, id: null };
  if (role === 'poc') return { role: 'admin', id: null };
  throw new UsageError(`nobody is ${role} for ${subject}: add one with jalon contact add --role ${role}, or act with --as poc`);
}
