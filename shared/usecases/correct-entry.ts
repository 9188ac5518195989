import { isKeeper } from '../domain/approval.ts';
import { type Action, ruleOf } from '../domain/authority.ts';
import type { CommitmentEntry } from '../domain/change-log.ts';
import { deadlineOf, type MilestoneState } from '../domain/commitment.ts';
import type { ContactRole } from '../domain/contact.ts';
import { type Problem, type Refused, refused } from '../domain/errors.ts';
import { sameDays } from '../domain/fuzzy-date.ts';
import { numberOf, planOf, type Wording } from '../domain/identifiers.ts';
import type { Actor, PlanSettings } from '../domain/plan.ts';
import { publicTextProblems, requiredText, titleLimit, titleProblems } from '../domain/public-text.ts';
import type { CommitmentRecord, RecordStore, Rng } from '../ports.ts';
import { type Accepted, type ChangeDeps, changeCommitment, type Envelope, textWriter } from './append-change.ts';
import { commitmentsOfPlan } from './plan-milestones.ts';

export type Correction = Extract<CommitmentEntry, { type: 'corrected' }>['data']['change'];

/** Something an entry told that a correction can mend or undo. */
export type Correctable =
  | { readonly field: 'word' | 'published-deadline'; readonly milestoneId: string }
  | { readonly field: 'milestone-title'; readonly milestoneId: string; readonly language: string }
  | { readonly field: 'title'; readonly language: string }
  | { readonly field: 'ogp-id' };

/** Entries a word-correction can undo. */
const words: readonly string[] = ['declared', 'nothing-to-report', 'deadline-revised', 'withdrawn'];
const isOneOf = (roles: readonly ContactRole[], role: Actor['role']): boolean => roles.some((one) => one === role);

/**
 * What correcting an entry is to the decision table: the ministry's side takes back its own words and nothing else; what
 * the sheets were read as, and what the coordination wrote, the coordination mends.
 */
function actionOn({ type, actor }: CommitmentEntry): Action {
  return words.includes(type) && isOneOf(ruleOf('declare').by, actor.role) ? 'correct' : 'correct-any';
}

/** Whoever corrects: the role they came in, and the others of theirs that reach the commitment. */
type Corrector = { readonly actor: Actor; readonly otherRoles?: readonly ContactRole[] };

/**
 * As whom somebody corrects an entry: in the role they came in where that may, else in another of theirs, as somebody who
 * is both lead and coordinator does; null where none of them may.
 */
export function correctingActor({ actor, otherRoles = [] }: Corrector, entry: CommitmentEntry): Actor | null {
  const { by } = ruleOf(actionOn(entry));
  const role = [actor.role, ...otherRoles].find((one) => isOneOf(by, one));
  return role === undefined ? null : { ...actor, role };
}

function isUndone(log: readonly CommitmentEntry[], seq: number): boolean {
  return log.some((one) => one.type === 'corrected' && one.data.corrects === seq && one.data.change.field === 'word');
}

const languagesOf = (titles: Wording): string[] => Object.keys(titles).sort();

/** What a sheet told: titles, the code of the OGP, and the published deadlines that still hold as it told them. */
function toldBySheet(
  { seq, data }: Extract<CommitmentEntry, { type: 'imported' }>,
  milestones: readonly MilestoneState[],
): Correctable[] {
  const isStanding = (id: string): boolean => milestones.some((one) => one.id === id && one.published.seq === seq);
  return [
    ...languagesOf(data.commitment.titles).map((language): Correctable => ({ field: 'title', language })),
    { field: 'ogp-id' },
    ...data.commitment.milestones.flatMap(({ id: milestoneId, titles }): Correctable[] => [
      ...languagesOf(titles).map((language): Correctable => ({ field: 'milestone-title', milestoneId, language })),
      ...(isStanding(milestoneId) ? [{ field: 'published-deadline' as const, milestoneId }] : []),
    ]),
  ];
}

function toldByCorrection(change: Correction): Correctable[] {
  switch (change.field) {
    case 'word':
      return [];
    case 'title':
      return languagesOf(change.titles).map((language) => ({ field: 'title', language }));
    case 'milestone-title': {
      const { milestoneId } = change;
      return languagesOf(change.titles).map((language) => ({ field: 'milestone-title', milestoneId, language }));
    }
    case 'published-deadline':
      return [{ field: 'published-deadline', milestoneId: change.milestoneId }];
    case 'ogp-id':
      return [{ field: 'ogp-id' }];
    default:
      return change satisfies never;
  }
}

/** Everything a correction of this entry can be about; nothing for an entry that is mended in another way or not at all. */
export function correctablesOf({ commitment, log }: CommitmentRecord, entry: CommitmentEntry): readonly Correctable[] {
  switch (entry.type) {
    case 'declared':
    case 'nothing-to-report':
    case 'deadline-revised':
    case 'withdrawn':
      return isUndone(log, entry.seq) ? [] : [{ field: 'word', milestoneId: entry.data.milestoneId }];
    case 'imported':
      return toldBySheet(entry, commitment.milestones);
    case 'translated': {
      const { language } = entry.data;
      const titles = entry.data.milestones.map(
        ({ id }): Correctable => ({ field: 'milestone-title', milestoneId: id, language }),
      );
      return [{ field: 'title', language }, ...titles];
    }
    case 'corrected':
      return toldByCorrection(entry.data.change);
    // A new assessment replaces the old one, a role is given to somebody else, a removed text is gone.
    case 'assessed':
    case 'reassigned':
    case 'handed-on':
    case 'taken-back':
    case 'redacted':
      return [];
    default:
      return entry satisfies never;
  }
}

/** Everything a correction changes: titles in several languages are several things. */
function partsOf(change: Correction): readonly Correctable[] {
  return change.field === 'word' ? [change] : toldByCorrection(change);
}

function isSame(one: Correctable, other: Correctable): boolean {
  return (
    one.field === other.field &&
    (!('milestoneId' in one && 'milestoneId' in other) || one.milestoneId === other.milestoneId) &&
    (!('language' in one && 'language' in other) || one.language === other.language)
  );
}

/** Whether an entry says something about what a correction is about: whoever did not see it corrects blindly. */
function touches(entry: CommitmentEntry, change: Correction): boolean {
  if (entry.type === 'imported' || entry.type === 'translated') return true;
  const about = 'milestoneId' in change ? change.milestoneId : null;
  if (entry.type === 'corrected') {
    const other = entry.data.change;
    return about === null ? other.field === change.field : 'milestoneId' in other && other.milestoneId === about;
  }
  return about !== null && words.includes(entry.type) && 'milestoneId' in entry.data && entry.data.milestoneId === about;
}

/** What is wrong with the new value itself. */
function valueProblems(
  { commitment: { state, milestones } }: CommitmentRecord,
  { codeHolder }: Surroundings,
  change: Correction,
): Problem[] {
  const milestone = 'milestoneId' in change ? milestones.find(({ id }) => id === change.milestoneId) : undefined;
  switch (change.field) {
    case 'word':
      return [];
    case 'title':
    case 'milestone-title': {
      const standing = (change.field === 'title' ? state.titles : milestone?.titles) ?? {};
      const isUnchanged = Object.entries(change.titles).every(([language, text]) => standing[language] === text);
      return isUnchanged ? [{ field: 'title', code: 'unchanged' }] : titleProblems('title', change.titles);
    }
    case 'published-deadline':
      if (change.due.ambiguity !== undefined || change.due.precision === 'unknown') return [{ field: 'due', code: 'undated' }];
      if (sameDays(milestone?.published.due ?? null, change.due)) return [{ field: 'due', code: 'unchanged' }];
      return publicTextProblems('due', change.due.text, titleLimit);
    case 'ogp-id': {
      const { ogpId } = state;
      const isUnchanged = ogpId?.code === change.ogpId?.code && ogpId?.verified === change.ogpId?.verified;
      if (isUnchanged) return [{ field: 'ogpId', code: 'unchanged' }];
      return codeHolder === null ? [] : [{ field: 'ogpId', code: 'taken', detail: codeHolder }];
    }
    default:
      return change satisfies never;
  }
}

export type CorrectCommand = Envelope &
  Corrector & {
    readonly commitmentId: string;
    readonly corrects: number;
    readonly change: Correction;
    readonly reason: string | null;
    /** The newest entry the person saw; absent skips the check, for the command line. */
    readonly basedOn?: number;
  };

/**
 * Would this correction move a deadline by one person alone, in a plan that asks for two? Undoing the word that the date in
 * force came with does, and so does reading a published date in force otherwise: the date is moved on the page where a
 * second person confirms. Once another date holds, the correction is one like any other.
 */
export function needsSecond(
  { commitment }: CommitmentRecord,
  { approval }: Pick<PlanSettings, 'approval'>,
  { corrects, change, actor }: Pick<CorrectCommand, 'corrects' | 'change' | 'actor'>,
): boolean {
  if (approval !== 'second-person' || !('milestoneId' in change) || isKeeper(actor)) return false;
  const milestone = commitment.milestones.find(({ id }) => id === change.milestoneId);
  if (milestone === undefined) return false;
  const inForce = deadlineOf(milestone).seq;
  if (change.field === 'published-deadline') return inForce === milestone.published.seq;
  return change.field === 'word' && inForce === corrects && milestone.revisions.some(({ seq }) => seq === corrects);
}

/** What a correction depends on beside its commitment. */
type Surroundings = Pick<PlanSettings, 'approval'> & {
  /** See {@link codeHolderOf}. */
  readonly codeHolder: string | null;
};

/**
 * The number of another commitment of the plan under which the code of a correction is verified already; null for none. Published data has
 * one commitment under a code. Two corrections at the very same moment do not see each other: both are published under their own ids.
 */
export async function codeHolderOf(
  record: Pick<RecordStore, 'commitmentNumbers' | 'commitment'>,
  { commitmentId, change }: Pick<CorrectCommand, 'commitmentId' | 'change'>,
): Promise<string | null> {
  if (change.field !== 'ogp-id' || change.ogpId?.verified !== true) return null;
  const { code } = change.ogpId;
  const holder = (await commitmentsOfPlan(record, planOf(commitmentId))).find(
    ({ commitment: { state } }) => state.id !== commitmentId && state.ogpId?.verified === true && state.ogpId.code === code,
  );
  return holder === undefined ? null : numberOf(holder.commitment.state.id);
}

/** The correction to write, or why not: the rule behind preview and writing. */
export function decideCorrection(current: CommitmentRecord | null, around: Surroundings, command: CorrectCommand, rng: Rng) {
  if (current === null) return refused('unknown-commitment');
  const { corrects, change, basedOn } = command;
  const entry = current.log.find(({ seq }) => seq === corrects);
  if (entry === undefined) return refused('unknown-entry', [{ field: 'corrects', code: 'unknown' }]);
  const actor = correctingActor(command, entry);
  if (actor === null) return refused('invalid', [{ field: 'actor', code: 'not-expected' }]);
  if (basedOn !== undefined && current.log.some((one) => one.seq > basedOn && touches(one, change))) return refused('stale');
  if ('milestoneId' in change && !current.commitment.milestones.some(({ id }) => id === change.milestoneId)) {
    return refused('unknown-milestone');
  }
  const choices = correctablesOf(current, entry);
  if (!partsOf(change).every((part) => choices.some((one) => isSame(one, part)))) {
    return change.field === 'word' && isUndone(current.log, corrects)
      ? refused('invalid', [{ field: 'corrects', code: 'unchanged' }])
      : refused('unknown-entry', [{ field: 'corrects', code: 'unknown' }]);
  }
  if (needsSecond(current, around, command)) {
    return refused('invalid', [{ field: 'corrects', code: 'not-expected', detail: 'second-person' }]);
  }
  const { text, problems } = requiredText('reason', command.reason);
  const all = [...valueProblems(current, around, change), ...problems];
  if (all.length > 0) return refused('invalid', all);
  const { write, texts } = textWriter(rng);
  const data = { corrects, reason: write(text), change };
  return { ok: true as const, change: { type: 'corrected' as const, data }, texts, actor };
}

/** Mends or undoes an earlier entry by a new public one. The earlier entry stays where it is. */
export async function correctEntry(deps: ChangeDeps, command: CorrectCommand): Promise<Accepted | Refused> {
  const codeHolder = await codeHolderOf(deps.record, command);
  return changeCommitment(deps, command.commitmentId, command, (current, { settings }) =>
    decideCorrection(current, { ...settings, codeHolder }, command, deps.rng),
  );
}
