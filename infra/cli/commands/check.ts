import { readSources } from '../../../shared/reading/read-sources.ts';
import { renderCheckReport } from '../../../shared/showing/check-report.ts';
import { checkPlan } from '../../../shared/usecases/check-plan.ts';
import { type Command, oneOf, text } from '../command.ts';
import { readFiles } from '../files.ts';

/** The plan check-up: needs no account and no data folder. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Tells whoever writes a plan what a reader will stumble over, with lines. It accuses nobody.',
  usage: '[--json] [--language fr|en] FILE...',
  help: [
    '  --country       two letters (FR): which days are off',
    '  --region        region of the holiday calendar',
    '  --zone          time zone of the deadlines (Europe/Paris)',
    '  --language      language of the findings (fr)',
    '',
    'Exit 0 even with findings: they are for reading. 1 when a file was refused.',
  ],
  options: { country: { type: 'string' }, region: { type: 'string' }, zone: { type: 'string' }, language: { type: 'string' } },
  async run(context, values, files) {
    const language = oneOf(values, 'language', ['fr', 'en'], 'fr');
    const { drafts, ok } = readSources(readFiles(files), {});
    for (const { source, errors, warnings } of drafts) {
      if (errors.length > 0) for (const { line, message } of warnings) context.err(`${source}:${line}: ${message}\n`);
    }
    const report = checkPlan(drafts, {
      country: text(values, 'country') ?? 'FR',
      region: text(values, 'region'),
      zone: text(values, 'zone') ?? 'Europe/Paris',
    });
    context.out(context.json ? `${JSON.stringify(report, null, 2)}\n` : renderCheckReport(report, language));
    return ok ? 0 : 1;
  },
};
