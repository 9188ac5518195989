import { type Refused, refused } from '../domain/errors.ts';
import type { Gate } from '../domain/ledger.ts';
import type { LedgerStore, RecordStore } from '../ports.ts';
import { bindingOf } from './look-after-restore.ts';

/**
 * Opens or shuts the gate of all mail, or resets the breaker after whatever tripped it was mended. Opening it binds it to
 * these tables: a copy of them reads it as off. What was refused before counts no more. On tables that were restored or copied it is not opened before somebody
 * looked: that is {@link import('./look-after-restore.ts').lookAfterRestore}.
 */
export async function setGate(
  { record, ledger }: { readonly record: RecordStore; readonly ledger: LedgerStore },
  change: { readonly mode: Gate['mode'] } | { readonly breaker: null },
): Promise<{ readonly ok: true; readonly gate: Gate } | Refused> {
  const { boundTo: _, refused: __, ...before } = await ledger.gate();
  const after = { ...before, ...change };
  if ((await bindingOf({ record, ledger })).kind === 'moved') {
    return refused('invalid', [{ field: 'gate', code: 'not-expected', detail: 'restored' }]);
  }
  if (after.mode === before.mode && after.breaker === before.breaker)
    return refused('invalid', [{ field: 'gate', code: 'unchanged' }]);
  if (!(await ledger.setGate({ ...after, version: before.version + 1 }))) return refused('busy');
  return { ok: true, gate: await ledger.gate() };
}
