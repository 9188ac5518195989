import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exportPlan, exportText } from '../../../shared/usecases/export-plan.ts';
import { type Command, text, UsageError } from '../command.ts';
import { planFor, withWorkspace } from '../workspace.ts';

/** Writes for its owner's eyes: the export holds addresses. @throws UsageError for a path that cannot be written */
function writePrivate(path: string, content: string): void {
  try {
    writeFileSync(path, content, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Everything a plan holds, in one file. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Takes everything a plan holds along, in one JSON file: logs, texts, people, what is waiting.',
  usage: '[--plan ID] [--out FILE]',
  help: [
    '  --plan          the plan; may be left out where there is only one',
    '  --out           the file, readable by its owner alone; without it the export is printed',
    '',
    'It holds addresses: keep it accordingly. It holds no codes, sessions or keys of stop links, and nobody’s roles in other',
    'plans. With --out and --json a summary is printed: { plan, file, bytes, commitments, people }.',
  ],
  options: { plan: { type: 'string' }, out: { type: 'string' } },
  run: (context, values, positionals) => {
    if (positionals.length > 0) throw new UsageError('name the plan with --plan and the file with --out');
    return withWorkspace(context, async (workspace) => {
      const planId = await planFor(workspace, text(values, 'plan'));
      const all = await exportPlan(workspace.stores, { planId, now: context.now });
      if (all === null) throw new Error(`plan ${planId} is gone`);
      const content = exportText(all);
      const out = text(values, 'out');
      if (out === null) {
        context.out(content);
        return 0;
      }
      const file = resolve(out);
      writePrivate(file, content);
      const told = {
        plan: planId,
        file,
        bytes: Buffer.byteLength(content),
        commitments: all.commitments.length,
        people: all.people.contacts.length,
      };
      if (context.json) context.out(`${JSON.stringify(told, null, 2)}\n`);
      else context.out(`${planId}: ${told.commitments} commitments, ${told.people} people, ${told.bytes} bytes in ${file}\n`);
      return 0;
    });
  },
};
