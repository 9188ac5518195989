import { nextTick } from 'node:process';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedClock } from './clock.ts';
import { CallFailed, type CallFault, type FaultChooser } from './faults.ts';
import type { Random } from './random.ts';

/** One run of one function on one machine: what dies in a crash. */
export type Process = {
  readonly id: number;
  readonly kind: string;
  /** How wrong its clock is, in milliseconds. */
  readonly skew: number;
  /** When it is killed, in milliseconds since 1970. */
  readonly until: number;
  /** Nobody else is served while it waits. */
  readonly isFirst: boolean;
  isAlive: boolean;
  /** Calls it made and has not heard of yet. */
  waiting: number;
};

/** How a process ended. A crash ends it without a word; whoever started it learns of it by its silence. */
export type Ending<Value> =
  | { readonly kind: 'done'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'crashed' };

/** A call that leaves the process: what it is, and how it may go wrong. */
export type Call = { readonly label: string; readonly faults: readonly CallFault[] };

/** Something that begins between two calls of others: after how many more of them. */
export type Interruption = { readonly after: number; readonly begin: () => void };

type Waiting = Call & {
  readonly process: Process;
  readonly run: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * How often a process is asked whether it waits once every promise that could settle has settled; then turns of the event
 * loop before one that neither calls nor ends is given real time, and at last given up.
 */
const patience = { ticks: 40, turns: 200, sleeps: 2_000 } as const;

/** When no promise is left that can settle by itself: the runtime comes to its ticks only then. */
const settled = (): Promise<void> => new Promise((resolve) => nextTick(resolve));

/**
 * Runs processes whose every call to the outside is queued: chance picks which call runs next and what goes wrong with it.
 * A crash is a promise that never settles. Real time plays no part: between two calls a process runs until it calls again.
 */
export class Scheduler {
  readonly #random: Random;
  readonly #faults: FaultChooser;
  readonly #clock: SimulatedClock;
  readonly #note: (line: string) => void;
  readonly #processes = new Map<Process, (ending: Ending<never>) => void>();
  #queue: Waiting[] = [];
  #count = 0;
  #interruption: Interruption | null = null;
  #isInterrupting = false;
  /** The process whose call is being carried out. */
  current: Process | null = null;

  constructor(parts: { random: Random; faults: FaultChooser; clock: SimulatedClock; note: (line: string) => void }) {
    this.#random = parts.random;
    this.#faults = parts.faults;
    this.#clock = parts.clock;
    this.#note = parts.note;
  }

  /** Starts a process; it runs while {@link drain} does. `seconds` is how long it may take. */
  start<Value>(
    kind: string,
    { seconds, skew = 0 }: { seconds: number; skew?: number },
    work: (process: Process) => Promise<Value>,
  ): Promise<Ending<Value>> {
    const until = this.#clock.milliseconds + seconds * 1_000;
    const process: Process = { id: ++this.#count, kind, skew, until, isFirst: this.#isInterrupting, isAlive: true, waiting: 0 };
    this.#note(`start ${kind} ${process.id}`);
    return new Promise((resolve) => {
      const end = (ending: Ending<Value>): void => {
        if (!process.isAlive) return;
        process.isAlive = false;
        this.#processes.delete(process);
        this.#note(`${ending.kind} ${kind} ${process.id}`);
        resolve(ending);
      };
      this.#processes.set(process, end);
      work(process).then(
        (value) => end({ kind: 'done', value }),
        (error: unknown) => end({ kind: 'failed', error }),
      );
    });
  }

  /** Queues a call of a process; the answer comes when its turn does, or never. */
  io<Value>(process: Process, call: Call, run: () => Promise<Value>): Promise<Value> {
    process.waiting += 1;
    return new Promise<Value>((resolve, reject) => {
      if (process.isAlive) this.#queue.push({ process, run, resolve: asAnswer(resolve), reject, ...call });
    });
  }

  /**
   * Begins something after so many more calls, or when there are none, and carries out what it calls before all else: everything
   * else finds its work done all at once, between two calls of its own. Chance alone leaves ten calls hardly ever together.
   */
  interrupt(interruption: Interruption): void {
    this.#interruption = interruption;
  }

  /** Ends every process where it stands, as when a stack is taken down. */
  killAll(): void {
    for (const process of [...this.#processes.keys()]) this.#kill(process);
  }

  /** Carries out calls, one after the other in an order that chance picks, until no process waits for any. */
  async drain(): Promise<void> {
    await this.#calm();
    while (this.#queue.length > 0 || this.#interruption !== null) {
      if (this.#isInterrupted()) await this.#calm();
      await this.#step();
      await this.#calm();
    }
  }

  /** Begins what was to begin here. */
  #isInterrupted(): boolean {
    const interruption = this.#interruption;
    if (interruption === null || (interruption.after > 0 && this.#queue.length > 0)) return false;
    this.#interruption = null;
    this.#isInterrupting = true;
    interruption.begin();
    this.#isInterrupting = false;
    return true;
  }

  /** Where in the queue the call is that is carried out next. */
  #nextPlace(): number {
    if (this.#queue.length === 1) return 0;
    const first = this.#queue.findIndex(({ process }) => process.isFirst);
    return first < 0 ? this.#random.int(this.#queue.length) : first;
  }

  async #step(): Promise<void> {
    const [call] = this.#queue.splice(this.#nextPlace(), 1);
    if (call === undefined) return;
    if (this.#interruption !== null) this.#interruption = { ...this.#interruption, after: this.#interruption.after - 1 };
    const { process, label } = call;
    this.#clock.pass(5 + this.#random.int(40));
    if (this.#clock.milliseconds > process.until) {
      this.#faults.count('killed at its time limit');
      this.#note(`killed ${process.kind} ${process.id}`);
      return this.#kill(process);
    }
    const fault = this.#faults.oneOf(call.faults, `${process.kind} ${label}`, process.id);
    this.#note(`${process.kind} ${process.id} ${label}${fault === null ? '' : ` ${fault}`}`);
    this.current = process;
    await this.#carryOut(call, fault);
    this.current = null;
  }

  async #carryOut({ process, label, run, resolve, reject }: Waiting, fault: CallFault | null): Promise<void> {
    const answer = async (): Promise<void> => {
      process.waiting -= 1;
      try {
        resolve(await run());
      } catch (error) {
        reject(error);
      }
    };
    switch (fault) {
      case 'crash-before':
        return this.#kill(process);
      case 'crash-after':
        await run().catch(() => {});
        return this.#kill(process);
      case 'answer-lost':
        await run().catch(() => {});
        process.waiting -= 1;
        return reject(new CallFailed('TimeoutError', label));
      case 'throttled':
        process.waiting -= 1;
        return reject(new CallFailed('ProvisionedThroughputExceededException', label));
      case 'conflict':
        process.waiting -= 1;
        return reject(new CallFailed('TransactionCanceledException', label));
      case 'retried':
        await run().catch(() => {});
        return answer();
      case 'slow':
        this.#clock.pass(1_000 + this.#random.int(11_000));
        return answer();
      case null:
        return answer();
      default:
        return fault satisfies never;
    }
  }

  /** Of calls still on their way, chance says which arrive. */
  #kill(process: Process): void {
    const sent = this.#queue.filter((one) => one.process === process && this.#random.chance(0.5));
    this.#queue = this.#queue.filter((one) => one.process !== process);
    for (const { run } of sent) run().catch(() => {});
    this.#processes.get(process)?.({ kind: 'crashed' });
  }

  /** Waits until every living process has made a call or ended. */
  async #calm(): Promise<void> {
    await settled();
    // What is written to a stream takes a few ticks more.
    for (let tick = 0; tick < patience.ticks && !this.#isCalm(); tick += 1) await settled();
    for (let turn = 0; !this.#isCalm(); turn += 1) {
      await nextTurn();
      if (turn > patience.turns) await sleep(1);
      if (turn > patience.sleeps) throw new Error('a process waits for something that is no call');
    }
  }

  #isCalm(): boolean {
    for (const { waiting } of this.#processes.keys()) if (waiting === 0) return false;
    return true;
  }
}

/** Guarantee: the queue gives a call the answer of its own `run`, whose type the caller named. */
function asAnswer<Value>(resolve: (value: Value) => void): (value: unknown) => void {
  return resolve as (value: unknown) => void;
}
