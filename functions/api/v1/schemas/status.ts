import * as z from 'zod';
import { commitmentEntry, planEntry } from '../../../../shared/domain/change-log.ts';
import { assessment, fieldLines, proseField, sourceRef } from '../../../../shared/domain/commitment.ts';
import { fuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import {
  commitmentId,
  commitmentNumber,
  isoInstant,
  languageCode,
  milestoneId,
  planId,
} from '../../../../shared/domain/identifiers.ts';
import {
  campaign,
  citedDocument,
  declaredStatus,
  evidenceKind,
  logHead,
  meeting,
  participationProcess,
  planSettings,
  processStep,
} from '../../../../shared/domain/plan.ts';
import { position } from '../../../../shared/domain/position.ts';
import { sha256, storedText } from '../../../../shared/domain/text.ts';
import { day, titles } from './common.ts';

const irmValues = assessment.shape;
const irmValue = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ value, scheme: z.literal('ogp-irm'), source: z.string(), date: day }).nullable();

/** What the independent reviewer found, each value with its scheme, source and date. */
const irm = z
  .strictObject({
    report: z.strictObject({ title: z.string().nullable(), url: z.string(), date: day }),
    earlyResults: irmValue(irmValues.earlyResults.unwrap()),
    verifiable: irmValue(irmValues.verifiable.unwrap()),
    relevant: irmValue(irmValues.relevant.unwrap()),
    ambition: irmValue(irmValues.ambition.unwrap()),
    completion: irmValue(irmValues.completion.unwrap()),
  })
  .meta({ id: 'IrmAssessment', description: 'What the independent reviewer (IRM) found; a ministry can never write it.' });

/** Everything that is published of one milestone. */
export const milestoneStatus = z
  .strictObject({
    id: milestoneId,
    key: z.string().regex(/^m[1-9]\d*$/),
    title: z.string(),
    titles,
    group: z.string().nullable(),
    start: fuzzyDate.nullable(),
    due: fuzzyDate.nullable(),
    publishedBefore: z.array(fuzzyDate.nullable()),
    revisions: z.array(z.strictObject({ due: fuzzyDate.nullable(), reason: z.string().nullable(), on: day })),
    expected: fuzzyDate.nullable(),
    declared: declaredStatus.nullable(),
    declaredOn: day.nullable(),
    completedOn: day.nullable(),
    done: z.string().nullable(),
    difficulties: z.string().nullable(),
    noEvidenceReason: z.string().nullable(),
    withdrawnReason: z.string().nullable(),
    evidence: z.array(
      z.strictObject({ url: z.string().nullable(), title: z.string().nullable(), kind: evidenceKind, date: day.nullable() }),
    ),
    position,
    asOf: day,
    lastHeardOn: day.nullable(),
    asked: z.array(day).nullable(),
    irm: irm.nullable(),
    missingFromSource: z.boolean(),
    line: z.int().min(1).nullable(),
    url: z.string(),
  })
  .meta({ id: 'Milestone', description: 'A milestone: one fact a field. Null is “nothing said”, never “not started”.' });
export type MilestoneStatus = z.infer<typeof milestoneStatus>;

const commitmentStatus = z
  .strictObject({
    id: commitmentId,
    number: commitmentNumber,
    ogpId: z.strictObject({ code: z.string(), verified: z.boolean() }).nullable(),
    language: languageCode,
    title: z.string(),
    titles,
    actionPlan: z.string().nullable(),
    actionPlanCycle: z.string(),
    leadInstitutions: z.array(z.string()),
    supportInstitutions: z.array(z.string()),
    responsible: z.array(z.string()),
    policyAreas: z.array(z.string()),
    period: z.strictObject({ start: fuzzyDate.nullable(), end: fuzzyDate.nullable() }),
    prose: z.partialRecord(proseField, z.record(languageCode, z.string().nullable())),
    lines: fieldLines,
    sources: z.array(sourceRef),
    milestones: z.array(milestoneStatus),
    irm: irm.nullable(),
    head: logHead,
    url: z.string(),
  })
  .meta({ id: 'Commitment', description: 'A commitment with its milestones, as status.json tells it.' });

const text = z.string().nullable();
const typedTitles = z.record(languageCode, text);
const { id: _id, titles: _titles, period: _period, ...settings } = planSettings.shape;

/** Meetings, processes and documents as published: words in place of references, null where they were redacted. */
const publishedMeeting = z.strictObject({
  ...meeting.shape,
  titles: typedTitles,
  body: text,
  date: fuzzyDate.nullable(),
  minutes: z.strictObject({ url: text, title: text, kind: evidenceKind, date: day.nullable() }).nullable(),
  page: z.string(),
});
const publishedProcess = z.strictObject({
  id: participationProcess.shape.id,
  titles: typedTitles,
  organiser: text,
  period: participationProcess.shape.period,
  purpose: text,
  methods: z.array(text),
  participants: text,
  deliverables: z.array(text),
  followUp: z.array(z.strictObject({ text, url: text, date: fuzzyDate.nullable() })),
  links: z.array(z.strictObject({ title: text, url: text })),
  steps: z.array(z.strictObject({ ...processStep.shape, titles: typedTitles })),
  documentIds: z.array(z.string()),
  source: citedDocument.shape.source.nullable(),
  page: z.string(),
});
const { author: _author, ...documentShape } = citedDocument.shape;
const publishedDocument = z.strictObject({
  ...documentShape,
  title: text,
  publisher: text,
  url: text,
  page: z.string(),
});

const names = {
  plan: planId,
  titles,
  period: fuzzyDate.nullable(),
  asOf: day,
};
const commitmentsByKey = {
  commitments: z.record(z.string(), commitmentStatus),
  withoutOgpId: z.record(z.string(), commitmentStatus),
};

/** `status.json` of a plan. */
export const planStatus = z
  .strictObject({
    ...names,
    head: sha256,
    heads: z.record(z.string(), logHead),
    settings: z.strictObject(settings),
    createdAt: isoInstant,
    mailOnSince: isoInstant.nullable(),
    campaigns: z.array(campaign),
    meetings: z.array(publishedMeeting),
    processes: z.array(publishedProcess),
    documents: z.array(publishedDocument),
    ...commitmentsByKey,
  })
  .meta({
    id: 'PlanStatus',
    description:
      'A plan: commitments by their verified OGP code, else by our own id. `heads` and `head` are what `verify` compares.',
  });

/** `status.json` of one commitment. */
export const commitmentFile = z
  .strictObject({ ...names, head: z.null(), heads: z.record(z.string(), logHead), ...commitmentsByKey })
  .meta({
    id: 'CommitmentStatus',
    description: 'One commitment in the shape of its plan’s file, without what others change: `head` of the plan is null.',
  });

/** The plans there are; what each of them says is in its published files. */
export const planList = z
  .strictObject({
    plans: z.array(
      z.strictObject({
        plan: planId,
        titles,
        country: planSettings.shape.country,
        languages: z.array(languageCode),
        period: fuzzyDate.nullable(),
        log: logHead.meta({ description: 'Where the plan’s own log stands.' }),
        url: z.string(),
        status: z.string(),
        feed: z.string(),
        calendar: z.string(),
      }),
    ),
  })
  .meta({
    id: 'Plans',
    description: 'The plans there are, with the addresses of the page and the files each of them is published as.',
  });

const logLine = <Entry extends z.ZodType>(entry: Entry) => z.strictObject({ entry, texts: z.array(storedText) });

/** One line of `log.jsonl` of a plan and of a commitment: the entry as it was hashed, and the texts it refers to. */
export const planLogLine = logLine(planEntry).meta({ id: 'PlanLogLine' });
export const commitmentLogLine = logLine(commitmentEntry).meta({ id: 'CommitmentLogLine' });
