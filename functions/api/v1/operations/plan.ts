import * as z from 'zod';
import { weakenedRules } from '../../../../shared/domain/approval.ts';
import { type Problem, refused } from '../../../../shared/domain/errors.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import { isoInstant, planId } from '../../../../shared/domain/identifiers.ts';
import { campaign, type PlanSettings } from '../../../../shared/domain/plan.ts';
import { proposedEvent } from '../../../../shared/domain/proposal.ts';
import { publicTextProblems, typed } from '../../../../shared/domain/public-text.ts';
import { foldPlan } from '../../../../shared/domain/reduce.ts';
import { sha256, withoutPersonalData } from '../../../../shared/domain/text.ts';
import type { PlanRecord } from '../../../../shared/ports.ts';
import { checkRecord } from '../../../../shared/usecases/check-record.ts';
import { editPlan, settingsHash } from '../../../../shared/usecases/edit-plan.ts';
import { proposeChange } from '../../../../shared/usecases/propose-change.ts';
import { confirmImport, type ImportReview, reviewImport } from '../../../../shared/usecases/review-import.ts';
import { startPlan } from '../../../../shared/usecases/start-plan.ts';
import type { ApiDeps } from '../../dependencies.ts';
import { logReply } from '../log-reply.ts';
import { readDate } from '../milestone-reply.ts';
import { json, type Operation, type Refusing, reading, writing } from '../operation.ts';
import { proposedReply } from '../proposed-reply.ts';
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

/** Signing in by OpenID Connect cannot be asked for where nobody can do so. */
function openIdProblems({ approval, signIn }: Partial<PlanSettings>, { openId }: ApiDeps): Problem[] {
  if (openId !== null) return [];
  return [
    ...(approval === 'openid' ? [{ field: 'approval', code: 'unknown' } as const] : []),
    ...(signIn === 'openid' ? [{ field: 'signIn', code: 'unknown' } as const] : []),
  ];
}

type Sent = z.infer<typeof settingsChanges>;

/** Settings as they were sent, with the period read; `stands` tells in which language. */
function readChanges(
  { period, ...rest }: Sent,
  stands: PlanSettings,
  deps: ApiDeps,
): { readonly ok: true; readonly changes: Partial<PlanSettings> } | Refusing {
  const read = period === undefined ? null : readDate('period', period, { ...stands, ...rest });
  if (read?.ok === false) return read;
  const changed = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value !== stands[name as keyof PlanSettings]),
  );
  const problems = openIdProblems(changed, deps);
  if (problems.length > 0) return { ok: false, problem: 'invalid', errors: problems };
  return { ok: true, changes: { ...rest, ...(read === null ? {} : { period: read.due }) } };
}

/** The settings a person saw who knew the log up to an entry; null when the log never was so long. */
function settingsAt({ log }: PlanRecord, seq: number): PlanSettings | null {
  return seq > log.length ? null : (foldPlan(log.slice(0, seq))?.settings ?? null);
}

const created = z.strictObject({ ok: z.literal(true), plan: planId }).meta({ id: 'PlanCreated' });

/** Longest name of a source. */
const nameLimit = 255;

const source = z.strictObject({ name: z.string().min(1).max(nameLimit), text: z.string().max(2_000_000) });

const difference = z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });

const importReport = z
  .strictObject({
    ok: z.literal(true),
    dryRun: z.boolean(),
    isUnchanged: z.boolean(),
    items: z.array(
      z.strictObject({
        source: z.string(),
        kind: z.enum(['commitment', 'process', 'document']),
        id: z.string(),
        title: z.string(),
        outcome: z.enum(['new', 'changed', 'translated', 'unchanged']),
        differences: z.array(difference),
      }),
    ),
    newPeople: z.int(),
    proposals: z.array(z.strictObject({ ...proposedEvent.shape, date: fuzzyDate.nullable() })),
    warnings: z.array(z.strictObject({ source: z.string(), line: z.int(), code: z.string(), message: z.string() })),
    digest: sha256,
  })
  .meta({
    id: 'ImportReport',
    description:
      'What the import did, or with `dryRun` would do. `digest` stands for all of it: sent back, nothing else is imported.',
  });

/** What is told of an import: nothing in it tells an address, which a sheet may hold. */
function reportOf(
  { items, people, proposals, warnings, isUnchanged, digest }: ImportReview,
  dryRun: boolean,
): z.input<typeof importReport> {
  return {
    ...{ ok: true, dryRun, isUnchanged, digest },
    items: items.map((item) => ({
      ...item,
      title: withoutPersonalData(item.title),
      differences: item.differences.map(({ field, before, after }) => ({ field, before: clean(before), after: clean(after) })),
    })),
    newPeople: people.filter(({ isNew }) => isNew).length,
    proposals: proposals.map(({ kind, title, date, line, reason }) => ({ kind, title, date, line, reason })),
    warnings: warnings.map((one) => ({ ...one, message: withoutPersonalData(one.message) })),
  };
}

const clean = (text: string | null): string | null => (text === null ? null : withoutPersonalData(text));

/** Why the documents cannot be imported: each error with its place, by the order in which they were sent. */
function importProblems({ files, problems }: ImportReview): Problem[] {
  const found = files.flatMap(({ draft }, index) =>
    draft.errors.map(
      ({ line, message }): Problem => ({
        field: `sources.${index}`,
        code: 'malformed',
        detail: `${line}: ${withoutPersonalData(message)}`,
      }),
    ),
  );
  const whole = problems.map(
    ({ code, detail }): Problem => ({ field: 'sources', code, ...(detail === undefined ? {} : { detail }) }),
  );
  return [...found, ...whole].slice(0, 50);
}

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

const utf8 = new TextEncoder();

/** A plan: created, set, filled from its documents, checked. */
export const planOperations: readonly Operation[] = [
  writing({
    id: 'createPlan',
    section: 'plan',
    path: '/plans',
    who: 'create-plan',
    summary: {
      fr: 'Créer un plan\u00A0; qui le crée en devient le point de contact.',
      en: 'Create a plan; whoever does becomes its point of contact.',
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
      const errors = openIdProblems(rest, deps);
      if (errors.length > 0) return { ok: false, problem: 'invalid', errors };
      const outcome = await startPlan(deps, { settings: { ...rest, period: read.due }, mailbox, actor: permit.actor, now });
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
    answers: { 201: json(accepted), 202: json(waiting) },
    run: async ({ deps, now, names, body, permit, version }) => {
      if (permit.plan === null) return unknown;
      const read = readChanges(body.changes, permit.plan.state.settings, deps);
      if (!read.ok) return read;
      const at = { subject: names.plan, seen: version };
      const seen = settingsAt(permit.plan, version);
      if (seen === null) return logReply(deps, at, refused('stale'));
      const { actor } = permit;
      const { settings: stands } = permit.plan.state;
      const weakened = weakenedRules(stands, read.changes);
      // Rules that two must give up are sent alone: then the answer is one thing, done or waiting.
      if (Object.keys(weakened).length > 0 && Object.keys(weakened).length === Object.keys(read.changes).length) {
        if (settingsHash(seen) !== settingsHash(stands)) return logReply(deps, at, refused('stale'));
        const change = { kind: 'weaken-rules', ...weakened, reason: typed(body.reason) } as const;
        return proposedReply(await proposeChange(deps, { planId: names.plan, change, actor, now }));
      }
      const command = { planId: names.plan, changes: read.changes, reason: body.reason, basedOn: settingsHash(seen) };
      return logReply(deps, at, await editPlan(deps, { ...command, actor, now }));
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
  writing({
    id: 'importSources',
    section: 'plan',
    path: '/{plan}/import',
    who: 'import-sheets',
    bodyLimit: 'import',
    summary: {
      fr: 'Importer des documents, ou voir d’abord ce que l’import changerait.',
      en: 'Import documents, or see first what the import would change.',
    },
    body: z
      .strictObject({ sources: z.array(source).min(1).max(20), dryRun: z.boolean(), digest: sha256.nullable().default(null) })
      .meta({
        id: 'Import',
        description:
          'All or nothing: a document with an error refuses the whole import. With the `digest` of a dry run, only that very import is done.',
      }),
    example: {
      sources: [
        {
          name: 'plan.csv',
          text: 'number,title,milestone,start,due,institution\n1,Ouvrir les données,Publication du catalogue,,juin 2022,Ville d’Exemple\n',
        },
      ],
      dryRun: true,
    },
    answers: { 200: json(importReport) },
    run: async ({ deps, now, names, body, permit }) => {
      // Names of sources are public: the log tells what each value was read from.
      const errors = body.sources.flatMap(({ name }, index) => publicTextProblems(`sources.${index}.name`, name, nameLimit));
      if (errors.length > 0) return { ok: false, problem: 'invalid', errors };
      const sources = body.sources.map(({ name, text }) => ({ name, bytes: utf8.encode(text) }));
      const command = { planId: names.plan, sources, actor: permit.actor, now };
      const reviewed = await reviewImport(deps, command);
      if (!reviewed.ok) return refusing(reviewed);
      const { review } = reviewed;
      if (!review.canBeWritten) return { ok: false, problem: 'invalid', errors: importProblems(review) };
      if (body.dryRun) return { ok: true, status: 200, body: reportOf(review, true) };
      const outcome = await confirmImport(deps, { ...command, digest: body.digest ?? review.digest });
      if (outcome.ok) return { ok: true, status: 200, body: reportOf(review, false) };
      if (outcome.reason === 'moved') return { ok: false, problem: 'stale', current: reportOf(outcome.review, true) };
      return refusing(outcome);
    },
  }),
];
