import type { Gate } from '../../../shared/domain/ledger.ts';
import { stepWords } from '../../../shared/showing/step-words.ts';
import { type AfterRestore, type Binding, bindingOf, lookAfterRestore } from '../../../shared/usecases/look-after-restore.ts';
import { setGate } from '../../../shared/usecases/set-gate.ts';
import { type Command, type Context, flag, UsageError } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { type Workspace, withWorkspace } from '../workspace.ts';

async function tellGate(context: Context, { stores }: Workspace): Promise<number> {
  const { mode, breaker, restoreFloor } = await stores.ledger.gate();
  const { kind } = await bindingOf(stores);
  if (context.json) context.out(`${JSON.stringify({ mode, breaker, restoreFloor, binding: kind }, null, 2)}\n`);
  else {
    context.out(`The gate is ${mode}${breaker === null ? '' : `; mail is stopped: ${breaker}`}.\n`);
    if (restoreFloor !== null) context.out(`Nothing planned before ${restoreFloor} is ever sent: the Ledger was lost then.\n`);
    if (kind === 'moved') context.out('These tables were restored or copied. Look first: jalon restore\n');
  }
  return 0;
}

const changes: ReadonlyMap<string, { mode: Gate['mode'] } | { breaker: null }> = new Map<
  string,
  { mode: Gate['mode'] } | { breaker: null }
>([
  ['live', { mode: 'live' }],
  ['sandbox', { mode: 'sandbox' }],
  ['off', { mode: 'off' }],
  ['reset', { breaker: null }],
]);

/** The master switch of all mail, of every plan. */
export const gateCommand: Command = {
  name: 'gate',
  summary: 'Opens or shuts all mail of an installation, or lets it flow again after it was stopped.',
  usage: 'live|sandbox|off|reset|status',
  help: [
    '  live            mail goes out, for plans whose mail is on',
    '  sandbox         digests are prepared and dropped; only those on the list of the deployment get mail',
    '  off             nothing is claimed',
    '  reset           after a pause, an unverified identity or denied access was mended',
    '',
    'On one machine the gate is live from the start: mail goes to the outbox. A deployed stack starts with it off,',
    'and a restored one is off until somebody looked: jalon restore.',
  ],
  options: {},
  run: (context, _values, [what = 'status', ...rest]) => {
    const change = changes.get(what);
    if (rest.length > 0 || (change === undefined && what !== 'status'))
      throw new UsageError('say live, sandbox, off, reset or status');
    return withWorkspace(context, async (workspace) => {
      if (change === undefined) return tellGate(context, workspace);
      const outcome = await setGate(workspace.stores, change);
      return outcome.ok ? tellGate(context, workspace) : tellRefusal(context, outcome);
    });
  },
};

function bindingText(binding: Binding): string {
  switch (binding.kind) {
    case 'bound':
      return 'These are the tables the gate was opened on: nothing was restored under another name.';
    case 'new':
      return 'There is no gate yet and nothing was ever sent: open it with jalon gate live.';
    case 'moved': {
      const which = `Not the tables the gate was opened on: ${binding.others.join(', ')}.`;
      return binding.isLedgerLost
        ? `${which} The Ledger may not know what was sent: nothing planned before now is ever sent.`
        : `${which} The Ledger is the one that was there: it knows what was sent.`;
    }
    default:
      return binding satisfies never;
  }
}

function tellRestore(context: Context, { binding, dropped, gate }: AfterRestore, isDone: boolean): void {
  if (context.json) {
    context.out(`${JSON.stringify({ binding, dropped, gate, isDone }, null, 2)}\n`);
    return;
  }
  context.out(`${bindingText(binding)}\n`);
  for (const { subjectId, step, effectiveDate, plannedAt } of dropped) {
    context.out(`  dropped: ${subjectId} (${stepWords(step, 'en')}, for ${effectiveDate}), due at ${plannedAt}\n`);
  }
  if (dropped.length > 0) context.out('Nothing proves that these were sent. Tell those concerned yourself, where it matters.\n');
  const next = isDone
    ? `Done; the gate is ${gate.mode}. Read jalon audit, then open it: jalon gate live.`
    : 'Nothing was changed. Look at the plans; then jalon restore --yes.';
  if (binding.kind === 'moved' || isDone) context.out(`${next}\n`);
}

/** After tables were restored to a point in time, copied or lost. */
export const restoreCommand: Command = {
  name: 'restore',
  summary: 'After tables were restored: says what that means for mail, and with --yes makes the gate theirs.',
  usage: '[--ledger-lost] [--yes] [--json]',
  help: [
    '  --ledger-lost   the Ledger lost rows although it has its old name: nothing planned before now is ever sent',
    '  --yes           write it: the gate belongs to these tables, and stays off until jalon gate live',
    '',
    'Without --yes it only looks. See "Going back in time" in docs/operations.md.',
  ],
  options: { 'ledger-lost': { type: 'boolean' }, yes: { type: 'boolean' } },
  run: (context, values, positionals) => {
    if (positionals.length > 0) throw new UsageError('jalon restore takes options only');
    return withWorkspace(context, async ({ stores }) => {
      const asked = { isLedgerLost: flag(values, 'ledger-lost'), isDone: flag(values, 'yes') };
      const outcome = await lookAfterRestore(stores, asked, context.now);
      if (!outcome.ok) return tellRefusal(context, outcome);
      const isDone = asked.isDone && (outcome.binding.kind === 'moved' || asked.isLedgerLost);
      tellRestore(context, outcome, isDone);
      return 0;
    });
  },
};
