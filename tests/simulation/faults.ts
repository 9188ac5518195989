import type { Counters } from './counters.ts';
import type { Random } from './random.ts';

/**
 * What can go wrong with a call that leaves the process (RELIABILITY, section 5).
 * `retried`: the first answer is lost, the client asks again and hears what the second call finds.
 */
export const callFaults = ['crash-before', 'crash-after', 'answer-lost', 'throttled', 'conflict', 'retried', 'slow'] as const;
export type CallFault = (typeof callFaults)[number];

/** What the answer of a broken call looks like to the code that made it. */
export class CallFailed extends Error {
  constructor(fault: string, label: string) {
    super(`${fault}: ${label}`);
    this.name = fault;
  }
}

/** Whoever decides what goes wrong: chance in a simulation, a script in an enumeration. */
export interface FaultChooser {
  isOn: boolean;
  /** Whether this fault strikes here and now. */
  strikes(fault: string, site: string): boolean;
  /** The fault that strikes this call of a process, or null. */
  oneOf<Fault extends string>(faults: readonly Fault[], site: string, process: number): Fault | null;
  /** Notes something that went wrong by itself. */
  count(what: string): void;
}

const activeShare = 0.25;
const firingShare = 0.25;

/**
 * Decides which call goes wrong. A site is one kind of call of one kind of process: it is active in a quarter of all worlds,
 * each of which picks how it goes wrong there, and then does so in a quarter of its calls, while faults are on.
 */
export class Faults implements FaultChooser {
  isOn = true;
  readonly #chosen = new Map<string, string | null>();
  readonly #random: Random;
  readonly #counters: Counters;
  readonly #isSpared: (site: string) => boolean;

  /** Sites that are spared never go wrong. */
  constructor(random: Random, counters: Counters, isSpared: (site: string) => boolean = () => false) {
    this.#random = random;
    this.#counters = counters;
    this.#isSpared = isSpared;
  }

  strikes(fault: string, site: string): boolean {
    return this.oneOf([fault], `${fault} ${site}`) !== null;
  }

  /** Counted when it strikes. */
  oneOf<Fault extends string>(faults: readonly Fault[], site: string): Fault | null {
    if (!this.isOn || this.#isSpared(site)) return null;
    if (!this.#chosen.has(site)) {
      this.#chosen.set(site, this.#random.chance(activeShare) ? this.#random.pick(faults) : null);
    }
    const chosen = faults.find((one) => one === this.#chosen.get(site)) ?? null;
    if (chosen === null || !this.#random.chance(firingShare)) return null;
    this.#counters.add(`fault ${chosen}`);
    return chosen;
  }

  count(what: string): void {
    this.#counters.add(what);
  }
}
