import * as z from 'zod';
import type { Approval } from '../../../../shared/domain/approval.ts';
import { type Assignment, type Contact, contactRole, type PlanPeople } from '../../../../shared/domain/contact.ts';
import { refused } from '../../../../shared/domain/errors.ts';
import {
  commitmentNumber,
  contactId,
  interfaceLanguage,
  isoInstant,
  milestoneId,
} from '../../../../shared/domain/identifiers.ts';
import { withoutPersonalData } from '../../../../shared/domain/text.ts';
import { addContact } from '../../../../shared/usecases/add-contact.ts';
import { doOrPropose } from '../../../../shared/usecases/do-or-propose.ts';
import { editContact } from '../../../../shared/usecases/edit-contact.ts';
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
const endableRole = z.enum(['lead', 'deputy', 'poc', 'reviewer', 'admin']);

const person = z.strictObject({
  id: contactId,
  name: z.string(),
  address: z.string().meta({ description: 'Masked: the whole address is on the page and in the export.' }),
  function: z.string().nullable(),
  organisation: z.string().nullable(),
  language: interfaceLanguage,
  confirmedAt: isoInstant.nullable(),
  stopped: z.enum(['bounced', 'complained', 'unsubscribed']).nullable(),
  pausedUntil: isoInstant.nullable(),
  roles: z.array(
    z.strictObject({
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

function roleOf({ role, commitments, milestoneId: milestone, since, until, confirmedAt, mayPublish }: Assignment) {
  return { role, commitments, milestone, since, until, confirmedAt, mayPublish };
}

function personOf(contact: Contact, { assignments }: PlanPeople, planId: string): z.input<typeof person> {
  return {
    id: contact.id,
    name: told(contact.name) ?? '',
    address: masked(contact.email),
    function: told(contact.function),
    organisation: told(contact.organisation),
    language: contact.language,
    confirmedAt: contact.confirmedAt,
    stopped: contact.suppressed?.reason ?? null,
    pausedUntil: contact.pausedUntil,
    roles: assignments.filter((one) => one.contactId === contact.id && one.planId === planId).map(roleOf),
  };
}

type AskedOfPeople = Pick<Asked<'/{plan}/people', 'edit-people'>, 'deps' | 'now' | 'names' | 'permit'>;

/** Is this a person of the plan? Anyone else is as if they did not exist. */
async function isKnown({ deps, names }: AskedOfPeople, id: string): Promise<boolean> {
  return (await deps.people.peopleOf(names.plan)).contacts.some((one) => one.id === id);
}

/** Changes something about people at once, or puts it up for a second person, as the plan asks. */
async function change({ deps, now, names, permit }: AskedOfPeople, wanted: Approval['change']): Promise<Reply> {
  const command = { planId: names.plan, change: wanted, approval: permit.approval, actor: permit.actor, now };
  return proposedReply(await doOrPropose(deps, command));
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
    run: async ({ deps, names }) => {
      const [people, mailbox] = await Promise.all([deps.people.peopleOf(names.plan), deps.people.mailbox(names.plan)]);
      const body = {
        people: people.contacts.map((contact) => personOf(contact, people, names.plan)),
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
        role: endableRole,
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
      .strictObject({ person: contactId, role: z.enum(['lead', 'deputy']), commitments: numbers })
      .meta({ id: 'Reassignment', description: '`person` takes over; they must be in the plan already.' }),
    example: { person: 'p-0123456789abcdef', role: 'lead', commitments: ['28'] },
    answers: changeAnswers,
    run: async (asked) => {
      const { person: successor, role, commitments } = asked.body;
      if (!(await isKnown(asked, successor))) return refusing(refused('invalid', [{ field: 'person', code: 'unknown' }]));
      return change(asked, { kind: 'reassign-role', contactId: successor, role, commitments });
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
    body: z.strictObject({ email: address }).meta({ id: 'Mailbox' }),
    example: { email: 'plan@example.org' },
    answers: changeAnswers,
    run: async (asked) => change(asked, { kind: 'set-mailbox', address: asked.body.email }),
  }),
  writing({
    id: 'confirmPerson',
    section: 'people',
    path: '/{plan}/people/{contact}/confirm',
    who: 'edit-people',
    summary: {
      fr: 'Confirmer une personne dans ses rôles\u00A0: elle reçoit les rappels et peut répondre.',
      en: 'Confirm a person in their roles: reminders reach them and they may answer.',
    },
    body: nothing,
    example: {},
    answers: changeAnswers,
    run: async (asked) => {
      const { contact } = asked.names;
      return (await isKnown(asked, contact)) ? change(asked, { kind: 'confirm-contact', contactId: contact }) : unknown;
    },
  }),
  writing({
    id: 'endRole',
    section: 'people',
    path: '/{plan}/people/{contact}/end-role',
    who: 'edit-people',
    summary: { fr: 'Mettre fin à un rôle, tout de suite.', en: 'End a role, at once.' },
    body: z.strictObject({ role: endableRole }).meta({ id: 'EndedRole' }),
    example: { role: 'deputy' },
    answers: changeAnswers,
    run: async (asked) => {
      const { contact } = asked.names;
      const { role } = asked.body;
      return (await isKnown(asked, contact)) ? change(asked, { kind: 'end-role', contactId: contact, role }) : unknown;
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
      })
      .meta({ id: 'EditedPerson', description: 'What is absent stays as it is.' }),
    example: { function: 'directeur du numérique' },
    answers: changeAnswers,
    run: async (asked) => {
      const { contact } = asked.names;
      return (await isKnown(asked, contact))
        ? change(asked, { kind: 'edit-contact', contactId: contact, changes: asked.body })
        : unknown;
    },
  }),
];
