import { Temporal } from 'temporal-polyfill';
import { declaredStatusOf } from '../domain/commitment.ts';
import {
  type Assignment,
  type Contact,
  type ContactRole,
  contact as contactSchema,
  defaultReminderPreferences,
  emailAddress,
  holdersOf,
  type PlanPeople,
} from '../domain/contact.ts';
import { type Problem, type Refused, refused } from '../domain/errors.ts';
import { endOfDay, instantText, localDay } from '../domain/fuzzy-date.ts';
import { commitmentOf, isoDate, numberOf, planOf } from '../domain/identifiers.ts';
import { lastDayOf, type PlanSettings } from '../domain/plan.ts';
import { cleanText } from '../domain/public-text.ts';
import type { PeopleStore, Rng } from '../ports.ts';
import { changeCommitment, type Envelope } from './append-change.ts';
import { endAssignment } from './change-assignment.ts';
import { vouchFor } from './confirm-contact.ts';
import { assign, type ContactDeps, publicRole } from './contact-deps.ts';
import { isAnsweredFor } from './end-hand-ons.ts';
import { type Holder, handOns, movedSince } from './handed-on.ts';
import { withRole } from './role-texts.ts';
import { takeBack } from './take-back.ts';

export type HandOnCommand = Envelope & {
  readonly milestoneId: string;
  readonly email: string;
  readonly name: string;
  /** The last local day, inclusive. */
  readonly until: string;
  /** Whether the colleague's word is published at once; otherwise it waits as a draft. */
  readonly mayPublish: boolean;
};

const defaultDays = 30;

/** The last day proposed for a hand-on: thirty days from today, and not beyond the plan. */
export function defaultUntil(settings: PlanSettings, now: Temporal.Instant): string {
  const day = Temporal.PlainDate.from(localDay(now, settings.zone)).add({ days: defaultDays }).toString();
  const last = lastDayOf(settings);
  return last !== null && last < day ? last : day;
}

/** The part of an address that says whose house it is; letters weigh the same large or small. */
export function mailDomainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

function problemsOf(command: HandOnCommand, domain: string, settings: PlanSettings): Problem[] {
  const problems: Problem[] = [];
  if (!emailAddress.safeParse(command.email).success) problems.push({ field: 'email', code: 'malformed' });
  else if (mailDomainOf(command.email) !== domain) problems.push({ field: 'email', code: 'not-expected', detail: domain });
  if (cleanText(command.name) === '') problems.push({ field: 'name', code: 'required' });
  else if (!contactSchema.shape.name.safeParse(cleanText(command.name)).success)
    problems.push({ field: 'name', code: 'malformed' });
  const last = lastDayOf(settings);
  if (!isoDate.safeParse(command.until).success) problems.push({ field: 'until', code: 'malformed' });
  else if (command.until < localDay(command.now, settings.zone)) problems.push({ field: 'until', code: 'in-the-past' });
  else if (last !== null && command.until > last) problems.push({ field: 'until', code: 'in-the-future', detail: last });
  return problems;
}

/** A person of the lead's own house, in the lead's language, vouched for by the lead. */
function colleagueOf(rng: Rng, lead: Contact, { email, name }: HandOnCommand, at: string): Contact {
  return {
    id: `p-${Buffer.from(rng.bytes(16)).toString('hex')}`,
    version: 1,
    name: cleanText(name),
    email,
    phone: null,
    function: null,
    organisation: lead.organisation,
    organisationNumber: lead.organisationNumber,
    language: lead.language,
    confirmedAt: at,
    suppressed: null,
    pausedSince: null,
    reachableSince: null,
    pausedUntil: null,
    reminders: defaultReminderPreferences,
    stopToken: Buffer.from(rng.bytes(32)).toString('base64url'),
  };
}

/**
 * Writes the person down as they are to be: added, vouched for, or left as they are known. Null when another write came first.
 * Their other roles still wait for a point of contact: each role is confirmed on its own.
 */
async function keep(people: PeopleStore, known: Contact | null, person: Contact, at: string): Promise<Contact | null> {
  if (known === null) return (await people.addContact(person)) ? person : null;
  return vouchFor(people, known, at);
}

/** Whoever answers for a milestone already needs no hand-on. */
function isResponsible(people: PlanPeople, contactId: string, milestoneId: string, at: string): boolean {
  const held = (role: ContactRole) => holdersOf(people, planOf(milestoneId), numberOf(milestoneId), role, at);
  return [...held('lead'), ...held('deputy')].some((one) => one.contactId === contactId);
}

/**
 * Leaves one holder where two were written at the same moment: two hand-ons in the same second are one and the same entry of
 * the log, which names no person. Whoever looks last sees both, and everybody keeps the same one. And none where whoever handed
 * it on lost their role at that moment, with nobody else to answer for it.
 */
async function settle(deps: ContactDeps, command: HandOnCommand, { id, planId, since }: Assignment): Promise<Refused | null> {
  const { milestoneId, actor, now } = command;
  const everybody = await deps.people.peopleOf(planId);
  const held = handOns(everybody.assignments, milestoneId, since);
  const [kept, ...others] = held.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const one of others) if ((await endAssignment(deps.people, one, since)) === null) return refused('busy');
  if (kept?.id !== id) return refused('exists-already');
  if (isAnsweredFor(everybody, planId, milestoneId, since)) return null;
  const ended = await takeBack(deps, { milestoneId, actor, now });
  return ended.ok || ended.reason === 'unknown-contact' ? refused('stale') : ended;
}

/**
 * Hands one milestone to a colleague for a time: same mail domain as the one who hands it on, one holder at a time, up to the
 * plan's end. The role stays with the lead, whose word vouches for the colleague. Told in public by role and unit.
 */
export async function handOn(
  deps: ContactDeps,
  command: HandOnCommand,
): Promise<{ readonly ok: true; readonly seq: number; readonly holder: Holder } | Refused> {
  const { record, people, rng } = deps;
  const { milestoneId, actor, now, mayPublish } = command;
  const plan = await record.plan(planOf(milestoneId));
  if (plan === null) return refused('unknown-plan');
  const lead = actor.id === null ? null : await people.contact(actor.id);
  if (lead === null) return refused('unknown-contact');
  const { settings } = plan.state;
  const last = lastDayOf(settings);
  if (last !== null && last < localDay(now, settings.zone)) return refused('closed');
  const problems = problemsOf(command, mailDomainOf(lead.email), settings);
  if (problems.length > 0) return refused('invalid', problems);

  const at = instantText(now);
  // The log before the people: whoever takes or gives it from here on is seen by the log.
  const before = await record.commitment(commitmentOf(milestoneId));
  const [known, everybody] = await Promise.all([people.contactByEmail(command.email), people.peopleOf(settings.id)]);
  if (handOns(everybody.assignments, milestoneId, at).length > 0) return refused('exists-already');
  if (known !== null && isResponsible(everybody, known.id, milestoneId, at)) {
    return refused('invalid', [{ field: 'email', code: 'not-expected', detail: 'answers-already' }]);
  }
  const person = known ?? colleagueOf(rng, lead, command, at);
  const until = instantText(endOfDay(command.until, settings.zone));
  const seen = before?.log.length ?? 0;
  // The public word first: if a later write is lost, nobody holds the milestone and it is handed on again.
  const told = await changeCommitment(deps, commitmentOf(milestoneId), command, (current) => {
    const milestone = current?.commitment.milestones.find(({ id }) => id === milestoneId);
    if (current === null || milestone === undefined) return refused('unknown-milestone');
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    if (movedSince(current.log, milestoneId, seen)) return refused('exists-already');
    const data = { milestoneId, responsible: publicRole(person), lastDay: command.until, mayPublish };
    return withRole(rng, current, { type: 'handed-on', data });
  });
  if (!told.ok) return told;
  const contact = await keep(people, known, person, at);
  if (contact === null) return refused('busy');
  const about = { planId: settings.id, commitments: [numberOf(milestoneId)], milestoneId, mayPublish };
  const assignment: Assignment = {
    ...assign(rng, { ...about, contactId: contact.id, role: 'colleague', since: at, confirmedAt: at }),
    until,
  };
  if (!(await people.addAssignment(assignment))) return refused('busy');
  const unsettled = await settle(deps, command, assignment);
  if (unsettled !== null) return unsettled;
  return { ok: true, seq: told.seq, holder: { contact, assignment } };
}
