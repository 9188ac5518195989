import type { PublishedFile } from '../../../shared/usecases/published-heads.ts';
import { type SiteVerdict, verifySite } from '../../../shared/usecases/verify-site.ts';
import { readLogs } from '../../local/published-logs.ts';
import { type Command, type Context, text, UsageError } from '../command.ts';
import { tamperingText } from '../tampering.ts';
import { only } from './milestone.ts';

/** @throws UsageError where nothing there is a log */
function logsAt(path: string): readonly PublishedFile[] {
  const files = readLogs(path);
  if (files.some(({ path: one }) => one.endsWith('.jsonl') || one.endsWith('.json'))) return files;
  throw new UsageError(`${path} holds no log of Jalon: name a log.jsonl or a published folder`);
}

/** @throws UsageError for what cannot be a head */
function headFrom(given: string | null): string | null {
  if (given === null) return null;
  const head = given.toLowerCase();
  if (/^[0-9a-f]{12,64}$/.test(head)) return head;
  throw new UsageError('--head is 12 to 64 hexadecimal digits, as a mail, a page or feed.json tells them: 291b043be711');
}

/** One log by itself shows no cut at its end: it is told where it stands, for whoever kept a head. */
function alone({ newest, kept }: SiteVerdict, hasOlder: boolean): string {
  const [only, ...others] = newest;
  return only === undefined || others.length > 0 || kept !== null || hasOlder
    ? ''
    : ` Its newest entry is ${only.hash}: one log alone cannot tell whether later ones were cut off; compare with a head you kept.`;
}

/** A copy made while something was being published is told from one that is complete. */
function beyond({ further }: SiteVerdict): string {
  return further.length === 0
    ? ''
    : ` ${further.join(', ')}: longer than status.json or feed.json beside it tells, as in a copy made during a publication.`;
}

function sinceThen({ kept }: SiteVerdict): string {
  return kept === null
    ? ''
    : ` The head you kept is that of ${kept.subject} after its entry of ${kept.at}, number ${kept.entries} of ${kept.of}: nothing up to there was rewritten since.`;
}

/** Whether the older copy agrees with itself; what is wrong with it is told. */
function isSound(context: Context, older: string, result: SiteVerdict): boolean {
  for (const problem of result.problems) context.err(`In the older copy, ${older}: ${tamperingText(problem)}\n`);
  return result.ok;
}

/** @throws UsageError where one log was given and the older copy has nothing of it */
function mustShare(logs: readonly PublishedFile[], { newest: [own] }: SiteVerdict, path: string, older: SiteVerdict): void {
  if (logs.length > 1 || own === undefined || older.newest.some(({ subject }) => subject === own.subject)) return;
  throw new UsageError(`${path} holds no log of ${own.subject}: there is nothing to compare it with`);
}

function exitOf({ ok, problems }: SiteVerdict): number {
  if (ok) return 0;
  return problems.every(({ problem }) => problem === 'kept-head-unknown') ? 2 : 1;
}

export const verify: Command = {
  name: 'verify',
  summary:
    'Checks published logs: every entry, every text, and that nothing was cut off or rewritten since a head or copy you kept.',
  usage: 'PATH [--head HASH] [--older PATH]',
  help: [
    '  PATH            a log.jsonl, or a folder that was published (a pack: unpack it first)',
    '  --head          a head somebody kept, 12 digits of it or more: at the end of a mail, on the plan’s page, in feed.json',
    '  --older         an earlier copy of the same: each of its entries must still be there, byte for byte. Of a folder, where PATH is',
    '                  one log, only that log',
    '',
    'It reads the logs and the heads beside them (status.json, feed.json). A record that was rewritten as a whole, heads included,',
    'agrees with itself: give a head or a copy from before. Pages and the dates on which somebody was asked are no part of the log.',
    'Exit 0 intact, 1 tampered with, and where, 2 not to be told: no log there, or a head you kept whose plan may have grown in more',
    'ways than can be tried.',
  ],
  options: { head: { type: 'string' }, older: { type: 'string' } },
  async run(context, values, positionals) {
    const logs = logsAt(only(positionals, 'path'));
    const head = headFrom(text(values, 'head'));
    const olderPath = text(values, 'older');
    const older = olderPath === null ? [] : logsAt(olderPath);
    const before = olderPath === null ? null : { path: olderPath, verdict: verifySite(older) };
    if (before !== null && !isSound(context, before.path, before.verdict)) return 1;
    const result = verifySite(logs, { older, head });
    if (before !== null) mustShare(logs, result, before.path, before.verdict);
    const more = `${alone(result, olderPath !== null)}${sinceThen(result)}${beyond(result)}`;
    if (context.json) context.out(`${JSON.stringify(result, null, 2)}\n`);
    else if (result.ok) context.out(`Intact: ${result.logs} log(s), ${result.entries} entries.${more}\n`);
    else for (const problem of result.problems) context.out(`${tamperingText(problem)}\n`);
    return exitOf(result);
  },
};
