import type { LedgerStore } from '../../shared/ports.ts';

/** On one machine the gate is live from the first start: its mail cannot leave the machine. */
export async function openGate(ledger: LedgerStore): Promise<void> {
  const { version, mode } = await ledger.gate();
  if (version === 0 && mode === 'off') await ledger.setGate({ mode: 'live', version: 1, restoreFloor: null, breaker: null });
}
