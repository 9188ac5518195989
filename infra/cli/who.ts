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

function holderIn(people: PlanPeople, subject: string, role: ActingRole, at: string): string | null {
  if (role === 'admin') return null;
  return holdersOf(people, planOf(subject), numberOf(subject), role, at)[0]?.contactId ?? null;
}

/**
 * The actor of a change to a plan, commitment or milestone: the person who holds the role there.
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
  const id = holderIn(await people.peopleOf(planOf(subject)), subject, role, instantText(context.now));
  if (id !== null || role === 'admin' || role === 'reviewer') return { role, id };
  if (role === 'poc') return { role: 'admin', id: null };
  throw new UsageError(`nobody is ${role} for ${subject}: add one with jalon contact add --role ${role}, or act with --as poc`);
}
