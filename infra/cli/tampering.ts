import type { SiteProblem } from '../../shared/usecases/verify-site.ts';

const words: Readonly<Record<SiteProblem['problem'], string>> = {
  order: 'another entry stands in its place: entries were dropped, swapped or added here',
  chain: 'it does not follow the entry before it',
  hash: 'its content is not what was published',
  'text-changed': 'a text beside it is not the one that was published',
  'text-missing': 'a text beside it is gone, and no public entry removed it',
  'text-added': 'other texts lie beside it than it refers to',
  'redaction-undone': 'a text that was removed in public is there again',
  foreign: 'it belongs to another log',
  truncated: 'it was cut off, and whatever followed it',
  unreadable: 'the line is no entry of a log',
  'not-canonical': 'it says the same in other bytes than were published',
  newer: 'it was written by a newer Jalon: update, then verify again',
  misplaced: 'the log of another commitment lies here',
  'not-published': 'the log is not there, though others speak of it',
  head: 'the plan’s hash in this file is not that of the heads beside it',
  'kept-head':
    'these logs never had the head you kept, in whatever order they were written: it is that of others or mistyped, or they were rewritten (the head of a plan is looked for in its whole folder)',
  'kept-head-unknown':
    'the logs are intact, and the head you kept was not found, which proves nothing: changes of one moment may have been written in another order than was tried, and it may be that of others or mistyped; --older with a copy of that time tells',
};

/** What is wrong and where, in one line: `fr-2021-2023/28/log.jsonl: entry 3: its content is not what was published (hash)` */
export function tamperingText({ file, seq, problem }: SiteProblem): string {
  const place = seq === 0 ? '' : `entry ${seq}: `;
  return `${file === '' ? '' : `${file}: `}${place}${words[problem]} (${problem})`;
}
