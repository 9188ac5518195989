/** Starts something; what must be through before anything else starts gives its promise. */
export type Begin = () => unknown;

/** What is to happen at an instant. */
export type Appointment = { readonly at: number; readonly what: string; readonly begin: Begin };

/** Everything that will happen by itself, soonest first; of two at one instant the one that was noted first. */
export class Agenda {
  #waiting: (Appointment & { readonly order: number })[] = [];
  #count = 0;

  add(at: number, what: string, begin: Begin): void {
    this.#waiting.push({ at, what, begin, order: this.#count++ });
  }

  /** When the next thing happens, or null. */
  next(): number | null {
    return this.#waiting.reduce<number | null>((soonest, { at }) => (soonest === null || at < soonest ? at : soonest), null);
  }

  /** Whether something of this kind is still to happen. */
  holds(what: string): boolean {
    return this.#waiting.some((one) => one.what === what);
  }

  /** Takes what is to happen by `until`. */
  take(until: number): readonly Appointment[] {
    const due = this.#waiting.filter(({ at }) => at <= until);
    this.#waiting = this.#waiting.filter(({ at }) => at > until);
    return due.sort((a, b) => a.at - b.at || a.order - b.order);
  }
}
