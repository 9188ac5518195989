import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Contact, contact, reminderPreferences } from '../../../../shared/domain/contact.ts';
import { contactId, interfaceLanguage, isoInstant } from '../../../../shared/domain/identifiers.ts';
import { lastDayOfPause } from '../../../../shared/domain/pause.ts';
import { eraseMyself } from '../../../../shared/usecases/erase-contact.ts';
import { readReminders } from '../../../../shared/usecases/read-reminders.ts';
import { resumeMail } from '../../../../shared/usecases/resume-mail.ts';
import { shutPlans } from '../../../../shared/usecases/shut-plans.ts';
import { stopMail } from '../../../../shared/usecases/stop-mail.ts';
import { tuneMail, wishesOf } from '../../../../shared/usecases/tune-mail.ts';
import type { ApiDeps } from '../../dependencies.ts';
import { logUntold } from '../../untold-stop.ts';
import { json, type Operation, type Reply, reading, writing } from '../operation.ts';
import { refusing } from '../refusal.ts';
import { day, nothing } from '../schemas/common.ts';

const { daysBefore, frequency } = reminderPreferences.shape;

const myReminders = z
  .strictObject({
    offered: z.array(z.int()).meta({ description: 'Days before a deadline on which the person’s plans remind.' }),
    daysBefore: daysBefore.meta({ description: 'Null: all that is offered.' }),
    frequency,
    language: interfaceLanguage,
    pauseUntil: day.nullable().meta({ description: 'The last day without a reminder; null for no pause.' }),
    stopped: z.strictObject({ reason: contact.shape.suppressed.unwrap().shape.reason, at: isoInstant }).nullable(),
  })
  .meta({ id: 'MyReminders', description: 'How the person is reminded, and whether reminders are stopped.' });

/** As many as can be offered at all; how many may be chosen the verb says, by its own name. */
const chosenDays = z.array(z.int().min(1).max(365)).max(365).nullable();

const wishes = z
  .strictObject({
    daysBefore: chosenDays.optional(),
    frequency: frequency.optional(),
    language: interfaceLanguage.optional(),
    pauseUntil: day.nullable().optional(),
  })
  .meta({
    id: 'ReminderWishes',
    description:
      'What is absent stays as it is. `daysBefore`: some of `offered`, six at most; null for all of them. `pauseUntil`: the last day without a reminder, within a year; null ends a pause.',
  });

async function told(deps: ApiDeps, known: Contact, now: Temporal.Instant): Promise<Reply> {
  const { contact: person, offered, zone } = await readReminders(deps, { contact: known, now });
  const { reminders, language, suppressed } = person;
  const pauseUntil = lastDayOfPause(person, zone, now);
  const body = { offered, ...reminders, language, pauseUntil, stopped: suppressed };
  return { ok: true, status: 200, body };
}

const erased = z
  .strictObject({ ok: z.literal(true), person: contactId })
  .meta({ id: 'Erased', description: 'Erased: the pseudonym stays in logs, and leads to nobody.' });

/** What a person decides about themselves: their reminders, and being erased. */
export const selfOperations: readonly Operation[] = [
  reading({
    id: 'readMyReminders',
    section: 'session',
    path: '/session/reminders',
    who: 'signed-in',
    summary: { fr: 'Comment on est rappelé.', en: 'How one is reminded.' },
    answers: { 200: json(myReminders) },
    run: ({ deps, now, signedIn }) => told(deps, signedIn.contact, now),
  }),
  writing({
    id: 'tuneMyReminders',
    section: 'session',
    path: '/session/reminders',
    who: 'signed-in',
    summary: {
      fr: 'Régler ses rappels\u00A0: jours avant l’échéance, fréquence, langue, pause.',
      en: 'Tune one’s reminders: days before the deadline, frequency, language, pause.',
    },
    body: wishes,
    example: { daysBefore: [7, 1], frequency: 'weekly' },
    answers: { 200: json(myReminders) },
    run: async ({ deps, now, signedIn, body }) => {
      const { pauseUntil, ...given } = body;
      const mine = await readReminders(deps, { contact: signedIn.contact, now });
      const before = wishesOf(mine, now);
      const chosen = {
        daysBefore: given.daysBefore === undefined ? before.daysBefore : given.daysBefore,
        frequency: given.frequency ?? before.frequency,
        language: given.language ?? before.language,
        pauseUntil: pauseUntil === undefined ? before.pauseUntil : (pauseUntil ?? ''),
      };
      const outcome = await tuneMail(deps, { contactId: signedIn.contact.id, wishes: chosen, by: 'signed-in', now });
      return outcome.ok ? told(deps, outcome.contact, now) : refusing(outcome);
    },
  }),
  writing({
    id: 'stopMyReminders',
    section: 'session',
    path: '/session/reminders/stop',
    who: 'signed-in',
    summary: {
      fr: 'Arrêter ses rappels\u00A0; le rôle reste, et le point de contact est averti.',
      en: 'Stop one’s reminders; the role stays, and the point of contact is told.',
    },
    body: nothing,
    example: {},
    answers: { 200: json(myReminders) },
    run: async ({ deps, now, signedIn }) => {
      const outcome = await stopMail(deps, { token: signedIn.contact.stopToken, now });
      if (outcome.ok) {
        logUntold(deps.log, outcome.contact.id, outcome.untold);
        return told(deps, outcome.contact, now);
      }
      return outcome.reason === 'busy'
        ? { ok: false, problem: 'busy', retryAfterSeconds: 5 }
        : { ok: false, problem: 'not-found' };
    },
  }),
  writing({
    id: 'resumeMyReminders',
    section: 'session',
    path: '/session/reminders/resume',
    who: 'signed-in',
    summary: {
      fr: 'Rétablir les rappels qu’on a arrêtés soi-même.',
      en: 'Have the reminders one stopped oneself sent again.',
    },
    body: nothing,
    example: {},
    answers: { 200: json(myReminders) },
    run: async ({ deps, now, signedIn }) => {
      const outcome = await resumeMail(deps, { contactId: signedIn.contact.id, now });
      return outcome.ok ? told(deps, outcome.contact, now) : refusing(outcome);
    },
  }),
  writing({
    id: 'eraseMyself',
    section: 'session',
    path: '/session/erase',
    who: 'signed-in',
    summary: {
      fr: 'Être effacé\u00A0: les rôles prennent fin, le reste est supprimé, sans retour.',
      en: 'Be erased: the roles end, all the rest is deleted, and there is no way back.',
    },
    body: z.strictObject({ forGood: z.literal(true) }).meta({
      id: 'ErasingMyself',
      description: '`forGood`: there is no way back.',
    }),
    example: { forGood: true },
    answers: { 200: json(erased) },
    run: async ({ deps, now, signedIn }) => {
      if ((await shutPlans(deps, signedIn)).length > 0) return { ok: false, problem: 'openid-required' };
      const outcome = await eraseMyself(deps, { contactId: signedIn.contact.id, now });
      return outcome.ok ? { ok: true, status: 200, body: { ok: true, person: outcome.contactId } } : refusing(outcome);
    },
  }),
];
