import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import PostalMime from 'postal-mime';
import { filesSite } from '../../../shared/adapters/files/site.ts';
import { isoDate } from '../../../shared/domain/identifiers.ts';
import { publishAll } from '../../../shared/usecases/publish-all.ts';
import { verifySite } from '../../../shared/usecases/verify-site.ts';
import { localAddress } from '../../local/address.ts';
import { readMoment, rehearsalStart, writeRehearsalClock } from '../../local/clock.ts';
import { readLogs } from '../../local/published-logs.ts';
import { openRuntime } from '../../local/runtime.ts';
import { loadSample, sampleLead, samplePoc } from '../../local/sample.ts';
import { type Command, required, text, UsageError } from '../command.ts';
import { withWorkspace } from '../workspace.ts';
import { only } from './milestone.ts';

const publish: Command = {
  name: 'publish',
  summary: 'Writes the public site into a folder: pages, feeds, calendars, data and logs.',
  usage: '--out DIR [--as-of DAY]',
  help: [
    '  --out           the folder; only files whose bytes differ are written',
    '  --as-of         the site as it stood at the end of that day',
  ],
  options: { out: { type: 'string' }, 'as-of': { type: 'string' } },
  run: (context, values) =>
    withWorkspace(context, async ({ stores, publicUrl }) => {
      const asOf = text(values, 'as-of');
      if (asOf !== null && !isoDate.safeParse(asOf).success) throw new UsageError('--as-of is a day, like 2021-11-30');
      const site = filesSite(resolve(required(values, 'out')));
      const account = await publishAll({ record: stores.record, site }, { now: context.now, asOf, publicUrl });
      if (context.json) context.out(`${JSON.stringify(account, null, 2)}\n`);
      else context.out(`${account.written.length} written, ${account.unchanged} unchanged, ${account.removed.length} removed\n`);
      return 0;
    }),
};

const verify: Command = {
  name: 'verify',
  summary: 'Checks published logs: every entry, every text, and that nothing was cut off.',
  usage: 'PATH',
  help: ['  PATH            a log.jsonl, or a folder that was published', '', 'Exit 0 intact, 1 tampered with, and where.'],
  options: {},
  async run(context, _values, positionals) {
    const logs = readLogs(only(positionals, 'path'));
    const result = verifySite(logs);
    if (context.json) context.out(`${JSON.stringify(result, null, 2)}\n`);
    else if (result.ok) context.out(`Intact: ${result.logs} log(s), ${result.entries} entries.\n`);
    else for (const { file, seq, problem } of result.problems) context.out(`${file}: entry ${seq}: ${problem}\n`);
    return result.ok ? 0 : 1;
  },
};

const sample: Command = {
  name: 'sample',
  summary: 'Loads France’s commitments #28 and #29 to try Jalon on. Sends nothing; loading again changes nothing.',
  usage: '',
  help: ['Without --at or JALON_NOW the folder becomes a rehearsal whose clock stands at 15 September 2021.'],
  options: {},
  async run(context, values) {
    if (context.stack !== null) throw new UsageError('the sample is for this machine only');
    const isTimed = text(values, 'at') !== null || (context.env['JALON_NOW'] ?? '') !== '';
    const now = isTimed ? context.now : (readMoment(rehearsalStart) ?? context.now);
    const clock = { now: () => now };
    const runtime = await openRuntime({
      dataFolder: context.dataFolder,
      env: context.env,
      clock,
      publicUrl: () => localAddress(context.dataFolder, context.env),
    });
    try {
      const isNew = await loadSample({ ...runtime.stores, rng: runtime.rng }, now);
      if (isNew && !isTimed) writeRehearsalClock(context.dataFolder, now);
      const told = { loaded: isNew, plan: 'fr-2021-2023', lead: sampleLead, poc: samplePoc };
      if (context.json) context.out(`${JSON.stringify(told, null, 2)}\n`);
      else
        context.out(
          isNew
            ? `Loaded plan ${told.plan}: lead ${told.lead}, point of contact ${told.poc}.\n`
            : 'The sample is there already.\n',
        );
      return 0;
    } finally {
      await runtime.close();
    }
  },
};

function mailsIn(outbox: string): string[] {
  try {
    return readdirSync(outbox)
      .filter((name) => name.endsWith('.eml'))
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const outbox: Command = {
  name: 'outbox',
  summary: 'Lists the mails that were accepted on this machine, or shows the text of one.',
  usage: '[FILE.eml]',
  help: ['Each is one raw message in outbox/ of the data folder.'],
  options: {},
  async run(context, _values, [wanted]) {
    const folder = join(context.dataFolder, 'outbox');
    const names = mailsIn(folder);
    if (wanted !== undefined && !names.includes(wanted)) throw new UsageError(`there is no mail ${wanted} in ${folder}`);
    const mails = await Promise.all(
      (wanted === undefined ? names : [wanted]).map(async (file) => {
        const mail = await PostalMime.parse(readFileSync(join(folder, file)));
        return {
          file,
          date: mail.date ?? null,
          to: (mail.to ?? []).map(({ address }) => address ?? ''),
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        };
      }),
    );
    if (context.json) context.out(`${JSON.stringify(mails, null, 2)}\n`);
    else if (wanted !== undefined) context.out(`${mails[0]?.text ?? ''}\n`);
    else for (const { file, to, subject } of mails) context.out(`${file}  ${to.join(', ')}  ${subject}\n`);
    return 0;
  },
};

export const dataCommands: readonly Command[] = [publish, verify, sample, outbox];
