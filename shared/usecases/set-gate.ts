import { type Refused, refused } from '../domain/errors.ts';
import type { Gate } from '../domain/ledger.ts';
import type { LedgerStore } from '../ports.ts';

/**
 * Opens or shuts the gate of all mail, or resets the breaker after whatever tripped it was mended. Opening it binds it to
 * these tables: a copy of them reads it as off.
 */
export async function setGate(
  { ledger }: { readonly ledger: LedgerStore },
  change: { readonly mode: Gate['mode'] } | { readonly breaker: null },
): Promise<{ readonly ok: true; readonly gate: Gate } | Refused> {
  const { boundTo: _, ...before } = await ledger.gate();
  const after = { ...before, ...change };
  if (after.mode === before.mode && after.breaker === before.breaker)
    return refused('invalid', [{ field: 'gate', code: 'unchanged' }]);
  if (!(await ledger.setGate({ ...after, version: before.version + 1 }))) return refused('busy');
  return { ok: true, gate: await ledger.gate() };
}
