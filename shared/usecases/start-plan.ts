import { canonicalJson } from '../domain/canonical-json.ts';
import { emailAddress } from '../domain/contact.ts';
import { type Refused, refused } from '../domain/errors.ts';
import { instantText } from '../domain/fuzzy-date.ts';
import type { Actor, PlanSettings } from '../domain/plan.ts';
import { sha256Of } from '../domain/text.ts';
import type { PlanRecord } from '../ports.ts';
import { changePlan, type Envelope } from './append-change.ts';
import { type ContactDeps, publicRole } from './contact-deps.ts';
import { createPlan } from './create-plan.ts';
import { openIdProblems } from './edit-plan.ts';
import { withRole } from './role-texts.ts';
import { setMailbox } from './set-mailbox.ts';

type StartPlan = Envelope & {
  readonly actor: Actor & { readonly id: string };
  readonly settings: PlanSettings;
  /** Where answers to the plan's mails go. */
  readonly mailbox: string;
  /** Can anyone sign in by OpenID Connect here? */
  readonly hasOpenId: boolean;
};

/** Did this person found this very plan? Then their creation may have died half-way. */
function isTheirs(plan: PlanRecord, { actor, settings }: StartPlan): boolean {
  const [first] = plan.log;
  return (
    first?.type === 'plan-created' &&
    first.actor.id === actor.id &&
    canonicalJson(first.data.settings) === canonicalJson(settings)
  );
}

/**
 * Creates a plan with whoever does it as its confirmed point of contact, and sets its mailbox. Saying the same again is
 * harmless and finishes what a crash left undone.
 */
export async function startPlan(
  deps: ContactDeps,
  command: StartPlan,
): Promise<{ readonly ok: true; readonly isNew: boolean } | Refused> {
  const { actor, settings, mailbox, hasOpenId } = command;
  const founder = await deps.people.contact(actor.id);
  if (founder === null) return refused('unknown-contact');
  if (!emailAddress.safeParse(mailbox).success) return refused('invalid', [{ field: 'mailbox', code: 'malformed' }]);
  const problems = openIdProblems(null, settings, hasOpenId);
  if (problems.length > 0) return refused('invalid', problems);
  const created = await createPlan(deps, command);
  if (!created.ok) {
    if (created.reason !== 'exists-already') return created;
    const known = await deps.record.plan(settings.id);
    if (known === null || !isTheirs(known, command)) return created;
  }
  const id = founderAssignment(settings.id, founder.id);
  const held = (await deps.people.assignmentsOf(founder.id)).some((one) => one.id === id);
  if (!held) {
    const told = await tellFounder(deps, command, publicRole(founder));
    if (!told.ok) return told;
    const since = instantText(command.now);
    // Written by another attempt at this very moment, it stands as it should.
    await deps.people.addAssignment({
      ...{ id, version: 1, planId: settings.id, contactId: founder.id, role: 'poc', commitments: null, milestoneId: null },
      ...{ since, until: null, confirmedAt: since, unvouchedAt: null, mayPublish: false },
    });
  }
  if ((await deps.people.mailbox(settings.id)) === null) {
    const set = await setMailbox(deps, { planId: settings.id, address: mailbox });
    if (!set.ok) return set;
  }
  return { ok: true, isNew: created.ok };
}

/** The same for the same person and plan, so that a second attempt adds no second role. */
function founderAssignment(planId: string, contactId: string): string {
  return `a-${sha256Of(`founder ${planId} ${contactId}`).slice(0, 32)}`;
}

/** The public word, before the role itself, and once: a crash between the two is mended by repeating. */
async function tellFounder(deps: ContactDeps, command: StartPlan, responsible: ReturnType<typeof publicRole>) {
  const known = await deps.record.plan(command.settings.id);
  const isTold = known?.log.some(({ type, actor }) => type === 'contact-confirmed' && actor.id === command.actor.id) === true;
  if (isTold) return { ok: true as const };
  return changePlan(deps, command.settings.id, command, (current) =>
    current === null
      ? refused('unknown-plan')
      : withRole(deps.rng, current, { type: 'contact-confirmed', data: { role: 'poc', responsible, commitments: null } }),
  );
}
