import { resolveDigest } from '../../shared/usecases/resolve-digest.ts';
import { day, hour, minute, textOf } from './clock.ts';
import { gateIn } from './history.ts';
import type { Machines } from './machines.ts';
import { type Deed, tryUntilDone } from './people.ts';
import type { Random } from './random.ts';
import type { Rows } from './rows.ts';

/** Somebody does something, and again when it fails or nothing answers; counted by what they were told at last. */
export async function act(machines: Machines, random: Random, deed: Deed): Promise<void> {
  const told = await tryUntilDone(machines, deed, minute + random.int(hour / 2));
  machines.counters.add(`${isAccepted(told) ? 'did' : 'was refused to'} ${deed.what}`);
}

function isAccepted(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ok' in value && value.ok === true;
}

/** Whoever runs the installation: resets the breaker, decides about digests, restores tables, opens the gate. */
export class Operators {
  /** When a person asked for a digest to be sent again, by did. */
  readonly resends = new Map<string, number[]>();
  readonly #machines: Machines;
  readonly #random: Random;
  readonly #stormsUntil: number;
  #isMendingGate = false;

  constructor(machines: Machines, random: Random, stormsUntil: number) {
    this.#machines = machines;
    this.#random = random;
    this.#stormsUntil = stormsUntil;
  }

  /** Sees what needs a person: digests to decide about, and a breaker to reset. */
  watch(): void {
    const machines = this.#machines;
    for (const did of machines.needingPerson.splice(0)) {
      if (this.#random.chance(0.3)) continue;
      machines.agenda.add(machines.clock.milliseconds + this.#random.int(2 * day), 'decide', () => this.#decide(did));
    }
    const gate = gateIn(machines.rows);
    if (gate === null || gate.breaker === null || this.#isMendingGate) return;
    this.#isMendingGate = true;
    machines.counters.add('breaker tripped');
    machines.agenda.add(machines.clock.milliseconds + this.#random.int(12 * hour), 'reset', () => {
      this.#isMendingGate = false;
      void this.#act('reset the breaker', async ({ ledger }) => {
        const { boundTo: _, ...known } = await ledger.gate();
        if (!(await ledger.setGate({ ...known, breaker: null, version: known.version + 1 }))) throw new Error('the gate moved');
      });
    });
  }

  /** A person decides about a digest; most ask around first whether it arrived, some just send it again. */
  #decide(did: string): void {
    const machines = this.#machines;
    const arrived = machines.acceptances.some(({ mail, isRefused }) => !isRefused && mail.tags['digest'] === did);
    const how = arrived && this.#random.chance(0.8) ? 'sent-after-all' : this.#random.pick(['drop', 'send-again'] as const);
    void this.#act(`decide ${how}`, async ({ ledger }, now) => {
      const resolved = await resolveDigest({ ledger }, { did, how, now });
      if (resolved.ok && how === 'send-again') this.resends.set(did, [...(this.resends.get(did) ?? []), now.epochMilliseconds]);
      return resolved;
    });
  }

  /** Shuts the gate to all but those who are allowed, and opens it again some days later. */
  playInSand(): void {
    const machines = this.#machines;
    const set = (mode: 'sandbox' | 'live'): Promise<void> =>
      this.#act(`gate ${mode}`, async ({ ledger }) => {
        const { boundTo: _, ...known } = await ledger.gate();
        if (known.mode === 'off') return;
        if (!(await ledger.setGate({ ...known, mode, version: known.version + 1 }))) throw new Error('the gate moved');
      });
    void set('sandbox');
    const until = Math.min(machines.clock.milliseconds + this.#random.int(20 * day), this.#stormsUntil);
    machines.agenda.add(until, 'out of the sandbox', () => void set('live'));
  }

  /** Takes a copy of one table and goes back to it later, with everything else as it has become. */
  arrangeRestore(at: number): void {
    const machines = this.#machines;
    const lost = this.#random.pick(['record', 'ledger'] as const);
    let copy: Rows = new Map();
    const later = Math.min(at + this.#random.int(5 * day), this.#stormsUntil);
    machines.agenda.add(at, 'snapshot', () => {
      copy = new Map([...machines.rows].filter(([, { table }]) => table === lost));
    });
    machines.agenda.add(later, 'restore', () => {
      machines.scheduler.killAll();
      machines.counters.add(`restore ${lost}`);
      machines.restores.push({ at: machines.clock.milliseconds, lost });
      machines.trace.add(`restore ${lost}`);
      machines.events.forget();
      const kept = [...machines.rows].filter(([, { table }]) => table !== lost);
      machines.agenda.add(machines.clock.milliseconds + this.#random.int(day), 'open the gate', () => void this.#openGate(lost));
      return machines.open(new Map([...kept, ...copy]));
    });
  }

  async #openGate(lost: 'record' | 'ledger'): Promise<void> {
    await this.#act('open the gate', async ({ ledger }, now) => {
      const { boundTo: _, ...known } = await ledger.gate();
      const restoreFloor = lost === 'ledger' ? textOf(now.epochMilliseconds) : known.restoreFloor;
      const next = { ...known, mode: 'live', restoreFloor, version: known.version + 1 } as const;
      if (!(await ledger.setGate(next))) throw new Error('the gate moved');
    });
  }

  #act(what: string, work: Deed['work']): Promise<void> {
    return act(this.#machines, this.#random, { what, work });
  }
}
