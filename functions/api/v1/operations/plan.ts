import * as z from 'zod';
import { refused } from '../../../../shared/domain/errors.ts';
import { isoInstant, planId } from '../../../../shared/domain/identifiers.ts';
import { campaign, type PlanSettings } from '../../../../shared/domain/plan.ts';
import { foldPlan } from '../../../../shared/domain/reduce.ts';
import type { PlanRecord } from '../../../../shared/ports.ts';
import { changeSettings } from '../../../../shared/usecases/change-settings.ts';
import { checkRecord } from '../../../../shared/usecases/check-record.ts';
import { settingsHash } from '../../../../shared/usecases/edit-plan.ts';
import { startPlan } from '../../../../shared/usecases/start-plan.ts';
import { logReply } from '../log-reply.ts';
import { readDate } from '../milestone-reply.ts';
import { json, type Operation, type Refusing, reading, writing } from '../operation.ts';
import { refusing } from '../refusal.ts';
import { accepted, note, waiting } from '../schemas/common.ts';
import { newPlan, settings, settingsChanges } from '../schemas/plan.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

const planNow = z
  .strictObject({
    version: z.int().min(1),
    settings,
    mailOnSince: isoInstant.nullable(),
    campaigns: z.array(campaign),
    importUnfinished: z.boolean(),
  })
  .meta({
    id: 'PlanNow',
    description: 'A plan as its point of contact runs it; `version` is the number of its log’s newest entry.',
  });

type Sent = z.infer<typeof settingsChanges>;

/** Settings as they were sent, with the period read; `stands` tells in which language. */
function readChanges(
  { period, ...rest }: Sent,
  stands: PlanSettings,
): { readonly ok: true; readonly changes: Partial<PlanSettings> } | Refusing {
  if (period === undefined) return { ok: true, changes: rest };
  const read = readDate('period', period, { ...stands, ...rest });
  return read.ok ? { ok: true, changes: { ...rest, period: read.due } } : read;
}

/** The settings a person saw who knew the log up to an entry; null for an entry before the first. */
function settingsAt({ log }: PlanRecord, seq: number): PlanSettings | null {
  return seq > log.length ? null : (foldPlan(log.slice(0, seq))?.settings ?? null);
}

const settingsWaiting = waiting.extend({ seq: z.int().min(1).nullable() }).meta({
  id: 'SettingsWaiting',
  description: 'Giving up on a second person waits for one; `seq` is the entry of what was changed at once, if anything was.',
});

const created = z.strictObject({ ok: z.literal(true), plan: planId }).meta({ id: 'PlanCreated' });

const findings = z
  .strictObject({
    findings: z.array(
      z.strictObject({
        code: z.string(),
        file: z.string(),
        line: z.int(),
        commitment: z.string().nullable(),
        milestone: z.string().nullable(),
        message: z.strictObject({ fr: z.string(), en: z.string() }),
      }),
    ),
  })
  .meta({ id: 'Findings', description: 'The check-up of the record: what a point of contact should look at.' });

/** A plan: created, set, checked. */
export const planOperations: readonly Operation[] = [
  writing({
    id: 'createPlan',
    section: 'plan',
    path: '/plans',
    who: 'create-plan',
    summary: {
      fr: 'Créer un plan, pour l’administration du registre\u00A0; qui le crée en devient le point de contact.',
      en: 'Create a plan, for administrators; whoever does becomes its point of contact.',
    },
    body: newPlan,
    example: {
      id: 'ville-2027-2028',
      titles: { fr: 'Plan d’action 2027-2028' },
      country: 'FR',
      languages: ['fr', 'en'],
      zone: 'Europe/Paris',
      period: '2027-2028',
      mailbox: 'ogp@example.org',
    },
    answers: { 201: json(created) },
    run: async ({ deps, now, body, permit }) => {
      const { mailbox, period, ...rest } = body;
      const read = readDate('period', period, rest);
      if (!read.ok) return read;
      const settings = { ...rest, period: read.due };
      const hasOpenId = deps.openId !== null;
      const outcome = await startPlan(deps, { settings, mailbox, hasOpenId, actor: permit.actor, now });
      return outcome.ok ? { ok: true, status: 201, body: { ok: true, plan: rest.id } } : refusing(outcome);
    },
  }),
  reading({
    id: 'readSettings',
    section: 'plan',
    path: '/{plan}/settings',
    who: 'see-plan',
    summary: {
      fr: 'Les réglages d’un plan, ses campagnes, l’état de ses courriels.',
      en: 'A plan’s settings, campaigns and mail.',
    },
    answers: { 200: json(planNow) },
    run: async ({ deps, names, permit }) => {
      if (permit.plan === null) return unknown;
      const { settings: stands, mailOnSince, campaigns, head } = permit.plan.state;
      const importUnfinished = (await deps.record.unfinishedImports(names.plan)).length > 0;
      return { ok: true, status: 200, body: { version: head.seq, settings: stands, mailOnSince, campaigns, importUnfinished } };
    },
  }),
  writing({
    id: 'editSettings',
    section: 'plan',
    path: '/{plan}/settings',
    who: 'edit-plan',
    versioned: 'log',
    summary: {
      fr: 'Changer des réglages d’un plan\u00A0; renoncer à une seconde personne attend la sienne.',
      en: 'Change settings of a plan; giving up on a second person waits for one.',
    },
    body: z.strictObject({ changes: settingsChanges, reason: note.nullable().default(null) }).meta({ id: 'SettingsEdit' }),
    example: { changes: { publishAsks: false }, reason: 'Décision du comité de suivi.' },
    answers: { 201: json(accepted), 202: json(settingsWaiting) },
    run: async ({ deps, now, names, body, permit, version }) => {
      if (permit.plan === null) return unknown;
      const read = readChanges(body.changes, permit.plan.state.settings);
      if (!read.ok) return read;
      const at = { subject: names.plan, seen: version };
      const seen = settingsAt(permit.plan, version);
      if (seen === null) return logReply(deps, at, refused('stale'));
      const { actor } = permit;
      const command = { planId: names.plan, changes: read.changes, reason: body.reason, basedOn: settingsHash(seen) };
      const outcome = await changeSettings(deps, { ...command, hasOpenId: deps.openId !== null, actor, now });
      if (!outcome.ok) return logReply(deps, at, outcome);
      const { seq, approval } = outcome;
      if (approval === null) return { ok: true, status: 201, body: { ok: true, log: names.plan, seq } };
      const { id, expiresAt } = approval;
      return { ok: true, status: 202, body: { ok: true, approval: { id, expiresAt }, seq } };
    },
  }),
  reading({
    id: 'checkPlan',
    section: 'plan',
    path: '/{plan}/check',
    who: 'see-plan',
    summary: { fr: 'Le bilan de santé du plan tel qu’il est enregistré.', en: 'The check-up of the plan as it is recorded.' },
    answers: { 200: json(findings) },
    run: async ({ deps, now, names }) => {
      const found = await checkRecord(deps, { planId: names.plan, now });
      return found === null ? unknown : { ok: true, status: 200, body: { findings: found } };
    },
  }),
];
