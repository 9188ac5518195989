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
 * @returns the time after it; without waiting why there is none: too little would be left of the function's time, or the day's quota
 * is left to codes
 */
export async function takeTurn(
  { ledger, pause }: { readonly ledger: Pick<LedgerStore, 'takeSlot'>; readonly pause: Pause },
  now: Temporal.Instant,
  millisecondsLeft: () => number,
  kind: 'digest' | 'code',
): Promise<Temporal.Instant | 'no-time' | 'quota'> {
  const milliseconds = await ledger.takeSlot(pause.moment(), kind);
  if (milliseconds === 'quota') return 'quota';
  if (millisecondsLeft() - milliseconds < leastMilliseconds) return 'no-time';
  await pause.wait(milliseconds);
  return now.add({ milliseconds });
}

/** A turn to send: its time, and the very moment it began. */
export type Turn = { readonly at: Temporal.Instant; readonly began: Temporal.Instant };

/** A turn not used within this is somebody else's by now. */
const turnMilliseconds = 250;

/** The turn the sender of a digest has, or its next one where that is past; else why there is none. */
export async function turnFor(
  deps: Parameters<typeof takeTurn>[0],
  before: Turn | null,
  asked: Temporal.Instant,
  millisecondsLeft: () => number,
): Promise<Turn | 'no-time' | 'quota'> {
  if (millisecondsLeft() < leastMilliseconds) return 'no-time';
  const late = before === null ? 0 : deps.pause.moment().since(before.began).total('milliseconds');
  if (before !== null && late <= turnMilliseconds) return before;
  const now = before === null ? asked : before.at.add({ milliseconds: Math.round(late) });
  const at = await takeTurn(deps, now, millisecondsLeft, 'digest');
  return typeof at === 'string' ? at : { at, began: deps.pause.moment() };
}
