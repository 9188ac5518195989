import { existsSync } from 'node:fs';
import type { Refused } from '../../../shared/domain/errors.ts';
import type { Draft } from '../../../shared/reading/draft.ts';
import type { ReadOptions, Source } from '../../../shared/reading/read-source.ts';
import { readSources } from '../../../shared/reading/read-sources.ts';
import { type ImportedItem, type ImportReport, importSheets } from '../../../shared/usecases/import-sheets.ts';
import { heldBackProblem } from '../../../shared/usecases/moved-deadlines.ts';
import { type Command, type Context, flag, text } from '../command.ts';
import { readFiles } from '../files.ts';
import { problemText, tellRefusal } from '../refusal.ts';
import { actorFor, asHelp, asOption } from '../who.ts';
import { planFor, type Workspace, withWorkspace } from '../workspace.ts';

function tellProblems(context: Context, drafts: readonly Draft[]): void {
  for (const { source, errors, warnings } of drafts) {
    for (const { line, message } of errors) context.err(`${source}:${line}: error: ${message}\n`);
    for (const { line, message, code } of warnings) context.err(`${source}:${line}: ${message} [${code}]\n`);
  }
}

function draftText(draft: Draft): string {
  const lines = [`${draft.source}: ${draft.kind}`];
  if (draft.document !== null) lines.push(`  ${draft.document.title}`);
  if (draft.participation !== null) lines.push(`  ${draft.participation.title}`);
  for (const { kind, title, date, line } of draft.proposals) {
    lines.push(`  ? ${kind}: ${title} (${date?.text ?? 'no date'}${date?.to == null ? '' : `, ${date.to}`}; line ${line})`);
  }
  for (const { number, title, milestones } of draft.commitments) {
    lines.push(`  #${number} ${title}`);
    for (const { title: step, due, line } of milestones) {
      const deadline = due === null ? 'no date' : `${due.text}${due.to === null ? ', no day' : `, until ${due.to}`}`;
      lines.push(`    - ${step} (${deadline}; line ${line})`);
    }
  }
  return lines.join('\n');
}

function itemText({ id, title, outcome, differences }: ImportedItem): string {
  return [
    `${outcome}: ${id} ${title}`,
    ...differences.map(({ field, before, after }) => `    ${field}: ${before ?? '(nothing)'} → ${after ?? '(nothing)'}`),
  ].join('\n');
}

function tellDrafts(context: Context, drafts: readonly Draft[], items: readonly ImportedItem[]): void {
  if (context.json) {
    const withChanges = drafts.map((draft) => ({
      ...draft,
      proposals: draft.proposals.map(({ kind, title, date, line, reason }) => ({ kind, title, date, line, reason })),
      changes: items.filter(({ source }) => source === draft.source),
    }));
    context.out(`${JSON.stringify(withChanges, null, 2)}\n`);
    return;
  }
  for (const draft of drafts) context.out(`${draftText(draft)}\n`);
  if (items.length > 0) context.out(`\n${items.map(itemText).join('\n')}\n`);
}

async function runImport(
  context: Context,
  workspace: Workspace,
  drafts: readonly Draft[],
  planId: string,
  dryRun: boolean,
  as: string | null,
) {
  const actor = await actorFor(context, workspace.stores, as === null ? {} : { as }, planId, 'poc');
  return importSheets({ ...workspace.stores, rng: workspace.rng }, { planId, drafts, actor, now: context.now, dryRun });
}

function tellOutcome(context: Context, drafts: readonly Draft[], outcome: ImportReport | Refused, dryRun: boolean): number {
  if (!outcome.ok) return tellRefusal(context, outcome);
  tellDrafts(context, drafts, outcome.items);
  const changed = outcome.items.filter((item) => item.outcome !== 'unchanged').length;
  context.err(
    dryRun
      ? `${changed} of ${outcome.items.length} would change; nothing was written.\n`
      : `${changed} of ${outcome.items.length} changed; ${outcome.newContacts} new contact(s), to be confirmed before any mail.\n`,
  );
  for (const one of outcome.heldBack) context.err(`${problemText(heldBackProblem(one))}\n`);
  if (outcome.heldBack.length > 0) return 1;
  if (outcome.newProposals > 0)
    context.err(`${outcome.newProposals} new proposal(s) wait to be judged: jalon proposal list. None is public before.\n`);
  return 0;
}

/** Files as drafts, with what is amiss in them told; null where something was refused. */
function readDrafts(context: Context, sources: readonly Source[], options: ReadOptions): readonly Draft[] | null {
  const { drafts, ok } = readSources(sources, options);
  tellProblems(context, drafts);
  if (ok) return drafts;
  tellDrafts(context, drafts, []);
  context.err('Something was refused; nothing was written.\n');
  return null;
}

export const importCommand: Command = {
  name: 'import',
  summary: 'Reads fact sheets, plan.csv files, participation entries and documents into a plan.',
  usage: '[--dry-run] [--json] [--plan ID] FILE...',
  help: [
    '  --dry-run       show what would change and write nothing; needs no plan',
    '  --plan ID       the plan to import into; not needed while there is only one',
    '  --language L    language of texts that do not show it (the plan’s own by default)',
    asHelp,
    '',
    'What is amiss in a file is told in the file’s own language.',
    'Dated events that documents tell of (meetings, calls, workshops) become proposals, never milestones: jalon proposal list.',
    'All files or none: when one is refused nothing is written. The same files again change nothing.',
    'Exit 0 read, 1 something was refused, 2 wrong call.',
  ],
  options: { 'dry-run': { type: 'boolean' }, plan: { type: 'string' }, language: { type: 'string' }, ...asOption },
  async run(context, values, files) {
    const dryRun = flag(values, 'dry-run');
    const language = text(values, 'language');
    const named = text(values, 'plan');
    const sources = readFiles(files);
    const withoutPlan = (): number => {
      const drafts = readDrafts(context, sources, { language: language ?? undefined });
      if (drafts !== null) tellDrafts(context, drafts, []);
      return drafts === null ? 1 : 0;
    };
    if (dryRun && named === null && context.stack === null && !existsSync(context.dataFolder)) return withoutPlan();
    return withWorkspace(context, async (workspace) => {
      const { record } = workspace.stores;
      if (dryRun && named === null && (await record.planIds()).length !== 1) return withoutPlan();
      const planId = await planFor(workspace, named);
      const settings = (await record.plan(planId))?.state.settings;
      const drafts = readDrafts(context, sources, {
        language: language ?? settings?.languages[0],
        fiscalYearStartsInMonth: settings?.fiscalYearStartsInMonth,
      });
      if (drafts === null) return 1;
      return tellOutcome(
        context,
        drafts,
        await runImport(context, workspace, drafts, planId, dryRun, text(values, 'as')),
        dryRun,
      );
    });
  },
};
