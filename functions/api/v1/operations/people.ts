import * as z from 'zod';
import type { Approval } from '../../../../shared/domain/approval.ts';
import {
  type Assignment,
  assignmentId,
  assignmentIds,
  type Contact,
  contactRole,
  type PlanPeople,
} from '../../../../shared/domain/contact.ts';
import { refused } from '../../../../shared/domain/errors.ts';
import {
  commitmentNumber,
  contactId,
  interfaceLanguage,
  isoInstant,
  milestoneId,
} from '../../../../shared/domain/identifiers.ts';
import { particularsOf } from '../../../../shared/domain/particulars.ts';
import { withoutPersonalData } from '../../../../shared/domain/text.ts';
import { addContact } from '../../../../shared/usecases/add-contact.ts';
import { changePerson } from '../../../../shared/usecases/change-person.ts';
import { doOrPropose } from '../../../../shared/usecases/do-or-propose.ts';
import { editContact } from '../../../../shared/usecases/edit-contact.ts';
import { guestsOf } from '../../../../shared/usecases/home-plan.ts';
import { holdersNow } from '../../../../shared/usecases/reassign-role.ts';
import { masked } from '../masked.ts';
import { type Asked, json, type Operation, type Reply, reading, writing } from '../operation.ts';
import { proposedReply } from '../proposed-reply.ts';
import { refusing } from '../refusal.ts';
import { done, nothing, waiting } from '../schemas/common.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

const address = z.string().min(1).max(254);
const name = z.string().min(1).max(200);
const short = z.string().max(500);
const numbers = z.array(commitmentNumber).min(1).max(500);
const givenRole = z.enum(['lead', 'deputy', 'poc', 'reviewer', 'admin']);
/** Roles as they were seen in the list: what was added since waits on its own. */
const seenRoles = assignmentIds.min(1);

const person = z.strictObject({
  id: contactId,
  version: z.int().min(1).meta({ description: 'For `If-Match`, to change what is known of them.' }),
  name: z.string(),
  address: z.string().meta({ description: 'Masked: the whole address is on the page and in the export.' }),
  function: z.string().nullable(),
  organisation: z.string().nullable(),
  language: interfaceLanguage.nullable(),
  confirmedAt: isoInstant.nullable(),
  stopped: z.enum(['bounced', 'complained', 'unsubscribed']).nullable(),
  pausedUntil: isoInstant.nullable(),
  isGuest: z.boolean().meta({
    description:
      'Another plan keeps what is known of them: here it is not changed, and how they are written to, as `language`, `stopped` and `pausedUntil`, is null.',
  }),
  roles: z.array(
    z.strictObject({
      id: assignmentId,
      role: contactRole,
      commitments: z.array(commitmentNumber).nullable(),
      milestone: milestoneId.nullable(),
      since: isoInstant,
      until: isoInstant.nullable(),
      confirmedAt: isoInstant.nullable(),
      mayPublish: z.boolean(),
    }),
  ),
});

const peopleList = z
  .strictObject({ people: z.array(person), hasMailbox: z.boolean() })
  .meta({ id: 'People', description: 'People of one plan with the roles they hold or held in it.' });

const added = z.strictObject({ ok: z.literal(true), person: contactId }).meta({ id: 'PersonAdded' });

const told = (text: string | null): string | null => (text === null ? null : withoutPersonalData(text));

function roleOf({ id, role, commitments, milestoneId: milestone, since, until, confirmedAt, mayPublish }: Assignment) {
  return { id, role, commitments, milestone, since, until, confirmedAt, mayPublish };
}

function personOf(
  contact: Contact,
  { assignments }: PlanPeople,
  planId: string,
  guests: ReadonlySet<string>,
): z.input<typeof person> {
  const isGuest = guests.has(contact.id);
  const { language, confirmedAt, suppressed, pausedUntil } = contact;
  const stopped = suppressed?.reason ?? null;
  const tuning = { language, confirmedAt, stopped, pausedUntil };
  return {
    id: contact.id,
    version: contact.version,
    name: told(contact.name) ?? '',
    address: masked(contact.email),
    function: told(contact.function),
    organisation: told(contact.organisation),
    // Between them, Jalon and the plan that keeps them.
    ...(isGuest ? { language: null, confirmedAt: null, stopped: null, pausedUntil: null } : tuning),
    isGuest,
    roles: assignments.filter((one) => one.contactId === contact.id && one.planId === planId).map(roleOf),
  };
}

const personChanged = done
  .extend({ version: z.int().min(1) })
  .meta({ id: 'PersonChanged', description: 'Changed; `version` is the person’s own from now on.' });

const personWaiting = waiting.extend({ version: z.int().min(1) }).meta({
  id: 'PersonWaiting',
  description: 'Waits for a second person, but for the language. `version` is the person’s own now.',
});

type AskedOfPeople = Pick<Asked<'/{plan}/people', 'edit-people'>, 'deps' | 'now' | 'names' | 'permit'>;

/** A person of the plan. Anyone else is as if they did not exist. */
async function knownPerson({ deps, names }: AskedOfPeople, id: string): Promise<Contact | null> {
  return (await deps.people.peopleOf(names.plan)).contacts.find((one) => one.id === id) ?? null;
}

async function isKnown(asked: AskedOfPeople, id: string): Promise<boolean> {
  return (await knownPerson(asked, id)) !== null;
}

/** Changes something about people at once, or puts it up for a second person, as the plan asks. */
async function change({ deps, now, names, permit }: AskedOfPeople, wanted: Approval['change']): Promise<Reply> {
  const command = { planId: names.plan, change: wanted, approval: permit.approval, actor: permit.actor, now };
  return proposedReply(await doOrPropose(deps, command));
}

/** Somebody was changed since they were seen: how they stand now. */
async function stalePerson({ deps, names, now }: AskedOfPeople, id: string): Promise<Reply> {
  const people = await deps.people.peopleOf(names.plan);
  const contact = people.contacts.find((one) => one.id === id);
  if (contact === undefined) return unknown;
  const guests = await guestsOf(deps, names.plan, [id], now);
  const current = { version: contact.version, person: personOf(contact, people, names.plan, guests) };
  return { ok: false, problem: 'stale', current };
}

const changeAnswers = { 200: json(done), 202: json(waiting) };

/** Who answers, and who is confirmed. */
export const peopleOperations: readonly Operation[] = [
  reading({
    id: 'listPeople',
    section: 'people',
    path: '/{plan}/people',
    who: 'see-plan',
    summary: {
      fr: 'Les personnes d’un plan, avec leurs rôles et leurs dates.',
      en: 'People of a plan, with their roles and dates.',
    },
    answers: { 200: json(peopleList) },
    run: async ({ deps, now, names }) => {
      const [people, mailbox] = await Promise.all([deps.people.peopleOf(names.plan), deps.people.mailbox(names.plan)]);
      const ids = people.contacts.map(({ id }) => id);
      const guests = await guestsOf(deps, names.plan, ids, now);
      const body = {
        people: people.contacts.map((contact) => personOf(contact, people, names.plan, guests)),
        hasMailbox: mailbox !== null,
      };
      return { ok: true, status: 200, body };
    },
  }),
  writing({
    id: 'addPerson',
    section: 'people',
    path: '/{plan}/people',
    who: 'edit-people',
    summary: {
      fr: 'Donner un rôle à une personne\u00A0; sans effet tant qu’elle n’est pas confirmée.',
      en: 'Give a person a role; without effect until they are confirmed.',
    },
    body: z
      .strictObject({
        role: givenRole,
        commitments: numbers.nullable().default(null),
        name,
        email: address,
        phone: z.string().max(40).nullable().default(null),
        function: short.nullable().default(null),
        organisation: short.nullable().default(null),
        organisationNumber: z
          .string()
          .regex(/^[0-9A-Z]{1,20}$/)
          .nullable()
          .default(null),
        language: interfaceLanguage,
      })
      .meta({ id: 'NewPerson', description: '`commitments`: null is the whole plan.' }),
    example: {
      role: 'lead',
      commitments: ['28'],
      name: 'Camille Exemple',
      email: 'camille@example.org',
      function: 'directrice du numérique',
      organisation: 'Ministère des Exemples',
      language: 'fr',
    },
    answers: { 201: json(added) },
    run: async ({ deps, now, names, body, permit }) => {
      const outcome = await addContact(deps, { ...body, planId: names.plan, now, actor: permit.actor });
      return outcome.ok ? { ok: true, status: 201, body: { ok: true, person: outcome.contact.id } } : refusing(outcome);
    },
  }),
  writing({
    id: 'reassignRole',
    section: 'people',
    path: '/{plan}/people/reassignment',
    who: 'edit-people',
    summary: { fr: 'Passer des engagements d’une personne à une autre.', en: 'Hand commitments from one person to another.' },
    body: z
      .strictObject({ person: contactId, version: z.int().min(1), role: z.enum(['lead', 'deputy']), commitments: numbers })
      .meta({
        id: 'Reassignment',
        description: '`person` takes over, as they were seen in this `version`; they must be in the plan already.',
      }),
    example: { person: 'p-0123456789abcdef', version: 3, role: 'lead', commitments: ['28'] },
    answers: changeAnswers,
    run: async (asked) => {
      const { person: successor, version, role, commitments } = asked.body;
      const known = await knownPerson(asked, successor);
      if (known === null) return refusing(refused('invalid', [{ field: 'person', code: 'unknown' }]));
      if (known.version !== version) return stalePerson(asked, successor);
      const { deps, names, now } = asked;
      const holders = await holdersNow(deps.people, { planId: names.plan, role, commitments, now });
      const particulars = particularsOf(known);
      return change(asked, { kind: 'reassign-role', contactId: successor, particulars, role, commitments, holders });
    },
  }),
  writing({
    id: 'setMailbox',
    section: 'people',
    path: '/{plan}/people/mailbox',
    who: 'edit-people',
    summary: {
      fr: 'Choisir la boîte qui reçoit les réponses aux courriels du plan.',
      en: 'Choose the mailbox that answers to the plan’s mails go to.',
    },
    body: z.strictObject({ mailbox: address }).meta({ id: 'Mailbox' }),
    example: { mailbox: 'plan@example.org' },
    answers: changeAnswers,
    run: async (asked) => change(asked, { kind: 'set-mailbox', address: asked.body.mailbox }),
  }),
  writing({
    id: 'confirmPerson',
    section: 'people',
    path: '/{plan}/people/{contact}/confirm',
    who: 'edit-people',
    versioned: 'person',
    summary: {
      fr: 'Confirmer une personne comme on l’a vue, dans les rôles qu’on a vus\u00A0: elle reçoit les rappels et peut répondre.',
      en: 'Confirm a person as they were seen, in the roles that were seen: reminders reach them and they may answer.',
    },
    body: z.strictObject({ assignments: seenRoles }).meta({
      id: 'ConfirmedRoles',
      description: '`assignments`: ids of roles in the list of people; no other role is confirmed.',
    }),
    example: { assignments: ['a-0123456789abcdef'] },
    answers: changeAnswers,
    run: async (asked) => {
      const { contact } = asked.names;
      const { assignments } = asked.body;
      const known = await knownPerson(asked, contact);
      if (known === null) return unknown;
      if (known.version !== asked.version) return stalePerson(asked, contact);
      return change(asked, {
        kind: 'confirm-contact',
        contactId: contact,
        assignments,
        particulars: particularsOf(known),
      });
    },
  }),
  writing({
    id: 'endRole',
    section: 'people',
    path: '/{plan}/people/{contact}/end-role',
    who: 'edit-people',
    summary: {
      fr: 'Mettre fin à un rôle, tout de suite\u00A0; les jalons d’un collègue sont repris.',
      en: 'End a role, at once; a colleague’s milestones are taken back.',
    },
    body: z.strictObject({ role: contactRole, assignments: seenRoles }).meta({
      id: 'EndedRole',
      description:
        '`assignments`: ids of the role in the list of people. Refused as stale when the person holds it by others too.',
    }),
    example: { role: 'deputy', assignments: ['a-0123456789abcdef'] },
    answers: changeAnswers,
    run: async (asked) => {
      const { contact } = asked.names;
      const { role, assignments } = asked.body;
      return (await isKnown(asked, contact))
        ? change(asked, { kind: 'end-role', contactId: contact, role, assignments })
        : unknown;
    },
  }),
  writing({
    id: 'resumeMail',
    section: 'people',
    path: '/{plan}/people/{contact}/resume-mail',
    who: 'edit-people',
    summary: {
      fr: 'Reprendre les courriels d’une personne qu’un refus ou une pause avait arrêtés.',
      en: 'Resume a person’s mail that a stop or a pause had ended.',
    },
    body: nothing,
    example: {},
    answers: { 200: json(done) },
    run: async (asked) => {
      const { deps, now, names, permit } = asked;
      if (!(await isKnown(asked, names.contact))) return unknown;
      const changes = { suppressed: null, pausedUntil: null };
      const about = { planId: names.plan, contactId: names.contact, changes };
      const outcome = await editContact(deps, { ...about, actor: permit.actor, now });
      return outcome.ok ? { ok: true, status: 200, body: { ok: true } } : refusing(outcome);
    },
  }),
  writing({
    id: 'editPerson',
    section: 'people',
    path: '/{plan}/people/{contact}',
    who: 'edit-people',
    versioned: 'person',
    summary: { fr: 'Corriger ce qu’on sait d’une personne.', en: 'Mend what is known of a person.' },
    body: z
      .strictObject({
        name: name.optional(),
        email: address.optional(),
        function: short.nullable().optional(),
        organisation: short.nullable().optional(),
        organisationNumber: z
          .string()
          .regex(/^[0-9A-Z]{1,20}$/)
          .nullable()
          .optional(),
        language: interfaceLanguage.optional(),
      })
      .meta({
        id: 'EditedPerson',
        description: 'What is absent stays as it is. `language`, in which they are written to, never waits for a second person.',
      }),
    example: { function: 'directeur du numérique' },
    answers: { 200: json(personChanged), 202: json(personWaiting) },
    run: async (asked) => {
      const { deps, now, names, body, version, permit } = asked;
      const { actor, approval } = permit;
      const about = { planId: names.plan, contactId: names.contact, actor, now };
      const outcome = await changePerson(deps, { ...about, version, changes: body, approval });
      if (!outcome.ok) return outcome.reason === 'stale' ? stalePerson(asked, names.contact) : refusing(outcome);
      const changed = { ok: true, version: outcome.version } as const;
      if (outcome.approval === null) return { ok: true, status: 200, body: changed };
      const { id, expiresAt } = outcome.approval;
      return { ok: true, status: 202, body: { ...changed, approval: { id, expiresAt } } };
    },
  }),
];
