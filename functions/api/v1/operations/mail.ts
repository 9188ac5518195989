import * as z from 'zod';
import { instantText } from '../../../../shared/domain/fuzzy-date.ts';
import { contactId, isoInstant, milestoneId } from '../../../../shared/domain/identifiers.ts';
import { campaign } from '../../../../shared/domain/plan.ts';
import { sha256 } from '../../../../shared/domain/text.ts';
import { closeCampaign } from '../../../../shared/usecases/close-campaign.ts';
import { confirmCampaign } from '../../../../shared/usecases/confirm-campaign.ts';
import { planCampaign } from '../../../../shared/usecases/plan-campaign.ts';
import { type PlanRehearsal, rehearsePlan } from '../../../../shared/usecases/rehearse-plan.ts';
import { silentMilestones } from '../../../../shared/usecases/silent-milestones.ts';
import { mailReadiness, switchMailOff } from '../../../../shared/usecases/switch-mail.ts';
import { switchMailOnAsRead } from '../../../../shared/usecases/switch-mail-as-read.ts';
import type { ApiDeps } from '../../dependencies.ts';
import { writtenReply } from '../log-reply.ts';
import { json, type Operation, reading, writing } from '../operation.ts';
import { accepted, day, nothing, titles } from '../schemas/common.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

/** What mails are made with, as {@link import('../../../../shared/usecases/prepare-digest.ts').MailConfig} asks. */
const mailConfigOf = ({ config: { mailFrom: from, mailName: name, publicUrl, homeLanguage, stage } }: ApiDeps) => ({
  ...{ from, name, publicUrl, homeLanguage, stage },
});

const rehearsal = z
  .strictObject({
    from: day,
    to: day,
    mails: z.array(
      z.strictObject({ day, person: contactId, items: z.array(z.strictObject({ id: z.string(), step: z.string() })) }),
    ),
    pastAlready: z.array(milestoneId),
    isCut: z.boolean(),
    digest: sha256,
  })
  .meta({
    id: 'Rehearsal',
    description:
      'What would be sent within six months if nobody said a word. `digest` says which rehearsal was read, to switch mail on.',
  });

function rehearsalOf({ from, to, mails, pastAlready, isCut, digest }: PlanRehearsal): z.input<typeof rehearsal> {
  return {
    ...{ from, to, isCut, digest, pastAlready: [...pastAlready] },
    mails: mails.map(({ day: on, contactId: person, items }) => ({
      day: on,
      person,
      items: items.map(({ id, step }) => ({ id, step })),
    })),
  };
}

const mailNow = z
  .strictObject({
    onSince: isoInstant.nullable(),
    missing: z.array(z.strictObject({ field: z.string(), code: z.string(), detail: z.string().optional() })),
  })
  .meta({
    id: 'MailNow',
    description: 'Whether a plan’s mail is on, and what is missing to switch it on (`lead.28`, `poc`, `mailbox`).',
  });

const silence = z
  .strictObject({
    silent: z.array(
      z.strictObject({
        people: z.array(contactId),
        milestones: z.array(
          z.strictObject({
            id: milestoneId,
            titles,
            askedOn: z.array(day),
            overdueSince: day.nullable(),
            lastWordOn: day.nullable(),
            reportedOn: z.array(day),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Silence', description: 'Who was asked and has not said a word since, by the people who would be asked today.' });

/** Mail of a plan, who is silent, and campaigns. */
export const mailOperations: readonly Operation[] = [
  reading({
    id: 'readMail',
    section: 'plan',
    path: '/{plan}/mail',
    who: 'switch-mail',
    summary: { fr: 'L’état des courriels d’un plan, et ce qui manque.', en: 'The state of a plan’s mail, and what is missing.' },
    answers: { 200: json(mailNow) },
    run: async ({ deps, now, names, permit }) => {
      const missing = await mailReadiness(deps, names.plan, instantText(now));
      return { ok: true, status: 200, body: { onSince: permit.plan?.state.mailOnSince ?? null, missing } };
    },
  }),
  reading({
    id: 'rehearseMail',
    section: 'plan',
    path: '/{plan}/mail/rehearsal',
    who: 'switch-mail',
    summary: {
      fr: 'Ce que le plan enverrait d’ici six mois, si personne ne disait rien.',
      en: 'What the plan would send within six months, if nobody said a word.',
    },
    answers: { 200: json(rehearsal) },
    run: async ({ deps, now, names }) => {
      const found = await rehearsePlan(deps, mailConfigOf(deps), { planId: names.plan, now });
      return found === null ? unknown : { ok: true, status: 200, body: rehearsalOf(found) };
    },
  }),
  writing({
    id: 'switchMail',
    section: 'plan',
    path: '/{plan}/mail',
    who: 'switch-mail',
    summary: {
      fr: 'Activer les courriels d’un plan après avoir lu la répétition, ou les couper.',
      en: 'Switch a plan’s mail on after reading the rehearsal, or off.',
    },
    body: z.strictObject({ on: z.boolean(), rehearsal: sha256.nullable().default(null) }).meta({
      id: 'MailSwitch',
      description: '`rehearsal`: the digest of the rehearsal that was read; to switch mail on it is required.',
    }),
    example: { on: false },
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit }) => {
      const planId = names.plan;
      const { actor } = permit;
      if (!body.on) return writtenReply(planId, await switchMailOff(deps, { planId, actor, now }));
      if (body.rehearsal === null) return { ok: false, problem: 'invalid', errors: [{ field: 'rehearsal', code: 'required' }] };
      const outcome = await switchMailOnAsRead(deps, mailConfigOf(deps), { planId, read: body.rehearsal, actor, now });
      const isOther = !outcome.ok && outcome.reason === 'stale' && outcome.rehearsal !== undefined;
      if (isOther) return { ok: false, problem: 'stale', current: rehearsalOf(outcome.rehearsal) };
      return writtenReply(planId, outcome);
    },
  }),
  reading({
    id: 'listSilent',
    section: 'plan',
    path: '/{plan}/silent',
    who: 'see-plan',
    summary: { fr: 'Qui n’a pas répondu.', en: 'Who has not answered.' },
    answers: { 200: json(silence) },
    run: async ({ deps, now, names }) => {
      const found = await silentMilestones(deps, { planId: names.plan, now });
      if (found === null) return unknown;
      const silent = found.map(({ people, milestones }) => ({
        people: people.map(({ contact }) => contact.id),
        milestones: milestones.map(({ milestone, askedOn, overdueSince, lastWordOn, reportedOn }) => ({
          ...{ id: milestone.id, titles: milestone.titles, overdueSince, lastWordOn },
          ...{ askedOn: [...askedOn], reportedOn: [...reportedOn] },
        })),
      }));
      return { ok: true, status: 200, body: { silent } };
    },
  }),
  writing({
    id: 'planCampaign',
    section: 'plan',
    path: '/{plan}/campaigns',
    who: 'run-campaign',
    summary: {
      fr: 'Prévoir une campagne\u00A0; personne ne reçoit rien tant qu’elle n’est pas confirmée.',
      en: 'Plan a campaign; nobody is mailed until it is confirmed.',
    },
    body: z
      .strictObject({ id: campaign.shape.id, opens: day, closes: day.nullable().default(null) })
      .meta({ id: 'NewCampaign', description: '`closes`: null is 30 days after it opens.' }),
    example: { id: 'automne-2021', opens: '2021-11-02' },
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit }) => {
      const command = { ...body, planId: names.plan, confirmed: false, mustBeNew: true, actor: permit.actor, now };
      return writtenReply(names.plan, await planCampaign(deps, command));
    },
  }),
  writing({
    id: 'confirmCampaign',
    section: 'plan',
    path: '/{plan}/campaigns/{campaign}/confirm',
    who: 'run-campaign',
    summary: { fr: 'Confirmer une campagne, avec les jours qu’on a lus.', en: 'Confirm a campaign, with the days one has read.' },
    body: z.strictObject({ opens: day, closes: day }).meta({ id: 'CampaignDays' }),
    example: { opens: '2021-11-02', closes: '2021-12-02' },
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, body, permit }) => {
      const command = { ...body, planId: names.plan, id: names.campaign, actor: permit.actor, now };
      return writtenReply(names.plan, await confirmCampaign(deps, command));
    },
  }),
  writing({
    id: 'closeCampaign',
    section: 'plan',
    path: '/{plan}/campaigns/{campaign}/close',
    who: 'run-campaign',
    summary: { fr: 'Clore une campagne avant son terme.', en: 'Close a campaign early.' },
    body: nothing,
    example: {},
    answers: { 201: json(accepted) },
    run: async ({ deps, now, names, permit }) => {
      const command = { planId: names.plan, id: names.campaign, actor: permit.actor, now };
      return writtenReply(names.plan, await closeCampaign(deps, command));
    },
  }),
];
