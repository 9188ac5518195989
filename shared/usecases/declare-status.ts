import { declaredStatusOf } from '../domain/commitment.ts';
import { type Problem, refused } from '../domain/errors.ts';
import { type FuzzyDate, localDay } from '../domain/fuzzy-date.ts';
import { type DeclarableStatus, declaration, type EvidenceKind, evidence } from '../domain/plan.ts';
import { noteLimit, publicTextProblems, titleLimit, typed } from '../domain/public-text.ts';
import { personalDataIn } from '../domain/text.ts';
import { type ChangeDeps, changeMilestone, type Envelope, type MilestoneOutcome, textWriter } from './append-change.ts';

export type DeclareCommand = Envelope & {
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

/** An address as people read it, its escapes undone where they can be. */
function readableUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // Malformed escapes: read as they stand.
    return url;
  }
}

/** Everything that keeps a declaration from being published, by field. `today` is the plan's local day. */
export function declarationProblems(
  command: Omit<DeclareCommand, keyof Envelope | 'milestoneId' | 'version'>,
  today: string,
): Problem[] {
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
    if (!evidence.shape.url.safeParse(one.url).success) problems.push({ field: `${field}.url`, code: 'not-a-web-address' });
    else if (personalDataIn(readableUrl(one.url)).length > 0) problems.push({ field: `${field}.url`, code: 'personal-data' });
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
    if (command.expected.due.to === null) problems.push({ field: 'expected', code: 'undated' });
    else if (command.expected.due.to < today) problems.push({ field: 'expected', code: 'in-the-past' });
    if (typed(command.expected.reason) === null) problems.push({ field: 'expectedReason', code: 'required' });
    text('expectedReason', command.expected.reason, noteLimit);
  }
  return problems;
}

/** A lead says where a milestone stands. One confirmation, one entry. Refused once the milestone was withdrawn. */
export function declareStatus(deps: ChangeDeps, command: DeclareCommand): Promise<MilestoneOutcome> {
  return changeMilestone(deps, command, (milestone, plan) => {
    if (declaredStatusOf(milestone) === 'withdrawn') return refused('withdrawn');
    const today = localDay(command.now, plan.settings.zone);
    const problems = declarationProblems(command, today);
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
