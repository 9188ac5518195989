import type { Contact } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Actor } from '../domain/plan.ts';
import { unvouchAssignment } from './change-assignment.ts';
import { type ContactDeps, type ContactEnvelope, commitmentsOf, publicRole, standing, tellPlan } from './contact-deps.ts';
import { takeBack } from './take-back.ts';

/** What of a person decides who may sign in as them, as the log calls it. */
export type Identifying = 'address' | 'organisation';

const roles = ['lead', 'deputy', 'poc', 'reviewer', 'admin'] as const;

/** No person of that plan did it: it follows from what another plan knows of the person. */
const itself: Actor = { role: 'system', id: null };

/**
 * Takes the say in every plan but the one where it was changed from a person who signs in otherwise from now on: another plan's
 * rule, as that of a second person or of OpenID Connect, is not this one's to keep. There the person is vouched for again, by
 * that plan's own rule; what was handed to them as a colleague goes back to who handed it on. Each plan's log tells it first.
 * Doing it again does what is left.
 */
export async function unvouchElsewhere(
  deps: ContactDeps,
  { planId, now }: ContactEnvelope & { readonly planId: string },
  contact: Contact,
  changed: readonly Identifying[],
): Promise<{ readonly ok: true } | Refused> {
  const vouched = standing(await deps.people.assignmentsOf(contact.id), now).filter(
    (one) => one.planId !== planId && one.confirmedAt !== null,
  );
  for (const elsewhere of [...new Set(vouched.map((one) => one.planId))].sort()) {
    const held = vouched.filter((one) => one.planId === elsewhere);
    const command = { planId: elsewhere, actor: itself, now };
    const role = roles.find((one) => held.some((assignment) => assignment.role === one));
    if (role !== undefined) {
      const commitments = commitmentsOf(held.filter((one) => one.role === role));
      const data = { role, responsible: publicRole(contact), changed: [...new Set(changed)], commitments };
      const told = await tellPlan(deps, command, { type: 'contact-edited', data });
      // A role outlives nothing: one in a plan without a log has nobody to tell.
      if (!told.ok && told.reason !== 'unknown-plan') return told;
    }
    for (const one of held) {
      if (one.milestoneId !== null) {
        const back = await takeBack(deps, { milestoneId: one.milestoneId, actor: itself, now });
        if (!back.ok && back.reason !== 'unknown-contact') return back;
      } else if ((await unvouchAssignment(deps.people, one, instantText(now))) === null) return refused('busy');
    }
  }
  return { ok: true };
}
