import type { Problem, ProblemCode, Refusal, Refused } from '../../shared/domain/errors.ts';
import type { Context } from './command.ts';

const reasons: Readonly<Record<Refusal, string>> = {
  'unknown-plan': 'There is no such plan. `jalon plan list` shows the plans; `jalon plan add` makes one.',
  'unknown-commitment': 'There is no such commitment in this plan. `jalon plan show` lists them.',
  'unknown-milestone': 'There is no such milestone. `jalon plan show` lists them with their ids, like fr-2021-2023/28/m1.',
  'unknown-contact':
    'Nobody is known by this address in this plan. `jalon contact list` shows who is; `jalon contact add` adds someone.',
  'unknown-entry': 'There is no such entry in this log, or it is not one that can be treated so.',
  'exists-already': 'It exists already; nothing was changed.',
  stale: 'It was changed meanwhile. Look at it again, then repeat the command.',
  withdrawn: 'This milestone was withdrawn. Only `jalon correct` can undo that.',
  closed: 'This plan is over: a closed plan mails nobody.',
  'not-ready': 'Mail cannot be switched on yet:',
  invalid: 'This cannot be accepted; nothing was written:',
  busy: 'Too many changes at once; nothing was written. Try again.',
};

const problems: Readonly<Record<ProblemCode, string>> = {
  required: 'is missing',
  'too-long': 'is too long',
  'too-many': 'are too many',
  malformed: 'cannot be read',
  'personal-data': 'holds an e-mail address or a telephone number; public text must not',
  'forbidden-character': 'holds a control or invisible character',
  'not-a-web-address': 'must be an http or https address without a password',
  'in-the-future': 'lies in the future',
  'in-the-past': 'lies in the past: an expected date is one that can still be kept',
  'not-expected': 'does not belong here',
  undated: 'has no day; give a date such as "30 novembre 2021"',
  unchanged: 'is already so',
  taken: 'is taken',
  unknown: 'is unknown',
};

const readiness: ReadonlyMap<string, string> = new Map([
  ['poc', 'no confirmed point of contact: jalon contact add --role poc ..., then jalon contact confirm'],
  ['mailbox', 'no mailbox for answers: jalon plan edit --mailbox ADDRESS'],
  ['commitments', 'no commitment yet: jalon import FILE...'],
]);

/** What a plan that asks for a second person lets nobody do alone, not even by this command. */
const secondPerson: ReadonlyMap<string, string> = new Map([
  ['approval', 'a second person must confirm this: propose it on the settings page of the plan, or act with --as admin'],
  ['signIn', 'a second person must confirm this: propose it on the settings page of the plan, or act with --as admin'],
  ['corrects', 'undoing it would move the deadline: move it back on the deadline page, where a second person confirms'],
]);

/** A stop that the mail system caused is lifted by whoever checked the address, and not by its person. */
const byAddress = 'mail to this address failed or was reported: ask the person, then jalon contact edit ADDRESS --lift-stop';

/** A deadline that an import may not move alone: `second-person: fr-2021-2023/28/m1: octobre 2021 → novembre 2021`. */
const heldBack = /^second-person: (.+)$/;

/** `completedOn` → `--completed-on`: how the command line asks for what is missing; a path into something stays as it is. */
function optionOf(field: string): string {
  return field.includes('.') ? field : `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** One problem in a line that says what to do. */
export function problemText({ field, code, detail }: Problem): string {
  const move = heldBack.exec(detail ?? '')?.[1];
  if (move !== undefined) {
    return `${field}: ${move}: a second person must confirm this deadline: propose it on its page, then import again, or act with --as admin`;
  }
  const lead = /^lead\.(.+)$/.exec(field)?.[1];
  if (code === 'required' && lead !== undefined) {
    return `#${lead} has no confirmed lead: jalon contact add --role lead ..., then jalon contact confirm`;
  }
  if (field === 'ogpId' && code === 'taken') {
    return `#${detail ?? ''} of this plan has this code already, verified: correct that one first if it has it by mistake`;
  }
  if (field === 'languages' && detail === 'addresses') {
    return 'languages: the pages of this plan are published, and every address of theirs rests on their language: fr or en, whichever comes first. It stays';
  }
  if (field === 'resume' && detail === 'stopped-by-mail') return byAddress;
  if (field === 'gate' && detail === 'restored') return 'these tables were restored or copied; look first: jalon restore';
  const known = code === 'required' ? readiness.get(field) : detail === 'second-person' ? secondPerson.get(field) : undefined;
  return (
    known ?? `${code === 'required' ? optionOf(field) : field} ${problems[code]}${detail === undefined ? '' : ` (${detail})`}`
  );
}

/** Tells why nothing was done, as text or JSON. @returns exit code 1 */
export function tellRefusal(context: Context, refusal: Refused): number {
  if (context.json) context.out(`${JSON.stringify(refusal, null, 2)}\n`);
  context.err(`${[reasons[refusal.reason], ...refusal.problems.map((problem) => `  - ${problemText(problem)}`)].join('\n')}\n`);
  return 1;
}
