import { Temporal } from 'temporal-polyfill';
import { type CommitmentChange, genesis, type LogEntry, type PlanChange, seal, textsOf } from '../shared/domain/change-log.ts';
import type { Commitment, ImportedCommitment, ImportedMilestone, MilestoneState } from '../shared/domain/commitment.ts';
import { type Assignment, type Contact, contact, type Session } from '../shared/domain/contact.ts';
import { type FuzzyDate, instantText } from '../shared/domain/fuzzy-date.ts';
import { commitmentIdOf, planOf } from '../shared/domain/identifiers.ts';
import { type Ask, type Digest, digestId, type Reminder, reminderId } from '../shared/domain/ledger.ts';
import { particularsOf } from '../shared/domain/particulars.ts';
import {
  type Actor,
  type Declaration,
  defaultReminderPolicy,
  type ParticipationProcess,
  type PlanSettings,
  type PlanState,
  type ResponsibleRole,
  type RoleWords,
} from '../shared/domain/plan.ts';
import { reduceCommitment, reducePlan } from '../shared/domain/reduce.ts';
import { addressHashOf } from '../shared/domain/sign-in.ts';
import { type StoredText, sha256Of, storeText, type TextRef, type Texts } from '../shared/domain/text.ts';
import type { CommitmentRecord, CommitmentWrite, PeopleStore, PlanRecord, PlanWrite, RecordStore } from '../shared/ports.ts';

/** When the world of the builders begins: the moment of plans, imports, contacts and assignments. */
export const start = '2021-09-01T07:00:00Z';

const months = [
  ['janvier', 'january'],
  ['fevrier', 'february'],
  ['mars', 'march'],
  ['avril', 'april'],
  ['mai', 'may'],
  ['juin', 'june'],
  ['juillet', 'july'],
  ['aout', 'august'],
  ['septembre', 'september'],
  ['octobre', 'october'],
  ['novembre', 'november'],
  ['decembre', 'december'],
];

/**
 * A date for tests: `Octobre 2021`, `2021-10-14`, `2021`, else a text without days. Not the grammar of the fact
 * sheets: tests that need more pass a {@link FuzzyDate} themselves.
 */
export function aDate(text: string): FuzzyDate {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { text, precision: 'day', from: text, to: text };
  if (/^\d{4}$/.test(text)) return { text, precision: 'year', from: `${text}-01-01`, to: `${text}-12-31` };
  const [, name = '', year = ''] = /^(\p{L}+) (\d{4})$/u.exec(text) ?? [];
  const folded = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const month = months.findIndex((names) => names.includes(folded)) + 1;
  if (month === 0) return { text, precision: 'unknown', from: null, to: null };
  const first = Temporal.PlainDate.from({ year: Number(year), month, day: 1 });
  return { text, precision: 'month', from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() };
}

type DateInput = string | FuzzyDate | null;
const dateOf = (input: DateInput): FuzzyDate | null => (typeof input === 'string' ? aDate(input) : input);

/** A text with a salt that depends on it alone, so that the same test data has the same hashes. */
export function aText(text: string): StoredText {
  return storeText(text, sha256Of(`salt of ${text}`).slice(0, 32));
}

const remembered = new Map<string, StoredText>();

/** A reference to {@link aText}; builders put the text beside every entry that refers to it. */
export function aRef(text: string): TextRef {
  const stored = aText(text);
  remembered.set(stored.sha256, stored);
  return { sha256: stored.sha256 };
}

/** A role as the log keeps it. */
export function aRole({ function: held, organisation }: RoleWords): ResponsibleRole {
  const ref = (words: string | null): TextRef | null => (words === null ? null : aRef(words));
  return { function: ref(held), organisation: ref(organisation) };
}

/** A pseudonym from a short name: `aPersonId('lead')`. */
export function aPersonId(name: string): string {
  return `p-${idPartOf(name)}`;
}

export function anActor(role: Actor['role'] = 'lead'): Actor {
  return { role, id: role === 'system' ? null : aPersonId(role) };
}

/** How tests speak of a milestone to be imported; `key` is its place: `m1`, `m2`, … */
export type MilestoneInput = {
  key?: string;
  title?: string;
  titles?: ImportedMilestone['titles'];
  group?: string | null;
  start?: DateInput;
  due?: DateInput;
  line?: number | null;
};

export function anImportedMilestone(input: MilestoneInput = {}, commitment = 'fr-2021-2023/28'): ImportedMilestone {
  const key = input.key ?? 'm1';
  return {
    id: `${commitment}/${key}`,
    titles: input.titles ?? { fr: input.title ?? `Jalon ${key}` },
    group: input.group ?? null,
    start: dateOf(input.start ?? null),
    due: input.due === undefined ? aDate('Octobre 2021') : dateOf(input.due),
    line: input.line === undefined ? 20 : input.line,
  };
}

export type CommitmentInput = Partial<Omit<ImportedCommitment, 'milestones' | 'titles' | 'responsible'>> & {
  plan?: string;
  title?: string;
  titles?: ImportedCommitment['titles'];
  /** One milestone due in October 2021 unless told otherwise. */
  milestones?: MilestoneInput[];
  responsible?: readonly RoleWords[];
  /** Beside the log, for references in `prose`. */
  texts?: StoredText[];
  at?: string;
};

/** A commitment as imported: state, log of one entry, texts. Continue it with {@link andThen}. */
export function aCommitment(input: CommitmentInput = {}): CommitmentRecord {
  const { plan = 'fr-2021-2023', title, titles, milestones = [{}], texts = [], at = start, responsible, ...rest } = input;
  const roles = responsible ?? [{ function: 'directrice des exemples', organisation: 'Ministère des Exemples' }];
  const number = input.number ?? '28';
  const id = commitmentIdOf(plan, number);
  const commitment: ImportedCommitment = {
    number,
    language: 'fr',
    titles: titles ?? { fr: title ?? `Engagement ${number}` },
    ogpId: null,
    period: { start: null, end: null },
    leadInstitutions: ['Ministère des Exemples'],
    supportingInstitutions: [],
    responsible: roles.map(aRole),
    prose: {},
    source: { name: `engagement-${number}.txt`, sha256: sha256Of(id), language: 'fr' },
    lines: { title: 1 },
    ...rest,
    milestones: milestones.map((one, index) => anImportedMilestone({ key: `m${index + 1}`, ...one }, id)),
  };
  const entry = seal(
    genesis,
    { subject: id, at, actor: anActor('poc') },
    {
      type: 'imported',
      data: { importId: 'i-1', commitment, missing: [] },
    },
  );
  return { commitment: reduceCommitment(null, entry), log: [entry], texts: byHash([...besideOf(entry), ...texts]) };
}

/** The state of one milestone as imported: `aMilestone({ due: 'Octobre 2021' })`. */
export function aMilestone(input: MilestoneInput & { plan?: string; number?: string } = {}): MilestoneState {
  const { plan, number, ...milestone } = input;
  const record = aCommitment({
    ...(plan === undefined ? {} : { plan }),
    ...(number === undefined ? {} : { number }),
    milestones: [milestone],
  });
  const [only] = record.commitment.milestones;
  if (only === undefined) throw new Error('a commitment was built without its milestone');
  return only;
}

/** One more change to a commitment; a redaction empties its texts. `at` is an hour after the last entry unless given. */
export function andThen(
  record: CommitmentRecord,
  change: CommitmentChange,
  { at, actor = anActor(), texts = [] }: { at?: string; actor?: Actor; texts?: StoredText[] } = {},
): CommitmentRecord {
  const { head, id } = record.commitment.state;
  const entry = seal(head, { subject: id, at: at ?? anHourAfter(record.log.at(-1)?.at), actor }, change);
  return {
    commitment: reduceCommitment(record.commitment, entry),
    log: [...record.log, entry],
    texts: withoutTexts(withBeside(entry, texts, record.texts), change.type === 'redacted' ? change.data.texts : []),
  };
}

/** A declaration as a change, complete or limited with what each asks for. */
export function aDeclared(
  milestoneId: string,
  input: Partial<Declaration> = {},
): Extract<CommitmentChange, { type: 'declared' }> {
  return {
    type: 'declared',
    data: {
      milestoneId,
      declaration: {
        status: 'substantial',
        done: null,
        evidence: [],
        noEvidenceReason: null,
        difficulties: null,
        completedOn: null,
        ...input,
      },
      expected: null,
    },
  };
}

export function planSettingsOf(input: Partial<PlanSettings> = {}): PlanSettings {
  return {
    id: 'fr-2021-2023',
    titles: { fr: 'Plan d’exemple 2021-2023' },
    country: 'FR',
    region: null,
    languages: ['fr', 'en'],
    zone: 'Europe/Paris',
    period: { text: '2021-2023', precision: 'range', from: '2021-01-01', to: '2023-12-31' },
    closesOn: null,
    announcedCommitments: null,
    ogpLabel: null,
    fiscalYearStartsInMonth: 1,
    reminderPolicy: defaultReminderPolicy,
    publishAsks: true,
    approval: 'none',
    signIn: 'code',
    ...input,
  };
}

/** A plan as created, with mail on since `mailOnSince` when given. Continue it with {@link andThenPlan}. */
export function aPlan(input: Partial<PlanSettings> & { at?: string; mailOnSince?: string } = {}): PlanRecord {
  const { at = start, mailOnSince, ...settings } = input;
  const created: PlanChange = { type: 'plan-created', data: { settings: planSettingsOf(settings) } };
  const entry = seal(genesis, { subject: created.data.settings.id, at, actor: anActor('poc') }, created);
  const plan: PlanRecord = { state: reducePlan(null, entry), log: [entry], texts: new Map() };
  return mailOnSince === undefined ? plan : andThenPlan(plan, { type: 'mail-switched', data: { on: true } }, { at: mailOnSince });
}

/** One more change to a plan. */
export function andThenPlan(
  record: PlanRecord,
  change: PlanChange,
  { at, actor = anActor('poc'), texts = [] }: { at?: string; actor?: Actor; texts?: StoredText[] } = {},
): PlanRecord {
  const { head, settings } = record.state;
  const entry = seal(head, { subject: settings.id, at: at ?? anHourAfter(record.log.at(-1)?.at), actor }, change);
  return {
    state: reducePlan(record.state, entry),
    log: [...record.log, entry],
    texts: withoutTexts(withBeside(entry, texts, record.texts), change.type === 'redacted' ? change.data.texts : []),
  };
}

/** A participation process of which nothing but a title is known. */
export function aProcess(input: Partial<ParticipationProcess> = {}): ParticipationProcess {
  return {
    id: 'process-1',
    titles: { fr: aRef('Débat') },
    organiser: null,
    period: { start: null, end: null },
    purpose: null,
    methods: [],
    participants: null,
    deliverables: [],
    followUp: [],
    links: [],
    documentIds: [],
    ...input,
  };
}

/** The writes that lead to a commitment, oldest first: what `appendToCommitment` was given, without due items. */
export function writesOf(record: CommitmentRecord): CommitmentWrite[] {
  let before: Commitment | null = null;
  return record.log.map((entry) => {
    const after = reduceCommitment(before, entry);
    const write: CommitmentWrite = { entry, before, after, ...textsBeside(entry, record.texts), due: [] };
    before = after;
    return write;
  });
}

/** The writes that lead to a plan, oldest first. */
export function planWritesOf(record: PlanRecord): PlanWrite[] {
  let before: PlanState | null = null;
  return record.log.map((entry) => {
    const after = reducePlan(before, entry);
    const write: PlanWrite = { entry, before, after, ...textsBeside(entry, record.texts), due: [] };
    before = after;
    return write;
  });
}

/** A confirmed, reachable person at example.org. */
export function aContact(input: Partial<Contact> & { as?: string } = {}): Contact {
  const { as = 'lead', ...rest } = input;
  return contact.parse({
    id: aPersonId(as),
    version: 1,
    name: 'Camille Exemple',
    email: `${as}@example.org`,
    phone: null,
    function: 'directrice des exemples',
    organisation: 'Ministère des Exemples',
    language: 'fr',
    confirmedAt: start,
    suppressed: null,
    pausedUntil: null,
    stopToken: Buffer.from(sha256Of(`stop ${as}`), 'hex').toString('base64url'),
    ...rest,
  });
}

/** The role a person holds in a plan since {@link start}, for every commitment unless told otherwise. */
export function anAssignment(input: Partial<Assignment> & { as?: string } = {}): Assignment {
  const { as = 'lead', ...rest } = input;
  return {
    id: `a-${idPartOf(as)}`,
    version: 1,
    planId: 'fr-2021-2023',
    contactId: aPersonId(as),
    role: 'lead',
    commitments: null,
    milestoneId: null,
    since: start,
    until: null,
    confirmedAt: start,
    unvouchedAt: null,
    mayPublish: false,
    ...rest,
  };
}

/** A planned reminder; its rid follows from what it says. */
export function aReminder(input: Partial<Reminder> = {}): Reminder {
  const one = {
    planId: 'fr-2021-2023',
    subjectId: 'fr-2021-2023/28/m1',
    step: '-30',
    effectiveDate: '2021-10-31',
    recipientId: aPersonId('lead'),
    role: 'lead' as const,
    plannedAt: '2021-10-01T07:00:00Z',
    did: null,
    dropped: null,
    expiresAt: '2022-11-05T07:00:00Z',
    ...input,
  };
  return { ...one, rid: input.rid ?? reminderId(one) };
}

/** A digest as just planned; its did follows from person and day. */
export function aDigest(input: Partial<Digest> = {}): Digest {
  const recipientId = input.recipientId ?? aPersonId('lead');
  const localDate = input.localDate ?? '2021-10-01';
  return {
    did: digestId(recipientId, localDate),
    recipientId,
    localDate,
    version: 1,
    state: 'planned',
    reason: null,
    delivery: 'none',
    rids: [],
    notBefore: `${localDate}T07:00:00Z`,
    token: null,
    claimedAt: null,
    leaseUntil: null,
    attempt: 0,
    takes: 0,
    messageIds: [],
    contentHash: null,
    claims: [],
    withheld: [],
    acceptedOn: null,
    pending: true,
    tellStop: false,
    expiresAt: '2022-11-05T07:00:00Z',
    ...input,
  };
}

/** What the Record says after a reminder was accepted. */
export function anAsk(input: Partial<Ask> = {}): Ask {
  const subjectId = input.subjectId ?? 'fr-2021-2023/28/m1';
  return {
    commitmentId: subjectId.split('/').slice(0, 2).join('/'),
    subjectId,
    rid: aReminder({ subjectId }).rid,
    on: '2021-10-01',
    at: '2021-10-01T07:00:00Z',
    step: '-30',
    role: 'lead',
    ...input,
  };
}

/** Readable, and different for different names: `lead` and `lead0` too. */
function idPartOf(name: string): string {
  return name
    .replace(/[^a-z0-9]/g, '')
    .replace(/\d$/, '$&x')
    .padEnd(16, '0');
}

function besideOf(entry: LogEntry): StoredText[] {
  return textsOf(entry).flatMap((hash) => remembered.get(hash) ?? []);
}

/** What a log has stays as it is: a text that was redacted does not come back with the next entry. */
function withBeside(entry: LogEntry, texts: readonly StoredText[], known: Texts): Texts {
  return byHash(texts, new Map([...byHash(besideOf(entry)), ...known]));
}

function byHash(texts: readonly StoredText[], known: Texts = new Map()): Texts {
  return new Map([...known, ...texts.map((one) => [one.sha256, one] as const)]);
}

function withoutTexts(texts: Texts, redacted: readonly string[]): Texts {
  return new Map([...texts].map(([hash, one]) => [hash, redacted.includes(hash) ? { ...one, salt: null, text: null } : one]));
}

function textsBeside(entry: CommitmentWrite['entry'] | PlanWrite['entry'], texts: Texts) {
  return {
    texts: textsOf(entry).flatMap((hash) => texts.get(hash) ?? []),
    redacted: entry.type === 'redacted' ? entry.data.texts : [],
  };
}

function anHourAfter(instant: string = start): string {
  return Temporal.Instant.from(instant).add({ hours: 1 }).toString({ smallestUnit: 'second' });
}

/** A browser of a person with the address that {@link aContact} gives them: twelve hours from the moment the world begins. */
export function aSession(input: Partial<Session> & { as?: string } = {}): Session {
  const { as = 'lead', ...rest } = input;
  return {
    way: 'code',
    tokenHash: sha256Of(`session of ${as}`),
    contactId: aPersonId(as),
    addressHash: addressHashOf(aContact({ as }).email),
    startedAt: start,
    lastSeenAt: start,
    expiresAt: instantText(Temporal.Instant.from(start).add({ hours: 12 })),
    ...rest,
  };
}

/** Writes an assignment over the one that stands, whatever its version: a state that a test jumps to. */
export async function overwriteAssignment(
  people: Pick<PeopleStore, 'assignmentsOf' | 'updateAssignment'>,
  one: Assignment,
): Promise<void> {
  const stored = (await people.assignmentsOf(one.contactId)).find(({ id }) => id === one.id);
  const isWritten = stored !== undefined && (await people.updateAssignment({ ...one, version: stored.version + 1 }));
  if (!isWritten) throw new Error(`no assignment ${one.id} to write over`);
}

/** The id that {@link anAssignment} gives by default. */
export function anAssignmentId(as: string): string {
  return `a-${idPartOf(as)}`;
}

/** How {@link aContact} is seen by whoever vouches for them. */
export function seenAs(as: string, input: Partial<Contact> = {}): string {
  return particularsOf(aContact({ as, ...input }));
}

/** As if the index had lost these subjects: nothing of them falls due by itself any more. */
export async function loseDue(
  record: Pick<RecordStore, 'due' | 'plan' | 'advanceDue'>,
  subjects: readonly string[],
): Promise<void> {
  for (const subjectId of subjects) {
    const from = await record.due(subjectId);
    const plan = await record.plan(planOf(subjectId));
    if (from !== null) await record.advanceDue([{ from, nextDueAt: null }], plan?.state.head.seq ?? null);
  }
}
