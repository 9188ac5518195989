import type { Temporal } from 'temporal-polyfill';
import type { Contact } from '../domain/contact.ts';
import type { LedgerStore, Pause } from '../ports.ts';
import type { MailConfig } from './prepare-digest.ts';

/** How mail is sent; `allowed` are the addresses that get real mail in the sandbox, where everybody else gets none. */
export type SendConfig = MailConfig & { readonly allowed: readonly string[] };

/** Does this person get real mail in the sandbox? Addresses are compared in lower case. */
export function isAllowed({ allowed }: Pick<SendConfig, 'allowed'>, { email }: Pick<Contact, 'email'>): boolean {
  return allowed.some((one) => one.toLowerCase() === email.toLowerCase());
}

/** Nothing is sent with less than this left of the function's time: it would be cut off in the middle of a call. */
export const leastMilliseconds = 20_000;

/**
 * Waits for this sender's turn among all that send (RELIABILITY 2.5).
 * @returns the time after it; null, without waiting, when too little would be left of the function's time
 */
export async function takeTurn(
  { ledger, pause }: { readonly ledger: Pick<LedgerStore, 'takeSlot'>; readonly pause: Pause },
  now: Temporal.Instant,
  millisecondsLeft: () => number,
): Promise<Temporal.Instant | null> {
  const milliseconds = await ledger.takeSlot(pause.moment());
  if (millisecondsLeft() - milliseconds < leastMilliseconds) return null;
  await pause.wait(milliseconds);
  return now.add({ milliseconds });
}
