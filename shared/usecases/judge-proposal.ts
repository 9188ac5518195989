import { type Problem, type Refused, refused } from '../domain/errors.ts';
import { type FuzzyDate, instantText } from '../domain/fuzzy-date.ts';
import type { Wording } from '../domain/identifiers.ts';
import type { PlanSettings } from '../domain/plan.ts';
import { type Proposal, type ProposalKind, publicIdsOf, recordedEvents } from '../domain/proposal.ts';
import { tidy } from '../domain/text.ts';
import type { PlanRecord, RecordStore, Rng, WaitingStore } from '../ports.ts';
import { readUndated, readWholeDate } from '../reading/date-grammar.ts';
import type { Envelope } from './append-change.ts';
import { citeAlso } from './cite-also.ts';
import { recordMeeting } from './record-meeting.ts';
import { type OfProcess, recordStep } from './record-step.ts';

export type JudgeDeps = {
  readonly record: RecordStore;
  readonly people: Pick<WaitingStore, 'proposalsOf' | 'updateProposal'>;
  readonly rng: Rng;
};

/** A proposal as a person confirms it, edited or not; {@link asProposed} is the start. */
export type ConfirmedAs = {
  readonly kind: ProposalKind;
  readonly titles: Wording;
  /** As people write dates; the words of the proposal keep the days it proposes. Null: nobody knows when. */
  readonly date: string | null;
  /** A meeting is announced or held. */
  readonly state: 'announced' | 'held' | 'unknown';
  /** Who met; meetings only. */
  readonly body: string | null;
  /** Meetings only. */
  readonly withCivilSociety: boolean;
  /** Whether results are owed, null where nobody says; steps only. */
  readonly followUpOwed: boolean | null;
  /** Where a step belongs; null for a meeting. */
  readonly process: OfProcess | null;
};

export type Judgement =
  | { readonly verdict: 'confirm'; readonly as: ConfirmedAs | { readonly sameAs: string } }
  | { readonly verdict: 'reject' }
  /** Takes a rejection back: the proposal waits again. */
  | { readonly verdict: 'reopen' };

export type JudgeProposal = Envelope & { readonly planId: string; readonly id: string; readonly version: number } & Judgement;

/** Refused as stale, the proposal as it now stands comes with it. */
export type JudgeOutcome = { readonly ok: true; readonly proposal: Proposal } | (Refused & { readonly current?: Proposal });

type Situation = {
  readonly deps: JudgeDeps;
  readonly envelope: Envelope;
  readonly plan: PlanRecord;
  readonly told: Proposal;
};

/** What the form and the command line start from: the proposal word for word. A step still needs its process. */
export function asProposed({ settings, processes }: PlanRecord['state'], told: Proposal): ConfirmedAs {
  const isMeeting = told.kind === 'meeting';
  const ownProcess = processes.some(({ id }) => id === told.documentId) ? { id: told.documentId } : null;
  return {
    kind: told.kind,
    titles: { [settings.languages[0] ?? 'fr']: told.title },
    date: told.date?.text ?? null,
    // Only what is told as over is said to have been held.
    state: isMeeting && told.told === 'unknown' ? 'announced' : told.told,
    body: null,
    withCivilSociety: false,
    // A document that promises no results does not say that none is owed.
    followUpOwed: told.followUpOwed ? true : null,
    process: isMeeting ? null : ownProcess,
  };
}

const undatedText: Readonly<{ [language: string]: string }> = { fr: 'date inconnue', en: 'date not known' };

function readTyped(text: string | null, told: Proposal, settings: PlanSettings): FuzzyDate | null | Problem {
  if (text === null || text.trim() === '') return null;
  if (told.date !== null && tidy(text) === tidy(told.date.text)) return told.date;
  const { fiscalYearStartsInMonth } = settings;
  const language = settings.languages[0] ?? 'fr';
  const reading = readWholeDate(text, language, { fiscalYearStartsInMonth }) ?? readUndated(text, language);
  if (reading === null || 'impossible' in reading) return { field: 'date', code: 'malformed' };
  const { date } = reading;
  // A day or a month without its year: whoever types it can add the year.
  return date.precision === 'unknown' && reading.warnings.some(({ code }) => code === 'no-year')
    ? { field: 'date', code: 'undated' }
    : date;
}

/** Documents to cite: an entry of a register is no document, its process stands for it. */
function citedBy({ documentId }: Proposal): string[] {
  return documentId.startsWith('document-') ? [documentId] : [];
}

/** Writes the public word of a confirmation. Returns its id; the same one at every try. */
async function publish({ deps, envelope, plan, told }: Situation, as: ConfirmedAs): Promise<string | Refused> {
  const { state } = plan;
  const date = readTyped(as.date, told, state.settings);
  if (date !== null && 'code' in date) return refused('invalid', [date]);
  const ids = publicIdsOf(told);
  const other = as.kind === 'meeting' ? ids.step : ids.meeting;
  // An earlier try got as far as the record, under another kind: that word stands, and can be mended there.
  if (recordedEvents(state).some(({ id }) => id === other)) return refused('invalid', [{ field: 'kind', code: 'not-expected' }]);
  const common = { ...envelope, planId: state.settings.id };
  const { titles, kind } = as;
  if (kind === 'meeting') {
    if (as.state === 'unknown') return refused('invalid', [{ field: 'state', code: 'required' }]);
    const text = undatedText[state.settings.languages[0] ?? 'fr'] ?? 'date inconnue';
    const id = ids.meeting;
    const meeting = {
      id,
      titles,
      body: as.body,
      date: date ?? { text, precision: 'unknown' as const, from: null, to: null },
      state: as.state,
      withCivilSociety: as.withCivilSociety,
      documentIds: citedBy(told),
    };
    return settledAs(id, await recordMeeting(deps, { ...common, meeting, minutes: null }));
  }
  if (as.process === null) return refused('invalid', [{ field: 'process', code: 'required' }]);
  const id = ids.step;
  const known = state.processes.find(({ steps = [] }) => steps.some((step) => step.id === id));
  const { followUpOwed } = as;
  const step = { id, kind, titles, date, state: as.state, followUpOwed, documentIds: citedBy(told) };
  // A step that stands already stays in its process.
  const of = known === undefined ? as.process : { id: known.id };
  return settledAs(id, await recordStep(deps, { ...common, of, step }));
}

/** A word that stands already was written by a try that was cut short: as good as written now. */
function settledAs(id: string, outcome: { readonly ok: true } | Refused): string | Refused {
  const stands = !outcome.ok && outcome.problems.some(({ code }) => code === 'unchanged');
  return outcome.ok || stands ? id : outcome;
}

/** How often the row is read again when somebody else judges at the same time. */
const rounds = 8;

/** The row follows the record: what is public is confirmed, whatever else was said of it meanwhile. */
async function settle({ deps, envelope, plan, told }: Situation, became: string): Promise<JudgeOutcome> {
  let row: Proposal | undefined = told;
  for (let round = 0; round < rounds && row !== undefined; round += 1) {
    if (row.state === 'confirmed' && row.became === became) return { ok: true, proposal: row };
    const next: Proposal = { ...row, version: row.version + 1, state: 'confirmed', became, at: instantText(envelope.now) };
    if (await deps.people.updateProposal(next)) return { ok: true, proposal: next };
    row = (await deps.people.proposalsOf(plan.state.settings.id)).find(({ id }) => id === told.id);
  }
  return refused('busy');
}

async function confirm(situation: Situation, as: Extract<Judgement, { verdict: 'confirm' }>['as']): Promise<JudgeOutcome> {
  const { deps, envelope, plan, told } = situation;
  const { state } = plan;
  const [documentId] = citedBy(told);
  if (documentId !== undefined && !state.documents.some(({ id }) => id === documentId)) {
    return refused('invalid', [{ field: 'document', code: 'unknown' }]);
  }
  if (!('sameAs' in as)) {
    const id = await publish(situation, as);
    return typeof id === 'string' ? settle(situation, id) : id;
  }
  const planId = state.settings.id;
  const outcome = settledAs(as.sameAs, await citeAlso(deps, { ...envelope, planId, id: as.sameAs, documentIds: citedBy(told) }));
  return typeof outcome === 'string' ? settle(situation, outcome) : outcome;
}

/** Rejects a waiting proposal, or lets a rejected one wait again. What is public already cannot be rejected. */
async function turn({ deps, envelope, plan, told }: Situation, verdict: 'reject' | 'reopen'): Promise<JudgeOutcome> {
  const ids = publicIdsOf(told);
  const isPublic = recordedEvents(plan.state).some(({ id }) => id === ids.meeting || id === ids.step);
  if (isPublic) return refused('invalid', [{ field: 'verdict', code: 'not-expected' }]);
  const state = verdict === 'reject' ? 'rejected' : 'waiting';
  const next: Proposal = { ...told, version: told.version + 1, state, became: null, at: instantText(envelope.now) };
  return (await deps.people.updateProposal(next)) ? { ok: true, proposal: next } : refused('stale');
}

/**
 * What a point of contact makes of a proposal. Confirmed, it becomes a meeting, a step of a participation process, or one
 * more source of one that stands already; it is public from then on and mended where it stands. A confirmation cut short
 * between the record and the proposal is finished by confirming again.
 */
export async function judgeProposal(deps: JudgeDeps, command: JudgeProposal): Promise<JudgeOutcome> {
  const [plan, proposals] = await Promise.all([deps.record.plan(command.planId), deps.people.proposalsOf(command.planId)]);
  if (plan === null) return refused('unknown-plan');
  const told = proposals.find(({ id }) => id === command.id);
  if (told === undefined) return refused('unknown-entry');
  if (told.version !== command.version) return { ...refused('stale'), current: told };
  const expected = command.verdict === 'reopen' ? 'rejected' : 'waiting';
  if (told.state !== expected) return refused('invalid', [{ field: 'verdict', code: 'unchanged' }]);
  const { actor, now } = command;
  const situation: Situation = { deps, envelope: { actor, now }, plan, told };
  return command.verdict === 'confirm' ? confirm(situation, command.as) : turn(situation, command.verdict);
}
