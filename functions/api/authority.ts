import type { Assignment, ContactRole } from '../../shared/domain/contact.ts';
import { rolesFor } from '../../shared/usecases/my-milestones.ts';

/** What a signed-in person may want to do with one milestone. */
export type Action = 'see-form' | 'declare' | 'report-nothing';

/** How a person signed in. A remembered browser and OpenID Connect will be further columns. */
export type Way = 'code';

/**
 * The decision table: action × way of signing in → the roles that may. A role that is not listed may not, and a role
 * counts only for the milestones it covers.
 */
export const decisions: { readonly [action in Action]: { readonly [way in Way]: readonly ContactRole[] } } = {
  'see-form': { code: ['lead', 'deputy', 'colleague'] },
  declare: { code: ['lead', 'deputy', 'colleague'] },
  'report-nothing': { code: ['lead', 'deputy', 'colleague'] },
};

/** The role in which a person may act on this milestone, or null: then it is as if the milestone did not exist. */
export function roleAllowed(
  roles: readonly Assignment[],
  action: Action,
  milestoneId: string,
  way: Way = 'code',
): ContactRole | null {
  return rolesFor(roles, milestoneId).find((role) => decisions[action][way].includes(role)) ?? null;
}
