import type { CommitmentEntry } from '../domain/change-log.ts';
import { type Assessment, type Commitment, deadlineOf, declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { type FuzzyDate, sameDays } from '../domain/fuzzy-date.ts';
import type { Ask } from '../domain/ledger.ts';
import type { ResponsibleRole } from '../domain/plan.ts';
import type { TextRef } from '../domain/text.ts';
import {
  type Change,
  confirmation,
  type DetailWriter,
  detailWriter,
  madeOfEntry,
  type Passage,
  type Recorded,
  roleText,
  type ShownEvidence,
  shownEvidence,
  type Told,
  titleIn,
  toldOnce,
  toldText,
  typedPassage,
} from './changes.ts';
import { daysText, dayText, plainDate } from './dates.ts';
import type { Messages } from './messages/fr.ts';
import { askUrn, entryUrn } from './permanent-names.ts';
import { commitmentStates } from './states.ts';
import type { CommitmentLog, CommitmentView } from './view.ts';

type Telling = Partial<Pick<Change, 'kind' | 'milestoneId' | 'was' | 'now' | 'target' | 'details' | 'evidence'>>;
type Step<Type extends CommitmentEntry['type']> = {
  readonly entry: Extract<CommitmentEntry, { type: Type }>;
  readonly before: Commitment;
  readonly after: Commitment;
  readonly write: DetailWriter;
  readonly evidence: (list: Parameters<typeof shownEvidence>[0]) => ShownEvidence[];
  readonly role: (responsible: ResponsibleRole) => string;
  readonly report: (title: TextRef) => string;
  readonly m: Messages;
};

/** Every entry of a commitment's log, told in one language, oldest first. */
export function commitmentChanges(commitment: CommitmentLog, m: Messages): Change[] {
  return recordedEntries(commitment).map(({ tell: inWords }) => inWords(m));
}

/** Every ask about a commitment as a change: who was asked about what, with the title it had then. */
export function askChanges(commitment: Pick<CommitmentView, 'log' | 'asks'>, m: Messages): Change[] {
  return recordedAsks(commitment).map(({ tell: inWords }) => inWords(m));
}

/** Everything that happened to a commitment, asks included, in no order. */
export function commitmentRecorded(commitment: Pick<CommitmentView, 'log' | 'texts' | 'asks'>): Recorded[] {
  return [...recordedEntries(commitment), ...recordedAsks(commitment)];
}

function recordedEntries({ log, texts }: CommitmentLog): Recorded[] {
  const states = commitmentStates(log);
  const madeOf = madeOfEntry(texts);
  return log.map((entry, index): Recorded => {
    const { subject, seq, at } = entry;
    const known = { urn: entryUrn(log, seq), subject, seq, at };
    return {
      ...known,
      madeOf: () => madeOf(entry),
      tell: toldOnce((m) => {
        const after = states(index + 1);
        if (after === null) throw new RangeError(`${subject} has no entry ${seq}`);
        const step = {
          before: states(index) ?? { state: after.state, milestones: [] },
          after,
          write: detailWriter(texts, after.state.language, m),
          evidence: (list: Parameters<typeof shownEvidence>[0]) => shownEvidence(list, texts, m),
          role: (responsible: ResponsibleRole) => roleText(responsible, texts, m.change.redactedWords),
          report: (title: TextRef) => typedPassage(title, texts, after.state.language, m.evidence.redacted, m).text,
          m,
        };
        const told = tell(entry, step);
        return {
          ...known,
          role: entry.actor.role,
          kind: entry.type,
          milestoneId: null,
          about: aboutOf(after, told.milestoneId ?? null, m),
          was: null,
          now: null,
          target: null,
          details: [],
          evidence: [],
          ...told,
        };
      }),
    };
  });
}

function recordedAsks({ log, asks }: Pick<CommitmentView, 'log' | 'asks'>): Recorded[] {
  const states = commitmentStates(log);
  return asks.map((ask): Recorded => {
    const known = { urn: askUrn(log, ask.rid), subject: ask.commitmentId, seq: null, at: ask.at };
    let later: number | undefined;
    const entriesThen = (): number => {
      later ??= log.findIndex(({ at }) => at > ask.at);
      return later < 0 ? log.length : later;
    };
    return {
      ...known,
      madeOf: () => [ask.subjectId, ask.rid, ask.at, ask.on, ask.step, ask.role, log[entriesThen() - 1]?.hash].join(' '),
      tell: toldOnce((m) => {
        const then = states(entriesThen());
        return {
          ...known,
          role: ask.role,
          // The point of contact is told of a silence; the ministry is asked.
          kind: ask.step === 'escalation' ? 'reported' : 'asked',
          milestoneId: milestoneOf(ask),
          about: then === null ? null : aboutOf(then, milestoneOf(ask), m),
          was: null,
          now: daysText([ask.on], m),
          target: null,
          details: [],
          evidence: [],
        };
      }),
    };
  });
}

function milestoneOf({ subjectId, commitmentId }: Ask): string | null {
  return subjectId === commitmentId ? null : subjectId;
}

function aboutOf({ state, milestones }: Commitment, milestoneId: string | null, m: Messages): Passage | null {
  const titles = milestoneId === null ? state.titles : milestones.find(({ id }) => id === milestoneId)?.titles;
  return titles === undefined ? null : titleIn(titles, m.language, state.language);
}

function tell(entry: CommitmentEntry, step: Omit<Step<never>, 'entry'>): Telling {
  const { m, write } = step;
  switch (entry.type) {
    case 'imported':
      return imported({ ...step, entry });
    case 'translated':
      return { now: m.languages[entry.data.language] ?? entry.data.language };
    case 'declared':
      return declared({ ...step, entry });
    case 'nothing-to-report':
      return { milestoneId: entry.data.milestoneId, details: write.free(m.declared.note, entry.data.note) };
    case 'deadline-revised':
      return {
        milestoneId: entry.data.milestoneId,
        ...deadlines(step, entry.data.milestoneId),
        details: [...write.free(m.declared.reason, entry.data.reason), ...confirmation(entry.data, write, m)],
      };
    case 'withdrawn':
      return {
        milestoneId: entry.data.milestoneId,
        ...saidStatuses(step, entry.data.milestoneId),
        details: write.free(m.declared.reason, entry.data.reason),
      };
    case 'corrected':
      return corrected({ ...step, entry });
    case 'redacted':
      return {
        target: entry.data.of,
        now: m.change.redacts(entry.data.of),
        details: write.free(m.declared.reason, entry.data.reason),
      };
    case 'assessed':
      return assessed({ ...step, entry });
    case 'reassigned':
      return {
        milestoneId: entry.data.milestoneId,
        now: step.role(entry.data.responsible) || m.change.role[entry.data.role],
        details: confirmation(entry.data, write, m),
      };
    case 'handed-on': {
      const { milestoneId, responsible, lastDay } = entry.data;
      return {
        milestoneId,
        now: m.change.handedOn(step.role(responsible) || m.change.role.colleague, dayText(lastDay, m)),
      };
    }
    case 'taken-back':
      return { milestoneId: entry.data.milestoneId };
    default:
      return entry satisfies never;
  }
}

function milestoneIn(commitment: Commitment, id: string): MilestoneState | undefined {
  return commitment.milestones.find((one) => one.id === id);
}

function statuses({ before, after, m }: Pick<Step<never>, 'before' | 'after' | 'm'>, id: string): Pick<Change, 'was' | 'now'> {
  const label = (commitment: Commitment): string => {
    const milestone = milestoneIn(commitment, id);
    return m.declared.label[(milestone === undefined ? null : declaredStatusOf(milestone)) ?? 'none'];
  };
  return { was: label(before), now: label(after) };
}

/** {@link statuses} of what the ministry said anew: that a status is the same needs no arrow. */
function saidStatuses(step: Pick<Step<never>, 'before' | 'after' | 'm'>, id: string): Pick<Change, 'was' | 'now'> {
  const { was, now } = statuses(step, id);
  return typeof now === 'string' && was === now ? { was: null, now: step.m.change.still(now.toLowerCase()) } : { was, now };
}

type Moved = { readonly was: Exclude<Told, string>; readonly now: Exclude<Told, string> };

function deadlines({ before, after, m }: Pick<Step<never>, 'before' | 'after' | 'm'>, id: string): Moved {
  return { was: [deadlineIn(milestoneIn(before, id), m)], now: [deadlineIn(milestoneIn(after, id), m)] };
}

/** Two values with an arrow between them, in one line. */
function arrow({ was, now }: Moved): Moved['was'] {
  return [...was, ' → ', ...now];
}

function deadlineIn(milestone: MilestoneState | undefined, m: Messages): string | FuzzyDate {
  const due = milestone === undefined ? null : deadlineOf(milestone).due;
  return due === null ? m.change.noDeadline : plainDate(due);
}

function imported({ entry, before, after, m, write }: Step<'imported'>): Telling {
  const { milestones } = entry.data.commitment;
  if (entry.seq === 1) return { now: m.change.firstImport(milestones.length) };
  const titleOf = (one: MilestoneState): string => titleIn(one.titles, m.language, after.state.language).text;
  const details = after.milestones.flatMap((now) => {
    const was = milestoneIn(before, now.id);
    if (was === undefined) return write.own(m.change.newMilestone, titleOf(now));
    if (now.missingSince !== null && was.missingSince === null) return write.own(m.change.noLongerTold, titleOf(now));
    const moved = !sameDays(was.published.due, now.published.due) || was.published.due?.text !== now.published.due?.text;
    const deadline = (one: MilestoneState) => [deadlineIn({ ...one, revisions: [] }, m)];
    const text = [`${titleOf(now)}${m.colon}`, ...arrow({ was: deadline(was), now: deadline(now) })];
    return moved ? write.own(m.change.publishedDeadline, text) : [];
  });
  return details.length > 0 ? { details } : { now: m.change.texts };
}

function declared({ entry, before, after, m, write, evidence }: Step<'declared'>): Telling {
  const { milestoneId, declaration, expected } = entry.data;
  const was = milestoneIn(before, milestoneId);
  const earlier = was?.words.findLast(({ said }) => said.kind === 'declared')?.said;
  const added =
    earlier?.kind === 'declared' &&
    earlier.declaration.status === declaration.status &&
    declaration.evidence.length > earlier.declaration.evidence.length;
  const moved = deadlines({ before, after, m }, milestoneId);
  return {
    kind: added ? 'evidence-added' : 'declared',
    milestoneId,
    ...saidStatuses({ before, after, m }, milestoneId),
    details: [
      ...write.free(m.declared.done, declaration.done),
      ...write.own(m.declared.completedOn, declaration.completedOn === null ? null : dayText(declaration.completedOn, m)),
      ...write.free(m.declared.noEvidenceReason, declaration.noEvidenceReason),
      ...write.free(m.declared.difficulties, declaration.difficulties),
      ...(expected === null
        ? []
        : [...write.own(m.deadline.expected, arrow(moved)), ...write.free(m.declared.reason, expected.reason)]),
    ],
    evidence: evidence(declaration.evidence),
  };
}

function corrected({ entry, before, after, m, write }: Step<'corrected'>): Telling {
  const { change, corrects, reason } = entry.data;
  const told = { target: corrects, details: write.free(m.declared.reason, reason) };
  const titleOf = (commitment: Commitment): string =>
    titleIn(commitment.state.titles, m.language, commitment.state.language).text;
  switch (change.field) {
    case 'word': {
      const status = statuses({ before, after, m }, change.milestoneId);
      const moved = deadlines({ before, after, m }, change.milestoneId);
      const isMoved = toldText(moved.was) !== toldText(moved.now);
      const undone = { was: wordName(before, change.milestoneId, corrects, m), now: m.change.undone };
      return { milestoneId: change.milestoneId, ...(status.was !== status.now ? status : isMoved ? moved : undone), ...told };
    }
    case 'milestone-title':
      return {
        milestoneId: change.milestoneId,
        was: aboutOf(before, change.milestoneId, m)?.text ?? null,
        now: aboutOf(after, change.milestoneId, m)?.text ?? null,
        ...told,
      };
    case 'title':
      return { was: titleOf(before), now: titleOf(after), ...told };
    case 'published-deadline': {
      const held = (commitment: Commitment): string => {
        const due = milestoneIn(commitment, change.milestoneId)?.published.due ?? null;
        return due === null || due.to === null ? m.change.noDeadline : dayText(due.to, m);
      };
      return { milestoneId: change.milestoneId, was: held(before), now: held(after), ...told };
    }
    case 'ogp-id':
      return { was: before.state.ogpId?.code ?? null, now: change.ogpId?.code ?? '–', ...told };
    default:
      return change satisfies never;
  }
}

/** What a word that no longer counts was: where it changed neither status nor deadline, that is all there is to say of it. */
function wordName(before: Commitment, milestoneId: string, seq: number, m: Messages): string {
  const word = milestoneIn(before, milestoneId)?.words.find((one) => one.seq === seq);
  // A deadline that the coordination moved is no word of the ministry.
  return m.change.kind[word?.said.kind ?? 'deadline-revised'];
}

function assessed({ entry, before, m, write, report }: Step<'assessed'>): Telling {
  const { milestoneId, assessment } = entry.data;
  const earlier = milestoneId === null ? before.state.assessment : (milestoneIn(before, milestoneId)?.assessment ?? null);
  return {
    milestoneId,
    was: completionText(earlier, m),
    now: completionText(assessment, m),
    details: write.own(m.change.assessedBy, `${report(assessment.source.title)}, ${dayText(assessment.source.date, m)}`),
  };
}

function completionText(assessment: Assessment | null, m: Messages): string {
  if (assessment === null) return m.change.noAssessment;
  return m.irm.completionLabel[assessment.completion ?? 'no-data'];
}
