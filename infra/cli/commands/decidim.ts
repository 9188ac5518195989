import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readDecidimParents } from '../../../shared/reading/decidim-parents.ts';
import { decidimCommitments, decidimMilestones } from '../../../shared/showing/decidim.ts';
import { readPlanView } from '../../../shared/usecases/read-plan-view.ts';
import { type Command, required, text, UsageError } from '../command.ts';
import { planFor, withWorkspace } from '../workspace.ts';

/** @throws UsageError for a file that cannot be read, or holds no ids */
function parentsFrom(path: string): ReadonlyMap<string, string> {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = readDecidimParents(content);
  if (!read.ok)
    throw new UsageError(`${path}:${read.line}: each line is a commitment's number and the id of its result, as in 28,112`);
  return read.parents;
}

/** @throws UsageError for a path that cannot be written */
function write(path: string, content: string): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The two tables that a Decidim's accountability component imports. */
export const decidimCommand: Command = {
  name: 'decidim',
  summary: 'Writes what a Decidim imports: commitments, then milestones once the host has given ids.',
  usage: '--out FILE [--plan ID] [--parents FILE.csv]',
  help: [
    '  --out           the file to write',
    '  --plan          the plan; may be left out where there is only one',
    '  --parents       ids that Decidim gave to the commitments, a table "number,id": the milestones are written, each under',
    '                  its own; without it the commitments are written. Import these first.',
    '',
    'Decidim destroys a row whose parent it does not know: milestones of a commitment without an id are refused.',
  ],
  options: { out: { type: 'string' }, plan: { type: 'string' }, parents: { type: 'string' } },
  run: (context, values) =>
    withWorkspace(context, async ({ stores, publicUrl, ...rest }) => {
      const out = resolve(required(values, 'out'));
      const planId = await planFor({ stores, publicUrl, ...rest }, text(values, 'plan'));
      const view = await readPlanView(stores.record, planId, { now: context.now, publicUrl });
      if (view === null) throw new Error(`plan ${planId} is gone`);
      const file = text(values, 'parents');
      const parents = file === null ? null : parentsFrom(file);
      const orphans = view.commitments.filter(
        ({ state, milestones }) => parents !== null && milestones.length > 0 && !parents.has(state.number),
      );
      if (orphans.length > 0) {
        context.err(`No id for ${orphans.map(({ state }) => state.number).join(', ')}; nothing was written.\n`);
        return 1;
      }
      write(out, parents === null ? decidimCommitments(view) : decidimMilestones(view, parents));
      const milestones = view.commitments.reduce((sum, one) => sum + one.milestones.length, 0);
      const told = { plan: planId, file: out, rows: parents === null ? view.commitments.length : milestones };
      if (context.json) context.out(`${JSON.stringify(told, null, 2)}\n`);
      else context.out(`${planId}: ${told.rows} ${parents === null ? 'commitments' : 'milestones'} in ${out}\n`);
      return 0;
    }),
};
