import { Temporal } from 'temporal-polyfill';
import type { Stores } from '../../shared/ports.ts';
import { addUp, type JobAccount } from '../../shared/usecases/account.ts';
import { nextTick } from '../../shared/usecases/next-tick.ts';
import { slotOf, tickMinutes } from '../../shared/usecases/run-tick.ts';
import type { StandingClock } from './clock.ts';

/** What moving the clock needs: the tick itself, and the stores that know where the next one has work. */
export type Rehearsal = Stores & {
  readonly clock: StandingClock;
  tick(now: Temporal.Instant): Promise<JobAccount>;
  /** What comes once an hour in real time, and here once at the end of each way. */
  maintain(now: Temporal.Instant): Promise<unknown>;
};

/** No plan is followed beyond this. */
const farFuture = Temporal.Instant.from('2200-01-01T00:00:00Z');

/** Runs every tick from the first at or after `from` up to and including `to`, idle or not. */
export async function runEveryTick(
  { clock, tick }: Pick<Rehearsal, 'clock' | 'tick'>,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<JobAccount> {
  const accounts: JobAccount[] = [];
  const first = from.round({ smallestUnit: 'minute', roundingIncrement: tickMinutes, roundingMode: 'ceil' });
  for (let now = first; Temporal.Instant.compare(now, to) <= 0; now = now.add({ minutes: tickMinutes })) {
    clock.moveTo(now);
    accounts.push(await tick(now));
  }
  return addUp(accounts);
}

/**
 * Moves a standing clock forward and runs the ticks on the way. Those that would find nothing to do are passed over, so
 * that months go by in a moment; the last one before the clock stands again runs in any case, and maintenance after it, so that the
 * service tells when it ran. The clock never goes back: what was sent and answered has its time already.
 */
export async function moveClock(rehearsal: Rehearsal, to: Temporal.Instant): Promise<JobAccount> {
  const accounts: JobAccount[] = [];
  const { clock } = rehearsal;
  if (Temporal.Instant.compare(to, clock.now()) <= 0) return addUp(accounts);
  const last = Temporal.Instant.from(slotOf(to));
  const tick = async (now: Temporal.Instant): Promise<void> => {
    clock.moveTo(now);
    accounts.push(await rehearsal.tick(now));
  };
  for (let now = await nextTick(rehearsal, clock.now(), to); now !== null; now = await nextTick(rehearsal, now, to))
    await tick(now);
  if (Temporal.Instant.compare(clock.now(), last) < 0) await tick(last);
  clock.moveTo(to);
  await rehearsal.maintain(to);
  return addUp(accounts);
}

/** Moves the clock to the next tick that has something to do. @returns null when nothing is due ever again */
export async function moveToNextEvent(rehearsal: Rehearsal): Promise<JobAccount | null> {
  const next = await nextTick(rehearsal, rehearsal.clock.now(), farFuture);
  return next === null ? null : moveClock(rehearsal, next);
}
