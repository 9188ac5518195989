import * as z from 'zod';
import { canonicalJson } from '../../../../shared/domain/canonical-json.ts';
import type { Problem } from '../../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../../shared/domain/fuzzy-date.ts';
import type { CitedDocument, Meeting, ParticipationProcess } from '../../../../shared/domain/plan.ts';
import { cleanText } from '../../../../shared/domain/public-text.ts';
import { readable, readText, sha256Of } from '../../../../shared/domain/text.ts';
import type { PlanRecord } from '../../../../shared/ports.ts';
import { citeDocument } from '../../../../shared/usecases/cite-document.ts';
import { documentIdOf, processIdOf } from '../../../../shared/usecases/cite-source.ts';
import { recordMeeting } from '../../../../shared/usecases/record-meeting.ts';
import { recordProcess, type TypedProcess } from '../../../../shared/usecases/record-process.ts';
import { readTypedDate } from '../../../../shared/usecases/typed-date.ts';
import { cleanTitles } from '../../../../shared/usecases/typed-text.ts';
import { logReply } from '../log-reply.ts';
import { type Asked, json, type Operation, type Refusing, type Reply, reading, writing } from '../operation.ts';
import { accepted } from '../schemas/common.ts';
import { participation, sentDocument, sentMeeting, sentProcess } from '../schemas/participation.ts';

const unknown = { ok: false, problem: 'not-found' } as const;

const recorded = accepted.extend({ id: z.string() }).meta({ id: 'Recorded', description: 'In the plan’s log, under this id.' });

/** Short and the same for the same words: what is sent twice is recorded once. */
const hashOf = (what: Parameters<typeof canonicalJson>[0]): string => sha256Of(canonicalJson(what)).slice(0, 16);

type Dates = {
  read(field: string, text: string | null, known: readonly (FuzzyDate | null)[]): FuzzyDate | null;
  readonly problems: Problem[];
};

/** Reads dates as people write them, and keeps what is wrong with any. */
function datesOf({ state: { settings } }: PlanRecord): Dates {
  const problems: Problem[] = [];
  return {
    problems,
    read: (field, text, known) => {
      if (text === null) return null;
      const read = readTypedDate(field, text, known, settings);
      if (!read.ok) problems.push(read.problem);
      return read.date;
    },
  };
}

const invalid = (errors: readonly Problem[]): Refusing => ({ ok: false, problem: 'invalid', errors });

type AskedOfPlan = Pick<Asked<'/{plan}', 'record-participation'>, 'deps' | 'now' | 'names' | 'permit'>;

/** What is about to be written: of something new nobody saw anything, so whatever stands under its id stands against it. */
type Target<Known> = { readonly plan: PlanRecord; readonly known: Known | null; readonly seen: number };

async function written(
  { deps, names }: AskedOfPlan,
  { seen }: Target<unknown>,
  id: string,
  outcome: Awaited<ReturnType<typeof recordMeeting>>,
): Promise<Reply> {
  const reply = await logReply(deps, { subject: names.plan, seen }, outcome);
  return reply.ok && outcome.ok ? { ok: true, status: 201, body: { ok: true, log: names.plan, seq: outcome.seq, id } } : reply;
}

async function saveMeeting(asked: AskedOfPlan, target: Target<Meeting>, body: z.infer<typeof sentMeeting>): Promise<Reply> {
  const { deps, now, names, permit } = asked;
  const { minutes, ...sent } = body;
  const dates = datesOf(target.plan);
  const date = dates.read('date', sent.date, [target.known?.date ?? null]);
  if (date === null || dates.problems.length > 0) return invalid([...dates.problems, ...missingDate(date)]);
  const id = target.known?.id ?? `meeting-${hashOf([cleanTitles(sent.titles), date])}`;
  const command = { planId: names.plan, version: target.seen, meeting: { ...sent, date, id }, minutes };
  return written(asked, target, id, await recordMeeting(deps, { ...command, actor: permit.actor, now }));
}

function missingDate(date: FuzzyDate | null): Problem[] {
  return date === null ? [{ field: 'date', code: 'required' }] : [];
}

function processOf(
  { start, end, steps, followUp, ...rest }: z.infer<typeof sentProcess>,
  { known }: Target<ParticipationProcess>,
  dates: Dates,
): Omit<TypedProcess, 'id'> {
  const told = (known?.followUp ?? []).map(({ date }) => date);
  return {
    ...rest,
    period: {
      start: dates.read('start', start, [known?.period.start ?? null]),
      end: dates.read('end', end, [known?.period.end ?? null]),
    },
    followUp: followUp.map((one, index) => ({ ...one, date: dates.read(`followUp.${index}.date`, one.date, told) })),
    steps: steps.map(({ id, ...one }, index) => {
      const before = known?.steps?.find((step) => step.id === id);
      const own = id ?? `step-${hashOf([one.kind, cleanTitles(one.titles), one.date])}`;
      return { ...one, id: own, date: dates.read(`steps.${index}.date`, one.date, [before?.date ?? null]) };
    }),
  };
}

async function saveProcess(
  asked: AskedOfPlan,
  target: Target<ParticipationProcess>,
  body: z.infer<typeof sentProcess>,
): Promise<Reply> {
  const { deps, now, names, permit } = asked;
  const dates = datesOf(target.plan);
  const process = processOf(body, target, dates);
  if (dates.problems.length > 0) return invalid(dates.problems);
  const clean = cleanTitles(process.titles);
  const own = clean[target.plan.state.settings.languages[0] ?? 'fr'] ?? Object.values(clean)[0] ?? '';
  const id = target.known?.id ?? processIdOf(own);
  const command = { planId: names.plan, version: target.seen, process: { ...process, id } };
  return written(asked, target, id, await recordProcess(deps, { ...command, actor: permit.actor, now }));
}

async function saveDocument(
  asked: AskedOfPlan,
  target: Target<CitedDocument>,
  body: z.infer<typeof sentDocument>,
): Promise<Reply> {
  const { deps, now, names, permit } = asked;
  const dates = datesOf(target.plan);
  const date = dates.read('date', body.date, [target.known?.date ?? null]);
  if (dates.problems.length > 0) return invalid(dates.problems);
  const title = body.title ?? '';
  const id = target.known?.id ?? documentIdOf(cleanText(title));
  const command = { planId: names.plan, version: target.seen, document: { ...body, title, date, id } };
  return written(asked, target, id, await citeDocument(deps, { ...command, actor: permit.actor, now }));
}

/** Something new, in the plan as the gate read it. */
function forNew({ permit }: AskedOfPlan): Target<never> | null {
  return permit.plan === null ? null : { plan: permit.plan, known: null, seen: 0 };
}

/** Something that stands; null when nothing does under this id. */
function forKnown<Known extends { readonly id: string }>(
  { permit, version }: AskedOfPlan & { readonly version: number },
  id: string,
  listOf: (state: PlanRecord['state']) => readonly Known[],
): Target<Known> | null {
  const known = permit.plan === null ? undefined : listOf(permit.plan.state).find((one) => one.id === id);
  return permit.plan === null || known === undefined ? null : { plan: permit.plan, known, seen: version };
}

function participationOf({ state, texts }: PlanRecord): z.input<typeof participation> {
  return {
    version: state.head.seq,
    meetings: state.meetings.map(({ minutes, ...one }) => ({
      ...readable(one, texts),
      minutes: minutes === null ? null : { url: minutes.url, title: readText(texts, minutes.title), date: minutes.date },
    })),
    processes: state.processes.map(({ period, followUp, steps = [], ...one }) => ({
      ...readable(one, texts),
      ...period,
      followUp: followUp.map(({ text, ...rest }) => ({ ...rest, text: readText(texts, text), sha256: text.sha256 })),
      steps: readable(steps, texts),
    })),
    documents: readable(state.documents, texts),
  };
}

const meetingExample: z.input<typeof sentMeeting> = {
  titles: { fr: 'Forum de mi-parcours' },
  date: '14 octobre 2021',
  state: 'held',
  withCivilSociety: true,
  minutes: { url: 'https://www.example.org/compte-rendu', title: 'Compte rendu', date: '2021-10-18' },
};

const processExample: z.input<typeof sentProcess> = {
  titles: { fr: 'Consultation sur la feuille de route' },
  organiser: 'Ministère des Exemples',
  start: 'septembre 2021',
  end: '18 octobre 2021',
  steps: [
    { kind: 'call', titles: { fr: 'Appel à contributions' }, date: '18 octobre 2021', state: 'announced', followUpOwed: true },
  ],
};

const documentExample: z.input<typeof sentDocument> = {
  title: 'Communiqué de presse',
  kind: 'press-release',
  publisher: 'Ministère des Exemples',
};

/** Meetings, participation processes and documents. */
export const participationOperations: readonly Operation[] = [
  reading({
    id: 'readParticipation',
    section: 'participation',
    path: '/{plan}/participation',
    who: 'record-participation',
    summary: {
      fr: 'Réunions, démarches de participation et documents d’un plan.',
      en: 'Meetings, participation processes and documents of a plan.',
    },
    answers: { 200: json(participation) },
    run: async ({ permit }) => (permit.plan === null ? unknown : { ok: true, status: 200, body: participationOf(permit.plan) }),
  }),
  writing({
    id: 'addMeeting',
    section: 'participation',
    path: '/{plan}/meetings',
    who: 'record-participation',
    summary: { fr: 'Ajouter une réunion.', en: 'Add a meeting.' },
    body: sentMeeting,
    example: meetingExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forNew(asked);
      return target === null ? unknown : saveMeeting(asked, target, asked.body);
    },
  }),
  writing({
    id: 'editMeeting',
    section: 'participation',
    path: '/{plan}/meetings/{meeting}',
    who: 'record-participation',
    versioned: 'log',
    summary: {
      fr: 'Modifier une réunion\u00A0; tout ce qui est envoyé remplace.',
      en: 'Edit a meeting; what is sent replaces all of it.',
    },
    body: sentMeeting,
    example: meetingExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forKnown(asked, asked.names.meeting, ({ meetings }) => meetings);
      return target === null ? unknown : saveMeeting(asked, target, asked.body);
    },
  }),
  writing({
    id: 'addProcess',
    section: 'participation',
    path: '/{plan}/processes',
    who: 'record-participation',
    summary: { fr: 'Ajouter une démarche de participation.', en: 'Add a participation process.' },
    body: sentProcess,
    example: processExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forNew(asked);
      return target === null ? unknown : saveProcess(asked, target, asked.body);
    },
  }),
  writing({
    id: 'editProcess',
    section: 'participation',
    path: '/{plan}/processes/{process}',
    who: 'record-participation',
    versioned: 'log',
    summary: {
      fr: 'Modifier une démarche de participation\u00A0; tout ce qui est envoyé remplace.',
      en: 'Edit a participation process; what is sent replaces all of it.',
    },
    body: sentProcess,
    example: processExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forKnown(asked, asked.names.process, ({ processes }) => processes);
      return target === null ? unknown : saveProcess(asked, target, asked.body);
    },
  }),
  writing({
    id: 'addDocument',
    section: 'participation',
    path: '/{plan}/documents',
    who: 'record-participation',
    summary: { fr: 'Citer un document.', en: 'Cite a document.' },
    body: sentDocument,
    example: documentExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forNew(asked);
      return target === null ? unknown : saveDocument(asked, target, asked.body);
    },
  }),
  writing({
    id: 'editDocument',
    section: 'participation',
    path: '/{plan}/documents/{document}',
    who: 'record-participation',
    versioned: 'log',
    summary: { fr: 'Modifier la citation d’un document.', en: 'Edit how a document is cited.' },
    body: sentDocument,
    example: documentExample,
    answers: { 201: json(recorded) },
    run: async (asked) => {
      const target = forKnown(asked, asked.names.document, ({ documents }) => documents);
      return target === null ? unknown : saveDocument(asked, target, asked.body);
    },
  }),
];
