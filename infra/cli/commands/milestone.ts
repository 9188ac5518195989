import { lastDeclared } from '../../../shared/domain/commitment.ts';
import { type Refused, refused } from '../../../shared/domain/errors.ts';
import type { FuzzyDate } from '../../../shared/domain/fuzzy-date.ts';
import { milestoneId as milestoneIdSchema, planOf } from '../../../shared/domain/identifiers.ts';
import { declarableStatus, evidenceKind } from '../../../shared/domain/plan.ts';
import { readDate } from '../../../shared/reading/date-grammar.ts';
import type { MilestoneOutcome } from '../../../shared/usecases/append-change.ts';
import { declareStatus } from '../../../shared/usecases/declare-status.ts';
import { nothingToReport } from '../../../shared/usecases/nothing-to-report.ts';
import { reviseDeadline } from '../../../shared/usecases/revise-deadline.ts';
import { withdrawMilestone } from '../../../shared/usecases/withdraw-milestone.ts';
import { type Command, type Context, list, oneOf, required, text, UsageError, type Values } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { type Workspace, withWorkspace } from '../workspace.ts';

/** Reads a date a person typed, in the plan's language. @throws UsageError when it is no date */
export async function typedDate({ stores }: Workspace, planId: string, typed: string): Promise<FuzzyDate> {
  const plan = await stores.record.plan(planId);
  const read = readDate(typed, plan?.state.settings.languages[0] ?? 'fr');
  if ('impossible' in read) throw new UsageError(`"${typed}" is an impossible date: ${read.impossible}`);
  return read.date;
}

export function only(positionals: readonly string[], what: string): string {
  const [first, ...rest] = positionals;
  if (first === undefined || rest.length > 0) throw new UsageError(`name exactly one ${what}`);
  return first;
}

function tell(context: Context, id: string, outcome: MilestoneOutcome | Refused): number {
  if (!outcome.ok) return tellRefusal(context, outcome);
  if (context.json) context.out(`${JSON.stringify({ ok: true, id, seq: outcome.seq }, null, 2)}\n`);
  else context.out(`${id}: entry ${outcome.seq} is in the log.\n`);
  return 0;
}

export { tell as tellEntry };

/** `URL|TITLE|KIND|DATE`, the last two optional. */
function readEvidence(given: string) {
  const [url = '', title = '', kind = 'page', date = ''] = given.split('|').map((part) => part.trim());
  const known = evidenceKind.safeParse(kind);
  if (!known.success) throw new UsageError(`kind of evidence must be one of: ${evidenceKind.options.join(', ')}`);
  return { url, title, kind: known.data, date: date === '' ? null : date };
}

const milestoneOptions = { ...asOption };

function milestoneCommand(
  shape: Pick<Command, 'name' | 'summary' | 'usage' | 'help' | 'options'>,
  run: (context: Context, workspace: Workspace, values: Values, milestoneId: string) => Promise<MilestoneOutcome>,
): Command {
  return {
    ...shape,
    help: [...shape.help, asHelp],
    options: { ...milestoneOptions, ...shape.options },
    run: (context, values, positionals) => {
      const milestoneId = only(positionals, 'milestone, like fr-2021-2023/28/m1');
      return withWorkspace(context, async (workspace) => {
        const isThere =
          milestoneIdSchema.safeParse(milestoneId).success && (await workspace.stores.record.milestone(milestoneId)) !== null;
        const outcome = isThere ? await run(context, workspace, values, milestoneId) : refused('unknown-milestone');
        return tell(context, milestoneId, outcome);
      });
    },
  };
}

const withoutEvidence = 'the page shows what is declared now. If it still holds, declare again with --evidence.';

/** How many pieces of evidence the milestone's declaration gives so far. */
async function evidenceOf({ stores }: Workspace, milestoneId: string): Promise<number> {
  const milestone = await stores.record.milestone(milestoneId);
  const said = milestone === null ? undefined : lastDeclared(milestone)?.said;
  return said?.kind === 'declared' ? said.declaration.evidence.length : 0;
}

export const milestoneCommands: readonly Command[] = [
  milestoneCommand(
    {
      name: 'declare',
      summary: 'Says where a milestone stands, for the ministry.',
      usage: 'MILESTONE --status STATUS [--done TEXT] [--evidence "URL|TITLE|KIND|DATE"]...',
      help: [
        `  --status        ${declarableStatus.options.join(', ')}`,
        '  --done          what was done',
        '  --evidence      a link anyone can check, several times; each declaration stands by itself, so give them again.',
        `                  KIND is one of ${evidenceKind.options.join(', ')}`,
        '  --no-evidence   why there is no public proof, when complete without evidence',
        '  --difficulties  required for not-started and limited',
        '  --completed-on  day the deliverable was ready (complete only; today if left out)',
        '  --expected      a new expected date, with --reason',
      ],
      options: {
        status: { type: 'string' },
        done: { type: 'string' },
        evidence: { type: 'string', multiple: true },
        'no-evidence': { type: 'string' },
        difficulties: { type: 'string' },
        'completed-on': { type: 'string' },
        expected: { type: 'string' },
        reason: { type: 'string' },
      },
    },
    async (context, workspace, values, milestoneId) => {
      const status = oneOf(values, 'status', declarableStatus.options);
      const expected = text(values, 'expected');
      const before = await evidenceOf(workspace, milestoneId);
      const outcome = await declareStatus(
        { ...workspace.stores, rng: workspace.rng },
        {
          milestoneId,
          version: null,
          actor: await actorFor(context, workspace.stores, values, milestoneId, 'lead'),
          now: context.now,
          status,
          done: text(values, 'done'),
          evidence: list(values, 'evidence').map(readEvidence),
          noEvidenceReason: text(values, 'no-evidence'),
          difficulties: text(values, 'difficulties'),
          completedOn: text(values, 'completed-on'),
          expected:
            expected === null
              ? null
              : { due: await typedDate(workspace, planOf(milestoneId), expected), reason: required(values, 'reason') },
        },
      );
      if (outcome.ok && before > 0 && list(values, 'evidence').length === 0) {
        context.err(`The declaration before gave evidence (${before}) and this one gives none: ${withoutEvidence}\n`);
      }
      return outcome;
    },
  ),
  milestoneCommand(
    {
      name: 'nothing-to-report',
      summary: 'Records that the ministry has nothing new to say of a milestone: an answer, and it is dated.',
      usage: 'MILESTONE [--note TEXT]',
      help: [],
      options: { note: { type: 'string' } },
    },
    async (context, workspace, values, milestoneId) =>
      nothingToReport(
        { ...workspace.stores, rng: workspace.rng },
        {
          milestoneId,
          version: null,
          actor: await actorFor(context, workspace.stores, values, milestoneId, 'lead'),
          now: context.now,
          note: text(values, 'note'),
        },
      ),
  ),
  milestoneCommand(
    {
      name: 'revise',
      summary: 'Gives a milestone a new expected date. The published date stays and the move is shown.',
      usage: 'MILESTONE --due DATE --reason TEXT',
      help: ['  --due           the new date, as one would write it: "30 novembre 2021", "T1 2022"'],
      options: { due: { type: 'string' }, reason: { type: 'string' } },
    },
    async (context, workspace, values, milestoneId) =>
      reviseDeadline(
        { ...workspace.stores, rng: workspace.rng },
        {
          milestoneId,
          version: null,
          actor: await actorFor(context, workspace.stores, values, milestoneId, 'poc'),
          now: context.now,
          due: await typedDate(workspace, planOf(milestoneId), required(values, 'due')),
          reason: text(values, 'reason'),
        },
      ),
  ),
  milestoneCommand(
    {
      name: 'withdraw',
      summary: 'Records that the ministry gives a milestone up, with its public reason.',
      usage: 'MILESTONE --reason TEXT',
      help: [],
      options: { reason: { type: 'string' } },
    },
    async (context, workspace, values, milestoneId) =>
      withdrawMilestone(
        { ...workspace.stores, rng: workspace.rng },
        {
          milestoneId,
          version: null,
          actor: await actorFor(context, workspace.stores, values, milestoneId, 'lead'),
          now: context.now,
          reason: text(values, 'reason'),
        },
      ),
  ),
];
