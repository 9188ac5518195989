import { hour, minute, SimulatedClock } from '../clock.ts';
import { CallFailed, type FaultChooser } from '../faults.ts';
import { type Random, randomFrom } from '../random.ts';
import { type Process, Scheduler } from '../scheduler.ts';

/** One mail to be sent, as each prototype writes it down. */
export type Job = {
  readonly state: 'claimed' | 'done';
  readonly until: number;
  readonly attempt: number;
};

/** What a prototype may call. Everything else is its own. */
export type Calls = {
  readonly now: number;
  read(): Promise<Job | null>;
  /** Writes the row if it still is what was read. */
  write(before: Job | null, after: Job): Promise<boolean>;
  /** One call to SES; it throws where nobody can say what became of it. */
  send(attempt: number): Promise<void>;
};

export type Protocol = {
  readonly name: string;
  /** One look at the job: what each tick does. */
  readonly look: (calls: Calls) => Promise<void>;
  /** What an event about an accepted mail does; protocols that hear none leave it out. */
  readonly hear?: (calls: Calls) => Promise<void>;
};

const stormHours = 6;
const faultShare = 0.08;

/** Every call fails alike while the storm lasts (RELIABILITY 2.4). */
class EvenFaults implements FaultChooser {
  isOn = true;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  strikes(): boolean {
    return false;
  }

  oneOf<Fault extends string>(faults: readonly Fault[]): Fault | null {
    return this.isOn && this.#random.chance(faultShare) ? this.#random.pick(faults) : null;
  }

  count(): void {}
}

const calls = ['crash-before', 'crash-after', 'answer-lost', 'throttled'] as const;

/** What became of a mail: how often it was accepted, and whether the row says that nobody knows. */
export type Ending = { readonly accepted: number; readonly isOpen: boolean };

/** One mail under one protocol, from the first tick until a day later. */
export async function playMail({ look, hear }: Protocol, seed: number): Promise<Ending> {
  const random = randomFrom(seed);
  const clock = new SimulatedClock(0);
  const faults = new EvenFaults(random);
  const scheduler = new Scheduler({ random, faults, clock, note: () => {} });
  const events: number[] = [];
  let row: Job | null = null;
  let accepted = 0;

  const callsOf = (process: Process): Calls => ({
    now: clock.milliseconds,
    read: () => scheduler.io(process, { label: 'read', faults: calls }, async () => row),
    write: (before, after) =>
      scheduler.io(process, { label: 'write', faults: calls }, async () => {
        if (row !== before) return false;
        row = after;
        return true;
      }),
    send: () =>
      scheduler.io(process, { label: 'send', faults: ['crash-before', 'crash-after', 'answer-lost'] }, async () => {
        if (faults.isOn && random.chance(faultShare / 2)) throw new CallFailed('TimeoutError', 'send');
        accepted += 1;
        if (!random.chance(0.001)) events.push(clock.milliseconds + lateness(random));
      }),
  });

  const seconds = 120;
  for (let at = 0; at <= 24 * hour; at += 15 * minute) {
    clock.jumpTo(at);
    faults.isOn = at < stormHours * hour;
    // Queues and schedules give a job at least once: now and then two look at the same time.
    const looks = faults.isOn && random.chance(0.1) ? 2 : 1;
    for (let count = 0; count < looks; count += 1) {
      void scheduler.start('tick', { seconds }, (process) => look(callsOf(process)));
    }
    for (const event of events.filter((one) => one <= at)) {
      events.splice(events.indexOf(event), 1);
      if (hear === undefined) continue;
      const told = scheduler.start('event', { seconds }, (process) => hear(callsOf(process)));
      // The queue gives it again until it was taken in.
      void told.then(({ kind }) => kind !== 'done' && events.push(at + 3 * minute));
    }
    await scheduler.drain();
    if (isDone(row) && !faults.isOn) break;
  }
  return { accepted, isOpen: row !== null && !isDone(row) };
}

const isDone = (row: Job | null): boolean => row?.state === 'done';

function lateness(random: Random): number {
  if (random.chance(0.02)) return 2 * hour;
  return random.chance(0.08) ? 10 * minute : 5_000;
}
