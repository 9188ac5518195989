import { ruleOf } from '../domain/authority.ts';
import { declaredStatusOf, type MilestoneState } from '../domain/commitment.ts';
import { type Problem, refused } from '../domain/errors.ts';
import { type FuzzyDate, localDay } from '../domain/fuzzy-date.ts';
import {
  type Actor,
  type DeclarableStatus,
  declaration,
  type EvidenceKind,
  evidence,
  type PlanSettings,
} from '../domain/plan.ts';
import { noteLimit, publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
import { webAddressProblems } from '../domain/web-address.ts';
import { type AnswerEnvelope, isForTheLead } from './answer-envelope.ts';
import { type ChangeDeps, changeMilestone, type Envelope, type MilestoneOutcome, textWriter } from './append-change.ts';
import { newDateProblems } from './revise-deadline.ts';

export type DeclareCommand = AnswerEnvelope & {
  readonly milestoneId: string;
  /** The version of the milestone the person saw, or null to skip the check. */
  readonly version: number | null;
  readonly status: DeclarableStatus;
  readonly done: string | null;
  readonly evidence: readonly {
    readonly url: string;
    readonly title: string;
    readonly kind: EvidenceKind;
    readonly date: string | null;
  }[];
  readonly noEvidenceReason: string | null;
  readonly difficulties: string | null;
  /** Day the deliverable was ready; null means today, for a milestone declared complete. */
  readonly completedOn: string | null;
  /** A new expected date, with its reason. */
  readonly expected: { readonly due: FuzzyDate; readonly reason: string } | null;
};

const evidenceLimit = 20;

/** What a declaration says, without who and when. */
export type Declared = Omit<DeclareCommand, keyof AnswerEnvelope | 'milestoneId' | 'version'>;

/** May a declaration carry a new date? Where moving a deadline needs more than one word, it has a page of its own. */
export function mayExpect({ approval }: Pick<PlanSettings, 'approval'>, { role }: Pick<Actor, 'role'>): boolean {
  return approval === 'none' && ruleOf('move-deadline').by.some((one) => one === role);
}

type Saying = {
  readonly milestone: MilestoneState;
  readonly settings: PlanSettings;
  readonly actor: Pick<Actor, 'role'>;
  readonly now: Envelope['now'];
};

/** Everything that keeps a declaration about a milestone from being published, by field. */
export function declarationProblems(command: Declared, { milestone, settings, actor, now }: Saying): Problem[] {
  const today = localDay(now, settings.zone);
  const problems: Problem[] = [];
  const text = (field: string, value: string | null, limit: number): void => {
    const clean = typed(value);
    if (clean !== null) problems.push(...publicTextProblems(field, clean, limit));
  };
  text('done', command.done, noteLimit);
  text('difficulties', command.difficulties, noteLimit);
  text('noEvidenceReason', command.noEvidenceReason, noteLimit);
  if (command.evidence.length > evidenceLimit)
    problems.push({ field: 'evidence', code: 'too-many', detail: String(evidenceLimit) });
  for (const [index, one] of command.evidence.entries()) {
    const field = `evidence.${index}`;
    problems.push(...webAddressProblems(`${field}.url`, one.url));
    if (typed(one.title) === null) problems.push({ field: `${field}.title`, code: 'required' });
    text(`${field}.title`, one.title, titleLimit);
    if (!evidence.shape.date.safeParse(one.date).success) problems.push({ field: `${field}.date`, code: 'malformed' });
    else if (one.date !== null && one.date > today) problems.push({ field: `${field}.date`, code: 'in-the-future' });
  }
  const { status } = command;
  if ((status === 'not-started' || status === 'limited') && typed(command.difficulties) === null) {
    problems.push({ field: 'difficulties', code: 'required' });
  }
  if (status === 'complete') {
    if (command.evidence.length === 0 && typed(command.noEvidenceReason) === null)
      problems.push({ field: 'evidence', code: 'required' });
    if (!declaration.shape.completedOn.safeParse(command.completedOn).success)
      problems.push({ field: 'completedOn', code: 'malformed' });
    else if (command.completedOn !== null && command.completedOn > today)
      problems.push({ field: 'completedOn', code: 'in-the-future' });
  } else if (command.completedOn !== null) {
    problems.push({ field: 'completedOn', code: 'not-expected' });
  }
  if (command.expected !== null) {
    if (!mayExpect(settings, actor)) problems.push({ field: 'expected', code: 'not-expected', detail: 'elsewhere' });
    else if (status === 'complete') problems.push({ field: 'expected', code: 'not-expected' });
    problems.push(...newDateProblems('expected', milestone, command.expected.due, today));
    if (typed(command.expected.reason) === null) problems.push({ field: 'expectedReason', code: 'required' });
    text('expectedReason', command.expected.reason, noteLimit);
  }
  return problems;
}

/**
 * A lead says where a milestone stands. One confirmation, one entry. Refused once the milestone was withdrawn, and as
 * `not-ready` for a colleague who only drafts.
 */
export async function declareStatus(deps: ChangeDeps, command: DeclareCommand): Promise<MilestoneOutcome> {
  if (isForTheLead(command)) return refused('not-ready');
  return changeMilestone(deps, command, (milestone, { settings }) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const { actor, now } = command;
    const today = localDay(now, settings.zone);
    const problems = declarationProblems(command, { milestone, settings, actor, now });
    if (problems.length > 0) return refused('invalid', problems);
    const { write, writeMaybe, texts } = textWriter(deps.rng);
    return {
      ok: true,
      texts,
      change: {
        type: 'declared',
        data: {
          milestoneId: milestone.id,
          declaration: {
            status: command.status,
            done: writeMaybe(typed(command.done)),
            evidence: command.evidence.map(({ url, title, kind, date }) => ({
              url,
              title: write(typed(title) ?? ''),
              kind,
              date,
            })),
            noEvidenceReason: writeMaybe(typed(command.noEvidenceReason)),
            difficulties: writeMaybe(typed(command.difficulties)),
            completedOn: command.status === 'complete' ? (command.completedOn ?? today) : null,
          },
          expected:
            command.expected === null ? null : { due: command.expected.due, reason: write(typed(command.expected.reason) ?? '') },
        },
      },
    };
  });
}
