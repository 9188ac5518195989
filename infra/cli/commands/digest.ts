import type { Digest, Reminder } from '../../../shared/domain/ledger.ts';
import type { Resolution } from '../../../shared/domain/resolution.ts';
import { readable } from '../../../shared/domain/unreadable.ts';
import type { LedgerStore } from '../../../shared/ports.ts';
import { stepWords } from '../../../shared/showing/step-words.ts';
import { knownReminders } from '../../../shared/usecases/known-reminders.ts';
import { type ResolvedDigest, resolveDigest } from '../../../shared/usecases/resolve-digest.ts';
import { type Command, type Context, UsageError } from '../command.ts';
import { withWorkspace } from '../workspace.ts';

type Shown = {
  readonly did: string;
  readonly reason: Digest['reason'];
  readonly person: string;
  readonly day: string;
  readonly attempts: readonly string[];
  readonly reminders: readonly { readonly subject: string; readonly step: Reminder['step'] }[];
};

async function show(ledger: LedgerStore, digest: Digest): Promise<Shown> {
  const { known } = await knownReminders(ledger, digest.rids);
  const reminders = digest.rids.flatMap((rid) => known.get(rid) ?? []).filter(({ dropped }) => dropped === null);
  return {
    ...{ did: digest.did, reason: digest.reason, person: digest.recipientId, day: digest.localDate },
    attempts: digest.claims.map(({ at }) => at),
    reminders: reminders.map(({ subjectId, step }) => ({ subject: subjectId, step })),
  };
}

function tell(context: Context, shown: readonly Shown[]): void {
  if (context.json) context.out(`${JSON.stringify(shown, null, 2)}\n`);
  else {
    for (const { did, reason, person, day, attempts, reminders } of shown) {
      const tried = attempts.length === 0 ? 'never handed over' : `handed over ${attempts.join(', ')}`;
      context.out(`${did}  ${reason}  ${day}  ${person}  ${tried}\n`);
      for (const { subject, step } of reminders) context.out(`  ${subject} (${stepWords(step, 'en')})\n`);
    }
    context.err(shown.length === 0 ? 'No mail waits for a person.\n' : `${shown.length} mail(s) wait for a person.\n`);
  }
}

const list: Command = {
  name: 'digest list',
  summary: 'Lists the mails that wait for a person, oldest first.',
  usage: '[--json]',
  help: [
    'unknown          nobody knows whether it left, or a repeat was not heard of either',
    'feed-not-proved  it was not heard of for a day, and neither was any later mail',
    'rejected         the mail service refused this very mail',
    'poison           five attempts ended without an outcome',
  ],
  options: {},
  run: (context) =>
    withWorkspace(context, async ({ stores: { ledger } }) => {
      const shown: Shown[] = [];
      for await (const digest of readable(ledger.needingPerson())) shown.push(await show(ledger, digest));
      tell(context, shown);
      return 0;
    }),
};

const refusals: { readonly [reason in Extract<ResolvedDigest, { ok: false }>['reason']]: string } = {
  'unknown-digest': 'There is no such digest. `jalon digest list` shows those that wait for a person.',
  'needs-nobody': 'This digest needs nobody: it goes on by itself, or is at an end.',
  'never-sent': 'Mail of this digest was never handed to the mail service, or was refused by it. Send it again, or drop it.',
  moved: 'It was changed meanwhile. Look at it again, then repeat the command.',
};

function resolving(name: string, how: Resolution, summary: string, done: string): Command {
  return {
    name: `digest ${name}`,
    summary,
    usage: 'ID [--json]',
    help: ['An id that begins with a hyphen is given after two: jalon digest drop -- -id'],
    options: {},
    run: (context, _values, [did, ...rest]) => {
      if (did === undefined || rest.length > 0) throw new UsageError('name one digest; jalon digest list shows them');
      return withWorkspace(context, async ({ stores }) => {
        const outcome = await resolveDigest(stores, { did, how, now: context.now });
        const told = outcome.ok ? { ok: true, did, state: outcome.digest.state } : outcome;
        if (context.json) context.out(`${JSON.stringify(told, null, 2)}\n`);
        else if (outcome.ok) context.out(`${done}\n`);
        if (!outcome.ok) context.err(`${refusals[outcome.reason]}\n`);
        return outcome.ok ? 0 : 1;
      });
    },
  };
}

/** What a person decides about mails nobody else can decide about. */
export const digestCommands: readonly Command[] = [
  list,
  resolving('drop', 'drop', 'Gives a mail up that waits for a person.', 'Given up.'),
  resolving(
    'resend',
    'send-again',
    'Sends a mail again that waits for a person.',
    'It goes out with the next tick in working hours.',
  ),
  resolving(
    'sent',
    'sent-after-all',
    'Says that a mail that waits for a person did arrive.',
    'Noted; the next tick shows who was asked.',
  ),
];
