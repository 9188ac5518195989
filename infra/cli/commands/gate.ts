import type { Gate } from '../../../shared/domain/ledger.ts';
import { setGate } from '../../../shared/usecases/set-gate.ts';
import { type Command, type Context, UsageError } from '../command.ts';
import { tellRefusal } from '../refusal.ts';
import { withWorkspace } from '../workspace.ts';

function tellGate(context: Context, { mode, breaker, restoreFloor }: Gate): number {
  if (context.json) context.out(`${JSON.stringify({ mode, breaker, restoreFloor }, null, 2)}\n`);
  else context.out(`The gate is ${mode}${breaker === null ? '' : `; mail is stopped: ${breaker}`}.\n`);
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
    '  sandbox         digests are prepared and dropped; nobody gets mail',
    '  off             nothing is claimed',
    '  reset           after a pause, an unverified identity or denied access was mended',
    '',
    'On one machine the gate is live from the start: mail goes to the outbox. A deployed stack starts with it off.',
  ],
  options: {},
  run: (context, _values, [what = 'status', ...rest]) => {
    const change = changes.get(what);
    if (rest.length > 0 || (change === undefined && what !== 'status'))
      throw new UsageError('say live, sandbox, off, reset or status');
    return withWorkspace(context, async ({ stores }) => {
      if (change === undefined) return tellGate(context, await stores.ledger.gate());
      const outcome = await setGate(stores, change);
      return outcome.ok ? tellGate(context, outcome.gate) : tellRefusal(context, outcome);
    });
  },
};
