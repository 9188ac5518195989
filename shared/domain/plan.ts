import * as z from 'zod';
import { fuzzyDate } from './fuzzy-date.ts';
import { contactId, isoDate, isoInstant, languageCode, planId, wording } from './identifiers.ts';
import { type Readable, sha256, textRef } from './text.ts';

/** When reminders go out (RELIABILITY, "Default policy"). Offsets are calendar days before the deadline's last day. */
export const reminderPolicy = z.strictObject({
  daysBefore: z.array(z.int().min(1).max(365)).max(6),
  /** A notice on the first working day after the deadline. */
  afterDeadline: z.boolean(),
  /** Monthly overdue digests at most, counted from the deadline, sent or not. */
  monthlyOverdue: z.int().min(0).max(24),
  /** Days overdue from which the deputy and the point of contact are told, once. Null: never. */
  escalateAfterDays: z.int().min(1).max(365).nullable(),
  /** Local hour at which steps are planned. */
  plannedHour: z.int().min(0).max(23),
  /** Mail leaves from `opens` (inclusive) to `closes` (exclusive), local hours, on working days. */
  window: z.strictObject({ opens: z.int().min(0).max(23), closes: z.int().min(1).max(24) }),
});
export type ReminderPolicy = z.infer<typeof reminderPolicy>;

export const defaultReminderPolicy: ReminderPolicy = {
  daysBefore: [30, 7, 1],
  afterDeadline: true,
  monthlyOverdue: 6,
  escalateAfterDays: 28,
  plannedHour: 9,
  window: { opens: 8, closes: 18 },
};

/** How moving a deadline or editing contacts is approved. */
export const approvalPolicy = z.enum(['none', 'second-person', 'openid']);
export type ApprovalPolicy = z.infer<typeof approvalPolicy>;
export const approvalPolicyOptions = approvalPolicy.options;

const zone = z.string().regex(/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/);

/**
 * What a point of contact sets about a plan. Everything here is public; mailboxes are in People. Its titles and OGP label stay
 * in clear: they are the names by which the plan is known.
 */
export const planSettings = z.strictObject({
  id: planId,
  titles: wording,
  /** ISO 3166-1 code: decides the public holidays. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** Region within the country's holiday calendar (`57`, `RE`), or null. */
  region: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,10}$/)
    .nullable(),
  /** The first is the plan's default language: its pages have no language prefix. */
  languages: z.array(languageCode).min(1).max(4),
  zone,
  period: fuzzyDate,
  /** A closing day before the period's end, or after it where follow-up goes on. A closed plan mails nobody. */
  closesOn: isoDate.nullable(),
  announcedCommitments: z.int().min(1).max(10_000).nullable(),
  ogpLabel: z.string().max(200).nullable(),
  /** First month of the fiscal year, 1 to 12. */
  fiscalYearStartsInMonth: z.int().min(1).max(12),
  reminderPolicy,
  publishAsks: z.boolean(),
  approval: approvalPolicy,
  signIn: z.enum(['code', 'openid']),
});
export type PlanSettings = z.infer<typeof planSettings>;

/** A period in which whoever has not spoken is asked to. Ids are unique within the plan. */
export const campaign = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  opens: isoDate,
  closes: isoDate,
  confirmedAt: isoInstant.nullable(),
});
export type Campaign = z.infer<typeof campaign>;

/**
 * An address on the web stands in clear, beside the text that names it: it is checked for user names, passwords and personal
 * data before it is written.
 */
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_048)
  .refine((url) => {
    // Runs on what is no address at all, too: that was told already.
    if (!URL.canParse(url)) return true;
    const { username, password } = new URL(url);
    return username === '' && password === '';
  }, 'an address without user name or password');

export const evidenceKind = z.enum(['report', 'minutes', 'page', 'dataset', 'official-text', 'other']);
export type EvidenceKind = z.infer<typeof evidenceKind>;

/** A link that lets anyone check a deliverable. */
export const evidence = z.strictObject({
  url: httpUrl,
  title: textRef,
  kind: evidenceKind,
  date: isoDate.nullable(),
});
export type Evidence = z.infer<typeof evidence>;

/** What a lead may say of a milestone. `withdrawn` has its own verb. "Overdue" and "postponed" are not statuses. */
export const declarableStatus = z.enum(['not-started', 'limited', 'substantial', 'complete']);
export type DeclarableStatus = z.infer<typeof declarableStatus>;
export const declaredStatus = z.enum([...declarableStatus.options, 'withdrawn']);
export type DeclaredStatus = z.infer<typeof declaredStatus>;

/** One declaration: what the lead said, in one confirmation. */
export const declaration = z.strictObject({
  status: declarableStatus,
  /** What was done. */
  done: textRef.nullable(),
  evidence: z.array(evidence).max(20),
  /** Why there is no public proof: required for "complete" without evidence. */
  noEvidenceReason: textRef.nullable(),
  /** Required for "not started" and "limited". */
  difficulties: textRef.nullable(),
  /** The day the deliverable was ready: required for "complete", absent otherwise. */
  completedOn: isoDate.nullable(),
});
export type Declaration = z.infer<typeof declaration>;

/** Titles that people type, by language: texts, since nobody but them vouches for the words. */
const typedTitles = z.record(languageCode, textRef);

/** Cited documents, or the participation process whose entry in a register told of it. */
const citations = z.array(z.string().regex(/^(?:document|process)-[a-z0-9-]{1,60}$/)).max(20);

/** A meeting of a body, with its minutes as evidence. */
export const meeting = z.strictObject({
  id: z.string().regex(/^meeting-[a-z0-9-]{1,60}$/),
  titles: typedTitles,
  body: textRef.nullable(),
  date: fuzzyDate,
  state: z.enum(['announced', 'held']),
  /** Sessions to present results to civil society and take comments (OGP standard 5.1). */
  withCivilSociety: z.boolean(),
  minutes: evidence.nullable(),
  documentIds: citations,
});
export type Meeting = z.infer<typeof meeting>;

/** A dated step of a participation process: a call, a workshop, a roadmap it leads to. */
export const processStep = z.strictObject({
  id: z.string().regex(/^step-[a-z0-9-]{1,60}$/),
  kind: z.enum(['call', 'consultation', 'workshop', 'working-group', 'deliverable', 'roadmap']),
  titles: typedTitles,
  date: fuzzyDate.nullable(),
  state: z.enum(['announced', 'held', 'unknown']),
  /** Results were promised and are still owed; or none is, as the coordination says; null where nobody said. */
  followUpOwed: z.boolean().nullable(),
  documentIds: citations,
});
export type ProcessStep = z.infer<typeof processStep>;

/** A file that was read, by its name and its bytes. */
const fileRef = z.strictObject({ name: z.string().max(255), sha256 });

/** A consultation, citizens' panel or workshop whose follow-up the plan owes ("devoir de suite"). */
export const participationProcess = z.strictObject({
  id: z.string().regex(/^process-[a-z0-9-]{1,60}$/),
  /** The file it was read from; absent where people told of it, and in entries written before this was kept. */
  source: fileRef.optional(),
  titles: typedTitles,
  organiser: textRef.nullable(),
  period: z.strictObject({ start: fuzzyDate.nullable(), end: fuzzyDate.nullable() }),
  purpose: textRef.nullable(),
  methods: z.array(textRef).max(50),
  participants: textRef.nullable(),
  deliverables: z.array(textRef).max(50),
  followUp: z.array(z.strictObject({ text: textRef, url: httpUrl.nullable(), date: fuzzyDate.nullable() })).max(50),
  links: z.array(z.strictObject({ title: textRef, url: httpUrl })).max(50),
  /** Absent in entries written before steps were kept. */
  steps: z.array(processStep).max(100).optional(),
  documentIds: citations,
});
export type ParticipationProcess = z.infer<typeof participationProcess>;

/**
 * A source the record cites; its text is never published again. Title, publisher and author are texts: an article may be by or
 * about a person who asks to be left out.
 */
export const citedDocument = z.strictObject({
  id: z.string().regex(/^document-[a-z0-9-]{1,60}$/),
  title: textRef,
  kind: z.enum(['press-release', 'article', 'plan', 'report', 'other']),
  publisher: textRef.nullable(),
  author: textRef.nullable(),
  date: fuzzyDate.nullable(),
  url: httpUrl.nullable(),
  source: fileRef,
});
export type CitedDocument = z.infer<typeof citedDocument>;

/** Where a log stands: the number and hash of its newest entry. */
export const logHead = z.strictObject({ seq: z.int().min(0), hash: sha256 });
export type LogHead = z.infer<typeof logHead>;

/** A plan as it stands: the fold of its log. `head.seq` is its version. */
export const planState = z.strictObject({
  settings: planSettings,
  createdAt: isoInstant,
  head: logHead,
  /** Since when mail is on, or null while it is off: nothing planned before this is ever sent. */
  mailOnSince: isoInstant.nullable(),
  campaigns: z.array(campaign),
  meetings: z.array(meeting),
  processes: z.array(participationProcess),
  documents: z.array(citedDocument),
});
export type PlanState = z.infer<typeof planState>;

/**
 * The day after which a plan mails nobody: the closing day somebody set, earlier or later than the last day of its period,
 * else that one. Null for an endless period.
 */
export function lastDayOf({ closesOn, period }: PlanSettings): string | null {
  return closesOn ?? period.to;
}

/**
 * The role that answers for a commitment. Only roles are public; who holds one is in People. People type these words, so they
 * are texts; {@link RoleWords} is the role as it is typed and read.
 */
export const responsibleRole = z.strictObject({
  /** "déléguée ministérielle au numérique en santé": the function, never the name. */
  function: textRef.nullable(),
  organisation: textRef.nullable(),
});
export type ResponsibleRole = z.infer<typeof responsibleRole>;
export type RoleWords = Readable<ResponsibleRole>;

/** Who acts in the log: a role, and a pseudonym where a person stands behind it. */
export const actor = z.strictObject({
  role: z.enum(['lead', 'deputy', 'colleague', 'poc', 'reviewer', 'admin', 'system']),
  id: contactId.nullable(),
});
export type Actor = z.infer<typeof actor>;
