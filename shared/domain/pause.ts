import type { Temporal } from 'temporal-polyfill';
import { lastDayBefore } from './asked-of-me.ts';
import type { Contact } from './contact.ts';
import { instantText } from './fuzzy-date.ts';

/** The last local day of somebody's pause, that day included; null where it is over or there is none. */
export function lastDayOfPause(
  { pausedUntil }: Pick<Contact, 'pausedUntil'>,
  zone: string,
  now: Temporal.Instant,
): string | null {
  return pausedUntil === null || pausedUntil <= instantText(now) ? null : lastDayBefore(pausedUntil, zone);
}
